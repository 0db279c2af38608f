"""The colour of each theme, from its number in the whole handbook: the same in the book and on the site."""

from __future__ import annotations

# One dark colour for each chapter; all have a contrast of over 5.5 with white and 5 with the paper tint.
COLOURS = (
    "#0f5c5c", "#8a3a1e", "#3f4a8a", "#5b5a12", "#7a2e5d", "#1d5f86",
    "#2c6238", "#8f2d3a", "#5d4a2f", "#56408f", "#3d5160", "#7a4a08",
)  # fmt: skip

_LIGHTER = 0.5  # of white in a colour on a dark page, where it has a contrast of over 4.5 with the paper tint


def colour(number: int) -> str:
    """The colour of a theme, by its number in the whole handbook, from 1; that of the handbook itself for 0."""
    return COLOURS[_place(number)]


def lighter(colour: str) -> str:
    """The same colour for a dark page."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * _LIGHTER):02x}" for part in parts)


def name(number: int) -> str:
    """The class of an element on the site that has the colour of a theme."""
    return f"hb-t{_place(number) + 1}"


def style() -> str:
    """The style sheet with those classes; each sets ``--hb-theme``. Paper is white, also in the dark."""
    known = ((name(number), colour(number)) for number in range(1, len(COLOURS) + 1))
    rules = [(f".{one}", shown, f'[data-md-color-scheme="slate"] .{one}', lighter(shown)) for one, shown in known]
    on_light = "".join(f"{where} {{ --hb-theme: {shown}; }}\n" for where, shown, _, _ in rules)
    on_dark = "".join(f"  {where} {{ --hb-theme: {shown}; }}\n" for _, _, where, shown in rules)
    return f"{on_light}@media screen {{\n{on_dark}}}\n"


def _place(number: int) -> int:
    return max(0, number - 1) % len(COLOURS)
