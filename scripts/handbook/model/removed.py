"""What was removed: the record that keeps the address of an entry or a term alive after its file is gone.

Its file lies in ``content/vervallen/``, in the folder and under the name that its address has:
``content/vervallen/themas/wonen.md`` stands for ``themas/wonen/``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from ..words.dates import DayField
from ..words.language import N_
from . import address
from .folders import REMOVED
from .record import FormerSlugs, Record, Slug, declared, former_slugs


class Removed(Record):
    """``see`` are ids of entries, or a folder of the site and an id; ``folder`` and ``slug`` come from the file."""

    title: Annotated[str, StringConstraints(min_length=2, max_length=80)] = declared(
        N_("Title"), N_("The name by which people know it."), "Dagcentrum Kraaipan"
    )
    removed: DayField = declared(N_("Removed"), N_("When it was taken out of the handbook."), "2026-11-22")
    why: Annotated[str, StringConstraints(min_length=10, max_length=300)] = declared(
        N_("Why"), N_("What happened, in one or two sentences."), N_("It stood in the handbook twice.")
    )
    see: tuple[Annotated[str, StringConstraints(min_length=1, max_length=160)], ...] = declared(
        N_("See instead"),
        N_("Where readers can go on: the id of an entry, or a folder and an id, such as themas/zelfhulp."),
        ["zelfhulpgroepen", "themas/zelfhulp"],
        default=(),
        max_length=6,
    )
    former_slugs: FormerSlugs = former_slugs()
    folder: str
    slug: Slug
    body: str

    @property
    def address(self) -> str:
        return f"{self.folder}/{self.slug}/"

    @property
    def path(self) -> str:
        """The file that tells what became of it."""
        return f"{REMOVED[self.folder]}/{self.slug}.md"


def target(see: str) -> str:
    """The address that is meant by a value of ``see``: of an entry, or of anything by its folder."""
    path = see.strip("/")
    return f"{path}/" if "/" in path else address.initiative(path)
