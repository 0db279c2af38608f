"""Where everything stands in the book: an Edition in, the values of its map and its registers out.

Every line of a register leads to the label of an entry; the template puts the page number behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..edition import map
from ..edition.edition import Edition
from ..edition.index import Group
from ..model.initiative import Initiative
from ..words.language import N_
from .article import ended, label
from .nodes import visible

# By the folder of their pages: their own label, how those of their groups begin, and what they are called.
_REGISTERS = {
    "themas": ("r-theme", "rt", N_("By theme")),
    "steden": ("r-city", "s", N_("By city")),
    "doelgroepen": ("r-target", "d", N_("By target group")),
    "organisaties": ("r-organisation", "o", N_("By organisation")),
    "programmas": ("r-programme", "p", N_("By programme and series")),
}
PUBLISHED = N_("By who published sources about it")
_PUBLISHED = "u"  # how the labels of organisations begin in the list of who published sources
# A letter of a name and a line of names on the map, in its units, at the size that front.typ gives them.
_LETTER, _LINE = 3.4, 10.0
_CROWDED = 30  # cities: from here on a small map has room for hardly any name


def atlas(edition: Edition, smaller: float = 1) -> dict[str, Any]:
    """The outline, the dots with their names, and the list of cities below the map."""
    cities = tuple(city.title for city in edition.mapped)
    return {
        "path": map.outline_path(),
        "width": map.WIDTH,
        "height": map.HEIGHT,
        "alt": edition.language.say(N_("Map of the Netherlands with a dot for each city: %(cities)s."), cities=cities),
        "dots": dots(edition, edition.initiatives, smaller),
        "groups": [_group("k", city, edition) for city in edition.cities if city.entries],
    }


def dots(edition: Edition, entries: Iterable[Initiative], smaller: float = 1) -> list[dict[str, Any]]:
    """The cities of these entries: where they lie, how many each has, and on which side of its dot its name has room.

    The map may be ``smaller`` than the one of the whole book on A4, beside letters of the same size.
    """
    slugs = {entry.slug for entry in entries}
    counts = [(city, sum(entry.slug in slugs for entry in city.entries)) for city in edition.mapped]
    found = [(city, count) for city, count in counts if count]
    named = [(city.title, city.place) for city, _ in found] if smaller == 1 or len(found) < _CROWDED else []
    sides = map.labels(named, _LETTER * smaller, _LINE * smaller)
    return [
        {
            "x": x,
            "y": y,
            "count": count,
            "text": visible(city.title),
            "side": sides[city.title].side if city.title in sides else "",
        }
        for (city, count), (x, y) in zip(found, map.points(city.place for city, _ in found))
    ]


def registers(edition: Edition) -> Iterator[dict[str, Any]]:
    """Each list at the back: its groups, and in each the lines with the label of the page that they lead to."""
    for folder, (own, kind, title) in _REGISTERS.items():
        found = [_group(kind, group, edition) for group in edition.families[folder] if group.entries]
        if found:
            yield {"label": own, "title": visible(edition.language.say(title)), "groups": found}
    published = [
        _lines(f"{_PUBLISHED}-{group.slug}", group.title, edition.published[group.slug], edition)
        for group in edition.organisations
        if group.slug in edition.published
    ]
    if published:
        yield {"label": "r-publisher", "title": visible(edition.language.say(PUBLISHED)), "groups": published}
    names = _names(edition)
    if names:
        yield {"label": "r-name", "title": visible(edition.language.say(N_("Names from A to Z"))), "groups": names}


def register_labels(edition: Edition) -> dict[str, str]:
    """The label of every group that stands in a register, by the address of its page."""
    published = (group for group in edition.organisations if group.slug in edition.published)
    return {group.address: f"{_PUBLISHED}-{group.slug}" for group in published} | {
        group.address: f"{kind}-{group.slug}"
        for folder, (_, kind, _) in _REGISTERS.items()
        for group in edition.families[folder]
        if group.entries
    }


def _group(kind: str, group: Group, edition: Edition) -> dict[str, Any]:
    return _lines(f"{kind}-{group.slug}", group.title, group.entries, edition)


def _lines(own: str, title: str, entries: Iterable[Initiative], edition: Edition) -> dict[str, Any]:
    return {
        "label": own,
        "title": visible(title),
        "lines": [_line(entry, edition, entry.title) for entry in entries],
    }


def _line(entry: Initiative, edition: Edition, text: str) -> dict[str, str]:
    return {"to": label(entry), "text": visible(text), "ended": ended(entry, edition)}


def _names(edition: Edition) -> list[dict[str, Any]]:
    """Titles and other names, by letter."""
    letters: dict[str, list[dict[str, str]]] = {}
    for name in edition.names:
        text = name.text
        if name.is_other:
            text = edition.language.say(N_("%(name)s, see %(title)s"), name=text, title=name.entry.title)
        letters.setdefault(name.letter, []).append(_line(name.entry, edition, text))
    return [{"label": f"n-{letter}", "title": letter, "lines": lines} for letter, lines in letters.items()]
