"""Export: an Edition in; every file of data, feeds and citations, written below the site.

This is the one place that writes them. The same sources give the same bytes, whatever the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

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
    found = [records.record(edition, entry) for entry in edition.initiatives]
    texts = [records.text(record) for record in found]
    whole = {
        "initiatives.csv": table.entries(found, edition.language),
        "codebook.csv": table.codebook(edition.language),
        "initiatives.json": records.everything(edition, texts),
        "terms.json": records.terms(edition),
        "places.geojson": records.places(edition),
    }
    contents = {name: text.encode() for name, text in whole.items()}
    whole["datapackage.json"] = dataset.package(edition, contents)
    whole["catalog.jsonld"] = dataset.catalogue(edition, contents)
    for name, text in whole.items():
        yield address.DATA + name, text
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
