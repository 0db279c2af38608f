"""The way back: ``initiatives.json`` or ``terms.json`` in; the source files that it was made from, as texts by their path,
out.

Each record is judged by the model first, so a file from elsewhere can write nothing but entries and terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..forms.entry import entry
from ..model.fields import fields
from ..model.folders import CONTENT
from ..model.initiative import Initiative, Term
from ..reading.load import TERMS
from .records import FAMILIES

_MADE = ("address", "count")  # what the export adds


def sources(published: Mapping[str, Any]) -> dict[str, str]:
    """The files below the project's root; of terms those that had one. Raises pydantic's ValidationError for a record
    that the model refuses, and KeyError for what holds neither entries nor terms."""
    if "initiatives" in published:
        return {f"initiatives/{slug}.md": text for slug, text in _files(published["initiatives"], Initiative)}
    return {
        f"{CONTENT}/{folder}/{slug}.md": text
        for key, folder in FAMILIES.items()
        for slug, text in _files([record for record in published[key] if "body" in record], TERMS[folder])
    }


def _files(records: Iterable[Mapping[str, Any]], model: type[Initiative] | type[Term]) -> Iterator[tuple[str, str]]:
    for record in records:
        found = model.model_validate({key: value for key, value in record.items() if key not in _MADE})
        front = found.model_dump(mode="json", exclude={"slug", "body"}, exclude_none=True, exclude_defaults=True)
        yield found.slug, entry(front, found.body, fields(model))
