"""Postings: the words of pages in; by stem, in the order of the alphabet, the pages that have it and how much it says of them, out.

How much is as in BM25 (Robertson and Zaragoza, “The Probabilistic Relevance Framework”, 2009): more often says more, but
ever less so, and less in a long page. What a word says by being rare is reckoned by who searches, over all its forms.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from .stems import Stemmer

_STEPS = 32  # to one; with a title that is at most 4, and so 160
_USUAL = 300  # words of a page
_SOON, _LENGTH = 1.2, 0.6  # k1 and b of BM25
_TITLE, _SUMMARY = 2, 1  # what it says beside that to stand in a title, twice that to be all of it, and in a summary
_LESS, _PART = 0.5, 0.2  # how much a word counts in a source or a figure, and as a part of a compound
_FAR = 60_000  # words; what comes after them is searched, but not for phrases


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page; ``worth`` is 1, or less for a page that is to stand lower."""

    title: str
    text: str
    less: str
    also: str
    parts: str
    summary: str
    worth: float


class Posting(NamedTuple):
    """Of a stem: the numbers of its pages, ascending; for each how much it says, from 1 on; and for each how often it
    stands there and where, as numbers of words."""

    stem: str
    pages: array[int]
    says: array[int]
    places: array[int]


def postings(pages: Iterable[Words], language: str) -> Iterator[Posting]:
    stemmed = Stemmer(language)
    on: list[array[int]] = []  # by the number of a stem: a page, what it says, the next page …
    at: list[array[int]] = []
    for number, page in enumerate(pages):
        title, main, less, also, parts, summary = stemmed(page.title, page.text, page.less, page.also, page.parts, page.summary)  # fmt: skip
        on.extend(array("I") for _ in range(len(stemmed.stems) - len(on)))
        at.extend(array("H") for _ in range(len(stemmed.stems) - len(at)))
        where: defaultdict[int, list[int]] = defaultdict(list)
        for place, stem in enumerate(chain(title, main, less, also, parts)):
            where[stem].append(place)
        more: defaultdict[int, float] = defaultdict(float)
        for others, worth in ((summary, _SUMMARY), (less, _LESS - 1), (parts, _PART - 1)):
            for stem in others:
                more[stem] += worth
        slow = _SOON * (1 - _LENGTH + _LENGTH * len(main) / _USUAL)
        titled = dict.fromkeys(title, _TITLE + _TITLE / len(title)) if title else {}
        near = len(title) + len(main) + len(less) + len(also) + len(parts) < _FAR
        for stem, places in where.items():
            often = len(places) + more.get(stem, 0)
            on[stem].extend((number, round(_STEPS * page.worth * (often / (often + slow) + titled.get(stem, 0))) or 1))
            at[stem].extend((len(places), *places) if near else _near(places))
    for stem, number in sorted(zip(stemmed.stems, range(len(on)))):
        yield Posting(stem, on[number][::2], on[number][1::2], at[number])


def _near(places: list[int]) -> list[int]:
    told = [place for place in places if place < _FAR]
    return [len(told), *told]
