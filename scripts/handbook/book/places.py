"""Where everything stands: the bytes of a PDF in; the page and the point of every named place out.

A book is set twice: first with room for its numbers, then with the numbers filled in as plain values. Typst could look
them up by itself, but then lays out everything that refers to a page again and again, in twice the memory; of a
second run it does only what has changed.
"""

from __future__ import annotations

import io

Places = dict[str, list[float]]  # by label: page, from 1, and points from the left and from the top


def places(pdf: bytes) -> Places:
    """Typst names the place of every heading that has a label."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        names = file.Root.get("/Names", {}).get("/Dests")
        if names is None:
            return {}
        pages = {page.objgen: (number, float(page.mediabox[3])) for number, page in enumerate(file.pages, start=1)}
        found = {}
        for name, target in pikepdf.NameTree(names).items():
            page, _, x, y, *_ = target if isinstance(target, pikepdf.Array) else target.D
            number, height = pages[page.objgen]
            found[str(name)] = [number, round(float(x), 1), round(height - float(y), 1)]
        return found
