"""References in the fields: a document in; the path of every value that names a subject, with its new value, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.removed import target
from ..reading.reader import Document, Path
from ..words.names import slug
from .subject import Subject


def of(old: Subject, document: Document, now: Subject, name: str | None) -> Iterator[tuple[Path, str]]:
    """``name`` is the new name of an organisation or a place, by which entries refer to it."""
    values = document.values
    if document.path.startswith("initiatives/"):
        for key in old.keys:
            yield from ((path, now.slug) for path, value in _texts(values.get(key), (key,)) if value == old.slug)
        if name:
            yield from _by_name(old, values, name)
    elif document.path.startswith("content/programmas/"):
        if name and old.folder == "organisaties" and _called(values.get("organisation"), old):
            yield ("organisation",), name
    elif document.path.startswith("content/vervallen/"):
        for path, value in _texts(values.get("see"), ("see",)):
            if target(value) == old.address:
                yield path, now.slug if "/" not in value.strip("/") else now.address.rstrip("/")


def _by_name(old: Subject, values: dict[str, Any], name: str) -> Iterator[tuple[Path, str]]:
    """The organisations and the places of an entry that have the name of the subject."""
    if old.folder == "organisaties":
        for number, item in enumerate(_list(values.get("organisations"))):
            if isinstance(item, dict) and _called(item.get("name"), old):
                yield ("organisations", number, "name"), name
    elif old.folder == "steden":
        for path, value in _texts(values.get("places"), ("places",)):
            city, mark, district = value.partition("/")
            if _called(city, old):
                yield path, f"{name}{mark}{district}"


def _called(written: Any, subject: Subject) -> bool:
    return isinstance(written, str) and slug(written) == subject.slug


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts of a field that may hold one or many."""
    if isinstance(value, str):
        yield path, value
    for number, item in enumerate(_list(value)):
        if isinstance(item, str):
            yield (*path, number), item


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
