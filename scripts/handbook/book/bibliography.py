"""Sources as the book prints them: numbered notes below an entry, and one list of all of them at the back."""

from __future__ import annotations

from typing import Any

from ..data.reference import rank, reference
from ..edition.edition import Edition
from ..model.initiative import Source
from ..words.language import N_, Language
from .nodes import safe_address, shown, visible


def note(source: Source, language: Language) -> dict[str, Any]:
    """The APA reference of one source in three parts, of which the title is in italics, and its addresses."""
    parts = reference(source, language)
    addresses = [(source.url, ""), (source.archived, f"{language.say(N_('Archived copy'))}: ")]
    return {
        "before": visible(parts.before),
        "title": visible(parts.title),
        "after": visible(parts.after),
        "urls": [
            {"url": safe_address(url), "text": shown(url), "note": visible(note)}
            for url, note in addresses
            if url and safe_address(url)
        ],
    }


def bibliography(edition: Edition) -> list[dict[str, Any]]:
    """Every source once, by author, with the entries that lean on it."""
    found: dict[str, tuple[Source, list[str]]] = {}
    for entry in edition.initiatives:
        for source in entry.sources:
            key = f"{reference(source, edition.language)}\0{source.url or ''}"
            users = found.setdefault(key, (source, []))[1]
            if f"i-{entry.slug}" not in users:
                users.append(f"i-{entry.slug}")
    return [
        {**note(source, edition.language), "pages": users}
        for source, users in sorted(found.values(), key=lambda item: rank(item[0], edition.language))
    ]
