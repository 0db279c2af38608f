"""Crop marks: an open PDF whose pages have bleed in; around every page room, and in it the marks where to cut or fold.

The room is added outside what Typst drew, so nothing on the page moves and its tags stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

ROOM = 8.0  # millimetres around the bleed
LENGTH = 5.0
AWAY = 4.0  # from the cut: outside the bleed
POINT = 72 / 25.4


def crop(file: pikepdf.Pdf, folds: Iterable[float] = ()) -> None:
    """Give every page the boxes that printers ask for, and marks at its corners; ``folds`` are millimetres from its left
    edge, where it is to be folded."""
    folds = tuple(folds)
    if len(file.pages) > 1 and len(file.pages) % 2:  # a leaf has two sides
        last = file.pages[-1]
        file.add_blank_page(page_size=(float(last.mediabox[2]), float(last.mediabox[3]))).TrimBox = last.trimbox
    for page in file.pages:
        left, bottom, right, top = (float(value) for value in page.trimbox)
        page.BleedBox = page.mediabox
        room = ROOM * POINT
        bleed = [float(value) for value in page.mediabox]
        page.MediaBox = [bleed[0] - room, bleed[1] - room, bleed[2] + room, bleed[3] + room]
        page.CropBox = page.MediaBox
        lines = "".join(
            _corner(x, y, dx, dy) for x, dx in ((left, -1), (right, 1)) for y, dy in ((bottom, -1), (top, 1))
        )
        lines += "".join(_upright(left + x * POINT, y, dy) for x in folds for y, dy in ((bottom, -1), (top, 1)))
        drawn = f"/Artifact BMC q 0 G 0.25 w {lines}Q EMC\n"
        page.contents_add(file.make_stream(b"q\n"), prepend=True)
        page.contents_add(file.make_stream(f"Q\n{drawn}".encode()), prepend=False)


def _corner(x: float, y: float, dx: int, dy: int) -> str:
    """Two short lines that point at a corner, from outside."""
    near, far = AWAY * POINT, (AWAY + LENGTH) * POINT
    return f"{x + dx * near:.3f} {y:.3f} m {x + dx * far:.3f} {y:.3f} l S {_upright(x, y, dy)}"


def _upright(x: float, y: float, dy: int) -> str:
    return f"{x:.3f} {y + dy * AWAY * POINT:.3f} m {x:.3f} {y + dy * (AWAY + LENGTH) * POINT:.3f} l S "
