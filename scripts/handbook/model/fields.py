"""The fields as people meet them: the model, read back for everything that is made from it.

In: a pydantic model. Out: a tree of ``Field``: label, help, example, limits, choices. The field guide, the schema, the
starter file, the web form, the issue form and the codebook are written from this, so that a field is declared once.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, HttpUrl, StringConstraints
from pydantic.fields import FieldInfo

from ..words.dates import PartialDate
from ..words.periods import Period
from ..words.vocabulary import Vocabulary
from .initiative import FrontMatter


class Shape(StrEnum):
    """What a value looks like."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    TERM = "term"  # the slug of a theme, a target group, a programme or a method
    DATE = "date"  # a day
    PARTIAL_DATE = "partial-date"  # a year, a month or a day
    PERIOD = "period"
    ADDRESS = "address"
    RECORD = "record"  # has fields of its own


# The fields whose values are terms, and the folder in which a term is a file.
TERMS = {
    "themes": "content/themas",
    "target_groups": "content/doelgroepen",
    "programme": "content/programmas",
    "series": "content/programmas",
    "methods": "initiatives",
}

# The fields that a new entry cannot have yet, or that are the editors’ care; they fill them in later.
LATER = ("former_slugs", "series_date")


@dataclass(frozen=True, slots=True)
class Field:
    """``label`` and ``help`` are message ids. ``many`` tells whether the value is a list of the shape.

    ``least`` and ``most`` limit the length of a text or the value of a number; ``fewest`` and ``greatest`` the
    number of items of a list. ``terms`` is the folder of the terms that are allowed.
    """

    key: str
    label: str
    help: str
    example: Any
    required: bool
    shape: Shape
    many: bool = False
    choices: tuple[Vocabulary, ...] = ()
    terms: str = ""
    least: int | None = None
    most: int | None = None
    fewest: int | None = None
    greatest: int | None = None
    fields: tuple[Field, ...] = ()


@cache
def fields(model: type[BaseModel] = FrontMatter) -> tuple[Field, ...]:
    """The fields of a model in the order in which they are declared."""
    return tuple(_field(key, info) for key, info in model.model_fields.items())


def asked() -> tuple[Field, ...]:
    """The fields of an entry that forms and starter files ask for."""
    return tuple(field for field in fields() if field.key not in LATER)


def _field(key: str, info: FieldInfo) -> Field:
    annotation, many = _item(info.annotation)
    inner, limits = _unwrap(annotation)
    shape = Shape.TERM if key in TERMS else _shape(inner)
    own = _limits(info.metadata)
    fewest, greatest = own if many else (None, None)
    least, most = limits if many or limits != (None, None) else own
    return Field(
        key=key,
        label=info.title or "",
        help=info.description or "",
        example=info.examples[0] if info.examples else None,
        required=info.is_required(),
        shape=shape,
        many=many,
        choices=tuple(inner) if shape is Shape.CHOICE else (),
        terms=TERMS.get(key, ""),
        least=least,
        most=most,
        fewest=fewest,
        greatest=greatest,
        fields=fields(inner) if shape is Shape.RECORD else (),
    )


def _item(annotation: Any) -> tuple[Any, bool]:
    """The type of one item, and whether there may be many; ``X | None`` is X."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True
    return annotation, False


def _unwrap(annotation: Any) -> tuple[Any, tuple[int | None, int | None]]:
    """The bare type inside ``Annotated``, and the limits that stand there."""
    if get_origin(annotation) is not Annotated:
        return annotation, (None, None)
    bare, *metadata = get_args(annotation)
    return bare, _limits(metadata)


def _limits(metadata: list[Any]) -> tuple[int | None, int | None]:
    least = most = None
    for item in metadata:
        if isinstance(item, StringConstraints):
            least, most = item.min_length, item.max_length
        elif isinstance(item, annotated_types.MinLen):
            least = item.min_length
        elif isinstance(item, annotated_types.MaxLen):
            most = item.max_length
        elif isinstance(item, annotated_types.Ge):
            least = item.ge
        elif isinstance(item, annotated_types.Le):
            most = item.le
    return least, most


def _shape(bare: Any) -> Shape:
    if issubclass(bare, BaseModel):
        return Shape.RECORD
    if issubclass(bare, Vocabulary):
        return Shape.CHOICE
    for kind, shape in _SHAPES:
        if issubclass(bare, kind):
            return shape
    return Shape.TEXT


_SHAPES = (
    (PartialDate, Shape.PARTIAL_DATE),
    (Period, Shape.PERIOD),
    (datetime.date, Shape.DATE),
    (HttpUrl, Shape.ADDRESS),
    (int, Shape.NUMBER),
    (float, Shape.NUMBER),
)
