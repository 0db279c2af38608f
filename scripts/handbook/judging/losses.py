"""Losses: a record before and after a change, and its fields, in; path and sentence for everything that is gone, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from ..model.fields import LATER, Field, Shape
from ..reading.headings import headings
from ..reading.parse import markdown
from ..reading.reader import Path
from ..words.language import N_, Message, message
from ..words.names import same, slug

Loss = tuple[Path, Message]

# The parts by which an item of a list is recognised: the first of these that it has. Others by their first part.
_KNOWN_BY = {"sources": ("url", "title"), "follow_up": ("date",)}
_HISTORY = "follow_up"  # what was said then stays as it was said
_UNWATCHED = (*LATER, "slug", "body")
_EMPTY = (None, "", ())
_SORTING = ("themes", "target_groups", "synonyms")  # editors may choose other terms; only an emptied list is a loss
_FOLDERS = {"methods": "initiatieven", "programme": "programmas", "series": "programmas", "places": "steden", "organisations": "organisaties"}  # fmt: skip
_NOTE_GONE = N_("the note of %(date)s was published and is gone; what was said then stays")
_NOTE_CHANGED = N_("the note of %(date)s was published and is changed; leave it, and add a new one")
_FEWER = 2  # a text with less than half of its words lost something
_SHORT = 40  # words; of a text that short it cannot be told


def losses(was: BaseModel, now: BaseModel, declared: Sequence[Field], former: Mapping[str, str]) -> Iterator[Loss]:
    """Fields that are empty now, and items that left their list. ``former`` leads from former addresses to today's."""
    for field in declared:
        old, new = getattr(was, field.key), getattr(now, field.key)
        path = (field.key,)
        if field.key in _UNWATCHED or old in _EMPTY:
            continue
        if field.many and field.shape is Shape.RECORD:
            yield from _records(field, old, new, former)
        elif field.many:
            if field.key not in _SORTING or not new:
                keys = {_named(field.key, value, former) for value in new}
                yield from ((path, _gone(field, one)) for one in old if _named(field.key, one, former) not in keys)
        elif new in _EMPTY:
            yield path, _emptied(Message(field.label), old)
        elif field.shape is Shape.RECORD:
            yield from _parts(field, old, new, path)
        elif field.key == "reviewed" and new < old:
            yield path, message(N_("the review of %(old)s was published; the date goes back to %(new)s"), old=str(old), new=str(new))  # fmt: skip
        elif field.key == "added" and new != old:
            yield path, message(N_("it was added on %(old)s; that date does not change"), old=str(old))
        elif field.key == "stage" and new != old and now.is_stub:
            yield path, message(N_("it was described, and is a stub now"))


def texts(was: BaseModel, now: BaseModel) -> Iterator[Loss]:
    """Sections that are gone, and a text that lost more than half of its words."""
    parsed = markdown(now.body)
    kept = {slug(heading.text) for heading in headings(parsed)}
    for heading in headings(markdown(was.body)):
        if heading.level == 2 and slug(heading.text) not in kept:
            yield (), message(N_("the part “%(name)s” was published and is gone"), name=heading.text)
    old, new = len(was.body.split()), len(now.body.split())
    if old >= _SHORT and new * _FEWER < old:
        yield (), message(N_("the text had %(old)d words and has %(new)d now; is nothing lost?"), old=old, new=new)


def _records(field: Field, old: Sequence[Any], new: Sequence[Any], former: Mapping[str, str]) -> Iterator[Loss]:
    """Items are matched one to one: those that are the same first, then those that are known by the same name."""
    path = (field.key,)
    left = list(enumerate(new))
    changed = []
    for item in old:
        equal = next((pair for pair in left if pair[1] == item), None)
        left.remove(equal) if equal else changed.append(item)
    for item in changed:
        pair = next((pair for key in _keys(field) for pair in left if _alike(field, key, item, pair[1], former)), None)
        if pair is None:
            note = field.key == _HISTORY
            yield path, message(_NOTE_GONE, date=item.date) if note else _gone(field, _title(field, item))
            continue
        left.remove(pair)
        if field.key == _HISTORY:
            yield (*path, pair[0]), message(_NOTE_CHANGED, date=item.date)
        else:
            yield from _parts(field, item, pair[1], (*path, pair[0]))


def _parts(field: Field, old: BaseModel, new: BaseModel, path: Path) -> Iterator[Loss]:
    for part in field.fields:
        value = getattr(old, part.key)
        if value not in (None, "") and getattr(new, part.key) in (None, ""):
            label = message(N_("%(record)s: %(part)s"), record=Message(field.label), part=Message(part.label))
            yield path, _emptied(label, value)


def _keys(field: Field) -> tuple[str, ...]:
    return _KNOWN_BY.get(field.key, (field.fields[0].key,))


def _alike(field: Field, key: str, old: Any, new: Any, former: Mapping[str, str]) -> bool:
    """Whether two items are one and the same, with other details."""
    first, second = (_named(field.key, getattr(item, key), former) for item in (old, new))
    return first == second and first != ""


def _named(key: str, value: Any, former: Mapping[str, str]) -> str:
    """A key for a value by its present name, the same for all spellings."""
    if value is None:
        return ""
    folder = _FOLDERS.get(key)
    if folder:
        name, mark, rest = str(value).partition("/")
        return former.get(f"{folder}/{slug(name)}/", f"{folder}/{slug(name)}/") + mark + same(rest)
    return same(str(value))


def _title(field: Field, item: Any) -> str:
    return str(getattr(item, _keys(field)[-1]))


def _gone(field: Field, value: object) -> Message:
    return message(
        N_("“%(value)s” was published here (%(label)s) and is gone"), value=str(value), label=Message(field.label)
    )


def _emptied(label: Message, value: object) -> Message:
    return message(N_("“%(label)s” was filled in (%(value)s) and is empty now"), label=label, value=str(value)[:80])
