"""Curly quotes around a whole value: a source in; a warning with its place for each, out.

A word processor makes them of straight ones. YAML takes them as part of the value, so they would appear on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problem import Problem, Severity
from ..reading.reader import Document
from ..words.language import N_, message

_OPENING = "“„‘"
# The closing one may be straight, as word processors do not replace every quote.
HELD = rf'[{_OPENING}][^“”„‘’"\n]*[”“’"]'
QUOTED = N_('the quotes of %(value)s become part of it; leave them out, or write "%(bare)s" with straight ones')
_QUOTED = re.compile(rf"^ *(?:- +)*(?:[a-z_]+: +)?({HELD}) *$", re.MULTILINE)


def quotes(document: Document) -> Iterator[Problem]:
    """Quotes that were meant to hold a value are straight."""
    if not any(sign in document.front for sign in _OPENING):
        return
    for match in _QUOTED.finditer(document.front):
        column = match.start(1) - document.front.rfind("\n", 0, match.start(1))
        line = document.front.count("\n", 0, match.start(1)) + 2
        said = message(QUOTED, value=match[1], bare=match[1][1:-1])
        yield Problem(document.path, line, column, said, Severity.WARNING)
