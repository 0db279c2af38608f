"""Roughly how much room things will take on the page: the values of an article in, points or characters out.

To measure them Typst would have to set them twice: that is done only where the guess leaves doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .nodes import Node, plain

_FACT, _LINE = 14.0, 11.6  # points: of a fact, and of each of its lines, with the space above
_FURTHER = 9.6  # of each further line of a text
_SIGNS = 22  # of a line in the box, where words are long
_MAP, _ONLINE, _EVIDENCE, _EDGES = 94, 80, 46, 24
_ROW, _WIDE = 13, 68  # of the description: the height of a line, and more signs than ever stand on it

_NARROW = re.compile(r"\S{18}")  # a word that may be wider than the box


def wide(lines: Iterable[list[Node]]) -> bool:
    """Whether a fact may have a word that must be broken; else all its words stay whole."""
    return any(_NARROW.search(plain(line)) for line in lines)


def box(facts: Iterable[Mapping[str, Any]], shown: str, mapped: bool) -> float:
    """More than the height of the box of facts in the margin of A4."""
    height = _EDGES + _EVIDENCE + _ONLINE + _FURTHER * (len(shown) // _SIGNS) + (_MAP if mapped else 0)
    for fact in facts:
        height += _FACT + sum(_LINE + _FURTHER * (len(plain(line)) // _SIGNS) for line in fact["lines"])
    return height


def least(body: list[Node]) -> float:
    """Less than the height of a description beside it."""
    return _ROW * len(plain(body)) / _WIDE


def bulk(said: Mapping[str, Any]) -> int:
    """The signs of a description, and what stands below it as if it were as many."""
    below = 180 * len(said["sources"]) + 90 * len(said["links"]) + 90 * len(said["users"]) + 80 * len(said["figures"])
    return len(plain(said["body"])) + below
