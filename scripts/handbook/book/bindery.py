"""The bindery: an Edition in; out every book, leaflet and picture that its site offers, as files in a folder.

Each is made on its own, in as many threads as there are processors; Typst leaves Python's lock while it works. What was
made before from the same data by the same templates, fonts and programs comes from the keep. An entry that Typst refuses is
left out of the books and named; the rest goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..edition.edition import Edition
from ..edition.index import NO_CITY
from ..model import address
from ..model.initiative import Initiative
from ..running.keep import Keep, key
from . import engine, share, typeset
from .book import compose
from .catalogue import catalogue
from .excerpt import Excerpt, of_city, of_theme, whole, without
from .extent import ONE_FILE, PAIR, UNASKED, Extent
from .kept import kept
from .leaflet import fitting
from .typeset import Book, BookError
from .volumes import Volume, registers, through, volumes, where


@dataclass(frozen=True, slots=True)
class Printed:
    """A file of the site. ``pages`` is 0 for a picture."""

    at: str
    title: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Bound:
    """What was made; ``faults`` says which entries are left out and why, ``replaced`` which signs no font could show."""

    files: tuple[Printed, ...]
    faults: tuple[str, ...]
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    files: tuple[Printed, ...] = ()
    replaced: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


_Job = Callable[[], _Made | None]


def bind(edition: Edition, folder: Path, keep: Keep, extent: Extent, told: Callable[[int, int], None]) -> Bound:
    """Write the files below ``folder`` at their addresses; ``told`` gets the number that is done and the total."""
    jobs = list(_Bindery(edition, folder, keep).jobs(extent.of(len(edition.initiatives))))
    found: list[_Made] = []
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for number, made in enumerate(threads.map(lambda job: job(), jobs), 1):
            if made:
                found.append(made)
            told(number, len(jobs))
    files = tuple(file for made in found for file in made.files)
    _write(folder, address.BOOKS_FILE, _listed(files))
    return Bound(
        files,
        tuple(dict.fromkeys(line for made in found for line in made.faults)),
        tuple(dict.fromkeys(line for made in found for line in made.replaced)),
    )


class _Bindery:
    def __init__(self, edition: Edition, folder: Path, keep: Keep) -> None:
        self.edition, self.folder, self.keep = edition, folder, keep

    def jobs(self, extent: Extent) -> Iterator[_Job]:
        """What takes longest comes first, so that no processor is idle at the end."""
        edition = self.edition
        if extent is Extent.NONE:
            return
        fits = len(edition.initiatives) <= ONE_FILE
        full = extent is Extent.ALL or len(edition.initiatives) <= UNASKED
        if fits:
            yield lambda: self._book(address.BOOK_FILE, whole(edition))
        else:
            yield lambda: self._volumes(volumes(edition) if full else [])
        if extent is Extent.ALL:
            for theme in edition.themes:
                if theme.entries and fits:
                    yield lambda theme=theme: self._book(address.theme_book(theme.slug), of_theme(edition, theme.slug))
            for city in edition.cities:
                if city.slug != NO_CITY and PAIR <= len(city.entries) <= ONE_FILE:
                    yield lambda city=city: self._book(address.city_book(city.slug), of_city(edition, city.slug))
            for entry in edition.initiatives:
                yield lambda entry=entry: self._leaflet(entry)
                yield lambda entry=entry: self._picture(
                    address.initiative(entry.slug), entry.title, share.of_entry(edition, entry)
                )
            for theme in edition.themes:
                yield lambda theme=theme: self._picture(theme.address, theme.title, share.of_theme(edition, theme))
            for city in edition.cities:
                yield lambda city=city: self._picture(city.address, city.title, share.of_city(edition, city))
        yield lambda: self._picture("", edition.settings.name, share.of_site(edition))

    def _book(self, at: str, excerpt: Excerpt) -> _Made:
        made, _ = self._bound(at, excerpt)
        return made

    def _bound(self, at: str, excerpt: Excerpt) -> tuple[_Made, Book | None]:
        """The book, without the entries that Typst refuses."""
        try:
            return self._kept(at, excerpt.title, compose(excerpt), "main.typ")
        except BookError as error:
            if not error.slugs:
                raise
            rest = without(excerpt, error.slugs)
            made, book = self._bound(at, rest) if rest.edition.initiatives else (_Made(), None)
            return replace(made, faults=(*str(error).splitlines(), *made.faults)), book

    def _volumes(self, found: list[Volume]) -> _Made:
        """The volumes, and the catalogue, which stands where a smaller handbook has its book."""
        made = [(volume, *self._bound(volume.at, volume.excerpt)) for volume in found]
        known = where((volume, book) for volume, _, book in made if book)
        name = self.edition.settings.name
        last, _ = self._kept(address.BOOK_FILE, name, catalogue(self.edition, known), "catalogue.typ")
        all_made = [last, *(part for _, part, _ in made)]
        if known:
            leading = through(self.edition, known, len(found) + 1)
            part, _ = self._kept(leading.at, leading.excerpt.title, registers(leading, known), "main.typ")
            all_made.append(part)
        return _Made(
            tuple(file for part in all_made for file in part.files),
            tuple(line for part in all_made for line in part.replaced),
            tuple(line for part in all_made for line in part.faults),
        )

    def _leaflet(self, entry: Initiative) -> _Made:
        try:
            return self._written(address.leaflet(entry.slug), entry.title, fitting(entry, self.edition, self.keep))
        except BookError as error:
            return _Made(faults=tuple(str(error).splitlines()))

    def _kept(self, at: str, title: str, data: dict[str, Any], template: str) -> tuple[_Made, Book]:
        book = kept(data, template, self.keep)
        return self._written(at, title, book), book

    def _written(self, at: str, title: str, book: Book) -> _Made:
        _write(self.folder, at, book.pdf)
        return _Made((Printed(at, title, book.pages, len(book.pdf)),), book.replaced)

    def _picture(self, page: str, title: str, data: dict[str, Any]) -> _Made | None:
        text = json.dumps(data, ensure_ascii=False)
        name = key(engine.fingerprint(), "share.typ", text)
        picture = self.keep.get(name)
        if picture is None:
            try:
                picture = engine.png("share.typ", typeset.replace(text, typeset.unshown(text)))
            except engine.Refused:
                return None  # the page shows the picture of the site
            self.keep.put(name, picture)
        at = page + address.PICTURE
        _write(self.folder, at, picture)
        return _Made((Printed(at, title, 0, len(picture)),))


def _write(folder: Path, at: str, content: bytes) -> None:
    path = folder / at
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _listed(files: tuple[Printed, ...]) -> bytes:
    """What there is to download, for the pages of the site and for other programs."""
    listed = {file.at: {"title": file.title, "pages": file.pages, "bytes": file.size} for file in files}
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
