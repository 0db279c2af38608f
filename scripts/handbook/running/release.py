"""The files of a new release: each is written, or taken over from the release before where nothing of it has changed.

In: units of files that are made together, everything that each depends on, and how its texts are made. Out: the files,
and a list of them beside the site, by which the next release knows what it may take over. A file is taken over as a
second name of what the system holds already, after a look at its content: what was damaged, touched or put there by
something else is made again, so a release is the same whatever was taken over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from .keep import key
from .write import folder, write

LISTS = "made"  # the folder of the lists, beside the site in its release; each process writes one of its own
_SUM = 16  # bytes of a checksum
_HOW = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _Made:
    key: str
    sum: str
    names: tuple[str, ...]


@dataclass
class Release:
    """A site that is being made in ``site``. ``shared`` stands for what every unit depends on: programs, templates.

    Without a list of the release before it, or a folder for one, nothing is taken over and nothing is kept.
    """

    site: Path
    shared: str = ""
    former: Path | None = None
    _known: dict[str, _Made] = field(default_factory=dict)
    _list: tuple[int, int] | None = None  # the process that opened its list, and the list

    def __post_init__(self) -> None:
        if self.former:
            self._known = {made.names[0]: made for made in _read(self.former.parent / LISTS)}

    def put(
        self, names: Sequence[str], about: Iterable[str | bytes], make: Callable[[], Sequence[str | bytes]]
    ) -> bool:
        """Have the files ``names`` in the site, for which ``make`` gives the texts; tell whether they were made anew.

        ``about`` stands for everything that the texts depend on, besides what is shared.
        """
        if not self.shared:
            self._write(names, make())
            return True
        wanted = key(self.shared, *names, *about)
        known = self._known.get(names[0])
        if known and known.key == wanted and known.names == tuple(names) and (held := self._held(known)):
            for name, data in zip(names, held):
                self._link(name, data)  # a failure ends the build: to write over a second name would reach both
            self._note(known)
            return False
        self._note(_Made(wanted, self._write(names, make()), tuple(names)))
        return True

    def _write(self, names: Sequence[str], texts: Sequence[str | bytes]) -> str:
        """Returns the checksum of all of them."""
        found = blake2b(digest_size=_SUM)
        for name, text in zip(names, texts, strict=True):
            data = text.encode() if isinstance(text, str) else text
            _add(found, data)
            write(self.site, name, data)
        return found.hexdigest()

    def _held(self, known: _Made) -> list[bytes]:
        """What the files hold in the release before; nothing if one is gone or not as it was made."""
        found = blake2b(digest_size=_SUM)
        held = []
        try:
            for name in known.names:
                held.append(_content(f"{self.former}/{name}"))
                _add(found, held[-1])
        except OSError:
            return []
        return held if found.hexdigest() == known.sum else []

    def _link(self, name: str, data: bytes) -> None:
        old, new = f"{self.former}/{name}", f"{self.site}/{name}"
        try:
            try:
                os.link(old, new, follow_symlinks=False)
            except FileNotFoundError:
                folder(new.rpartition("/")[0])
                os.link(old, new, follow_symlinks=False)
        except (OSError, NotImplementedError):  # a disk that gives a file one name only
            write(self.site, name, data)

    def _note(self, made: _Made) -> None:
        """Add a unit to the list of this process; without one, the next release makes it again."""
        if self._list is None or self._list[0] != os.getpid():
            lists = self.site.parent / LISTS
            lists.mkdir(exist_ok=True)
            how = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            self._list = os.getpid(), os.open(lists / str(os.getpid()), how, 0o666)
        with suppress(OSError):
            os.write(self._list[1], f"{made.key} {made.sum} {' '.join(made.names)}\n".encode())


def _content(path: str) -> bytes:
    """Of a file, not of what a link leads to."""
    file = os.open(path, _HOW)
    try:
        size = os.fstat(file).st_size
        return os.read(file, size + 1)  # a file that grew is another one
    finally:
        os.close(file)


def _add(found: blake2b, data: bytes) -> None:
    found.update(len(data).to_bytes(8, "big"))
    found.update(data)


def _read(lists: Path) -> Iterable[_Made]:
    """What the lists tell; a line that is not whole tells nothing."""
    with suppress(OSError):
        for path in sorted(lists.iterdir()):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                parts = line.split(" ")
                if len(parts) > 2:
                    yield _Made(parts[0], parts[1], tuple(parts[2:]))
