"""Where everything stands in the book: an Edition in, the values of its map and its registers out.

Every line of a register leads to the label of an entry; the template puts the page number behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import map
from .article import label
from .edition import Edition
from .index import Group
from .language import N_
from .names import initial, order
from .nodes import visible


def atlas(edition: Edition) -> dict[str, Any]:
    """The outline, the dots with their names, and the list of cities below the map."""
    say = edition.language.say
    cities = [city for city in edition.cities if city.place and city.entries]
    points = [map.point(city.place) for city in cities]
    return {
        "path": map.outline_path(),
        "width": map.WIDTH,
        "height": map.HEIGHT,
        "alt": say(
            N_("Map of the Netherlands with a dot for each city: %(cities)s."),
            cities=tuple(city.title for city in cities),
        ),
        "dots": [
            {"x": x, "y": y, "count": len(city.entries), "text": visible(city.title), "side": side}
            for city, (x, y), side in zip(cities, points, _sides([city.title for city in cities], points))
        ],
        "groups": [_group("k", city, edition) for city in edition.cities if city.entries],
    }


def _sides(names: list[str], points: list[map.Point]) -> list[str]:
    """On which side of its dot each name finds room: right, left, above, below; ``""`` where there is none."""
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in points]
    sides = []
    for name, (x, y) in zip(names, points):
        wide = 3.4 * len(name) + 6
        boxes = {
            "right": (x + 4, y - 4, x + 4 + wide, y + 4),
            "left": (x - 4 - wide, y - 4, x - 4, y + 4),
            "above": (x - wide / 2, y - 13, x + wide / 2, y - 4),
            "below": (x - wide / 2, y + 4, x + wide / 2, y + 13),
        }
        free = (side for side, box in boxes.items() if not any(_overlap(box, other) for other in taken))
        side = next(free, "")
        if side:
            taken.append(boxes[side])
        sides.append(side)
    return sides


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def registers(edition: Edition) -> Iterator[dict[str, Any]]:
    """Each list at the back: its groups, and in each the lines with the label of the page that they lead to."""
    for key, title, kind, groups in (
        ("theme", N_("By theme"), "rt", edition.themes),
        ("city", N_("By city"), "s", edition.cities),
        ("target", N_("By target group"), "d", edition.target_groups),
        ("organisation", N_("By organisation"), "o", edition.organisations),
        ("programme", N_("By programme and series"), "p", edition.programmes),
    ):
        found = [_group(kind, group, edition) for group in groups if group.entries]
        if found:
            yield {"label": f"r-{key}", "title": visible(edition.language.say(title)), "groups": found}
    names = _names(edition)
    if names:
        yield {"label": "r-name", "title": visible(edition.language.say(N_("Names from A to Z"))), "groups": names}


def _group(kind: str, group: Group, edition: Edition) -> dict[str, Any]:
    return {
        "label": f"{kind}-{group.slug}",
        "title": visible(group.title),
        "lines": [{"to": label(entry), "text": visible(entry.title)} for entry in group.entries],
    }


def _names(edition: Edition) -> list[dict[str, Any]]:
    """Titles and other names, by letter."""
    say = edition.language.say
    names = [(entry.title, label(entry), entry.title) for entry in edition.initiatives]
    names += [
        (alias, label(entry), say(N_("%(name)s, see %(title)s"), name=alias, title=entry.title))
        for entry in edition.initiatives
        for alias in entry.aliases
    ]
    letters: dict[str, list[dict[str, str]]] = {}
    for name, to, text in sorted(names, key=lambda item: (order(item[0]), item[1])):
        letters.setdefault(initial(name), []).append({"to": to, "text": visible(text)})
    return [{"label": f"n-{letter}", "title": letter, "lines": lines} for letter, lines in letters.items()]
