"""Addresses that never die, each with one owner. A Catalogue in; its pages, and problems with former addresses, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import address
from ..model.problem import Problem
from ..model.removed import Removed, target
from ..reading.catalogue import Catalogue
from ..reading.former import Lasting
from ..words.language import N_, message
from ..words.names import nearest
from .fate import UNKNOWN, fate
from .field_rules import TWICE
from .time_rules import future
from .traits import Traits
from .traits import pages as named


def pages(catalogue: Catalogue, entries: Mapping[str, Traits] | None = None) -> dict[str, str]:
    """The address of every page with its source; of a place or organisation without a file an entry that names it.

    ``entries`` are the traits of all entries, where they are known already.
    """
    if entries is None:
        own = {stem: named(entry) for stem, entry in catalogue.entries()}
    else:
        own = {stem: entry.pages for stem, entry in entries.items()}
    found = {at: f"initiatives/{stem}.md" for stem, addresses in own.items() for at in addresses}
    for path in (*catalogue.anchors, *catalogue.documents):
        at = address.of_source(path)
        if at is not None and not path.startswith(_REMOVED):
            found[at] = path
    return found


def lasting(catalogue: Catalogue, entries: Mapping[str, Traits]) -> Iterator[Problem]:
    """A former address leads to one page and is not the address of another; what was removed has no page."""
    living = pages(catalogue, entries)
    owners: dict[str, str] = {}
    for folder, path, record in _records(catalogue, entries):
        for number, old in enumerate(record.former_slugs):
            at = f"{folder}/{old}/"
            what = None
            if living.get(at) == path and at not in catalogue.removed:
                what = message(N_("“%(value)s” is the address of this file itself; leave it out"), value=old)
            elif at in living:
                other = living[at]
                what = message(
                    N_("“%(value)s” is in use by %(other)s; a former address cannot be"), value=old, other=other
                )
            elif at in catalogue.removed:
                other = catalogue.removed[at].path
                what = message(N_("“%(value)s” has a page that says it was removed, in %(other)s; one of the two must go"), value=old, other=other)  # fmt: skip
            elif owners.get(at) == path:
                what = message(TWICE, value=old)
            elif at in owners:
                what = message(
                    N_("“%(value)s” is a former address of %(other)s too; it can lead to one page only"),
                    value=old,
                    other=owners[at],
                )
            owners.setdefault(at, path)
            if what:
                yield Problem(path, *catalogue.documents[path].at(("former_slugs", number)), what)
    for gone in catalogue.removed.values():
        yield from _gone(gone, catalogue, living)


def _gone(gone: Removed, catalogue: Catalogue, living: dict[str, str]) -> Iterator[Problem]:
    path = gone.path
    document = catalogue.documents[path]
    if gone.address in living:
        other = living[gone.address]
        yield Problem(path, 1, 1, message(N_("%(other)s stands at this address; one of the two must go"), other=other))
    if what := future(gone.removed, catalogue):
        yield Problem(path, *document.at(("removed",)), what)
    for number, see in enumerate(gone.see):
        at = target(see)
        if at not in living:
            guess = (nearest(at, living) or next(iter(living), "")).rstrip("/").removeprefix(address.INITIATIVES)
            what = fate(catalogue, at, see) or message(UNKNOWN, value=see, guess=guess)
            yield Problem(path, *document.at(("see", number)), what)


def _records(catalogue: Catalogue, entries: Mapping[str, Traits]) -> Iterator[tuple[str, str, Lasting]]:
    """Everything that can have former addresses: its folder on the site, its source and its record."""
    for stem, entry in entries.items():
        yield "initiatieven", f"initiatives/{stem}.md", entry
    for folder, found in catalogue.terms.items():
        for stem, term in found.items():
            yield folder, f"content/{folder}/{stem}.md", term
    for gone in catalogue.removed.values():
        yield gone.folder, gone.path, gone


_REMOVED = f"content/{address.REMOVED}"
