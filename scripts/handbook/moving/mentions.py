"""Mentions: the links of a text that lead to an address in; the edits that make them lead to another out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ..model import address
from ..reading.body import Parsed
from ..reading.decode import placed
from ..reading.reader import Document
from .edits import Edit

_TARGET = re.compile(r'(?:\]\(\s*<?|^[ >]*\[[^\]\n]+\]:\s*<?|href="|<)([^)\s>"]+)', re.MULTILINE)
_CODE = re.compile(r"^ *(```+|~~~+).*?^ *\1|(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)


def in_source(document: Document, old: str, new: str, home: str) -> Iterator[Edit]:
    """In the description of an entry or a term. Only what GitHub's parser reads as a link counts."""
    text, found = document.body, list(_targets(document.body, document.path, old, home))
    if not found:
        return
    before = [link.href for link in Parsed(text).links]
    for start, end in found:
        probe = f"{text[:start]}x{text[start:end]}{text[end:]}"
        if [link.href for link in Parsed(probe).links] != before:
            yield _edit(text, start, end, new, document.body_line)


def in_chapter(path: str, text: str, old: str, new: str, home: str) -> Iterator[Edit]:
    """In a chapter, which may use more than GitHub's Markdown; examples in code are left alone."""
    code = [match.span() for match in _CODE.finditer(text)]
    for start, end in _targets(text, path, old, home):
        if not any(first <= start < last for first, last in code):
            yield _edit(text, start, end, new, 1)


def _targets(text: str, path: str, old: str, home: str) -> Iterator[tuple[int, int]]:
    """Start and end of the id in each link target that leads to ``old``; ``home`` is the address of the site."""
    folder, page = path.rpartition("/")[0], address.of_source(path) or ""
    name = old.split("/")[1]
    for match in _TARGET.finditer(text):
        target = match[1].partition("#")[0].partition("?")[0]
        if name in target and _meant(target, folder, page, home) == old:
            start = match.start(1) + target.rindex(name)
            yield start, start + len(name)


def _meant(target: str, folder: str, page: str, home: str) -> str | None:
    """The address that a target leads to."""
    if target.startswith(home):
        return target.removeprefix(home).strip("/") + "/"
    if ":" in target:
        return None
    if target.endswith(".md"):
        return address.of_source(address.linked(target, folder))
    if target.startswith("/"):
        return target.strip("/") + "/"
    return posixpath.normpath(posixpath.join(page, target)) + "/"


def _edit(text: str, start: int, end: int, new: str, first_line: int) -> Edit:
    line, column = placed(text, start)
    return Edit(line + first_line - 1, column, text[start:end], new.split("/")[1])
