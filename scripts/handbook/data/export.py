"""Export: an Edition in; every file of data, feeds and citations, written below the site.

This is the one place that writes them. The same sources give the same bytes, whatever the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..edition.edition import Edition
from ..model import address
from . import citation, dataset, records, table
from .feeds import feeds


def write(site: Path, edition: Edition) -> None:
    folders: set[Path] = set()
    for name, text in files(edition):
        path = site / name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(text.encode())


def files(edition: Edition) -> Iterator[tuple[str, str]]:
    """The address and the text of every file."""
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
        yield address.record(entry.slug), single
        for name, text in citation.files(edition, entry).items():
            yield address.initiative(entry.slug) + name, text
    yield from feeds(edition)
