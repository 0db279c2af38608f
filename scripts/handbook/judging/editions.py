"""What texts say of the edition: a text and the number of this one in; each place that names another one out.

Editors raise the number in ``mkdocs.yml``, and thirty pages still say “this first edition”. What tells of the past says
when that was, “the first edition of 2026”, and is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..words.language import N_, Message, message

_ORDINALS = (
    ("eerste", "first"), ("tweede", "second"), ("derde", "third"), ("vierde", "fourth"), ("vijfde", "fifth"),
    ("zesde", "sixth"), ("zevende", "seventh"), ("achtste", "eighth"), ("negende", "ninth"), ("tiende", "tenth"),
)  # fmt: skip
_NUMBERS = {name: number for number, names in enumerate(_ORDINALS, start=1) for name in names}
_NAMED = re.compile(
    rf"\b(?:({'|'.join(_NUMBERS)})[*_]*\s+(?:editie|edition)|(?:editie|edition)\s+(\d{{1,4}}))\b(?!\s+(?:van|uit|of|from)\b)",
    re.IGNORECASE,
)


def outdated(text: str, edition: int) -> Iterator[tuple[tuple[int, int], Message]]:
    """Line and column, counted from 1, and a sentence."""
    for match in _NAMED.finditer(text) if edition else ():
        named = _NUMBERS[match[1].lower()] if match[1] else int(match[2])
        if named != edition:
            line, start = text.count("\n", 0, match.start()) + 1, text.rfind("\n", 0, match.start())
            what = N_("“%(value)s” stands here, and this is edition %(number)d; is it still so?")
            yield (line, match.start() - start), message(what, value=" ".join(match[0].split()), number=edition)
