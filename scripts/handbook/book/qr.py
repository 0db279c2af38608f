"""A QR code as a drawing: an address in, the path of its dark squares out, in units of one square.

The pattern is fixed instead of the best of eight: a reader does not see the difference, and it costs a fifth.
"""

from __future__ import annotations

from typing import Any

QUIET = 2  # empty squares around the code; the paper around it does the rest
_MASK = 3


def qr(address: str) -> dict[str, Any]:
    """The width of the code with its quiet zone, and the ``d`` of an SVG path with a run of squares a time."""
    import segno

    code = segno.make_qr(address, error="m", boost_error=False, mask=_MASK)
    runs = []
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append(f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z")
            x += 1
    return {"size": len(code.matrix) + 2 * QUIET, "path": "".join(runs)}
