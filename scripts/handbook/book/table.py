"""How a table is set: the texts of its cells in; into which tables it is parted, and what of it stays on one page out."""

from __future__ import annotations

from typing import Any

from ..judging.table_rules import MOST_COLUMNS

_FILLED = 1300  # signs in the fullest cell, times the columns: half a page of A5
_LINE = 56  # signs in a line over all columns
_SHORT = 15  # lines, with two thirds of one for each rule: a third of a page of A4


def measures(rows: list[list[str]], width: int) -> dict[str, Any]:
    """``short``: all of it stays on one page; ``whole``: each of its rows does."""
    fullest = [width * max(map(len, row), default=0) for row in rows]
    lines = sum(2 / 3 + max(1, -(-signs // _LINE)) for signs in fullest)
    return {"parts": _parts(width), "short": lines <= _SHORT, "whole": max(fullest, default=0) < _FILLED}


def _parts(width: int) -> list[list[int]]:
    """The columns of each table that one of many becomes: all of them have the first, which says what a row is about.
    Smaller type would be the other way; in twelve columns it was too small to read."""
    count = -(-(width - 1) // (MOST_COLUMNS - 1)) if width > MOST_COLUMNS else 1
    ends = [1 + part * (width - 1) // count for part in range(count + 1)]
    return [[0, *range(start, end)] for start, end in zip(ends, ends[1:])]
