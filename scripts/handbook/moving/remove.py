"""A removal: an entry or a term and the reason in; the sources without it, and a record that keeps its address, out.

The record keeps the address alive. A city or an organisation that only this entry names gets a file of its own, so that
its page stays as well and asks for a new description.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..forms.entry import front
from ..judging.fate import UNKNOWN, fate
from ..judging.lasting import pages
from ..judging.time_rules import future
from ..model import address
from ..model.fields import fields
from ..model.folders import CONTENT, REMOVED
from ..model.initiative import Initiative
from ..model.removed import Removed, target
from ..reading.catalogue import Catalogue
from ..reading.load import TERMS
from ..reading.reader import Document, read
from ..reading.validation import validate
from ..words.language import N_, Message, message
from ..words.names import nearest, slug
from .subject import NAMED, Refused, Subject


@dataclass(frozen=True, slots=True)
class Removal:
    """``record`` is the path of the file that tells what happened."""

    record: str
    files: dict[str, bytes | None] = field(default_factory=dict)


def remove(
    catalogue: Catalogue, old: Subject, why: str, see: Sequence[str], day: datetime.date, title: str | None = None
) -> Removal:
    """``title`` is its former title, if its file is gone already. Raises ``Refused``."""
    living = pages(catalogue)
    if early := future(day, catalogue):
        raise Refused(early)
    if old.folder in NAMED:
        _unnamed(catalogue, old)
    for name in see:
        at = target(name)
        if at == old.address:
            raise Refused(message(N_("“%(value)s” is what goes away itself; name another with --see"), value=name))
        if at not in living:
            raise Refused(fate(catalogue, at, name) or _unknown(name, living))
    document = catalogue.documents.get(old.path, Document(old.path))
    values: dict[str, Any] = {
        "title": title or document.values.get("title") or old.slug,
        "removed": day.isoformat(),
        "why": why,
        "see": list(see),
        "former_slugs": document.values.get("former_slugs"),
    }
    text = front({key: value for key, value in values.items() if value}, fields(Removed))
    path = f"{REMOVED[old.folder]}/{old.slug}.md"
    result = Removal(path, {path: f"---\n{text}---\n".encode()})
    if old.path in catalogue.documents:
        result.files[old.path] = None
    written = read(path, result.files[path] or b"")
    if validate(written, Removed, folder=old.folder, slug=old.slug, body="") is None:
        raise Refused(written.problems[0].message)
    entry = catalogue.initiatives.get(old.slug) if old.folder == "initiatieven" else None
    if entry:
        result.files.update(_alone(catalogue, entry))
    return result


def _unknown(name: str, living: Iterable[str]) -> Message:
    named = (one.rstrip("/").removeprefix(address.INITIATIVES) for one in living)
    guess = nearest(name, [one for one in named if target(one) in living])
    if guess is None:
        return message(N_("“%(value)s” does not exist here"), value=name)
    return message(UNKNOWN, value=name, guess=guess)


def _unnamed(catalogue: Catalogue, old: Subject) -> None:
    """A city or an organisation goes only when no entry names it any more."""
    entries = [
        f"initiatives/{entry.slug}.md"
        for entry in catalogue.initiatives.values()
        if old.slug in map(slug, entry.cities if old.folder == "steden" else _organisations(entry))
    ]
    if entries:
        what = N_("“%(value)s” is still named in %(files)s")
        raise Refused(message(what, value=old.slug, files=tuple(sorted(entries)[:5])))


def _organisations(entry: Initiative) -> list[str]:
    return [item.name for item in entry.organisations]


def _alone(catalogue: Catalogue, gone: Initiative) -> dict[str, bytes]:
    """A file for each city and organisation that only this entry names."""
    named = {("steden", slug(city)): city for city in gone.cities}
    named |= {("organisaties", slug(name)): name for name in _organisations(gone)}
    for entry in catalogue.initiatives.values():
        if entry is not gone and named:
            for key in [
                *(("steden", slug(city)) for city in entry.cities),
                *(("organisaties", slug(name)) for name in _organisations(entry)),
            ]:
                named.pop(key, None)
    files = {
        f"{CONTENT}/{folder}/{name}.md": f"---\n{front({'title': title}, fields(TERMS[folder]))}---\n".encode()
        for (folder, name), title in named.items()
    }
    return {path: data for path, data in files.items() if path not in catalogue.documents}
