"""Where a link in a text can lead: an Edition in; the sources that are there, and the headings in each, out.

Headings that every description has are not named; so there is little to fetch, also of ten thousand entries.
"""

from __future__ import annotations

from ..edition.edition import Edition
from ..reading.body import Parsed
from ..words.vocabulary import Section

FIXED = frozenset(section.value for section in Section if section.required)


def targets(edition: Edition) -> dict[str, list[str]]:
    """By the path of each source below ``content``, and of each entry with more headings than the fixed ones."""
    found = {path: sorted(chapter.anchors) for path, chapter in edition.chapters.items()}
    for group in (group for family in edition.families.values() for group in family if group.term):
        found[group.source] = sorted(_anchors(group.term.body))
    for entry in edition.initiatives:
        if more := sorted(_anchors(entry.body) - (frozenset() if entry.is_stub else FIXED)):
            found[f"initiatives/{entry.slug}.md"] = more
    return found


def _anchors(text: str) -> frozenset[str]:
    """Only what may hold a heading is parsed."""
    return Parsed(text).anchors if "#" in text or "\n---" in text else frozenset()
