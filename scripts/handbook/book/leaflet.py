"""The leaflet of one entry: an Initiative in, the data of its one or two pages out, for ``leaflet.typ``.

It says what the page on the site says; what it refers to stands there.
"""

from __future__ import annotations

from typing import Any

from ..edition import map
from ..edition.edition import Edition
from ..model.initiative import Initiative
from ..running.keep import Keep
from ..words.language import N_
from .article import article
from .book import words
from .chapters import colour
from .colophon import edition_line, licence_line
from .format import Format
from .kept import kept
from .nodes import safe_address, visible
from .typeset import Book

SIZES = (1.0, 0.94, 0.88)  # of the type: as much smaller as two pages ask
LONG = 3600  # signs: a longer description needs the tightest setting, if any helps
TIGHT = len(SIZES) - 1


def leaflet(entry: Initiative, edition: Edition, format: Format | None = None, *, tightness: int = 0) -> dict[str, Any]:
    """``tightness`` from 0 to ``TIGHT``; at the tightest, the text takes the whole width, and what is related is left to the page on the site."""
    settings = edition.settings
    number = [theme.slug for theme in edition.themes].index(entry.themes[0]) + 1 if entry.themes else 0
    said, page = article(entry, edition, {}), (format or Format()).page
    if tightness == TIGHT:
        said |= {"related": [], "words": []}
    return {
        "title": visible(entry.title),
        "handbook": visible(settings.name),
        "theme": visible(edition.theme[entry.themes[0]].title) if entry.themes else "",
        "publisher": visible(settings.publisher),
        "tagline": visible(entry.summary),
        "language": edition.language.code,
        "date": entry.reviewed.isoformat(),
        "site": {"url": safe_address(said["address"]), "shown": visible(said["address"].removeprefix("https://"))},
        "lines": [edition_line(edition), licence_line(edition)],
        "part": visible(edition.language.say(N_("A leaflet from %(name)s"), name=settings.name)),
        "colour": colour(number),
        "page": page if tightness < TIGHT else page | {"margin_facts": False},
        "size": SIZES[tightness],
        "lift": 1,
        "simple": True,
        "sections": [],
        "chapters": [],
        "words": words(edition.language),
        "map": {"path": map.outline_path(), "width": map.WIDTH, "height": map.HEIGHT, "dots": []},
        "entries": {entry.slug: said},
        "only": entry.slug,
    }


def fitting(entry: Initiative, edition: Edition, keep: Keep, format: Format | None = None) -> Book:
    """The leaflet, set as tight as two pages ask; one that fits no two pages keeps its size. Raises BookError."""
    loose = book = kept(leaflet(entry, edition, format), "leaflet.typ", keep)
    for tightness in (1, TIGHT) if len(entry.body) < LONG else (TIGHT,):
        if book.pages <= 2 or loose.pages > 3:
            break
        book = kept(leaflet(entry, edition, format, tightness=tightness), "leaflet.typ", keep)
    return book if book.pages <= 2 else loose
