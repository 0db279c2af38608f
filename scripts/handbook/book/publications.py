"""The chapter of publications: what the sources of the handbook point to themselves, as the book prints it.

In: the chapter ``PUBLICATIONS``. Out: its opening and a section for each publication, as nodes.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from ..edition.edition import Edition
from ..model import address
from ..reading.body import render
from ..reading.chapter import PUBLICATIONS, Chapter
from .hyphens import hyphenated
from .nodes import nodes, visible
from .resolver import Resolve

LABEL = "h-publications"


def targets(edition: Edition) -> dict[str, str]:
    """The label of the chapter and of each section, by their address on the website."""
    chapter = edition.chapters.get(PUBLICATIONS)
    if chapter is None:
        return {}
    page = address.of_source(PUBLICATIONS)
    found = {f"{page}#{section.anchor}": _label(section.anchor) for section in chapter.parts()[1]}
    return {page: LABEL, **found}


def publications(edition: Edition, resolve: Resolve) -> dict[str, Any] | None:
    """None when the handbook has no such chapter."""
    chapter = edition.chapters.get(PUBLICATIONS)
    if chapter is None:
        return None
    opening, sections = chapter.parts()
    return {
        "label": LABEL,
        "title": visible(chapter.title),
        "opening": _nodes(opening, chapter, resolve),
        "sections": [
            {
                "label": _label(section.anchor),
                "title": visible(section.title),
                "body": _nodes(section.text, chapter, resolve),
            }
            for section in sections
        ],
    }


def _nodes(text: str, chapter: Chapter, resolve: Resolve) -> list[Any]:
    """A link of a chapter is relative to its page; here it becomes one from the root of the site."""
    folder = chapter.path.rpartition("/")[0]
    page = f"/{address.of_source(chapter.path)}"
    found = nodes(render(text, folder), lambda href: resolve(urljoin(page, href) if href else href))
    return hyphenated(found)


def _label(anchor: str) -> str:
    return f"pub-{anchor}"
