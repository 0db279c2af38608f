"""The handbook as data: an Edition in; JSON and GeoJSON out, as texts.

A record holds what the source file holds, under the same names, so that ``restore`` can write the file from it again.
The shape has a version: a new field raises its second number, a changed or removed one its first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from ..edition.edition import Edition
from ..edition.index import NO_CITY, Group
from ..model import address
from ..model.initiative import Initiative
from ..model.removed import Removed, target

SCHEMA_VERSION = "1.1"
# The lists of terms, by their names in the file: their folders.
FAMILIES = {
    "themes": "themas", "target_groups": "doelgroepen", "cities": "steden", "organisations": "organisaties",
    "programmes": "programmas",
}  # fmt: skip
SEPARATOR = ",\n"  # between items of a long list, each on its line
_SHOWN, _LONG = 2, 90


def record(edition: Edition, entry: Initiative) -> str:
    """One entry, as JSON on one line. Keys without a value are left out; lists always stand there.

    pydantic writes the fields itself: a seventh of the time of making values of them and writing those.
    """
    fields = entry.model_dump_json(exclude={"slug", "body"}, exclude_none=True)
    start = text({"slug": entry.slug, "address": edition.settings.url + address.initiative(entry.slug)})
    return f"{start[:-1]},{fields[1:-1]},{text({'body': entry.body})[1:]}"


def text(found: Mapping[str, Any]) -> str:
    """A value as JSON, on one line."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def everything(edition: Edition, texts: Iterable[bytes]) -> bytes:
    """All entries, one on each line, after what the file is; ``texts`` are those of their pieces."""
    counts = {
        "initiatives": len(edition.initiatives),
        "described": len(edition.described),
        "still_to_be_described": len(edition.stubs),
    }
    return _lines(about(edition) | {"counts": counts}, "initiatives", texts)


def single(edition: Edition, entry: Initiative, found: str) -> str:
    """The record of an entry as a file of its own, with the same words about licence and version as the whole."""
    return f'{text(_part(edition, entry))[:-1]},"initiative":{found}}}\n'


def sample(edition: Edition, entry: Initiative) -> str:
    """The file of one entry as people read it: over many lines, with long texts and lists cut short."""
    told = _part(edition, entry) | {"initiative": _short(json.loads(record(edition, entry)))}
    return json.dumps(told, ensure_ascii=False, indent=2)


def removed(edition: Edition, gone: Removed) -> str:
    """What stands at the address of an entry that is no longer there."""
    told = {
        "slug": gone.slug,
        "address": edition.settings.url + gone.address,
        "title": gone.title,
        "removed": gone.removed.isoformat(),
        "why": gone.why,
        "see": [edition.settings.url + target(see) for see in gone.see],
    }
    return text(_part(edition) | {"removed": told}) + "\n"


def terms(edition: Edition) -> str:
    """The terms that the entries name by their slugs: what they are called, and how they are introduced."""
    listed = {
        key: [_term(edition, group) for group in edition.families[folder] if group.slug != NO_CITY]
        for key, folder in FAMILIES.items()
    }
    return json.dumps(about(edition) | listed, ensure_ascii=False, indent=1) + "\n"


def places(edition: Edition) -> bytes:
    """GeoJSON (RFC 7946): a point for each city that has entries, with those entries."""
    home = edition.settings.url
    features = (
        {
            "type": "Feature",
            "id": city.slug,
            "geometry": {"type": "Point", "coordinates": [city.place.longitude, city.place.latitude]},
            "properties": {
                "name": city.title,
                "province": city.place.province,
                "address": home + city.address,
                "count": len(city.entries),
                "entries": [
                    {"slug": entry.slug, "title": entry.title, "address": home + address.initiative(entry.slug)}
                    for entry in city.entries
                ],
            },
        }
        for city in edition.cities
        if city.place and city.entries
    )
    return _lines(
        {"type": "FeatureCollection", **about(edition)}, "features", (text(feature).encode() for feature in features)
    )


def about(edition: Edition) -> dict[str, Any]:
    """What every file says of itself."""
    settings = edition.settings
    return {
        "schema_version": SCHEMA_VERSION,
        "title": settings.name,
        "language": settings.language,
        "publisher": settings.publisher,
        "homepage": settings.url,
        "licence": {"name": settings.licence, "url": licence_url(edition)},
        "edition": settings.edition,
        "updated": edition.updated.isoformat(),
    }


def licence_url(edition: Edition) -> str:
    """The address that stands for the licence itself, rather than for its explanation in one language."""
    return re.sub(r"/deed\.[a-zA-Z_-]+$", "/", edition.settings.licence_url)


def _term(edition: Edition, group: Group) -> dict[str, Any]:
    found = {
        "slug": group.slug,
        "title": group.title,
        "address": edition.settings.url + group.address,
        "count": len(group.entries),
    }
    if group.place:
        place = group.place
        found |= {"province": place.province, "latitude": place.latitude, "longitude": place.longitude}
    if group.term:
        own = {"slug", "title", "province", "latitude", "longitude"}
        found |= group.term.model_dump(mode="json", exclude=own, exclude_none=True)
    return found


def _part(edition: Edition, entry: Initiative | None = None) -> dict[str, Any]:
    """What a file says of itself that holds one entry, or tells what became of one; its date is that of the entry."""
    whole = {"part_of": f"{edition.settings.url}{address.DATA}initiatives.json"}
    return about(edition) | whole | ({"updated": entry.reviewed.isoformat()} if entry else {})


def _lines(head: Mapping[str, Any], key: str, items: Iterable[bytes]) -> bytes:
    """An object whose last value is a long list, with one item on each line: it can be read as a stream.

    Joined once: the items of 10,000 entries are 64 MB, and a second copy of them was the most that a build held.
    """
    separated = chain.from_iterable((SEPARATOR.encode(), item) for item in items)
    next(separated, None)  # nothing stands before the first
    return b"".join((f"{text(head)[:-1]},{json.dumps(key)}:[\n".encode(), *separated, b"\n]}\n"))


def _short(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_short(item) for item in value[:_SHOWN]]
    if isinstance(value, str) and len(value) > _LONG:
        return f"{value[:_LONG].rstrip()}…"
    return value
