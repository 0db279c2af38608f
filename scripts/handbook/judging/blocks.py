"""Blocks of a text that become something else than their writer sees: the text as it is parsed in, their places out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problem import Problem, Severity
from ..reading.body import Parsed
from ..reading.reader import Document
from ..words.language import N_, message

MOST_COLUMNS = 9  # of a table that can be read on a page of the book

_CODE = re.compile(r'<pre(?: lang="[^"]*")? data-sourcepos="(\d+):(\d+)-(\d+):')
_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_HEADING = re.compile(r"##+[ \t]")
_HEAD = re.compile(r'<thead>\s*<tr data-sourcepos="(\d+):(\d+)-[^"]*">(.*?)</tr>', re.DOTALL)


def swallowing(text: Parsed) -> tuple[tuple[int, int], str] | None:
    """A block of code that has no end, so that the headings below are code: its line and column, and its mark."""
    lines = text.text.split("\n")
    for first, column, last in (map(int, found) for found in _CODE.findall(text.html)):
        mark = _FENCE.match(lines[first - 1][column - 1 :])
        inside = lines[first : last + 1]
        if (
            mark
            and not any(line.strip(" >").startswith(mark[0]) for line in inside)
            and any(map(_HEADING.match, inside))
        ):
            return (first, column), mark[0]
    return None


def wide(document: Document, text: Parsed) -> Iterator[Problem]:
    """A table has no more columns than the book can show."""
    for line, column, names in _HEAD.findall(text.html) if "<thead>" in text.html else ():
        if (count := names.count("<th")) > MOST_COLUMNS:
            what = N_(
                "this table has %(count)d columns; the book has room for %(most)d that can be read: make two tables of it, or a row of each column"
            )
            place = document.body_line + int(line) - 1, int(column)
            yield Problem(document.path, *place, message(what, count=count, most=MOST_COLUMNS), Severity.WARNING)
