"""Words as the search takes them: a text in; its words without case, accents and signs, and the stem that their forms share, out.

The rules go to the browser with the index, so a word that is asked for and one that stands in a text are cut alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import chain

# A pattern of JavaScript and of Python, and what comes after its group instead of the rest. They are rough: “bomen” and
# “boom” are both “bom”, and only have to become the same.
_DUTCH = (
    ("^(.{2,})(?:heid|heden)$", ""),
    ("^(.{3,})jes?$", ""),
    ("^(.{3,})en$", ""),
    ("^(.{4,})[esn]$", ""),
    ("^(.{4,})ing$", ""),
)
_ENGLISH = (("^(.{3,})(?:ings?|ed|es|ly)$", ""), ("^(.{3,})[es]$", ""))
_ALWAYS = (("^(.+)z$", "s"), ("^(.+)v$", "f"))  # “huizen”, “brieven”
_TIMES = 2  # “ruimtes” is “ruimte” is “ruimt”

# Text as bytes, with a space for every ASCII sign that no word has: a third of the time of an expression.
_APART = bytes(code if chr(code).isalnum() or code == ord("'") else 32 for code in range(128)) + bytes(range(128, 256))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOUBLED = re.compile(r"(.)\1")


def rules(language: str) -> list[tuple[str, str]]:
    """In their order; each is tried once."""
    return [*(_ENGLISH if language == "en" else _DUTCH) * _TIMES, *_ALWAYS]


def tokens(text: str) -> list[str]:
    """The words of a text in their order: “peer-to-peer” is three, “thema’s” is one."""
    return _WORD.findall(unicodedata.normalize("NFC", text.replace("\u00ad", "")))


def fold(word: str) -> str:
    """Small, without accents and signs."""
    if not (word.isascii() and word.isalnum()):
        word = "".join(sign for sign in unicodedata.normalize("NFD", word) if sign.isalnum())
    return word.lower()


class Stemmer:
    """The stems of texts, by number: ``stems[0]`` is the first that was met."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.stems: list[str] = []
        self._numbers: dict[str, int] = {}
        self._known: dict[str, tuple[int, ...]] = {}  # by piece: a word, mostly

    def __call__(self, *texts: str) -> list[list[int]]:
        """For each text those of its words, in their order. What is new is cut at once, for all of them."""
        found = [text.encode().translate(_APART).decode().split() for text in texts]
        if new := set().union(*found).difference(self._known):
            bare = {piece: tuple(map(fold, tokens(piece))) for piece in new}
            short = stems({word for words in bare.values() for word in words}, self.language)
            for piece in sorted(new):
                self._known[piece] = tuple(self._number(short[word]) for word in bare[piece])
        return [list(chain.from_iterable(map(self._known.__getitem__, pieces))) for pieces in found]

    def _number(self, stem: str) -> int:
        number = self._numbers.setdefault(stem, len(self.stems))
        if number == len(self.stems):
            self.stems.append(stem)
        return number


def squeeze(word: str) -> str:
    """Without doubled letters, with which Dutch only tells how a vowel sounds: as beginnings of words are compared."""
    return _DOUBLED.sub(r"\1", word)


def stems(words: Collection[str], language: str) -> dict[str, str]:
    """Of many folded words at once: one expression over all of them takes a third of the time of one for each."""
    text = squeeze("\n".join(words))
    for pattern, tail in rules(language):
        text = re.sub(pattern, rf"\1{tail}", text, flags=re.MULTILINE)
    return dict(zip(words, text.split("\n")))
