"""Overviews: the chapters that end in a list of everything of one kind. For each its address, its title, its template and
what it lists; a long list goes on over further pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..edition.edition import Edition
from ..model import address
from ..words.language import N_


@dataclass(frozen=True, slots=True)
class Overview:
    """``title`` is a message id."""

    address: str
    title: str
    template: str
    items: Callable[[Edition], Sequence]


# By their source below ``content/``.
OVERVIEWS = {
    "themas/index.md": Overview(address.THEMES, N_("Themes"), "groups.html", lambda edition: edition.themes),
    "steden/index.md": Overview(address.CITIES, N_("Cities"), "groups.html", lambda edition: edition.cities),
    "doelgroepen/index.md": Overview(
        address.TARGET_GROUPS, N_("For whom"), "groups.html", lambda edition: edition.target_groups
    ),
    "organisaties/index.md": Overview(
        address.ORGANISATIONS, N_("Organisations"), "names.html", lambda edition: edition.organisations
    ),
    "programmas/index.md": Overview(
        address.PROGRAMMES, N_("Programmes and series"), "groups.html", lambda edition: edition.programmes
    ),
    "a-z.md": Overview(address.A_TO_Z, N_("Everything from A to Z"), "a-z.html", lambda edition: edition.names),
    "tijdlijn.md": Overview(address.TIMELINE, N_("Timeline"), "timeline.html", lambda edition: edition.timeline.rows),
    "nieuw.md": Overview(address.NEWS, N_("New and changed"), "news.html", lambda edition: edition.by_change),
    "overzicht.md": Overview(address.MATRIX, N_("Themes and cities"), "matrix.html", lambda edition: edition.cities),
}
