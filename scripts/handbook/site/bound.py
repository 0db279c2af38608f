"""The books of a finished site and its edition in; each entry without a place in them, or left out of a register, out.

This is read from the PDF. In a book every line of a register is a link to the place of an entry, and every group has a
name of its own, so the order of reading tells what stands in which group. Where lines lead out of the file they are no
links, and the text is read: the volume that leads through all others, and the catalogue, whose registers give numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import Any, NamedTuple

from ..book.article import ended
from ..edition.edition import Edition
from ..model import address
from ..model.initiative import Initiative
from ..running.tree import Tree
from ..words.language import N_, Message
from .legible import Line, bare, legible, unread
from .tally import absent

_FEW = 4  # entries: a volume with fewer has no registers

# What the groups of each register are named with.
_KINDS = {"rt": "themas", "s": "steden", "d": "doelgroepen", "o": "organisaties", "p": "programmas"}


def unbound(site: Tree, edition: Edition) -> Iterator[Message]:
    """Every entry has its place in the book or in a volume, and stands there in every register that it belongs to.

    Of a handbook that is too large for one book, the file of the book is a catalogue: that has a link to each entry.
    """
    slugs = [entry.slug for entry in edition.initiatives]
    found = [name for theme in edition.themes for name in _volumes(site, theme.slug)]
    book = _Book(site, address.BOOK_FILE) if address.BOOK_FILE in site.files else None
    if book is None or book.pages or not book.links:
        yield from absent(slugs, book.pages if book else {}, address.BOOK_FILE)
        yield from _unregistered(book, edition) if book else ()
        return
    yield from _catalogued(book, site, edition)
    books = [_Book(site, name) for name in found]
    places = {slug: f"{number}: {page}" for number, one in enumerate(books, 1) for slug, page in one.pages.items()}
    if books and not places.keys() >= set(slugs):  # then the numbers of the others are not known either
        yield from absent(slugs, places, address.BOOK_FILE)
    elif books:
        yield from _led(site, edition, places)
    for one in books:
        if len(one.pages) >= _FEW:
            yield from _unregistered(one, edition, volume=True)


def _volumes(site: Tree, theme: str) -> Iterator[str]:
    """The files of the volumes of a theme, in their order."""
    for number in count():
        name = address.volume(theme, number)
        if name in site.files:
            yield name
        elif number:
            return


def _catalogued(book: _Book, site: Tree, edition: Edition) -> Iterator[Message]:
    """The registers of a catalogue give the numbers of entries: each has one where it stands under its first theme."""
    leads = {at.split("/")[-2] for at in book.links if f"/{address.INITIATIVES}" in at}
    yield from absent([entry.slug for entry in edition.initiatives], leads, book.name)
    order = (entry for theme in edition.themes for entry in theme.entries if entry.themes[0] == theme.slug)
    numbers = {entry.slug: number for number, entry in enumerate(order, 1)}

    def lines(entries: Iterable[Initiative]) -> list[Line]:
        found = sorted((numbers[entry.slug], entry.slug) for entry in entries)
        ends = [","] * (len(found) - 1) + [""]
        return [(slug, f"{number}{end}") for (number, slug), end in zip(found, ends)]

    text = legible(site.top / book.name, book.registers)
    by = [kind for kind in _KINDS if kind != "rt"]
    names = [(entry.slug, f"{entry.title}{numbers[entry.slug]}") for entry in edition.initiatives]
    yield from _unread(text, book.name, edition, lines, by, names)


def _led(site: Tree, edition: Edition, places: Mapping[str, str]) -> Iterator[Message]:
    """The volume that leads through the others gives the volume and the page of every entry in them."""

    def line(entry: Initiative) -> str:
        return f"{entry.title}{ended(entry, edition)}{places[entry.slug]}"

    def lines(entries: Iterable[Initiative]) -> list[Line]:
        return [(entry.slug, line(entry)) for entry in entries if entry.slug in places]

    name = address.register_volume()
    text = legible(site.top / name, _Book(site, name).registers) if name in site.files else ""
    yield from _unread(text, name, edition, lines, _KINDS, lines(edition.initiatives))


def _unread(
    text: str,
    name: str,
    edition: Edition,
    lines: Callable[[Iterable[Initiative]], list[Line]],
    kinds: Iterable[str],
    named: Iterable[Line],
) -> Iterator[Message]:
    """Sentences for what the text of a file lacks of the registers of those kinds, and of the list of names."""
    groups = [(group, group.entries) for kind in kinds for group in edition.families[_KINDS[kind]]]
    groups += [
        (group, edition.published[group.slug]) for group in edition.organisations if group.slug in edition.published
    ]
    for group, entries in groups:
        yield from absent(unread(text, group.title, lines(entries)), (), f"{name} ({group.title})")
    names = text[text.rfind(bare(edition.language.say(N_("Names from A to Z")))) :]
    yield from absent((slug for slug, line in named if bare(line) not in names), (), f"{name} (A–Z)")


def _unregistered(book: _Book, edition: Edition, *, volume: bool = False) -> Iterator[Message]:
    for kind, family in _KINDS.items():
        for group in edition.families[family]:
            expected = [entry.slug for entry in group.entries if entry.slug in book.pages]
            if volume and kind == "rt" and len(expected) == len(book.pages):
                continue  # the theme of the volume: a list of everything in it
            yield from absent(expected, book.groups.get(f"{kind}-{group.slug}", set()), f"{book.name} ({group.title})")
    for group in edition.organisations:
        about = [entry.slug for entry in edition.published.get(group.slug, ()) if entry.slug in book.pages]
        yield from absent(about, book.groups.get(f"u-{group.slug}", set()), f"{book.name} ({group.title})")
    names = {slug for name, found in book.groups.items() if name.startswith("n-") for slug in found}
    yield from absent(sorted(book.pages), names, f"{book.name} (A–Z)")


class _Place(NamedTuple):
    """In the order of reading: page, part of the page, column, and how far above the end of the page."""

    page: int
    part: int
    column: int
    down: Decimal


class _Book:
    """A PDF: the page of each entry in it, the first of its ``registers``, their groups with the entries in each, and its
    links to the web.
    """

    def __init__(self, site: Tree, name: str) -> None:
        import pikepdf

        self.name = name
        self.links: set[str] = set()
        self.groups: dict[str, set[str]] = {}
        with pikepdf.open(site.top / name) as pdf:
            names = pdf.Root.get("/Names", {}).get("/Dests")
            named = {str(key): at for key, at in pikepdf.NameTree(names).items()} if names is not None else {}
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
            stands = {}
            for key, at in named.items():
                page, _, left, top, *_ = at if isinstance(at, pikepdf.Array) else at.D
                stands[key] = (numbers[page.objgen], left, top)
            self.pages = {key[2:]: page + 1 for key, (page, _, _) in stands.items() if key.startswith("i-")}
            registers = [stands[key] for key in stands if key.startswith("r-")]
            self.registers = first = stands["h-registers"][0] if "h-registers" in stands else len(pdf.pages)

            def place(page: int, left: Decimal, top: Decimal) -> _Place:
                part = sum(number == page and top <= height for number, _, height in registers)
                return _Place(page, part, int(2 * left >= pdf.pages[page].mediabox[2]), -top)

            events = [(place(*at), "", key) for key, at in stands.items() if key.partition("-")[0] in (*_KINDS, "u", "n") and at[0] >= first]  # fmt: skip
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
