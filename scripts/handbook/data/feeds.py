"""Feeds: what is new and changed, as Atom (RFC 4287), for everything and for each theme, city and target group.

In: an Edition. Out: feeds, not yet made. The dates are those of the reviews, so that no clock reaches a feed;
the address of an entry is its lasting id.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from xml.etree import ElementTree

from ..edition.edition import Edition
from ..edition.index import by_change
from ..model import address
from ..model.initiative import Initiative
from ..model.removed import Removed
from ..words.language import N_

MOST = 50  # entries in one feed
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is not made yet: its addresses, a function that gives what its text depends on besides what the whole
    site depends on, and a function that makes the text."""

    names: tuple[str, ...]
    about: Callable[[], tuple[str, ...]]
    make: Callable[[], str]


def feeds(edition: Edition) -> Iterator[Feed]:
    say = edition.language.say
    called = repr([(theme.slug, theme.title) for theme in edition.themes])

    @cache
    def written(slug: str) -> ElementTree.Element:
        return _entry(edition, edition.by_slug[slug])

    def feed(page: str, title: str, subtitle: str, entries: Iterable[Initiative], former: Iterable[str] = ()) -> Feed:
        newest = cache(lambda: by_change(entries)[:MOST])

        def updated() -> datetime.date:
            return max((entry.reviewed for entry in newest()), default=edition.updated)

        def about() -> tuple[str, ...]:
            shown = (part for entry in newest() for part in (entry.slug, edition.digests[entry.slug]))
            return title, subtitle, str(updated()), called, *shown

        def make() -> str:
            found = _feed(edition, page, title, subtitle, updated())
            found.extend([written(entry.slug) for entry in newest()])
            return _written(found)

        names = (of(page), *map(of, former))  # readers who follow it at a former address still find it
        return Feed(names, about, make)

    yield feed("", edition.settings.name, edition.settings.description, edition.initiatives)
    for group in (*edition.themes, *edition.cities, *edition.target_groups):
        title = say(N_("%(name)s: %(part)s"), name=edition.settings.name, part=group.title)
        yield feed(group.address, title, group.summary, group.entries, group.former)
    for gone in edition.removed:
        if f"{gone.folder}/" in (address.THEMES, address.CITIES, address.TARGET_GROUPS):
            names = tuple(of(f"{gone.folder}/{slug}/") for slug in (gone.slug, *gone.former_slugs))
            told = gone.model_dump_json()
            yield Feed(names, lambda told=told: (told,), partial(_farewell, edition, gone))


def _written(feed: ElementTree.Element) -> str:
    ElementTree.indent(feed)
    text = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _farewell(edition: Edition, gone: Removed) -> str:
    """The feed of a term that was removed, whose last news is that."""
    url = edition.settings.url + gone.address
    feed = _feed(edition, gone.address, f"{edition.settings.name}: {gone.title}", "", gone.removed)
    entry = _add(feed, "entry")
    _add(entry, "id", url)
    _add(entry, "title", edition.language.say(N_("%(title)s (removed)"), title=gone.title))
    _add(entry, "updated", _moment(gone.removed))
    _add(entry, "link", rel="alternate", type="text/html", href=url)
    _add(entry, "summary", gone.why)
    return _written(feed)


def of(page: str) -> str:
    """The feed that belongs to a page stands beside it."""
    return page + address.FEED_FILE


def _feed(edition: Edition, page: str, title: str, subtitle: str, updated: datetime.date) -> ElementTree.Element:
    settings = edition.settings
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, _XML: settings.language})
    _add(feed, "id", settings.url + page)
    _add(feed, "title", title)
    if subtitle:
        _add(feed, "subtitle", subtitle)
    _add(feed, "updated", _moment(updated))
    _add(feed, "link", rel="self", type="application/atom+xml", href=settings.url + of(page))
    _add(feed, "link", rel="alternate", type="text/html", href=settings.url + page)
    _add(feed, "rights", f"{settings.licence}, {settings.licence_url}")
    author = _add(feed, "author")
    _add(author, "name", settings.publisher)
    _add(author, "uri", settings.url)
    return feed


def _entry(edition: Edition, entry: Initiative) -> ElementTree.Element:
    url = edition.settings.url + address.initiative(entry.slug)
    found = ElementTree.Element("entry")
    _add(found, "id", url)
    _add(found, "title", entry.title)
    _add(found, "updated", _moment(entry.reviewed))
    _add(found, "published", _moment(entry.added))
    _add(found, "link", rel="alternate", type="text/html", href=url)
    _add(found, "summary", entry.summary)
    for theme in entry.themes:
        group = edition.theme[theme]
        _add(found, "category", term=theme, scheme=edition.settings.url + address.THEMES, label=group.title)
    return found


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text
    return child


def _moment(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
