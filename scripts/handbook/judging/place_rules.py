"""Rules over the places of an entry: every city is known; for one that is not, the problem names what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import address
from ..model.gazetteer import BRACKETED, CALLED, by_address, gazetteer
from ..model.initiative import Initiative
from ..reading.catalogue import Catalogue
from ..reading.reader import Path
from ..words.language import N_, Message, message
from ..words.names import nearest, same, slug
from .reach import no_place

NO_CITY = N_("the city is missing before “/%(district)s”; fill it in as well")
TWO = N_("name each place by itself: “%(value)s” is “%(one)s” and “%(other)s”")
NO_DISTRICT = N_("“%(value)s” names no district; leave out the “/”")

AROUND = re.compile(r"(?:en )?(?:omstreken|omgeving|e\.?o\.?)", re.IGNORECASE)
BETWEEN = re.compile(r"[ ,;&+–-]+")  # a city and its district, or another city
UNKNOWN = N_(
    "the place “%(value)s” is not known; take its municipality, or the largest place in that; a new place gets a file"
    " content/steden/%(slug)s.md"
)
GUESSED = N_(
    "the place “%(value)s” is not known; did you mean “%(guess)s”? A new place gets a file content/steden/%(slug)s.md"
)
PLACE_WRITTEN = N_("the place “%(value)s” is written “%(right)s” here")
OFF = 2  # letters that may differ in the name of a place: few, as there are many places


def known_places(entry: Initiative, catalogue: Catalogue) -> Iterator[tuple[Path, Message]]:
    """Every city is known."""
    for number, place in enumerate(entry.places):
        for what in _wrong(place, catalogue):
            yield ("places", number), what


def _wrong(place: str, catalogue: Catalogue) -> Iterator[Message]:
    city, slash, district = map(str.strip, place.partition("/"))
    if not city:
        yield message(NO_CITY, district=district)
        return
    if slash and (found := gazetteer().get(same(place))):
        yield _written(place, found.name)
        return
    if slash and not district:
        yield message(NO_DISTRICT, value=place)
    found = catalogue.place(city)
    if found is None:
        if not catalogue.broken(f"{address.CITIES}{slug(city)}/"):
            yield _unknown(city, catalogue)
    elif found.name != city:
        yield _written(city, found.name)


def _unknown(city: str, catalogue: Catalogue) -> Message:
    now = catalogue.former.get(f"{address.CITIES}{slug(city)}/", "").removeprefix(address.CITIES).rstrip("/")
    if now in catalogue.cities:
        return _written(city, catalogue.cities[now].title)
    bare = CALLED.sub("", city, count=1)
    if found := catalogue.place(bare) or by_address().get(slug(bare)):
        return _written(city, found.name)
    if what := no_place(city):
        return message(what, value=city)
    if (parts := BRACKETED.fullmatch(city)) and (found := catalogue.place(parts[1])):
        return _written(city, f"{found.name}/{parts[2]}")
    for match in reversed(list(BETWEEN.finditer(bare))):
        head, rest = catalogue.place(bare[: match.start()]), bare[match.end() :]
        if not head:
            continue
        other = catalogue.place(re.sub("^en +", "", rest))
        if other:
            return message(TWO, value=city, one=head.name, other=other.name)
        if rest.startswith("en ") and not AROUND.fullmatch(rest):
            continue  # “Beek en Donk” is no part of Beek
        return _guessed(city, head.name if AROUND.fullmatch(rest) else f"{head.name}/{rest}")
    if guess := nearest(city, (place.name for place in gazetteer().values()), OFF):
        return _guessed(city, guess)
    return message(UNKNOWN, value=city, slug=slug(city))


def _written(city: str, right: str) -> Message:
    return message(PLACE_WRITTEN, value=city, right=right)


def _guessed(city: str, guess: str) -> Message:
    return message(GUESSED, value=city, guess=guess, slug=slug(city))
