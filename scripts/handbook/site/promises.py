"""The addresses that a published site promises: its folder in; every page and file that others may link to, out.

Nobody links to a style sheet or to a part of the search index, and a long list may get shorter, so those and its further
pages are no promise. A later site keeps the promise if it still has a page or file at each address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..running import tree

LIST = "addresses.txt"

_INNER = ("assets/", "pagefind/")
_FURTHER = re.compile(r"(?:^|/)\d+/$")
_PARTS = re.compile(r"sitemap-\d+\.xml$")
_LOCATION = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")


def promised(site: Path) -> list[str]:
    """Relative to the root of the site: ``themas/zelfhulp/`` for a page, ``data/initiatives.csv`` for a file."""
    return sorted(_promised(site))


def _promised(site: Path) -> Iterator[str]:
    for found, _ in tree.files(site):
        folder, slash, name = found.rpartition("/")
        at = folder + slash
        if at.startswith(_INNER) or at.startswith(("_", ".")):
            continue
        if name == "index.html":
            if at and not _FURTHER.search(at):  # the home page is always there
                yield at
        elif not (name.startswith(("_", ".")) or name == "404.html" or _PARTS.fullmatch(name)):
            yield found


def write(site: Path) -> int:
    """Write the list into the site itself, where the next edition finds it; return how many they are."""
    found = sorted({*promised(site), LIST})
    (site / LIST).write_text("".join(f"{at}\n" for at in found), encoding="utf-8", newline="\n")
    return len(found)


def read(text: str, home: str) -> list[tuple[int, str]]:
    """The addresses of a list or of a sitemap, each with its line. ``home`` is the address of the site."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith(("<", "#")):
            found += [(number, match[1].removeprefix(home)) for match in _LOCATION.finditer(line)]
        else:
            found.append((number, line.strip().removeprefix(home)))
    return [(number, at) for number, at in found if at and not _FURTHER.search(at) and not _PARTS.fullmatch(at)]


def broken(
    before: Iterable[tuple[int, str]], now: Collection[str], removed: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Those of ``before`` that are gone. Files that stood beside the page of something removed went with it."""
    for number, at in before:
        if at not in now and not (not at.endswith("/") and f"{at.rpartition('/')[0]}/" in removed):
            yield number, at
