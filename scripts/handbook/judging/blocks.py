"""Blocks of a text that become something else than their writer sees: the text as it is parsed in, their places out."""

from __future__ import annotations

import re

from ..reading.body import Parsed

_CODE = re.compile(r'<pre(?: lang="[^"]*")? data-sourcepos="(\d+):(\d+)-(\d+):')
_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_HEADING = re.compile(r"##+[ \t]")


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
