"""The gazetteer: where the places of the Netherlands lie.

543 places of over 5,000 people, and the 146 municipalities of October 2026 that are called otherwise: name, province
and coordinates in degrees (WGS 84), from GeoNames (CC BY 4.0). A municipality lies in the middle of its places of over
1,000 people. Only Etten-Leur is missing: GeoNames knows no place in it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..words.names import same, slug

BRACKETED = re.compile(r"([^/(]+?) *\((?![Pp]rovincie|[Rr]egio|Belgi)([^/()]+)\)")  # a city with its district
CALLED = re.compile(r"^(?:de )?(?:gemeente|gem\.?|stad) +| +\(?(?:gemeente|stad)\)?$", re.IGNORECASE)
_AT = re.compile(" aan den? ")  # is often written shorter, with a slash that begins no district
_TABLE = Path(__file__).parent / "places.csv"


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    province: str
    latitude: float
    longitude: float


@cache
def gazetteer() -> Mapping[str, Place]:
    """Places by the key of their name and of every other name (see ``names.same``)."""
    places: dict[str, Place] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = Place(row["name"], row["province"], float(row["latitude"]), float(row["longitude"]))
            for name in (place.name, *filter(None, row["aliases"].split("|"))):
                places[same(name)] = places[same(_AT.sub(" a/d ", name))] = place
    return places


@cache
def by_address() -> Mapping[str, Place]:
    """Places by the address that each of their names would have: “den-bosch” and “s-hertogenbosch” are one."""
    return {slug(name): place for name, place in gazetteer().items()}


def spelt(place: str) -> str:
    """A city, or a city and its district, with the city as the gazetteer writes it if that knows it."""
    if shortened := gazetteer().get(same(place)):
        return shortened.name
    city, slash, district = (part.strip() for part in place.partition("/"))
    known = by_address().get(slug(city)) or by_address().get(slug(CALLED.sub("", city, count=1)))
    if not known and not slash and (parts := BRACKETED.fullmatch(city)) and slug(parts[1]) in by_address():
        known, slash, district = by_address()[slug(parts[1])], "/", parts[2]
    return f"{known.name if known else city}{slash}{district}"


@cache
def provinces() -> tuple[str, ...]:
    """The names of the provinces, in the order of the alphabet."""
    return tuple(sorted({place.province for place in gazetteer().values()}))
