"""Some of the entries as an edition of their own: an Edition and entries in, an Edition out.

Its groups hold only those entries, and groups without any are gone, but for who published about one of them. What is
related and ``by_slug`` stay those of the whole handbook, so that a part can say what stands elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import replace

from ..model.initiative import Initiative
from ..words.names import slug
from .edition import Edition
from .index import NO_CITY, Group, by_publisher


def part(edition: Edition, entries: Iterable[Initiative]) -> Edition:
    """The order of the entries is that of the whole edition, whatever order they are given in."""
    wanted = {entry.slug for entry in entries}
    kept = tuple(entry for entry in edition.initiatives if entry.slug in wanted)
    about = by_publisher(edition.organisations, kept)
    return replace(
        edition,
        initiatives=kept,
        themes=_regrouped(edition.themes, kept, lambda entry: entry.themes),
        target_groups=_regrouped(edition.target_groups, kept, lambda entry: entry.target_groups),
        cities=_regrouped(edition.cities, kept, lambda entry: [slug(city) for city in entry.cities] or [NO_CITY]),
        organisations=_regrouped(
            edition.organisations,
            kept,
            lambda entry: dict.fromkeys(slug(item.name) for item in entry.organisations),
            also=about,
        ),
        programmes=_regrouped(edition.programmes, kept, lambda entry: filter(None, (entry.programme, entry.series))),
    )


def _regrouped(
    groups: Iterable[Group],
    entries: Iterable[Initiative],
    keys: Callable[[Initiative], Iterable[str]],
    also: Container[str] = (),
) -> tuple[Group, ...]:
    found: dict[str, list[Initiative]] = defaultdict(list)
    for entry in entries:
        for key in keys(entry):
            found[key].append(entry)
    return tuple(
        replace(group, entries=tuple(found[group.slug]))
        for group in groups
        if group.slug in found or group.slug in also
    )
