"""Writing files, of which there may be many: an address below a folder and a text or bytes in; the file, with the folders that it needs, out.

Strings and the system's own calls, instead of ``Path`` and file objects: for 60,000 files these cost more than the rest.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_HOW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write(root: Path, name: str, content: str | bytes) -> None:
    """``name`` has slashes; line ends are written as they are, on every system.

    What stands there is not written over but replaced: it may be a file of the published site too, by another name.
    """
    path = f"{root}/{name}"
    try:
        file = os.open(path, _HOW, 0o666)
    except FileNotFoundError:
        folder(path.rpartition("/")[0])
        file = os.open(path, _HOW, 0o666)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108 - one of thousands
        file = os.open(path, _HOW, 0o666)
    try:
        left = memoryview(content.encode() if isinstance(content, str) else content)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def folder(path: str) -> None:
    """Have a folder; the one above it is nearly always there, and asking for that first takes as long as making it."""
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103


def replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; it keeps its rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def create(path: Path, text: str) -> None:
    """Write a new file, whole or not at all. Raises FileExistsError where something stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("xb")
    try:
        with file:
            file.write(text.encode())
    except BaseException:
        path.unlink()
        raise
