"""The model: every field of the handbook, declared once.

Each field carries its type, its limits, the label that people see, a sentence of help and an example.
Validation, the field guide, the schema, the forms and the exports are read from here and never retyped.
Labels and help are message ids; see ``language``.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints

from ..words.counts import meant
from ..words.dates import DateField, DayField
from ..words.language import N_, Message, message
from ..words.periods import PeriodField
from ..words.vocabulary import Coverage, EvidenceLevel, Kind, ProgrammeKind, Role, SourceKind, Stage, State
from .record import Address, FormerSlugs, Record, Reference, Slug, Words, declared, former_slugs


class Organisation(Record):
    name: Words = declared(N_("Name"), N_("As the organisation writes it."), "Kringwijs")
    role: Role = declared(N_("Role"), N_("What it does in this initiative."), "verantwoordelijk")
    url: Address | None = declared(N_("Web address"), N_("Its own page, if the source gives it."), default=None)


class Person(Record):
    name: Words = declared(N_("Name"), N_("As the source gives it."), "H.O. Labrujere")
    role: Words = declared(N_("Role"), N_("In the words of the source."), N_("project leader and lead applicant"))


class Status(Record):
    value: State = declared(N_("How it stands"), N_("Whether it runs, as far as the source says."), "loopt")
    as_of: DateField | None = declared(
        N_("As of"), N_("The date at which the source says so."), "2018-06", default=None
    )
    why: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = declared(
        N_("Why it ended"), N_("One sentence with the reason, if it ended."), default=None
    )

    def sentence(self) -> Message:
        """“Liep in juni 2018”: what the source could know, on the day of the source, and no more."""
        if self.as_of is None:
            return Message(self.value.label)
        in_month, on_day = _STATED[self.value]
        return message(on_day if self.as_of.day else in_month, date=self.as_of)


_STATED = {
    State.RUNNING: (N_("ran in %(date)s"), N_("ran on %(date)s")),
    State.COMPLETED: (N_("completed in %(date)s"), N_("completed on %(date)s")),
    State.STOPPED: (N_("stopped in %(date)s"), N_("stopped on %(date)s")),
    State.UNKNOWN: (N_("unknown in %(date)s"), N_("unknown on %(date)s")),
}


class Figure(Record):
    label: Words = declared(N_("What is counted"), N_("With its unit."), N_("Participants per training"))
    value: Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(meant)] = declared(
        N_("Value"), N_("A number, a range or an approximation, as the source gives it."), "12–16"
    )
    source: int = declared(N_("Source"), N_("The number of the source in the list of sources."), 1, ge=1, le=50)
    as_of: DateField | None = declared(
        N_("As of"), N_("When the figure is of another date than its source."), default=None
    )


class Evidence(Record):
    level: EvidenceLevel = declared(N_("Level"), N_("The rung of the ladder."), "niet-beoordeeld")
    assessor: Words | None = declared(N_("Assessed by"), N_("Who gave the judgement."), default=None)
    date: DateField | None = declared(N_("Date"), N_("When it was given."), default=None)


class Source(Record):
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)] = declared(
        N_("Title"), N_("The title of the page, article or book."), N_("Peer to Peer shows you where your passion lies")
    )
    author: Words | None = declared(N_("Author"), N_("If the source names one."), default=None)
    publisher: Words | None = declared(N_("Publisher"), N_("Who published it."), "Movisie", default=None)
    date: DateField | None = declared(N_("Date"), N_("When it was published."), "2018-06-25", default=None)
    kind: SourceKind | None = declared(N_("Type"), N_("What sort of source it is."), "artikel", default=None)
    pages: int | None = declared(N_("Pages"), N_("How many pages it has."), default=None, ge=1, le=9999)
    url: Address | None = declared(N_("Web address"), N_("Where it can be read."), default=None)
    retrieved: DayField | None = declared(N_("Retrieved"), N_("When you read it there."), default=None)
    archived: Address | None = declared(N_("Archived copy"), N_("A lasting copy of the page."), default=None)


class FollowUp(Record):
    date: DateField = declared(N_("Date"), N_("When this was known."), "2020")
    text: Annotated[str, StringConstraints(min_length=1, max_length=600)] = declared(
        N_("What is known"), N_("One to three sentences.")
    )
    source: int | None = declared(N_("Source"), N_("The number of the source."), 1, default=None, ge=1, le=50)


class FrontMatter(Record):
    """What stands above the description of an initiative, between the lines ``---``."""

    title: Annotated[str, StringConstraints(min_length=2, max_length=80)] = declared(
        N_("Title"), N_("The name by which people know it."), N_("Making a plan of your own through self-help")
    )
    summary: Annotated[str, StringConstraints(min_length=20, max_length=280)] = declared(
        N_("Summary"), N_("One or two plain sentences: who does what, for whom, where.")
    )
    kind: Kind = declared(N_("Kind"), N_("A practice in one place, a way of working, or a guide."), "initiatief")
    stage: Stage = declared(
        N_("Stage"), N_("A stub has only a name and a source, and invites a description."), default=Stage.DESCRIBED
    )
    aliases: tuple[Words, ...] = declared(
        N_("Other names"), N_("Spellings and names that people also use."), default=(), max_length=20
    )
    themes: tuple[Reference, ...] = declared(
        N_("Themes"),
        N_("The most fitting one first: it becomes the chapter in the book."),
        ["zelfhulp", "herstel"],
        min_length=1,
        max_length=6,
    )
    target_groups: tuple[Reference, ...] = declared(
        N_("Target groups"), N_("For whom it is meant."), ["jongeren"], default=(), max_length=8
    )
    places: tuple[Words, ...] = declared(
        N_("Places"),
        N_("A city, village or municipality, or a city and its district."),
        ["Amsterdam/Nieuw-West"],
        default=(),
        max_length=30,
    )
    coverage: Coverage = declared(
        N_("Coverage"), N_("How far it reaches, when no places are named."), default=Coverage.PLACES
    )
    coverage_note: Words | None = declared(
        N_("Note on coverage"),
        N_("What the source says of it."),
        N_("Four municipalities; the source does not name them."),
        default=None,
    )
    organisations: tuple[Organisation, ...] = declared(
        N_("Organisations"), N_("Who takes part, and how."), default=(), max_length=40
    )
    people: tuple[Person, ...] = declared(
        N_("People"), N_("Only people whom the source names in public."), default=(), max_length=40
    )
    period: PeriodField | None = declared(N_("Period"), N_("From when to when it ran."), "2017–2020", default=None)
    status: Status | None = declared(
        N_("Status"), N_("How it stood at the date of the source; an initiative always has one."), default=None
    )
    methods: tuple[Reference, ...] = declared(
        N_("Methods"),
        N_("Entries of the kind “methodiek” that it uses."),
        ["zelfhulpgroepen"],
        default=(),
        max_length=20,
    )
    programme: Reference | None = declared(N_("Programme"), N_("The programme that it took part in."), default=None)
    series: Reference | None = declared(N_("Series"), N_("The series of articles in which it appeared."), default=None)
    series_date: PeriodField | None = declared(
        N_("Appeared"), N_("When in the series."), "tot 2018-06-25", default=None
    )
    project_number: Words | None = declared(N_("Project number"), N_("Of the funder."), "638030006", default=None)
    figures: tuple[Figure, ...] = declared(N_("Figures"), N_("Each with its source."), default=(), max_length=40)
    evidence: Evidence = declared(
        N_("Evidence"),
        N_("Only a judgement that somebody really gave."),
        default=Evidence(level=EvidenceLevel.NOT_ASSESSED),
    )
    sources: tuple[Source, ...] = declared(N_("Sources"), N_("Where all this was found."), min_length=1, max_length=50)
    follow_up: tuple[FollowUp, ...] = declared(
        N_("How is it now?"), N_("What became of it, with dates."), default=(), max_length=50
    )
    former_slugs: FormerSlugs = former_slugs()
    added: DayField = declared(N_("Added"), N_("When the entry was made."), "2026-11-22")
    reviewed: DayField = declared(N_("Reviewed"), N_("When somebody last checked it."), "2026-11-22")


class Initiative(FrontMatter):
    """An entry of the handbook: its front matter, its address and its description in Markdown."""

    slug: Slug
    body: str

    @property
    def is_stub(self) -> bool:
        return self.stage is Stage.STUB

    @property
    def ended(self) -> Message | None:
        """“Completed in 2020”: whoever looks for help must not find a closed door."""
        over = self.status is not None and self.status.value in (State.COMPLETED, State.STOPPED)
        return self.status.sentence() if self.status and over else None

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """The names of its cities, without districts, each once."""
        return tuple(dict.fromkeys(place.partition("/")[0].strip() for place in self.places))

    @property
    def unstated(self) -> tuple[str, ...]:
        """The fields that a reader looks for and no source tells; an overview names them together."""
        placed = self.places or self.coverage_note or self.coverage is not Coverage.UNSTATED
        told = {"places": placed, "organisations": self.organisations, "period": self.period}
        return tuple(field for field, value in told.items() if not value)


def _summary(**limits: Any) -> Any:
    """The same for every term; a topic needs one."""
    return declared(N_("Summary"), N_("One sentence."), max_length=200, **limits)


class Term(Record):
    """An organisation, a city or a topic, as its own file introduces it."""

    title: Annotated[str, StringConstraints(min_length=2, max_length=80)] = declared(
        N_("Title"), N_("As readers see it.")
    )
    summary: str = _summary(default="")
    synonyms: tuple[Words, ...] = declared(
        N_("Synonyms"), N_("Other words that people search with."), default=(), max_length=40
    )
    url: Address | None = declared(N_("Web address"), N_("Its own page."), default=None)
    former_slugs: FormerSlugs = former_slugs()
    slug: Slug
    body: str


class Topic(Term):
    """A theme, a target group or a programme, of which the lists say what it is."""

    summary: str = _summary()


class Programme(Topic):
    """A programme or a series in which initiatives took part."""

    kind: ProgrammeKind = declared(N_("Kind"), N_("A programme or a series."), "programma")
    organisation: Words | None = declared(N_("Organisation"), N_("Who ran it."), default=None)
    period: PeriodField | None = declared(N_("Period"), N_("When it ran."), default=None)
    sources: tuple[Source, ...] = declared(N_("Sources"), N_("Where this was found."), default=(), max_length=50)


class PlaceTerm(Term):
    """A city; the coordinates are needed only for a place that the gazetteer does not know."""

    province: Words | None = declared(N_("Province"), N_("In which the place lies."), default=None)
    latitude: float | None = declared(N_("Latitude"), N_("In degrees, WGS 84."), 52.37, default=None, ge=50.7, le=53.7)
    longitude: float | None = declared(N_("Longitude"), N_("In degrees, WGS 84."), 4.89, default=None, ge=3.2, le=7.3)
