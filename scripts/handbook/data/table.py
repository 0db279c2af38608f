"""The entries as a table: records in; CSV that a Dutch spreadsheet opens, and its codebook, out.

UTF-8 with a mark at the start, semicolons, and line ends as Windows writes them. A cell that a spreadsheet would take for
a formula gets an apostrophe before it, so a contribution cannot run anything on the machine of a reader.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..forms.codebook import Column, columns
from ..model.fields import Field, Shape, fields
from ..words.language import N_, Language

BAR, BROKEN = "|", "¦"  # a bar between the values of one cell, and one within a value: titles of web pages have many
SEPARATOR = f" {BAR} "
_MARK = "\ufeff"  # byte order mark, by which Excel recognises UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HEADS = {
    "column": N_("Column"), "label": N_("Name"), "kind": N_("Type"), "many": N_("Several values"),
    "help": N_("Explanation"), "choices": N_("Possible values"),
}  # fmt: skip
_TYPES = {Shape.NUMBER: "integer", Shape.DATE: "date"}


def head(language: Language) -> str:
    """The beginning of the table of entries: the names of its columns."""
    return _MARK + _written([[column.name for column in columns(language)]])


def rows(records: Iterable[Mapping[str, Any]]) -> str:
    """A row for each entry: every field but the long description."""
    declared = fields()
    return _written(list(_cells(record, declared).values()) for record in records)


def codebook(language: Language) -> str:
    """A row for each column of ``entries``: what it is called, what it holds, which values are possible."""
    say = language.say
    known = behind()
    rows = [list(_HEADS)]
    for column in columns(language):
        field = known.get(column.name)
        choices = SEPARATOR.join(choice.value for choice in field.choices) if field else ""
        several = say(N_("yes")) if column.many else say(N_("no"))
        rows.append([column.name, column.label, column.kind, several, column.help, choices])
    return written(rows)


def schema(language: Language) -> dict[str, Any]:
    """The same as a Table Schema, for programs."""
    known = behind()
    several = language.say(N_("Several values are separated by “%(sign)s”."), sign=SEPARATOR)
    return {
        "fields": [_described(column, known.get(column.name), several) for column in columns(language)],
        "primaryKey": ["slug"],
        "missingValues": [""],
    }


def codebook_schema(language: Language) -> dict[str, Any]:
    """The Table Schema of the codebook itself."""
    return {
        "fields": [{"name": name, "type": "string", "title": language.say(title)} for name, title in _HEADS.items()],
        "primaryKey": ["column"],
        "missingValues": [""],
    }


def behind() -> dict[str, Field]:
    """The field behind each column."""
    found = {}
    for field in fields():
        if field.shape is Shape.RECORD:
            found |= {f"{field.key}_{part.key}": part for part in field.fields}
        else:
            found[field.key] = field
    return found


def written(rows: Iterable[Sequence[str]]) -> str:
    """A whole table."""
    return _MARK + _written(rows)


def _written(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _described(column: Column, field: Field | None, several: str) -> dict[str, Any]:
    single = field is not None and not column.many
    found: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(field.shape, "string") if single else "string",
        "title": column.label,
        "description": f"{column.help} {several}" if column.many else column.help,
    }
    limits: dict[str, Any] = {}
    if field is None or (field.required and "_" not in column.name.removeprefix(field.key)):
        limits["required"] = True
    if single and field.choices:
        limits["enum"] = [choice.value for choice in field.choices]
    if column.name == "slug":
        limits["unique"] = True
    return found | ({"constraints": limits} if limits else {})


def _cells(record: Mapping[str, Any], declared: Iterable[Field]) -> dict[str, str]:
    cells = {"slug": record["slug"], "address": record["address"]}
    for field in declared:
        value = record.get(field.key)
        if field.shape is not Shape.RECORD:
            cells[field.key] = _cell(value, field.many)
            continue
        for part in field.fields:
            values = [item.get(part.key) for item in value] if field.many else (value or {}).get(part.key)
            cells[f"{field.key}_{part.key}"] = _cell(values, field.many)
    return cells


def _cell(value: Any, many: bool) -> str:
    """Several values stand in their order, also those that are empty: the third title belongs to the third publisher."""
    if not many:
        return "" if value is None else str(value)
    texts = ["" if item is None else str(item).replace(BAR, BROKEN) for item in value or ()]
    return SEPARATOR.join(texts) if any(texts) else ""
