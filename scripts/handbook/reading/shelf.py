"""A shelf: like a dict; but what lies on it closed is opened only when somebody asks for it.

A check of ten thousand entries of which one has changed asks for a few of them; opening the others costs a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(partial, Generic[T]):
    """A function and what it needs to give a thing."""


class Shelf(Mapping[str, T]):
    """In the order of ``found``. With ``stay``, what was opened stays so; else it is opened each time, and weighs
    nothing in between."""

    def __init__(self, found: Mapping[str, T | Closed[T]], *, stay: bool) -> None:
        self._found = dict(found)
        self._stay = stay

    def __getitem__(self, key: str) -> T:
        thing = self._found[key]
        if isinstance(thing, Closed):
            thing = thing()
            if self._stay:
                self._found[key] = thing
        return thing

    def closed(self) -> int:
        """How many things are not open yet."""
        return sum(isinstance(thing, Closed) for thing in self._found.values())

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
