"""Where a link in a text can lead: an Edition in; the sources with their anchors, and what became of former sources, out.

A description with exactly the fixed headings is left out, so that there is little to fetch even for ten thousand
entries.
"""

from __future__ import annotations

import re

from ..edition.edition import Edition
from ..judging.fate import fate_of
from ..model import address
from ..reading.body import Parsed
from ..words.vocabulary import Section
from .form_words import JUDGEMENTS

_NAMES = {message_id: name for name, message_id in JUDGEMENTS.items()}
_SECTIONS = {section.heading: section.value for section in Section}
_USUAL = frozenset(_SECTIONS.values())
_SECTION = re.compile(rf"\n## ({'|'.join(_SECTIONS)})(?=\n)")
_BLOCKS = ("\n---", "```", "~~~", "<")  # a heading of another form, or lines in which there are none


def targets(edition: Edition) -> dict[str, list[str]]:
    """By the path of each source below ``content``, and of each entry that has not just the fixed headings: a stub with
    none is not named either."""
    found = {path: sorted(chapter.anchors) for path, chapter in edition.chapters.items()}
    for group in (group for family in edition.families.values() for group in family if group.term):
        found[group.source] = sorted(anchors(group.term.body))
    for entry in edition.initiatives:
        own = anchors(entry.body)
        if own != (frozenset() if entry.is_stub else _USUAL):
            found[f"initiatives/{entry.slug}.md"] = sorted(own)
    return found


def fates(edition: Edition) -> dict[str, dict[str, str]]:
    """By the path of each source that had another name or was removed: the name of the sentence that says so, and its
    values, without what somebody wrote."""
    gone = {record.address: record for record in edition.removed}
    found = {}
    for at in sorted({*edition.former, *gone}):
        if said := fate_of(edition.former, gone, at, ""):
            values = {key: str(edition.language.value(value)) for key, value in said.values.items() if key != "value"}
            for source in _sources(at):
                found[source] = {"name": _NAMES[said.id], **values}
    return found


def _sources(at: str) -> tuple[str, ...]:
    """Where the file of an address lay, and where the record of its end lies."""
    return address.source_of(at), f"content/{address.REMOVED}{at.rstrip('/')}.md"


def anchors(text: str) -> frozenset[str]:
    """Only what may hold other headings than the fixed ones is parsed: to parse 10,000 texts takes 1.6 s."""
    found = _SECTION.findall(f"\n{text}\n")
    if text.count("#") > 2 * len(found) or any(block in text for block in _BLOCKS):
        return Parsed(text).anchors
    return frozenset(map(_SECTIONS.__getitem__, found))
