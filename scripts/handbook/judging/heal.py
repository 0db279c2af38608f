"""Healing fields that cannot be read: their lines in; the lines as they must have been meant out.

Only what has one possible meaning is changed; the caller checks whether the fields can then be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..reading.reader import Document
from ..reading.syntax import BEGIN, SPECIAL, crowded

AFTER_COLON = re.compile(r"^(\s*(?:- +)*[\w-]+:)[ ]*\t[ \t]*(?=\S)")
_PAIR = re.compile(r"(\s*(?:- +)*[\w-]+:[ \t]+)(\S.*?)\s*$")
_MUST_BE_QUOTED = re.compile(r"[@`%]|[&*!][^\[\]{}]*$")  # a plain value cannot begin so
_SPECIAL = re.compile(f"[{SPECIAL}]")
_HEADING = re.compile(f"(#{{2,3}})[ {SPECIAL}]+(?=\\S)")

Lines = list[str]


def spaces(lines: Lines, look: Callable[[Lines], Document]) -> Lines:
    """Special spaces become ordinary ones where a space separates."""
    return [BEGIN.sub(_ordinary, line, count=1) for line in lines]


def _ordinary(begin: re.Match[str]) -> str:
    return _SPECIAL.sub(" ", begin[0]).replace(" :", ":") if _SPECIAL.search(begin[0]) else begin[0]


def without_special_space(line: str) -> str:
    """The line; in a heading, special spaces behind the marks become an ordinary one."""
    return _HEADING.sub(r"\1 ", line, count=1) if _HEADING.match(line) and _SPECIAL.search(line) else line


def tabs(lines: Lines, look: Callable[[Lines], Document]) -> Lines:
    """Tabs as indentation become spaces, if every width at which the fields can be read gives the same values."""
    if not any("\t" in line for line in lines):
        return lines
    tried = [[AFTER_COLON.sub(r"\1 ", _spaced(line, width)) for line in lines] for width in (2, 4, 8)]
    good = [(front, document.values) for front in tried if (document := look(front)).whole]
    if good and all(values == good[0][1] for _, values in good):
        return good[0][0]
    return lines


def _spaced(line: str, width: int) -> str:
    bare = line.lstrip(" \t")
    return line[: len(line) - len(bare)].expandtabs(width) + bare


def quotes(lines: Lines, look: Callable[[Lines], Document]) -> Lines:
    """Quotes around a value on one line that cannot be read without: a second “: ”, or a sign that means something."""
    lines = list(lines)
    for _ in lines:
        document = look(lines)
        if document.whole or not document.problems:
            break
        number = document.problems[-1].line - 2
        match = _PAIR.fullmatch(lines[number]) if 0 <= number < len(lines) else None
        value = match[2] if match else ""
        telling = _MUST_BE_QUOTED.match(value) or (
            value[:1] not in "'\"[{|>" and (": " in value or value.endswith(":"))
        )
        if not match or not value or not telling or " #" in value or crowded(lines[number]):
            break
        escaped = value.replace("'", "''")
        lines[number] = f"{match[1]}'{escaped}'"
    return lines
