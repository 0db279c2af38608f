"""A rename: an entry or a term and its new name in; the sources with every reference changed, and where, out.

The former address is added to ``former_slugs``, so that it leads on. Only references change: comments, order and every
other byte stay, and each changed file is read again to prove it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..forms.entry import front
from ..judging.lasting import pages
from ..model.fields import fields
from ..model.record import SLUG
from ..reading.catalogue import Catalogue
from ..reading.load import TERMS
from ..reading.reader import Document, Path, read
from ..words.language import N_, message
from ..words.names import LONGEST, identifier, slug
from . import mentions, references
from .edits import Edit, applied, replaced, set_at, unclear, value_at
from .front import added, inserted
from .subject import NAMED, Refused, Subject


@dataclass(frozen=True, slots=True)
class Renaming:
    """``files`` are the new contents by path (None: the file goes), ``edits`` what changed where, ``left`` the places
    that still hold the former name and that only a person can judge.
    """

    now: Subject
    files: dict[str, bytes | None] = field(default_factory=dict)
    edits: list[tuple[str, Edit]] = field(default_factory=list)
    left: list[tuple[str, int]] = field(default_factory=list)

    def change(self, path: str, data: bytes, edits: list[Edit]) -> bytes:
        """Note the edits of a file, and return what it holds with them."""
        self.files[path] = changed = applied(path, data, edits)
        self.edits.extend((path, edit) for edit in edits)
        return changed


def rename(
    catalogue: Catalogue, old: Subject, new: str, title: str | None, texts: Mapping[str, bytes], home: str
) -> Renaming:
    """``texts`` are all sources and chapters by path; ``home`` is the address of the site. Raises ``Refused``."""
    now = _new(catalogue, old, new)
    moved = old != now
    title = new if old.folder in NAMED else title
    result = Renaming(now)
    for path, document in catalogue.documents.items():
        own = path == old.path
        values = dict(references.of(old, document, now, title)) | ({("title",): title} if own and title else {})
        values = {at: value for at, value in values.items() if value_at(document, at) != value}
        edits = [replaced(document, at, value) for at, value in values.items()]
        if moved:
            edits += mentions.in_source(document, old.address, now.address, home)
            edits += _own(catalogue, document, old, now, title) if own else ()
        if edits:
            data = result.change(path, texts[path], edits)
            _proven(document, data, values, own and moved, old, now)
    for path in catalogue.anchors if moved else ():
        text = texts[path].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
        if edits := list(mentions.in_chapter(path, text, old.address, now.address, home)):
            result.change(path, texts[path], edits)
    if moved:
        result.files[now.path] = result.files.get(old.path) or _introduction(catalogue, old, now, title or new)
        if old.path in catalogue.documents:
            result.files[old.path] = None
        result.left.extend(_left(old, texts, result.files))
    if not result.files:
        raise Refused(message(N_("“%(value)s” is called that already"), value=new))
    return result


def _new(catalogue: Catalogue, old: Subject, new: str) -> Subject:
    """The subject under its new name. Raises Refused if that is no id or is taken."""
    name = identifier(new) if old.folder in NAMED else new
    if not re.fullmatch(SLUG, name) or len(name) > LONGEST:
        what = N_("“%(value)s” cannot be an id; write “%(guess)s”, and the name with --title")
        raise Refused(message(what, value=new, guess=identifier(new) or "nieuwe-naam"))
    now = Subject(old.folder, name)
    if now == old:
        return now
    there = pages(catalogue).get(now.address)
    if there and (there not in catalogue.documents or old.folder in NAMED):
        raise Refused(message(N_("“%(value)s” is in use by %(other)s; choose another name"), value=name, other=there))
    if there:
        what = N_(
            "“%(value)s” is in use by %(other)s; choose another name. To make one of the two: delete %(path)s, "
            "write “%(old)s” under former_slugs in %(other)s, and run check.py --fix"
        )
        raise Refused(message(what, value=name, other=there, path=old.path, old=old.slug))
    if now.address in catalogue.removed:
        what = N_("“%(value)s” is the address of something that was removed; choose another name")
        raise Refused(message(what, value=name))
    other = catalogue.former.get(now.address)
    if other and other != old.address:
        what = N_("“%(value)s” is a former address of “%(other)s”; choose another name")
        raise Refused(message(what, value=name, other=other.rstrip("/")))
    return now


def _own(catalogue: Catalogue, document: Document, old: Subject, now: Subject, title: str | None) -> list[Edit]:
    """What changes in the fields of the renamed file itself: its former address, and where a renamed place lies."""
    model = TERMS.get(old.folder)
    order = [one.key for one in (fields(model) if model else fields())]
    edits = []
    place = _placed(catalogue, old, title) if "latitude" not in document.values else {}
    if place:
        edits.append(inserted(document, order, "province", front(place, fields(model))))
    return [*edits, added(document, order, "former_slugs", old.slug, instead_of=now.slug)]


def _placed(catalogue: Catalogue, old: Subject, title: str | None) -> dict[str, object]:
    """Where a place lies whose new name the gazetteer does not know."""
    if old.folder != "steden" or catalogue.place(title or ""):
        return {}
    term = catalogue.cities.get(old.slug)
    names = [term.title] if term else [city for entry in catalogue.initiatives.values() for city in entry.cities]
    place = next((catalogue.place(name) for name in names if slug(name) == old.slug), None)
    if place is None:
        return {}
    return {"province": place.province, "latitude": place.latitude, "longitude": place.longitude}


def _introduction(catalogue: Catalogue, old: Subject, now: Subject, title: str) -> bytes:
    """A file for an organisation or a place without one: the former address needs a file to stand in."""
    values = {"title": title, "former_slugs": [old.slug], **_placed(catalogue, old, title)}
    return f"---\n{front(values, fields(TERMS[now.folder]))}---\n".encode()


def _proven(before: Document, data: bytes, values: Mapping[Path, str], moved: bool, old: Subject, now: Subject) -> None:
    """Raise Refused unless the file, read again, differs only in the values that were to change."""
    after = read(before.path, data)
    expected = before.values
    for path, value in values.items():
        expected = set_at(expected, path, value)
    if moved:
        former = [one for one in before.values.get("former_slugs", ()) if one not in (now.slug, old.slug)]
        held = after.values.get("former_slugs", [])
        ours = {**after.values, "former_slugs": None, **dict.fromkeys(_COORDINATES)}
        same = sorted(held) == sorted([*former, old.slug])
        expected = {**expected, "former_slugs": None, **dict.fromkeys(_COORDINATES)}
    else:
        ours, same = after.values, True
    if not same or ours != expected or len(after.problems) != len(before.problems):
        raise unclear(before.path, 1, 1)


_COORDINATES = ("province", "latitude", "longitude")


def _left(old: Subject, texts: Mapping[str, bytes], files: Mapping[str, bytes | None]) -> Iterator[tuple[str, int]]:
    """Path and line of every other mention of the former id, in an example or an address, for a person to judge."""
    named = re.compile(rf"[/`]{re.escape(old.slug)}(?:[/`]|\.md)")
    for path, data in sorted((texts | files).items()):
        for number, line in enumerate((data or b"").decode("utf-8", "replace").splitlines(), start=1):
            if old.slug in line and named.search(line):
                yield path, number
