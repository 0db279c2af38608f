"""A file of the sources, read: no more of it than a check looks at, however long it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from .decode import MAX_BYTES


class File(NamedTuple):
    """``size`` is that of the whole; ``error`` tells why there is nothing of it at all."""

    data: bytes
    size: int
    error: str = ""


def contents(root: Path, path: str) -> File:
    try:
        with open(f"{root}/{path}", "rb", buffering=0) as found:  # noqa: PTH123 - one of thousands
            return File(found.read(MAX_BYTES + 1), os.fstat(found.fileno()).st_size)
    except OSError as error:
        return File(b"", 0, error.strerror or "?")
