"""The cache of the check: for each entry without a problem its values, and what the rules noted of it, as text.

In: a project's folder, and the bytes of each source as it is read. Out: what is known of an entry whose bytes are the
same; comparing the time of a file would be quicker, and could be wrong. All of it stands in one file in ``.build``, under
a key for the programs that made it and with a checksum (see ``running/keep``): after a change of those, or any damage,
nothing is known and everything is read again. An entry with a problem is never kept, so no sentence is said from here.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ..running import tree
from ..running.keep import WORK, Keep, key
from .file import Files

T = TypeVar("T")

_HOUSE = Path(__file__).resolve().parents[1]
_ROOMS = ("words", "model", "reading", "judging")
_PROGRAMS = ("babel", "cmarkgfm", "pydantic", "pydantic-core", "pyyaml", "rapidfuzz")


class Known(NamedTuple):
    """``values`` are those of the fields and ``noted`` is what the rules noted, each as JSON on one line."""

    digest: str
    values: str
    noted: str


class Kept:
    """What is known of the entries by their path, and what is learnt of them. Failing to write it is no error.

    It serves any number of readings of the sources, each started by ``begin``. With ``again``, for a program that reads
    at every save, untouched files are not read, and the cache is written after the first reading only: for 10,000 entries
    that takes a third of a second.
    """

    def __init__(self, root: Path, *, again: bool = False) -> None:
        self._keep = Keep(root / WORK / "keep" / "check")
        self._key = key(*made_by())
        self._around_before, self._before = _lines(self._keep.get(self._key) or b"\n")
        self.files = Files() if again else None
        self._saved = False
        self._opened: dict[tuple[Callable, str], tuple[str, Any]] = {}
        self.begin()

    def begin(self) -> None:
        """Start a reading of the sources."""
        self._around = hashlib.sha256()
        self._digests: dict[str, str] = {}
        self._read: dict[str, str] = {}
        self._learnt: dict[str, Known] = {}

    def known(self, path: str, digest: str) -> Known | None:
        """What is known of an entry whose bytes have this checksum today."""
        self._digests[path] = digest
        before = self._before.get(path)
        return before if before and before.digest == digest else None

    def around(self, path: str, data: bytes) -> None:
        """Add a source that is no entry: what the rules noted is valid only as long as none of these has changed."""
        self._around.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)

    def noted(self) -> dict[str, str]:
        """What the rules noted of each unchanged entry; nothing if a source that is no entry has changed."""
        if self._around.hexdigest() != self._around_before:
            return {}
        return {path: before.noted for path, before in self._before.items() if self._digests.get(path) == before.digest}

    def opened(self, path: str, made_of: str, make: Callable[..., T], *given: Any) -> T:
        """The result of ``make`` for an entry; made again only when ``made_of``, a text or a checksum, is another one."""
        at = make, path
        before = self._opened.get(at)
        if before is None or before[0] != made_of:
            before = self._opened[at] = made_of, make(*given)
        return before[1]

    def made(self, path: str, made_of: str, make: Callable[..., T], thing: T) -> None:
        """Give ``opened`` a result that was made in another way, if the sources will be read again."""
        if self.files:
            self._opened[make, path] = made_of, thing

    def read(self, path: str, values: str) -> None:
        """Note the values of an entry that could be read; what the rules say of it is not known yet."""
        self._read[path] = values

    def learn(self, path: str, noted: str) -> None:
        """Note an entry without a problem, whether it was read now or before, with what the rules noted."""
        values = self._read[path] if path in self._read else self._before[path].values
        self._learnt[path] = Known(self._digests[path], values, noted)

    def save(self, still: Iterable[str]) -> None:
        """Write what was learnt, and what is ``still`` valid of the rest, unless that is what was kept before."""
        now = {path: self._before[path] for path in still} | self._learnt
        around = self._around.hexdigest()
        changed = now != self._before or around != self._around_before
        self._before, self._around_before = now, around
        if changed and not (self.files and self._saved):
            # One by one takes half of the time of all at once.
            lines = ("\t".join((path, *known)).encode() for path, known in now.items())
            self._keep.put(self._key, b"\n".join((around.encode(), *lines)))
            self._keep.prune()
        self._saved = True


def _lines(data: bytes) -> tuple[str, dict[str, Known]]:
    lines = (line.decode().removesuffix("\n") for line in BytesIO(data))  # one at a time: of thirty megabytes no copy
    around = next(lines)
    parts = (line.split("\t") for line in lines)
    return around, {path: Known(*known) for path, *known in parts}


def made_by() -> Iterable[str | bytes]:
    """Everything besides the sources that a result depends on: programs, their versions, and our code and tables."""
    yield sys.version
    for program in _PROGRAMS:
        yield version(program)
    for room in _ROOMS:
        for name in sorted(name for name, _ in tree.files(_HOUSE / room)):
            if name.endswith((".py", ".csv", ".txt", ".po")):
                yield f"{room}/{name}"
                yield (_HOUSE / room / name).read_bytes()
