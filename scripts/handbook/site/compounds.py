"""Dutch compounds, split against the words of the corpus itself: “zelfhulpgroepen” → “hulpgroepen”, “groepen”, “hulp”.

A search engine finds a word by its beginning; these are the parts that it would not find. Each distinct word is
split once, by looking up its pieces, so the cost is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
# Text as bytes, with a space for every ASCII sign that is no letter: three times as quick to split as by an expression.
_APART = bytes(code if code > 127 or chr(code).isalpha() else 32 for code in range(256))
_LINKS = {"s": (1,), "e": (1,), "n": (2, 1)}  # -s-, -e-, -en- and -n- between two parts: by last letter, how many
_ENDING = re.compile(r"(?:he(?:id|den)|en|e|s|n)$")
_DOUBLED = re.compile(r"([a-z])\1")
_HEAD, _TAIL, _GUESSED = 3, 4, 5  # the least number of letters of a first part, a last part, and one seen nowhere else
_LONGEST = 40  # letters; what is longer is no word
_PRODUCTIVE = 2  # so many sure compounds begin with a part before an unsure one is believed


def words(text: str) -> set[str]:
    """The distinct words of a text, without case and accents."""
    found = set(text.lower().encode().translate(_APART).decode().split())
    foreign = [word for word in found if not word.isascii()]
    found.difference_update(foreign)
    for piece in foreign:
        found.update(word if word.isascii() else _bare(word) for word in _WORD.findall(piece))
    return found


@lru_cache(maxsize=1 << 18)
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
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            counts.update(text)
            number += 1
        everywhere = {word for word, count in counts.items() if count > 3 and count * 2 > number}  # “over”, “samen”
        stems = {word: stem(word) for word in counts if _HEAD <= len(word) <= _LONGEST}
        self._forms: dict[str, list[str]] = {}
        for word, bare in stems.items():
            self._forms.setdefault(bare, []).append(word)
        self._heads = (self._forms.keys() | stems.keys()) - everywhere
        begun = {word: found for word in stems if len(word) >= _HEAD + _TAIL and (found := self._begun(word))}
        sure = {
            word: [split for split in found if (stems.get(split[1]) or stem(split[1])) in self._forms]
            for word, found in begun.items()
        }
        heads = Counter(head for splits in sure.values() for head, _ in splits)
        productive = {head for head, count in heads.items() if count >= _PRODUCTIVE}
        self._splits = {
            word: splits
            for word, found in begun.items()
            if (
                splits := sure[word]
                or [(head, tail) for head, tail in found if head in productive and len(tail) >= _GUESSED]
            )
        }
        self._parts: dict[str, tuple[str, ...]] = {}
        self._stemmed: dict[str, tuple[tuple[str, str], ...]] = {}

    def absent(self, text: set[str], also: set[str]) -> tuple[str, ...]:
        """The parts of the compounds among the words of a text, and some others, that stand there in no form."""
        here = text | also
        found: dict[str, str] = {}
        others = set(map(stem, also)).union([stem(word) for word in text if len(word) < _HEAD])
        for word in sorted(here & self._splits.keys()):
            if word not in self._stemmed:
                self._stemmed[word] = tuple((stem(part), part) for part in self.parts(word))
            for bare, part in self._stemmed[word]:
                if bare not in found and bare not in others and here.isdisjoint(self._forms.get(bare, ())):
                    found[bare] = part
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

    def _begun(self, word: str) -> list[tuple[str, str]]:
        """The ways to cut a word after a word of the corpus, with or without a linking letter."""
        heads, found = self._heads, []
        for cut in range(_HEAD, len(word) - _TAIL + 1):
            piece = word[:cut]
            if piece in heads:
                found.append((piece, word[cut:]))
                continue
            for link in _LINKS.get(piece[-1], ()):
                if cut - link >= _HEAD and piece[:-link] in heads:
                    found.append((piece[:-link], word[cut:]))
                    break
        return found
