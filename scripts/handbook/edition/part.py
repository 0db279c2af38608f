"""Some of the entries as an edition of their own: an Edition and entries in, an Edition out.

Its groups hold only those entries; groups without any are left out, except organisations that published about one.
``related`` and ``by_slug`` stay those of the whole handbook, so that a part can name what stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from ..model.initiative import Initiative
from .edition import Edition
from .index import Group, by_publisher, within


def part(edition: Edition, entries: Iterable[Initiative]) -> Edition:
    """The order of the entries is that of the whole edition, whatever order they are given in."""
    wanted = {entry.slug for entry in entries}
    kept = tuple(entry for entry in edition.initiatives if entry.slug in wanted)

    def regrouped(folder: str, also: Container[str] = ()) -> tuple[Group, ...]:
        found = within(kept, folder)
        return tuple(
            replace(group, entries=tuple(found.get(group.slug, ())))
            for group in edition.families[folder]
            if group.slug in found or group.slug in also
        )

    return replace(
        edition,
        initiatives=kept,
        themes=regrouped("themas"),
        target_groups=regrouped("doelgroepen"),
        cities=regrouped("steden"),
        organisations=regrouped("organisaties", also=by_publisher(edition.organisations, kept)),
        programmes=regrouped("programmas"),
    )
