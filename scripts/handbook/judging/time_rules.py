"""Rules over the dates of a source: none is later than it can be. A record in, sentences out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..model.initiative import Initiative, Programme, Source, Term
from ..reading.catalogue import Catalogue
from ..reading.reader import Path
from ..words.dates import PartialDate
from ..words.language import N_, Message, message

REVIEWED_EARLY = N_("“reviewed” lies before “added”")
AFTER_REVIEW = N_("the date %(date)s lies after the day of the review")
AHEAD = N_("“%(value)s” lies in the future; is the year right?")

Found = Iterator[tuple[Path, Message]]


def in_time(entry: Initiative, catalogue: Catalogue) -> Found:
    """No date lies after the review, and none in the future."""
    if entry.reviewed < entry.added:
        yield ("reviewed",), message(REVIEWED_EARLY)
    today = (entry.reviewed.year, entry.reviewed.month, entry.reviewed.day)
    for path, date in _dated(entry):
        if date and date.rank > today:
            yield path, message(AFTER_REVIEW, date=str(date))
    for key in ("added", "reviewed"):
        if what := future(getattr(entry, key), catalogue):
            yield (key,), what
    for key in ("period", "series_date"):
        period = getattr(entry, key)
        if period and period.start and future(period.start.first, catalogue):
            yield (key,), _ahead(str(period))
    yield from _read(entry.sources, catalogue)


def term_in_time(term: Term, catalogue: Catalogue) -> Found:
    """The same for a programme: its beginning and the dates of its sources do not lie in the future."""
    if isinstance(term, Programme):
        if term.period and term.period.start and future(term.period.start.first, catalogue):
            yield ("period",), _ahead(str(term.period))
        for number, source in enumerate(term.sources):
            if source.date and future(source.date.first, catalogue):
                yield ("sources", number, "date"), _ahead(str(source.date))
        yield from _read(term.sources, catalogue)


def future(day: datetime.date, catalogue: Catalogue) -> Message | None:
    """What is wrong with a day that has yet to come."""
    return _ahead(str(day)) if day > catalogue.until else None


def _dated(entry: Initiative) -> Iterator[tuple[Path, PartialDate | None]]:
    """The dates of facts, which cannot be later than the review of the entry."""
    yield ("status", "as_of"), entry.status and entry.status.as_of
    yield ("evidence", "date"), entry.evidence.date
    yield from ((("figures", number, "as_of"), figure.as_of) for number, figure in enumerate(entry.figures))
    yield from ((("sources", number, "date"), source.date) for number, source in enumerate(entry.sources))
    yield from ((("follow_up", number, "date"), item.date) for number, item in enumerate(entry.follow_up))


def _read(sources: tuple[Source, ...], catalogue: Catalogue) -> Found:
    for number, source in enumerate(sources):
        if source.retrieved and (what := future(source.retrieved, catalogue)):
            yield ("sources", number, "retrieved"), what


def _ahead(value: str) -> Message:
    return message(AHEAD, value=value)
