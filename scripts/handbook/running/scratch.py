"""A temporary folder for as long as a process lives: a prefix of its name in, the empty folder out.

A process that is killed leaves its folder behind, and the next process that needs one removes it. A lock beside each
folder shows that it is in use: it is held before the folder is made, and the system releases it when its holder ends.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOCK = ".lock"


class Scratch:
    """``folder`` is gone when this is, or when the process ends."""

    def __init__(self, prefix: str) -> None:
        from filelock import FileLock  # imported late: most verbs need no folder

        sweep(prefix)
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=_LOCK)
        os.close(handle)
        lock = FileLock(name, thread_local=False)
        lock.acquire(timeout=0)
        self.folder = Path(name.removesuffix(_LOCK))
        self.folder.mkdir(0o700)
        weakref.finalize(self, _remove, self.folder, lock)


@cache
def sweep(prefix: str) -> None:
    """Remove what killed processes left, once per process. A lock without a folder stays: it may be about to be held."""
    from filelock import FileLock, Timeout

    for lock in Path(tempfile.gettempdir()).glob(f"{prefix}*{_LOCK}"):
        folder = lock.with_suffix("")
        with suppress(OSError, Timeout):  # of somebody else, or in use
            if folder.is_dir():
                held = FileLock(lock)
                held.acquire(timeout=0)
                _remove(folder, held)


def _remove(folder: Path, lock: BaseFileLock) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    with suppress(OSError):
        Path(lock.lock_file).unlink()
