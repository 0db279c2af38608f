"""Measure one stage of a build, over the sources here and the site that was built: JSON for ``bench.py``.

What comes before the stage, such as reading the sources, is not counted.
"""

import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cost import size, used
from handbook.edition.edition import Edition
from handbook.edition.latest import latest

Work = Callable[[Path], object]  # what is measured; it gets an empty folder


def pages(edition: Edition) -> Work:
    """Every page, from frames that are rendered beforehand."""
    import hooks
    from handbook.running.beside import share
    from handbook.running.release import Release
    from handbook.site import press
    from handbook.site.templates import templates
    from handbook.site.units import units

    with tempfile.TemporaryDirectory() as folder:
        typeset = hooks.frames(Path().resolve(), Path(folder), edition)
    made = templates(Path(), edition, None)
    return lambda to: share(press.jobs(units(edition, made, typeset.chapters), typeset.frames, Release(to)))


def data(edition: Edition) -> Work:
    """Every file of data, feeds and citations."""
    from handbook.data import export
    from handbook.running.beside import meanwhile, share
    from handbook.running.release import Release

    def work(to: Path) -> None:
        release = Release(to)
        with meanwhile(partial(export.put, release, edition), worthwhile=True):
            share(export.jobs(release, edition))

    return work


def search(edition: Edition) -> Work:
    """The index over the built site, including the search words that its pages hide."""
    from handbook.search.hidden import noted
    from handbook.search.index import index_site

    return lambda to: index_site(Path("site"), "nl", noted=noted(edition))


def book(edition: Edition) -> Work:
    """The whole book, or its volumes and their catalogue."""
    from handbook.book.bindery import bind
    from handbook.book.extent import Extent
    from handbook.running.keep import Keep

    return lambda to: bind(edition, to / "books", Keep(to / "keep"), Extent.WHOLE, lambda done, total: None)


if __name__ == "__main__":
    gc.disable()  # as build.py does
    name = sys.argv[1]
    work = {"pages": pages, "data": data, "search": search, "book": book}[name](latest(Path().resolve())[0])
    with tempfile.TemporaryDirectory(dir=".build") as folder:
        to = Path(folder)
        began, (before, _) = time.perf_counter(), used()
        work(to)
        wall, (after, memory) = time.perf_counter() - began, used()
        made = size(Path("site/search") if name == "search" else to / "books" if name == "book" else to)
    print(json.dumps({"wall": wall, "cpu": after - before, "memory": memory, "made": made}))
