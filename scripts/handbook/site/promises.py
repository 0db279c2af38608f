"""The addresses that a published site promises: its folder in; every page and file that others may link to, out.

Style sheets, parts of the search index, further pages of lists, and books of cities are no promises: nobody links to the
first two, a list may get shorter, and a city may have too few entries for a book. A later site keeps the promises if it
has a page or file at each address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from ..model import address
from ..running.tree import Tree
from ..running.write import write
from .compressed import ENDINGS

LIST = "addresses.txt"

_INNER = (
    "assets/",
    address.SEARCH_INDEX,
    *(folder("").removesuffix(".pdf") for folder in (address.city_book, address.volume)),
)
_HIDDEN = (*_INNER, "_", ".")
_FURTHER = re.compile(rf"(?<!^{address.INITIATIVES[:-1]})(?:^|/)\d+/$")  # an entry has none
_PARTS = re.compile(r"sitemap-\d+\.xml$")
_LOCATION = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")


def promised(site: Tree) -> list[str]:
    """Relative to the root of the site: ``themas/zelfhulp/`` for a page, ``data/initiatives.csv`` for a file."""
    return sorted(_promised(site))


def _promised(site: Tree) -> Iterator[str]:
    for found in site.files:
        if found.endswith(ENDINGS):
            continue
        name = found.rpartition("/")[2]
        if "/" in found and found.startswith(_HIDDEN):
            continue
        at = address.page(found)
        if at is not None:
            if at and not _FURTHER.search(at):  # the home page is always there
                yield at
        elif not (name.startswith(("_", ".")) or name == "404.html" or _PARTS.fullmatch(name)):
            yield found


def put(site: Tree) -> None:
    """Write the list into the site itself, where the next edition finds it."""
    write(site.top, LIST, "".join(f"{at}\n" for at in sorted({*promised(site), LIST})))
    site.look(LIST)


def read(text: str, home: str) -> list[tuple[int, str]]:
    """The addresses of a list or of a sitemap, each with its line. ``home`` is the address of the site."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith(("<", "#")):
            found += [(number, match[1].removeprefix(home)) for match in _LOCATION.finditer(line)]
        else:
            found.append((number, line.strip().removeprefix(home)))
    return [(number, at) for number, at in found if at and not _FURTHER.search(at) and not _PARTS.fullmatch(at)]


def is_list(found: Collection[tuple[int, str]]) -> bool:
    """Whether it holds addresses and nothing else. A site promises one at least: the list itself."""
    return bool(found) and not any(" " in at for _, at in found)


def broken(
    before: Iterable[tuple[int, str]], now: Collection[str], removed: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Those of ``before`` that are gone. Files that went with the page of something removed are gone with it."""
    gone = {file for page in removed for file in address.downloads(page)}
    for number, at in before:
        beside = not at.endswith("/") and f"{at.rpartition('/')[0]}/" in removed
        if at not in now and not beside and at not in gone and not at.startswith(_INNER):
            yield number, at
