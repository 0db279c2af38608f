"""Publishing: a site is built beside the published one and takes its place in one step.

``site`` is a link to the last complete release below ``.build/``. A build that fails or is killed leaves the link,
and so the site, as it was. One builder at a time holds the lock; a dead process holds none. The release before it stays,
for readers who are still in it, and is what the next one is made of.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from . import receipt
from .keep import WORK
from .release import double
from .tree import Tree, rights_of

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
def staging(root: Path, *, fresh: bool = False) -> Iterator[Path]:
    """A folder to build in, on the same disk as the published site: that of an earlier release with all that it holds,
    or an empty one. One without a receipt is gone afterwards unless published.

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
            if not fresh and (earlier := _earlier(root)):
                with suppress(OSError):  # by a new name: what a killed builder left running writes to the old one
                    earlier.replace(folder)
            yield folder
        finally:
            if folder and not (_is_published(folder, root) or (folder / receipt.FILE).exists()):
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


def seal(made: Tree, root: Path, made_from: str, *, stayed: bool) -> None:
    """Write the receipt of what was just published.

    If most of it was made anew, the next release is not made of the one before it, where all would be made anew once
    more, but of a double of this one; for 50,000 files that takes 3 s.
    """
    if not (root / "site").is_symlink():
        return
    if not stayed:
        for folder in _others(root):
            (folder / receipt.FILE).unlink(missing_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root / WORK))
        folder.chmod(0o755)
        try:
            double(made, folder)
        except OSError:  # a disk that gives a file one name only
            shutil.rmtree(folder, ignore_errors=True)
        else:
            made = Tree(made.top)
            receipt.write(folder, made, "")
    receipt.write(made.top.parent, made, made_from)


def tidy(root: Path, staged: Path) -> None:
    """Remove what earlier builds left, but for ``staged``: what was killed, or of what no release is to be made.

    Not before it is sure that there is something to build: files of the published release may have a second name in an
    older one, and to lose that is a change that its receipt sees.
    """
    left = root / WORK / _NEXT
    if left.is_dir() and not left.is_symlink():  # killed between the two names that changed places
        shutil.rmtree(left, ignore_errors=True)
    for folder in _others(root):
        if folder != staged:
            shutil.rmtree(folder, ignore_errors=True)


def _others(root: Path) -> list[Path]:
    """The releases that are not published, whole or not."""
    return [folder for folder in (root / WORK).glob(f"{_PREFIX}*") if not _is_published(folder, root)]


def _earlier(root: Path) -> Path | None:
    """The last of them with a receipt."""
    whole = [folder for folder in _others(root) if (folder / receipt.FILE).is_file()]
    return max(whole, key=lambda folder: (folder / receipt.FILE).stat().st_mtime_ns, default=None)


def _is_published(folder: Path, root: Path) -> bool:
    site = root / "site"
    return site.is_symlink() and site.resolve().is_relative_to(folder.resolve())


def _readable(made: Tree) -> None:
    """A web server may read everything, also what was copied with the rights of its source."""
    for name, mode in made.folders.items():
        if mode != 0o755:
            (made.top / name).chmod(0o755)
    for name, state in list(made.files.items()):
        if rights_of(state) != 0o644:
            (made.top / name).chmod(0o644)
            made.look(name)


def _on_disk() -> None:
    """The files stand on the disk before the link to them does: a power cut leaves the old site or the new one."""
    if hasattr(os, "sync"):
        os.sync()
