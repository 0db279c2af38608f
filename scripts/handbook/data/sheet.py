"""A table that a spreadsheet saved as CSV: its bytes in; records as the JSON has them, each with its row, out.

The columns are those of ``initiatives.csv``, by name or by label, as many as there are and in any order; the text stands
in ``body`` or below the fixed headings. Values stay as written; the check names what is wrong with them, in the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from ..forms.codebook import columns
from ..model.fields import Field, Shape, fields
from ..words.language import N_, Language, Message, message
from ..words.names import nearest, same
from ..words.vocabulary import Section, Stage
from .table import BAR, BROKEN, FORMULA

BODY = "body"
_BOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx or .ods, and .xls
_SEPARATORS = ";\t,"
_VALUES = re.compile(rf"[{BAR}\n]")  # between the values of one cell
_NAMES = re.compile(rf"[{BAR}\n,;]")  # between names that hold none of these


class Unusable(Exception):
    """No file can be made of it; ``said`` tells every reason."""

    def __init__(self, *said: Message) -> None:
        super().__init__(said)
        self.said = said


def records(data: bytes, language: Language) -> list[tuple[Message, dict[str, Any]]]:
    """Each row that is not empty, with its place. Raises Unusable."""
    rows = _rows(_decoded(data))
    names = _names(rows[0] if rows else [], language)
    found, faults = [], []
    for number, row in enumerate(rows[1:], start=2):
        where = message(N_("row %(row)d"), row=number)
        if any(cell.strip() for cell in row[len(names) :]):
            faults.append(at(where, message(N_("there is more here than there are columns"))))
        elif any(cell.strip() for cell in row):
            found.append((where, _record(dict(zip(names, map(_cell, row))))))
    if faults:
        raise Unusable(*faults)
    return found


def at(where: Message, what: Message) -> Message:
    return message(N_("%(where)s: %(what)s"), where=where, what=what)


def _decoded(data: bytes) -> str:
    """As spreadsheets write: UTF-8 with or without a mark, UTF-16 for “Unicode text”, or the letters of Windows."""
    if data.startswith(_BOOK):
        raise Unusable(message(N_("this is a workbook; save the sheet in your spreadsheet as “CSV UTF-8”")))
    for coding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Unusable(message(N_("it is no text; save the sheet in your spreadsheet as “CSV UTF-8”")))


def _rows(text: str) -> list[list[str]]:
    head = text.partition("\n")[0]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count)))
    except csv.Error:
        raise Unusable(message(N_("it is no table; save the sheet in your spreadsheet as “CSV UTF-8”"))) from None


def _names(head: list[str], language: Language) -> list[str]:
    """What each column holds; one without a name holds nothing."""
    known = {same(name): column.name for column in columns(language) for name in (column.label, column.name)}
    for section in Section:
        known |= {same(name): section.heading for name in (language.say(section.label), section.heading)}
    known[BODY] = BODY
    while head and not head[-1].strip():
        head = head[:-1]
    names, faults = [known.get(same(name), "") for name in head], []
    for name, which in zip(head, names):
        if not which:
            guess = nearest(same(name), known)
            text = N_("the column “%(value)s” is not known; did you mean “%(guess)s”?")
            told = (
                text if guess else N_("the column “%(value)s” is not known; take it out or give it the name of a field")
            )
            faults.append(message(told, value=name[:100], guess=known.get(guess or "")))
        elif names.count(which) > 1:
            faults.append(message(N_("the column “%(value)s” stands there twice"), value=name))
    if "title" not in names:
        faults = [message(N_("its first row names no column “title”; take the names of initiatives.csv"))]
    if faults:
        raise Unusable(*faults)
    return names


def _cell(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from reading a text as a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {key: cells[key] for key in ("slug",) if cells.get(key)}
    for field in fields():
        value = _together(field, cells) if field.shape is Shape.RECORD else _value(field, cells.get(field.key, ""))
        if value:
            found[field.key] = value
    texts = [f"## {section.heading}\n\n{text}" for section in Section if (text := cells.get(section.heading))]
    body = "\n\n".join(filter(None, (cells.get(BODY, ""), *texts)))
    if not body:
        found.setdefault("stage", Stage.STUB.value)  # as of a tip: only that it exists, and where that is told
    return found | {BODY: body.replace("\r\n", "\n")}


def _value(field: Field, cell: str) -> str | list[str]:
    if field.many:
        named = field.shape is Shape.TERM or field.key == "places"
        return [text for part in (_NAMES if named else _VALUES).split(cell) if (text := _one(part))]
    return _line(cell)


def _together(field: Field, cells: Mapping[str, str]) -> Any:
    """The parts of a record stand in columns of their own; the third title belongs to the third publisher."""
    parts = [(part.key, cells.get(f"{field.key}_{part.key}", "")) for part in field.fields]
    if not field.many:
        return {key: text for key, cell in parts if (text := _line(cell))}
    return list(_items([key for key, _ in parts], [_VALUES.split(cell) for _, cell in parts]))


def _items(keys: list[str], columns: list[list[str]]) -> Iterator[dict[str, str]]:
    for values in zip_longest(*columns, fillvalue=""):
        if item := {key: text for key, value in zip(keys, values) if (text := _one(value))}:
            yield item


def _one(value: str) -> str:
    """One of the values of a cell, with the bars that it had."""
    return _line(value).replace(BROKEN, BAR)


def _line(text: str) -> str:
    return " ".join(text.split())
