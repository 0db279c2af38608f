"""An entry as a file: its values and its description in, the text of the file out.

The YAML is written by PyYAML's own dumper, so that no value can leave its place; the reader gets back what was
put in. Lists of words stand on one line and records below each other, as people write them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from ..model.fields import Field, Shape, fields

_YEAR = re.compile(r"[12]\d{3}")
_UNQUOTED = (Shape.NUMBER, Shape.PARTIAL_DATE, Shape.PERIOD)


class _Dumper(yaml.SafeDumper):
    """A dumper without the type for dates: our reader takes every value as text, so a date needs no quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_representer(
    list,
    lambda dumper, items: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", items, flow_style=not any(isinstance(item, dict) for item in items)
    ),
)


def entry(values: Mapping[str, Any], body: str, declared: tuple[Field, ...] | None = None) -> str:
    """The whole file, of an entry unless other fields are ``declared``. ``values`` are texts, lists and mappings of texts
    by key; they are put in the model's order, and undeclared keys come last, for the check to name."""
    return f"---\n{_dumped(_all(values, declared or fields()))}---\n\n{body.strip()}".rstrip() + "\n"


def front(values: Mapping[str, Any], declared: tuple[Field, ...]) -> str:
    """Values of declared fields as YAML, one below the other."""
    return _dumped(_ordered(values, declared))


def _dumped(values: Mapping[str, Any]) -> str:
    return yaml.dump(
        values,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=1_000_000,
    )


def _ordered(values: Mapping[str, Any], declared: tuple[Field, ...]) -> dict[str, Any]:
    return {field.key: _value(values[field.key], field) for field in declared if field.key in values}


def _all(values: Mapping[str, Any], declared: tuple[Field, ...]) -> dict[str, Any]:
    found = _ordered(values, declared)
    return found | {key: value for key, value in values.items() if key not in found}


def _value(value: Any, field: Field) -> Any:
    if isinstance(value, list):
        return [_value(item, field) for item in value]
    if isinstance(value, Mapping):
        return _all(value, field.fields)
    plain = field.shape is Shape.NUMBER or (field.shape in _UNQUOTED and _YEAR.fullmatch(str(value)))
    return int(value) if plain and str(value).isdecimal() and str(value).isascii() and len(str(value)) < 10 else value
