"""Dutch compounds, split against the words of the corpus itself: “zelfhulpgroepen” → “hulpgroepen”, “groepen”, “hulp”.

A search engine finds a word by its beginning; these are the parts that it would not find. Each distinct word is
split once, in the order of the alphabet, in which the words that it begins with stand right before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from itertools import chain

from .stems import fold, stems

_DUTCH = "nl"  # the only language here that joins its words
_WORD = re.compile(r"[^\W\d_]+")
# Bytes in lower case, with a space for every ASCII sign that is no letter: splitting these is three times as quick as a
# regular expression, and lowering them ten times as quick as a str with one non-ASCII character.
_APART = bytes(ord(chr(code).lower()) if chr(code).isalpha() else 32 for code in range(128)) + bytes(range(128, 256))
_HEAD, _TAIL, _GUESSED = 3, 4, 5  # the least number of letters of a first part, a last part, and one seen nowhere else
_LONGEST = 40  # letters; what is longer is no word
_PRODUCTIVE = 2  # sure compounds that must begin with a part before an unsure one is believed


def words(text: str) -> set[str]:
    """The distinct words of a text, without case and accents."""
    found = set(text.encode().translate(_APART).decode().split())
    foreign = [word for word in found if not word.isascii()]
    found.difference_update(foreign)
    for piece in foreign:
        found.update(word if word.isascii() else fold(word) for word in _WORD.findall(piece))
    return found


class Compounds:
    """The compounds of a corpus; ``texts`` are the distinct words of each of its texts.

    The texts are kept, in words that they share: 30 MB for 10,000 texts.
    """

    def __init__(self, texts: Iterable[Collection[str]]) -> None:
        shared: dict[str, str] = {}
        self._texts = [tuple(map(shared.setdefault, text, text)) for text in texts]
        counts = Counter(chain.from_iterable(self._texts))
        everywhere = {word for word, count in counts.items() if count > 3 and count * 2 > len(self._texts)}  # “over”
        self._stems = stems(shared, _DUTCH)
        likely = {word for word in shared if _HEAD <= len(word) <= _LONGEST}
        known = set(map(self._stems.__getitem__, likely))
        begun = dict(_begun(likely, (likely | known) - everywhere))
        tails = stems({tail for splits in begun.values() for _, tail in splits}, _DUTCH)
        sure = {word: [split for split in splits if tails[split[1]] in known] for word, splits in begun.items()}
        heads = Counter(head for splits in sure.values() for head, _ in splits)
        self._splits = {
            word: splits
            for word, found in begun.items()
            if (
                splits := sure[word]
                or [(head, tail) for head, tail in found if heads[head] >= _PRODUCTIVE and len(tail) >= _GUESSED]
            )
        }
        self._parts: dict[str, tuple[str, ...]] = {}
        self._stemmed: dict[str, tuple[tuple[str, str], ...]] = {}

    def absent(self, number: int, also: set[str]) -> tuple[str, ...]:
        """Parts of the compounds in text ``number`` and in ``also`` of which no word there has the stem."""
        text = self._texts[number]
        there = set(map(self._stems.__getitem__, text)).union(map(self._stem, also))
        found: dict[str, str] = {}
        for word in sorted(self._splits.keys() & also.union(text)):
            if word not in self._stemmed:
                self._stemmed[word] = tuple((self._stem(part), part) for part in self.parts(word))
            for bare, part in self._stemmed[word]:
                if bare not in there:
                    found.setdefault(bare, part)
        return tuple(found.values())

    def parts(self, word: str) -> tuple[str, ...]:
        """The later parts of a compound, longest first; none for a word that is no compound as far as we can see."""
        known = self._parts.get(word)
        if known is None:
            found = set()
            for head, tail in self._splits.get(word, ()):
                found.update((tail, *self.parts(head), *self.parts(tail)))
            known = self._parts[word] = tuple(sorted(found, key=lambda part: (-len(part), part)))
        return known

    def _stem(self, word: str) -> str:
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = stems([word], _DUTCH)[word]
        return known


def _begun(words: Set[str], heads: Set[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The words that begin with a head, each with the ways to cut it after one, with or without -s-, -e-, -n- or -en-."""
    before: list[str] = []  # the heads that a word begins with, the shortest first
    for word in sorted(words | heads):
        while before and not word.startswith(before[-1]):
            before.pop()
        if before and word in words and (cuts := _cuts(word, before)):
            yield word, cuts
        if word in heads and len(word) >= _HEAD:
            before.append(word)


def _cuts(word: str, heads: Iterable[str]) -> list[tuple[str, str]]:
    """The ways to cut a word, each with one head: the one that ends right there, or else the shortest with a link."""
    found: dict[int, str] = {}
    last = len(word) - _TAIL
    for head in heads:
        end = len(head)
        if end > last:
            break
        found[end] = head
        if end < last and word[end] in "sen":
            found.setdefault(end + 1, head)
        if end + 1 < last and word[end + 1] == "n":
            found.setdefault(end + 2, head)
    return [(found[cut], word[cut:]) for cut in sorted(found)]
