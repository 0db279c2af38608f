"""Writing files, of which there may be many: a path below a folder and a text or bytes in; the file and its folders out.

Strings and system calls are used instead of ``Path`` and file objects, which for 60,000 files cost more than the rest.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_HOW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write(root: Path, name: str, content: str | bytes) -> None:
    """``name`` has slashes; line ends are written as they are, on every system.

    An existing file is replaced, not overwritten: it may be a hard link to a file of the published site.
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
    """Make a folder if it is missing. Its parent nearly always exists, so that is not checked first."""
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103


def replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; it keeps its rights. Of two processes that write it at once, one waits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")  # the same each time, so that what a killed writer left does not stay
    with _held(draft) as file:
        try:
            file.truncate(0)
            file.write(data)
            file.flush()
            if path.exists():
                draft.chmod(path.stat().st_mode)
            if not fcntl:
                file.close()  # Windows gives an open file no other name
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise


def _held(draft: Path) -> BinaryIO:
    """The draft, opened and locked for this process alone, where the system has locks."""
    while True:
        file = draft.open("ab")
        if not fcntl:
            return file
        with suppress(OSError):  # a disk of another machine that knows no locks
            fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), draft.stat()):
                return file
        file.close()  # while we waited, it became the file, or went


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
