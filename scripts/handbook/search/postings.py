"""Postings: the words of pages in; by stem, in the order of the alphabet, the pages that have it and how much it says of them, out.

The score is as in BM25 (Robertson and Zaragoza, “The Probabilistic Relevance Framework”, 2009): it grows ever more slowly
with the number of occurrences, and is less in a long page. The weight of rare words is computed in the browser, over all
their forms.

All words of all pages stand in one array, which is sorted and counted as a whole: of 10,000 pages, with seven million
words, that takes 10 seconds of CPU, where to count page by page took 21.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from .stems import Pieces

_STEPS = 32  # the integer for a score of 1; with a title a score is at most 5, and so 160
_USUAL = 300  # words of a page
_SOON, _LENGTH = 1.2, 0.6  # k1 and b of BM25
_TITLE = 2  # added to the score of a word in a title; as much again if it is the whole title
_COUNTS = np.array([1, 1, 0.5, 1, 0.2, 1], "f4")  # how much a word does in each part of ``Words``
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
    """Of a stem: the numbers of its pages, ascending; for each page its score, from 1 on; and for each page the number of
    its places there and these places, as numbers of words."""

    stem: str
    pages: np.ndarray
    says: np.ndarray
    places: np.ndarray


def postings(pages: Iterable[Words], language: str) -> Iterator[Posting]:
    stems, stem, in_part, worth = _read(pages, language)
    in_page = in_part.sum(1)
    order = np.argsort(stem, kind="stable")  # the words of a stem stay in the order of the pages
    stem = stem[order]
    page = np.repeat(np.arange(len(in_page), dtype="i4"), in_page)[order]
    counts = np.repeat(np.tile(_COUNTS, len(in_page)), in_part.ravel())[order]
    place = _places(in_part, in_page)[order]
    del order

    # What is equal stands together: of a stem, a run of words for each of its pages.
    starts = np.flatnonzero(np.diff(stem, prepend=-1) | np.diff(page, prepend=-1))
    stem, page, titled = stem[starts], page[starts], place[starts] < in_part[page[starts], 0]
    often = np.add.reduceat(counts, starts)
    slow = _SOON * (1 - _LENGTH + _LENGTH * in_part[page, 1] / _USUAL)
    title = np.where(titled, _TITLE + _TITLE / np.maximum(in_part[page, 0], 1), 0)
    says = np.maximum(np.rint(_STEPS * worth[page] * (often / (often + slow) + title)), 1).astype("i4")
    near = place < _FAR
    told = np.add.reduceat(near, starts, dtype="i4")
    before = np.cumsum(told) - told
    where = np.insert(place[near], before, told)

    first = np.flatnonzero(np.diff(stem, prepend=-1))  # of each stem
    last = np.append(first[1:], len(stem))
    at = np.append(before + np.arange(len(before)), len(where))
    for name, start, end in zip(stems, first.tolist(), last.tolist()):
        yield Posting(name, page[start:end], says[start:end], where[at[start] : at[end]])


def _read(pages: Iterable[Words], language: str) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """The stems; which of them each word is, page after page; of each page how many words its parts have, and its worth."""
    pieces = Pieces()
    read, lengths, worth = [], [], []
    for page in pages:
        for part in (page.title, page.text, page.less, page.also, page.parts, page.summary):
            found = pieces.of(part)
            read.append(np.array(found, "i4"))
            lengths.append(len(found))
        worth.append(page.worth)
    cut = pieces.cut(language)
    stems = sorted(set(chain.from_iterable(cut)))
    rank = {stem: number for number, stem in enumerate(stems)}
    flat = np.fromiter(map(rank.__getitem__, chain.from_iterable(cut)), "i4")
    size = np.fromiter(map(len, cut), "i4")  # “peer-to-peer” is three words, and a bare dash none
    piece = np.concatenate([np.empty(0, "i4"), *read])
    many = size[piece]
    end = np.cumsum(many)
    stem = flat[np.repeat((np.cumsum(size) - size)[piece] - (end - many), many) + np.arange(many.sum())]
    in_part = np.diff(np.append(0, end)[np.cumsum(lengths, dtype="i8")], prepend=0).reshape(-1, len(_COUNTS))
    return stems, stem, in_part, np.array(worth)


def _places(in_part: np.ndarray, in_page: np.ndarray) -> np.ndarray:
    """The place of each word in its page; ``_FAR`` for the summary, which comes last and stands in the text as well."""
    place = np.arange(in_page.sum(), dtype="i4") - np.repeat(np.cumsum(in_page) - in_page, in_page).astype("i4")
    place[place >= np.repeat(in_page - in_part[:, -1], in_page)] = _FAR
    return place
