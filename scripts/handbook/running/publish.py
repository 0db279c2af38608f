"""Publishing: a site is built beside the published one and takes its place in one step.

``site`` is a link to the last complete release below ``.build/``. A build that fails or is killed leaves the link,
and so the site, as it was. One builder at a time holds the lock; a dead process holds none.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .keep import WORK
from .tree import Tree

_PREFIX = "site-"
_PLAIN = f"{_PREFIX}plain"  # a folder that stood in the place of the link
_NEXT = "next"
_UMASK = 0o022
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


class Busy(Exception):
    """Another build is running."""


class InTheWay(Exception):
    """Something that is no folder and no link has the name that the site or the working folder must have."""


class Incomplete(Exception):
    """Something is missing in the new site; ``found`` are the sentences that say what."""

    def __init__(self, found: list) -> None:
        super().__init__(found)
        self.found = found


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """An empty folder to build in, on the same disk as the published site; gone afterwards unless published.

    Raises :class:`Busy` when another process is building, and :class:`InTheWay` with a name. Every file that is made
    inside may be read by everybody.
    """
    from filelock import FileLock, Timeout

    work, site = root / WORK, root / "site"
    if os.path.lexists(work) and not work.is_dir():
        raise InTheWay(WORK)
    if site.exists() and not site.is_dir():
        raise InTheWay(site.name)
    mask = os.umask(_UMASK)
    try:
        work.mkdir(exist_ok=True)
        lock = FileLock(work / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise Busy from None
        folder = None
        try:
            _recover(root)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=work))
            yield folder
        finally:
            if folder and not _is_published(folder, root):
                shutil.rmtree(folder, ignore_errors=True)
            lock.release()
    finally:
        os.umask(mask)


def publish(made: Tree, root: Path) -> Path:
    """Make what was made somewhere in the staging folder the published site, in one step; return the site's path."""
    folder = made.top
    for parent in folder.relative_to(root / WORK).parents:
        (root / WORK / parent).chmod(0o755)
    _readable(made)
    _on_disk()
    site, link = root / "site", root / WORK / _NEXT
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(folder.relative_to(root), target_is_directory=True)
    except OSError:
        if site.is_symlink() or sys.platform != "win32":
            raise
        link = folder  # a Windows that makes no links
    if not site.is_symlink() and (site.is_dir() or not link.is_symlink()):  # left by a plain MkDocs build, or Windows
        _take_place(link, site, root / WORK / _PLAIN)
    else:
        link.replace(site)
    return site


def _take_place(new: Path, site: Path, old: Path) -> None:
    """Put the new site where a folder stands: in one step on Linux, else in two."""
    if _exchanged(new, site):
        new.rename(old)
        return
    if site.is_dir():
        site.rename(old)  # who is killed after this leaves no site, and the next build puts the folder back
    try:
        new.rename(site)
    except OSError:
        if old.is_dir():
            old.rename(site)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """Two names change places in one step, where the system can do that."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _recover(root: Path) -> None:
    """Put back the folder of a site that was moved away for a release that never came."""
    old, site = root / WORK / _PLAIN, root / "site"
    if old.is_dir() and not os.path.lexists(site):
        old.rename(site)


def tidy(root: Path, staged: Path) -> None:
    """Remove what earlier builds left: the release before this one, kept for readers who were in it, and the dead.

    For who builds in ``staged``, and not before it is sure that there is something to build: files of the published
    release may have a second name in an older one, and to lose that is a change that its receipt sees.
    """
    left = root / WORK / _NEXT
    if left.is_dir() and not left.is_symlink():  # killed between the two names that changed places
        shutil.rmtree(left, ignore_errors=True)
    for folder in (root / WORK).glob(f"{_PREFIX}*"):
        if folder != staged and not _is_published(folder, root):
            shutil.rmtree(folder, ignore_errors=True)


def _is_published(folder: Path, root: Path) -> bool:
    site = root / "site"
    return site.is_symlink() and site.resolve().is_relative_to(folder.resolve())


def _readable(made: Tree) -> None:
    """A web server may read everything, also what was copied with the rights of its source."""
    for name, mode in made.folders.items():
        if mode != 0o755:
            (made.top / name).chmod(0o755)
    for name, state in list(made.files.items()):
        if state.mode != 0o644:
            (made.top / name).chmod(0o644)
            made.look(name)


def _on_disk() -> None:
    """The files stand on the disk before the link to them does: a power cut leaves the old site or the new one."""
    if hasattr(os, "sync"):
        os.sync()
