"""Parts: a long list in pages. Items and an address in, pages of at most a hundred out, which know each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from ..model import address
from ..words.language import N_, Language

PER_PAGE = 100
ALL = 12  # up to this number of pages, each is offered

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list: its items, its number from 1, and of how many."""

    items: Sequence
    number: int
    count: int
    address: str

    def to(self, number: int) -> str:
        return address.numbered(self.address, number)

    @property
    def numbers(self) -> list[int]:
        """The pages to offer: all of a few, else the first and the last, those around this one, and every tenth."""
        near = range(max(1, self.number - 2), min(self.count, self.number + 2) + 1)
        if self.count <= ALL:
            return list(range(1, self.count + 1))
        return sorted({1, *near, *range(10, self.count, 10), self.count})


def parts(items: Sequence[T], at: str) -> list[Part]:
    """A list in pages; an empty list has one empty page."""
    count = max(1, ceil(len(items) / PER_PAGE))
    return [Part(items[n * PER_PAGE : (n + 1) * PER_PAGE], n + 1, count, at) for n in range(count)]


def numbered(language: Language, title: str, part: Part) -> str:
    """The title of a page of a list; the first has that of the list."""
    if part.number == 1:
        return title
    said = N_("%(title)s (page %(number)d of %(count)d)")
    return language.say(said, title=title, number=part.number, count=part.count)
