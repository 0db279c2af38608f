"""The size of type of each entry: where a draft of the book has its parts in, what is to be set smaller out.

A last page of only a few lines is spared if type a little smaller does that. Typst could measure it, but then sets every
entry once more, and again when it knows its pages: of the draft of 26 entries that was 1.1 of 3.3 seconds and 60 of 200
MB. The draft knows already how high everything is, so here it is reckoned, and where that was wrong mended in a next run.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from .engine import Known, Mark, Places

FEW = 0.25  # of a page: more stays
# By how much a description is lower at a size, at most: 2 to 14, and 7 to 16 hundredths were measured. So the larger is
# tried first.
LOWER = {0.95: 0.13, 0.92: 0.16}
_POINTS = 72 / 25.4  # in a millimetre


def squeezed(marks: list[Mark], page: Mapping[str, Any]) -> dict[str, float]:
    """The size of each entry that is set smaller, by its label. It has marks above and below its description, and at
    its end."""
    high = (page["height"] - page["top"] - page["bottom"]) * _POINTS
    found = {}
    for label, own in groupby(marks, lambda mark: mark[0]):
        (_, begun, above), (_, turned, below), (_, last, end) = own
        over = end - page["top"] * _POINTS
        described = (turned - begun) * high + below - above
        size = next((size for size, lower in LOWER.items() if over < lower * described), None)
        if size and last > begun and over < FEW * high:
            found[label] = size
    return found


def foreseen(draft: Places, marks: list[Mark], sizes: Mapping[str, float]) -> Known:
    """Where everything will stand when each such entry has a page less: so the next run is mostly the last."""
    ends = [page for label, page, _ in marks[2::3] if label in sizes]
    pages = {name: str(int(page) - sum(end < int(page) for end in ends)) for name, page in draft.items()}
    return Known(pages, dict(sizes))


def corrected(known: Known, found: Places) -> Known:
    """Where everything stands; an entry that takes more pages than foreseen is set smaller still, or else at full size."""

    def extent(label: str, pages: Places) -> int:
        start = int(pages[label])
        return min((int(page) for page in pages.values() if int(page) > start), default=start) - start

    smaller = dict(zip(LOWER, [*LOWER][1:]))
    long = {label for label in known.sizes if extent(label, found) > extent(label, known.pages)}
    sizes = {label: smaller.get(size) if label in long else size for label, size in known.sizes.items()}
    return Known(found, {label: size for label, size in sizes.items() if size})
