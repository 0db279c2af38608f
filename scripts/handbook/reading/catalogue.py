"""The catalogue: every record that was read, frozen, by its slug; and where each came from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..model.address import source_of
from ..model.gazetteer import Place, gazetteer
from ..model.initiative import Initiative, PlaceTerm, Programme, Term
from ..model.removed import Removed
from ..words.names import same, slug
from ..words.vocabulary import Kind
from .chapter import Chapter
from .glossary import Word
from .reader import Document
from .shelf import Shelf


@dataclass(frozen=True)
class Catalogue:
    """What the sources hold. ``documents`` gives rules the place of every value; outputs do not use it.

    ``drafts`` are the readable parts of broken entries, for the rules alone; outputs do not use them either.
    ``removed`` are the records of what is gone, by the address that they keep; ``former`` leads from each former
    address to the one of today. ``words`` are those of the glossary.
    ``chapters`` holds every chapter in ``content/`` by its path; ``anchors`` what can be linked to in each.
    ``digests`` are checksums of the files of the entries, by their slug; ``fields`` is one of all their fields, without the
    texts below these, or empty where nothing is kept.
    ``until`` is the last day on which somebody can have looked at one; ``edition`` is the number of this one, or 0.
    """

    initiatives: Mapping[str, Initiative] = field(default_factory=dict)
    drafts: Mapping[str, Initiative] = field(default_factory=dict)
    themes: Mapping[str, Term] = field(default_factory=dict)
    target_groups: Mapping[str, Term] = field(default_factory=dict)
    organisations: Mapping[str, Term] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    cities: Mapping[str, PlaceTerm] = field(default_factory=dict)
    removed: Mapping[str, Removed] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    fields: str = ""
    until: datetime.date = datetime.date.max
    edition: int = 0

    def entry(self, slug: str) -> Initiative | None:
        """An entry, or the readable part of a broken one."""
        return self.initiatives.get(slug) or self.drafts.get(slug)

    def entries(self) -> Iterator[tuple[str, Initiative]]:
        """All entries by their slug, and then the readable parts of the broken ones."""
        yield from self.initiatives.items()
        yield from self.drafts.items()

    @property
    def closed(self) -> int:
        """How many entries have not become records yet (see ``Shelf``)."""
        return self.initiatives.closed() if isinstance(self.initiatives, Shelf) else 0

    @property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """The terms by their folder, below ``content/`` and on the site."""
        return {
            "themas": self.themes,
            "doelgroepen": self.target_groups,
            "organisaties": self.organisations,
            "programmas": self.programmes,
            "steden": self.cities,
        }

    def broken(self, at: str) -> bool:
        """Whether an entry or a term at an address has a file but no record: the mistake in that file is told there, and
        not wherever the entry or the term is named."""
        folder, _, name = at.rstrip("/").partition("/")
        return name not in self.terms.get(folder, self.initiatives) and source_of(at) in self.documents

    @cached_property
    def methods(self) -> list[str]:
        """The slugs of the entries that describe a method."""
        return [entry.slug for _, entry in self.entries() if entry.kind is Kind.METHOD]

    @cached_property
    def siblings(self) -> Mapping[str, list[str]]:
        """The sources in each folder, by their names without .md."""
        found: dict[str, list[str]] = {}
        for path in (*self.documents, *self.anchors):
            folder, _, name = path.rpartition("/")
            found.setdefault(folder, []).append(name.removesuffix(".md"))
        return found

    def place(self, city: str) -> Place | None:
        """Where a city lies: from its own file if that says so, else from the gazetteer."""
        term = self.cities.get(slug(city))
        if term and term.latitude is not None and term.longitude is not None:
            return Place(term.title, term.province or "", term.latitude, term.longitude)
        return gazetteer().get(same(city))
