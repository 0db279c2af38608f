"""Completeness: how much of what readers look for an entry tells, from 0 to 100, and what is still missing.

What counts, how much, and how it is said stands in one table, by field of the model and by section of the text. What
does not apply to an entry (a place to a way of working, a reason to something that runs) is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..model.initiative import Initiative
from ..words.language import N_, Message, message
from ..words.names import slug
from ..words.vocabulary import Coverage, Kind, Section, State

_HEADING = re.compile(r"\n##[ \t]+(.+)")  # with a line end put before the text: half the time of MULTILINE


def _any(entry: Initiative) -> bool:
    return True


def _initiative(entry: Initiative) -> bool:
    return entry.kind is Kind.INITIATIVE


def ended(entry: Initiative) -> bool:
    """Whether it is completed or stopped."""
    return entry.ended is not None


def addressed(entry: Initiative) -> bool:
    """Whether one of its sources can be read on the web."""
    return any(source.url or source.archived for source in entry.sources)


@dataclass(frozen=True, slots=True)
class Wanted:
    """``missing`` names it (a message id); ``there`` tells whether an entry has it, ``of`` whether it applies."""

    weight: int
    missing: str
    there: Callable[[Initiative], bool]
    of: Callable[[Initiative], bool] = _any


FIELDS = {
    "target_groups": Wanted(8, N_("for whom it is"), lambda entry: bool(entry.target_groups)),
    "places": Wanted(
        8, N_("where it is"), lambda entry: bool(entry.places) or entry.coverage is not Coverage.UNSTATED, _initiative
    ),
    "organisations": Wanted(10, N_("which organisations take part"), lambda entry: bool(entry.organisations)),
    "period": Wanted(8, N_("from when to when it ran"), lambda entry: entry.period is not None, _initiative),
    "status": Wanted(
        10,
        N_("whether it still runs"),
        lambda entry: entry.status is not None and entry.status.value is not State.UNKNOWN,
        _initiative,
    ),
    "why": Wanted(8, N_("why it ended"), lambda entry: bool(entry.status and entry.status.why), ended),
    "figures": Wanted(10, N_("a figure"), lambda entry: bool(entry.figures)),
    "sources": Wanted(10, N_("the web address of a source"), addressed),
    "follow_up": Wanted(4, N_("what became of it"), lambda entry: bool(entry.follow_up), _initiative),
}
SECTIONS = {Section.FOR_WHOM: 6, Section.WHY: 6, Section.HOW: 10, Section.RESULTS: 8}


@dataclass(frozen=True, slots=True)
class Completeness:
    """``missing`` holds the keys of fields and sections, the weightiest first; ``said`` the same for people."""

    score: int
    missing: tuple[str, ...]
    said: tuple[Message, ...]


def completeness(entry: Initiative) -> Completeness:
    found = {slug(heading.strip(" \t#")) for heading in headings(entry)}
    fields = (want.there(entry) if want.of(entry) else None for want in FIELDS.values())
    return _judged((*fields, *(key.value in found for key in SECTIONS)))


def headings(entry: Initiative) -> list[str]:
    """The headings of level 2 in its text, as they were written."""
    return _HEADING.findall(f"\n{entry.body}")


@cache
def _judged(there: tuple[bool | None, ...]) -> Completeness:
    """The result for one bool per row of the tables, in their order, None for a row that does not apply. Cached: 10,000
    entries have a few hundred different ones."""
    weights = {key: want.weight for key, want in FIELDS.items()} | {key.value: SECTIONS[key] for key in SECTIONS}
    judged = [(key, weights[key], found) for key, found in zip(weights, there) if found is not None]
    missing = sorted((item for item in judged if not item[2]), key=lambda item: -item[1])
    return Completeness(
        score=100 * sum(weight for _, weight, found in judged if found) // sum(weight for _, weight, _ in judged),
        missing=tuple(key for key, _, _ in missing),
        said=tuple(_WANTED[key] for key, _, _ in missing),
    )


_WANTED = {
    **{key: Message(want.missing) for key, want in FIELDS.items()},
    **{key.value: message(N_("the section “%(section)s”"), section=Message(key.label)) for key in SECTIONS},
}
