"""Dutch compounds, split against the words of the corpus itself: “zelfhulpgroepen” → “hulpgroepen”, “groepen”, “hulp”.

A search engine finds a word by its beginning; these are the parts that it would not find. Each distinct word is
split once, by looking up its pieces, so the cost is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

_WORD = re.compile(r"[a-z]+")
_LINKS = ("s", "en", "e", "n")  # between the parts: ervaring-s-deskundige, vriend-en-kring
_ENDING = re.compile(r"(?:he(?:id|den)|en|e|s|n)$")
_DOUBLED = re.compile(r"([a-z])\1")
_HEAD, _TAIL, _GUESSED = 3, 4, 5  # the least number of letters of a first part, a last part, and one seen nowhere else
_PRODUCTIVE = 2  # so many sure compounds begin with a part before an unsure one is believed


def words(text: str) -> set[str]:
    """The distinct words of a text, without case and accents."""
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return set(_WORD.findall(text.lower()))


def stem(word: str) -> str:
    """A rough stem, only to see that two words are one: “groepen”, “groep” → “groep”; “bomen”, “boom” → “bom”."""
    bare = _ENDING.sub("", word) if len(word) > 4 else word
    return _DOUBLED.sub(r"\1", bare)


class Compounds:
    """The splits that a corpus supports; ``texts`` are the distinct words of each of its texts."""

    def __init__(self, texts: Iterable[Collection[str]]) -> None:
        texts = list(texts)
        counts = Counter(word for text in texts for word in text)
        everywhere = {word for word, count in counts.items() if count > 3 and count * 2 > len(texts)}  # “over”, “samen”
        self._stems = {stem(word) for word in counts if len(word) >= _HEAD}
        self._heads = self._stems | {word for word in counts if len(word) >= _HEAD}
        self._heads -= everywhere
        self._parts: dict[str, tuple[str, ...]] = {}
        self._productive: frozenset[str] = frozenset()
        sure = Counter(head for word in counts for head, _ in self._splits(word))
        self._productive = frozenset(head for head, count in sure.items() if count >= _PRODUCTIVE)

    def parts(self, word: str) -> tuple[str, ...]:
        """The later parts of a compound, longest first; none for a word that is no compound as far as we can see."""
        known = self._parts.get(word)
        if known is None:
            found: dict[str, None] = {}
            for head, tail in self._splits(word):
                for part in (tail, *self.parts(head), *self.parts(tail)):
                    found[part] = None
            known = self._parts[word] = tuple(sorted(found, key=lambda part: (-len(part), part)))
        return known

    def _splits(self, word: str) -> list[tuple[str, str]]:
        """The ways to read a word as two parts. A last part that stands nowhere else counts when there is no better."""
        sure, guessed = [], []
        for cut in range(_HEAD, len(word) - _TAIL + 1):
            head, tail = self._head(word[:cut]), word[cut:]
            if head and stem(tail) in self._stems:
                sure.append((head, tail))
            elif head in self._productive and len(tail) >= _GUESSED:
                guessed.append((head, tail))
        return sure or guessed

    def _head(self, piece: str) -> str | None:
        if piece in self._heads:
            return piece
        for link in _LINKS:
            if piece.endswith(link) and len(piece) - len(link) >= _HEAD and piece[: -len(link)] in self._heads:
                return piece[: -len(link)]
        return None
