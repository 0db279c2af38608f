"""The catalogue: an Edition of any size in; every entry with its place and its summary, numbered, with registers, out.

It is the book of a handbook that is too large for one book. The registers give the numbers of entries, so that
nothing has to be looked up while pages are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..edition import map
from ..edition.edition import Edition
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_
from .article import mention
from .book import cover, site, words
from .chapters import chapters
from .colophon import colophon, edition_line
from .excerpt import whole
from .format import Format
from .nodes import safe_address, visible
from .registers import PUBLISHED, atlas

_WORDS = {
    "catalogue": N_("Catalogue"),
    "catalogue_note": N_(
        "Every practice with its place and its summary, by theme. The numbers in the registers are those of the practices. The whole description stands on the website, behind each title."
    ),
    "registers": N_("Registers"),
    "volume": N_("volume and page"),
}


def catalogue(
    edition: Edition, places: Mapping[str, str] | None = None, format: Format | None = None
) -> dict[str, Any]:
    """``places`` says in which volume and on which page an entry stands in full, if there are volumes."""
    settings, say = edition.settings, edition.language.say
    excerpt, format = whole(edition), format or Format()
    first = {  # an entry stands once, with its first theme
        theme.slug: [entry for entry in theme.entries if entry.themes[0] == theme.slug] for theme in edition.themes
    }
    order = [entry for theme in edition.themes for entry in first[theme.slug]]
    numbers = {entry.slug: number for number, entry in enumerate(order, 1)}
    parts = [
        {**part, "entries": [_entry(entry, numbers, edition, places or {}) for entry in first[theme.slug]], "intro": []}
        for part, theme in zip(chapters(excerpt, {}), edition.themes)
    ]
    names = [{"title": visible(name.text), "numbers": [numbers[name.entry.slug]]} for name in edition.names]
    front = cover(excerpt)
    return {
        "title": f"{visible(settings.name)} – {say(_WORDS['catalogue'])}",
        "tagline": visible(settings.description),
        "publisher": visible(settings.publisher),
        "language": edition.language.code,
        "date": edition.updated.isoformat(),
        "site": site(edition),
        "edition": edition_line(edition),
        "cover": {**front, "kicker": front["title"], "title": say(_WORDS["catalogue"])},
        "page": format.page,
        "sections": [],
        "refers": False,  # to numbers of entries, not to pages
        "simple": True,
        "words": words(edition.language) | {name: visible(say(text)) for name, text in _WORDS.items()},
        "colophon": colophon(excerpt, format),
        "map": {**atlas(edition), "groups": [], "path": map.outline_path()},
        "chapters": [part for part in parts if part["entries"]],
        "entries": {},
        "registers": [
            *(register for register in _registers(edition, numbers) if register["groups"]),
            {"title": visible(say(N_("Names from A to Z"))), "grouped": False, "groups": names},
        ],
    }


def _entry(
    entry: Initiative, numbers: Mapping[str, int], edition: Edition, places: Mapping[str, str]
) -> dict[str, Any]:
    said = mention(entry, edition)
    return {
        "number": numbers[entry.slug],
        "title": visible(entry.title),
        "place": said["place"],
        "ended": said["ended"],
        "summary": visible(entry.summary),
        "volume": places.get(entry.slug, ""),
        "url": safe_address(edition.settings.url + address.initiative(entry.slug)),
    }


def _registers(edition: Edition, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for title, found, about in (
        (N_("By city"), edition.cities, None),
        (N_("By target group"), edition.target_groups, None),
        (N_("By organisation"), edition.organisations, None),
        (N_("By programme and series"), edition.programmes, None),
        (PUBLISHED, edition.organisations, edition.published),
    ):
        groups = [
            {"title": visible(group.title), "numbers": sorted(numbers[entry.slug] for entry in entries)}
            for group in found
            if (entries := group.entries if about is None else about.get(group.slug, ()))
        ]
        yield {"title": visible(edition.language.say(title)), "grouped": True, "groups": groups}
