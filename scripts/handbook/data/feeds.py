"""Feeds: what is new and changed, as Atom (RFC 4287), for everything and for each theme, city and target group.

In: an Edition. Out: texts by their address. The dates are those of the reviews, so that no clock reaches a feed;
the address of an entry is its lasting id.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from xml.etree import ElementTree

from ..edition.edition import Edition
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_

MOST = 50  # entries in one feed
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


def feeds(edition: Edition) -> Iterator[tuple[str, str]]:
    """The address and the text of every feed."""
    say = edition.language.say

    @cache
    def written(slug: str) -> ElementTree.Element:
        return _entry(edition, edition.by_slug[slug])

    def feed(page: str, title: str, subtitle: str, entries: Iterable[Initiative]) -> tuple[str, str]:
        newest = _newest(entries)
        found = _feed(edition, page, title, subtitle, newest)
        found.extend([written(entry.slug) for entry in newest])
        ElementTree.indent(found)
        text = ElementTree.tostring(found, encoding="unicode")
        return of(page), f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

    yield feed("", edition.settings.name, edition.settings.description, edition.initiatives)
    for group in (*edition.themes, *edition.cities, *edition.target_groups):
        title = say(N_("%(name)s: %(part)s"), name=edition.settings.name, part=group.title)
        yield feed(group.address, title, group.summary, group.entries)


def of(page: str) -> str:
    """The feed that belongs to a page stands beside it."""
    return page + address.FEED_FILE


def _feed(edition: Edition, page: str, title: str, subtitle: str, newest: Sequence[Initiative]) -> ElementTree.Element:
    settings = edition.settings
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, _XML: settings.language})
    _add(feed, "id", settings.url + page)
    _add(feed, "title", title)
    if subtitle:
        _add(feed, "subtitle", subtitle)
    _add(feed, "updated", _moment(max((entry.reviewed for entry in newest), default=edition.updated)))
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


def _newest(entries: Iterable[Initiative]) -> list[Initiative]:
    """Last changed first; of one day, last added first; then in the order of the lists."""
    return sorted(entries, key=lambda entry: (entry.reviewed, entry.added), reverse=True)[:MOST]


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text
    return child


def _moment(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
