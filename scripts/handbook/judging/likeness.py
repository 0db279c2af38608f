"""Likeness: how much two names, or two texts, are alike. Text in, a judgement out; nothing here knows an entry.

Names are compared as they sound in Dutch, without articles and without words such as “project”; texts by the runs of
three words that they share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..words.names import slug

# Words that a name may gain or lose without becoming another name.
_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "de het een den der t the a of and en n van voor in op bij met door aan te tot om naar uit je jouw ons onze zijn"
        " project projecten initiatief stichting vereniging methode methodiek training cursus handreiking",
    )
)
# What sort of place it is: words that a name may have or lack in one city, but not exchange.
_SORTS = frozenset(
    re.findall(
        r"\w+",
        "inloop inloophuis inloopcentrum boerderij zorgboerderij huis buurthuis wijkcentrum dagcentrum dagbesteding"
        " ontmoetingscentrum ontmoetingsplek werkplaats centrum groep",
    )
)
_NUMBERS = re.findall(r"\w+", "twee drie vier vijf zes zeven acht negen tien elf twaalf")  # “een” is an article too
_ORDINALS = re.findall(r"\w+", "tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde")
_DIGITS = {word: str(number) for number, word in enumerate(_NUMBERS, start=2)}
_DIGITS |= {word: f"{number}e" for number, word in enumerate(_ORDINALS, start=2)} | {"eerste": "1e"}
_ORDINAL = re.compile(r"(\d+)(?:e|de|ste)")
# Spellings that sound the same; the order matters.
_SOUNDS = (
    ("ij", "y"),
    ("ei", "y"),
    ("ouw", "ou"),
    ("auw", "ou"),
    ("au", "ou"),
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("ck", "k"),
    ("qu", "kw"),
    ("x", "ks"),
)
_SOFT_C = re.compile("c(?=[eiy])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiouy")
_PLURAL = ("es", "en", "s")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words as they sound, joined in their own order and in that of the alphabet.

    ``letters`` are those of all its words, as written.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    joined: str
    ordered: str

    @property
    def skeleton(self) -> str:
        """Its consonants: what most misspellings leave as it was."""
        return self.ordered.translate(_VOWELS)


@lru_cache(maxsize=65536)
def name(text: str) -> Name:
    words = [_digits_of(word) for word in slug(text).split("-") if word]
    telling = [word for word in words if word not in _DROPPED] or words
    sounds = tuple(map(_sound, telling))
    return joined(text, "".join(words), sounds)


def joined(text: str, letters: str, sounds: Sequence[str]) -> Name:
    return Name(text, letters, tuple(sounds), "".join(sounds), "".join(sorted(sounds)))


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    if not word.isalpha() and any(map(str.isdigit, word)):
        return word
    return _DOUBLED.sub(r"\1", _SOFT_C.sub("s", word).replace("c", "k"))


def _digits_of(word: str) -> str:
    """“vijfde” and “5de” are “5e”."""
    written = _ORDINAL.fullmatch(word)
    return f"{written[1]}e" if written else _DIGITS.get(word, word)


@lru_cache(maxsize=65536)
def core(text: str, cities: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """A name without the words of its city, in the singular and joined: with all other words, without those that say
    little, and without the sort of place too; and the words for the sort of place that were left out."""
    around = {word for city in cities for word in slug(city).split("-")}
    own = [_digits_of(word) for word in slug(text).split("-") if word and word not in around]
    telling = [word for word in own if word not in _DROPPED]
    bare = [word for word in telling if word not in _SORTS] or telling
    pieces = ("".join(map(_single, some)) for some in (own, telling, bare))
    return frozenset(filter(None, pieces)), frozenset(telling) - frozenset(bare)


def _single(word: str) -> str:
    """Without an ending of the plural, if enough is left."""
    if not word.endswith(_PLURAL):  # as most do not
        return word
    return next((word[: -len(end)] for end in _PLURAL if word.endswith(end) and len(word) - len(end) > 3), word)


def alike_in_town(one: str, other: str, cities: tuple[str, ...]) -> bool:
    """Whether two names differ only in a plural, the name of the city, or a word for the sort of place that one lacks."""
    (names, sorts), (others, sorts_of_other) = core(one, cities), core(other, cities)
    exchanged = sorts and sorts_of_other and not any(a in b or b in a for a in sorts for b in sorts_of_other)
    return not names.isdisjoint(others) and not exchanged


def equal(one: Name, other: Name) -> bool:
    """Whether two names differ only in spelling, spaces, articles or the order of the words."""
    return bool(one.joined) and (
        one.letters == other.letters or one.joined == other.joined or one.ordered == other.ordered
    )


def misspelt(one: Name, other: Name) -> bool:
    """Whether two names differ only in a few letters, in all and in each word."""
    from rapidfuzz.distance import OSA

    limit = _letters(min(len(one.joined), len(other.joined)), short=5)
    if abs(len(one.joined) - len(other.joined)) > limit or not limit:
        return False
    apart = OSA.distance(one.joined, other.joined, score_cutoff=limit)
    if apart > limit and OSA.distance(one.ordered, other.ordered, score_cutoff=limit) > limit:
        return False
    if _digits(one) != _digits(other) or set(one.words) <= set(other.words) or set(other.words) <= set(one.words):
        return False  # another number, or a word more
    if len(one.words) != len(other.words):
        return True  # a word was split, or two were joined
    left = list(other.words)
    for word in one.words:
        near = min(left, key=lambda candidate: OSA.distance(word, candidate))
        if OSA.distance(word, near) > _letters(min(len(word), len(near)), short=3):
            return False
        left.remove(near)
    return True


def shortened(short: Name, long: Name) -> bool:
    """Whether one name holds all words of the other, and the shorter one is long enough to be a name."""
    enough = len(short.joined) >= (8 if len(short.words) == 1 else 10)
    return (
        enough
        and len(short.words) < len(long.words)
        and set(short.words) <= set(long.words)
        and _digits(short) == _digits(long)
    )


def resemblance(one: Name, other: Name) -> float:
    """From 0 to 100: how much two names resemble each other at all."""
    from rapidfuzz import fuzz

    if not one.joined or not other.joined:
        return 0.0
    if equal(one, other):
        return 100.0
    whole = max(fuzz.ratio(one.joined, other.joined), fuzz.ratio(one.ordered, other.ordered))
    return max(whole, 0.95 * fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words)))


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of three words."""
    words = _WORD.findall(text.casefold())
    return frozenset(zip(words, words[1:], words[2:]))


def shared(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """From 0 to 1: which part of the shorter text stands in the other; 0 when a text is too short to tell."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= 15 else 0.0


def _digits(one: Name) -> list[str]:
    return sorted(word for word in one.words if any(letter.isdigit() for letter in word))


def _letters(length: int, *, short: int) -> int:
    """How many letters may differ in a word or a name of this length."""
    if length <= short:
        return 0
    return 1 if length <= 8 else 2 if length <= 13 else max(3, length // 10)
