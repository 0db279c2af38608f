"""The map of the Netherlands: the outline and the points on it, in the units of one picture.

The picture is ``WIDTH`` by ``HEIGHT`` units, north up: an equirectangular projection at 52.1° north, which bends
shapes of this size by less than the width of a line. Outline: Natural Earth 1:10m (public domain).
"""

from __future__ import annotations

import json
from functools import cache
from math import cos, radians
from pathlib import Path

from .gazetteer import Place

_OUTLINE = Path(__file__).parent / "data" / "outline.json"
_WEST, _EAST, _SOUTH, _NORTH = 3.30, 7.25, 50.72, 53.60
_SCALE = 250 / (_EAST - _WEST)  # units for a degree of longitude

WIDTH = 250.0
HEIGHT = round((_NORTH - _SOUTH) * _SCALE / cos(radians(52.1)), 1)

Point = tuple[float, float]


def point(place: Place) -> Point:
    """Where a place lies in the picture: units from the left and from the top."""
    return _project(place.longitude, place.latitude)


@cache
def outline() -> tuple[tuple[Point, ...], ...]:
    """The coast and the borders, as closed rings of points."""
    rings = json.loads(_OUTLINE.read_text(encoding="utf-8"))
    return tuple(tuple(_project(longitude, latitude) for longitude, latitude in ring) for ring in rings)


@cache
def outline_path() -> str:
    """The same as the ``d`` of an SVG path."""
    return "".join(f"M{'L'.join(f'{x:g},{y:g}' for x, y in ring)}Z" for ring in outline())


def _project(longitude: float, latitude: float) -> Point:
    x = (longitude - _WEST) * _SCALE
    y = (_NORTH - latitude) * _SCALE / cos(radians(52.1))
    return round(x, 1), round(y, 1)
