"""Blocks of a text that become something else than their writer sees: the text as it is parsed in, their places out, or
warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problem import Problem, Severity
from ..reading.body import BULLET, BULLETS, Parsed
from ..reading.reader import Document
from ..words.language import N_, message

_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_HEADING = re.compile(r"##+[ \t]")
_TELLING = f"{BULLETS}\t\u00a0"  # without one of these there is no bullet, which is quickly seen


def swallowing(text: Parsed) -> tuple[tuple[int, int], str] | None:
    """A block of code that has no end, so that the headings below are code: its line and column, and its mark."""
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


def unmeant(document: Document, text: Parsed) -> Iterator[Problem]:
    """What comes along from a word processor: bullets that make no list, and paragraphs that become code."""
    code = {number for first, _, last in text.code for number in range(first, last + 1)}
    found: list[tuple[int, int, str]] = []
    if any(sign in text.text for sign in _TELLING) and BULLET.search(text.text):
        begins = [n for n, line in enumerate(text.lines, 1) if n not in code and BULLET.match(line)]
        what = N_("these bullets make no list; begin each item with a hyphen and a space")
        found += ((n, 1, what) for n in begins if n - 1 not in begins)
    what = N_(
        "this paragraph is indented so far that it becomes a block of code; remove the spaces or the tab before it"
    )
    found += ((n, column, what) for n, column, _ in text.code if not _FENCE.match(text.lines[n - 1][column - 1 :]))
    for line, column, what in found:
        yield Problem(document.path, document.body_line + line - 1, column, message(what), Severity.WARNING)
