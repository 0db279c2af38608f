"""Writing many files: an address below a folder and a text in; the file, with the folders that it needs, out.

Strings instead of ``Path`` objects: for 60,000 files these cost more than opening and writing them.
"""

from __future__ import annotations

import os
from pathlib import Path


def write(root: Path, name: str, text: str) -> None:
    """``name`` has slashes; line ends are written as they are, on every system."""
    path = f"{root}/{name}"
    data = text.encode()
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115 - see above
    except FileNotFoundError:
        os.makedirs(path.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(data)
