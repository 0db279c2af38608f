"""Dutch compounds, split against the words of the corpus itself: “zelfhulpgroepen” → “hulpgroepen”, “groepen”, “hulp”.

A search engine finds a word by its beginning; these are the parts that it would not find. Each distinct word is
split once, by looking up its pieces, so the cost is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain

_WORD = re.compile(r"[^\W\d_]+")
_LINKS = {"s": (1,), "e": (1,), "n": (2, 1)}  # -s-, -e-, -en- and -n- between two parts: by last letter, how many
_ENDING = re.compile(r"(?:he(?:id|den)|en|e|s|n)$")
_DOUBLED = re.compile(r"([a-z])\1")
_HEAD, _TAIL, _GUESSED = 3, 4, 5  # the least number of letters of a first part, a last part, and one seen nowhere else
_LONGEST = 40  # letters; what is longer is no word
_PRODUCTIVE = 2  # so many sure compounds begin with a part before an unsure one is believed


def words(text: str) -> set[str]:
    """The distinct words of a text, without case and accents."""
    return {word if word.isascii() else _bare(word) for word in set(_WORD.findall(text.lower()))}


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """A rough stem, only to see that two words are one: “groepen”, “groep” → “groep”; “bomen”, “boom” → “bom”."""
    bare = _ENDING.sub("", word) if len(word) > 4 else word
    return _DOUBLED.sub(r"\1", bare)


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


class Compounds:
    """The compounds of a corpus; ``texts`` are the distinct words of each of its texts."""

    def __init__(self, texts: Iterable[Collection[str]]) -> None:
        texts = list(texts)
        counts = Counter(chain.from_iterable(texts))
        everywhere = {word for word, count in counts.items() if count > 3 and count * 2 > len(texts)}  # “over”, “samen”
        whole = [word for word in counts if _HEAD <= len(word) <= _LONGEST]
        self._stems = {stem(word) for word in whole}
        self._heads = self._stems.union(whole) - everywhere
        sure = {word: self._sure(word) for word in whole if len(word) >= _HEAD + _TAIL}
        heads = Counter(head for splits in sure.values() for head, _ in splits)
        productive = {head for head, count in heads.items() if count >= _PRODUCTIVE}
        self._splits = {
            word: splits
            for word, found in sure.items()
            if (
                splits := found
                or [(head, tail) for head, tail in self._begun(word) if head in productive and len(tail) >= _GUESSED]
            )
        }
        self._parts: dict[str, tuple[str, ...]] = {}

    def among(self, words: set[str]) -> Iterator[str]:
        """The compounds among some words of the corpus, in the order of the alphabet."""
        return iter(sorted(words & self._splits.keys()))

    def parts(self, word: str) -> tuple[str, ...]:
        """The later parts of a compound, longest first; none for a word that is no compound as far as we can see."""
        known = self._parts.get(word)
        if known is None:
            found = set()
            for head, tail in self._splits.get(word, ()):
                found.update((tail, *self.parts(head), *self.parts(tail)))
            known = self._parts[word] = tuple(sorted(found, key=lambda part: (-len(part), part)))
        return known

    def _sure(self, word: str) -> list[tuple[str, str]]:
        """The ways to read a word as two words of the corpus."""
        return [(head, tail) for head, tail in self._begun(word) if stem(tail) in self._stems]

    def _begun(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways to cut a word after a word of the corpus, with or without a linking letter."""
        heads = self._heads
        for cut in range(_HEAD, len(word) - _TAIL + 1):
            piece = word[:cut]
            if piece in heads:
                yield piece, word[cut:]
                continue
            for link in _LINKS.get(piece[-1], ()):
                if cut - link >= _HEAD and piece[:-link] in heads:
                    yield piece[:-link], word[cut:]
                    break
