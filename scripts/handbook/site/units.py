"""What the press prints, in units: every page, with all that it depends on and its frame does not.

In: an Edition. Out: units, not yet made. A page tells of its own entry, and of others little: their names, and why they
are named. What that is stands here, so that a page is printed again when something of it has changed, and only then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..edition.edition import Edition
from ..edition.freshness import day_of
from ..edition.index import Group
from ..edition.standing import standing
from ..model import address
from ..model.initiative import Initiative, Term
from . import pages
from .chapters import Written, chapter, further
from .overviews import OVERVIEWS
from .page import Page, Unit
from .parts import Part, parts
from .templates import Templates


def units(edition: Edition, templates: Templates, written: Mapping[str, Written]) -> Iterator[Unit]:
    """Every page that the press prints; ``written`` are the chapters, by their source below ``content/``."""
    for source, text in written.items():
        yield Unit((text.address,), partial(_one, chapter, edition, templates, source, text))
    world = _world(edition)
    for entry in edition.initiatives:
        yield of_entry(edition, templates, entry, world)
    for family, groups in edition.families.items():
        for group in groups:
            for part in pages.group_parts(group):
                given = (edition, templates, family, group, part)
                yield Unit((part.to(part.number),), partial(_one, pages.group_page, *given), partial(_group, *given))
    for source, overview in OVERVIEWS.items():
        for part in parts(overview.items(edition), overview.address)[1:]:
            yield Unit((part.to(part.number),), partial(_one, further, edition, templates, source, part))


def of_entry(edition: Edition, templates: Templates, entry: Initiative, world: str = "") -> Unit:
    given, at = (edition, templates, entry), address.initiative(entry.slug)
    around = world and repr((world, edition.digests[entry.slug], _books(templates, entry)))
    return Unit((at,), partial(_one, pages.initiative, *given), partial(_entry, *given), around)


def _one(make: Any, *given: Any) -> Sequence[Page]:
    return [make(*given)]


def _entry(edition: Edition, templates: Templates, entry: Initiative) -> tuple:
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
        [(_title(found.entry), found.reasons) for found in edition.related[entry.slug]],
        [_title(user) for user in edition.users.get(entry.slug, ())],
        near and ([_dated(item) for item in near.earlier], [_dated(item) for item in near.later], near.more),
        standing(edition, day_of(edition), entry).is_due,
        _books(templates, entry),
    )


def _world(edition: Edition) -> str:
    """What all entries tell of each other, and the lists that they stand in: while it is the same and an entry too, so is
    what its page depends on. To find that of 10,000 entries takes 4 s, this 0.1."""
    told = hashlib.sha256(repr((edition.glossary.named, day_of(edition))).encode())
    for groups in edition.families.values():
        told.update(repr([_named(group) for group in groups]).encode())
    for entry in edition.initiatives:
        lists = entry.themes, entry.target_groups, entry.cities, entry.methods, entry.programme, entry.series
        told.update(repr((*_dated(entry), entry.is_stub, lists)).encode())
    return told.hexdigest()


def _group(edition: Edition, templates: Templates, family: str, group: Group, part: Part) -> tuple:
    """What a page of a group depends on."""
    books = address.theme_book(group.slug), address.city_book(group.slug), part.to(part.number) + address.PICTURE
    told, further = pages.published(edition, family, group, part)
    listed = pages.LISTED if family == "steden" else 0
    return (
        _named(group),
        edition.numbers.get(group.slug) if family == "themas" else None,
        _term(group.term),
        group.term and edition.glossary.named,
        len(group.entries),
        (part.number, part.count),
        [(_card(entry), edition.numbers[entry.themes[0]]) for entry in part.items],
        ([_title(entry) for entry in told], further),
        [
            (_named(other), len(entries), [_title(entry) for entry in entries[:listed]])
            for other, entries in pages.across(edition, family, group, part)
        ],
        [templates.books.get(file) for file in (*books, address.PICTURE)],
    )


def _books(templates: Templates, entry: Initiative) -> list:
    picture = address.initiative(entry.slug) + address.PICTURE
    return [templates.books.get(file) for file in (address.leaflet(entry.slug), picture, address.PICTURE)]


def _named(group: Group) -> tuple:
    return group.title, group.address, group.source, group.place


def _term(term: Term | None) -> str:
    return term.model_dump_json() if term else ""


def _title(entry: Initiative) -> tuple:
    return entry.slug, entry.title, entry.ended


def _dated(entry: Initiative) -> tuple:
    return *_title(entry), entry.series_date


def _card(entry: Initiative) -> tuple:
    return *_title(entry), entry.summary, entry.kind, entry.cities, entry.is_stub
