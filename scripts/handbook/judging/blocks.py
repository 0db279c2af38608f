"""Blocks of a text that become something else than the writer meant: a parsed text in; their places, or warnings, out."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Container, Iterator

from ..model.problem import Problem, Severity, mend_for
from ..reading.body import BULLET, BULLETS, Parsed
from ..reading.reader import Document
from ..words.language import N_, Message, message
from ..words.names import slug
from ..words.vocabulary import Section

_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_HEADING = re.compile(r"##+[ \t]")
# An item of a list without the space, and stars with a space inside: Markdown makes nothing of these.
ITEM = re.compile(r"^ {0,3}-(?=[^\W\d_])")
# Of these a list was meant only where two stand below each other.
DASHED = r"^ {0,3}[–—] (?=\S)"
NUMBERED = r"^ {0,3}\d{1,2}[.)](?=[^\W\d_])"
_MAY_RUN = re.compile(rf"\n(?:{DASHED[1:]}|{NUMBERED[1:]})")  # starts with a literal sign, which makes the search quick
_STARS = re.compile(r"\*\*(?:[ \t]{1,9}[^*<\s][^*<\n]{0,200}?|[^*<\s][^*<\n]{0,200}?[ \t])\*\*")
_AT_STARS = re.compile(f"(?=({_STARS.pattern}))")  # the end of bold words may look like a start
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_TELLING = f"{BULLETS}\t\u00a0"  # every bullet has one of these: a quick test

Found = Iterator[tuple[int, int, Message]]  # a line and a column in the text, counted from 1

WRITTEN = N_("the heading “%(text)s” is written “%(right)s” here")
_SECTIONS = {section.value: section for section in Section}
NO_BULLETS = N_("these bullets make no list; begin each item with a hyphen and a space")
UNNUMBERED = N_("this makes no list yet: put a space after the number with which each item begins")
UNSPACED = N_("this makes no list yet: put a space after the hyphen with which each item begins")
LOOSE = N_("“%(value)s” does not become bold; write “%(right)s”, without a space inside the stars")


def swallowing(text: Parsed) -> tuple[tuple[int, int], str] | None:
    """The first unclosed block of code that swallows headings: its line and column, and its mark; or None."""
    for first, column, last in text.code:
        mark = _FENCE.match(text.lines[first - 1][column - 1 :])
        inside = text.lines[first : last + 1]
        if (
            mark
            and not any(line.strip(" >").startswith(mark[0]) for line in inside)
            and any(map(_HEADING.match, inside))
        ):
            return (first, column), mark[0]
    return None


def unmeant(document: Document, text: Parsed, told: Container[int] = ()) -> Iterator[Problem]:
    """Warnings for what looks different on the page: lists that are none, paragraphs that become code (unless something
    was ``told`` of their first line already), fixed headings in other letters, and stars that make nothing bold."""
    found = [*_lists(text), *_code(text, told)]
    if document.path.startswith("initiatives/"):
        found += _headings(text)
    if "**" in text.html:
        found += _stars(text)
    for line, column, what in found:
        mend = mend_for(text.lines[line - 1], column, what)
        yield Problem(document.path, document.body_line + line - 1, column, what, Severity.WARNING, mend)


def _lists(text: Parsed) -> Found:
    """The first of several lines of such a list. A single dash or number is no list: it may mark a speaker."""
    marks = []
    if any(sign in text.text for sign in _TELLING) and BULLET.search(text.text):
        marks.append((BULLET, NO_BULLETS, 1))
    if "\n-" in text.html or ">-" in text.html:  # of a list there is no hyphen left
        marks.append((ITEM, UNSPACED, 1))
    if _MAY_RUN.search(text.text):
        marks += [(re.compile(DASHED), NO_BULLETS, 2), (re.compile(NUMBERED), UNNUMBERED, 2)]
    for mark, what, least in marks:
        lines = {
            number for number, line in enumerate(text.lines, 1) if number not in text.code_lines and mark.match(line)
        }
        begins = (number for number in sorted(lines) if number - 1 not in lines)
        yield from ((number, 1, message(what)) for number in begins if least == 1 or number + 1 in lines)


def _code(text: Parsed, told: Container[int]) -> Found:
    what = N_(
        "this paragraph is indented so far that it becomes a block of code; remove the spaces or the tab before it"
    )
    for line, column, _ in text.code:
        if line not in told and not _FENCE.match(text.lines[line - 1][column - 1 :]):
            yield line, column, message(what)


def _headings(text: Parsed) -> Found:
    for heading in text.headings:
        section = _SECTIONS.get(slug(heading.text)) if heading.level == 2 else None
        if section and not heading.inside and heading.text != section.heading:
            written = text.lines[heading.line - 1]
            value = {"value": written} if written.startswith("##") else {}
            yield heading.line, 1, message(WRITTEN, text=heading.text, right=f"## {section.heading}", **value)


def _stars(text: Parsed) -> Found:
    for line, column, stars in starred(text):
        words = stars.strip("* \t")
        yield line, column, message(LOOSE, value=stars, right=f"**{words}**")


def starred(text: Parsed) -> Iterator[tuple[int, int, str]]:
    """Words between stars that do not become bold because of a space inside: line, column and text of each."""
    shown = Counter(map(html.unescape, _STARS.findall(_CODE.sub("", text.html))))
    for number, line in enumerate(text.lines, 1):
        for match in _AT_STARS.finditer(line):
            if shown[match[1]] > 0:
                shown[match[1]] -= 1
                yield number, match.start() + 1, match[1]
