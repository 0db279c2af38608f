"""The book, set in type: the data of ``book.compose`` in, the bytes of a PDF out.

Typst runs without the machine's fonts, clock or network, so the same data gives the same bytes, valid as PDF/UA-1
and PDF/A-2a. Typst knows no half book: one bad entry stops it all. So signs that no font can show are
replaced beforehand, and when it still fails the guilty entry is found and named.
"""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
TEMPLATES = _HERE / "typst"
STANDARDS = ["ua-1", "a-2a"]
INSTEAD = "□"

_KNOWN = frozenset(map(chr, range(0x20, 0x250))) | set("–—‘’“”„…€•·→←✓−×\u200b\u200c\u200d\n□")
_MISSING = re.compile(r'the (?:text|PDF contains the codepoint) `"(?:\\u\{([0-9a-f]+)\}|(.))"`')


class BookError(Exception):
    """The book cannot be made; the sentence says which file is the cause, if one is."""


@dataclass(frozen=True)
class Book:
    """``replaced`` says, as ``path: U+1F600``, which signs no font could show."""

    pdf: bytes
    pages: int
    replaced: tuple[str, ...] = ()


def typeset(data: dict[str, Any]) -> Book:
    """Set the book. Raises BookError if Typst refuses."""
    import typst

    missing = _missing(data)
    replaced = tuple(_report(data, missing)) if missing else ()
    data = _without(data, missing) if missing else data
    try:
        pdf = _compile("main.typ", data)
    except (typst.TypstError, _Warned) as error:
        raise BookError(_cause(data, error)) from None
    return Book(*_packed(pdf), replaced)


class _Warned(Exception):
    """Typst made the book but warned, as for a font that it does not know."""

    @property
    def message(self) -> str:
        return str(self)


def _compile(template: str, data: dict[str, Any]) -> bytes:
    import typst

    day = datetime.datetime.fromisoformat(data["date"]).replace(tzinfo=datetime.UTC)
    pdf, warnings = typst.compile_with_warnings(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=int(day.timestamp()),
    )
    if warnings:
        raise _Warned("; ".join(warning.message for warning in warnings))
    return pdf


@cache
def _fonts():  # noqa: ANN202 - imported late: the start of every verb must stay light
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _packed(pdf: bytes) -> tuple[bytes, int]:
    """Half the size: the same objects, in compressed streams."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return packed.getvalue(), len(file.pages)


def _missing(data: dict[str, Any]) -> frozenset[str]:
    """The signs that no font can show, as Typst itself says of a page that holds all unusual ones."""
    import typst

    unusual = sorted(set("".join(_strings(data))) - _KNOWN)
    if not unusual:
        return frozenset()
    try:
        _compile("signs.typ", {"date": data["date"], "signs": unusual})
    except typst.TypstError as error:
        found = _MISSING.findall(error.diagnostic)
        return frozenset(chr(int(code, 16)) if code else sign for code, sign in found)
    return frozenset()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _without(value: Any, missing: frozenset[str]) -> Any:
    if isinstance(value, str):
        return "".join(INSTEAD if sign in missing else sign for sign in value)
    if isinstance(value, dict):
        return {key: _without(item, missing) for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, missing) for item in value]
    return value


def _report(data: dict[str, Any], missing: frozenset[str]) -> Iterator[str]:
    for entry in data["entries"].values():
        for sign in sorted(missing.intersection(*["".join(_strings(entry))])):
            yield f"{entry['path']}: U+{ord(sign):04X}"


def _cause(data: dict[str, Any], error: Any) -> str:
    """Which file is to blame: each entry is set alone, and the first that fails is named."""
    import typst

    for entry in data["entries"].values():
        try:
            _compile("main.typ", {**data, "only": entry["slug"]})
        except (typst.TypstError, _Warned) as alone:
            return f"{entry['path']}: {data['words']['refused']} {alone.message}"
    return f"{data['words']['refused']} {error.message}"
