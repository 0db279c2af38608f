"""The lists of methods and of organisations: an Edition in, a paragraph for each with its pages out."""

from __future__ import annotations

from typing import Any

from ..edition.edition import Edition
from ..model.initiative import Initiative
from ..reading.body import render
from ..words.names import slug
from ..words.vocabulary import Kind
from .hyphens import hyphenated
from .nodes import nodes, safe_address, shown, visible
from .resolver import Resolve


def methods(edition: Edition) -> list[dict[str, Any]]:
    """Ways of working and guides, each with its summary and with the entries that use it."""
    inside = {entry.slug for entry in edition.initiatives}
    return [
        {
            "to": f"i-{entry.slug}",
            "title": visible(entry.title),
            "kind": visible(edition.language.say(entry.kind.label)),
            "text": visible(entry.summary),
            "users": [f"i-{user.slug}" for user in edition.users.get(entry.slug, ()) if user.slug in inside],
        }
        for entry in edition.initiatives
        if entry.kind is not Kind.INITIATIVE
    ]


def organisations(edition: Edition, resolve: Resolve) -> list[dict[str, Any]]:
    """Who takes part: what is known of them, their address, and in which entry they do what."""
    found = []
    for group in edition.organisations:
        if not group.entries and not (group.term and group.term.body):
            continue
        url = safe_address(str(group.term.url)) if group.term and group.term.url else ""
        known = render(group.term.body, "content/organisaties") if group.term else ""
        found.append({
            "title": visible(group.title),
            "text": hyphenated(nodes(known, resolve)),
            "url": url,
            "shown": shown(url),
            "lines": [
                {
                    "to": f"i-{entry.slug}",
                    "text": visible(entry.title),
                    "role": visible(_role(entry, group.slug, edition)),
                }
                for entry in group.entries
            ],
        })  # fmt: skip
    return found


def _role(entry: Initiative, name: str, edition: Edition) -> str:
    roles = dict.fromkeys(item.role for item in entry.organisations if slug(item.name) == name)
    return ", ".join(edition.language.say(role.label) for role in roles)
