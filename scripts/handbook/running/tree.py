"""Every file below a folder, as the system tells it: with its name comes its kind, so nothing is asked twice.

``Path.rglob`` takes five times as long, which for a site of 60,000 files is seconds each time that somebody looks. Who
has several questions about a folder that nobody writes in any more makes a ``Tree`` of it, once.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class State(NamedTuple):
    """How a file stands: its rights, its size, and a line that is another one after whatever touched it."""

    mode: int
    size: int
    line: str


class Tree:
    """The files and folders below ``top`` by their path, with slashes: each as it stood when it was looked at last.

    A folder has its rights; ``top`` itself is the folder ``""``. Of 52,000 files this takes 0.3 s and 14 MB.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self.files: dict[str, State] = {}
        self.folders = {"": stat.S_IMODE(top.stat().st_mode)}
        for name, entry, folder in entries(top):
            is_ = entry.stat(follow_symlinks=False)
            if folder:
                self.folders[name] = stat.S_IMODE(is_.st_mode)
            else:
                self.files[name] = _state(is_)

    def look(self, name: str) -> None:
        """Look again at a file that was written or touched since, or that is new."""
        self.files[name] = state(self.top, name)


def state(top: Path, name: str) -> State:
    """Of one file below ``top``; raises OSError if there is none."""
    return _state(os.lstat(f"{top}/{name}"))


def files(top: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The path of each below ``top``, with slashes, in no stated order; links are files and lead nowhere."""
    return ((name, entry) for name, entry, folder in entries(top) if not folder)


def entries(top: Path) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Each with whether it is a folder."""
    left = [""]
    while left:
        below = left.pop()
        with os.scandir(f"{top}/{below}") as found:
            for entry in found:
                name, folder = below + entry.name, entry.is_dir(follow_symlinks=False)
                if folder:
                    left.append(f"{name}/")
                yield name, entry, folder


def _state(is_: os.stat_result) -> State:
    line = f"{is_.st_mode} {is_.st_size} {is_.st_ino} {is_.st_mtime_ns} {is_.st_ctime_ns}"
    return State(stat.S_IMODE(is_.st_mode), is_.st_size, line)
