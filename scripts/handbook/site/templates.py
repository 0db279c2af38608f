"""The page templates: ``overrides/pages/*.html`` in a Jinja environment of our own.

Autoescape is on and an unknown name is an error, so no value of a contribution can become markup by accident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ..edition import hues, map
from ..edition.edition import Edition
from ..edition.figures import figures
from ..edition.freshness import day_of
from ..edition.index import Group
from ..edition.standing import standing
from ..edition.todo import todo
from ..forms.codebook import Codebook
from ..forms.form import form
from ..forms.starter import starter
from ..model import address
from ..words.names import capital, slug
from ..words.vocabulary import Kind
from . import assets, credits
from .downloads import BookFile, offered
from .environment import Environment

_LETTER = 5.5  # the width of a letter of a label on the map, at the size that handbook.css gives it


class Templates:
    """``books`` are what there is to download, by address: a picture has no pages. ``assets`` is the folder of our own."""

    def __init__(
        self,
        folder: Path,
        edition: Edition,
        books: Mapping[str, BookFile] | None = None,
        assets: str = f"{assets.SOURCES}/",
    ) -> None:
        self.books, self.assets = books or {}, assets
        language = edition.language
        self.environment = Environment(folder, language)
        self.environment.filters |= {
            "capitalize": capital,
            "said": lambda date: date.said(language),
            "day": language.day,
            "decimal": language.decimal,
            "say": language.say,
            "slug": slug,
            "web": address.web,
            "point": map.point,
            "labels": _labels,
        }
        self.environment.globals |= {
            "edition": edition,
            "credits": credits,
            "books": self.books,
            "assets": assets,
            "book": self.books.get(address.BOOK_FILE),
            "settings": edition.settings,
            "address": address,
            "map": map,
            "codebook": Codebook(edition.terms, language),
            "form": partial(form, edition),
            "todo": partial(todo, edition, day_of(edition)),
            "today": partial(day_of, edition),
            "figures": partial(figures, edition, day_of(edition)),
            "standing_of": partial(standing, edition, day_of(edition)),
            "starter": partial(starter, {}, edition.terms, language),
            "hue": lambda theme: hues.name(edition.numbers[theme]),
            "Kind": Kind,
        }
        # Imported by every page these would be bound to its values anew each time, at 3 % of the time of a page.
        for name in ("parts", "trust"):  # the second uses the first
            self.environment.globals[name] = self.environment.get_template(f"{name}.html").module

    def render(self, name: str, at: str, **values: Any) -> str:
        """The body of the page at address ``at``."""
        root = address.root_from(at)
        return self.environment.get_template(name).render(root=root, here=at, **values)


def templates(root: Path, edition: Edition, books: Path | None) -> Templates:
    """Those of a project; ``books`` is the folder of what its pages offer to download."""
    return Templates(root / "overrides" / "pages", edition, offered(books, edition.language), assets.folder(root))


def _labels(cities: Iterable[Group]) -> dict[str, map.Label]:
    """Where the names of cities stand on the map, each with its number of entries if that is more than one."""
    shown = {city.title: f"{city.title} {len(city.entries)}" for city in cities if len(city.entries) > 1}
    found = map.labels([(shown.get(city.title, city.title), city.place) for city in cities], _LETTER)
    return {city.title: found[name] for city in cities if (name := shown.get(city.title, city.title)) in found}
