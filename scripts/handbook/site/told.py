"""What pages tell of entries that they list: an entry in; a text that changes when that changes, out.

Each text is made once, though an entry is listed on some ten pages. For the long text of a card its checksum is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..edition.edition import Edition
from ..model.initiative import Initiative
from ..running.keep import key


class Told:
    """``title`` and ``card`` give the text for the slug of an entry: its name, or its name with what else a list says."""

    def __init__(self, edition: Edition) -> None:
        self.title = cache(lambda slug: repr(_title(edition.by_slug[slug])))
        self.card = cache(lambda slug: key(repr(_card(edition.by_slug[slug]))))

    def titles(self, entries: Iterable[Initiative]) -> list[str]:
        return [self.title(entry.slug) for entry in entries]


def _title(entry: Initiative) -> tuple:
    return entry.slug, entry.title, entry.ended


def _card(entry: Initiative) -> tuple:
    return *_title(entry), entry.summary, entry.kind, entry.cities, entry.is_stub
