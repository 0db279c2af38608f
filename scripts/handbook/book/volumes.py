"""A handbook too large for one book: an Edition in; a volume for each theme out, and where in them all stands.

A volume holds what has its theme as the first, at most as much as one file can.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..edition.edition import Edition
from ..edition.part import part
from ..model import address
from .excerpt import Excerpt, Scope
from .extent import ONE_FILE
from .places import places
from .typeset import Book


@dataclass(frozen=True, slots=True)
class Volume:
    number: int
    at: str
    excerpt: Excerpt


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
            )
            found.append(Volume(len(found) + 1, address.volume(theme.slug, place if many else 0), excerpt))
    return found


def where(found: Iterable[tuple[Volume, Book]]) -> dict[str, str]:
    """Volume and page of every entry, as “3: 45”."""
    return {slug: f"{volume.number}: {page}" for volume, book in found for slug, page in pages_of(book.pdf).items()}


def pages_of(pdf: bytes) -> dict[str, int]:
    """The page of every entry in a book, by its slug."""
    return {name[2:]: int(page) for name, page in places(pdf).items() if name.startswith("i-")}
