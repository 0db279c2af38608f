"""Complete: a finished site and the edition that it was made from in; everything that is missing, left over or dead out.

What must be there follows from the edition, and not from what printed it: sets are compared, so it costs little.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path

from ..data import citation
from ..data.feeds import MOST, of
from ..edition.edition import Edition
from ..edition.index import NO_CITY, Group
from ..model import address
from ..running.publish import Incomplete
from ..words.language import N_, Message, message
from .crawl import Read, dead, leads_to, pages

_SHOWN = 20  # of what is wrong; who mends those sees the rest
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")


def check(site: Path, edition: Edition, *, book: bool, search: bool) -> int:
    """Raise Incomplete if anything is wrong; return the number of links that lead somewhere.

    ``book`` and ``search``: whether these were made and must hold every entry too.
    """
    read = pages(site)
    found = [*_missing(site, edition), *_unlisted(edition, read), *_counted(site, edition, read)]
    for item in dead(site, edition.settings.url, read):
        what = N_("%(page)s: the picture %(target)s has no text in its place") if item.picture else N_("%(page)s: the link “%(target)s” leads nowhere")  # fmt: skip
        found.append(message(what, page=item.page, target=item.target))
    if book:
        found += _unprinted(site, edition)
    if search:
        found += _unsearchable(site, edition)
    if found:
        raise Incomplete(found[:_SHOWN])
    return sum(len(page.links) for page in read.values())


def _families(edition: Edition) -> dict[str, tuple[Group, ...]]:
    return {
        address.THEMES: edition.themes,
        address.TARGET_GROUPS: edition.target_groups,
        address.CITIES: edition.cities,
        address.ORGANISATIONS: edition.organisations,
        address.PROGRAMMES: edition.programmes,
    }


def _missing(site: Path, edition: Edition) -> Iterator[Message]:
    """Every entry and term has its page and its files, and no page is left of one that is gone."""
    gone = {record.address for record in edition.removed} | set(edition.former)
    families = {address.INITIATIVES: {address.initiative(entry.slug) for entry in edition.initiatives}}
    families |= {folder: {group.address for group in groups} for folder, groups in _families(edition).items()}
    for folder, expected in families.items():
        there = (
            {f"{folder}{item.name}/" for item in os.scandir(site / folder) if item.is_dir()}
            if (site / folder).is_dir()
            else set()
        )
        for at in sorted(expected - there) + [
            at for at in sorted(expected & there) if not (site / at / "index.html").is_file()
        ]:
            yield message(N_("%(page)s: the page is missing"), page=at)
        for at in sorted(there - expected - gone):
            if not at.split("/")[-2].isdecimal():  # a further page of the list
                yield message(N_("%(page)s: a page of something that is not in the sources"), page=at)
    for entry in edition.initiatives:
        files = [address.record(entry.slug), *(address.initiative(entry.slug) + form.name for form in citation.FORMS)]
        for name in files:
            if not os.path.exists(f"{site}/{name}"):  # noqa: PTH110 - tens of thousands of them
                yield message(N_("%(page)s: the file is missing"), page=name)


def _unlisted(edition: Edition, read: Mapping[str, Read]) -> Iterator[Message]:
    """Every entry stands in every list that it belongs to, and every term in its overview."""

    def listed(top: str) -> set[str]:
        numbers = (address.numbered(top, number) for number in range(1, len(read)))
        found: set[str] = set()
        for at in numbers:
            if at not in read:
                break
            found |= leads_to(at, read[at])
        return found

    everything = [address.initiative(entry.slug) for entry in edition.initiatives]
    for top in (address.A_TO_Z, address.NEWS):
        yield from _absent(everything, listed(top), top)
    described = [address.initiative(entry.slug) for entry in edition.described]
    yield from _absent(described, listed(address.TIMELINE), address.TIMELINE)
    cities = [city.address for city in edition.cities if city.entries]
    yield from _absent(cities, listed(address.MAP), address.MAP)
    yield from _absent([group.address for group in edition.themes] + cities, listed(address.MATRIX), address.MATRIX)
    for folder, groups in _families(edition).items():
        yield from _absent([group.address for group in groups], listed(folder), folder)
        for group in groups:
            yield from _absent([address.initiative(entry.slug) for entry in group.entries], listed(group.address), group.address)  # fmt: skip


def _absent(expected: Iterable[str], found: set[str], where: str) -> Iterator[Message]:
    for at in expected:
        if at not in found:
            yield message(N_("%(page)s: %(missing)s is not in this list"), page=where, missing=at)


def _counted(site: Path, edition: Edition, read: Mapping[str, Read]) -> Iterator[Message]:
    """The data, the feeds and the sitemap hold every entry, and no others."""
    slugs = {entry.slug for entry in edition.initiatives}
    gone = {record.address for record in edition.removed} | set(edition.former)
    for name, found in (
        ("data/initiatives.json", lambda text: {item["slug"] for item in json.loads(text)["initiatives"]}),
        (
            "data/initiatives.csv",
            lambda text: {row["slug"] for row in csv.DictReader(text.lstrip("\ufeff").splitlines(True), delimiter=";")},
        ),  # fmt: skip
    ):
        text = _text(site / name)
        yield from _same(name, slugs, found(text) if text else set())
    terms = json.loads(_text(site / "data/terms.json") or "{}")
    for key, groups in (("themes", edition.themes), ("target_groups", edition.target_groups), ("cities", edition.cities),
                        ("organisations", edition.organisations), ("programmes", edition.programmes)):  # fmt: skip
        expected = {f"{group.slug} ({len(group.entries)})" for group in groups if group.slug != NO_CITY}
        yield from _same(
            "data/terms.json", expected, {f"{item['slug']} ({item['count']})" for item in terms.get(key, ())}
        )
    home = edition.settings.url
    sitemaps = "".join(map(_text, sorted(site.glob("sitemap*.xml"))))
    located = {
        unescape(location)[len(home) :] for location in _LOCATION.findall(sitemaps) if not location.endswith(".xml")
    }
    yield from _same("sitemap.xml", {at for at in read if not at.endswith(".html")} - gone, located)
    for at, entries in [("", edition.initiatives), *((group.address, group.entries) for group in (*edition.themes, *edition.cities, *edition.target_groups))]:  # fmt: skip
        count = _text(site / of(at)).count("<entry>")
        if count != min(MOST, len(entries)):
            yield message(N_("%(page)s: %(count)d entries instead of %(expected)d"), page=of(at), count=count, expected=min(MOST, len(entries)))  # fmt: skip


def _same(name: str, expected: set[str], found: set[str]) -> Iterator[Message]:
    for item in sorted(expected - found):
        yield message(N_("%(page)s: %(missing)s is not in this list"), page=name, missing=item)
    for item in sorted(found - expected):
        yield message(N_("%(page)s: %(item)s does not belong in this list"), page=name, item=item)


def _unprinted(site: Path, edition: Edition) -> Iterator[Message]:
    """Every entry has its place in the book, or in one of its volumes."""
    import pikepdf

    named: set[str] = set()
    for path in (site / address.BOOK_FILE, *sorted((site / address.BOOK / "deel").glob("*.pdf"))):
        if path.is_file():
            with pikepdf.open(path) as pdf:
                named.update(map(str, pikepdf.NameTree(pdf.Root.Names.Dests)))
    for entry in edition.initiatives:
        if f"i-{entry.slug}" not in named:
            yield message(N_("%(page)s: %(missing)s is not in this list"), page=address.BOOK_FILE, missing=entry.slug)


def _unsearchable(site: Path, edition: Edition) -> Iterator[Message]:
    entry = json.loads(_text(site / "pagefind" / "pagefind-entry.json") or '{"languages": {}}')
    count = sum(language["page_count"] for language in entry["languages"].values())
    if count < len(edition.initiatives):
        yield message(N_("pagefind: %(count)d pages can be found, and there are %(expected)d entries"), count=count, expected=len(edition.initiatives))  # fmt: skip


def _text(path: Path) -> str:
    return path.read_bytes().decode() if path.is_file() else ""
