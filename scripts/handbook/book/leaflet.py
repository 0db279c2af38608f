"""The leaflet of one entry: an Initiative in, the data of its one or two pages out, for ``leaflet.typ``.

It says what the page on the site says; what it refers to stands there.
"""

from __future__ import annotations

import json
from typing import Any

from ..edition import map
from ..edition.edition import Edition
from ..model.initiative import Initiative
from ..running.keep import Keep
from ..words.language import N_
from . import engine, guess
from .article import article
from .book import words
from .chapters import colour
from .colophon import edition_line, licence_line
from .format import Format
from .kept import kept
from .nodes import safe_address, visible
from .typeset import Book

SIZES = (1.0, 0.94, 0.88)  # of the type: as much smaller as two pages ask
TIGHT = len(SIZES) - 1
MOST = (4050, 4700)  # signs: more were never two pages of A4 at the first of these sizes, nor at the second
HOPELESS = 6500  # nor, but for some, at the tightest


def leaflet(entry: Initiative, edition: Edition, format: Format | None = None) -> dict[str, Any]:
    settings = edition.settings
    number = edition.numbers[entry.themes[0]] if entry.themes else 0
    said, page = article(entry, edition, {}), (format or Format()).page
    return {
        "title": visible(entry.title),
        "handbook": visible(settings.name),
        "theme": visible(edition.theme[entry.themes[0]].title) if entry.themes else "",
        "publisher": visible(settings.publisher),
        "tagline": visible(entry.summary),
        "language": edition.language.code,
        "date": entry.reviewed.isoformat(),
        "site": {"url": safe_address(said["address"]), "shown": said["shown"]},
        "lines": [edition_line(edition), licence_line(edition)],
        "part": visible(edition.language.say(N_("A leaflet from %(name)s"), name=settings.name)),
        "colour": colour(number),
        "page": page,
        "size": SIZES[0],
        "lift": 1,
        "simple": True,
        "sections": [],
        "chapters": [],
        "words": words(edition.language),
        "map": {"path": map.outline_path(), "width": map.WIDTH, "height": map.HEIGHT, "dots": []},
        "entries": {entry.slug: said},
        "only": entry.slug,
    }


def tightened(loose: dict[str, Any], tightness: int) -> dict[str, Any]:
    """``tightness`` from 0 to ``TIGHT``; at the tightest, the text takes the whole width, and what is related is left
    to the page on the site."""
    data = loose | {"size": SIZES[tightness]}
    if tightness < TIGHT:
        return data
    slug = loose["only"]
    said = loose["entries"][slug] | {"related": [], "words": []}
    return data | {"page": loose["page"] | {"margin_facts": False}, "entries": {slug: said}}


def fitting(entry: Initiative, edition: Edition, keep: Keep, format: Format | None = None) -> Book:
    """The leaflet, set only as tight as needed for two pages; one that does not fit keeps its size. Raises BookError."""
    return kept(leaflet(entry, edition, format), "leaflet.typ", keep, _fitted)


def _fitted(loose: dict[str, Any]) -> dict[str, Any]:
    """Whether it fits is seen without making a file, and Typst reuses that layout for the file."""
    for tightness in _order(loose):
        data = tightened(loose, tightness)
        try:
            _, [(_, pages, _)] = engine.places("leaflet.typ", json.dumps(data, ensure_ascii=False))
        except engine.Refused:
            break  # setting it in type will report the error
        if pages <= 2:
            break
    return data


def _order(loose: dict[str, Any]) -> tuple[int, ...]:
    """What to try; the last of it stays when nothing fits."""
    first = 0
    if loose["page"]["margin_facts"]:  # not on smaller paper
        signs = guess.bulk(loose["entries"][loose["only"]])
        if signs > HOPELESS:
            return (0,)
        first = sum(signs > most for most in MOST)
    return (*range(first, TIGHT + 1), 0)
