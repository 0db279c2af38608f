"""What is bound: the books of a finished site and its edition in; each entry without a place, or left out of a register, out.

The PDF itself is asked: every line of a register is a link to the place of an entry, and every group of a register has a
name of its own, so the order of reading tells what stands in which group. No text is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ..edition.edition import Edition
from ..model import address
from ..running.tree import Tree
from ..words.language import N_, Message, message

_VOLUMES = f"{address.BOOK}deel/"
_FEW = 4  # entries: a volume with fewer has no registers

# What the groups of each register are named with: by theme, city, target group, organisation and programme.
_KINDS = {"rt": "themes", "s": "cities", "d": "target_groups", "o": "organisations", "p": "programmes"}


def unbound(site: Tree, edition: Edition) -> Iterator[Message]:
    """Every entry has its place in the book or in a volume, and stands there in every register that it belongs to.

    Of a handbook that is too large for one book, the file of the book is a catalogue: that has a link to each entry.
    """
    slugs = [entry.slug for entry in edition.initiatives]
    volumes = sorted(name for name in site.files if name.startswith(_VOLUMES) and name.endswith(".pdf"))
    book = _Book(site, address.BOOK_FILE) if address.BOOK_FILE in site.files else None
    if book and not book.entries and book.links:
        yield from _absent(
            slugs, {at.split("/")[-2] for at in book.links if f"/{address.INITIATIVES}" in at}, book.name
        )
        books = [_Book(site, name) for name in volumes]
        held = {slug for one in books for slug in one.entries} if books else set(slugs)
    else:
        books = [book] if book else []
        held = book.entries if book else set()
    yield from _absent(slugs, held, address.BOOK_FILE)
    for one in books:
        if one.name == address.register_volume():
            yield from _ungrouped(one, edition, held)
        else:
            yield from _unregistered(one, edition, volume=one is not book)


def _absent(slugs: list[str], found: set[str], where: str) -> Iterator[Message]:
    for slug in slugs:
        if slug not in found:
            yield message(N_("%(page)s: %(missing)s is not in this list"), page=where, missing=slug)


def _unregistered(book: _Book, edition: Edition, *, volume: bool) -> Iterator[Message]:
    if volume and len(book.entries) < _FEW:
        return
    for kind, family in _KINDS.items():
        for group in getattr(edition, family):
            expected = [entry.slug for entry in group.entries if entry.slug in book.entries]
            if volume and kind == "rt" and len(expected) == len(book.entries):
                continue  # the theme of the volume: a list of everything in it
            yield from _absent(expected, book.groups.get(f"{kind}-{group.slug}", set()), f"{book.name} ({group.title})")
    names = {slug for name, found in book.groups.items() if name.startswith("n-") for slug in found}
    yield from _absent(sorted(book.entries), names, f"{book.name} (A–Z)")


def _ungrouped(book: _Book, edition: Edition, held: set[str]) -> Iterator[Message]:
    """The volume that leads through the others has all groups; its lines are no links, for what they name is not in it."""
    for kind, family in _KINDS.items():
        for group in getattr(edition, family):
            if f"{kind}-{group.slug}" not in book.groups and any(entry.slug in held for entry in group.entries):
                yield message(N_("%(page)s: %(missing)s is not in this list"), page=book.name, missing=group.title)


class _Place(NamedTuple):
    """In the order of reading: page, part of the page, column, and how far above the end of the page."""

    page: int
    part: int
    column: int
    down: Decimal


class _Book:
    """A PDF: the entries that have a place in it, the groups of its registers with their entries, and its web links."""

    def __init__(self, site: Tree, name: str) -> None:
        import pikepdf

        self.name = name
        self.links: set[str] = set()
        self.groups: dict[str, set[str]] = {}
        with pikepdf.open(site.top / name) as pdf:
            names = pdf.Root.get("/Names", {}).get("/Dests")
            named = {str(key): at for key, at in pikepdf.NameTree(names).items()} if names is not None else {}
            self.entries = {key[2:] for key in named if key.startswith("i-")}
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
            stands = {}
            for key, at in named.items():
                page, _, left, top, *_ = at if isinstance(at, pikepdf.Array) else at.D
                stands[key] = (numbers[page.objgen], left, top)
            registers = [stands[key] for key in stands if key.startswith("r-")]
            first = min((page for page, _, _ in registers), default=len(pdf.pages))

            def place(page: int, left: Decimal, top: Decimal) -> _Place:
                part = sum(number == page and top <= height for number, _, height in registers)
                return _Place(page, part, int(2 * left >= pdf.pages[page].mediabox[2]), -top)

            events = [(place(*at), "", key) for key, at in stands.items() if key.partition("-")[0] in (*_KINDS, "n") and at[0] >= first]  # fmt: skip
            for number, page in enumerate(pdf.pages):
                for link in page.obj.get("/Annots", ()):
                    to = str(link.get("/Dest", ""))
                    if number >= first and to.startswith("i-"):
                        left, _, _, top = link.Rect
                        events.append((place(number, left, top), to[2:], ""))
                    elif "/A" in link and "/URI" in link.A:
                        self.links.add(str(link.A.URI))
        self._grouped(sorted(events))

    def _grouped(self, events: list[tuple[_Place, Any, str]]) -> None:
        group: set[str] = set()
        for _, slug, name in events:
            if name:
                group = self.groups.setdefault(name, set())
            else:
                group.add(slug)
