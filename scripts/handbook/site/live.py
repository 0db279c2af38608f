"""A live site: each file is made when it is asked for, from the current edition.

In: an Edition, its templates and the frames that were set. Out: the text of a file by its name below the site. It equals
what the press would print, byte for byte.
"""

from __future__ import annotations

from functools import cached_property

from ..data import export
from ..edition.edition import Edition
from ..forms.files import files
from ..model import address
from ..model.initiative import Initiative
from . import moved, press
from .assets import DRAWN
from .page import Page, Unit
from .templates import Templates
from .told import Told
from .units import of_entry, units

_PAGE = "index.html"


class Live:
    def __init__(self, edition: Edition, templates: Templates, typeset: press.Typeset) -> None:
        self.edition, self.templates, self.typeset = edition, templates, typeset

    def text(self, name: str) -> str | None:
        """Of a file, or of the page of a folder; None if the site makes no such file."""
        at = name.removesuffix(_PAGE)
        if at == "" or at.endswith("/"):
            return self._page(at)
        if (drawn := DRAWN.get(name.removeprefix(self.templates.assets))) and name.startswith(self.templates.assets):
            return drawn()
        if name in self._entries:
            entry = self._entries[name]
            return dict(zip(export.names(entry), export.texts(self.edition, entry)))[name]
        return self._forms.get(name) or (
            self._whole.get(name) if name.startswith("data/") or name.endswith(".xml") else None
        )

    def _page(self, at: str) -> str | None:
        unit = self._unit(at)
        if unit:
            return next(self._printed(page) for page in unit.make() if page.address == at)
        if at in self.edition.former:
            return dict(moved.leading_on(self.edition, self.templates)).get(at)
        return next(
            (self._printed(page) for page in moved.farewells(self.edition, self.templates) if page.address == at), None
        )

    def _unit(self, at: str) -> Unit | None:
        """That of an entry at once: to make all of 10,000 entries and their groups takes 0.4 s."""
        entry = self.edition.by_slug.get(at.removeprefix(address.INITIATIVES).rstrip("/"))
        if entry and at == address.initiative(entry.slug):
            return of_entry(self.edition, self.templates, Told(self.edition), entry)
        return self._units.get(at)

    def _printed(self, page: Page) -> str:
        return press.frame_of(self.typeset.frames, page.address).printed(page)

    @cached_property
    def _units(self) -> dict[str, Unit]:
        made = units(self.edition, self.templates, self.typeset.chapters)
        return {at: unit for unit in made for at in unit.addresses}

    @cached_property
    def _entries(self) -> dict[str, Initiative]:
        return {name: entry for entry in self.edition.initiatives for name in export.names(entry)}

    @cached_property
    def _forms(self) -> dict[str, str]:
        return files(self.edition)

    @cached_property
    def _whole(self) -> dict[str, str]:
        found = export.whole(self.edition)
        return {name: made if isinstance(made, str) else made.decode() for name, made in found}
