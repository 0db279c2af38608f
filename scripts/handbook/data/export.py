"""Export: an Edition in; every file of data, feeds and citations, written below the site.

This is the one place that writes them. The same sources give the same bytes, whatever the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from ..edition.edition import Edition
from ..model import address
from ..running.write import write
from . import citation, dataset, records, table
from .feeds import feeds

File = tuple[str, str]  # its address and its text


def jobs(site: Path, edition: Edition) -> list[Callable[[], None]]:
    """The writing of every file below ``site``, as work that can be shared."""
    return [partial(_write, site, make, edition) for make in (_data, _citations, feeds)]


def files(edition: Edition) -> Iterator[File]:
    """Every file."""
    return chain(_data(edition), _citations(edition), feeds(edition))


def _data(edition: Edition) -> Iterator[File]:
    """Each file is forgotten before the next is made: the whole texts of 10,000 entries are 64 MB each time."""
    texts: list[str] = []

    def found() -> Iterator[dict[str, Any]]:
        for entry in edition.initiatives:
            record = records.record(edition, entry)
            texts.append(records.text(record))
            yield record

    makers: dict[str, Callable[[], str]] = {
        "initiatives.csv": lambda: table.entries(found(), edition.language),  # the first, for it fills the texts
        "codebook.csv": lambda: table.codebook(edition.language),
        "initiatives.json": lambda: records.everything(edition, texts),
        "terms.json": lambda: records.terms(edition),
        "places.geojson": lambda: records.places(edition),
    }
    contents = {}
    for name, make in makers.items():
        text = make()
        contents[name] = dataset.content(text)
        yield address.DATA + name, text
    yield address.DATA + "datapackage.json", dataset.package(edition, contents)
    yield address.DATA + "catalog.jsonld", dataset.catalogue(edition, contents)
    for entry, single in zip(edition.initiatives, records.singles(edition, texts)):
        for slug in (entry.slug, *entry.former_slugs):  # a file cannot lead on as a page can
            yield address.record(slug), single
    for gone in edition.removed:
        if gone.folder == "initiatieven":
            for slug in (gone.slug, *gone.former_slugs):
                yield address.record(slug), records.removed(edition, gone)


def _citations(edition: Edition) -> Iterator[File]:
    for entry in edition.initiatives:
        cited = citation.files(edition, entry)
        for slug in (entry.slug, *entry.former_slugs):
            for name, text in cited.items():
                yield address.initiative(slug) + name, text


def _write(site: Path, make: Callable[[Edition], Iterable[File]], edition: Edition) -> None:
    for name, text in make(edition):
        write(site, name, text)
