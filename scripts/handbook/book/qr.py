"""A QR code as a drawing: an address in, the path of its dark squares out, in units of one square.

The pattern is fixed instead of the best of eight: a reader does not see the difference, and it costs a fifth.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

QUIET = 2  # empty squares around the code; the paper around it does the rest
_MASK = 3
_DARK = re.compile(rb"\x01+")


@cache  # an entry is in the book, in that of its theme and its city, and on its leaflet
def qr(address: str) -> dict[str, Any]:
    """The width of the code with its quiet zone, and the ``d`` of an SVG path with a run of squares a time."""
    import segno

    code = segno.make_qr(address, error="m", boost_error=False, mask=_MASK)
    runs = []
    for y, row in enumerate(code.matrix):
        for run in _DARK.finditer(row):
            runs.append(f"M{run.start() + QUIET} {y + QUIET}h{len(run[0])}v1h-{len(run[0])}z")
    return {"size": len(code.matrix) + 2 * QUIET, "path": "".join(runs)}
