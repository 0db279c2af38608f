"""Lists that Markdown does not recognise: the lines of a text in; the lines with a hyphen before each item out.

It is proved by parsing them again: every word is still there, and each marked line has become an item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..reading.body import BULLET, BULLETS, Parsed
from .blocks import ITEM
from .heal import Lines

_TAG = re.compile(r"</?([a-z0-9]+)[^>]*>")
_MADE = {"p", "ul", "li"}  # what a list that was a paragraph brings along
_MARKS = re.compile(rf"^\s*(?:[{BULLETS}]|[o–—§](?=[\t\u00a0])|-)[ \t\u00a0]*", re.MULTILINE)

_MOST = 50  # lists that are proved one by one: each time the whole text is read


def relisted(lines: Lines) -> Lines:
    """All lists at once, or each by itself if that cannot be proved, so that one bad list does not stop the others."""
    if not any(sign in line for line in lines for sign in f"{BULLETS}\t\u00a0-"):
        return lines
    runs = list(_runs(lines, Parsed("\n".join(lines)).code_lines))
    together = _proved(lines, runs)
    if together:
        return together
    for run in runs[:_MOST]:
        lines = _proved(lines, [run]) or lines
    return lines


def _proved(lines: Lines, runs: list[tuple[int, int]]) -> Lines | None:
    """The lines with the items of these runs marked, if the parser then reads each as an item; else None."""
    proposal = list(lines)
    for first, last in runs:
        proposal[first:last] = map(_item, lines[first:last])
    marked = sum(one != other for one, other in zip(lines, proposal))
    return proposal if _same(Parsed("\n".join(lines)), Parsed("\n".join(proposal)), marked) else None


def _runs(lines: Lines, code: set[int]) -> Iterator[tuple[int, int]]:
    """First and last line of each run of such items; a single hyphen without a space is none."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and end + 1 not in code and (BULLET.match(lines[end]) or ITEM.match(lines[end])):
            end += 1
        if end > at + 1 or (end > at and BULLET.match(lines[at])):
            yield at, end
        at = max(end, at + 1)


def _item(line: str) -> str:
    return ITEM.sub("- ", line) if ITEM.match(line) else BULLET.sub(r"\1- ", line)


def _same(before: Parsed, after: Parsed, count: int) -> bool:
    tags, others = (Counter(_TAG.findall(text.html)) for text in (before, after))
    made = others["li"] - tags["li"]
    kept = all(tags[tag] == others[tag] for tag in (tags.keys() | others.keys()) - _MADE)
    return kept and made == 2 * count and _words(before) == _words(after)


def _words(text: Parsed) -> list[str]:
    """What is read, without the marks of lists."""
    return _MARKS.sub("", _TAG.sub("", text.html)).split()
