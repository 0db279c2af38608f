"""The edition: everything that the outputs need, computed once from the catalogue."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from ..judging.completeness import Completeness, completeness
from ..model.initiative import Initiative
from ..model.removed import Removed
from ..model.settings import Settings
from ..reading.body import render
from ..reading.catalogue import Catalogue
from ..reading.chapter import Chapter
from ..reading.glossary import Glossary
from ..reading.terms import Terms, terms
from ..words.dates import parse_date
from ..words.language import N_, Language
from ..words.names import slug
from ..words.vocabulary import Section
from . import index
from .index import Group
from .lazy import Lazy
from .related import Related
from .series import Neighbours, series
from .timeline import Timeline, timeline

FEATURED = 6  # practices on the home page


@dataclass(frozen=True)
class Edition:
    """One edition of the handbook. Entries and groups stand in the order in which readers see them.

    ``by_slug`` holds every entry of the handbook, even if this edition is only a part of it (see ``part``).
    """

    settings: Settings
    language: Language
    initiatives: tuple[Initiative, ...]
    by_slug: Mapping[str, Initiative]
    themes: tuple[Group, ...]
    target_groups: tuple[Group, ...]
    cities: tuple[Group, ...]
    organisations: tuple[Group, ...]
    programmes: tuple[Group, ...]
    related: Related
    users: Mapping[str, tuple[Initiative, ...]]
    terms: Terms
    glossary: Glossary
    chapters: Mapping[str, Chapter]
    removed: tuple[Removed, ...]
    former: Mapping[str, str]  # the address of today for each former one
    digests: Mapping[str, str]  # by slug: a checksum of the file of each entry
    fields: str  # a checksum of the fields of all entries, without their texts; or empty

    @cached_property
    def theme(self) -> dict[str, Group]:
        return {group.slug: group for group in self.themes}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each theme, from 1: that of its chapter in the book, and of its colour."""
        return {group.slug: number for number, group in enumerate(self.themes, 1)}

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
    def published(self) -> Mapping[str, tuple[Initiative, ...]]:
        """By the slug of an organisation, the entries that have a source from it and in which it takes no part."""
        return index.by_publisher(self.organisations, self.initiatives)

    @cached_property
    def programme(self) -> dict[str, Group]:
        return {group.slug: group for group in self.programmes}

    @cached_property
    def described(self) -> tuple[Initiative, ...]:
        return tuple(entry for entry in self.initiatives if not entry.is_stub)

    @cached_property
    def stubs(self) -> tuple[Initiative, ...]:
        return tuple(entry for entry in self.initiatives if entry.is_stub)

    @property
    def families(self) -> dict[str, tuple[Group, ...]]:
        """The groups by their folder on the site."""
        return {
            "themas": self.themes,
            "steden": self.cities,
            "doelgroepen": self.target_groups,
            "organisaties": self.organisations,
            "programmas": self.programmes,
        }

    @cached_property
    def newest(self) -> tuple[Initiative, ...]:
        return tuple(sorted(self.described, key=lambda entry: entry.added, reverse=True))

    @cached_property
    def featured(self) -> tuple[Initiative, ...]:
        """What the home page shows: described entries of several themes, the most complete first."""
        return tuple(index.by_turns(self.described, lambda entry: self.completeness[entry.slug].score)[:FEATURED])

    @cached_property
    def completeness(self) -> Mapping[str, Completeness]:
        """The completeness of each entry by slug, computed when it is asked for."""
        return Lazy(lambda slug: completeness(self.by_slug[slug]))

    @cached_property
    def neighbours(self) -> dict[str, Neighbours]:
        """What appeared just before and after each entry, in its series."""
        return series(self.programmes)

    def unstated(self, entry: Initiative) -> tuple[str, ...]:
        """What a reader looks for and does not find: who worked with a method, and when, stands at what uses it."""
        users = self.users.get(entry.slug, ())
        return tuple(field for field in entry.unstated if all(field in user.unstated for user in users))

    @cached_property
    def timeline(self) -> Timeline:
        return timeline(self.described)

    @cached_property
    def by_change(self) -> tuple[Initiative, ...]:
        return tuple(index.by_change(self.initiatives))

    @cached_property
    def updated(self) -> datetime.date:
        """The day of the last review: the date of the content, whatever the clock says; without entries that of the
        edition."""
        return max((entry.reviewed for entry in self.initiatives), default=parse_date(self.settings.date).first)

    @cached_property
    def names(self) -> tuple[index.Name, ...]:
        """Everything from A to Z, other names included."""
        return index.names(self.initiatives, self.language.code)

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
        """The description as safe HTML, its fixed headings as readers see them; links to sources are root-relative."""
        html = render(entry.body, "initiatives")
        for heading, label in self._headings:
            html = html.replace(heading, label, 1)
        return html

    @cached_property
    def _headings(self) -> tuple[tuple[str, str], ...]:
        """The fixed headings of a file that have another name in this language, and that name; none in Dutch."""
        found = ((section.value, section.heading, escape(self.language.say(section.label))) for section in Section)
        mark = '<h2 id="{}">{}</h2>'.format
        return tuple((mark(at, name), mark(at, label)) for at, name, label in found if name != label)


def edition(catalogue: Catalogue, settings: Settings, language: Language) -> Edition:
    """Make the edition. The catalogue must be free of problems."""
    entries = index.alphabetical(catalogue.initiatives.values(), language.code)
    themes, target_groups, cities, organisations, programmes = (
        index.groups(catalogue, folder, entries, language.code)
        for folder in ("themas", "doelgroepen", "steden", "organisaties", "programmas")
    )
    features = {"theme": themes, "target": target_groups, "city": cities, "programme": programmes, "series": programmes}
    users = index.by_method(entries)
    return Edition(
        settings=settings,
        language=language,
        initiatives=entries,
        by_slug={entry.slug: entry for entry in entries},
        themes=themes,
        target_groups=target_groups,
        cities=cities + index.without_city(entries, language.say(N_("No city named"))),
        organisations=organisations,
        programmes=programmes,
        related=Related(entries, features, users),
        users=users,
        terms=terms(catalogue, language.code),
        glossary=Glossary(catalogue.words, index.proper_names(catalogue, entries)),
        chapters=catalogue.chapters,
        removed=tuple(catalogue.removed.values()),
        former=catalogue.former,
        digests=catalogue.digests,
        fields=catalogue.fields,
    )
