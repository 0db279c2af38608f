"""Chapters that people write in ``content/``: the text of a file in; its title, its prose and its anchors out.

MkDocs makes pages of them; the book prints some, and links may lead to their headings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..words.names import slug
from .headings import headings
from .parse import markdown

PUBLICATIONS = "content/publicaties.md"  # each section is about one

_FRONT = re.compile(r"\A---\n(.*?\n)?---\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}\n]*\}[ \t]*$", re.MULTILINE)
_ANCHOR = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}")
_H1 = re.compile(r"^# +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 2 and the Markdown below it."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """``text`` is the whole file, so that a place in it is a line and a column of the file."""

    path: str
    text: str

    @property
    def title(self) -> str:
        front = _FRONT.match(self.text)
        named = _H1.search(self.prose) or (_TITLE.search(front[0]) if front else None)
        return _ATTRIBUTES.sub("", named[1]).strip("\"'") if named else ""

    @property
    def prose(self) -> str:
        return _FRONT.sub("", self.text)

    @property
    def anchors(self) -> frozenset[str]:
        """What a link can lead to: anchors that are given, and those that follow from a heading."""
        named = {match[1] for match in _ANCHOR.finditer(self.text)}
        found = {slug(_ANCHOR.sub("", heading.text)) for heading in headings(markdown(self.text))}
        return frozenset(named | found)

    def parts(self) -> tuple[str, tuple[Section, ...]]:
        """The Markdown before the first heading of level 2, and each section from there."""
        lines = self.prose.split("\n")
        starts = [heading for heading in headings(markdown(self.prose)) if heading.level == 2]
        ends = [heading.line - 1 for heading in starts] + [len(lines)]
        opening = _H1.sub("", "\n".join(lines[: ends[0]]), count=1)
        sections = []
        for heading, end in zip(starts, ends[1:]):
            given = _ANCHOR.search(heading.text)
            title = _ATTRIBUTES.sub("", heading.text)
            text = _ATTRIBUTES.sub("", "\n".join(lines[heading.line : end]))
            sections.append(Section(given[1] if given else slug(title), title, text.strip()))
        return _ATTRIBUTES.sub("", opening).strip(), tuple(sections)
