"""Figures about the handbook itself: an Edition and a day in; chapters of bar charts with their sentences out.

They answer for the whole handbook what a page answers for one entry: whether practices still exist, what there is, how
much is told, how old that is and where it comes from. The unknown is counted too, as a bar of its own.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model.gazetteer import provinces
from ..model.initiative import Source
from ..words.language import N_
from ..words.vocabulary import EvidenceLevel, Kind, SourceKind
from . import outcome
from .chart import MOST, Chart, Steps, chart, of_choices, of_groups, of_steps
from .edition import Edition
from .freshness import due
from .index import NO_CITY, Group


@dataclass(frozen=True, slots=True)
class Chapter:
    key: str
    title: str
    intro: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """``totals`` are the numbers at the head of the page, each with its word."""

    totals: tuple[tuple[int, str], ...]
    chapters: tuple[Chapter, ...]


def figures(edition: Edition, today: datetime.date) -> Figures:
    """Every chapter in a fixed order; a chart without anything to count is left out."""
    chapters = (
        Chapter(key, edition.language.say(title), intro(edition, today), tuple(filter(_filled, charts(edition, today))))
        for key, title, intro, charts in _CHAPTERS
    )
    return Figures(_totals(edition), tuple(chapter for chapter in chapters if chapter.charts))


def _filled(found: Chart) -> bool:
    return any(bar.count for bar in found.bars)


def _of_entries(edition: Edition) -> str:
    """The sentence that says how many entries a chart is about."""
    return edition.language.counted("Of %(num)d entry.", "Of %(num)d entries.", len(edition.initiatives))


def _of_described(edition: Edition) -> str:
    return edition.language.counted(
        "Of %(num)d described entry.", "Of %(num)d described entries.", len(edition.described)
    )


def _totals(edition: Edition) -> tuple[tuple[int, str], ...]:
    language = edition.language
    described, stubs, sources = len(edition.described), len(edition.stubs), len(_sources(edition))
    cities = sum(1 for city in edition.cities if city.slug != NO_CITY and city.entries)
    return (
        (described, language.ngettext("entry described", "entries described", described)),
        (stubs, language.ngettext("name still to be described", "names still to be described", stubs)),
        (cities, language.ngettext("city with an entry", "cities with an entry", cities)),
        (sources, language.ngettext("source read", "sources read", sources)),
    )


# What is in it

_UNSTATED = N_("not stated")


def _coverage_intro(edition: Edition, today: datetime.date) -> str:
    return edition.language.say(
        N_("Where there is no bar, this handbook has nothing yet. In the country itself there may be.")
    )


def _coverage(edition: Edition, today: datetime.date) -> Iterable[Chart]:
    language, say = edition.language, edition.language.say

    every = len(edition.initiatives)
    of_all = _of_entries(edition)

    def grouped(key: str, title: str, column: str, groups: Iterable[Group], none: tuple[int, str] = (0, "")) -> Chart:
        """``none`` is how many are in no group, and their page if there is one."""
        found = of_groups(groups)
        rest = len(found) - MOST
        more = language.counted("And %(num)d other.", "And %(num)d others.", rest) if rest > 0 else ""
        rows = [*found[:MOST], *([(say(_UNSTATED), *none)] if none[0] else ())]
        return chart(key, say(title), say(column), rows, every, f"{of_all} {more}".strip())

    kinds = Counter(entry.kind for entry in edition.initiatives)
    yield chart("soorten", say(N_("Kinds")), say(N_("Kind")), of_choices(Kind, kinds, language), every, of_all)
    yield grouped("themas", N_("Themes"), N_("Theme"), edition.themes)
    nobody = sum(1 for entry in edition.initiatives if not entry.target_groups)
    yield grouped("doelgroepen", N_("For whom"), N_("Target group"), edition.target_groups, (nobody, ""))
    cities = [city for city in edition.cities if city.slug != NO_CITY]
    nowhere = next(((len(city.entries), city.address) for city in edition.cities if city.slug == NO_CITY), (0, ""))
    yield grouped("steden", N_("Cities"), N_("City"), cities, nowhere)
    yield _provinces(edition)


def _provinces(edition: Edition) -> Chart:
    """Every province, also an empty one; an entry counts once in each province in which it has a place."""
    say = edition.language.say
    counts = Counter(dict.fromkeys(provinces(), 0))
    for entry in edition.initiatives:
        counts.update({city.place.province if city.place else "" for city in edition.cities_of(entry)})
    nowhere = counts.pop("", 0)
    bars = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if nowhere:
        bars.append((say(_UNSTATED), nowhere))
    return chart(
        "provincies", say(N_("Provinces")), say(N_("Province")), bars, len(edition.initiatives), _of_entries(edition)
    )


# How complete it is


def _complete_intro(edition: Edition, today: datetime.date) -> str:
    scores = sorted(edition.completeness[entry.slug].score for entry in edition.described)
    return edition.language.say(
        N_("How much of what readers look for a described entry tells. Half of them reach %(middle)d of 100 or more."),
        middle=scores[len(scores) // 2] if scores else 0,
    )


def _complete(edition: Edition, today: datetime.date) -> Iterable[Chart]:
    say, of_all = edition.language.say, _of_described(edition)
    found = [edition.completeness[entry.slug] for entry in edition.described]
    steps = Counter(min(one.score // 20, 4) for one in found)
    bars = [(f"{step * 20}–{100 if step == 4 else step * 20 + 19}", steps[step]) for step in range(5)]
    yield chart("volledig", say(N_("Completeness")), say(N_("Out of 100")), bars, len(found), of_all)
    said = {key: message for one in found for key, message in zip(one.missing, one.said)}
    missing = Counter(key for one in found for key in one.missing)
    bars = [(say(said[key]), count) for key, count in missing.most_common(10)]
    yield chart("ontbreekt", say(N_("Most often missing")), say(N_("What")), bars, len(found), of_all)


# How fresh it is


def _fresh_intro(edition: Edition, today: datetime.date) -> str:
    months, day = edition.settings.review_months, edition.language.day(today)
    return edition.language.say(
        N_("Every entry is to be reviewed again after %(months)d months. This is how it stood on %(day)s."),
        months=months,
        day=day,
    )


def _fresh(edition: Edition, today: datetime.date) -> Iterable[Chart]:
    say, months = edition.language.say, edition.settings.review_months
    every, of_all = len(edition.initiatives), _of_entries(edition)
    ages = [(today - entry.reviewed).days for entry in edition.initiatives]
    bars = of_steps(ages, _REVIEWS, "", edition.language)
    yield chart("nagekeken", say(N_("Last reviewed")), say(N_("When")), bars, every, of_all)
    waits = [(due(entry, months) - today).days for entry in edition.initiatives]
    bars = of_steps(waits, _DUE, "", edition.language)
    yield chart("na-te-kijken", say(N_("Due for review")), say(N_("When")), bars, every, of_all)
    years = Counter(entry.added.year for entry in edition.initiatives)
    span = range(min(years), max(years) + 1) if years else ()
    bars = [(str(year), years[year]) for year in span]
    yield chart("toegevoegd", say(N_("Added")), say(N_("Year")), bars, every, of_all)


_REVIEWS: Steps = (
    (91, N_("less than three months ago")),
    (182, N_("three to six months ago")),
    (365, N_("half a year to a year ago")),
    (730, N_("one to two years ago")),
    (None, N_("more than two years ago")),
)
_DUE: Steps = (
    (0, N_("now")),
    (91, N_("within three months")),
    (182, N_("within half a year")),
    (None, N_("later")),
)


# Where we know it from


def _sources_intro(edition: Edition, today: datetime.date) -> str:
    return edition.language.say(
        N_("A source counts once, however many entries lean on it. The evidence is that of entries that are described.")
    )


def _sourced(edition: Edition, today: datetime.date) -> Iterable[Chart]:
    language, found = edition.language, _sources(edition)
    say = language.say
    kinds = Counter(source.kind for source in found)
    bars = [*of_choices(SourceKind, kinds, language), (say(_UNSTATED), kinds[None])]
    said = language.counted("Of %(num)d source.", "Of %(num)d sources.", len(found))
    yield chart(
        "bronsoorten", say(N_("Kinds of sources")), say(N_("Kind")), [bar for bar in bars if bar[1]], len(found), said
    )
    bars = [(say(label), sum(1 for source in found if getattr(source, key))) for key, label in _TRACES.items()]
    yield chart("vindbaar", say(N_("Can you look them up?")), say(N_("What")), bars, len(found), said)
    levels = Counter(entry.evidence.level for entry in edition.described)
    bars = of_choices(EvidenceLevel, levels, language)
    yield chart("bewijs", say(N_("Evidence")), say(N_("Rung")), bars, len(edition.described), _of_described(edition))


_TRACES = {
    "date": N_("with a date"),
    "publisher": N_("with a publisher"),
    "url": N_("with a web address"),
    "archived": N_("with an archived copy"),
}

Charts = Callable[[Edition, datetime.date], Iterable[Chart]]
_CHAPTERS: tuple[tuple[str, str, Callable[[Edition, datetime.date], str], Charts], ...] = (
    ("gered", N_("Did they make it?"), outcome.intro, outcome.charts),
    ("wat-erin-staat", N_("What is in it"), _coverage_intro, _coverage),
    ("compleet", N_("How complete it is"), _complete_intro, _complete),
    ("actueel", N_("How fresh it is"), _fresh_intro, _fresh),
    ("herkomst", N_("Where we know it from"), _sources_intro, _sourced),
)


def _sources(edition: Edition) -> list[Source]:
    """Every source once: the same title, publisher and date is the same source, whatever else an entry says of it."""
    found: dict[tuple, Source] = {}
    for entry in edition.initiatives:
        for source in entry.sources:
            key = source.title, source.publisher, source.date
            best = found.get(key)
            if best is None or bool(source.url) + bool(source.archived) > bool(best.url) + bool(best.archived):
                found[key] = source
    return list(found.values())
