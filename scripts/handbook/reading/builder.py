"""The fields of a source: their YAML text in; values, all of them text, with their places, and complaints, out.

YAML is read as events, before anything is built: aliases, tags, duplicate keys and deep nesting are refused
there. Every scalar stays the text that the contributor wrote, so ``NO`` and ``12:30`` keep their meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from ..model.settings import LOADER
from ..words.language import N_, Message, message
from .decode import BARRED, MASK, Mark, invisible
from .syntax import REFERENCE, explained, special_space, usual

MAX_DEPTH = 6
_CUT = re.compile(r":?[ \t]+#[^\s#]")
EMPTY = N_("“%(key)s” has no value; fill it in or remove the line")
SECOND = N_("a second set of fields begins here; one file holds one entry")
_BEHIND = N_("what stands behind “ #” does not count; leave out the #, or put the whole value in quotes")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The positions of values and of the names of fields, by path, as marks of the parser."""

    values: dict[Path, yaml.Mark] = field(default_factory=dict)
    keys: dict[Path, yaml.Mark] = field(default_factory=dict)

    def at(self, path: Path) -> Mark:
        """The place of a value in the file, or of the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return _in_file(self.values[path]) if path in self.values else (1, 1)

    def key_at(self, path: Path) -> Mark:
        """The place of the name of a field; without a name, of its value."""
        return _in_file(self.keys[path]) if path in self.keys else self.at(path)


def places(front: str) -> Places:
    """The places of the fields, found by reading these again. They are needed only for a source with a problem; keeping
    them for every value of 10,000 files took a third of the time of reading."""
    found = Places()
    Builder(front, found).build()
    return found


def _in_file(mark: yaml.Mark) -> Mark:
    """A place in the fields, counted from 0, as one in the file, whose first line is “---”."""
    return mark.line + 2, mark.column + 1


def _is_empty(event: yaml.Event) -> bool:
    return (
        event.__class__ is yaml.ScalarEvent and not event.value.strip() and event.tag is None and event.anchor is None
    )


class _Refused(Exception):
    pass


class Builder:
    """Builds plain values from YAML events, and fills ``places`` if these are given.

    ``empty_paths`` are the fields without a value, ``complaints`` what is wrong, with its place in the file, and
    ``whole`` tells whether the fields could be read to their end.
    """

    def __init__(self, front: str, places: Places | None = None) -> None:
        self.front = front
        self.places = places
        self.commented = front.split("\n") if " #" in front else []
        self.masked = MASK in front  # of that a complaint was made already
        self.values: dict[str, Any] = {}
        self.empty_paths: set[Path] = set()
        self.complaints: list[tuple[Mark, Message]] = []
        self.whole = False

    def build(self) -> None:
        if found := special_space(self.front):
            self.told(*found)
            return
        loader = LOADER(self.front)
        self.next = loader.get_event  # without yaml.parse around it: that would take half of the time
        try:
            self.next()
            if isinstance(self.next(), yaml.StreamEndEvent):
                self.complaints.append(((2, 1), message(N_("there are no fields between the lines “---”"))))
                return
            event = self.next()
            if isinstance(event, yaml.MappingStartEvent):
                values = self.value(event, ())
                end = self.next()
                if not isinstance(self.next(), yaml.StreamEndEvent):
                    self.refuse(end, SECOND)
                self.values, self.whole = values, True
            elif found := usual(self.front.split("\n"), event.start_mark.line):
                self.told(*found)
            else:
                self.refuse(event, N_("fields were expected here, such as “title: My initiative”"))
        except _Refused:
            pass
        except yaml.MarkedYAMLError as error:
            self.told(*explained(error, self.front))
        except (yaml.YAMLError, ValueError):
            what = N_("the fields cannot be read from here; put the value in quotes")
            self.complaints.append(((2, 1), message(what)))
        finally:
            loader.dispose()

    def value(self, event: yaml.Event, path: Path) -> Any:
        """The value that begins with an event. This runs for every value of every file, so it asks little twice."""
        if self.places is not None:
            self.places.values[path] = event.start_mark
        if len(path) >= MAX_DEPTH:
            self.refuse(event, N_("this is nested too deeply; at most %(limit)d levels are possible"), limit=MAX_DEPTH)
        if event.__class__ is yaml.AliasEvent or event.anchor is not None:
            self.refuse(event, REFERENCE)
        if event.tag is not None:
            self.refuse(event, N_("types with ! are not possible; put the value in quotes"))
        if event.__class__ is yaml.ScalarEvent:
            if self.commented and not event.style:
                self.cut(event)
            return self.text(event)
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
            name = self.text(key)
            if name == "<<":
                self.refuse(key, N_("“<<” is not possible; write the fields out"))
            here = (*path, name)
            event = self.next()
            if name in values or here in self.empty_paths:
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
            line, _ = self.firsts.key_at(path)
            what = N_("the field “%(key)s” stands here for the second time (first in line %(line)d)")
            self.complain(key, what, key=key.value, line=line)

    @cached_property
    def firsts(self) -> Places:
        return places(self.front)

    def text(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar. A sign that a file may not hold is refused as an escape, such as ``\\u202e``, as well."""
        value = event.value.replace(MASK, "") if self.masked else event.value
        if event.style == '"' and (barred := BARRED.search(value)):  # only there can a sign be hidden in an escape
            self.complaints.append((_in_file(event.start_mark), invisible(barred[0])))
        return value

    def cut(self, event: yaml.ScalarEvent) -> None:
        """Complain of a “#” that looks like a part of the value: with all that follows it would silently be a comment."""
        mark = event.end_mark
        if _CUT.match(self.commented[mark.line], mark.column):
            self.complaints.append((_in_file(mark), message(_BEHIND)))

    def empty(self, event: yaml.Event, path: Path) -> None:
        self.empty_paths.add(path)
        if self.places is not None:
            self.places.values[path] = event.start_mark
        mark = event.end_mark
        if self.commented and _CUT.match(self.commented[mark.line], mark.column):  # all of it stands behind a “#”
            at = self.commented[mark.line].index("#", mark.column)
            self.complaints.append(((mark.line + 2, at + 1), message(_BEHIND)))
            return
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        self.complain(event, EMPTY, key=name)

    def complain(self, event: yaml.Event, message_id: str, **values: Any) -> None:
        self.complaints.append((_in_file(event.start_mark), message(message_id, **values)))

    def refuse(self, event: yaml.Event, message_id: str, **values: Any) -> None:
        self.complain(event, message_id, **values)
        raise _Refused

    def told(self, line: int, column: int, what: Message) -> None:
        """Complain of a place in the fields, counted from 0."""
        self.complaints.append(((line + 2, column + 1), what))
