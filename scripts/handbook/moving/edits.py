"""Edits: places in a file, each with its old and its new text, in; the file with only these changed, byte for byte, out.

Places are those of the reader: lines and columns count from 1, a byte order mark does not count, and any line end counts
as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..reading.reader import Document, Path
from ..words.language import N_, message
from .subject import Refused

_MARK = "\ufeff"
_ENDS = re.compile(r"(\r\n|\r|\n)")
# A value that YAML reads as itself, wherever it stands.
_PLAIN = re.compile(r"[^\W_](?:[^,\[\]{}#:\"'\\]*[^\s,\[\]{}#:\"'\\])?")
_DOUBLE = re.compile(r'"[^"\\]*"')


@dataclass(frozen=True, slots=True)
class Edit:
    """``old`` is what must stand there; a line break in ``new`` becomes one as the file has them."""

    line: int
    column: int
    old: str
    new: str


def applied(path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
    text = data.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    parts = _ENDS.split(text.removeprefix(_MARK))
    lines, ends = parts[::2], parts[1::2]
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.column), reverse=True):
        line, start = lines[edit.line - 1], edit.column - 1
        if line[start : start + len(edit.old)] != edit.old:
            raise unclear(path, edit.line, edit.column)
        new = edit.new.replace("\n", ends[0] if ends else "\n")
        lines[edit.line - 1] = line[:start] + new + line[start + len(edit.old) :]
    whole = [piece for pair in zip(lines, [*ends, ""]) for piece in pair]
    return (mark + "".join(whole)).encode()


def replaced(document: Document, path: Path, new: str) -> Edit:
    """The edit that gives the value at ``path`` another text, in the same quotes."""
    line, column = document.at(path)
    old = written(document, path)
    if old.startswith('"'):
        new = '"{}"'.format(new.replace("\\", "\\\\").replace('"', '\\"'))
    elif old.startswith("'") or not _PLAIN.fullmatch(new):
        new = "'{}'".format(new.replace("'", "''"))
    return Edit(line, column, old, new)


def written(document: Document, path: Path) -> str:
    """A value as it is written, with its quotes. Raises Refused if it is not written plainly on one line."""
    line, column = document.at(path)
    rest = document.front.split("\n")[line - 2][column - 1 :]
    value = value_at(document, path)
    single = "'{}'".format(value.replace("'", "''"))
    double = _DOUBLE.match(rest)
    if rest.startswith(single):
        return single
    if double and double[0] == f'"{value}"':
        return double[0]
    if rest.startswith(value) and re.match(r"\s*($|[,\]}]|#)", rest[len(value) :]):
        return value
    raise unclear(document.path, line, column)


def value_at(document: Document, path: Path) -> Any:
    value: Any = document.values
    for step in path:
        value = value[step]
    return value


def set_at(values: Any, path: Path, new: Any) -> Any:
    """A copy of the values with another one at ``path``."""
    if not path:
        return new
    copied = values.copy()
    copied[path[0]] = set_at(values[path[0]], path[1:], new)
    return copied


def unclear(path: str, line: int, column: int) -> Refused:
    what = N_("%(place)s: this cannot be changed by itself; change it by hand, then try again")
    return Refused(message(what, place=f"{path}:{line}:{column}"))
