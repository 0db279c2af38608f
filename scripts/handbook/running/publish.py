"""Publishing: a site is built beside the published one and takes its place in one step.

``site`` is a link to the last complete release below ``.build/``. A build that fails or is killed leaves the link,
and so the site, as it was. One builder at a time holds the lock; a dead process holds none.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WORK = ".build"
_PREFIX = "site-"


class Busy(Exception):
    """Another build is running."""


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """An empty folder to build in, on the same disk as the published site; gone afterwards unless published.

    Raises :class:`Busy` when another process is building.
    """
    from filelock import FileLock, Timeout

    work = root / _WORK
    work.mkdir(exist_ok=True)
    lock = FileLock(work / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Busy from None
    try:
        _clear(root)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=work))
        yield folder
    finally:
        if not _is_published(folder, root):
            shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def publish(folder: Path, root: Path) -> Path:
    """Make ``folder``, somewhere in the staging folder, the published site in one step; return the site's path."""
    _readable(folder)
    for parent in folder.relative_to(root / _WORK).parents:
        (root / _WORK / parent).chmod(0o755)
    site = root / "site"
    if site.is_dir() and not site.is_symlink():  # left by a plain MkDocs build
        site.rename(root / _WORK / f"{_PREFIX}plain-{os.getpid()}")
    link = root / _WORK / "next"
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(folder.relative_to(root), target_is_directory=True)
        link.replace(site)
    except OSError:
        if site.is_symlink() or not hasattr(os, "symlink"):
            raise
        folder.rename(site)  # a system without links: one rename, of a folder that is not there yet
    return site


def _clear(root: Path) -> None:
    """Remove what earlier builds left: the release before this one, kept for readers who were in it, and the dead."""
    for folder in (root / _WORK).glob(f"{_PREFIX}*"):
        if not _is_published(folder, root):
            shutil.rmtree(folder, ignore_errors=True)


def _is_published(folder: Path, root: Path) -> bool:
    site = root / "site"
    return site.is_symlink() and site.resolve().is_relative_to(folder.resolve())


def _readable(folder: Path) -> None:
    """A web server may read everything, whatever the umask of the builder."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
