"""Names: how they become addresses, stand in alphabetical order, and are found again when misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Catalogues order "De Gedachtenkamer" under G and "’s-Hertogenbosch" under H; an English one also "A Way In" under W.
_ARTICLES = {"nl": "de|het|een|the", "en": "the|an|a|de|het|een"}
_LEADING = {
    code: re.compile(rf"^(?:(?:{articles})\s+|['’][snt][\s-]\s*)", re.IGNORECASE)
    for code, articles in _ARTICLES.items()
}
LONGEST = 80  # signs of the name of a source, which is its id, without .md

_LONGEST = 160  # letters of an address, as of a name; one sign may stand for many (“㏂”), and a folder has room for 255
_DENIALS = ("on", "in", "niet", "geen")
_APOSTROPHES = str.maketrans({"'": "’", "‘": "’", "`": "’"})


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The address of a name: “MEE plus” → “mee-plus”, “Súdwest-Fryslân” → “sudwest-fryslan”."""
    return re.sub(r"[^a-z0-9]+", "-", _fold(name)).strip("-")[:_LONGEST].rstrip("-")


def identifier(name: str) -> str:
    """The id of something with a file of its own."""
    return slug(name)[:LONGEST].strip("-")


def capital(text: str) -> str:
    """The text with a capital first letter; the rest is left as it is."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=65536)
def order(name: str, code: str = "nl") -> tuple[str, str]:
    """Sort key for readers of a language: without leading article, case and accents; the name itself breaks ties."""
    bare = _LEADING[code].sub("", name) if code in _LEADING else name
    return re.sub(r"[^a-z0-9 ]+", "", _fold(bare)) or _fold(name), name


def initial(name: str, code: str = "nl") -> str:
    """The letter under which a name stands in a list from A to Z; “#” for digits and signs."""
    letter = order(name, code)[0][:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


@lru_cache(maxsize=65536)
def same(name: str) -> str:
    """A key under which spellings of one name meet: apostrophes, case and spaces do not count."""
    return " ".join(name.translate(_APOSTROPHES).casefold().split())


def nearest(name: str, known: Iterable[str], most: int | None = None) -> str | None:
    """The known name that is most like a misspelt one; None when none is near, or when it differs in more than ``most``
    letters.

    A name that differs in more than two letters and in more than three of ten is another word: “jongeren” is not
    “ouderen”. So is one with another first letter and another length: “Vlaanderen” is not “Gaanderen”, for a person who
    makes two mistakes still gets the first letter right, or leaves out a whole word, as of “het-odensehuis”. A denial,
    such as “onbekend” of “bekend”, is never what was meant.
    """
    from rapidfuzz import process, utils
    from rapidfuzz.distance import OSA  # of 10,000 names in a tenth of the time of Damerau-Levenshtein

    found = process.extractOne(
        name,
        list(known),
        scorer=OSA.normalized_similarity,
        processor=utils.default_process,
        score_cutoff=0.6,
    )
    if not found:
        return None
    short, long = sorted(map(utils.default_process, (name, found[0])), key=len)
    denied = long.endswith(short) and long.removesuffix(short).strip() in _DENIALS
    off = OSA.distance(short, long)
    other = off > 1 and len(short) != len(long) and short[:1] != long[:1] and short not in long
    return None if denied or other or off > (most or max(2, len(long) * 3 // 10)) else found[0]


def holding(word: str, ids: Iterable[str]) -> str | None:
    """The only id of which this is one of the words; None when there is none or more than one."""
    found = [one for one in ids if word in one.split("-")]
    return found[0] if len(found) == 1 else None


def _fold(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():  # most names, in a tenth of the time
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
