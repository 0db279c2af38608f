"""A finished site and its edition in; each entry that is missing in the data, a feed, the sitemap or the search, and each
that is there and should not be, out."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Container, Iterable, Iterator
from html import unescape
from pathlib import Path

from ..data.feeds import MOST, of
from ..data.records import FAMILIES
from ..edition.edition import Edition
from ..edition.index import NO_CITY
from ..model import address
from ..running.tree import Tree
from ..words.language import N_, Message, message

_MAP = re.compile(r"sitemap[^/]*\.xml")
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")


def recorded(site: Path, edition: Edition) -> Iterator[Message]:
    """The files of data hold every entry, and no others."""
    slugs = {entry.slug for entry in edition.initiatives}
    for name, found in (("data/initiatives.json", _in_json), ("data/initiatives.csv", _in_table)):
        yield from _same(name, slugs, set(found(site / name)) if (site / name).is_file() else set())


def tally(site: Tree, edition: Edition) -> Iterator[Message]:
    """The terms, the feeds and the sitemap have every entry, and no others."""
    yield from _terms(site, edition)
    yield from _located(site, edition)
    for at, entries in [("", edition.initiatives), *((group.address, group.entries) for group in (*edition.themes, *edition.cities, *edition.target_groups))]:  # fmt: skip
        count = _text(site, of(at)).count("<entry>")
        if count != min(MOST, len(entries)):
            yield message(N_("%(page)s: %(count)d entries instead of %(expected)d"), page=of(at), count=count, expected=min(MOST, len(entries)))  # fmt: skip


def searchable(site: Tree, edition: Edition) -> Iterator[Message]:
    """As many pages can be found as there are entries."""
    count = json.loads(_text(site, address.SEARCH_ENTRY) or '{"pages": 0}')["pages"]
    if count < len(edition.initiatives):
        yield message(N_("%(page)s: %(count)d pages can be found, and there are %(expected)d entries"), page=address.SEARCH_ENTRY, count=count, expected=len(edition.initiatives))  # fmt: skip


def _in_json(path: Path) -> Iterator[str]:
    """One entry stands on each line, so of 65 MB never more than one is in memory; what holds them is valid too."""
    with path.open(encoding="utf-8") as file:
        around = next(file, "")
        for line in file:
            if line.startswith("{"):
                yield json.loads(line.removesuffix("\n").removesuffix(","))["slug"]
            else:
                around += line
    json.loads(around.replace("\n", ""))


def _in_table(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        place = next(rows).index("slug")
        yield from (row[place] for row in rows)


def _terms(site: Tree, edition: Edition) -> Iterator[Message]:
    terms = json.loads(_text(site, "data/terms.json") or "{}")
    for key, folder in FAMILIES.items():
        groups = (group for group in edition.families[folder] if group.slug != NO_CITY)
        expected = {f"{group.slug} ({len(group.entries)})" for group in groups}
        found = {f"{item['slug']} ({item['count']})" for item in terms.get(key, ())}
        yield from _same("data/terms.json", expected, found)


def _located(site: Tree, edition: Edition) -> Iterator[Message]:
    gone = {record.address for record in edition.removed} | set(edition.former)
    pages = {at for at in map(address.page, site.files) if at is not None}
    maps = (_text(site, name) for name in filter(_MAP.fullmatch, site.files))
    found = (location for text in maps for location in _LOCATION.findall(text) if not location.endswith(".xml"))
    yield from _same("sitemap.xml", pages - gone, {unescape(at)[len(edition.settings.url) :] for at in found})


def absent(expected: Iterable[str], found: Container[str], where: str) -> Iterator[Message]:
    """Sentences for what should stand in a list and does not."""
    for item in expected:
        if item not in found:
            yield message(N_("%(page)s: %(missing)s is not in this list"), page=where, missing=item)


def _same(name: str, expected: set[str], found: set[str]) -> Iterator[Message]:
    yield from absent(sorted(expected), found, name)
    for item in sorted(found - expected):
        yield message(N_("%(page)s: %(item)s does not belong in this list"), page=name, item=item)


def _text(site: Tree, name: str) -> str:
    return (site.top / name).read_bytes().decode() if name in site.files else ""
