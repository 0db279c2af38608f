"""What the press prints, in units: every page, with everything that it depends on besides its frame.

In: an Edition. Out: units, before they are made. A page tells of its own entry, and little of others: their names, and
why they are named. The dependencies are listed here: a page is printed again when one of them changes, and only then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..edition.edition import Edition
from ..edition.freshness import day_of
from ..edition.index import Group
from ..edition.standing import standing
from ..judging.completeness import headings
from ..model import address
from ..model.initiative import Initiative, Term
from ..running.keep import key
from . import pages
from .chapters import EXAMPLE, Written, chapter, further
from .overviews import OVERVIEWS, Overview
from .page import Page, Unit
from .parts import Part, parts
from .templates import Templates
from .told import Told


def units(edition: Edition, templates: Templates, written: Mapping[str, Written], content: str = "") -> Iterator[Unit]:
    """Every page that the press prints; ``written`` are the chapters, by their source below ``content/``.

    ``content`` stands for all that is written there; without it the pages of chapters are made each time.
    """
    # Here, and not once in each process that prints; so is the world.
    behind = content and edition.fields and key(content, edition.fields, _headings(edition), repr(templates.books))
    for source, text in written.items():
        about = partial(_chapter, edition, source, behind) if behind else None
        yield Unit((text.address,), partial(_one, chapter, edition, templates, source, text), about)
    told = Told(edition)
    world = _world(edition, told)
    for entry in edition.initiatives:
        yield of_entry(edition, templates, told, entry, world)
    for family, groups in edition.families.items():
        for group in groups:
            for part in pages.group_parts(group):
                given = (edition, templates, family, group, part)
                about = partial(_group, told, *given)
                around = partial(_around, world, edition, templates, group, part)
                yield Unit((part.to(part.number),), partial(_one, pages.group_page, *given), about, around)
    for source, overview in OVERVIEWS.items():
        for part in parts(overview.items(edition), overview.address)[1:]:
            about = overview.about and partial(_further, told, edition, templates, overview, part)
            yield Unit((part.to(part.number),), partial(_one, further, edition, templates, source, part), about)


def of_entry(edition: Edition, templates: Templates, told: Told, entry: Initiative, world: str = "") -> Unit:
    given, at = (edition, templates, entry), address.initiative(entry.slug)
    around = partial(_around_entry, world, *given) if world else None
    return Unit((at,), partial(_one, pages.initiative, *given), partial(_entry, told, *given), around)


def _one(make: Any, *given: Any) -> Sequence[Page]:
    return [make(*given)]


def _chapter(edition: Edition, source: str, behind: str) -> tuple:
    """What the page of a chapter depends on: of entries their fields, and no text but that of the example."""
    return behind, edition.digests[edition.described[0].slug] if source == EXAMPLE and edition.described else ""


def _headings(edition: Edition) -> str:
    """Another one when a section comes or goes. To find those of 10,000 entries takes 0.1 s; their overviews, figures and
    lists of what to do take 1.5."""
    found = hashlib.sha256()
    for entry in edition.initiatives:
        found.update(f"{headings(entry)}\n".encode())
    return found.hexdigest()


def _entry(told: Told, edition: Edition, templates: Templates, entry: Initiative) -> tuple:
    """What the page of an entry depends on."""
    near = edition.neighbours.get(entry.slug)
    programmes = [edition.programme[name] for name in (entry.programme, entry.series) if name]
    return (
        edition.digests[entry.slug],
        edition.glossary.named,
        [(_named(edition.theme[name]), edition.numbers[name]) for name in entry.themes],
        [_named(edition.target_group[name]) for name in entry.target_groups],
        [_named(group) for group in (*edition.cities_of(entry), *programmes)],
        [edition.by_slug[name].title for name in entry.methods],
        [(told.title(found.entry.slug), found.reasons) for found in edition.related[entry.slug]],
        told.titles(edition.users.get(entry.slug, ())),
        edition.unstated(entry),
        near and (_dated(told, near.earlier), _dated(told, near.later), near.more),
        standing(edition, day_of(edition), entry).is_due,
        _books(templates, entry),
    )


def _world(edition: Edition, told: Told) -> str:
    """A key for what all entries tell of each other and for the lists: if it and an entry are unchanged, so is everything
    on which the page of the entry depends. To find that for 10,000 entries takes 4 s, this key 0.1."""
    found = hashlib.sha256(repr((edition.glossary.named, day_of(edition))).encode())
    for groups in edition.families.values():
        found.update(repr([_named(group) for group in groups]).encode())
    for entry in edition.initiatives:
        lists = entry.themes, entry.target_groups, entry.cities, entry.methods, entry.programme, entry.series
        named = [item.name for item in entry.organisations], [item.publisher for item in entry.sources]
        found.update(repr((told.title(entry.slug), entry.series_date, entry.is_stub, lists, named)).encode())
    return found.hexdigest()


def _around_entry(world: str, edition: Edition, templates: Templates, entry: Initiative) -> str:
    return repr((world, edition.digests[entry.slug], _books(templates, entry)))


def _around(world: str, edition: Edition, templates: Templates, group: Group, part: Part) -> str:
    listed = [edition.digests[entry.slug] for entry in part.items]
    return repr((world, _term(group.term), listed, _pictures(templates, group, part)))


def _group(told: Told, edition: Edition, templates: Templates, family: str, group: Group, part: Part) -> tuple:
    """What a page of a group depends on."""
    published, more = pages.published(edition, family, group, part)
    listed = pages.LISTED if family == "steden" else 0
    return (
        _named(group),
        edition.numbers.get(group.slug) if family == "themas" else None,
        _term(group.term),
        group.term and edition.glossary.named,
        len(group.entries),
        (part.number, part.count),
        [(told.card(entry.slug), edition.numbers[entry.themes[0]]) for entry in part.items],
        (told.titles(published), more),
        [
            (_named(other), len(entries), told.titles(entries[:listed]))
            for other, entries in pages.across(edition, family, group, part)
        ],
        _pictures(templates, group, part),
    )


def _pictures(templates: Templates, group: Group, part: Part) -> list:
    books = address.theme_book(group.slug), address.city_book(group.slug), part.to(part.number) + address.PICTURE
    return [templates.books.get(file) for file in (*books, address.PICTURE)]


def _books(templates: Templates, entry: Initiative) -> list:
    picture = address.initiative(entry.slug) + address.PICTURE
    return [templates.books.get(file) for file in (address.leaflet(entry.slug), picture, address.PICTURE)]


def _named(group: Group) -> tuple:
    return group.title, group.address, group.source, group.place


def _term(term: Term | None) -> str:
    return term.model_dump_json() if term else ""


def _dated(told: Told, entries: Iterable[Initiative]) -> list[tuple]:
    return [(told.title(entry.slug), entry.series_date) for entry in entries]


def _further(told: Told, edition: Edition, templates: Templates, overview: Overview, part: Part) -> tuple:
    """What a further page of an overview depends on."""
    picture = part.to(part.number) + address.PICTURE
    shown = [templates.books.get(file) for file in (picture, address.PICTURE)]
    return part.number, part.count, overview.about(edition, told, part.items), shown
