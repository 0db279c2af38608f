"""The JSON Schema of an entry's fields (draft 2020-12), as it is published beside the site.

In: the fields, and the terms of this edition. Out: the schema as a value. It describes the fields as YAML 1.2
reads them, so that an editor with a language server checks and completes while somebody writes.
"""

from __future__ import annotations

from typing import Any

from ..model import address
from ..model.fields import Field, Shape, fields
from ..model.guidance import sample
from ..model.record import SLUG
from ..reading.terms import Terms
from ..words.language import N_, Language
from ..words.names import LONGEST
from ..words.vocabulary import FIRST_YEAR, LAST_YEAR

_DAY = r"(0[1-9]|[12]\d|3[01])"
_CENTURIES = r"(1[89]\d\d|20\d\d|2100)"  # FIRST_YEAR to LAST_YEAR
_PARTIAL = rf"{_CENTURIES}(-(0[1-9]|1[0-2])(-{_DAY})?)?"
_PERIOD = rf"^(vanaf {_PARTIAL}|tot {_PARTIAL}|{_PARTIAL}|{_PARTIAL}\s*(–|-| t/m | tot en met )\s*({_PARTIAL}|heden))$"
_SLUG = {"type": "string", "pattern": SLUG, "maxLength": LONGEST}
# A year without quotes is a number to YAML.
_YEAR = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}


def schema(terms: Terms, language: Language, url: str) -> dict[str, Any]:
    """The whole schema; ``url`` is the address of the site."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": url + address.SCHEMA_FILE,
        "title": language.gettext(N_("An entry of the handbook")),
        "description": language.gettext(N_("The fields at the top of a file in initiatives/.")),
        **_record(fields(), terms, language),
    }


def _record(declared: tuple[Field, ...], terms: Terms, language: Language) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.key: _property(field, terms, language) for field in declared},
        "required": [field.key for field in declared if field.required],
        "additionalProperties": False,
    }


def _property(field: Field, terms: Terms, language: Language) -> dict[str, Any]:
    example = sample(field, language)
    about = {"title": language.say(field.label), "description": language.say(field.help)}
    # Nothing that stands in for an example, and no term: those of this edition are all named.
    if "…" not in str(example) and field.shape is not Shape.TERM:
        about["examples"] = [example]
    item = _item(field, terms, language)
    if not field.many:
        return about | item
    return about | {"type": "array", "items": item} | _present(minItems=field.fewest, maxItems=field.greatest)


def _item(field: Field, terms: Terms, language: Language) -> dict[str, Any]:
    match field.shape:
        case Shape.RECORD:
            return _record(field.fields, terms, language)
        case Shape.CHOICE:
            return {"enum": [choice.value for choice in field.choices]}
        case Shape.TERM:
            return {"type": "string", "enum": list(terms[field.key])} if terms[field.key] else _SLUG
        case Shape.NUMBER:
            return {"type": "integer"} | _present(minimum=field.least, maximum=field.most)
        case Shape.DATE:
            return {"type": "string", "format": "date", "pattern": rf"^{_CENTURIES}-(0[1-9]|1[0-2])-{_DAY}$"}
        case Shape.PARTIAL_DATE:
            return {"anyOf": [{"type": "string", "pattern": f"^{_PARTIAL}$"}, _YEAR]}
        case Shape.PERIOD:
            return {"anyOf": [{"type": "string", "pattern": _PERIOD}, _YEAR]}
        case Shape.ADDRESS:
            return {"type": "string", "format": "uri", "pattern": r"^https?://[^\s/?#]+", "maxLength": 500}
    # A text of digits alone is a number to YAML; the handbook keeps it as it is written.
    return {"type": ["string", "number"]} | _present(minLength=field.least, maxLength=field.most)


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
