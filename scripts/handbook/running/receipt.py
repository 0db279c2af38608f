"""The receipt of a release: from what it was made, and how each of its files stands; so nothing is built for nothing.

In: a published site and a key for all that went into it. Out: a file beside the site in its release, and later whether
the same key would give what stands there, or which of its files nobody touched. How a file stands are its size, its
number and the times of its last changes, of which the one of the system cannot be set by hand: whatever touched a file,
the receipt no longer holds. Asking that of 52,000 files takes a fifth of the time of reading them.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from .tree import State, Tree

FILE = "receipt"


def write(release: Path, as_made: Tree, made_from: str) -> None:
    """Write the receipt of a release that was just published, from the state of its files when they were made. Without a
    receipt the next build makes everything again."""
    with contextlib.suppress(OSError):
        (release / FILE).write_text(_text(as_made, made_from), encoding="utf-8", errors="surrogateescape")


def holds(site: Path, made_from: str) -> bool:
    """Whether the published site was made from exactly this and not touched since. False for a site that is no link."""
    if not site.is_symlink():
        return False
    found = _read(site.resolve())
    return found.startswith(f"{made_from}\n") and found == _text(Tree(site), made_from)


def told(site: Path) -> dict[str, State]:
    """The state of each file of a site when its receipt was written; empty if there is none."""
    lines = (line.partition("\t") for line in _read(site).split("\n")[1:-1])
    return {name: line for line, _, name in lines}


def _read(site: Path) -> str:
    try:
        return (site.parent / FILE).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _text(site: Tree, made_from: str) -> str:
    return f"{made_from}\n" + "".join(f"{site.files[name]}\t{name}\n" for name in sorted(site.files))
