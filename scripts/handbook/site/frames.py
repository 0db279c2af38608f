"""The frames of a site, cached: they and the files beside them are used again until a chapter or an override changes.

In: a keep, a key for all that goes into them, the folder of the site, and how they are set. Out: what was set, with its
style sheets and scripts in the folder. To start the engine and have it set thirty frames costs a second and a half, which
is most of a build after one change of a small handbook.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from ..running.keep import Keep
from ..running.pack import pack, unpack
from .chapters import Written
from .press import Frame, Typeset


def frames(keep: Keep, key: str, folder: Path, set_them: Callable[[Path], Typeset]) -> Typeset:
    """They are set in an empty folder beside ``folder``."""
    found = keep.get(key)
    if found is not None:
        told, _, files = found.partition(b"\n")
        unpack(files, folder)
        return _read(told, key)
    with tempfile.TemporaryDirectory(prefix="frames-", dir=folder.parent) as name:
        typeset = set_them(Path(name))
        for engines in Path(name).glob("sitemap.xml*"):  # ours has all pages, and may have a compressed copy
            engines.unlink()
        files = pack(Path(name))
    unpack(files, folder)
    keep.put(key, _told(typeset) + b"\n" + files)
    typeset.key = key
    return typeset


def _told(typeset: Typeset) -> bytes:
    """On one line. A frame goes by an address, or by a folder and a depth."""
    told = {
        "frames": [(at, frame.pieces, frame.names) for at, frame in typeset.frames.items()],
        "chapters": {source: astuple(chapter) for source, chapter in typeset.chapters.items()},
        "scripts": sorted(typeset.scripts),
    }
    return json.dumps(told).encode()


def _read(told: bytes, key: str) -> Typeset:
    found = json.loads(told)
    return Typeset(
        {
            at if isinstance(at, str) else tuple(at): Frame(tuple(pieces), tuple(names))
            for at, pieces, names in found["frames"]
        },
        {source: Written(*values) for source, values in found["chapters"].items()},
        set(found["scripts"]),
        key,
    )
