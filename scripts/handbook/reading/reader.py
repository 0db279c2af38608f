"""The only reader of source files: bytes in; text values with their places, and problems, out.

YAML is read as events, before anything is built: aliases, tags, duplicate keys and deep nesting are refused
there. Every scalar stays the text that the contributor wrote, so ``NO`` and ``12:30`` keep their meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..model.problem import Problem
from ..words.language import N_, Message, message
from .decode import BARRED, Mark, Unreadable, decode, invisible
from .syntax import explained

MAX_DEPTH = 6

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_END = re.compile(r"^---[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Places:
    """Where values and their names stand, by their path, in the marks of the parser."""

    values: dict[Path, yaml.Mark] = field(default_factory=dict)
    keys: dict[Path, yaml.Mark] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """A file that was read: values as nested dicts, lists and strings; the place of each by its path.

    ``front`` is the text of the fields. ``empty`` are the paths that have no value, ``wrong`` the fields that do not fit
    the model; ``whole`` tells whether the fields could be read to their end.
    """

    path: str
    values: dict[str, Any] = field(default_factory=dict)
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
        return self.path.rpartition("/")[2].removesuffix(".md")

    @property
    def places(self) -> Places:
        """Found by reading the fields again: only a file with a problem is asked for places, and keeping them for
        every value of 10,000 files took a third of the time of reading them."""
        if self._places is None:
            self._places = Places()
            _Builder(Document(self.path, front=self.front), self._places).build()
        return self._places

    def complain(self, what: Message, line: int = 1, column: int = 1) -> None:
        self.problems.append(Problem(self.path, line, column, what))

    def at(self, path: Path) -> Mark:
        """The place of a value, or of the nearest value around it."""
        marks = self.places.values
        while path and path not in marks:
            path = path[:-1]
        return _in_file(marks[path]) if path in marks else (1, 1)

    def key_at(self, path: Path) -> Mark:
        """The place of the name of a field; without a name, of its value."""
        keys = self.places.keys
        return _in_file(keys[path]) if path in keys else self.at(path)


def read(path: str, data: bytes, size: int = 0) -> Document:
    """Read one source. ``path`` is only for the problems; a document with problems may hold part of the values.

    ``size`` is that of the file, when ``data`` is only the begin of a long one.
    """
    document = Document(path)
    try:
        text = decode(data, max(size, len(data)))
    except Unreadable as error:
        document.complain(error.what, *error.mark)
        return document
    if _split(document, text):
        _Builder(document).build()
    return document


def _split(document: Document, text: str) -> bool:
    """Part the fields from the text below them; whether there are any."""
    start = _END.match(text)
    if start is None:
        document.complain(message(N_("the file must begin with a line “---”, followed by the fields")))
        document.body = text
        return False
    end = _END.search(text, start.end())
    if end is None:
        last = text.count("\n") + 1
        document.complain(message(N_("the fields do not end; put a line “---” below the last field")), last)
        document.body_line = last
        return False
    document.front, document.body = text[start.end() + 1 : end.start()], text[end.end() + 1 :]
    document.body_line = text.count("\n", 0, end.end()) + 2
    return True


def _in_file(mark: yaml.Mark) -> Mark:
    """A place in the fields, counted from 0, as one in the file, whose first line is “---”."""
    return mark.line + 2, mark.column + 1


def _is_empty(event: yaml.Event) -> bool:
    return (
        event.__class__ is yaml.ScalarEvent and not event.value.strip() and event.tag is None and event.anchor is None
    )


class _Refused(Exception):
    pass


class _Builder:
    """Builds plain values from YAML events, and notes where each stands if somebody asks for that."""

    def __init__(self, document: Document, places: Places | None = None) -> None:
        self.document = document
        self.places = places

    def build(self) -> None:
        loader = _LOADER(self.document.front)
        self.next = loader.get_event  # without yaml.parse around it: that would take half of the time
        try:
            self.next()
            if isinstance(self.next(), yaml.StreamEndEvent):
                self.document.complain(message(N_("there are no fields between the lines “---”")), 2)
                return
            event = self.next()
            if isinstance(event, yaml.MappingStartEvent):
                self.document.values = self.value(event, ())
                end = self.next()
                if not isinstance(self.next(), yaml.StreamEndEvent):
                    self.refuse(end, N_("a second set of fields begins here; one file holds one entry"))
                self.document.whole = True
            else:
                self.refuse(event, N_("fields were expected here, such as “title: My initiative”"))
        except _Refused:
            pass
        except yaml.MarkedYAMLError as error:
            self.syntax(error)
        except (yaml.YAMLError, ValueError):
            self.document.complain(message(N_("the fields cannot be read from here; put the value in quotes")), 2)
        finally:
            loader.dispose()

    def value(self, event: yaml.Event, path: Path) -> Any:
        """The value that begins with an event. This runs for every value of every file, so it asks little twice."""
        if self.places is not None:
            self.places.values[path] = event.start_mark
        if len(path) >= MAX_DEPTH:
            self.refuse(event, N_("this is nested too deeply; at most %(limit)d levels are possible"), limit=MAX_DEPTH)
        if event.__class__ is yaml.AliasEvent or event.anchor is not None:
            self.refuse(event, N_("references with & and * are not possible; write the value out, or put it in quotes"))
        if event.tag is not None:
            self.refuse(event, N_("types with ! are not possible; put the value in quotes"))
        if event.__class__ is yaml.ScalarEvent:
            if event.style == '"':  # only there can a sign be hidden in an escape
                self.visible(event)
            return event.value
        return self.sequence(path) if event.__class__ is yaml.SequenceStartEvent else self.mapping(path)

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while (event := self.next()).__class__ is not yaml.SequenceEndEvent:
            here = (*path, len(items))
            if _is_empty(event):
                self.empty(event, here)
                continue
            items.append(self.value(event, here))
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while (key := self.next()).__class__ is not yaml.MappingEndEvent:
            if key.__class__ is not yaml.ScalarEvent:
                self.refuse(key, N_("a field name was expected here, such as “title”"))
            name = key.value
            if name == "<<":
                self.refuse(key, N_("“<<” is not possible; write the fields out"))
            if key.style == '"':
                self.visible(key)
            here = (*path, name)
            event = self.next()
            if name in values or here in self.document.empty:
                self.twice(key, here)
                self.value(event, (*path, f"{name} (2)"))
                continue
            if self.places is not None:
                self.places.keys[here] = key.start_mark
            if _is_empty(event):
                self.empty(key, here)
                continue
            values[name] = self.value(event, here)
        return values

    def twice(self, key: yaml.ScalarEvent, path: Path) -> None:
        if self.places is None:  # while the places are being found, nothing is said
            line, _ = self.document.key_at(path)
            what = N_("the field “%(key)s” stands here for the second time (first in line %(line)d)")
            self.complain(key, what, key=key.value, line=line)

    def visible(self, event: yaml.ScalarEvent) -> None:
        """What a file may not hold as a sign, it may not hold as an escape such as ``\\u202e`` either."""
        barred = BARRED.search(event.value)
        if barred:
            self.document.complain(invisible(barred[0]), *_in_file(event.start_mark))

    def empty(self, event: yaml.Event, path: Path) -> None:
        self.document.empty.add(path)
        if self.places is not None:
            self.places.values[path] = event.start_mark
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        self.complain(event, N_("“%(key)s” has no value; fill it in or remove the line"), key=name)

    def complain(self, event: yaml.Event, message_id: str, **values: Any) -> None:
        self.document.complain(message(message_id, **values), *_in_file(event.start_mark))

    def refuse(self, event: yaml.Event, message_id: str, **values: Any) -> None:
        self.complain(event, message_id, **values)
        raise _Refused

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        line, column, what = explained(error, self.document.front)
        self.document.complain(what, line + 2, column + 1)
