"""The way back: ``initiatives.json`` in; the source files that it was made from, as texts by their path, out.

Each record is judged by the model first, so a file from elsewhere can write nothing but entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..forms.entry import entry
from ..model.initiative import Initiative

_MADE = ("address",)  # what the export adds


def sources(published: Mapping[str, Any]) -> dict[str, str]:
    """The files below the project's root. Raises pydantic's ValidationError for a record that the model refuses."""
    return dict(_source(record) for record in published["initiatives"])


def _source(record: Mapping[str, Any]) -> tuple[str, str]:
    values = {key: value for key, value in dict(record).items() if key not in _MADE}
    found = Initiative.model_validate(values)
    front = found.model_dump(mode="json", exclude={"slug", "body"}, exclude_none=True, exclude_defaults=True)
    return f"initiatives/{found.slug}.md", entry(front, found.body)
