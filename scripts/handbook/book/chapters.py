"""The chapters of a book: an Excerpt in, for each chapter its title, its introduction and the slugs of its entries out.

A theme is a chapter; each described entry stands in full in that of its first theme. A book about one theme, one
city or a selection is a single chapter, unless that would be too long to leaf through.
"""

from __future__ import annotations

from typing import Any

from ..edition.hues import colour
from ..edition.index import Group
from ..reading.body import render
from .excerpt import Excerpt, Scope
from .hyphens import hyphenated
from .nodes import nodes, plain, visible
from .registers import dots
from .resolver import Targets, resolver

LONG = 40  # entries: from here on the book about a city or a selection has the themes as chapters
LABEL = "h-chapter"  # of the single chapter of a city or a selection

_SMALLER = 2.1  # times: the map of a chapter beside that of the book, its names being a little smaller too

_THEME = (Scope.THEME, Scope.VOLUME)


def is_single(excerpt: Excerpt) -> bool:
    if excerpt.scope in (Scope.WHOLE, Scope.REGISTERS):
        return False
    return excerpt.scope in _THEME or len(excerpt.edition.initiatives) <= LONG


def is_part(excerpt: Excerpt) -> bool:
    """Whether the book has one chapter and is no volume of a larger book."""
    return is_single(excerpt) and excerpt.scope is not Scope.VOLUME


def chapter_labels(excerpt: Excerpt) -> dict[str, str]:
    """The label of the chapter of each theme or city that has one, by its address on the site."""
    if excerpt.scope in _THEME and excerpt.group:
        return {excerpt.group.address: f"t-{excerpt.group.slug}"}
    if is_single(excerpt):
        return {excerpt.group.address: LABEL} if excerpt.group else {}
    return {theme.address: f"t-{theme.slug}" for theme in excerpt.edition.themes}


def chapters(excerpt: Excerpt, targets: Targets) -> list[dict[str, Any]]:
    if is_single(excerpt):
        return [_single(excerpt, targets)]
    return [_of_theme(number, theme, excerpt, targets) for number, theme in enumerate(excerpt.edition.themes, 1)]


def _of_theme(number: int, theme: Group, excerpt: Excerpt, targets: Targets) -> dict[str, Any]:
    own = [entry for entry in theme.entries if entry.themes[0] == theme.slug]
    return {
        "number": number,
        "kicker": "",
        "label": f"t-{theme.slug}",
        "title": visible(theme.title),
        "summary": visible(theme.summary),
        "colour": colour(number),
        **_intro(theme, "themas", excerpt, targets),
        "entries": [entry.slug for entry in own if not entry.is_stub],
        "also": [entry.slug for entry in theme.entries if entry.themes[0] != theme.slug and not entry.is_stub],
        "stubs": [entry.slug for entry in theme.entries if entry.is_stub],
        "dots": dots(excerpt.edition, theme.entries, _SMALLER),
    }


def _single(excerpt: Excerpt, targets: Targets) -> dict[str, Any]:
    group, known = excerpt.group, excerpt.edition.by_slug
    folder = "themas" if excerpt.scope in _THEME else "steden"
    return {
        "number": None,
        "kicker": visible(excerpt.kind),
        "label": f"t-{group.slug}" if group and excerpt.scope in _THEME else LABEL,
        "title": visible(excerpt.title),
        "summary": visible(excerpt.summary),
        "colour": colour(excerpt.number),
        **_intro(group, folder, excerpt, targets),
        "entries": [name for name in excerpt.order if not known[name].is_stub],
        "also": [],
        "stubs": [name for name in excerpt.order if known[name].is_stub],
        "dots": dots(excerpt.edition, excerpt.edition.initiatives, _SMALLER),
    }


def _intro(group: Group | None, folder: str, excerpt: Excerpt, targets: Targets) -> dict[str, Any]:
    """The introduction, and how many signs each of its parts has."""
    resolve = resolver(excerpt.edition.settings.url, targets)
    known = nodes(render(group.term.body, f"content/{folder}"), resolve) if group and group.term else []
    found = hyphenated(known)
    return {"intro": found, "signs": [len(plain([node])) for node in found]}
