"""Compressed copies: a finished site in; beside each text of it, one by gzip and one by Brotli, for hosts that send those.

They are made on request only, when everything else is done: nothing of the handbook reads or counts them.
"""

from __future__ import annotations

import gzip
from functools import partial

from ..running.beside import share
from ..running.release import Release
from ..running.tree import Tree, size_of

ENDINGS = (".br", ".gz")

_TEXTS = (".html", ".css", ".js", ".json", ".jsonld", ".geojson", ".svg", ".xml", ".csv", ".txt", ".md", ".bib", ".ris")
_LEAST = 1000  # bytes: a smaller answer fits in one packet either way
_GZIP = 9
_BROTLI = 5  # a page takes a thousandth of a second; 9 takes twenty times that and saves 0.5 %, 11 sixty times and 8 %


def compress(site: Tree, release: Release) -> None:
    """Make the copies of all texts that are large enough; those of a text that has not changed are taken over."""
    names = [name for name, state in site.files.items() if name.endswith(_TEXTS) and size_of(state) >= _LEAST]
    share([partial(_compress, release, name) for name in names])
    for name in names:
        for ending in ENDINGS:
            site.look(name + ending)


def _compress(release: Release, name: str) -> None:
    data = (release.site / name).read_bytes()
    release.put([name + ending for ending in ENDINGS], lambda: [data], partial(_copies, data))


def _copies(data: bytes) -> list[bytes]:
    import brotli

    return [brotli.compress(data, mode=brotli.MODE_TEXT, quality=_BROTLI), gzip.compress(data, _GZIP, mtime=0)]
