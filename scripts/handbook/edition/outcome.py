"""Outcome: do the practices still exist, as far as anybody knows? An Edition and a day in, a sentence and charts out.

Movisie asked this of 45 projects: “hebben ze het gered?” A source knows only its own day, and that is what is told; the
present is told only from a report of the past year.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from ..judging.completeness import ended
from ..model.initiative import Initiative
from ..words.language import N_
from ..words.vocabulary import Kind, State
from .chart import Chart, Steps, chart, of_steps
from .edition import Edition
from .freshness import last_known


def intro(edition: Edition, today: datetime.date) -> str:
    say, found = edition.language.say, _practices(edition)
    known = sum(1 for entry in found if entry.status and entry.status.value is not State.UNKNOWN)
    dates = [date for date in map(last_known, found) if date]
    fresh = sum(1 for date in dates if (today - date.last).days <= _YEAR)
    stubs = sum(entry.is_stub for entry in found)
    sentence = (
        N_(
            "Of %(known)d of the %(all)d initiatives (%(stubs)d still to be described) a source says how they stood "
            "when it was written."
        )
        if stubs
        else N_("Of %(known)d of the %(all)d initiatives a source says how they stood when it was written.")
    )
    said = say(sentence, known=known, all=len(found), stubs=stubs)
    if fresh:
        now = say(
            N_("Of %(count)d we have a report from the past year; of the others we do not know how they are now."),
            count=fresh,
        )
    elif dates:
        now = say(
            N_("How they are now we know of none of them: our latest report is of %(date)s."),
            date=max(dates, key=lambda date: date.last),
        )
    else:
        now = say(N_("How they are now we know of none of them."))
    return f"{said} {now}"


def charts(edition: Edition, today: datetime.date) -> Iterable[Chart]:
    say, found = edition.language.say, _practices(edition)
    states = Counter(entry.status.value if entry.status else State.UNKNOWN for entry in found)
    bars = [(say(label), states[state]) for state, label in _STATES.items()]
    every = len(found)
    of_all = edition.language.counted("Of %(num)d initiative.", "Of %(num)d initiatives.", every)
    on_day = say(N_("On the day of the source, not today."))
    yield chart("stand", say(N_("How they stood")), say(N_("Status")), bars, every, f"{of_all} {on_day}")
    ages = [date and (today - date.last).days for date in map(last_known, found)]
    bars = of_steps(ages, _REPORTS, N_("without a date"), edition.language)
    yield chart("laatste-bericht", say(N_("How old our last report is")), say(N_("Age")), bars, every, of_all)
    reasons = Counter(bool(entry.status and entry.status.why) for entry in found if ended(entry))
    bars = [(say(N_("with the reason")), reasons[True]), (say(N_("without a reason")), reasons[False])]
    yield chart("reden", say(N_("Ended, and do we know why?")), say(N_("Reason")), bars, reasons.total())


_STATES = {
    State.RUNNING: N_("was running"),
    State.COMPLETED: N_("completed"),
    State.STOPPED: N_("stopped"),
    State.UNKNOWN: N_("unknown"),
}
_YEAR = 366
_REPORTS: Steps = (
    (_YEAR, N_("at most a year")),
    (3 * _YEAR, N_("one to three years")),
    (5 * _YEAR, N_("three to five years")),
    (10 * _YEAR, N_("five to ten years")),
    (None, N_("more than ten years")),
)


def _practices(edition: Edition) -> list[Initiative]:
    """The entries that can end: initiatives, and no methods or guides."""
    return [entry for entry in edition.initiatives if entry.kind is Kind.INITIATIVE]
