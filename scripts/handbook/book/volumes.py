"""A handbook too large for one book: an Edition in; a volume for each theme out, and one that leads through them all.

A volume holds what has its theme as the first, at most as much as one file can. The last holds what the whole book has
around its chapters: map, matrix, publications, lists, bibliography and registers, with volume and page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..edition.edition import Edition
from ..edition.part import part
from ..model import address
from ..words.language import N_
from .book import compose
from .excerpt import Excerpt, Scope
from .extent import ONE_FILE
from .format import Format
from .nodes import visible
from .places import places
from .typeset import Book

_SUMMARY = N_("Where everything stands in the volumes: map, themes and cities, lists, sources and registers.")
_NOTE = N_("Before the colon stands the number of the volume, behind it the page.")
_NOTED = ("map_note", "matrix_note", "methods_note", "organisations_note", "bibliography_note", "registers_note")


@dataclass(frozen=True, slots=True)
class Volume:
    at: str
    excerpt: Excerpt

    @property
    def number(self) -> int:
        return self.excerpt.volume


def volumes(edition: Edition, most: int = ONE_FILE) -> list[Volume]:
    """In the order of the themes; a theme with too much for one volume has several."""
    found: list[Volume] = []
    for number, theme in enumerate(edition.themes, 1):
        own = [entry for entry in theme.entries if entry.themes[0] == theme.slug]
        pieces = [own[start : start + most] for start in range(0, len(own), most)]
        for place, entries in enumerate(pieces, 1):
            many = len(pieces) > 1
            excerpt = Excerpt(
                Scope.VOLUME,
                part(edition, entries),
                f"{theme.title} {place}" if many else theme.title,
                theme.summary,
                theme,
                number,
                tuple(entry.slug for entry in entries),
                len(found) + 1,
            )
            found.append(Volume(address.volume(theme.slug, place if many else 0), excerpt))
    return found


def where(found: Iterable[tuple[Volume, Book]]) -> dict[str, str]:
    """Volume and page of every entry, as “3: 45”."""
    return {slug: f"{volume.number}: {page}" for volume, book in found for slug, page in pages_of(book.pdf).items()}


def pages_of(pdf: bytes) -> dict[str, int]:
    """The page of every entry in a book, by its slug."""
    return {name[2:]: int(page) for name, page in places(pdf).items() if name.startswith("i-")}


def through(edition: Edition, known: Mapping[str, str], number: int) -> Volume:
    """The volume of registers, with that number; ``known`` is what ``where`` says of the others."""
    entries = [entry for entry in edition.initiatives if entry.slug in known]
    title = edition.language.say(N_("Registers"))
    summary = edition.language.say(_SUMMARY)
    excerpt = Excerpt(Scope.REGISTERS, part(edition, entries), title, summary, volume=number)
    return Volume(address.register_volume(), excerpt)


def registers(volume: Volume, known: Mapping[str, str], format: Format = Format()) -> dict[str, Any]:  # noqa: B008 - a frozen value
    """The data of the volume of registers, for ``main.typ``: nothing of what it names stands in it."""
    data = compose(volume.excerpt, format)
    say = volume.excerpt.edition.language.say
    named = {f"i-{name}": place for name, place in known.items()}
    themes = {f"t-{theme.slug}": "" for theme in volume.excerpt.edition.themes}
    notes = {name: f"{data['words'].get(name, '')} {visible(say(_NOTE))}".strip() for name in _NOTED}
    return data | {
        "chapters": [],
        "entries": {},
        "stubs": [],
        "elsewhere": themes | named,
        "words": data["words"] | notes | {"page": visible(say(N_("volume")))},
    }
