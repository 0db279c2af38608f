"""Standing: how far a reader can lean on an entry, on one day. An Edition, a day and an entry in, a small record out.

When it was reviewed and is due again, what is missing if it is incomplete, how old the last report is, and its rung on
the ladder of evidence. Pages and book only show this.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..model.initiative import Initiative
from ..words.dates import PartialDate
from ..words.language import Message
from ..words.vocabulary import EvidenceLevel, Kind
from .edition import Edition
from .freshness import due, last_known

ENOUGH = 75  # of 100: an entry that tells less says what is missing and asks for it
NAMED = 5  # missing things that are named, the weightiest first; more would put people off

_RUNGS = {level: number for number, level in enumerate(EvidenceLevel)}


@dataclass(frozen=True, slots=True)
class Standing:
    """``asked`` tells that nobody wrote down how it is now, though it could have ended; a stub asks for more than that.
    ``rung`` counts from 0.
    """

    reviewed: datetime.date
    due: datetime.date
    is_due: bool
    missing: tuple[Message, ...]
    asked: bool
    last_known: PartialDate | None
    rung: int


def standing(edition: Edition, today: datetime.date, entry: Initiative) -> Standing:
    day = due(entry, edition.settings.review_months)
    found = edition.completeness[entry.slug]
    lacking = not entry.is_stub and found.score < ENOUGH
    return Standing(
        reviewed=entry.reviewed,
        due=day,
        is_due=day <= today,
        missing=found.said[:NAMED] if lacking else (),
        asked=entry.kind is Kind.INITIATIVE and not entry.follow_up and not entry.is_stub,
        last_known=last_known(entry),
        rung=_RUNGS[entry.evidence.level],
    )
