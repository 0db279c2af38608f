"""Themes × cities: an Edition in; for every theme and city the entries that belong to both, out.

The themes are split over two halves, the cities are the rows of both: on one page, or on two that face each other.
"""

from __future__ import annotations

from typing import Any

from ..edition.edition import Edition
from .nodes import visible


def matrix(edition: Edition) -> dict[str, Any]:
    """Rows of cities; a cell holds the labels of its entries. Empty when there is nothing to compare."""
    themes = [theme for theme in edition.themes if theme.entries]
    cities = [city for city in edition.cities if city.entries]
    if len(themes) < 2 or len(cities) < 2:
        return {"themes": [], "rows": []}
    return {
        "themes": [{"label": f"t-{theme.slug}", "title": visible(theme.title)} for theme in themes],
        "rows": [
            {
                "title": visible(city.title),
                "cells": [
                    [f"i-{entry.slug}" for entry in edition.matrix.get((theme.slug, city.slug), ())] for theme in themes
                ],
            }
            for city in cities
        ],
    }
