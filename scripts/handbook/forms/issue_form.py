"""The GitHub issue forms: the fields and the terms in, the questions and the forms' YAML out.

``questions`` is what both sides share: the form asks them and ``issue`` recognises the answers by their labels.
A record is asked as one line with ``|`` between its parts. The words of closed lists and the themes and target
groups are choices; terms that grow with every contribution are asked as text, so that the form stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import yaml

from ..model import address
from ..model.fields import Field, Shape, asked
from ..model.guidance import limits, sample
from ..model.settings import Settings
from ..reading.terms import Terms
from ..words.language import N_, Language
from ..words.vocabulary import Section

MADE = "# Made by scripts/generate.py from scripts/handbook/model/initiative.py: change it there.\n"
# Not asked: the day on which the file is made is their value.
GIVEN = ("added", "reviewed")
# Fields that nearly every entry has (see field_rules), asked before the text; the others come after it.
_EARLY = ("stage", "target_groups", "places", "coverage", "period", "status")
_STUB = ("title", "summary", "kind", "themes", "places", "coverage", "status", "sources")
# The parts of a record that a line holds in this order; other parts are written as “Label: value”.
_COLUMNS = {"sources": ("title", "publisher", "date", "url")}
TEXT, CONSENT = "text", "consent"  # questions that are no field
_CHOSEN = ("themes", "target_groups")
_ORDERED = "themes"  # a dropdown keeps no order, so the first one is a question of its own


@dataclass(frozen=True, slots=True)
class Question:
    """``path`` leads to the value: the key of a field, and of its part; or ``section`` is the part of the text."""

    id: str
    label: str
    help: str
    path: tuple[str, ...] = ()
    field: Field | None = None
    section: Section | None = None

    @property
    def required(self) -> bool:
        return bool(self.field and self.field.required and len(self.path) == 1)


def questions(language: Language) -> tuple[Question, ...]:
    """Every question of the full form, in its order."""
    early, late = [], []
    for field in asked():
        if field.key not in GIVEN:
            (early if field.required or field.key in _EARLY else late).extend(_of_field(field, language))
    sections = [
        Question(section.value, language.say(section.label), language.say(section.help), section=section)
        for section in Section
    ]
    return (*early, *sections, *late)


def stub_questions(language: Language) -> tuple[Question, ...]:
    """The questions about an initiative of which little is known."""
    found = [question for field in asked() if field.key in _STUB for question in _of_field(field, language)]
    help = language.gettext(N_("One or two short paragraphs. What is missing may be left open."))
    return (*found, Question(TEXT, language.gettext(N_("What you know already")), help))


def consent(language: Language) -> Question:
    """The question that ends both forms."""
    return Question(CONSENT, language.gettext(N_("Before you send it")), "")


def columns(field: Field) -> tuple[Field, ...]:
    """The parts of a record that a line holds in their order."""
    if field.key in _COLUMNS:
        parts = {part.key: part for part in field.fields}
        return tuple(parts[key] for key in _COLUMNS[field.key])
    return field.fields


def _of_field(field: Field, language: Language) -> Iterable[Question]:
    say = language.say
    label = say(field.label)
    if field.key == _ORDERED:
        first = replace(field, many=False, fewest=None, greatest=None)
        yield Question(f"{field.key}-first", say(N_("Most fitting theme")), _help(first, language), (field.key,), first)
        others = replace(field, required=False, fewest=None, greatest=field.greatest and field.greatest - 1)
        help = say(N_("Only if others fit as well."))
        yield Question(field.key, say(N_("Other themes")), help, (field.key,), others)
    elif field.shape is Shape.RECORD and not field.many:
        for number, part in enumerate(field.fields):
            own, help = say(part.label), _help(part, language)
            name = label if own == label else f"{label}: {own[:1].lower()}{own[1:]}"
            help = help if number else f"{say(field.help)} {help}"
            yield Question(f"{field.key}-{part.key}", name, help, (field.key, part.key), part)
    else:
        yield Question(field.key, label, _help(field, language), (field.key,), field)


def _help(field: Field, language: Language) -> str:
    say = language.say
    said = [say(field.help), *map(say, limits(field))]
    if field.many and field.shape is Shape.RECORD:
        parts = columns(field)
        said.append(say(N_("One on each line: %(shape)s."), shape=" | ".join(say(part.label) for part in parts)))
        others = tuple(say(part.label) for part in field.fields if part not in parts)
        if others:
            said.append(say(N_("You may add, with a label in front: %(labels)s."), labels=others))
        for part in parts:
            if part.choices:
                choices = tuple(choice.value for choice in part.choices)
                said.append(say(N_("%(label)s is one of: %(choices)s."), label=say(part.label), choices=choices))
            elif part.shape is Shape.NUMBER:
                said.append(f"{say(part.label)}: {say(part.help)}")
    elif field.many and field.key not in _CHOSEN:
        said.append(say(N_("One on each line.")))
    return " ".join(said)


def form(terms: Terms, settings: Settings, language: Language) -> str:
    """The form for a whole entry."""
    say = language.say
    intro = say(
        N_(
            "Thank you for writing. Answer what your source says and leave the rest empty. Everybody can read what you send, so leave out private details of yourself and of others. What each question means is explained at %(guide)s."
        ),
        guide=settings.url + address.FIELDS,
    )
    blocks = [
        _markdown(intro),
        *(_block(question, terms, language) for question in questions(language)),
        _consent(settings, language),
    ]
    return _yaml(
        say(N_("Add a practice")),
        say(N_("Describe an initiative, a way of working or a guide. An editor makes a page of it.")),
        blocks,
    )


def stub_form(terms: Terms, settings: Settings, language: Language) -> str:
    """The form for an initiative that somebody else may describe."""
    say = language.say
    intro = say(
        N_("Do you know a practice that is missing? A name and a source are enough. Everybody can read what you send.")
    )
    blocks = [
        _markdown(intro),
        *(_block(question, terms, language) for question in stub_questions(language)),
        _consent(settings, language),
    ]
    return _yaml(say(N_("Name a practice")), say(N_("For a practice of which you know only a little.")), blocks)


def mistake_form(language: Language) -> str:
    """The form for a mistake on a page; an editor reads it, and no file is made of it."""
    say = language.gettext
    page = {"label": say(N_("Which page?")), "description": say(N_("Its title or its web address."))}
    wrong = {
        "label": say(N_("What is wrong, and what would be right?")),
        "description": say(N_("Everybody can read what you send.")),
    }
    source = {"label": say(N_("How do you know?")), "description": say(N_("A source, or your own experience."))}
    needed = {"validations": {"required": True}}
    blocks = [
        {"type": "input", "id": "page", "attributes": page, **needed},
        {"type": "textarea", "id": "wrong", "attributes": wrong, **needed},
        {"type": "textarea", "id": "source", "attributes": source},
    ]
    return _yaml(say(N_("Report a mistake")), say(N_("Something in the handbook is wrong or out of date.")), blocks)


def _block(question: Question, terms: Terms, language: Language) -> dict[str, Any]:
    field = question.field
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    if field and (options := _options(field, terms, language)):
        kind = "dropdown"
        attributes |= {"multiple": field.many, "options": options}
    elif field is None or field.many or (field.most or 0) > 200:
        kind = "textarea"
    else:
        kind = "input"
    if field and kind != "dropdown":
        placeholder = _placeholder(field, language)
        if placeholder:
            attributes["placeholder"] = placeholder
    block: dict[str, Any] = {"type": kind, "id": question.id, "attributes": attributes}
    return block | {"validations": {"required": True}} if question.required else block


def _options(field: Field, terms: Terms, language: Language) -> list[str]:
    if field.choices:
        return [language.say(choice.label) for choice in field.choices]
    return list(terms[field.key].values()) if field.key in _CHOSEN else []


def _placeholder(field: Field, language: Language) -> str:
    value = sample(field, language)
    if field.many and field.shape is Shape.RECORD:
        return " | ".join(str(sample(part, language)) for part in columns(field))
    text = "\n".join(value) if isinstance(value, list) else str(value)
    return "" if text == "…" else text


def _markdown(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def promises(licence: str, language: Language) -> tuple[str, ...]:
    """What somebody ticks before a text can be published."""
    return (
        language.say(N_("I wrote this in my own words.")),
        language.say(N_("Everybody may use my text under the licence %(licence)s."), licence=licence),
        language.say(N_("It names no participants and no private details.")),
    )


def _consent(settings: Settings, language: Language) -> dict[str, Any]:
    options = [{"label": label, "required": True} for label in promises(settings.licence, language)]
    return {"type": "checkboxes", "id": CONSENT, "attributes": {"label": consent(language).label, "options": options}}


def _yaml(name: str, description: str, blocks: list[dict[str, Any]]) -> str:
    values = {"name": name, "description": description, "body": blocks}
    return MADE + yaml.dump(values, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice twice: GitHub need not understand references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
