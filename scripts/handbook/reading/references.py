"""Character references of Markdown, such as “&shy;”: a text in; those that stand for an invisible character out."""

from __future__ import annotations

import re
from html.entities import html5

from .decode import BARRED, SUSPECT, Mark, placed
from .parse import numbered

_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_LOST = "\ufffd"  # the parser's sign for a number that is no sign
_MARKED = re.compile(f"({BARRED.pattern}|{_LOST})\ue000(\\d+)\ue001")
# The named references to invisible characters and to spaces, which the form must know.
NAMED = {
    name.removesuffix(";"): signs
    for name, signs in html5.items()
    if name.endswith(";") and (SUSPECT.search(signs) or signs.isspace())
}


def hidden(text: str) -> list[tuple[Mark, int]]:
    """The place of each reference that becomes an invisible sign, and the number of that; in code it stays as it is."""
    found = [match for match in _REFERENCE.finditer(text) if _unseen(match)] if "&" in text else []
    if not found:
        return []
    read = _MARKED.findall(numbered(text, [match.end() for match in found]))
    signs = {found[int(number)]: sign for sign, number in read if int(number) < len(found)}
    return [
        (placed(text, match.start()), _number(match) if sign == _LOST else ord(sign)) for match, sign in signs.items()
    ]


def _unseen(match: re.Match[str]) -> bool:
    if match[3]:
        return bool(SUSPECT.search(NAMED.get(match[3], "")))
    number = _number(match)
    return not number or number > 0x10FFFF or 0xD800 <= number < 0xE000 or bool(SUSPECT.search(chr(number)))


def _number(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else int(match[2], 16)
