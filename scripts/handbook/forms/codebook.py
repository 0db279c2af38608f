"""The codebook: what every field means, as the field guide shows it, and the columns of a table of entries.

In: the fields, and the terms with their addresses. Out: values in the language of the readers, ready to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model import address, guidance
from ..model.fields import Field, Shape, fields
from ..reading.body import MAX_DEPTH as MAX_NESTING
from ..reading.body import MAX_LINKS
from ..reading.builder import MAX_DEPTH
from ..reading.decode import MAX_BYTES
from ..reading.terms import Terms
from ..words.language import N_, Language, Message
from ..words.names import LONGEST
from ..words.vocabulary import Section
from .entry import front

_LIMITS = (
    N_("A file is at most %(size)d kB, in UTF-8."),
    N_(
        "Its name, without .md, is its id: small letters, digits and single hyphens, at most %(name)d of them. Names that Windows keeps to itself, such as “con”, are not possible."
    ),
    N_("It is a file itself, not a link to one."),
    N_("The fields are nested at most %(depth)d levels deep; each key stands there once."),
    N_("Dates lie between 1800 and 2100."),
    N_("Lists and quotes in the text are nested at most %(nesting)d levels deep; it holds at most %(links)d links."),
    N_("The text is Markdown without HTML and without images."),
    N_("Invisible characters are refused, such as those that turn the direction of the text."),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that is possible; ``address`` leads to its page, or is empty."""

    value: str
    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A field in words. ``needed`` tells when it must be there; ``example`` is YAML, or empty where there is none."""

    key: str
    label: str
    help: str
    needed: str
    kind: str
    limits: tuple[str, ...]
    example: str
    choices: tuple[Choice, ...]
    parts: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with one row for each entry; ``many`` tells whether a cell may hold several values."""

    name: str
    label: str
    kind: str
    many: bool
    help: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """All of it, for a page to show."""

    terms: Terms
    language: Language

    def fields(self) -> tuple[Explained, ...]:
        return tuple(_explained(field, self.terms, self.language) for field in fields())

    def sections(self) -> list[tuple[str, str, str, bool]]:
        """The fixed headings: as files have them and as readers see them, what stands below, and whether it must."""
        say = self.language.say
        return [(section.heading, say(section.label), say(section.help), section.required) for section in Section]

    def limits(self) -> list[str]:
        """What holds for the file as a whole."""
        values: dict[str, Any] = {
            "size": MAX_BYTES // 1024,
            "depth": MAX_DEPTH,
            "nesting": MAX_NESTING,
            "links": MAX_LINKS,
            "name": LONGEST,
        }
        return [self.language.say(Message(text, values)) for text in _LIMITS]

    def columns(self) -> tuple[Column, ...]:
        return columns(self.language)


def _explained(field: Field, terms: Terms, language: Language) -> Explained:
    say = language.say
    kind = say(guidance.kind(field))
    if field.many:
        kind = say(N_("a list: %(kind)s"), kind=kind)
    choices = [Choice(choice.value, say(choice.label)) for choice in field.choices]
    choices += [
        Choice(slug, title, address.of_source(f"{field.terms}/{slug}.md") or "")
        for slug, title in terms.get(field.key, {}).items()
    ]
    return Explained(
        key=field.key,
        label=say(field.label),
        help=say(field.help),
        needed=say(when) if (when := guidance.needed(field)) else "",
        kind=kind,
        limits=tuple(map(say, guidance.limits(field))),
        example=_example(field, language),
        choices=tuple(choices),
        parts=tuple(_explained(part, terms, language) for part in field.fields),
    )


def _example(field: Field, language: Language) -> str:
    value = guidance.sample(field, language)
    if field.shape is Shape.RECORD:
        record = {part.key: guidance.sample(part, language) for part in field.fields if part.required or part.example}
        value = [record] if field.many else record
    return "" if "…" in str(value) else front({field.key: value}, (field,)).rstrip()


def columns(language: Language) -> tuple[Column, ...]:
    """The columns of a table: a record has a column for each of its parts."""
    say = language.say
    own = (
        Column(
            "slug", say(N_("Id")), say(N_("text")), False, say(N_("The name of the file and the end of the address."))
        ),
        Column("address", say(N_("Address")), say(N_("a web address")), False, say(N_("The page of the entry."))),
    )
    return (*own, *(column for field in fields() for column in _columns(field, language)))


def _columns(field: Field, language: Language) -> Iterator[Column]:
    say = language.say
    if field.shape is not Shape.RECORD:
        yield Column(field.key, say(field.label), say(guidance.kind(field)), field.many, say(field.help))
        return
    for part in field.fields:
        label = say(N_("%(record)s: %(part)s"), record=say(field.label), part=say(part.label))
        yield Column(f"{field.key}_{part.key}", label, say(guidance.kind(part)), field.many, say(part.help))
