"""The part of the handbook that a book holds: everything, one theme, one city, or a selection.

In: an Edition and a name. Out: an Excerpt, which ``book.compose`` makes into the data of a book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from ..edition.edition import Edition
from ..edition.index import Group
from ..edition.part import part
from ..judging.fate import removed
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_, Message, message
from ..words.names import nearest, slug

T = TypeVar("T")

_LONGEST = 80  # characters of a title, as of an entry: more do not fit on a cover


class Scope(StrEnum):
    WHOLE = "whole"
    THEME = "theme"
    CITY = "city"
    SELECTION = "selection"
    VOLUME = "volume"  # of a handbook that is too large for one book
    REGISTERS = "registers"  # the volume that leads through the others


KINDS = {
    Scope.THEME: N_("Theme"),
    Scope.CITY: N_("City"),
    Scope.SELECTION: N_("A selection"),
    Scope.VOLUME: N_("Volume %(number)d"),
    Scope.REGISTERS: N_("Volume %(number)d"),
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``edition`` holds only the entries of the book, ``order`` says in which order their slugs stand in it.

    ``group`` is the theme or the city; ``number`` the number of the theme in the whole handbook, from 1; ``volume`` that of
    the volume, when the handbook has them.
    """

    scope: Scope
    edition: Edition
    title: str
    summary: str = ""
    group: Group | None = None
    number: int = 0
    order: tuple[str, ...] = ()
    volume: int = 0

    @property
    def kind(self) -> str:
        """“Thema”, “Deel 2”."""
        return self.edition.language.say(KINDS[self.scope], number=self.volume)

    @property
    def of(self) -> str:
        """The name of the handbook, with the number of the volume: elsewhere that is how a volume is called."""
        name = self.edition.settings.name
        return f"{name}, {self.kind.lower()}" if self.volume else name


class Unknown(Exception):
    """Something was asked for that the handbook does not have; ``said`` tells what, and what comes near."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


def whole(edition: Edition) -> Excerpt:
    return Excerpt(Scope.WHOLE, edition, edition.settings.name, edition.settings.description)


def of_theme(edition: Edition, name: str) -> Excerpt:
    """Everything about a theme: what has it as its first theme comes first."""
    theme = found(edition, address.THEMES, name, N_("The theme “%(name)s” is not in the handbook."))
    entries = sorted(theme.entries, key=lambda entry: entry.themes[0] != theme.slug)
    return _of_group(Scope.THEME, edition, theme, entries, edition.numbers[theme.slug])


def of_city(edition: Edition, name: str) -> Excerpt:
    city = found(edition, address.CITIES, name, N_("The city “%(name)s” is not in the handbook."))
    return _of_group(Scope.CITY, edition, city, city.entries)


def of_selection(edition: Edition, slugs: Sequence[str], title: str = "") -> Excerpt:
    """Chosen entries in their own order."""
    entries = [entry_of(edition, name) for name in slugs]
    if len(title) > _LONGEST:
        raise Unknown(message(N_("A title has at most %(most)d characters."), most=_LONGEST))
    if not entries:
        raise Unknown(message(N_("Nothing was chosen: a book needs at least one entry.")))
    count = len(entries)
    summary = edition.language.ngettext(
        "%(count)d entry from the handbook", "%(count)d entries from the handbook", count
    )
    return Excerpt(
        Scope.SELECTION,
        part(edition, entries),
        title or edition.language.say(KINDS[Scope.SELECTION]),
        summary % {"count": count},
        order=tuple(entry.slug for entry in entries),
    )


def without(excerpt: Excerpt, slugs: Iterable[str]) -> Excerpt:
    """The same with some entries left out."""
    gone = set(slugs)
    kept = [entry for entry in excerpt.edition.initiatives if entry.slug not in gone]
    order = tuple(name for name in excerpt.order if name not in gone)
    return replace(excerpt, edition=part(excerpt.edition, kept), order=order)


def found(edition: Edition, folder: str, name: str, unknown: str) -> Group:
    """The group of a slug of today or before, or of a title as people write it."""
    groups = {group.slug: group for group in edition.families[folder.rstrip("/")]}
    return _named(edition, folder, name, unknown, groups)


def entry_of(edition: Edition, name: str) -> Initiative:
    unknown = N_("The entry “%(name)s” is not in the handbook.")
    return _named(edition, address.INITIATIVES, name, unknown, edition.by_slug)


def _named(edition: Edition, folder: str, name: str, unknown: str, known: Mapping[str, T]) -> T:
    for slugged in (name, slug(name)):
        at = f"{folder}{slugged}/"
        today = edition.former.get(at, at)
        if (now := today.removeprefix(folder).rstrip("/")) in known:
            return known[now]
        for gone in edition.removed:
            if gone.address == today:
                raise Unknown(removed(gone, name))
    raise Unknown(_guessed(unknown, name, known))


def _guessed(unknown: str, name: str, known: Iterable[str]) -> Message:
    guess = nearest(slug(name), known)
    if guess is None:
        return message(unknown, name=name)
    return message(N_("%(unknown)s Did you mean “%(guess)s”?"), unknown=message(unknown, name=name), guess=guess)


def _of_group(scope: Scope, edition: Edition, group: Group, entries: Iterable[Initiative], number: int = 0) -> Excerpt:
    order = tuple(entry.slug for entry in entries)
    return Excerpt(scope, part(edition, group.entries), group.title, group.summary, group, number, order)
