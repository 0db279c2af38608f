"""What a page tells of an entry that has a page of its own: an entry in, a text that is another when that has changed, out.

Each is made once: an entry stands in the lists of some ten pages. What a list says of it is long, so its checksum does.
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
