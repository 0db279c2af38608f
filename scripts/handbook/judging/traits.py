"""Traits: what rules over all entries need to know of each one. A record in; words and numbers, ready to compare, out.

They can be kept as text, so that an unchanged entry need not be read to be compared with the others.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote
from zlib import crc32

from pydantic_core import from_json, to_json

from ..model import address as site
from ..model.initiative import Initiative
from ..words.names import slug
from .likeness import Name, joined, name

_INDEX = re.compile(r"/(index\.(html?|php))?$")
_ARCHIVE = re.compile(r"https?://(?:web\.)?archive\.org/web/\w+/(?=https?://)", re.IGNORECASE)
_SLASHES = re.compile("//+")
# Parameters that tell how a page was found, or how to show it.
_SAME_PAGE = re.compile(r"utm_|(?:fbclid|gclid|msclkid|mc_cid|mc_eid|print)(?:=|$)")
_WORDS = re.compile(r"\b[^\W\d_]+\b")
# Runs are looked for in a text of kinds of signs, “a” for every letter and “.” for what is no space: there they begin with a
# fixed text, which takes three quarters of the time of making each word and counting its letters.
_KINDS = bytes(ord("a" if sign.isalpha() else " " if sign.isspace() else ".") for sign in map(bytes, zip(range(256))))
_RUNS, _RUNS_OF_STUB = (
    re.compile(b" %ba{0,%d}(?=( +[a.]+ +[a.]+))" % (b"a" * shortest, 9 - shortest)) for shortest in (8, 5)
)
LONG = 6  # digits of a number that two funders do not both give
_LINK = re.compile(r"\]\((?:\./)?([a-z0-9-]+)\.md[#) ]")


@dataclass(frozen=True, slots=True)
class Traits:
    """``titles`` are its title and its other names; ``added`` is its day as it is written.

    ``pages`` are the addresses of the places and organisations that it names; ``addresses`` has one for each source,
    empty where it has none. ``known`` are the entries that it names itself, in its fields or its text; ``leads`` are the
    files of entries on which the problems of this one depend. ``samples`` are runs of three words of its summary and text,
    each as a number; of a stub of its text only, for summaries of stubs are much alike.
    """

    titles: Sequence[str]
    names: Sequence[Name]
    kind: str
    added: str
    cities: Sequence[str]
    pages: Sequence[str]
    project_number: str
    addresses: Sequence[str]
    former_slugs: Sequence[str]
    known: Sequence[str]
    leads: Sequence[str]
    samples: Sequence[int]


def traits(entry: Initiative, leads: Iterable[str] = ()) -> Traits:
    """``leads`` are the entries to which links in its text lead, as the parser found them, by their path."""
    return Traits(
        titles=(entry.title, *entry.aliases),
        names=names(entry),
        kind=str(entry.kind),
        added=entry.added.isoformat(),
        cities=entry.cities,
        pages=pages(entry),
        project_number=project_number(entry.project_number or ""),
        addresses=tuple(address(source.url) if source.url else "" for source in entry.sources),
        former_slugs=entry.former_slugs,
        known=(*entry.methods, *_LINK.findall(entry.body)),
        leads=sorted({*leads, *(f"initiatives/{method}.md" for method in entry.methods)}),
        samples=_sampled(entry),
    )


def packed(of: Traits) -> str:
    """As JSON on one line; the names without what follows from them."""
    names = [(one.text, one.letters, one.words) for one in of.names]
    rest = (of.titles, of.kind, of.added, of.cities, of.pages, of.project_number, of.addresses, of.former_slugs)
    return to_json((names, *rest, of.known, of.leads, list(of.samples))).decode()  # half of the time of json.dumps


def unpacked(text: str) -> Traits:
    names, titles, *rest = from_json(text)
    return Traits(titles, [joined(*one) for one in names], *rest)


def names(entry: Initiative) -> tuple[Name, ...]:
    return _named((entry.title, *entry.aliases))


@lru_cache(maxsize=65536)
def _named(texts: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(map(name, texts))


def pages(entry: Initiative) -> tuple[str, ...]:
    """The addresses of pages that are there because an entry names a place or an organisation."""
    cities = (f"{site.CITIES}{slug(city)}/" for city in entry.cities)
    return (*cities, *(f"{site.ORGANISATIONS}{slug(organisation.name)}/" for organisation in entry.organisations))


def address(url: str) -> str:
    """The part of a web address that says which page it is: no archive, scheme, “www.”, anchor, tracking or last slash."""
    page, _, query = _ARCHIVE.sub("", url).partition("://")[2].partition("#")[0].partition("?")
    path = _INDEX.sub("", _SLASHES.sub("/", unquote(page))).casefold().removeprefix("www.")
    telling = sorted(item for item in query.split("&") if item and not _SAME_PAGE.match(item))
    return f"{path}{'?' if telling else ''}{'&'.join(telling)}"


def project_number(written: str) -> str:
    """A project number without signs, and without the words around it if what is left is long enough to be one."""
    bare = re.sub(r"\W", "", _WORDS.sub("", written))
    return (bare if len(bare) >= LONG else re.sub(r"\W", "", written)).casefold()


def _sampled(entry: Initiative) -> Sequence[int]:
    """Each word of five to nine or of eight to nine letters with the next two: a fair sample of the text, most of which a
    copy keeps.

    Four bytes for each: among the 490,000 of ten thousand entries some thirty meet by chance, and two texts are compared
    only when they share two.
    """
    text, runs = (entry.body, _RUNS_OF_STUB) if entry.is_stub else (f"{entry.summary} {entry.body}", _RUNS)
    whole = f" {text}".encode("utf-8", "replace").lower()
    found = runs.finditer(whole.translate(_KINDS))
    return array("I", sorted({crc32(b" ".join(whole[run.start() : run.end(1)].split())) for run in found}))
