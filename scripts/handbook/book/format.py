"""How a book is printed: paper and purpose in, the measures of its pages out, in millimetres.

On A4 the facts of an entry stand in the margin; on A5 above the text. For the screen links are coloured and lead
somewhere; on what is only printed addresses are notes. For the press pages have bleed, a wider inner margin, and
chapters open on the right; a booklet is folded from the sheets of an office printer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PAPERS = ("a4", "a5")
BLEED = 3
SHEET = 0.11  # thickness of a sheet of book paper of 90 grams; from two of its pages the spine is reckoned

# Width, height, inner, outer, upper and lower margin; room for names beside the text, and between the two.
_SIZES = {"a4": (210, 297, 24, 21, 26, 22, 46, 8), "a5": (148, 210, 17, 15, 20, 17, 25, 4)}
_NAMES = ("width", "height", "inner", "outer", "top", "bottom", "facts", "gap")
_MAPS = {"a4": (112, 1.0), "a5": (58, 1.6)}  # width; how much larger names are beside the land than on A4
_BINDING = 3  # more inside and less outside, for the press


@dataclass(frozen=True, slots=True)
class Format:
    paper: str = "a4"
    press: bool = False
    folded: bool = False

    @property
    def page(self) -> dict[str, Any]:
        """What the templates know of a page; ``scale`` is for what is as large as the page allows, such as titles."""
        page: dict[str, Any] = dict(zip(_NAMES, _SIZES[self.paper]))
        if self.press:
            page["inner"] += _BINDING
            page["outer"] -= _BINDING
        return page | {
            "map": _MAPS[self.paper][0],
            "bleed": BLEED if self.press else 0,
            "press": self.press,
            "printed": self.press or self.folded,
            "margin_facts": self.paper == "a4",
            "scale": page["width"] / 210,
        }

    @property
    def names(self) -> float:
        """How much more room the names of the cities take on the map of the book than on that of A4."""
        return _MAPS[self.paper][1]


def spine(pages: int, sheet: float = SHEET) -> float:
    """The width of the back of a book, in millimetres."""
    return round((pages + pages % 2) / 2 * sheet, 1)
