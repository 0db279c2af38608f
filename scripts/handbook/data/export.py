"""Export: an Edition in; every file of data, feeds and citations, written below the site.

This is the one place that writes them. The same sources give the same bytes, whatever the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ..edition.edition import Edition
from ..model import address
from ..model.initiative import Initiative
from ..running.keep import Keep
from ..running.release import Release
from ..running.write import write
from . import citation, dataset, records, table
from .feeds import Feed, feeds
from .pieces import Piece, pieces

File = tuple[str, str | bytes]  # its address and its text, that of a large one as bytes

_TOGETHER = 100  # entries whose small files are made as one piece of work


def put(release: Release, edition: Edition, keep: Keep | None = None) -> None:
    """Write the files that hold all entries; ``keep`` has pieces of an earlier release."""
    for name, text in _data(edition, pieces(edition, keep, release.shared)):
        write(release.site, name, text)
    if keep:
        keep.prune()


def jobs(release: Release, edition: Edition) -> list[Callable[[], None]]:
    """The writing of every other file of the release, as work that can be shared."""
    entries = edition.initiatives
    together = (entries[start : start + _TOGETHER] for start in range(0, len(entries), _TOGETHER))
    return [
        *(partial(_put_feed, release, feed) for feed in feeds(edition)),
        *(partial(_put, release, edition, some) for some in together),
    ]


def files(edition: Edition) -> Iterator[File]:
    """Every file."""
    for entry in edition.initiatives:
        yield from zip(names(entry), texts(edition, entry))
    yield from whole(edition)


def whole(edition: Edition) -> Iterator[File]:
    """The files that are not of one entry."""
    yield from _data(edition, pieces(edition))
    for feed in feeds(edition):
        text = feed.make()
        yield from ((name, text) for name in feed.names)


def _put_feed(release: Release, feed: Feed) -> None:
    release.put(feed.names, feed.about, lambda: [feed.make()] * len(feed.names))


def _put(release: Release, edition: Edition, entries: Iterable[Initiative]) -> None:
    for entry in entries:
        about = edition.digests[entry.slug], *(edition.theme[theme].title for theme in entry.themes)
        release.put(names(entry), lambda about=about: about, lambda entry=entry: texts(edition, entry))


def names(entry: Initiative) -> list[str]:
    """The paths of the files of one entry, also at its former addresses: a file cannot redirect as a page can."""
    slugs = (entry.slug, *entry.former_slugs)
    cited = [address.initiative(slug) + form.name for slug in slugs for form in citation.FORMS]
    return [*map(address.record, slugs), *cited]


def texts(edition: Edition, entry: Initiative) -> list[str]:
    """The texts of the files of one entry, in the order of ``names``."""
    slugs = len(entry.former_slugs) + 1
    single = records.single(edition, entry, records.record(edition, entry))
    return [single] * slugs + list(citation.files(edition, entry).values()) * slugs


def _data(edition: Edition, found: Iterable[Piece]) -> Iterator[File]:
    """Each file is released before the next is made: 10,000 entries are 64 MB as bytes, and twice that as str."""
    lines: list[bytes] = []

    def rows() -> Iterator[bytes]:
        yield table.head(edition.language).encode()
        for piece in found:
            lines.append(piece.records)
            yield piece.rows

    makers: dict[str, Callable[[], bytes]] = {
        "initiatives.csv": lambda: b"".join(rows()),  # the first: it fills the lines
        "codebook.csv": lambda: table.codebook(edition.language).encode(),
        "initiatives.json": lambda: records.everything(edition, lines),
        "terms.json": lambda: records.terms(edition).encode(),
        "places.geojson": lambda: records.places(edition),
    }
    contents = {}
    for name, make in makers.items():
        data = make()
        contents[name] = dataset.content(data)
        yield address.DATA + name, data
        del data
    yield address.DATA + "datapackage.json", dataset.package(edition, contents)
    yield address.DATA + "catalog.jsonld", dataset.catalogue(edition, contents)
    for gone in edition.removed:
        if gone.folder == "initiatieven":
            for slug in (gone.slug, *gone.former_slugs):
                yield address.record(slug), records.removed(edition, gone)
