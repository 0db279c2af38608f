"""Freshness: when an entry must be reviewed again. No clock here: the day comes from outside."""

from __future__ import annotations

import calendar
import datetime
from functools import cache

from ..model.initiative import Initiative
from ..words.dates import PartialDate, parse_date
from .edition import Edition


def due(entry: Initiative, months: int) -> datetime.date:
    """The day on which the review is ``months`` old; the last of the month if it has no such day."""
    return _later(entry.reviewed, months)


@cache  # ten thousand entries are reviewed on far fewer days
def _later(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def overdue(edition: Edition, today: datetime.date) -> list[tuple[datetime.date, Initiative]]:
    """Entries whose review is due on or before ``today``, longest waiting first."""
    dated = ((due(entry, edition.settings.review_months), entry) for entry in edition.initiatives)
    return sorted(((date, entry) for date, entry in dated if date <= today), key=lambda item: item[0])


def day_of(edition: Edition) -> datetime.date:
    """The day at which the edition looks: that in the settings, or of the last review if that is later."""
    return max(edition.updated, parse_date(edition.settings.date).first)


def last_known(entry: Initiative) -> PartialDate | None:
    """The latest date in its sources, its status and its notes on how it is now; None if there is none."""
    dates = [source.date for source in entry.sources] + [note.date for note in entry.follow_up]
    if entry.status:
        dates.append(entry.status.as_of)
    return max(filter(None, dates), key=lambda date: date.last, default=None)
