"""A booklet for an office printer: a PDF of small pages in, a PDF of sheets out, to print on both sides and to fold.

Two pages stand side by side on each side of a sheet of twice their size, in saddle order: folded together, sheet in
sheet, they follow each other. Blank pages before the back cover fill the last sheet. The pages are pictures of those
of the book, without tags and links: this file is for paper only.
"""

from __future__ import annotations

import io

THICK = 20  # sheets: more do not fold well in one go


def saddle(count: int, last: bool = True) -> list[tuple[int | None, int | None]]:
    """Which page stands left and which right on each side of each sheet, from 1; None is blank.

    ``last`` keeps the last page on the outside, as a back cover.
    """
    sides = -(-count // 4) * 4
    pages: list[int | None] = list(range(1, count + 1))
    blanks: list[int | None] = [None] * (sides - count)
    pages = [*pages[:-1], *blanks, *pages[-1:]] if last else [*pages, *blanks]
    order = []
    for sheet in range(sides // 4):
        low, high = 2 * sheet, sides - 1 - 2 * sheet
        order.append((pages[high], pages[low]))  # the outside of the sheet
        order.append((pages[low + 1], pages[high - 1]))  # the inside
    return order


def booklet(pdf: bytes, title: str) -> tuple[bytes, int]:
    """The bytes of the booklet and the number of its sheets."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book, pikepdf.new() as sheets:
        left, bottom, right, top = (float(value) for value in book.pages[0].trimbox)
        wide, high = right - left, top - bottom
        order = saddle(len(book.pages))
        for side in order:
            sheet = sheets.add_blank_page(page_size=(2 * wide, high))
            drawn, content = pikepdf.Dictionary(), ""
            for place, number in enumerate(side):
                if number is not None:
                    drawn[f"/P{place}"] = sheets.copy_foreign(book.pages[number - 1].as_form_xobject())
                    content += f"q 1 0 0 1 {place * wide - left:.4f} {-bottom:.4f} cm /P{place} Do Q\n"
            sheet.Resources = pikepdf.Dictionary(XObject=drawn)
            sheet.Contents = sheets.make_stream(content.encode())
        sheets.Root.Lang = book.Root.Lang
        with sheets.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        sheets.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue(), len(order) // 2
