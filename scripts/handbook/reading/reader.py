"""The only reader of source files: bytes in; a document of values with their places, text, and problems, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json, to_json

from ..model.problem import Problem
from ..words.language import N_, Message, message
from .builder import SECOND, Builder, Path, Places, places
from .certain import mend
from .decode import Mark, Unreadable, decode, masked, sound, unseen

_HEADING = re.compile(r"^##+ ", re.MULTILINE)
_END = re.compile(r"---(?<![^\n]---)[^\S\n]*$", re.MULTILINE)  # with “^” before it in four times the time
_LIKE_END = re.compile(
    r"^(?:[-–—−_=*+]{1,6}|\.\.\.|[^\S\n]{1,9}[-–—−]{2,6})[^\S\n]*$", re.MULTILINE
)  # a word processor makes one dash of three
_FIELD = re.compile(r"\n*[a-z_]+:(?:\s|$)")
_OF_FIELDS = re.compile(r"[a-z_]+:(?:\s|$)|[ #-]|$")  # how a line of the fields begins
_AGAIN = re.compile(r"\s*\n---[^\S\n]*\n")
_HYPHENS = N_("this line must be three plain hyphens: “---”")


@dataclass(slots=True)
class Document:
    """A file that was read: values as nested dicts, lists and strings; the place of each by its path.

    ``held`` are the values, or the same as JSON, which takes a sixth of the memory, if they are seldom needed. ``front``
    is the text of the fields. ``empty`` are the paths that have no value, ``wrong`` the fields that do not fit the
    model; ``whole`` tells whether the fields could be read to their end.
    """

    path: str
    held: dict[str, Any] | str = field(default_factory=dict)
    front: str = ""
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)
    empty: set[Path] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    whole: bool = False
    _places: Places | None = None

    @property
    def stem(self) -> str:
        """The name of the file, which is the id of what it holds."""
        return stem_of(self.path)

    @property
    def values(self) -> dict[str, Any]:
        return from_json(self.held) if isinstance(self.held, str) else self.held

    @values.setter
    def values(self, values: dict[str, Any]) -> None:
        self.held = values

    def packed(self) -> str:
        """The values as JSON on one line."""
        if not isinstance(self.held, str):
            self.held = to_json(self.held).decode()
        return self.held

    @property
    def places(self) -> Places:
        if self._places is None:
            self._places = places(self.front)
        return self._places

    def complain(self, what: Message, line: int = 1, column: int = 1) -> None:
        self.problems.append(Problem(self.path, line, column, what))

    def problem(self, path: Path, what: Message, *, of_key: bool = False) -> Problem:
        """A problem with a value, or with the name of a field, at its place; with a correction if that is certain."""
        place = self.key_at(path) if of_key else self.at(path)
        return Problem(self.path, *place, what, mend=mend(self.front, path, place, what, of_key))

    def at(self, path: Path) -> Mark:
        """The place of a value, or of the nearest value around it."""
        return self.places.at(path)

    def key_at(self, path: Path) -> Mark:
        """The place of the name of a field; without a name, of its value."""
        return self.places.key_at(path)


def stem_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def read(path: str, data: bytes, size: int = 0) -> Document:
    """Read one source. ``path`` is used for the problems only; a document with problems may hold part of the values.

    ``size`` is that of the file, if ``data`` is only the beginning of a long one.
    """
    document = Document(path)
    try:
        text = decode(data, max(size, len(data)))
    except Unreadable as error:
        document.complain(error.what, *error.mark)
        return document
    for mark, what in unseen(text):
        document.complain(what, *mark)
    parted(document, masked(text) if document.problems else text)
    return document


def parted(document: Document, text: str) -> None:
    """The fields of a text and the text below them, into its document."""
    if _split(document, text):
        built = Builder(document.front)
        built.build()
        document.values, document.empty, document.whole = built.values, built.empty_paths, built.whole
        for mark, what in built.complaints:
            document.complain(what, *mark)


def again(path: str, data: bytes, values: str) -> Document:
    """The document of a source that was read before without a problem, from its bytes and its packed values."""
    document = Document(path, values, whole=True)
    _split(document, sound(data))
    return document


def _split(document: Document, text: str) -> bool:
    """Separate the fields from the text below them; return whether there are fields that can be read."""
    start = _END.match(text)
    if start is None:
        later = _END.search(text)
        if _LIKE_END.match(text):
            document.complain(message(_HYPHENS))
        elif later and _fields(text, later.end() + 1):
            what = N_("the file must begin with the line “---”, now line %(line)d; remove what stands above that")
            document.complain(message(what, line=text.count("\n", 0, later.start()) + 1))
        else:
            document.complain(message(N_("the file must begin with a line “---”, followed by the fields")))
        document.body = text
        return False
    end = _END.search(text, start.end())
    if end and _fields(text, end.end() + 1):
        what = N_("the fields end at this line “---”, and go on below it; remove it")
        document.complain(message(what), text.count("\n", 0, end.start()) + 1)
        text = f"{text[: end.start()]}{' ' * len(end[0])}{text[end.end() :]}"
        end = _END.search(text, end.end())
    if end is None:
        text_begins = _HEADING.search(text, start.end())  # else the fields go on to the end
        last = text_begins.start() if text_begins else len(text)
        like = _LIKE_END.search(text, start.end(), last)
        line = text.count("\n", 0, like.start() if like else last) + 1
        what = _HYPHENS if like else N_("the fields do not end; put a line “---” below the last field")
        document.complain(message(what), line)
        document.body_line = line
        return False
    if (again := _AGAIN.match(text, end.end())) and _fields(text, again.end()):
        line = text.count("\n", 0, again.end() - 1) + 1
        document.complain(message(SECOND), line)
        document.body_line = line
        return False
    document.front, document.body = text[start.end() + 1 : end.start()], text[end.end() + 1 :]
    document.body_line = text.count("\n", 0, end.end() + 1) + 1
    if "\ntitle:" in document.body and (other := _another(document.body)):
        document.complain(message(SECOND), document.body_line + document.body.count("\n", 0, other))
        document.body = document.body[:other]
    return True


def _another(body: str) -> int | None:
    """Where the fields of another entry begin below the text of this one; in a block of code they are an example."""
    for match in _END.finditer(body):
        inside = body.count("\n```", 0, match.start()) % 2
        if not inside and _fields(body, match.end() + 1) and "\ntitle:" in body[match.end() : match.end() + 400]:
            return match.start()
    return None


def _fields(text: str, at: int) -> bool:
    """Whether fields begin at this index and end at a line “---”."""
    if not _FIELD.match(text, at):
        return False
    for line in text[at:].split("\n"):
        if _END.fullmatch(line):
            return True
        if not _OF_FIELDS.match(line):
            return False
    return False
