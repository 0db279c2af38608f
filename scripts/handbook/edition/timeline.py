"""The timeline: when each entry ran, or when a source last saw it running, on one axis of years.

In: entries. Out: the axis and its rows; an entry without any date stands at the end, without a bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.initiative import Initiative
from ..words.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Row:
    """``start`` and ``end`` are places on the axis, in hundredths of its length: equal for a single moment.

    Both are None for an entry without a date. ``is_open`` tells that the source gives no beginning or no end.
    """

    entry: Initiative
    start: float | None = None
    end: float | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """``years`` are those of the axis, first to last."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]


def timeline(entries: Iterable[Initiative]) -> Timeline:
    """Rows by their start; entries that start together stay in the order in which they came."""
    dated, undated = [], []
    for entry in entries:
        dates = _dates(entry)
        if dates is None:
            undated.append(Row(entry))
        else:
            dated.append((entry, *dates))
    if not dated:
        return Timeline((), tuple(undated))
    first = min(_from(start or end) for _, start, end in dated)
    last = max(_to(end or start) for _, start, end in dated)
    years = tuple(range(int(first), int(last - 0.001) + 1))

    def place(moment: float) -> float:
        return round((moment - years[0]) / len(years) * 100, 2)

    rows = []
    for entry, start, end in dated:
        if entry.period is None:
            middle = place((_from(start) + _to(end)) / 2)
            rows.append(Row(entry, middle, middle))
        else:
            left = place(_from(start)) if start else 0.0
            right = place(_to(end)) if end else 100.0
            rows.append(Row(entry, left, right, is_open=start is None or end is None))
    rows.sort(key=lambda row: row.start)
    return Timeline(years, (*rows, *undated))


def _dates(entry: Initiative) -> tuple[PartialDate | None, PartialDate | None] | None:
    if entry.period is not None:
        return entry.period.start, entry.period.end
    if entry.status is not None and entry.status.as_of is not None:
        return entry.status.as_of, entry.status.as_of
    return None


def _from(date: PartialDate) -> float:
    """The beginning of a date as a year with its fraction."""
    return date.year + ((date.month or 1) - 1) / 12


def _to(date: PartialDate) -> float:
    """The end of a date: of its month when that is known, else of its year."""
    return date.year + (date.month or 12) / 12
