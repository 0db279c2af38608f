"""Pieces: the entries in runs of about a hundred, each run as it stands in the files of all entries.

In: an Edition, and what was kept of an earlier one. Out: the lines of the JSON file and of the table for each run. For
10,000 entries making them takes 3 s, and reading what was kept 0.3. A run ends where the checksum of an id says so, not
after a fixed number: one entry more or less changes one run, and not all that follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from ..edition.edition import Edition
from ..model.initiative import Initiative
from ..running.keep import Keep, key
from . import records, table

_ABOUT = 100  # entries in a run
_BETWEEN = b"\0"  # neither JSON nor the table has one


class Piece(NamedTuple):
    """``records`` are lines of JSON with a comma after each but the last, ``rows`` lines of the table."""

    records: bytes
    rows: bytes


def pieces(edition: Edition, keep: Keep | None = None, shared: str = "") -> Iterator[Piece]:
    """``shared`` is a key for what every piece depends on; without one nothing is kept."""
    for entries in _runs(edition.initiatives):
        if keep is None or not shared:
            yield _made(edition, entries)
            continue
        at = key(shared, *(part for entry in entries for part in (entry.slug, edition.digests[entry.slug])))
        found = keep.get(at)
        if found is None:
            found = _BETWEEN.join(_made(edition, entries))
            keep.put(at, found)
        yield Piece(*found.split(_BETWEEN))


def _runs(entries: Sequence[Initiative]) -> Iterator[list[Initiative]]:
    run: list[Initiative] = []
    for entry in entries:
        run.append(entry)
        if crc32(entry.slug.encode()) % _ABOUT == 0:
            yield run
            run = []
    if run:
        yield run


def _made(edition: Edition, entries: Sequence[Initiative]) -> Piece:
    lines = [records.record(edition, entry) for entry in entries]
    return Piece(records.SEPARATOR.join(lines).encode(), table.rows(map(json.loads, lines)).encode())
