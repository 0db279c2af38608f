"""A page of the site, before it is printed: its address, what the frame needs to know, and its body."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from markupsafe import Markup

from ..model import address
from ..words.language import N_, Language

_KEPT = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_INDENT = re.compile(r"\n\s+")
_HEADING = re.compile(r'<h2\b[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)

LONG = 4  # headings: a text with as many tells what it holds


@dataclass(frozen=True, slots=True)
class Page:
    """``title`` and ``description`` are plain text; ``body`` is finished HTML; ``edit`` a full web address.

    ``reviewed`` says when somebody last checked it, or is empty. ``head`` is finished HTML for the head of the page.
    """

    address: str
    title: str
    description: str
    body: str
    edit: str = ""
    reviewed: str = ""
    head: str = ""

    @property
    def family(self) -> tuple[str, int]:
        return family(self.address)


def family(at: str) -> tuple[str, int]:
    """Pages of one folder at one depth share a frame: the same menu, the same way back to the root."""
    folder, _, _ = at.partition("/")
    return folder, at.count("/")


@dataclass(frozen=True, slots=True)
class Unit:
    """Pages that are made together, before they are made: their addresses, what they depend on, and how to make them.

    ``about`` gives everything that the pages depend on and that not all pages of the site share, as a value with a
    distinctive ``repr``; None for pages that are made each time. ``world`` gives a key for everything from which that
    value is computed.
    """

    addresses: tuple[str, ...]
    make: Callable[[], Sequence[Page]]
    about: Callable[[], Any] | None = None
    world: Callable[[], str] | None = None


def tight(html: str, kept: str = "") -> str:
    """The page without the indentation of the theme's templates, a fifth of it; white space that is text stays.

    ``kept`` is a part that is left as it is: the body of a page, whose own templates have none to begin with.
    """
    if kept:
        before, body, after = html.partition(kept)
        return (_tight(before) + body + _tight(after)).strip()
    return _tight(html).strip()


def _tight(html: str) -> str:
    parts = _KEPT.split(html)
    parts[::2] = [_INDENT.sub("\n", part) for part in parts[::2]]
    return "".join(parts)


def reachable(html: str, language: Language) -> str:
    """The HTML with each table in an element that scrolls if it is too wide and that can have the keyboard focus."""
    if "<table>" not in html:
        return html
    name, number = language.gettext(N_("Table")), count(1)
    return _TABLE.sub(
        lambda found: (
            f'<div class="hb-scroll" role="region" aria-label="{name} {next(number)}" tabindex="0">{found[0]}</div>'
        ),
        html,
    )


def headings(html: str) -> list[tuple[str, str]]:
    """The headings of a text, each with its anchor."""
    return [(anchor, Markup(title).striptags()) for anchor, title in _HEADING.findall(html)]


def local(html: str, at: str, language: Language) -> Markup:
    """Safe HTML of people's own, fit for the page: its root-relative links made relative to it, its tables reachable."""
    return Markup(reachable(html, language).replace('href="/', f'href="{address.root_from(at)}'))
