"""The book, set in type: the data of ``book.compose`` in, the bytes of a PDF out, valid as PDF/UA-1 and PDF/A-2a.

Typst makes no partial book: one bad entry stops it. So characters that no font has are replaced beforehand, and if it
still fails, every entry is set by itself to name those that are the cause.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..running.anew import anew
from . import engine, fit, marks
from .places import asked, head_rows, lead, titles

INSTEAD = "□"
RUNS = 5  # a number of other width can move a line, and that a page
# By how much Typst ages between two runs, of a book by itself and of what shares it with other books and leaflets. Of
# twenty entries the first took 151 MB instead of 171, for a thirtieth more work, and all books together 190 instead of 305.
ALONE, SHARED = 10, 3

_KNOWN = frozenset(map(chr, range(0x20, 0x250))) | set("–—‘’“”„…€•·→←✓−×\u200b\u200c\u200d\n□")
_MISSING = re.compile(r'the (?:text|PDF contains the codepoint) `"(?:\\u\{([0-9a-f]+)\}|(.))"`')

_shown: dict[str, bool] = {}  # by unusual sign: whether a font has it


class BookError(Exception):
    """The book cannot be made; the sentence says which files are the cause, if any are; ``slugs`` are their entries."""

    def __init__(self, said: str, slugs: tuple[str, ...] = ()) -> None:
        super().__init__(said, slugs)  # both, so that it survives the way from one process to another
        self.slugs = slugs

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Book:
    """``replaced`` says, as ``path: U+1F600``, which signs no font could show."""

    pdf: bytes
    pages: int
    replaced: tuple[str, ...] = ()


def typeset(data: Mapping[str, Any], template: str = "main.typ", alone: bool = False) -> Book:
    """Set the book in type; ``alone`` in a process of its own. Raises BookError if Typst refuses it."""
    text = json.dumps(data, ensure_ascii=False)
    missing = unshown(text)
    replaced = tuple(_report(data, missing)) if missing else ()
    try:
        printable = replace(text, missing)
        if data.get("refers", "only" not in data):
            needed = set(asked(data)) - data.get("elsewhere", {}).keys()
            settled = partial(anew, _settled, ALONE) if alone else partial(_settled, SHARED)
            pdf, known = settled(template, printable, data["date"], data["page"], needed)
        else:
            pdf, known = engine.pdf(template, printable, data["date"]), {}
    except engine.Refused as error:
        raise _cause(data, str(error), missing) from None
    return Book(*_packed(pdf, data, known), replaced)


def _settled(
    age: int, template: str, text: str, date: str, page: Mapping[str, Any], needed: set[str]
) -> tuple[bytes, engine.Places]:
    """The book with the right page numbers, and the place of everything: it is set again until nothing moves any more,
    and made only then. ``needed`` are the labels whose page is printed.

    As the draft foresees where things will stand, it is rarely set twice, unless it refers to what no draft has.
    """
    draft, before = engine.places(template, text)
    known = fit.foreseen(draft, before, page)
    for _ in range(RUNS):
        engine.age(age)
        found, marks = engine.places(template, text, known)
        if needed & found.keys() <= known.pages.keys() and known.pages.items() <= found.items():
            return engine.pdf(template, text, date, known), found
        known = fit.corrected(known, found, before, marks)
    raise engine.Refused("the pages do not come to rest")


def unshown(text: str) -> frozenset[str]:
    """The signs that no font can show, as Typst itself says of a page that holds all unusual ones."""
    unusual = set(text) - _KNOWN
    unsure = sorted(unusual - _shown.keys())
    if unsure:
        found: list[tuple[str, str]] = []
        try:
            engine.pdf("signs.typ", json.dumps({"signs": unsure}), "1970-01-01")
        except engine.Refused as error:
            found = _MISSING.findall(error.diagnostic)
        absent = {chr(int(code, 16)) if code else sign for code, sign in found}
        _shown.update({sign: sign not in absent for sign in unsure})
    return frozenset(sign for sign in unusual if not _shown[sign])


def replace(text: str, missing: frozenset[str]) -> str:
    return text.translate({ord(sign): INSTEAD for sign in missing}) if missing else text


def _packed(pdf: bytes, data: Mapping[str, Any], known: engine.Places) -> tuple[bytes, int]:
    """The PDF in half the size, with compressed objects. Links lead to the places that are known; pages with bleed
    get crop marks."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        if known:
            lead(file, known, dict(titles(data)), data["words"]["aloud"])
            head_rows(file, known)
        if data["page"]["bleed"]:
            marks.crop(file, data.get("folds", ()))
        streams = pikepdf.ObjectStreamMode.generate
        # Typst has written the version; to compare it takes a tenth of the time of a leaflet's packing.
        file.save(packed, object_stream_mode=streams, deterministic_id=True, fix_metadata_version=False)
        return packed.getvalue(), len(file.pages)


def _report(data: Mapping[str, Any], missing: frozenset[str]) -> Iterator[str]:
    """Each sign with the entry that has it of its own, not only in the title of another."""
    titles = [entry["title"] for entry in data["entries"].values() if missing.intersection(entry["title"])]
    for entry in data["entries"].values():
        text = json.dumps({**entry, "related": [], "users": []}, ensure_ascii=False)
        for title in titles:
            text = text.replace(json.dumps(title, ensure_ascii=False), "") if title != entry["title"] else text
        for sign in sorted(missing.intersection(text)):
            yield f"{entry['path']}: U+{ord(sign):04X}"


def _cause(data: Mapping[str, Any], said: str, missing: frozenset[str]) -> BookError:
    """Which files are to blame: each entry is set alone."""
    shared = {key: value for key, value in data.items() if key not in ("chapters", "registers", "stubs", "entries")}

    def alone(entry: dict[str, Any]) -> str:
        if "only" in data:
            return said
        one = {"entries": {entry["slug"]: entry}, "only": entry["slug"], "chapters": [], "registers": [], "stubs": []}
        try:
            engine.pdf("main.typ", replace(json.dumps(shared | one, ensure_ascii=False), missing), data["date"])
        except engine.Refused as error:
            return str(error)
        return ""

    from concurrent.futures import ThreadPoolExecutor  # imported late: Typst's own process does without

    entries = list(data["entries"].values())
    with ThreadPoolExecutor() as threads:
        found = [(entry, fault) for entry, fault in zip(entries, threads.map(alone, entries)) if fault]
    if len(found) == len(entries) > 1:
        found = []  # no entry can be set: none of them is the cause
    refused = data["words"]["refused"]
    lines = [f"{entry['path']}: {refused} {fault}" for entry, fault in found] or [f"{refused} {said}"]
    return BookError("\n".join(lines), tuple(entry["slug"] for entry, _ in found))
