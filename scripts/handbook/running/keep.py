"""A cache: bytes kept in a folder under a key that stands for everything that went into them.

In: a key (see ``key``) and the bytes made for it. Out: those bytes, as long as they are whole. Each file begins with
the checksum of its content together with its key, so a file that is damaged, cut off or put there by something else is
not trusted: it counts as missing, and is made again. A file appears in one step. ``prune`` removes what was not used
since the keep was opened. Several threads may use one keep at the same time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

WORK = ".build"  # below the project's root; survives from build to build

_MARK = b"kept1\n"
_SUM = hashlib.sha256().digest_size


def key(*parts: str | bytes) -> str:
    """A key for a sequence of parts: other parts, or the same ones in another order, give another key."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Keep:
    """A folder of kept bytes. If it cannot be written, nothing is kept and no error is raised."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.made = 0

    def get(self, key: str) -> bytes | None:
        """What was kept, or None when there is nothing or when it is not whole."""
        try:
            with self._path(key).open("rb") as file:
                begin, content = file.read(len(_MARK) + _SUM), file.read()
        except OSError:
            return None
        if begin != _MARK + _checksum(key, content):
            return None
        self.used.add(key)
        return content

    def put(self, key: str, content: bytes) -> None:
        path = self._path(key)
        self.used.add(key)
        self.made += 1
        name = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            with os.fdopen(handle, "wb") as file:
                file.write(_MARK + _checksum(key, content))
                file.write(content)
            Path(name).replace(path)
        except OSError:
            if name:
                with contextlib.suppress(OSError):
                    Path(name).unlink()

    def prune(self) -> int:
        """Remove what was neither got nor put since the keep was opened; return how many files that were."""
        removed = 0
        for path in self.folder.glob("??/*"):
            if path.parent.name + path.name not in self.used:
                with contextlib.suppress(OSError):
                    path.unlink()
                    removed += 1
        return removed

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _checksum(key: str, content: bytes) -> bytes:
    digest = hashlib.sha256(key.encode())
    digest.update(content)  # without a copy of it: there may be thirty megabytes
    return digest.digest()
