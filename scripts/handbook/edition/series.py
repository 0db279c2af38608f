"""Series: what appeared just before and just after each entry. Groups of entries in, neighbours by slug out.

A source may tell no more than that something appeared before a day (“tot 2018-06-25”), so the entries of a series are in
order only as far as their dates do not overlap; an unknown order is left out. The cost is that of sorting.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from ..model.initiative import Initiative
from ..words.periods import Period
from .index import Group

MOST = 12  # neighbours on one side that are named

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What appeared just before and just after; several when their own order is not known. ``more`` when some are left out."""

    earlier: tuple[Initiative, ...]
    later: tuple[Initiative, ...]
    more: bool = False


def series(groups: Iterable[Group]) -> dict[str, Neighbours]:
    """The neighbours of every entry that has any, in the order of the group."""
    found = {}
    for group in groups:
        own = (entry for entry in group.entries if entry.series == group.slug)
        found.update(_ordered([(entry, *_span(entry.series_date)) for entry in own if entry.series_date]))
    return found


def _ordered(dated: list[tuple[Initiative, datetime.date, datetime.date]]) -> Iterable[tuple[str, Neighbours]]:
    by_end, by_start = sorted(dated, key=lambda item: item[2]), sorted(dated, key=lambda item: item[1])
    ends, starts = [end for *_, end in by_end], [start for _, start, _ in by_start]
    # The latest start among the first so many to end, and the earliest end among the last so many to start.
    latest = list(accumulate((start for _, start, _ in by_end), max))
    earliest = list(accumulate((end for *_, end in reversed(by_start)), min))
    for entry, start, end in dated:
        before = bisect_left(ends, start)
        after = bisect_right(starts, end)
        earlier = by_end[bisect_left(ends, latest[before - 1]) : before] if before else []
        later = by_start[after : bisect_right(starts, earliest[len(dated) - after - 1])] if after < len(dated) else []
        if earlier or later:
            more = max(len(earlier), len(later)) > MOST
            yield entry.slug, Neighbours(_named(earlier[-MOST:]), _named(later[:MOST]), more)


def _named(dated: list[tuple[Initiative, datetime.date, datetime.date]]) -> tuple[Initiative, ...]:
    return tuple(entry for entry, *_ in dated)


def _span(date: Period) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which it may have appeared; “tot” a day is before that day."""
    start = date.start.first if date.start else datetime.date.min
    if date.end is None:
        return start, datetime.date.max
    return start, date.end.last if date.start else date.end.first - _DAY
