"""Typst, as this book uses it: a template and its data as JSON in, the bytes of a PDF or a picture out.

Typst runs without the machine's fonts, clock or network, so the same data gives the same bytes. It may run in several
threads at once; a process must never fork after the first run.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
TEMPLATES = _HERE / "typst"
STANDARDS = ["ua-1", "a-2a"]


class Refused(Exception):
    """Typst refused, or warned, as for a font that it does not know; ``diagnostic`` is all that it said."""

    def __init__(self, message: str, diagnostic: str = "") -> None:
        super().__init__(message)
        self.diagnostic = diagnostic


def pdf(template: str, data: str, date: str, *, accessible: bool = True, places: str = "{}") -> bytes:
    """A PDF; ``date`` is the day of its content, as 2026-11-22, and ``places`` says where everything stands."""
    options = {"pdf_standards": STANDARDS} if accessible else {"pdf_standards": [], "pdf_tags": False}
    return _run(template, data, date, places, **options)


def png(template: str, data: str) -> bytes:
    """The only page of a template as a picture; a point is a pixel."""
    return _run(template, data, "1970-01-01", format="png", ppi=72.0)


@cache
def fingerprint() -> str:
    """Changes whenever the same data could give another result: templates, fonts, programs and the code around them."""
    digest = hashlib.sha256()
    for name in ("typst", "pikepdf"):
        digest.update(f"{name} {version(name)}\n".encode())
    code = list(_HERE.glob("*.py"))
    for path in sorted([*TEMPLATES.iterdir(), *FONTS.iterdir(), *code]):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def moment(date: str) -> int:
    """The time in the file: the day of the content, unless the one who builds gives another in SOURCE_DATE_EPOCH."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return int(given)
    return int(datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC).timestamp())


def _run(template: str, data: str, date: str, places: str = "{}", **options: object) -> bytes:
    import typst

    try:
        made, warnings = typst.compile_with_warnings(
            _files(template) | {"data.json": data.encode(), "places.json": places.encode()},
            font_paths=_fonts(),
            ignore_system_fonts=True,
            timestamp=moment(date),
            **options,
        )
    except typst.TypstError as error:
        raise Refused(error.message, error.diagnostic) from None
    if warnings:
        raise Refused("; ".join(warning.message for warning in warnings))
    return made


def _files(template: str) -> dict[str, bytes]:
    """The templates as Typst sees them; data are files among them, so that it remembers what did not change."""
    return _templates() | {"main.typ": _templates()[template]}


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


@cache
def _fonts():  # noqa: ANN202 - imported late: the start of every verb must stay light
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
