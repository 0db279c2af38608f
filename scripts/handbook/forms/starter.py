"""The starter file: what is known of a new entry in; a file that guides its writer through every field, out.

Guidance stands in comments. A required field has no value yet, and each section holds a prompt; the check names both
until they are filled in. Optional fields are comments.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from ..model import guidance
from ..model.fields import LATER, Field, asked
from ..model.guidance import TO_WRITE, limits, sample
from ..reading.terms import Terms
from ..words.language import N_, Language, Message
from ..words.vocabulary import Section, Stage
from .entry import front

_WIDTH = 100
_NAMED = 40  # terms in one comment; a longer list is only referred to


def starter(given: Mapping[str, Any], terms: Terms, language: Language) -> str:
    """A new entry. ``given`` are the values that are known, by key."""
    head = language.gettext(
        N_(
            "Lines that begin with # are for you; they do not appear on the site. Remove the # of a field that you fill in, and leave out what your source does not say."
        )
    )
    lines = [*_comment(head), *_fields(asked(), given, _needed(given), terms, language)]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + _body(given, language)


def term(declared: tuple[Field, ...], given: Mapping[str, Any], needed: frozenset[str], language: Language) -> str:
    """A new term: a theme, a target group, an organisation, a programme or a place; ``needed`` are keys."""
    own = tuple(field for field in declared if field.key not in ("slug", "body", *LATER))
    lines = list(_fields(own, given, needed, {}, language))[1:]
    return (
        "---\n"
        + "\n".join(lines)
        + "\n---\n\n"
        + _prompt(language.gettext(N_("Write an introduction in a few sentences.")))
    )


def _needed(given: Mapping[str, Any]) -> frozenset[str]:
    """The fields that this entry cannot do without, as far as is known."""
    always = {field.key for field in asked() if field.required}
    conditions = guidance.CONDITIONS.items()
    return frozenset(always | {key for key, when in conditions if given.get(when.key, when.value) == when.value})


def _fields(
    declared: tuple[Field, ...], given: Mapping[str, Any], needed: frozenset[str], terms: Terms, language: Language
) -> Iterator[str]:
    for field in declared:
        yield ""
        yield from _comment(" ".join(_guidance(field, field.key in needed, terms, language)))
        if field.key in given:
            yield from front(given, (field,)).splitlines()
        elif field.key in needed:
            yield from _open(field, language, filled=False)
        else:
            yield from (f"#{line}" for line in _open(field, language, filled=True))


def _guidance(field: Field, needed: bool, terms: Terms, language: Language) -> Iterator[str]:
    label = language.say(field.label)
    ending = "" if label.endswith("?") else "."
    when = guidance.needed(field) or Message(guidance.REQUIRED)  # here, for a place that no list has
    yield f"{label} ({language.say(when)})." if needed else f"{label}{ending}"
    yield language.say(field.help)
    yield from map(language.say, limits(field))
    choices = tuple(_choice(choice, language) for choice in field.choices)
    if len(terms.get(field.key, ())) <= _NAMED:
        choices += tuple(terms.get(field.key, ()))
    if choices:
        yield language.say(N_("Choose from: %(choices)s."), choices=choices)
    for part in field.fields:
        if part.choices:
            values = tuple(choice.value for choice in part.choices)
            yield language.say(N_("For %(key)s choose from: %(choices)s."), key=part.key, choices=values)


def _choice(choice: Any, language: Language) -> str:
    label = language.say(choice.label)
    return choice.value if label == choice.value else f"{choice.value} ({label})"


def _open(field: Field, language: Language, filled: bool) -> Iterator[str]:
    """A field without a value, or with a sample; the parts of a record that may be left out are comments."""
    if not field.fields:
        yield front({field.key: sample(field, language)}, (field,)).rstrip() if filled else f"{field.key}:"
        return
    yield f"{field.key}:"
    indent = "  - " if field.many else "  "
    for part in field.fields:
        example = front({part.key: sample(part, language)}, (part,)).rstrip()
        if part.required:
            yield f"{indent}{example if filled else f'{part.key}:'}"
        else:
            yield f"{' ' * len(indent)}#{example}"
        indent = " " * len(indent)


def _body(given: Mapping[str, Any], language: Language) -> str:
    if given.get("stage") == Stage.STUB:
        return _prompt(language.gettext(N_("Tell in one or two short paragraphs what is known, and ask for the rest.")))
    return "\n".join(f"## {section.heading}\n\n{_prompt(language.say(section.help))}" for section in Section)


def _prompt(text: str) -> str:
    return f"{TO_WRITE} {text}\n"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
    )
