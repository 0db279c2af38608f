"""The cover of a printed book on one sheet: an Excerpt, a paper size and the number of pages in, its data out.

Back, spine and front stand side by side, with bleed and crop marks. The spine is as wide as the pages are thick.
"""

from __future__ import annotations

from typing import Any

from ..words.language import N_
from .book import compose
from .excerpt import Excerpt
from .format import SHEET, Format, spine

TEXT = 5.0  # millimetres: a narrower spine carries no words


def jacket(excerpt: Excerpt, format: Format, pages: int, sheet: float = SHEET) -> dict[str, Any]:
    """``pages`` are those of the inside; ``sheet`` is the thickness of one sheet of its paper in millimetres."""
    width = spine(pages, sheet)
    language = excerpt.edition.language
    said = language.say(
        N_(
            "Spine %(width)s mm: %(pages)d pages on paper of %(sheet)s mm a sheet. Ask your printer whether that is right."
        ),
        width=language.decimal(width),
        pages=pages,
        sheet=language.decimal(sheet),
    )
    whole = compose(excerpt, Format(format.paper, press=True))
    kept = ("title", "tagline", "publisher", "language", "date", "site", "edition", "cover", "page", "map", "words")
    return {name: whole[name] for name in kept} | {
        "sections": [],
        "refers": False,
        "chapters": [],
        "entries": {},
        "simple": True,
        "spine": width,
        "spine_text": width >= TEXT,
        "folds": [whole["page"]["width"], whole["page"]["width"] + width],
        "note": said,
    }
