"""The size of type of each entry: the places of its parts in a draft in; which entries to set smaller out.

Slightly smaller type is used if it saves a last page with only a few lines. Typst could measure it, but then sets every
entry once more, and again when it knows its pages: of the draft of 26 entries that was 1.1 of 3.3 seconds and 60 of 200
MB. The draft knows already how high everything is, so here it is reckoned, and where that was wrong the entry keeps its
full size: of eleven such entries of a hundred, smaller type did it for eight, and still smaller type for one more, at the
price of two runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from .engine import Known, Mark, Places

SMALLER = 0.95
LOWER = 0.17  # by how much a description is lower then, at most: half of them by 7 hundredths, some by 15 and more
FEW = 0.25  # of a page: more stays
_POINTS = 72 / 25.4  # in a millimetre


def foreseen(draft: Places, marks: list[Mark], page: Mapping[str, Any]) -> Known:
    """The entries to set smaller, and where everything will stand when each of these takes a page less, so that the next
    run is mostly the last."""
    top, high = page["top"] * _POINTS, (page["height"] - page["top"] - page["bottom"]) * _POINTS
    ends = {}
    for label, ((_, begun, above), (_, turned, below), (_, last, end)) in _entries(marks):
        described = (turned - begun) * high + below - above
        if last > begun and end - top < min(FEW * high, LOWER * described):
            ends[label] = last
    pages = {name: str(int(at) - sum(end < int(at) for end in ends.values())) for name, at in draft.items()}
    return Known(pages, dict.fromkeys(ends, SMALLER))


def corrected(known: Known, found: Places, draft: list[Mark], marks: list[Mark]) -> Known:
    """Where everything stands; an entry that takes as many pages as in the draft gets its full size back."""
    before, now = _extents(draft), _extents(marks)
    return Known(found, {label: size for label, size in known.sizes.items() if now[label] < before[label]})


def _entries(marks: list[Mark]) -> Iterator[tuple[str, Iterator[Mark]]]:
    """An entry has marks above and below its description, and at its end."""
    return groupby(marks, lambda mark: mark[0])


def _extents(marks: list[Mark]) -> dict[str, int]:
    return {label: last - begun for label, ((_, begun, _), _, (_, last, _)) in _entries(marks)}
