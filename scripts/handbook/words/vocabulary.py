"""Closed vocabularies: the words that a field may hold, each with the label that readers see.

The values are Dutch because they stand in the sources; the labels go through the catalogue.
"""

from __future__ import annotations

from enum import StrEnum

from .language import N_

FIRST_YEAR, LAST_YEAR = 1800, 2100  # that a date may have


class Vocabulary(StrEnum):
    """A member is written ``NAME = value, label`` or ``NAME = value, label, help``. ``also`` are words that people write
    for it: without this list, one of them might be taken for a misspelling of another value."""

    label: str
    help: str
    also: tuple[str, ...]

    def __new__(cls, value: str, label: str, help: str = "", also: tuple[str, ...] = ()) -> Vocabulary:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.help = help
        member.also = also
        return member


class Kind(Vocabulary):
    INITIATIVE = "initiatief", N_("initiative")
    METHOD = "methodiek", N_("method")
    GUIDE = "handreiking", N_("guide")


class Stage(Vocabulary):
    DESCRIBED = "beschreven", N_("described")
    STUB = "nog-te-beschrijven", N_("still to be described")


class Section(Vocabulary):
    """The fixed level-2 headings of a description, in their order; the value is the heading's anchor.

    Like every value, the heading in a file is Dutch whatever the language of the site; readers see its label.
    """

    FOR_WHOM = "voor-wie", N_("For whom"), N_("Who takes part, and what has to be arranged for it?")
    WHY = "waarom", N_("Why"), N_("The reason and the goal.")
    HOW = "hoe-het-werkt", N_("How it works"), N_("What happens, step by step, and who does it.")
    RESULTS = (
        "wat-het-oplevert",
        N_("What it yields"),
        N_("What the source names as a result, also when it disappointed."),
    )
    LESSONS = (
        "wat-anderen-ervan-kunnen-leren",
        N_("What others can learn from it"),
        N_("Advice for those who want to do the same. You may leave this part out."),
    )
    UNKNOWN = "wat-we-nog-niet-weten", N_("What we do not know yet"), N_("Where your source is silent.")

    @property
    def required(self) -> bool:
        return self is not Section.LESSONS

    @property
    def heading(self) -> str:
        """As it stands in a file: “Hoe het werkt”."""
        return self.value.replace("-", " ").capitalize()


class Coverage(Vocabulary):
    PLACES = "plaatsen", N_("in the places named")
    MUNICIPALITIES = "gemeenten", N_("several municipalities, not named")
    REGION = "regio", N_("a region")
    COUNTRY = "landelijk", N_("the whole country")
    UNSTATED = "niet-vermeld", N_("not stated in the source")


class Role(Vocabulary):
    DEVELOPER = "ontwikkelaar", N_("developed it")
    RESPONSIBLE = "verantwoordelijk", N_("is responsible")
    PROVIDER = "uitvoerder", N_("carries it out")
    PARTNER = "partner", N_("partner")
    RESEARCH = "onderzoek", N_("does research on it")
    FUNDER = "financier", N_("funds it")
    PUBLISHER = "uitgever", N_("published it")


class State(Vocabulary):
    RUNNING = "loopt", N_("running"), "", ("gestart", "lopend", "lopende", "actief", "bezig", "begonnen")
    COMPLETED = "afgerond", N_("completed"), "", ("klaar", "voltooid", "afgelopen", "afgesloten")
    STOPPED = "gestopt", N_("stopped"), "", ("gestaakt", "beëindigd", "opgeheven", "stopgezet")
    UNKNOWN = "onbekend", N_("unknown")


class EvidenceLevel(Vocabulary):
    """The Dutch ladder of evidence, lowest rung first."""

    NOT_ASSESSED = "niet-beoordeeld", N_("not assessed")
    WELL_DESCRIBED = "goed-beschreven", N_("well described")
    WELL_FOUNDED = "goed-onderbouwd", N_("well founded")
    EFFECTIVE = "effectief", N_("effective")


class SourceKind(Vocabulary):
    ARTICLE = "artikel", N_("article")
    PROJECT_PAGE = "projectpagina", N_("project page")
    GUIDE = "handreiking", N_("guide")
    NEWS = "bericht", N_("news item")
    BOOK = "boek", N_("book")
    PUBLICATION = "publicatie", N_("publication")
    WEBSITE = "website", N_("website")


class ProgrammeKind(Vocabulary):
    PROGRAMME = "programma", N_("programme")
    SERIES = "serie", N_("series")
