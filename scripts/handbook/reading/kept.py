"""What was read and judged before: for each entry without a problem its values, and what the rules noted, as text.

In: a project's folder, and the bytes of each source as it is read. Out: what is known of an entry whose bytes are the
same; a look at the time of a file would be quicker, and could be wrong. All of it stands in one file in ``.build``, under
a key for the programs that made it and with a checksum (see ``running/keep``): after a change of those, or any damage,
nothing is known and everything is read again. An entry with a problem is never kept, so no sentence is said from here.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
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
    """What is known of the entries by their path, and what is learnt of them. One that cannot be written stops nobody.

    It serves one reading of the sources after another. For somebody who reads ``again`` at every save, files that nobody
    touched are not read, and what is known is kept after the first reading alone: of 10,000 entries that takes a third of
    a second.
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
        """The sources are read, perhaps once more."""
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
        """A source that is no entry. What the rules noted holds only as long as all of these are as they were."""
        self._around.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)

    def noted(self) -> dict[str, str]:
        """What the rules noted of each entry that is as it was, among sources that are as they were."""
        if self._around.hexdigest() != self._around_before:
            return {}
        return {path: before.noted for path, before in self._before.items() if self._digests.get(path) == before.digest}

    def opened(self, path: str, made_of: str, make: Callable[..., T], *given: Any) -> T:
        """What was made of an entry and of the text or checksum ``made_of``; it is made once."""
        at = make, path
        before = self._opened.get(at)
        if before is None or before[0] != made_of:
            before = self._opened[at] = made_of, make(*given)
        return before[1]

    def made(self, path: str, made_of: str, make: Callable[..., T], thing: T) -> None:
        """The same of what was made in another way: who reads again need not make it once more."""
        if self.files:
            self._opened[make, path] = made_of, thing

    def read(self, path: str, values: str) -> None:
        """An entry could be read; what the rules say of it is not known yet."""
        self._read[path] = values

    def learn(self, path: str, noted: str) -> None:
        """There was no problem with an entry that was read now, or before."""
        values = self._read[path] if path in self._read else self._before[path].values
        self._learnt[path] = Known(self._digests[path], values, noted)

    def save(self, still: Iterable[str]) -> None:
        """Keep what was learnt, and what is ``still`` known. Nothing is written when that is what was kept before."""
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
    around, *lines = data.split(b"\n")
    parts = (line.decode().split("\t") for line in lines if line)
    return around.decode(), {path: Known(*known) for path, *known in parts}


def made_by() -> Iterable[str | bytes]:
    """All that could make something else of the same bytes."""
    yield sys.version
    for program in _PROGRAMS:
        yield version(program)
    for room in _ROOMS:
        for name in sorted(name for name, _ in tree.files(_HOUSE / room)):
            if name.endswith((".py", ".csv", ".txt", ".po")):
                yield f"{room}/{name}"
                yield (_HOUSE / room / name).read_bytes()
