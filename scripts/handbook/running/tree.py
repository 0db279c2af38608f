"""Every file below a folder, as the system tells it: with its name comes its kind, so nothing is asked twice.

``Path.rglob`` takes five times as long, which for a site of 60,000 files is seconds each time that somebody looks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files(top: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The path of each below ``top``, with slashes, in the order of the names; links are files and lead nowhere."""
    with os.scandir(f"{top}/{below}") as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files(top, f"{below}{entry.name}/")
        else:
            yield below + entry.name, entry
