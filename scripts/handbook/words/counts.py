"""A count as sources give it: a number, a range or an approximation.

People may type other signs or words for a range or an approximation: these are understood, and written in one way here.
"""

from __future__ import annotations

import re
from functools import lru_cache

FIGURE = re.compile(
    r"(circa |ruim |bijna |minstens |hoogstens )?€? ?\d[\d.,]*( ?[–%] ?\d[\d.,]*)?( ?%)?( .{1,25})?", re.ASCII
)
# What a keyboard has no “–” for, and the other words for “circa”.
HYPHEN = re.compile(r"(^[^\d]{0,12}\d[\d.,]*) ?[-‐‑‒−] ?(?=\d)", re.ASCII)
ABOUT = re.compile(r"^(?:ongeveer|plusminus|ca\.?|±) ?(?=[€\d])", re.IGNORECASE)
_RANGE = re.compile(r"(\d[\d.,]*) ?– ?(\d[\d.,]*)", re.ASCII)
_THOUSANDS = re.compile(r"\.(?=\d{3}(?!\d))", re.ASCII)


@lru_cache(maxsize=65536)
def meant(value: str) -> str:
    """The count in the one notation of the sources: “ca. 12-16” → “circa 12–16”; a text that is no count, unchanged."""
    written = HYPHEN.sub(r"\1–", ABOUT.sub("circa ", value))
    return written if FIGURE.fullmatch(written) else value


def falls(value: str) -> bool:
    """Whether a range counts down, such as 16–12."""
    match = _RANGE.search(value)
    try:
        return bool(match) and _number(match[1]) > _number(match[2])
    except ValueError:  # “1.2.3” is left to who reads it
        return False


def _number(text: str) -> float:
    return float(_THOUSANDS.sub("", text).rstrip(".,").replace(",", "."))
