"""The edition: everything that the outputs need, computed once from the catalogue."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model.initiative import Initiative
from ..model.settings import Settings
from ..reading.body import render
from ..reading.catalogue import Catalogue
from ..reading.glossary import Glossary
from ..reading.terms import Terms, terms
from ..words.language import N_, Language
from ..words.names import slug
from . import index
from .index import Group
from .related import Relation, related
from .timeline import Timeline, timeline


@dataclass(frozen=True)
class Edition:
    """One edition of the handbook. Entries and groups stand in the order in which readers see them."""

    settings: Settings
    language: Language
    initiatives: tuple[Initiative, ...]
    themes: tuple[Group, ...]
    target_groups: tuple[Group, ...]
    cities: tuple[Group, ...]
    organisations: tuple[Group, ...]
    programmes: tuple[Group, ...]
    related: Mapping[str, tuple[Relation, ...]]
    users: Mapping[str, tuple[Initiative, ...]]
    terms: Terms
    glossary: Glossary

    @cached_property
    def by_slug(self) -> dict[str, Initiative]:
        return {entry.slug: entry for entry in self.initiatives}

    @cached_property
    def theme(self) -> dict[str, Group]:
        return {group.slug: group for group in self.themes}

    @cached_property
    def target_group(self) -> dict[str, Group]:
        return {group.slug: group for group in self.target_groups}

    @cached_property
    def city(self) -> dict[str, Group]:
        return {group.slug: group for group in self.cities}

    @cached_property
    def organisation(self) -> dict[str, Group]:
        return {group.slug: group for group in self.organisations}

    @cached_property
    def programme(self) -> dict[str, Group]:
        return {group.slug: group for group in self.programmes}

    @cached_property
    def described(self) -> tuple[Initiative, ...]:
        return tuple(entry for entry in self.initiatives if not entry.is_stub)

    @cached_property
    def stubs(self) -> tuple[Initiative, ...]:
        return tuple(entry for entry in self.initiatives if entry.is_stub)

    @cached_property
    def newest(self) -> tuple[Initiative, ...]:
        return tuple(sorted(self.described, key=lambda entry: entry.added, reverse=True))

    @cached_property
    def timeline(self) -> Timeline:
        return timeline(self.described)

    @cached_property
    def by_change(self) -> tuple[Initiative, ...]:
        """Last added or reviewed first; on one day described entries before stubs."""
        order = sorted(self.initiatives, key=lambda entry: entry.is_stub)
        return tuple(sorted(order, key=lambda entry: max(entry.added, entry.reviewed), reverse=True))

    @cached_property
    def updated(self) -> datetime.date:
        """The day of the last review: the date of the content, whatever the clock says."""
        return max((entry.reviewed for entry in self.initiatives), default=datetime.date(1970, 1, 1))

    @cached_property
    def names(self) -> tuple[index.Name, ...]:
        """Everything from A to Z, other names included."""
        return index.names(self.initiatives)

    @cached_property
    def mapped(self) -> tuple[Group, ...]:
        """The cities that have a dot on the map; those with most entries first, so that they get their label."""
        cities = (city for city in self.cities if city.place and city.entries)
        return tuple(sorted(cities, key=lambda city: -len(city.entries)))

    def cities_of(self, entry: Initiative) -> tuple[Group, ...]:
        return tuple(self.city[slug(name)] for name in entry.cities) or (self.city[index.NO_CITY],)

    @cached_property
    def matrix(self) -> Mapping[tuple[str, str], tuple[Initiative, ...]]:
        """The entries of each pair of a theme and a city, by their slugs; pairs without any are left out."""
        cells: dict[tuple[str, str], list[Initiative]] = {}
        for entry in self.initiatives:
            for city in self.cities_of(entry):
                for theme in entry.themes:
                    cells.setdefault((theme, city.slug), []).append(entry)
        return {pair: tuple(entries) for pair, entries in cells.items()}

    def html(self, entry: Initiative) -> str:
        """The description as safe HTML; links to other sources are root-relative."""
        return render(entry.body, "initiatives")


def edition(catalogue: Catalogue, settings: Settings, language: Language) -> Edition:
    """Make the edition. The catalogue must be free of problems."""
    entries = index.alphabetical(catalogue.initiatives.values())
    themes = index.by_theme(catalogue, entries)
    target_groups = index.by_target_group(catalogue, entries)
    programmes = index.by_programme(catalogue, entries)
    titles = {
        **{("theme", group.slug): group.title for group in themes},
        **{("target", group.slug): group.title for group in target_groups},
        **{(kind, group.slug): group.title for group in programmes for kind in ("programme", "series")},
        **{("uses", entry.slug): entry.title for entry in entries},
    }
    return Edition(
        settings=settings,
        language=language,
        initiatives=entries,
        themes=themes,
        target_groups=target_groups,
        cities=index.by_city(catalogue, entries, language.say(N_("No city named"))),
        organisations=index.by_organisation(catalogue, entries),
        programmes=programmes,
        related=related(entries, titles),
        users=index.by_method(entries),
        terms=terms(catalogue),
        glossary=Glossary(catalogue.words),
    )
