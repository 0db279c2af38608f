"""Overviews: the chapters that end in a list of everything of one kind. For each its address, its title, its template and
what it lists; a long list goes on over further pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..edition.edition import Edition
from ..edition.index import Name
from ..edition.timeline import Row
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_
from .told import Told


@dataclass(frozen=True, slots=True)
class Overview:
    """``title`` is a message id; ``about`` gives what a further page tells of the items that it lists, and is None where
    such pages are few and made each time."""

    address: str
    title: str
    template: str
    items: Callable[[Edition], Sequence]
    about: Callable[[Edition, Told, Sequence], tuple] | None = None


def _names(edition: Edition, told: Told, names: Sequence[Name]) -> tuple:
    return tuple((name.text, name.letter, told.card(name.entry.slug)) for name in names)


def _rows(edition: Edition, told: Told, rows: Sequence[Row]) -> tuple:
    shown = ((row.start, row.end, row.is_open, row.entry.period, row.entry.status) for row in rows)
    return edition.timeline.years, told.titles(row.entry for row in rows), *shown


def _changes(edition: Edition, told: Told, entries: Sequence[Initiative]) -> tuple:
    return tuple((told.card(entry.slug), entry.added, entry.reviewed) for entry in entries)


# By their source below ``content/``.
OVERVIEWS = {
    "themas/index.md": Overview(address.THEMES, N_("Themes"), "groups.html", lambda edition: edition.themes),
    "steden/index.md": Overview(address.CITIES, N_("Cities"), "groups.html", lambda edition: edition.cities),
    "doelgroepen/index.md": Overview(
        address.TARGET_GROUPS, N_("For whom"), "groups.html", lambda edition: edition.target_groups
    ),
    "organisaties/index.md": Overview(
        address.ORGANISATIONS, N_("Organisations"), "names.html", lambda edition: edition.organisations
    ),
    "programmas/index.md": Overview(
        address.PROGRAMMES, N_("Programmes and series"), "groups.html", lambda edition: edition.programmes
    ),
    "a-z.md": Overview(address.A_TO_Z, N_("Everything from A to Z"), "a-z.html", lambda edition: edition.names, _names),
    "tijdlijn.md": Overview(
        address.TIMELINE, N_("Timeline"), "timeline.html", lambda edition: edition.timeline.rows, _rows
    ),
    "nieuw.md": Overview(address.NEWS, N_("New and changed"), "news.html", lambda edition: edition.by_change, _changes),
    "overzicht.md": Overview(address.MATRIX, N_("Themes and cities"), "matrix.html", lambda edition: edition.cities),
}
