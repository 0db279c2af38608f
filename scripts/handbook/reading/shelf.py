"""A shelf: a read-only dict, some values of which are made only when they are asked for.

A check of ten thousand entries of which one has changed needs a few of them; making the others would take a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(partial, Generic[T]):
    """A function with its arguments, which makes a value when it is called."""


class Shelf(Mapping[str, T]):
    """Values in the order of ``found``. With ``stay``, a value that was made is kept; otherwise it is made each time, and
    takes no memory in between."""

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
        """How many values have not been made yet."""
        return sum(isinstance(thing, Closed) for thing in self._found.values())

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
