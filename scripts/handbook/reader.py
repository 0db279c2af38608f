"""The only reader of source files: bytes in; text values with their places, and problems, out.

YAML is read as events, before anything is built: aliases, tags, duplicate keys and deep nesting are refused
there. Every scalar stays the text that the contributor wrote, so ``NO`` and ``12:30`` keep their meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from .language import N_, Message, message
from .problem import Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 6

Path = tuple[str | int, ...]
Mark = tuple[int, int]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BARRED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


@dataclass(slots=True)
class Document:
    """A file that was read: values as nested dicts, lists and strings; the place of each by its path.

    ``empty`` are the paths that have no value, ``wrong`` the fields that do not fit the model.
    """

    path: str
    values: dict[str, Any] = field(default_factory=dict)
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)
    empty: set[Path] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    def complain(self, what: Message, line: int = 1, column: int = 1) -> None:
        self.problems.append(Problem(self.path, line, column, what))

    def at(self, path: Path) -> Mark:
        """The place of a value, or of the nearest value around it."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))


def read(path: str, data: bytes) -> Document:
    """Read one source. ``path`` is only for the problems; a document with problems may hold part of the values."""
    document = Document(path)
    text = _decode(document, data)
    if text is None:
        return document
    front, document.body, document.body_line = _split(document, text)
    if front is not None:
        _Builder(document).build(front)
    return document


def _decode(document: Document, data: bytes) -> str | None:
    if len(data) > MAX_BYTES:
        document.complain(
            message(N_("the file is %(size)d kB; at most %(limit)d kB is possible"), size=len(data) // 1024, limit=MAX_BYTES // 1024)
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        document.complain(
            message(N_("the file is not UTF-8 text; save it again with the encoding UTF-8")), *_place(before, len(before))
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        document.complain(message(N_("the file is empty; start from an existing entry")))
        return None
    for match in BARRED.finditer(text):
        document.complain(
            message(N_("an invisible character (U+%(code)s) stands here; remove it"), code=f"{ord(match[0]):04X}"),
            *_place(text, match.start()),
        )
        return None
    return text


def _split(document: Document, text: str) -> tuple[str | None, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        document.complain(message(N_("the file must begin with a line “---”, followed by the fields")))
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    document.complain(message(N_("the fields do not end; put a line “---” below the last field")), len(lines))
    return None, "", len(lines)


def _place(text: str, index: int) -> Mark:
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")


class _Refused(Exception):
    pass


class _Builder:
    """Builds plain values from YAML events and remembers where each stood."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def build(self, front: str) -> None:
        try:
            self.events = yaml.parse(front, Loader=_LOADER)
            next(self.events), next(self.events)
            event = next(self.events)
            if isinstance(event, yaml.MappingStartEvent):
                self.document.values = self.value(event, ())
                end = next(self.events)
                if not isinstance(next(self.events), yaml.StreamEndEvent):
                    self.refuse(end, N_("a second set of fields begins here; one file holds one entry"))
            elif isinstance(event, yaml.StreamEndEvent):
                self.document.complain(message(N_("there are no fields between the lines “---”")), 2)
            else:
                self.refuse(event, N_("fields were expected here, such as “title: My initiative”"))
        except _Refused:
            pass
        except StopIteration:
            self.document.complain(message(N_("there are no fields between the lines “---”")), 2)
        except yaml.MarkedYAMLError as error:
            self.syntax(error)
        except (yaml.YAMLError, ValueError) as error:
            self.document.complain(message(N_("the fields cannot be read: %(reason)s"), reason=str(error)), 2)

    def value(self, event: yaml.Event, path: Path) -> Any:
        self.document.marks[path] = self.mark(event)
        if len(path) >= MAX_DEPTH:
            self.refuse(event, N_("this is nested too deeply; at most %(limit)d levels are possible"), limit=MAX_DEPTH)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse(event, N_("references with & and * are not possible; write the value out, or put it in quotes"))
        if event.tag is not None:
            self.refuse(event, N_("types with ! are not possible; put the value in quotes"))
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            here = (*path, len(items))
            if self.is_empty(event):
                self.empty(event, here)
                continue
            items.append(self.value(event, here))
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self.refuse(key, N_("a field name was expected here, such as “title”"))
            if key.value == "<<":
                self.refuse(key, N_("“<<” is not possible; write the fields out"))
            here = (*path, key.value)
            event = next(self.events)
            if key.value in values or here in self.document.empty:
                line, _ = self.document.keys[here]
                self.complain(key, N_("the field “%(key)s” stands here for the second time (first in line %(line)d)"), key=key.value, line=line)
                self.value(event, (*path, f"{key.value} (2)"))
                continue
            self.document.keys[here] = self.mark(key)
            if self.is_empty(event):
                self.empty(key, here)
                continue
            values[key.value] = self.value(event, here)
        return values

    @staticmethod
    def is_empty(event: yaml.Event) -> bool:
        return isinstance(event, yaml.ScalarEvent) and not event.value.strip() and event.tag is None and event.anchor is None

    def empty(self, event: yaml.Event, path: Path) -> None:
        self.document.empty.add(path)
        self.document.marks[path] = self.mark(event)
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        self.complain(event, N_("“%(key)s” has no value; fill it in or remove the line"), key=name)

    def mark(self, event: yaml.Event) -> Mark:
        return event.start_mark.line + 2, event.start_mark.column + 1

    def complain(self, event: yaml.Event, message_id: str, **values: Any) -> None:
        self.document.complain(message(message_id, **values), *self.mark(event))

    def refuse(self, event: yaml.Event, message_id: str, **values: Any) -> None:
        self.complain(event, message_id, **values)
        raise _Refused

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """The parser's own complaints, in words that say what to do."""
        unclosed = "end of stream" in (error.problem or "") or "',' or" in (error.problem or "")
        mark = (error.context_mark if unclosed else error.problem_mark) or error.problem_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        problem = error.problem or ""
        for part, message_id in _SYNTAX:
            if part in problem:
                self.document.complain(message(message_id), line, column)
                return
        self.document.complain(message(N_("the fields cannot be read here (%(reason)s)"), reason=problem), line, column)


_SYNTAX = (
    ("cannot start any token", N_("a tab or a special sign stands here; indent with spaces, and put a value that begins with @, ` or % in quotes")),
    ("mapping values are not allowed", N_("a second “: ” stands in this line; put the whole value in quotes")),
    ("could not find expected ':'", N_("a “:” is missing after the field name, or this line is not indented as the one above")),
    ("did not find expected key", N_("this line is not indented as the lines around it, or a quote or bracket above is not closed")),
    ("did not find expected '-' indicator", N_("this line is not indented as the other items of the list")),
    ("did not find expected ',' or", N_("a comma or a closing bracket is missing before this place")),
    ("unexpected end of stream", N_("a quote is opened and not closed")),
    ("did not find expected alphabetic", N_("references with & and * are not possible; write the value out, or put it in quotes")),
    ("control characters", N_("an invisible control character stands here; remove it")),
)
