"""The cache of a walk through a site, kept beside it in its release: an unchanged page is not read again.

A page that was sound leads to files, and to anchors in some of them. It is sound still if no file is gone and the anchors
are there; else all pages are walked anew. The anchors of a page that stands as it stood are there, and those of others are
looked for. Of 10,000 pages that takes 0.15 s, and to read them 5.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from ..model import address
from ..running import receipt
from ..running.tree import Tree
from ..running.write import write
from . import compressed, promises
from .crawl import Walk, Walked

_FILE = "walked"
_LATER = (address.SEARCH_INDEX, promises.LIST)  # are made when the pages have been walked, or are no pages' business


@dataclass(frozen=True, slots=True)
class Before:
    """``links`` has the number of links of each page that stands as it stood and was sound; ``leads`` where those of
    lists lead."""

    links: dict[str, int] = field(default_factory=dict)
    anchors: frozenset[tuple[str, str]] = frozenset()
    leads: dict[str, frozenset[str]] = field(default_factory=dict)


def sound(site: Tree, walk: Walk) -> Before:
    """What is known of pages that need not be walked; of none if a page could be dead without having changed."""
    told = receipt.told(site.top)
    try:
        links, anchors, leads = json.loads((site.top.parent / _FILE).read_text(encoding="utf-8"))
        stand = {name: int(links[name]) for name in links if name in site.files and told.get(name) == site.files[name]}
        found = Before(
            stand,
            frozenset((str(path), str(anchor)) for path, anchor in anchors),
            {at: frozenset(leads[at].split("\n")) for at in leads if f"{at}index.html" in stand},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Before()
    gone = (
        name
        for name in told.keys() - site.files.keys()
        if not name.startswith(_LATER) and not name.endswith(compressed.ENDINGS)
    )
    if any(gone) or not all(f"{path}index.html" in stand or walk.leads(path, anchor) for path, anchor in found.anchors):
        return Before()
    return found


def put(site: Tree, before: Before, walked: Sequence[Walked]) -> Before:
    """Keep what was found of pages that are all sound, with what was known of the others; returns it."""
    now = Before(dict(before.links), before.anchors.union(*(part.anchors for part in walked)), dict(before.leads))
    for part in walked:
        now.links.update(part.counted)
        now.leads.update(part.leads)
    leads = {at: "\n".join(sorted(found)) for at, found in now.leads.items()}  # read in a tenth of the time of lists
    with suppress(OSError):
        write(site.top.parent, _FILE, json.dumps([now.links, sorted(now.anchors), leads]))
    return now
