"""The map of the Netherlands: the outline and the points on it, in the units of one picture.

The picture is ``WIDTH`` by ``HEIGHT`` units, north up: an equirectangular projection at 52.1° north, which bends
shapes of this size by less than the width of a line. Outline: Natural Earth 1:10m (public domain), in which the
IJsselmeer is land; its shore is drawn after it by hand, to the nearest kilometre.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sqrt
from pathlib import Path

from ..model.gazetteer import Place

_OUTLINE = Path(__file__).parent / "outline.json"
_WEST, _EAST, _SOUTH, _NORTH = 3.30, 7.25, 50.72, 53.60
_SCALE = 250 / (_EAST - _WEST)  # units for a degree of longitude

WIDTH = 250.0
HEIGHT = round((_NORTH - _SOUTH) * _SCALE / cos(radians(52.1)), 1)

Point = tuple[float, float]
_NEAR, _BESIDE = 1, 4  # units: nearer points would hide each other; a dot of one entry has a radius of 4


def point(place: Place) -> Point:
    """Where a place lies in the picture: units from the left and from the top."""
    return _project(place.longitude, place.latitude)


def points(places: Iterable[Place]) -> list[Point]:
    """Where places lie that are shown together: one that falls on another, as Nissewaard on Spijkenisse, lies beside it."""
    found: list[Point] = []
    for x, y in map(point, places):
        while any(abs(x - left) < _NEAR and abs(y - top) < _NEAR for left, top in found):
            x = round(x + _BESIDE, 1)
        found.append((x, y))
    return found


@cache
def outline() -> tuple[tuple[Point, ...], ...]:
    """The coast, the borders and the shore of the IJsselmeer as closed rings of points; fill them even-odd."""
    rings = json.loads(_OUTLINE.read_text(encoding="utf-8"))
    return tuple(tuple(_project(longitude, latitude) for longitude, latitude in ring) for ring in rings)


@cache
def outline_path() -> str:
    """The same as the ``d`` of an SVG path."""
    return "".join(f"M{'L'.join(f'{x:g},{y:g}' for x, y in ring)}Z" for ring in outline())


def picture() -> str:
    """The outline as an SVG file; pages use its ``#land`` and so load it once for all."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<path id="land" fill-rule="evenodd" d="{outline_path()}"/></svg>\n'
    )


def radius(count: int, most: int, places: int) -> float:
    """The radius of the dot for ``count`` entries, in units: its area grows with them, relative to the largest dot. With
    many places all dots are smaller, so that they do not hide each other and the land.
    """
    return round((4 + 6 * sqrt(count / max(most, 25))) * min(1, sqrt(60 / max(places, 1))), 1)


@dataclass(frozen=True, slots=True)
class Label:
    """Where the name of a place stands: its baseline, which part of it lies there, and the side of its point."""

    x: float
    y: float
    anchor: str  # as in SVG: start, middle or end
    side: str  # right, left, above or below


def labels(places: Sequence[tuple[str, Place]], letter: float, line: float = 10) -> dict[str, Label]:
    """A label for each name that fits beside its point without covering another; earlier names go first.

    ``letter`` is the width of a letter and ``line`` the height of a name, in units of the picture.
    """
    dots = points(place for _, place in places)
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in dots]
    found = {}
    for (name, _), (x, y) in zip(places, dots):
        width = letter * len(name)
        for label, left in (
            (Label(x + 8, y + 0.3 * line, "start", "right"), x + 8),
            (Label(x - 8, y + 0.3 * line, "end", "left"), x - 8 - width),
            (Label(x, y - 7, "middle", "above"), x - width / 2),
            (Label(x, y + 4 + line, "middle", "below"), x - width / 2),
        ):
            box = (left, label.y - 0.8 * line, left + width, label.y + 0.2 * line)
            if left < 0 or box[2] > WIDTH or any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            found[name] = label
            break
    return found


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _project(longitude: float, latitude: float) -> Point:
    x = (longitude - _WEST) * _SCALE
    y = (_NORTH - latitude) * _SCALE / cos(radians(52.1))
    return round(x, 1), round(y, 1)
