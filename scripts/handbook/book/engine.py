"""Typst, as this book uses it: a template and its data as JSON in, the bytes of a PDF or a picture out.

Typst runs without the machine's fonts, clock or network, so the same data gives the same bytes. It may run in several
threads at once, each with a folder of its own, and never in a copy of a process that ran it: there its own threads are
gone, and it waits for ever.

Typst reads a file of its folder again only if it changed. If data were passed as values, all of it would be parsed each
time, as code: that was a sixth of the work of a leaflet.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import threading
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..running.scratch import Scratch

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
TEMPLATES = _HERE / "typst"
STANDARDS = ["ua-1", "a-2a"]

Places = dict[str, str]  # by the name of a heading: the number of its page, from 1


@dataclass(frozen=True, slots=True)
class Known:
    """What a template may go by: where everything stands, and the size of type of what is not set at full size."""

    pages: Places
    sizes: dict[str, float] = field(default_factory=dict)


Mark = tuple[str, int, float]  # what it marks; its page, and how far from its upper edge, in points

_PLACES = 'query(heading).filter(it => it.has("label")).map(it => (str(it.label), it.location().page()))'
_MARKS = "query(<mark>).map(it => { let at = it.location().position(); (it.value, at.page, at.y.pt()) })"


class Refused(Exception):
    """Typst refused, or warned, as for a font that it does not know; ``diagnostic`` is all that it said."""

    def __init__(self, message: str, diagnostic: str = "") -> None:
        super().__init__(message)
        self.diagnostic = diagnostic


def pdf(template: str, data: str, date: str, known: Known | None = None) -> bytes:
    """A PDF; ``date`` is the day of its content, as 2026-11-22.

    Raises Refused.
    """
    return _run(_compiler(template, data, known), date, pdf_standards=STANDARDS)


def places(template: str, data: str, known: Known | None = None) -> tuple[Places, list[Mark]]:
    """Where everything would stand, and every mark; no file is made. Without ``known`` it is a draft. Raises Refused."""
    import typst

    asked = f"({_PLACES}, {_MARKS})"
    try:
        found = _compiler(template, data, known).eval(asked)
    except (typst.TypstError, RuntimeError) as error:  # so it says what a document refuses
        raise Refused(str(error).removeprefix("failed to compile document: ")) from None
    places, marks = json.loads(found)
    return {name: str(page) for name, page in places}, [(name, page, y) for name, page, y in marks]


def age(runs: int) -> None:
    """Let the cache of Typst age by so many runs: it drops what ten runs did not use, and does not count ``places``."""
    import typst

    for _ in range(runs):  # of nothing, half a millisecond each
        typst.compile(b"", format="svg", font_paths=_fonts(), ignore_system_fonts=True)


def png(template: str, data: str) -> bytes:
    """The only page of a template as a picture; a point is a pixel. Raises Refused."""
    return _run(_compiler(template, data), "1970-01-01", format="png", ppi=72.0)


@cache
def fingerprint() -> str:
    """Changes whenever the same data could give another result: templates, fonts, programs and the code around them."""
    from importlib.metadata import version  # imported late: 15 milliseconds

    digest = hashlib.sha256()
    for name in ("typst", "pikepdf"):
        digest.update(f"{name} {version(name)}\n".encode())
    code = list(_HERE.glob("*.py"))
    for path in sorted([*TEMPLATES.iterdir(), *FONTS.iterdir(), *code]):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def moment(date: str) -> int:
    """The time in the file: the day of the content, or that in the variable SOURCE_DATE_EPOCH if it is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return int(given)
    return int(datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC).timestamp())


def _run(compiler: typst.Compiler, date: str, **options: object) -> bytes:
    import typst

    try:
        made, warnings = compiler.compile_with_warnings(timestamp=moment(date), **options)
    except typst.TypstError as error:
        raise Refused(error.message, error.diagnostic) from None
    if warnings:
        raise Refused("; ".join(warning.message for warning in warnings))
    return made


class _Press:
    """Typst in one thread: a compiler for each template, which remembers what did not change."""

    def __init__(self) -> None:
        self.scratch = Scratch("handbook-book-")
        self.folder = self.scratch.folder
        for path in TEMPLATES.glob("*.typ"):
            shutil.copyfile(path, self.folder / path.name)
        self.compilers: dict[str, typst.Compiler] = {}
        self.texts: dict[str, str] = {}

    def compiler(self, template: str, data: str, known: Known | None = None) -> typst.Compiler:
        import typst

        self._put("data.json", data)
        self._put("known.json", json.dumps(known and asdict(known)))
        if template not in self.compilers:
            self.compilers[template] = typst.Compiler(
                self.folder / template, self.folder, font_paths=_fonts(), ignore_system_fonts=True
            )
        return self.compilers[template]

    def _put(self, name: str, text: str) -> None:
        """Write a file, unless it holds this text already, as when a leaflet that was measured is now made."""
        if self.texts.get(name) != text:
            (self.folder / name).write_text(text, encoding="utf-8")
            self.texts[name] = text


_thread = threading.local()


def _compiler(template: str, data: str, known: Known | None = None) -> typst.Compiler:
    if not hasattr(_thread, "press"):
        _thread.press = _Press()
    return _thread.press.compiler(template, data, known)


@cache
def _fonts() -> typst.Fonts:  # imported late: the start of every verb must stay light
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
