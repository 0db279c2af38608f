"""Automatic corrections of a source: its bytes in; the corrected bytes and what was done out. Two kinds: what is
mechanical, and the certain corrections that the lines of the check name.

Works on the lines as they were written and never writes the values out anew, so comments and habits stay.
Each step proves itself: it is kept only if the file then reads as the same values with the same comments and the same
words below. Where a file cannot be read, a step is kept only if it makes it readable. What is left broken is not touched.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..model.fields import Field, Shape
from ..model.problem import Line
from ..reading.reader import Document, Path, read
from ..words.counts import meant
from ..words.language import N_, Message
from .heal import AFTER_COLON, Lines, quotes, spaces, tabs, without_special_space
from .relist import relisted

_WIDEST = 100  # signs of a list on one line
_COMMENT = re.compile(r"(?:^|\s)(#.*?)\s*$", re.MULTILINE)
_COUNT = re.compile(r"(\s*(?:- +)*value:[ \t]+[\"']?)(.*?)([\"']?)")
_WORD = re.compile(r"[^\s,\[\]{}#&*!|>'\"%@`:?\-]([^,\[\]{}#:\"']*[^\s,\[\]{}#:\"'])?")


@dataclass(frozen=True, slots=True)
class Mended:
    data: bytes
    done: tuple[Message, ...]


def mend(path: str, data: bytes, fields: tuple[Field, ...]) -> Mended | None:
    """The mended file; None when there is nothing to mend, or when mending does not make it readable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    done: list[str] = []
    lines, rest = _front(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not lines:
        return None

    def whole(front: Lines) -> str:
        return "\n".join(["---", *front, "---", *rest])

    def look(front: Lines) -> Document:
        return read(path, whole(front).encode())

    if whole(lines).encode() != data:
        done.append(N_("line ends and byte order mark"))
    spaced = [without_special_space(line) for line in rest]
    if spaced != rest:
        rest = spaced
        done.append(N_("special spaces"))
    if (listed := relisted(rest)) != rest:
        rest = listed
        done.append(N_("lists"))
    heals = (spaces, N_("special spaces")), (tabs, N_("tabs")), (quotes, N_("quotes"))
    for heal, what in heals * 2:  # what one cannot heal may be readable after the next one
        if not look(lines).whole:
            healed = heal(lines, look)
            if healed != lines:
                lines = healed
                done.append(what)
    before = look(lines)
    if not before.whole:
        return None
    steps: tuple[tuple[Callable[[Lines, Document, tuple[Field, ...]], Iterator[Lines]], str], ...] = (
        (_without_tab, N_("tabs")),
        (_without_space, N_("spaces at the end of lines")),
        (_as_counts, N_("how figures are written")),
        (_short_lists, N_("lists of words on one line")),
        (_in_order, N_("the order of the fields")),
    )
    for step, what in steps:
        changed = _settled(lines, step, fields, look)
        if changed != lines:
            lines = changed
            done.append(what)
    result = whole(lines).encode()
    return Mended(result, tuple(map(Message, dict.fromkeys(done)))) if result != data else None


def put_right(data: bytes, lines: Iterable[Line]) -> tuple[bytes, list[Line]]:
    """A file with the certain corrections of these lines of the check made, and the lines that were so corrected."""
    parts = re.split("(\r\n|\r|\n)", data.decode("utf-8-sig"))
    done = []
    for line in sorted(lines, key=lambda line: line.column, reverse=True):  # from the end, so that columns stay
        at = 2 * (line.line - 1)
        if line.mend and at < len(parts) and (made := line.mend.made(parts[at])) is not None:
            parts[at] = made
            done.append(line)
    mark = data[: len(codecs.BOM_UTF8)] if data.startswith(codecs.BOM_UTF8) else b""
    return mark + "".join(parts).encode(), sorted(done)


def _front(text: str) -> tuple[Lines, Lines]:
    """The lines of the fields, and the lines below them; nothing when the fields do not begin or end."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() == "---":
                return lines[1:number], lines[number + 1 :]
    return [], []


def _settled(
    lines: Lines, step: Callable[..., Iterator[Lines]], fields: tuple[Field, ...], look: Callable[[Lines], Document]
) -> Lines:
    """Apply every proposal of a step that keeps values, comments and text the same, until there are no more."""
    refused: set[str] = set()
    while True:
        before = look(lines)
        for proposal in step(lines, before, fields):
            written = "\n".join(proposal)
            if proposal == lines or written in refused:
                continue
            after = look(proposal)
            if after.whole and _same(before, lines, after, proposal):
                lines = proposal
                break
            refused.add(written)
        else:
            return lines


def _same(before: Document, lines: Lines, after: Document, proposal: Lines) -> bool:
    return (
        _counted(after.values) == _counted(before.values)
        and after.empty == before.empty
        and len(after.problems) == len(before.problems)
        and Counter(_COMMENT.findall("\n".join(lines))) == Counter(_COMMENT.findall("\n".join(proposal)))
    )


def _counted(value: object) -> object:
    """The values with each figure in its normal notation."""
    if isinstance(value, dict):
        return {
            key: meant(item) if key == "value" and isinstance(item, str) else _counted(item)
            for key, item in value.items()
        }
    return [_counted(item) for item in value] if isinstance(value, list) else value


def _as_counts(lines: Lines, document: Document, fields: tuple[Field, ...]) -> Iterator[Lines]:
    """Figures with the signs that they have here: “ca. 12-16” becomes “circa 12–16”."""
    for number, line in enumerate(lines):
        if match := _COUNT.fullmatch(line.rstrip()):
            yield [*lines[:number], f"{match[1]}{meant(match[2])}{match[3]}", *lines[number + 1 :]]


def _without_tab(lines: Lines, document: Document, fields: tuple[Field, ...]) -> Iterator[Lines]:
    """A space, not a tab, between the name of a field and its value."""
    for number, line in enumerate(lines):
        yield [*lines[:number], AFTER_COLON.sub(r"\1 ", line), *lines[number + 1 :]]


def _without_space(lines: Lines, document: Document, fields: tuple[Field, ...]) -> Iterator[Lines]:
    """No spaces at the end of lines: at once, or line by line where they mean something in one of them."""
    yield [line.rstrip() for line in lines]
    for number, line in enumerate(lines):
        if line != line.rstrip():
            yield [*lines[:number], line.rstrip(), *lines[number + 1 :]]


def _short_lists(lines: Lines, document: Document, fields: tuple[Field, ...]) -> Iterator[Lines]:
    """Lists of words with one on each line become lists between square brackets."""
    for field in fields:
        if not field.many or field.shape is Shape.RECORD or (field.key,) not in document.places.keys:
            continue
        start = document.key_at((field.key,))[0] - 2
        end = start + 1
        while end < len(lines) and (item := re.fullmatch(r" *- +(.*?) *", lines[end])) and _WORD.fullmatch(item[1]):
            end += 1
        if not re.fullmatch(rf"{re.escape(field.key)}: *", lines[start]) or end == start + 1:
            continue
        words = ", ".join(re.sub(r"^ *- +", "", line).strip() for line in lines[start + 1 : end])
        together = f"{field.key}: [{words}]"
        if len(together) <= _WIDEST:
            yield [*lines[:start], together, *lines[end:]]


def _in_order(lines: Lines, document: Document, fields: tuple[Field, ...]) -> Iterator[Lines]:
    """Fields in the order of the model: those of each record, then those of the file."""
    for path, own in _records(document.values, fields, ()):
        proposal = _record_in_order(lines, document, path, [field.key for field in own])
        if proposal:
            yield proposal
    order = [field.key for field in fields]
    starts = sorted((document.key_at((key,))[0] - 2, key) for (key, *deeper) in document.places.keys if not deeper)
    if not starts or any(key not in order for _, key in starts):
        return
    begins = [_with_comments(lines, start) for start, _ in starts]
    blocks = {key: lines[begin:end] for (_, key), begin, end in zip(starts, begins, [*begins[1:], len(lines)])}
    yield [*lines[: begins[0]], *(line for key in sorted(blocks, key=order.index) for line in blocks[key])]


def _with_comments(lines: Lines, start: int) -> int:
    """Comments right above a field belong to it."""
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _records(value: object, fields: tuple[Field, ...], path: Path) -> Iterator[tuple[Path, tuple[Field, ...]]]:
    """Every record inside the values, with its fields."""
    if not isinstance(value, dict):
        return
    for field in fields:
        inner = value.get(field.key)
        if field.shape is Shape.RECORD:
            items = enumerate(inner) if isinstance(inner, list) else [(None, inner)]
            for number, item in items:
                here = (*path, field.key) if number is None else (*path, field.key, number)
                if isinstance(item, dict):
                    yield here, field.fields
                    yield from _records(item, field.fields, here)


def _record_in_order(lines: Lines, document: Document, path: Path, order: list[str]) -> Lines | None:
    """The lines with the fields of one record in order; None if they are in order already or share a line."""
    own = [key for key in document.places.keys if key[:-1] == path]
    places = sorted((*document.key_at(key), str(key[-1])) for key in own)
    names = [name for *_, name in places]
    if any(name not in order for name in names) or names == sorted(names, key=order.index):
        return None
    column = places[0][1] - 1
    starts = [line - 2 for line, _, _ in places]
    if len(set(starts)) < len(starts) or any(place[1] - 1 != column for place in places):
        return None
    end = starts[-1] + 1
    while end < len(lines) and lines[end].startswith(" " * (column + 1)):
        end += 1
    blocks = {name: lines[start:stop] for name, start, stop in zip(names, starts, [*starts[1:], end])}
    first = lines[starts[0]][:column]
    moved = [
        ((first if place == 0 else " " * column) + block[0][column:], *block[1:])
        for place, block in enumerate(blocks[name] for name in sorted(names, key=order.index))
    ]
    return [*lines[: starts[0]], *(line for block in moved for line in block), *lines[end:]]
