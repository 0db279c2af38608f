"""Feeds: valid according to parsers of others, complete, and linked from the pages that they belong to."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from xml.etree import ElementTree

import atoma
import feedparser
import html5lib
import pytest
from handbook.data.feeds import MOST, feeds
from handbook.edition.index import Group
from test_data import nasty  # noqa: F401 - a fixture

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="session")
def made(nasty):  # noqa: F811
    return texts(nasty.edition)


def texts(edition):
    return {name: feed.make() for feed in feeds(edition) for name in feed.names}


def test_there_is_a_feed_for_everything_and_for_each_group(made, nasty):  # noqa: F811
    edition = nasty.edition
    groups = [group.address for group in (*edition.themes, *edition.cities, *edition.target_groups)]
    assert list(made) == ["atom.xml", *(f"{address}atom.xml" for address in groups)]


def test_two_readers_find_every_feed_valid(made, nasty):  # noqa: F811
    """feedparser reports no error; atoma, which is strict, finds everything that RFC 4287 requires."""
    home = nasty.edition.settings.url
    ids = []
    for address, text in made.items():
        found = feedparser.parse(text.encode())
        assert not found.bozo and found.version == "atom10", found.get("bozo_exception")
        strict = atoma.parse_atom_bytes(text.encode())
        assert strict.title.value and strict.updated and strict.authors[0].name == nasty.edition.settings.publisher
        links = {link.rel: link.href for link in strict.links}
        assert links == {"self": home + address, "alternate": home + address.removesuffix("atom.xml")}
        assert strict.updated == max((entry.updated for entry in strict.entries), default=strict.updated)
        assert len({entry.id_ for entry in strict.entries}) == len(strict.entries) <= MOST
        ids.append(strict.id_)
        for entry in strict.entries:
            assert entry.id_ == entry.links[0].href and entry.id_.startswith(f"{home}initiatieven/")
            assert entry.published <= entry.updated and entry.title.value and entry.summary.value
    assert len(set(ids)) == len(ids)


def test_a_feed_holds_what_its_page_lists(made, nasty):  # noqa: F811
    for group in (*nasty.edition.themes, *nasty.edition.cities, *nasty.edition.target_groups):
        links = [entry.link.split("/")[-2] for entry in feedparser.parse(made[f"{group.address}atom.xml"]).entries]
        assert sorted(links) == sorted(entry.slug for entry in group.entries)


def test_values_arrive_as_they_were_written(made, nasty):  # noqa: F811
    root = ElementTree.fromstring(made["atom.xml"])
    entry = next(node for node in root.iter(f"{ATOM}entry") if node.findtext(f"{ATOM}id").endswith("/kwaad/"))
    assert entry.findtext(f"{ATOM}title") == nasty.entry.title
    assert entry.findtext(f"{ATOM}summary") == nasty.entry.summary
    assert [node.get("label") for node in entry.iter(f"{ATOM}category")] == ["Zelfhulp", "Herstel"]


def test_the_newest_fifty_come_first(edition):
    """Dates are those of the reviews; the clock is not used."""
    first = datetime.date(2020, 1, 1)
    model = edition.described[0]
    entries = tuple(
        model.model_copy(update={"slug": f"e-{day}", "added": first, "reviewed": first + datetime.timedelta(days=day)})
        for day in range(120)
    )
    group = Group("veel", "Veel", "themas/veel/", "content/themas/veel.md", entries)
    themes = [replace(theme, entries=()) for theme in edition.themes]
    known = {entry.slug: entry for entry in entries}
    many = replace(edition, initiatives=entries, by_slug=known, themes=(*themes, group), cities=(), target_groups=())
    many = replace(many, digests={entry.slug: entry.slug for entry in entries})
    for address in ("atom.xml", "themas/veel/atom.xml"):
        found = feedparser.parse(texts(many)[address])
        assert [entry.id.split("/")[-2] for entry in found.entries] == [f"e-{day}" for day in range(119, 69, -1)]
        assert found.feed.updated == found.entries[0].updated == "2020-04-29T00:00:00Z"


def test_an_empty_handbook_still_has_a_valid_feed(edition):
    empty = replace(edition, initiatives=(), themes=(), cities=(), target_groups=())
    ((address, text),) = texts(empty).items()
    assert (
        address == "atom.xml"
        and not feedparser.parse(text).bozo
        and atoma.parse_atom_bytes(text.encode()).entries == []
    )


def offered(path):
    document = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return [node for node in document.iter("link") if node.get("type") == "application/atom+xml"]


def test_pages_offer_their_feeds(built, edition):
    """Every page links to the feed of everything, and pages of a group's list to that of the group; all exist."""
    for path in built.site.rglob("index.html"):
        links = offered(path)
        assert all("alternate" in link.get("rel").split() and link.get("title") for link in links)
        targets = [
            (path.parent / link.get("href")).resolve().relative_to(built.site.resolve()).as_posix() for link in links
        ]
        assert targets[0] == "atom.xml" and all((built.site / target).is_file() for target in targets)
        here = path.parent.relative_to(built.site).as_posix()
        if re.match(r"(themas|steden|doelgroepen)/.", here):
            assert targets[1:] == [f"{here}/atom.xml"]
            assert 'atom.xml" type="application/atom+xml">Volg wat hier nieuw is' in path.read_text(encoding="utf-8")
        else:
            assert targets[1:] == []


def test_a_page_fetches_no_feed_and_no_sitemap_by_itself(server, tab):
    """It links to them; only a reader who follows the link fetches them."""
    page = tab(f"{server}themas/herstel/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in page.asked if url.endswith((".xml", ".json"))]
