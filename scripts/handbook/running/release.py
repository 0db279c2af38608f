"""The files of a new release: each is written, or stays from an earlier release where nothing of it has changed.

In: units of files that are made together, everything that each depends on, and how its texts are made. Out: the files,
and a list of them beside the site, by which a later release knows what may stay. The folder of a new release is that of
the one before the last, if there is one (see ``publish``): of 60,000 files only those of a change are touched, where to
link each of them took half of such a build. What was damaged, touched or put there by something else is removed and made
again, so a release is the same whatever stayed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from . import receipt
from .beside import beside, share
from .keep import key
from .tree import State, Tree, state
from .write import folder, write

LISTS = "made"  # the folder of the lists, beside the site in its release; each process writes one of its own
_NEW = "making"  # the same, of a release that is not finished
_SUM = 16  # bytes of a checksum
_TOGETHER = 500  # files that get a second name as one piece of work


class _Made(NamedTuple):
    """A unit: ``sum`` is that of what its files hold, ``world`` of what its key may have been found from."""

    key: str
    world: str
    sum: str
    names: tuple[str, ...]


class Release:
    """A site that is being made in ``site``. ``shared`` stands for what every unit depends on: programs, templates.

    Without it nothing stays from before, and nothing is noted. Units whose first name ends as ``later`` tells are put
    after the others. What does not stay is removed beside, when ``first`` was done: nothing may be written to the site
    before ``open``.
    """

    def __init__(
        self, site: Path, shared: str = "", later: tuple[str, ...] = (), first: Callable[[], None] | None = None
    ) -> None:
        self.site, self.shared, self.later = site, shared, later
        self._list: tuple[int, int] | None = None  # the process that opened its list, and the list
        self._known: dict[str, _Made] = {}
        self._stood: dict[str, State] = {}
        self._put: dict[str, str] = {}  # the key of each unit, by its first name
        # To look at 60,000 files takes 1 s, in which the sources can be read.
        self._cleared = beside(partial(_clear, site, first), worthwhile=True) if shared else None

    def open(self) -> Path:
        """The site, in which stands only what stays from before."""
        if self._cleared:
            self._known, self._stood = self._cleared()
            self._cleared = None
        return self.site

    def put(
        self,
        names: Sequence[str],
        about: Callable[[], Iterable[str | bytes]],
        make: Callable[[], Sequence[str | bytes]],
        world: str = "",
    ) -> bool:
        """Have the files ``names`` in the site, for which ``make`` gives the texts; tell whether they were made anew.

        ``about`` gives everything that the texts depend on, besides what is shared; ``world`` may stand for everything
        that this could be found from, so that it need not be asked when nothing of that has changed.
        """
        if not self.shared:
            self._write(names, make())
            return True
        known = self._known.get(names[0])
        if known and known.names != tuple(names):
            known = None
        around = key(self.shared, world) if world else "-"
        if known and world and known.world == around:
            self._note(known)
            return False
        wanted = key(self.shared, *names, *about())
        if known and known.key == wanted:
            self._note(known._replace(world=around))
            return False
        self._note(_Made(wanted, around, self._write(names, make()), tuple(names)))
        return True

    def prune(self) -> None:
        """Every unit was put, but for what comes later: remove what stood there and belongs to none of them."""
        self._put = {made.names[0]: made.key for made in _read(self.site.parent / _NEW)}
        for first in self._known.keys() - self._put.keys():
            if not (first.endswith(self.later) and (self.site / first).with_suffix("").exists()):
                self._remove(self._known.pop(first).names)

    def tree(self) -> Tree:
        """The site after ``prune``. A file that stays is told as it stood: if anything touches it meanwhile, the receipt
        does not hold."""
        return Tree(self.site, {name: self._stood[name] for made in self._stayed() for name in made.names})

    def close(self) -> bool:
        """The release is complete; tell whether more of it stayed than was made anew."""
        if self.later:
            self.later = ()
            self.prune()
        lists = self.site.parent / LISTS
        shutil.rmtree(lists, ignore_errors=True)
        with suppress(OSError):
            (self.site.parent / _NEW).rename(lists)
        return sum(1 for _ in self._stayed()) * 2 > len(self._put)

    def _stayed(self) -> Iterator[_Made]:
        return (made for first, made in self._known.items() if self._put.get(first) == made.key)

    def _remove(self, names: Iterable[str]) -> None:
        """What still is as it stood, and the folders that are empty then; what was written since belongs to others."""
        for name in names:
            with suppress(OSError):
                if state(self.site, name) == self._stood.get(name):
                    (self.site / name).unlink()
                    for above in Path(name).parents[:-1]:
                        (self.site / above).rmdir()  # raises for one that still holds something

    def _write(self, names: Sequence[str], texts: Sequence[str | bytes]) -> str:
        """Returns the checksum of all of them."""
        found = [text.encode() if isinstance(text, str) else text for text in texts]
        for name, data in zip(names, found, strict=True):
            write(self.site, name, data)
        return _sum(found)

    def _note(self, made: _Made) -> None:
        """Add a unit to the list of this process; a unit that is not listed is made again for the next release."""
        if self._list is None or self._list[0] != os.getpid():
            lists = self.site.parent / _NEW
            lists.mkdir(exist_ok=True)
            how = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            self._list = os.getpid(), os.open(lists / str(os.getpid()), how, 0o666)
        with suppress(OSError):
            os.write(self._list[1], f"{' '.join((*made[:3], *made.names))}\n".encode())


def _clear(site: Path, first: Callable[[], None] | None) -> tuple[dict[str, _Made], dict[str, State]]:
    """Leave of an earlier release what is known and whole, and nothing else; tell what that is, and the state of each
    of its files."""
    if first:
        first()
    shutil.rmtree(site.parent / _NEW, ignore_errors=True)
    if not site.is_dir():
        return {}, {}
    tree, told = Tree(site), receipt.told(site)
    touched = {name for name, state in tree.files.items() if told.get(name) != state}
    known = {}
    for made in _read(site.parent / LISTS):
        there = all(name in tree.files for name in made.names)
        if there and (touched.isdisjoint(made.names) or _holds(site, made)):
            known[made.names[0]] = made
    stay = {name for made in known.values() for name in made.names}
    for name in tree.files.keys() - stay:
        Path(site, name).unlink()
    full = {""}
    for name in stay:
        above = name.rpartition("/")[0]
        while above not in full:
            full.add(above)
            above = above.rpartition("/")[0]
    for name in sorted(tree.folders.keys() - full, reverse=True):
        Path(site, name).rmdir()
    return known, {name: tree.files[name] for name in stay}


def _holds(site: Path, made: _Made) -> bool:
    """Whether files that were touched hold what they held; a link is none of them."""
    paths = [site / name for name in made.names]
    try:
        return not any(path.is_symlink() for path in paths) and _sum(path.read_bytes() for path in paths) == made.sum
    except OSError:
        return False


def double(made: Tree, other: Path) -> None:
    """Have a site and what its release knows of it in another folder too, each file by a second name; but no receipt.

    Raises OSError where the disk gives a file one name only.
    """
    release = made.top.parent
    beside = (path for pattern in ("*", f"{LISTS}/*") for path in release.glob(pattern))
    told = (path.relative_to(release).as_posix() for path in beside if path.is_file())
    _link(release, other, [name for name in told if name != receipt.FILE])
    names = list(made.files)
    pieces = (names[start : start + _TOGETHER] for start in range(0, len(names), _TOGETHER))
    share([partial(_link, made.top, other / made.top.name, piece) for piece in pieces])


def _link(one: Path, other: Path, names: Iterable[str]) -> None:
    for name in names:
        try:
            os.link(f"{one}/{name}", f"{other}/{name}", follow_symlinks=False)
        except FileNotFoundError:
            folder(f"{other}/{name}".rpartition("/")[0])
            os.link(f"{one}/{name}", f"{other}/{name}", follow_symlinks=False)


def _sum(texts: Iterable[bytes]) -> str:
    found = blake2b(digest_size=_SUM)
    for data in texts:
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def _read(lists: Path) -> Iterable[_Made]:
    """What the lists tell; a line that is not whole tells nothing."""
    with suppress(OSError):
        for path in sorted(lists.iterdir()):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                parts = line.split(" ")
                if len(parts) > 3:
                    yield _Made(*parts[:3], tuple(parts[3:]))
