"""The headings of a text: its HTML in; what each says, where it stands, and the name by which it can be linked to, out."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from ..words.names import slug

NESTED = re.compile(r"<(/?)(?:ul|ol|blockquote)\b")
# Anchors that the page around a text uses for its own parts: a heading may not have one of those.
TAKEN = re.compile(
    r"(?:bron|hb|thema|woord)-|(?:adres|bronnen|cijfers|citaat|citeer|gebruikt-in|hoe-is-het-nu|in-de-reeks"
    r"|in-het-handboek|inhoud|kenmerken|lijkt-op|steden|themas)$"
)
_HEADING = re.compile(r'<h([1-6]) data-sourcepos="(\d+):(\d+)-[^"]*">(.*?)</h\1>', re.DOTALL)
_TITLE = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Heading(NamedTuple):
    """``inside`` tells whether it stands in a list or a quote."""

    level: int
    text: str
    line: int
    inside: bool = False


def headings(parsed: str) -> list[Heading]:
    found, depth, seen = [], 0, 0  # how many lists and quotes are open at what was looked at last
    for match in _HEADING.finditer(parsed):
        level, line, column, inner = match.groups()
        if column != "1":
            depth += sum(-1 if mark[1] else 1 for mark in NESTED.finditer(parsed, seen, match.start()))
            seen = match.start()
        found.append(Heading(int(level), unmarked(inner), int(line), column != "1" and depth > 0))
    return found


def unmarked(inner: str) -> str:
    """The text of a piece of HTML."""
    return html.unescape(_TAG.sub("", inner) if "<" in inner else inner).strip()


def anchor(heading: str) -> str:
    """The name under which a heading can be linked to."""
    name = slug(heading) or "kop"
    return f"kop-{name}" if TAKEN.match(name) else name


def anchored(clean: str) -> str:
    """Cleaned HTML in which each heading has its name, no two the same."""
    used: set[str] = set()
    last: dict[str, int] = {}  # so that a thousand equal headings do not look through each other's names

    def named(match: re.Match[str]) -> str:
        wanted = anchor(unmarked(match[2]))
        name, number = wanted, last.get(wanted, 1)
        while name in used:
            number += 1
            name = f"{wanted}-{number}"
        used.add(name)
        last[wanted] = number
        return f'<{match[1]} id="{name}">{match[2]}</{match[1]}>'

    return _TITLE.sub(named, clean)
