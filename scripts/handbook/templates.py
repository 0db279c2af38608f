"""The page templates: ``overrides/pages/*.html`` in a Jinja environment of our own.

Autoescape is on and an unknown name is an error, so no value of a contribution can become markup by accident.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from . import address, map
from .edition import Edition
from .names import initial, slug
from .vocabulary import Coverage, Kind, State


class Templates:
    def __init__(self, folder: Path, edition: Edition) -> None:
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
            "initial": initial,
        }
        self.environment.globals |= {
            "edition": edition, "settings": edition.settings, "address": address, "map": map,
            "Coverage": Coverage, "Kind": Kind, "State": State,
        }

    def render(self, name: str, at: str, **values: Any) -> str:
        """The body of the page at address ``at``."""
        root = address.root_from(at)
        return self.environment.get_template(name).render(root=root, here=at, **values)
