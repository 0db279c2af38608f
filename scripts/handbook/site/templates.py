"""The page templates: ``overrides/pages/*.html`` in a Jinja environment of our own.

Autoescape is on and an unknown name is an error, so no value of a contribution can become markup by accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from ..edition import map
from ..edition.edition import Edition
from ..edition.freshness import day_of
from ..edition.todo import todo
from ..forms.codebook import Codebook
from ..forms.form import form
from ..forms.starter import starter
from ..model import address
from ..words.names import slug
from ..words.vocabulary import Kind
from . import search
from .page import tight

_LETTER = 5.5  # the width of a letter of a label on the map, at the size that handbook.css gives it


@dataclass(frozen=True, slots=True)
class BookFile:
    """What a page says of the printed book: its number of pages and its size as text."""

    pages: int
    size: str


class Templates:
    def __init__(self, folder: Path, edition: Edition, book: BookFile | None = None) -> None:
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        language = edition.language
        self.environment.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)
        self.environment.filters |= {
            "said": lambda date: date.said(language),
            "day": language.day,
            "say": language.say,
            "slug": slug,
            "point": map.point,
            "labels": lambda cities: map.labels([(city.title, city.place) for city in cities], _LETTER),
        }
        self.environment.globals |= {
            "edition": edition,
            "book": book,
            "settings": edition.settings,
            "address": address,
            "map": map,
            "hidden": search.hidden(edition),
            "codebook": Codebook(edition.terms, language),
            "form": partial(form, edition),
            "todo": partial(todo, edition, day_of(edition)),
            "today": partial(day_of, edition),
            "starter": partial(starter, {}, edition.terms, language),
            "Kind": Kind,
        }

    def render(self, name: str, at: str, **values: Any) -> str:
        """The body of the page at address ``at``."""
        root = address.root_from(at)
        return tight(self.environment.get_template(name).render(root=root, here=at, **values))
