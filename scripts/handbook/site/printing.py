"""The printing of a whole site: an Edition, the frames that were set for it and its books in; every file of a release out.

What sets the frames is no matter here; see ``hooks.py``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..data import export
from ..edition.edition import Edition
from ..forms.files import files
from ..model import address
from ..running.beside import MANY, meanwhile, share
from ..running.keep import WORK, Keep
from ..running.release import Release
from ..running.write import write
from . import moved, policy, press, sitemap
from .assets import DRAWN
from .downloads import copy
from .templates import templates
from .units import units


def print_site(release: Release, root: Path, edition: Edition, typeset: press.Typeset, books: Path | None) -> None:
    """Print everything below the folder of the release, in which what belongs to the frames stands already.

    ``root`` is the folder of the project, ``books`` that of what the site offers to download.
    """
    made = templates(root, edition, books)
    site = release.site
    for name, drawn in DRAWN.items():
        write(site, made.assets + name, drawn())
    copy(books, site, [*made.books, address.BOOKS_FILE], edition.former)
    # The files of all entries take as long after a change as finding what else changed.
    with meanwhile(partial(_whole, release, root, edition), worthwhile=len(edition.initiatives) > MANY):
        pages = list(units(edition, made, typeset.chapters, typeset.key))
        share([*export.jobs(release, edition), *press.jobs(pages, typeset.frames, release)])
    release.prune()
    printed = sorted(at for unit in pages for at in unit.addresses)
    hashed = [path.relative_to(site).as_posix() for path in site.glob("assets/**/*.min.*")]
    write(site, policy.HEADERS_FILE, policy.headers(typeset.scripts, hashed, made.assets))
    sitemap.put(site, edition, printed)
    press.print_pages(moved.farewells(edition, made), typeset.frames, site)  # in no list, no sitemap
    for at, html in moved.leading_on(edition, made):
        write(site, f"{at}index.html", html)


def _whole(release: Release, root: Path, edition: Edition) -> None:
    for name, text in files(edition).items():
        write(release.site, name, text)
    export.put(release, edition, Keep(root / WORK / "keep" / "data"))
