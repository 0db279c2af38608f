"""The picture that a shared link shows: an entry, a theme, a city or the whole site in; the data of one picture out.

A title that is cut short is cut here, so that the template only sets it. ``share.typ`` draws it, 1200 by 630 pixels.
"""

from __future__ import annotations

from typing import Any

from ..edition import map
from ..edition.edition import Edition
from ..edition.index import Group
from ..model.initiative import Initiative
from ..words.language import N_
from .article import dots, mention, sentence
from .chapters import colour
from .nodes import visible

WIDTH, HEIGHT = 1200, 630


def of_site(edition: Edition) -> dict[str, Any]:
    settings = edition.settings
    points = [list(map.point(city.place)) for city in edition.mapped if city.place]
    return _picture(edition, "", settings.name, settings.description, "", 0, points)


def of_entry(edition: Edition, entry: Initiative) -> dict[str, Any]:
    number = 1 + [theme.slug for theme in edition.themes].index(entry.themes[0])
    theme = edition.theme[entry.themes[0]].title
    kicker = f"{sentence(edition.language.say(entry.kind.label))}  ·  {theme}"
    place = str(mention(entry, edition)["place"])
    return _picture(edition, kicker, entry.title, entry.summary, place, number, dots(edition, entry))


def of_theme(edition: Edition, theme: Group) -> dict[str, Any]:
    number = 1 + [group.slug for group in edition.themes].index(theme.slug)
    cities = {city.slug: city for entry in theme.entries for city in edition.cities_of(entry)}
    points = [list(map.point(city.place)) for city in cities.values() if city.place]
    return _picture(
        edition, edition.language.say(N_("Theme")), theme.title, theme.summary, _count(edition, theme), number, points
    )


def of_city(edition: Edition, city: Group) -> dict[str, Any]:
    points = [list(map.point(city.place))] if city.place else []
    return _picture(
        edition, edition.language.say(N_("Place")), city.title, city.summary, _count(edition, city), 0, points
    )


def _count(edition: Edition, group: Group) -> str:
    count = len(group.entries)
    return edition.language.counted("%(num)d entry", "%(num)d entries", count)


def _picture(
    edition: Edition, kicker: str, title: str, summary: str, foot: str, number: int, points: list[list[float]]
) -> dict[str, Any]:
    return {
        "language": edition.language.code,
        "handbook": visible(edition.settings.name),
        "kicker": visible(kicker),
        "title": visible(title),
        "summary": visible(summary),
        "foot": visible(foot),
        "colour": colour(number),
        "dots": sorted(points),
        "map": {"path": map.outline_path(), "width": map.WIDTH, "height": map.HEIGHT},
    }
