"""A finished site and the edition that it was made from in; everything that is missing, left over or dead out.

What must be there follows from the edition, and not from the code that printed it; comparing sets costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..data import citation
from ..edition.edition import Edition
from ..model import address
from ..running.beside import MANY, beside
from ..running.publish import Incomplete
from ..running.tree import Tree
from ..words.language import N_, Message, message
from . import walked
from .bound import unbound
from .crawl import Dead, Walk
from .tally import absent, recorded, searchable, tally

_SHOWN = 20  # problems that are named; when these are mended, the rest is shown


@dataclass(frozen=True, slots=True)
class Whole:
    """What a complete site has: so many pages, and so many links that lead somewhere."""

    pages: int
    links: int


def counting(site: Path, edition: Edition) -> Callable[[], list[Message]]:
    """Begin to check the data; the returned function gives what is wrong with them. For 10,000 entries that takes 0.4 s,
    in which a ``Tree`` of the site can be made."""
    return beside(lambda: list(recorded(site, edition)), worthwhile=len(edition.initiatives) > MANY)


def check(site: Tree, edition: Edition, counted: Callable[[], list[Message]], *, book: bool, search: bool) -> Whole:
    """Raise Incomplete if anything is wrong. ``counted`` was begun before.

    ``book`` and ``search``: whether these were made and must hold every entry too.
    """
    walk = Walk(site, edition.settings.url)
    before = walked.sound(site, walk)
    lists, entries = ([name for name in names if name not in before.links] for names in _pages(site))
    half = len(entries) // 2
    others = beside(lambda: walk.through(entries[half:]), worthwhile=len(entries) > MANY)
    parts = [walk.through(lists, keep=True), walk.through(entries[:half])]
    leads = {**before.leads, **parts[0].leads}
    found = [*_missing(site, edition), *_unlisted(edition, leads), *tally(site, edition)]
    parts.append(others())
    found += [*counted(), *map(_said, sorted({dead for part in parts for dead in part.dead}))]
    if book:
        found += unbound(site, edition)
    if search:
        found += searchable(site, edition)
    if found:
        raise Incomplete(found[:_SHOWN])
    links = walked.put(site, before, parts).links
    return Whole(sum(address.page(name) is not None for name in links), sum(links.values()))


def _pages(site: Tree) -> tuple[list[str], list[str]]:
    """The files of all pages: of those that list entries or are read for themselves, and of the entries."""
    found = sorted(name for name in site.files if name.endswith(".html"))
    of_entry = [name.startswith(address.INITIATIVES) and name.count("/") > 1 for name in found]
    return [name for name, one in zip(found, of_entry) if not one], [name for name, one in zip(found, of_entry) if one]


def _said(item: Dead) -> Message:
    what = N_("%(page)s: the picture %(target)s has no text in its place") if item.picture else N_("%(page)s: the link “%(target)s” leads nowhere")  # fmt: skip
    return message(what, page=item.page, target=item.target)


def _missing(site: Tree, edition: Edition) -> Iterator[Message]:
    """Every entry and term has its page and its files, and no page is left of one that is gone."""
    gone = {record.address for record in edition.removed} | set(edition.former)
    families = {address.INITIATIVES: {address.initiative(entry.slug) for entry in edition.initiatives}}
    families |= {f"{folder}/": {group.address for group in groups} for folder, groups in edition.families.items()}
    there = {f"{folder}/" for folder in site.folders if folder.count("/") == 1}
    for folder, expected in families.items():
        for at in sorted(expected):
            if f"{at}index.html" not in site.files:
                yield message(N_("%(page)s: the page is missing"), page=at)
        for at in sorted({at for at in there if at.startswith(folder)} - expected - gone):
            if not at.split("/")[-2].isdecimal():  # a further page of the list
                yield message(N_("%(page)s: a page of something that is not in the sources"), page=at)
    for entry in edition.initiatives:
        files = [address.record(entry.slug), *(address.initiative(entry.slug) + form.name for form in citation.FORMS)]
        for name in files:
            if name not in site.files:
                yield message(N_("%(page)s: the file is missing"), page=name)


def _unlisted(edition: Edition, leads: Mapping[str, frozenset[str]]) -> Iterator[Message]:
    """Every entry stands in every list that it belongs to, and every term in its overview."""

    def listed(top: str) -> set[str]:
        numbers = (address.numbered(top, number) for number in range(1, len(leads)))
        found: set[str] = set()
        for at in numbers:
            if at not in leads:
                break
            found |= leads[at]
        return found

    page = {entry.slug: address.initiative(entry.slug) for entry in edition.initiatives}
    for top in (address.A_TO_Z, address.NEWS):
        yield from absent(page.values(), listed(top), top)
    yield from absent([page[entry.slug] for entry in edition.described], listed(address.TIMELINE), address.TIMELINE)
    cities = [city.address for city in edition.cities if city.entries]
    yield from absent(cities, listed(address.MAP), address.MAP)
    yield from absent([group.address for group in edition.themes] + cities, listed(address.MATRIX), address.MATRIX)
    for folder, groups in edition.families.items():
        yield from absent([group.address for group in groups], listed(f"{folder}/"), f"{folder}/")
        for group in groups:
            yield from absent([page[entry.slug] for entry in group.entries], listed(group.address), group.address)
