"""The web form: an Edition in, everything that the form's page and its script need out, as plain JSON values.

The page prints the labels, the help and the inputs from it; the script judges, previews and writes the file with
it. The fields come from the model, so a field that is declared there appears in the form by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..edition.edition import Edition
from ..judging import place_rules
from ..model.fields import Field, Shape, asked
from ..model.gazetteer import gazetteer
from ..model.guidance import CONDITIONS, TO_WRITE, example, limits, needed
from ..model.initiative import FrontMatter
from ..reading import body, decode, references
from ..words import dates
from ..words.language import N_, Language
from ..words.names import capital, same
from ..words.vocabulary import FIRST_YEAR, LAST_YEAR, Coverage, EvidenceLevel, Section, Stage, State, Vocabulary
from .form_words import AROUND, labels_of, sentences
from .patterns import patterns
from .targets import fates, targets

ADDRESS_LIMIT = 6000  # GitHub refuses longer addresses for a prefilled file
MAIL_LIMIT = 2000  # common mail programmes cut off a longer mailto: address

# The steps of the form. A field that no step names stands in the last one.
STORY = "story"
STEPS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "wat",
        N_("What is it?"),
        N_("The name, and what it comes down to."),
        ("title", "summary", "kind", "stage", "themes"),
    ),
    (
        "waar",
        N_("For whom and where?"),
        N_("Choose from what is there. You may choose more than one."),
        ("target_groups", "places", "coverage", "coverage_note"),
    ),
    (
        "stand",
        N_("Who and when?"),
        N_("Only what your source says. You may leave out what you do not know."),
        ("status", "period", "organisations", "people"),
    ),
    (
        "bronnen",
        N_("Where did you find it?"),
        N_("At least one source: a web page, an article or a book."),
        ("sources",),
    ),
    ("verhaal", N_("The story"), N_("In your own words. Short sentences are the best ones."), (STORY,)),
    ("meer", N_("Do you know more?"), N_("All of this may stay as it is."), ()),
)
NOT_FOR_STUBS = {"target_groups", "people", "period", "methods", "project_number", "figures", "evidence", "follow_up"}
_ONE = {
    "places": N_("Place"),
    "organisations": N_("Organisation"),
    "people": N_("Person"),
    "figures": N_("Figure"),
    "sources": N_("Source"),
    "follow_up": N_("Note"),
}
_LONG = 160  # a text that may be longer than this gets room for several lines


def form(edition: Edition) -> dict[str, Any]:
    """What the page prints and the script reads."""
    language = edition.language
    # A field of terms is left out if the handbook has no such terms.
    tree = [field for field in asked() if field.shape is not Shape.TERM or edition.terms.get(field.key)]
    steps = []
    placed = {key for *_, keys in STEPS for key in keys}
    for name, title, intro, keys in STEPS:
        rest = [field for field in tree if field.key not in placed] if not keys else []
        chosen = sorted((field for field in tree if field.key in keys), key=lambda field: keys.index(field.key))
        steps.append(
            {
                "id": name,
                "title": language.say(title),
                "intro": language.say(intro),
                "story": STORY in keys,
                "optional": not keys,
                "fields": [_field(field, edition, top=True) for field in [*chosen, *rest]],
            }
        )
    return {
        "steps": steps,
        "order": [field.key for field in tree],
        "sections": [_section(section, language) for section in Section],
        "places": _places(edition),
        "sentences": sentences(language, labels_of(tree, language)),
        "around": {name: language.say(text) for name, text in AROUND.items()},
        "patterns": patterns(),
        "references": references.NAMED,
        "months": dates.MONTHS,
        "years": [FIRST_YEAR, LAST_YEAR],
        "ofToday": dates.OF_TODAY,
        "limits": {
            "address": ADDRESS_LIMIT,
            "mail": MAIL_LIMIT,
            "file": decode.MAX_BYTES,
            "depth": body.MAX_DEPTH,
            "off": place_rules.OFF,
        },
        "words": {
            "stub": Stage.STUB,
            "named": Coverage.PLACES,
            "open": [State.RUNNING, State.UNKNOWN],
            "unjudged": EvidenceLevel.NOT_ASSESSED,
            "toWrite": TO_WRITE,
            "ends": str(dates.parse_date(edition.settings.date).last),
            "nameless": language.say(N_("my-initiative")),
        },
        "new": edition.settings.new,
        "email": edition.settings.email,
        "language": language.code,
    }


def names(edition: Edition) -> dict[str, Any]:
    """The names in use, for a file of their own, as there may be many: the entry behind each name, what a link can lead
    to, and what became of former sources."""
    return {
        "names": {same(name): entry.slug for entry in edition.initiatives for name in (entry.title, *entry.aliases)},
        "stubs": [entry.slug for entry in edition.stubs],
        "targets": targets(edition),
        "fates": fates(edition),
    }


def _field(field: Field, edition: Edition, top: bool = False) -> dict[str, Any]:
    language = edition.language
    choices = [[choice.value, capital(language.say(choice.label))] for choice in field.choices]
    return {
        "key": field.key,
        "label": language.say(field.label),
        "one": language.say(_ONE.get(field.key, field.label)),
        "help": language.say(field.help) if field.help else "",
        "written": _written(field, language),
        "example": _example(field, language),
        "required": field.required,
        "must": _must(field, language),
        "when": _when(field) if top else None,
        "shape": field.shape,
        "many": field.many,
        "widget": _widget(field, top),
        "options": choices or [list(term) for term in edition.terms.get(field.key, {}).items()],
        "default": _default(field.key) if top else "",
        "least": field.least,
        "most": field.most,
        "fewest": field.fewest,
        "greatest": field.greatest,
        "stub": not (top and field.key in NOT_FOR_STUBS),
        "fields": [_field(inner, edition) for inner in field.fields],
    }


def _when(field: Field) -> list[str] | None:
    """The field, and its value, that makes this one required."""
    when = CONDITIONS.get(field.key)
    return [when.key, when.value] if when else None


def _must(field: Field, language: Language) -> str:
    """When it is required. A field that is not shown for a stub is simply “required” where it is shown."""
    when = needed(field)
    if when and (field.required or field.key in NOT_FOR_STUBS):
        return language.gettext(N_("required"))
    return language.say(when) if when else ""


def _widget(field: Field, top: bool) -> str:
    """What kind of input a field gets."""
    if top and field.key == "places":
        return "places"
    if field.shape is Shape.RECORD:
        return "records" if field.many else "record"
    if field.many:
        return "checks" if field.shape in (Shape.TERM, Shape.CHOICE) else "lines"
    if field.shape is Shape.CHOICE:
        return "radio" if top and len(field.choices) <= 3 else "select"
    if field.shape is Shape.TERM:
        return "select"
    if field.shape is Shape.NUMBER and field.key == "source":
        return "source"
    return "area" if field.shape is Shape.TEXT and (field.most or 0) > _LONG else "line"


def _written(field: Field, language: Language) -> str:
    """How to write it and how many there may be; a text has a count of its characters instead."""
    if field.key == "source" or (field.shape in (Shape.TEXT, Shape.TERM) and not field.many):
        return ""
    return " ".join(
        map(language.say, limits(replace(field, least=None, most=None) if field.shape is Shape.TEXT else field))
    )


def _example(field: Field, language: Language) -> str:
    if field.example is None or field.shape in (Shape.CHOICE, Shape.TERM, Shape.RECORD) or field.key == "source":
        return ""
    said = example(field, language)
    return ", ".join(map(str, said)) if isinstance(said, list) else str(said)


def _default(key: str) -> str:
    """The choice that counts when the field is left out of a file."""
    value = FrontMatter.model_fields[key].default
    return value.value if isinstance(value, Vocabulary) else ""


def _places(edition: Edition) -> list[list[str]]:
    """Each known place: its name, then the other keys under which it is found; in the order of the gazetteer."""
    keys: dict[str, list[str]] = {}
    for key, place in gazetteer().items():
        keys.setdefault(place.name, []).append(key)
    for city in edition.cities:
        if city.place:
            keys.setdefault(city.title, [])
    return [[name, *(key for key in found if key != same(name))] for name, found in keys.items()]


def _section(section: Section, language: Language) -> dict[str, Any]:
    return {
        "key": section.value,
        "label": language.say(section.label),
        "heading": section.heading,
        "help": language.say(section.help),
        "required": section.required,
    }
