"""Characters that the book cannot print, or that another program garbled: a source in; a warning for each out.

The website shows them with the reader's own fonts; in the book a box stands in their place. What the typefaces have
between them stands in ``signs.txt``, as ranges of code points; a test holds that against the typefaces themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..model.problem import Mend, Problem, Severity
from ..reading.decode import MASK, placed
from ..reading.reader import Document
from ..words.language import N_, message

RANGES = Path(__file__).parent / "signs.txt"
UNSHOWN = N_("the typefaces of the book do not have “%(sign)s” (U+%(code)s); a box takes its place there")
_UNUSUAL = re.compile("[^\x00-\u024f–—‘’“”„…€•·→←✓−×]")  # quicker, and enough for nearly every text
LOST = N_("a letter was lost here (“�”), for a program could not read it; type it again")
GARBLED = N_("another program made “%(value)s” of “%(right)s” here; put it back")
_SECOND = "[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"  # the second byte of a letter, as Windows-1252 reads it
_GARBLED = re.compile(f"�|[ÃÂ]{_SECOND}|â€{_SECOND}|â‚¬")
_TELLING = ("�", "Ã", "Â", "â€", "â‚¬")  # each is found faster by far
_MOST = 20  # of a file that is garbled as a whole
_ASCII = bytes(range(128))


def signs(document: Document) -> Iterator[Problem]:
    """Each sign once, where it stands first."""
    said = {MASK}  # of what nobody sees was told before
    for text, first in ((document.front, 2), (document.body, document.body_line)):
        if text.isascii() or not _UNUSUAL.search(text.encode().translate(None, _ASCII).decode()):
            continue
        for match in _UNUSUAL.finditer(text):
            if match[0] in said or ord(match[0]) in printable():
                continue
            said.add(match[0])
            line, column = placed(text, match.start())
            what = message(UNSHOWN, sign=match[0], code=f"{ord(match[0]):04X}")
            yield Problem(document.path, line + first - 1, column, what, Severity.WARNING)


def garbled(document: Document) -> Iterator[Problem]:
    """UTF-8 that was read as Windows-1252 can be recognised and turned back."""
    found = []
    for text, first in ((document.front, 2), (document.body, document.body_line)):
        if any(sign in text for sign in _TELLING):
            found += [(text, first, match) for match in _GARBLED.finditer(text)]
    for text, first, match in found[:_MOST]:
        line, column = placed(text, match.start())
        try:
            right = match[0].encode("cp1252").decode()
        except UnicodeError:
            right = ""
        if right or match[0] == "�":
            what = message(GARBLED, value=match[0], right=right) if right else message(LOST)
            mend = Mend(column, match[0], right) if right else None
            yield Problem(document.path, line + first - 1, column, what, Severity.WARNING, mend)


@cache
def printable() -> frozenset[int]:
    """Code points that some typeface of the book has."""
    ends = (line.split("-") for line in RANGES.read_text(encoding="ascii").split())
    return frozenset(
        point for first, *last in ends for point in range(int(first, 16), int((last or [first])[0], 16) + 1)
    )
