"""What a change would lose: the catalogue before and after it in; a warning for everything published that is gone, out.

Sources, figures, notes and reviews are history: an author is warned of a loss while it is still easy to undo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from ..model import address
from ..model.fields import fields
from ..model.initiative import FrontMatter
from ..model.problem import Problem, Severity
from ..reading.catalogue import Catalogue
from ..reading.load import TERMS
from ..reading.reader import Document, Path
from .lasting import pages
from .losses import Loss, losses, texts
from .vanished import names, vanished


def against(before: Catalogue, now: Catalogue) -> Iterator[Problem]:
    """``before`` needs to hold only what has changed since."""
    yield from _addresses(before, now)
    known = dict(now.entries())
    for folder, was, records in (
        ("initiatieven", before.initiatives, known),
        *((folder, before.terms[folder], now.terms[folder]) for folder in TERMS),
    ):
        declared = fields(TERMS.get(folder, FrontMatter))
        order = [field.key for field in declared]
        for slug, old in was.items():
            path = _heir(f"{folder}/{slug}/", now, records)
            if path:
                document = now.documents[path]
                record = records[path.rpartition("/")[2].removesuffix(".md")]
                lost = losses(old, record, declared, now.former)
                found = [loss for loss in lost if loss[0][0] not in document.wrong]  # of that no value is known
                found += texts(old, record)
                yield from _located(found, document, order)


def _addresses(before: Catalogue, now: Catalogue) -> Iterator[Problem]:
    staying = standing(now)
    left = names(staying)
    was = pages(before)
    for at in sorted(standing(before) - staying):
        owner = before.former.get(at, at)
        path = before.removed[owner].path if owner in before.removed else was.get(owner, "")
        document = now.documents.get(path)
        line, column = (1, 1)
        if document:
            key = {"steden": "places", "organisaties": "organisations"}.get(at.split("/")[0], "former_slugs")
            line, column = document.key_at((key if at in was else "former_slugs",))
        yield Problem(path or at, line, column, vanished(at, left), Severity.WARNING)


def standing(catalogue: Catalogue) -> set[str]:
    """Every address at which a reader finds a page: of today, former, or of something removed."""
    return {*pages(catalogue), *catalogue.former, *catalogue.removed}


def _heir(at: str, now: Catalogue, records: Mapping[str, BaseModel]) -> str | None:
    """The path of the source that now holds the record of this address, perhaps renamed; None if it is gone, of which
    ``_addresses`` warns."""
    at = now.former.get(at, at)
    return address.source_of(at) if at.split("/")[1] in records and at not in now.removed else None


def _located(found: list[Loss], document: Document, order: list[str]) -> Iterator[Problem]:
    """Warnings of losses: at the field, or at the next one if that is gone; of a loss in the text at its start."""
    for path, what in found:
        line, column = (document.body_line, 1) if not path else document.key_at(_nearest(path, document, order))
        yield Problem(document.path, line, column, what, Severity.WARNING)


def _nearest(path: Path, document: Document, order: list[str]) -> Path:
    places = document.places
    while len(path) > 1 and path not in places.values:
        path = path[:-1]
    if path in places.keys or path in places.values:
        return path
    later = order[order.index(str(path[0])) :]
    return next(((key,) for key in (*later, *reversed(order)) if (key,) in places.keys), ())
