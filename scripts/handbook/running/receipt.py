"""The receipt of a release: from what it was made, and how each of its files stands; so nothing is built for nothing.

In: a published site and a key for all that went into it. Out: a file beside the site in its release, and later whether
the same key would give what stands there. How a file stands are its size, its number and the times of its last changes,
of which the one of the system cannot be set by hand: whatever touched a file, the receipt no longer holds. Asking that
of 52,000 files takes a fifth of the time of reading them.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from .tree import Tree

FILE = "receipt"


def write(site: Path, as_made: Tree, made_from: str) -> None:
    """Say it of a site that was just published: what was touched since it was made is not what was made. Without it the
    next build makes everything again."""
    place = _place(site)
    if place:
        with contextlib.suppress(OSError):
            place.write_text(_text(as_made, made_from), encoding="ascii")


def holds(site: Path, made_from: str) -> bool:
    """Whether the published site is the one that was made from just this, untouched."""
    place = _place(site)
    try:
        return place is not None and place.read_text(encoding="ascii") == _text(Tree(site), made_from)
    except (OSError, ValueError):
        return False


def _place(site: Path) -> Path | None:
    """Beside the site in its release; a site that is no link has no release."""
    return site.resolve().parent / FILE if site.is_symlink() else None


def _text(site: Tree, made_from: str) -> str:
    state = hashlib.sha256()
    for name in sorted(site.files):
        state.update(f"{name} {site.files[name].line}\n".encode("utf-8", "surrogateescape"))
    return f"{made_from}\n{state.hexdigest()}\n"
