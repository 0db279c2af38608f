"""The text of lists in a PDF: letters, digits and commas in the order of the page, without anything else.

In: a PDF of the book. Out: a text in which a line of a list can be sought, however it was broken over lines, columns and
pages; what runs along the edges of a page is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..book.format import Format

if TYPE_CHECKING:
    import pypdfium2

Line = tuple[str, str]  # what is named, and how it is printed

_POINTS = 72 / 25.4  # in a millimetre
_REST = re.compile(r"[^\w,]+|_+")
_REACH = 2 * _POINTS  # how far a letter may stand out of its line


def legible(path: Path, first: int) -> str:
    """All that stands between the margins, from a page on. A page takes six thousandths of a second."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return bare("".join(_between_margins(pdf, first)))


def _between_margins(pdf: pypdfium2.PdfDocument, first: int) -> Iterator[str]:
    page = Format().page
    for number in range(first, len(pdf)):
        leaf = pdf[number]
        width, height = leaf.get_size()
        left = page["outer"] * _POINTS
        text = leaf.get_textpage()
        bottom, top = page["bottom"] * _POINTS - _REACH, height - page["top"] * _POINTS + _REACH
        yield text.get_text_bounded(left, bottom, width - left, top)
        text.close()


def bare(text: str) -> str:
    """A text as it stands in what is ``legible``."""
    return _REST.sub("", text)


def unread(text: str, head: str, lines: Iterable[Line]) -> list[str]:
    """What is named in the lines that do not stand below their head, in this order and with nothing in between."""
    found, missing = bare(head), []
    lines = [(name, bare(line)) for name, line in lines]
    if found + "".join(line for _, line in lines) in text:
        return []
    for name, line in lines:
        if found + line in text:
            found += line
        else:
            missing.append(name)
    return missing
