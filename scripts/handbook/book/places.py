"""Where everything stands: an open PDF in; the page of every named place out, and links that lead there.

A book is set twice: first as a draft, with room for page numbers and without its last part, which depends on these;
then with the numbers as plain values. Typst could look them up by itself, but then lays out everything that
refers to a page again and again, in twice the memory; in a second run it does only what has changed. Links name their
target, so that they do not change between runs, and get its place at the end.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .engine import Places

if TYPE_CHECKING:
    import pikepdf

_SCHEME = "book:"  # as style.typ writes a link to a place in the book


def places(pdf: bytes) -> Places:
    """The page of every heading with a label, as Typst names it in the PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        names = file.Root.get("/Names", {}).get("/Dests")
        if names is None:
            return {}
        pages = {page.objgen: str(number) for number, page in enumerate(file.pages, start=1)}
        found = {}
        for name, target in pikepdf.NameTree(names).items():
            page = target[0] if isinstance(target, pikepdf.Array) else target.D[0]
            found[str(name)] = pages[page.objgen]
        return found


def titles(value: Any) -> Iterator[tuple[str, str]]:
    """What everything with a label is called, anywhere in the data of a book."""
    if isinstance(value, Mapping):
        name = value.get("title") or value.get("name")
        if name and "label" in value:
            yield value["label"], name
        for item in value.values():
            yield from titles(item)
    elif isinstance(value, list):
        for item in value:
            yield from titles(item)


def asked(value: Any) -> Iterator[str]:
    """The labels whose page is printed, anywhere in the data of a book."""
    if isinstance(value, Mapping):
        if "to" in value and value.get("t") != "w" and not value.get("bare"):
            yield value["to"]
        for item in value.values():
            yield from asked(item)
    elif isinstance(value, list):
        for item in value:
            yield from asked(item)


def lead(file: pikepdf.Pdf, known: Places, names: Mapping[str, str], word: str) -> None:
    """Give every link within the book its place, and say where it leads: “Peer to Peer, bladzijde 12”.

    ``word`` is said before the number of a page. A link to what is not in the book leads nowhere.
    """
    import pikepdf

    for page in file.pages:
        for link in page.get("/Annots", ()):
            name = str(link.get("/Dest", ""))  # the table of contents has links of Typst itself
            if "/A" in link:
                address = str(link["/A"].get("/URI", ""))
                if not address.startswith(_SCHEME):
                    continue
                name = address.removeprefix(_SCHEME)
                del link["/A"]
                if name in known:
                    link["/Dest"] = pikepdf.String(name)
            said = [names.get(name, ""), f"{word} {known[name]}" if name in known else ""]
            link["/Contents"] = pikepdf.String(", ".join(filter(None, said)) or word)


def head_rows(file: pikepdf.Pdf, known: Places) -> None:
    """Make the city at the start of each row of the matrix a header cell: Typst knows headers of columns only, and lists
    these for every cell. Without that list a reader of the PDF finds the headers by the position of a cell."""
    import pikepdf

    if "h-matrix" not in known:
        return
    page, inside = file.pages[int(known["h-matrix"]) - 1].objgen, False
    for element in file.Root.StructTreeRoot.K[0].K:
        if element.S == "/H1":
            if inside:
                return
            inside = element.Pg.objgen == page
        elif inside and element.S == "/Table" and isinstance(element.K, pikepdf.Array):
            for row in element.K[1].K:
                row.K[0].S = pikepdf.Name.TH
                for number, cell in enumerate(row.K):
                    for attributes in cell.A:
                        if "/Headers" in attributes:
                            del attributes["/Headers"]
                            if number == 0:
                                attributes.Scope = pikepdf.Name.Row
