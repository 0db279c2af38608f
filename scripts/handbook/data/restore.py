"""The way back: ``initiatives.json``, ``terms.json`` or a table of entries in; the texts of source files, by path, out.

A file from elsewhere can write nothing but entries and terms: each has the name of one, below a folder of ours, and YAML
that is written by us. What the model refuses becomes a file as it is, for the check to judge where it can be mended.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from ..forms.entry import entry
from ..model.fields import fields
from ..model.folders import CONTENT, INITIATIVES
from ..model.initiative import Initiative, Term
from ..reading.load import TERMS
from ..reading.sources import named
from ..words.language import N_, Language, Message, message
from ..words.names import identifier
from . import sheet
from .records import FAMILIES
from .sheet import BODY, Unusable, at

_MADE = ("address", "count")  # what the export adds
_STRANGE = N_("it is no initiatives.json or terms.json of this handbook")

Records = Iterable[tuple[Message, Any]]


def given(data: bytes, day: str, language: Language) -> dict[str, str]:
    """The files of data or of a table. An entry without dates gets this ``day`` for both. Raises
    ``Unusable``."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        return _written(INITIATIVES, sheet.records(data, language), Initiative, day)
    try:
        return sources(json.loads(data), day)
    except (ValueError, RecursionError):
        raise Unusable(message(_STRANGE)) from None


def sources(published: Any, day: str = "") -> dict[str, str]:
    """The files below the project's root; of terms those that had one."""
    if isinstance(published, Mapping) and isinstance(entries := published.get("initiatives"), list):
        return _written(INITIATIVES, _numbered(entries), Initiative, day)
    if not isinstance(published, Mapping) or not all(isinstance(published.get(key), list) for key in FAMILIES):
        raise Unusable(message(_STRANGE))
    made: dict[str, str] = {}
    for key, folder in FAMILIES.items():
        own = [(where, one) for where, one in _numbered(published[key]) if not isinstance(one, dict) or BODY in one]
        made |= _written(f"{CONTENT}/{folder}", own, TERMS[folder])
    return made


def _numbered(records: Iterable[Any]) -> Iterator[tuple[Message, Any]]:
    return ((message(N_("item %(number)d"), number=number), one) for number, one in enumerate(records, start=1))


def _written(folder: str, records: Records, model: type[Initiative] | type[Term], day: str = "") -> dict[str, str]:
    files: dict[str, str] = {}
    first: dict[str, Message] = {}
    faults = []
    for where, record in records:
        slug, wrong = _name(record, folder.rpartition("/")[2])
        if wrong or slug in first:
            twice = message(N_("“%(value)s” stands there already, in %(where)s"), value=slug, where=first.get(slug))
            faults.append(at(where, wrong or twice))
            continue
        first[slug] = where
        values = {key: value for key, value in record.items() if key not in (*_MADE, "slug")}
        if day:
            values = {"added": day, "reviewed": day, **values}
        files[f"{folder}/{slug}.md"] = _text(slug, values, model)
    if faults:
        raise Unusable(*faults)
    return files


def _name(record: Any, folder: str) -> tuple[str, Message | None]:
    """The name of its file, and what is wrong with it."""
    if not isinstance(record, Mapping):
        return "", message(_STRANGE)
    slug, title = record.get("slug"), record.get("title")
    if not slug and not title:
        return "", message(N_("there is no title"))
    name = str(slug) if slug else identifier(str(title))
    return name, named(name, folder)


def _text(slug: str, values: dict[str, Any], model: type[Initiative] | type[Term]) -> str:
    body = values.pop(BODY, None)
    try:
        found = model.model_validate(values | {"slug": slug, BODY: body or ""})
    except ValidationError:
        kept = {key: value for key, value in values.items() if value not in (None, [], "")}
        return entry(kept, str(body or ""), fields(model))
    front = found.model_dump(mode="json", exclude={"slug", BODY}, exclude_none=True, exclude_defaults=True)
    return entry(front, found.body, fields(model))
