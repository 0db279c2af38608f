"""The pages of a finished site as a reader would walk them: a folder in; where each link leads, and what is dead, out.

Pages are read once, quickly; a page in which something seems dead is read again by a real parser, so that a text that
only looks like markup accuses nobody.
"""

from __future__ import annotations

import os
import posixpath
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..running import tree
from ..running.beside import beside

_LINKS = ('href="', 'src="', 'action="')
_MANY = 1000  # pages; with fewer, another process costs more than it gives
_MUTE = re.compile(r"<img\b(?![^>]*\salt=)")


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it was read: where its links lead, its anchors, and whether a picture has no text."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]
    mute: bool


@dataclass(frozen=True, slots=True)
class Dead:
    """A link of a page that leads nowhere, or (``picture``) a picture without a text in its place."""

    page: str
    target: str
    picture: bool = False


def pages(site: Path) -> dict[str, Read]:
    """Every page by its address; the page for what was not found stands at the root."""
    found = [name for name, _ in tree.files(site) if name.endswith(".html")]
    half = len(found) // 2
    theirs = beside(lambda: [_page(site, name) for name in found[half:]], worthwhile=len(found) > _MANY)
    return dict([_page(site, name) for name in found[:half]] + theirs())


def _page(site: Path, name: str) -> tuple[str, Read]:
    with open(f"{site}/{name}", encoding="utf-8") as file:  # noqa: PTH123 - one of thousands
        return name.removesuffix("index.html"), _read(file.read())


def _read(html: str) -> Read:
    """By looking for the attributes alone: a tenth of the time of a pattern, a hundredth of that of a parser."""
    links = {sys.intern(piece.partition('"')[0]) for begin in _LINKS for piece in html.split(begin)[1:]}
    anchors = tuple(sys.intern(piece.partition('"')[0]) for piece in html.split(' id="')[1:])
    links.discard("")
    return Read(tuple(links), anchors, "<img" in html and _MUTE.search(html) is not None)


class _Parser(HTMLParser):
    """The same, slowly and surely."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.mute: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        self.links.update(filter(None, (values.get(key) for key in ("href", "src", "action"))))
        if tag == "img" and "alt" not in values:
            self.mute.append(values.get("src") or "?")


def leads_to(at: str, page: Read) -> set[str]:
    """The addresses within the site that a page links to."""
    return {path for link in page.links if (path := resolved(at, link)[0]) is not None}


def dead(site: Path, home: str, found: Mapping[str, Read]) -> Iterator[Dead]:
    """What leads nowhere, and pictures without a text; ``home`` is the web address of the site."""
    top, root = os.fspath(site), urlsplit(home)

    @cache
    def leads(path: str, anchor: str) -> bool:
        page = found.get(path)
        if page is None:
            return os.path.isfile(f"{top}/{path}")  # noqa: PTH113
        return not anchor or anchor in page.anchors or anchor in map(unescape, page.anchors)

    sound: set[str] = set()  # links from the root that lead somewhere: nearly all of every page

    def nowhere(at: str, links: Iterable[str]) -> Iterator[str]:
        up = "../" * at.count("/")
        for link in links:
            below = link[len(up) :] if link.startswith(up) else None
            if below in sound:
                continue
            path, anchor = resolved(at, link, root.netloc, root.path)
            if path is not None and not leads(path, anchor):
                yield link
            elif below is not None:
                sound.add(below)

    for at, page in found.items():
        base = "" if at.endswith(".html") else at
        if page.mute or any(nowhere(base, page.links)):
            sure = _Parser((site / (at if at.endswith(".html") else f"{at}index.html")).read_text(encoding="utf-8"))
            for link in sorted(set(nowhere(base, sure.links))):
                yield Dead(at or "/", link)
            for picture in sure.mute:
                yield Dead(at or "/", picture, picture=True)


def resolved(at: str, link: str, host: str = "", base: str = "/") -> tuple[str | None, str]:
    """The path within the site that a link on a page leads to, and the anchor; None for a link that leads out of it."""
    link = unescape(link)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        if parts.netloc != host or not parts.path.startswith(base):
            return None, ""
        return unquote(parts.path[len(base) :]), unquote(parts.fragment)
    if not parts.path:
        return at, unquote(parts.fragment)
    path = parts.path[len(base) :] if parts.path.startswith("/") else posixpath.join(at, parts.path)
    normal = posixpath.normpath(path)
    slash = path.endswith(("/", "/.", "/..")) or path in (".", "..", "")
    return unquote("" if normal == "." else f"{normal}/" if slash else normal), unquote(parts.fragment)
