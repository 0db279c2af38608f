"""What editors can do next: an Edition and a day in, lists of things to do out; the page and ``status.py`` show them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from ..judging.completeness import Completeness, addressed, ended
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_, Language, Message, message
from .edition import Edition
from .freshness import overdue
from .index import NO_CITY, Group

FEWEST = 5  # themes that are named for having the fewest entries


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: the page that it is about, the file to edit and where to edit it.

    ``score`` and ``missing`` are set for an incomplete entry; ``new`` tells that the file must be made.
    """

    title: str
    page: str
    path: str
    edit: str
    note: str = ""
    new: bool = False
    score: int | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """A list of tasks of one kind. ``title`` and ``purpose`` are said in the language of the edition."""

    key: str
    title: str
    purpose: str
    count: int
    tasks: tuple[Task, ...]


Tasks = Iterable[Callable[[], Task]]


def todo(edition: Edition, today: datetime.date, most: int | None = None) -> list[Todo]:
    """Every list in a fixed order, empty ones too, with its first tasks: ``most`` of them, or all."""
    say = edition.language.say
    found = []
    for key, (title, purpose, tasks) in LISTS.items():
        makers = list(tasks(edition, today))  # made only if shown: a page shows a hundred of ten thousand
        found.append(Todo(key, say(title), say(purpose), len(makers), tuple(make() for make in makers[:most])))
    return found


def _stubs(edition: Edition, today: datetime.date) -> Tasks:
    return (partial(_entry, edition, entry) for entry in edition.stubs)


def _incomplete(edition: Edition, today: datetime.date) -> Tasks:
    judged = [(edition.completeness[entry.slug], entry) for entry in edition.described]
    for found, entry in sorted(judged, key=lambda item: item[0].score):
        if found.missing:
            yield partial(_entry, edition, entry, _missing(found), found)


def _missing(found: Completeness) -> Message:
    return message(N_("Missing: %(what)s."), what=found.said)


def _overdue(edition: Edition, today: datetime.date) -> Tasks:
    for date, entry in overdue(edition, today):
        day, reviewed = edition.language.day(date), edition.language.day(entry.reviewed)
        yield partial(
            _entry,
            edition,
            entry,
            message(N_("Last reviewed on %(reviewed)s, due since %(day)s."), reviewed=reviewed, day=day),
        )


def _ended(edition: Edition, today: datetime.date) -> Tasks:
    for entry in edition.initiatives:
        if ended(entry) and entry.status and not entry.status.why:
            yield partial(_entry, edition, entry, Message(entry.status.value.label))


def _figures(edition: Edition, today: datetime.date) -> Tasks:
    return (partial(_entry, edition, entry) for entry in edition.described if not entry.figures)


def _addresses(edition: Edition, today: datetime.date) -> Tasks:
    for entry in edition.initiatives:
        if not addressed(entry):
            yield partial(_entry, edition, entry, entry.sources[0].title)


def _themes(edition: Edition, today: datetime.date) -> Tasks:
    for group in sorted(edition.themes, key=lambda group: len(group.described))[:FEWEST]:
        yield partial(_group, edition, group, _counted(edition.language, group))


def _cities(edition: Edition, today: datetime.date) -> Tasks:
    gaps = []
    for city in edition.cities:
        if city.slug != NO_CITY:
            empty = tuple(theme.title for theme in edition.themes if (theme.slug, city.slug) not in edition.matrix)
            if empty:
                gaps.append((city, empty))
    for city, empty in sorted(gaps, key=lambda item: len(item[1])):
        note = message(
            N_("Nothing yet in %(count)d of %(all)d themes: %(themes)s."),
            count=len(empty),
            all=len(edition.themes),
            themes=empty,
        )
        yield partial(_group, edition, city, note)


def _empty(edition: Edition, today: datetime.date) -> Tasks:
    for groups in edition.families.values():
        for group in groups:
            if not group.entries:
                yield partial(_group, edition, group)


def _organisations(edition: Edition, today: datetime.date) -> Tasks:
    unknown = (group for group in edition.organisations if group.term is None)
    for group in sorted(unknown, key=lambda group: -len(group.entries)):
        yield partial(_group, edition, group, _counted(edition.language, group))


LISTS: dict[str, tuple[str, str, Callable[[Edition, datetime.date], Tasks]]] = {
    "stubs": (
        N_("Still to be described"),
        N_("Only the name is known. Find somebody who knows more, or a source that says more."),
        _stubs,
    ),
    "incomplete": (
        N_("To complete"),
        N_(
            "How much of what readers look for an entry tells, in hundredths; the emptiest first. What no source says may stay open."
        ),
        _incomplete,
    ),
    "overdue": (N_("To review again"), N_("The last review is too long ago. Does it all still hold?"), _overdue),
    "ended": (N_("Ended, but why?"), N_("Others can learn most from the reason. Ask for it."), _ended),
    "figures": (
        N_("Without any figure"),
        N_("How many people, how often, how long: one figure with its source makes an entry concrete."),
        _figures,
    ),
    "addresses": (
        N_("Source without a web address"),
        N_("Readers cannot open these sources. Look up the page, and a lasting copy of it."),
        _addresses,
    ),
    "themes": (
        N_("Themes with the fewest entries"),
        N_("Counted without those that are still to be described."),
        _themes,
    ),
    "cities": (
        N_("Cities with empty themes"),
        N_("Nothing in the handbook does not mean that there is nothing in the city. The fewest gaps come first."),
        _cities,
    ),
    "empty": (
        N_("Terms without entries"),
        N_("No practice belongs to these yet. Do you know one? Then add it."),
        _empty,
    ),
    "organisations": (
        N_("Organisations without an introduction"),
        N_("They are named in entries, but nothing says who they are. A few sentences and a web address will do."),
        _organisations,
    ),
}


def _entry(edition: Edition, entry: Initiative, note: Message | str = "", found: Completeness | None = None) -> Task:
    path = f"initiatives/{entry.slug}.md"
    return Task(
        title=entry.title,
        page=address.initiative(entry.slug),
        path=path,
        edit=f"{edition.settings.edit}{path}",
        note=note if isinstance(note, str) else edition.language.say(note),
        score=found.score if found else None,
        missing=found.missing if found else (),
    )


def _group(edition: Edition, group: Group, note: Message | str = "") -> Task:
    folder, _, name = group.source.rpartition("/")
    new = group.term is None
    return Task(
        title=group.title,
        page=group.address,
        path=group.source,
        edit=f"{edition.settings.new}{folder}?filename={name}" if new else f"{edition.settings.edit}{group.source}",
        note=note if isinstance(note, str) else edition.language.say(note),
        new=new,
    )


def _counted(language: Language, group: Group) -> str:
    said = language.counted("%(num)d entry", "%(num)d entries", len(group.entries))
    if stubs := len(group.entries) - len(group.described):
        return language.say(N_("%(entries)s, of which %(count)d still to be described"), entries=said, count=stubs)
    return said
