"""Where everything stands: the bytes of a PDF in; the page of every named place out, and links that lead there.

A book is set twice: first with room for its numbers, then with the numbers filled in as plain values. Typst could look
them up by itself, but then lays out everything that refers to a page again and again, in twice the memory; of a
second run it does only what has changed. So that links do not change, they name their target, and get it at the end.
"""

from __future__ import annotations

import io
import re

Places = dict[str, str]  # by label: the number of the page, from 1

# As Typst writes a link to the web. What takes its place is as long, so that everything stays where the file says.
_LINK = re.compile(rb"/A<</Type/Action/S/URI/URI\(book:([!-'*-~]+)\)>>(/F 4/StructParent \d+)/Contents\(book:\1\)")


def places(pdf: bytes) -> Places:
    """Typst names the place of every heading that has a label."""
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


def led(pdf: bytes, known: Places, word: str) -> bytes:
    """The same with every link within the book at its named place; ``word`` and its page are said for who hears the link.

    A link to what is not in the book leads nowhere.
    """
    said = word.encode("ascii", "replace")

    def target(match: re.Match[bytes]) -> bytes:
        page = known.get(match[1].decode())
        if page is None:
            return b"%b/Contents(%b)" % (match[2], said)
        return b"/Dest(%b)%b/Contents(%b %b)" % (match[1], match[2], said, page.encode())

    return _LINK.sub(lambda match: target(match).ljust(len(match[0])), pdf)
