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
    """The rules of a language in their order; each is applied once."""
    return [*(_ENGLISH if language == "en" else _DUTCH) * _TIMES, *_ALWAYS]


def tokens(text: str) -> list[str]:
    """The words of a text in their order: “peer-to-peer” is three, “thema’s” is one."""
    if text.isascii() and text.isalnum():  # as nearly every piece
        return [text]
    return _WORD.findall(unicodedata.normalize("NFC", text.replace("\u00ad", "")))


def fold(word: str) -> str:
    """Small, without accents and signs."""
    if not (word.isascii() and word.isalnum()):
        word = "".join(sign for sign in unicodedata.normalize("NFD", word) if sign.isalnum())
    return word.lower()


class Pieces(dict[str, int]):
    """The pieces into which texts are split at spaces and ASCII signs, mostly words, each with a number."""

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        return number

    def of(self, text: str) -> list[int]:
        """In their order in the text; what is new gets the next number."""
        return list(map(self.__getitem__, text.encode().translate(_APART).decode().split()))

    def cut(self, language: str) -> list[tuple[str, ...]]:
        """The stems of the words in each piece, in the order of the numbers."""
        words = [tuple(map(fold, tokens(piece))) for piece in self]
        short = stems(set(chain.from_iterable(words)), language)
        return [tuple(map(short.__getitem__, found)) for found in words]


def squeeze(word: str) -> str:
    """The word without doubled letters, by which Dutch only shows how a vowel sounds: prefixes are compared so."""
    return _DOUBLED.sub(r"\1", word)


def stems(words: Collection[str], language: str) -> dict[str, str]:
    """The stem of each folded word. One substitution over all words takes a third of the time of one for each."""
    text = squeeze("\n".join(words))
    for pattern, tail in rules(language):
        text = re.sub(pattern, rf"\1{tail}", text, flags=re.MULTILINE)
    return dict(zip(words, text.split("\n")))
