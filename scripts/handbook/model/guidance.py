"""Guidance: what a person should know to fill in a field. A Field in; sentences and a sample value out.

The field guide, the starter file and the issue form say the same, because they say it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..words.language import N_, Language, Message, message
from ..words.vocabulary import Coverage, Kind, Stage, Vocabulary
from .fields import Field, Shape

# Text that stands in for what is still to be written; the check asks to replace it.
TO_WRITE = "✎"

_SHAPES = {
    Shape.TEXT: N_("text"),
    Shape.NUMBER: N_("number"),
    Shape.CHOICE: N_("a word from a fixed list"),
    Shape.TERM: N_("the id of a term"),
    Shape.DATE: N_("a day"),
    Shape.PARTIAL_DATE: N_("a year, a month or a day"),
    Shape.PERIOD: N_("a period"),
    Shape.ADDRESS: N_("a web address"),
    Shape.RECORD: N_("fields of its own"),
}
_WRITTEN = {
    Shape.DATE: N_("Written as 2018-06-25."),
    Shape.PARTIAL_DATE: N_("Written as 2018, 2018-06 or 2018-06-25."),
    Shape.PERIOD: N_("Written as 2017–2020, 2017, vanaf 2017 or tot 2020; months too, such as 2017-03."),
    Shape.ADDRESS: N_("In full, with https:// or http:// in front."),
}
_SAMPLES = {
    Shape.TEXT: "…",
    Shape.NUMBER: 1,
    Shape.DATE: "2018-06-25",
    Shape.PARTIAL_DATE: "2018-06-25",
    Shape.PERIOD: "2017–2020",
    Shape.ADDRESS: "https://www.example.nl/",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A field is required where the field ``key`` has this value; ``said`` tells people so."""

    key: str
    value: Vocabulary
    said: str


# Fields that are optional in the model and that some entries must have.
CONDITIONS = {
    "target_groups": Condition("stage", Stage.DESCRIBED, N_("required, except for what is still to be described")),
    "places": Condition("coverage", Coverage.PLACES, N_("required, or say with “Coverage” how far it reaches")),
    "status": Condition("kind", Kind.INITIATIVE, N_("required for an initiative")),
}
REQUIRED = N_("required")


def needed(field: Field) -> Message | None:
    """Whether, or when, it must be there."""
    when = CONDITIONS.get(field.key)
    return Message(REQUIRED) if field.required else Message(when.said) if when else None


def kind(field: Field) -> Message:
    """What its values are."""
    return Message(_SHAPES[field.shape])


def limits(field: Field) -> list[Message]:
    """How long, how many, from where to where, and how it is written."""
    found = []
    if field.fewest and field.greatest:
        found.append(message(N_("%(least)d to %(most)d of them."), least=field.fewest, most=field.greatest))
    elif field.greatest:
        found.append(message(N_("At most %(most)d of them."), most=field.greatest))
    if field.shape is Shape.TEXT and field.most and (field.least or 0) > 1:
        found.append(message(N_("%(least)d to %(most)d characters."), least=field.least, most=field.most))
    elif field.shape is Shape.TEXT and field.most:
        said = N_("Each at most %(most)d characters.") if field.many else N_("At most %(most)d characters.")
        found.append(message(said, most=field.most))
    elif field.shape is Shape.NUMBER and field.most:
        found.append(message(N_("From %(least)s to %(most)s."), least=str(field.least), most=str(field.most)))
    if field.shape in _WRITTEN:
        found.append(Message(_WRITTEN[field.shape]))
    return found


def example(field: Field, language: Language) -> Any:
    """The example that was declared, or None. One in words is a message id; any other says itself."""
    return language.gettext(field.example) if isinstance(field.example, str) else field.example


def sample(field: Field, language: Language) -> Any:
    """The example of a field, or something of its shape; a list for a field that may hold many."""
    if field.example is not None:
        value = example(field, language)
    elif field.shape is Shape.RECORD:
        value = {part.key: sample(part, language) for part in field.fields if part.required}
    elif field.choices:
        value = field.choices[-1].value if not field.required else field.choices[0].value
    else:
        value = _SAMPLES.get(field.shape, "…")
    return [value] if field.many and not isinstance(value, list) else value
