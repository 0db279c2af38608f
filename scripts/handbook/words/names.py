"""Names: how they become addresses, stand in Dutch order, and are found again when misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Dutch catalogues order "De Gedachtenkamer" under G and "’s-Hertogenbosch" under H.
_LEADING = re.compile(r"^(?:(?:de|het|een|the)\s+|['’][snt][\s-]\s*)", re.IGNORECASE)
_APOSTROPHES = str.maketrans({"'": "’", "‘": "’", "`": "’"})


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The address of a name: “MEE plus” → “mee-plus”, “Súdwest-Fryslân” → “sudwest-fryslan”."""
    return re.sub(r"[^a-z0-9]+", "-", _fold(name)).strip("-")


@lru_cache(maxsize=65536)
def order(name: str) -> tuple[str, str]:
    """Sort key for Dutch readers: without leading article, case and accents; the name itself breaks ties."""
    return re.sub(r"[^a-z0-9 ]+", "", _fold(_LEADING.sub("", name))) or _fold(name), name


def initial(name: str) -> str:
    """The letter under which a name stands in a list from A to Z; “#” for digits and signs."""
    letter = order(name)[0][:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


def same(name: str) -> str:
    """A key under which spellings of one name meet: apostrophes, case and spaces do not count."""
    return " ".join(name.translate(_APOSTROPHES).casefold().split())


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like a misspelt one, or None when none comes near."""
    from rapidfuzz import process, utils
    from rapidfuzz.distance import DamerauLevenshtein

    found = process.extractOne(
        name,
        list(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        processor=utils.default_process,
        score_cutoff=0.5,
    )
    return found[0] if found else None


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
