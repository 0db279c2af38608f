"""The terms that a field may hold: a Catalogue in; for each field of terms, their slugs and titles, out.

The schema, the forms and the starter file offer these as choices.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..words.language import DEFAULT
from ..words.names import order
from ..words.vocabulary import Kind, ProgrammeKind
from .catalogue import Catalogue

Terms = Mapping[str, Mapping[str, str]]


def terms(catalogue: Catalogue, language: str = DEFAULT) -> Terms:
    """By the key of the field (see ``fields.TERMS``), titles by slug, in the order in which readers meet them."""

    def programmes(kind: ProgrammeKind) -> dict[str, str]:
        return {slug: term.title for slug, term in catalogue.programmes.items() if term.kind is kind}

    found = {
        "themes": {slug: term.title for slug, term in catalogue.themes.items()},
        "target_groups": {slug: term.title for slug, term in catalogue.target_groups.items()},
        "programme": programmes(ProgrammeKind.PROGRAMME),
        "series": programmes(ProgrammeKind.SERIES),
        "methods": {slug: entry.title for slug, entry in catalogue.initiatives.items() if entry.kind is Kind.METHOD},
    }
    return {
        key: dict(sorted(titles.items(), key=lambda item: order(item[1], language))) for key, titles in found.items()
    }
