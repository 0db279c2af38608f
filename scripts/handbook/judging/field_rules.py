"""Rules over the fields of an entry: each is a small generator, and its docstring is the rule.

A rule yields the path of a value in the front matter and a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ..model import address
from ..model.guidance import CONDITIONS
from ..model.initiative import Initiative, Term
from ..model.record import SLUG
from ..reading.catalogue import Catalogue
from ..reading.reader import Path
from ..reading.unknown import NOTHING, UNTOLD
from ..reading.validation import BETWEEN, MISSING, SENTENCES, WRITTEN, unknown_value
from ..words import counts
from ..words.language import N_, Message, message
from ..words.names import holding, identifier, nearest, same, slug
from ..words.vocabulary import Coverage, EvidenceLevel, Kind, ProgrammeKind, State
from .fate import fate
from .place_rules import known_places
from .time_rules import in_time

TWICE = N_("“%(value)s” stands here twice")
NO_REACH = N_(
    "name at least one place, or say with “coverage” how far it reaches (gemeenten, regio, landelijk, niet-vermeld)"
)
TWO_REACHES = N_("“coverage” tells how far it reaches where no places are named; leave out one of the two")
FALLING = N_("“%(value)s” counts down; write the smaller number first")
NO_FIGURE = N_("“%(value)s” is not a figure; write a number (11 weken), a range (12–16) or an approximation (circa 6)")
NO_SOURCE = N_("there is no source %(number)d; the last one has number %(count)d")
UNSIGNED = N_("a judgement needs “assessor” and “date”: who gave it, and when")
UNJUDGED = N_("“assessor” and “date” belong to a judgement; choose its level, or leave them out")
NOT_ENDED = N_("“why” belongs to something that is completed or stopped")
DIGITS = N_("“%(value)s” has digits only; write the name in full")
NO_ADDRESS = N_("“%(value)s” gives no address; write it in Latin letters")

Found = Iterator[tuple[Path, Message]]


def known_terms(entry: Initiative, catalogue: Catalogue) -> Found:
    """Themes, target groups, programme, series and methods exist; a series is a series, a method a method."""
    for number, theme in enumerate(entry.themes):
        if theme not in catalogue.themes and not catalogue.broken(f"{address.THEMES}{theme}/"):
            yield ("themes", number), _new_term(catalogue, theme, catalogue.themes, "themas")
    for number, group in enumerate(entry.target_groups):
        if group not in catalogue.target_groups and not catalogue.broken(f"{address.TARGET_GROUPS}{group}/"):
            yield ("target_groups", number), _new_term(catalogue, group, catalogue.target_groups, "doelgroepen")
    for key, kind in (("programme", ProgrammeKind.PROGRAMME), ("series", ProgrammeKind.SERIES)):
        name = getattr(entry, key)
        if name is None:
            continue
        found = catalogue.programmes.get(name)
        if found is None and catalogue.broken(f"{address.PROGRAMMES}{name}/"):
            continue
        if found is None:
            of_kind = {slug: term for slug, term in catalogue.programmes.items() if term.kind is kind}
            yield (key,), _untold(key, name) or _new_term(catalogue, name, of_kind, "programmas")
        elif found.kind is not kind:
            what = N_("“%(value)s” is of the kind “%(kind)s”")
            yield (key,), message(what, value=name, kind=Message(found.kind.label))
    for number, method in enumerate(entry.methods):
        found = catalogue.entry(method)
        if found is None and catalogue.broken(address.initiative(method)):
            continue
        if found is None or found.kind is not Kind.METHOD:
            gone = None if found else _untold("methods", method) or fate(catalogue, address.initiative(method), method)
            yield ("methods", number), gone or unknown_value(method, catalogue.methods)
        elif method == entry.slug:
            yield ("methods", number), message(N_("an entry cannot be its own method"))


def either(entry: Initiative, catalogue: Catalogue) -> Found:
    """An entry has places or a coverage, not both."""
    if entry.places and entry.coverage is not Coverage.PLACES:
        yield ("coverage",), message(TWO_REACHES)


def once(entry: Initiative, catalogue: Catalogue) -> Found:
    """No list of terms or places holds a value twice."""
    for key in ("themes", "target_groups", "places", "methods"):
        seen: set[str] = set()
        values = getattr(entry, key)
        for number, value in enumerate(values if len(values) > 1 else ()):
            if (own := "/".join(map(same, value.split("/")))) in seen:
                yield (key, number), message(TWICE, value=value)
            seen.add(own)


_ABSENT = {
    "places": message(NO_REACH),
    "status": message(MISSING, key="status", example="{value: loopt, as_of: 2018-06}"),
}


def described(entry: Initiative, catalogue: Catalogue) -> Found:
    """Fields that some entries must have are there: an initiative has a status, a described entry a target group.

    Where the handbook has no target groups, none is asked for.
    """
    for key, when in CONDITIONS.items():
        if getattr(entry, when.key) is when.value and not getattr(entry, key):
            if key != "target_groups":
                yield (key,), _ABSENT[key]
            elif catalogue.target_groups:
                yield (key,), message(MISSING, key=key, example=f"[{min(catalogue.target_groups)}]")


def counted(entry: Initiative, catalogue: Catalogue) -> Found:
    """Every figure is a number, a range or an approximation, and points to a source that is there."""
    for number, figure in enumerate(entry.figures):
        if counts.falls(figure.value):
            yield ("figures", number, "value"), message(FALLING, value=figure.value)
        if not counts.FIGURE.fullmatch(figure.value):
            yield ("figures", number, "value"), message(NO_FIGURE, value=figure.value)
    for key in ("figures", "follow_up"):
        for number, item in enumerate(getattr(entry, key)):
            if item.source is not None and item.source > len(entry.sources):
                yield (key, number, "source"), message(NO_SOURCE, number=item.source, count=len(entry.sources))


def judged(entry: Initiative, catalogue: Catalogue) -> Found:
    """A judgement names who gave it and when; a reason belongs to what ended, a day of appearing to a series."""
    if entry.evidence.level is not EvidenceLevel.NOT_ASSESSED and not (entry.evidence.assessor and entry.evidence.date):
        yield ("evidence",), message(UNSIGNED)
    if entry.evidence.level is EvidenceLevel.NOT_ASSESSED and (entry.evidence.assessor or entry.evidence.date):
        yield ("evidence", "level"), message(UNJUDGED)
    if entry.status and entry.status.why and entry.status.value in (State.RUNNING, State.UNKNOWN):
        yield ("status", "why"), message(NOT_ENDED)
    if entry.series_date and not entry.series:
        yield ("series_date",), message(N_("“series_date” tells when it appeared in a series; name that in “series”"))


def addressed(entry: Initiative, catalogue: Catalogue) -> Found:
    """The name of an organisation makes the address of its page, and digits alone are a further page of their list."""
    for number, organisation in enumerate(entry.organisations):
        own = slug(organisation.name)
        if not own or own.isdecimal():
            yield ("organisations", number, "name"), message(DIGITS if own else NO_ADDRESS, value=organisation.name)


ENTRY_RULES: tuple[Callable[[Initiative, Catalogue], Found], ...] = (
    known_terms,
    known_places,
    either,
    once,
    described,
    counted,
    in_time,
    judged,
    addressed,
)


def _untold(key: str, name: str) -> Message | None:
    return message(UNTOLD, key=key) if NOTHING.fullmatch(name) else None


def _called(value: str, known: Mapping[str, Term]) -> str | None:
    """The id of the only term that has this synonym, or whose id has this as one of its words; else None."""
    found = [name for name, term in known.items() if value in map(slug, term.synonyms)]
    return (found[0] if len(found) == 1 else None) if found else holding(value, known)


def _new_term(catalogue: Catalogue, value: str, known: Mapping[str, Term], folder: str) -> Message:
    become = fate(catalogue, f"{folder}/{value}/", value)
    if become:
        return become
    is_id = re.fullmatch(SLUG, value)
    together = [] if is_id else re.split(BETWEEN, value)
    if len(together) > 1 and all(name in known for name in together):
        what = N_("“%(value)s” are several; put a comma between each two: %(names)s")
        return message(what, value=value, names=tuple(together))
    titles = {slug(term.title): name for name, term in known.items()} | {name: name for name in known}
    if right := titles.get(slug(value)):
        return message(WRITTEN, value=value, right=right)
    bare = slug(value.partition("(")[0])  # “jongeren (16–27 jaar)”
    guess = _called(slug(value), known) or titles.get(bare) or titles.get(nearest(slug(value), titles))
    if guess and not is_id:
        return message(SENTENCES["string_pattern_mismatch"], value=value, slug=guess)
    text = (
        N_("“%(value)s” is not known; did you mean “%(guess)s”? A new one gets a file content/%(folder)s/%(slug)s.md")
        if guess
        else N_(
            "“%(value)s” is not known; possible are %(choices)s. A new one gets a file content/%(folder)s/%(slug)s.md"
        )
        if known
        else N_("“%(value)s” is not known; a new one gets a file content/%(folder)s/%(slug)s.md")
    )
    return message(
        text, value=value, guess=guess, choices=tuple(known), folder=folder, slug=identifier(value) or "dagbesteding"
    )
