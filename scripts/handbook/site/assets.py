"""Our own style sheets, scripts, fonts and pictures: a project in; the folder in which they stand on its site, out.

The name of the folder holds a checksum of them all, so a browser may cache them for ever: a change gives another
address. It is one folder, rather than a name for each file, so that the files can go on referring to each other.
"""

from __future__ import annotations

from pathlib import Path

from ..edition import hues, map
from ..model.folders import CONTENT
from ..running import tree
from ..running.keep import key

SOURCES = "assets"  # below ``content/``
DRAWN = {"nederland.svg": map.picture, "themes.css": hues.style}  # are made, and no files of the sources

_SIGNS = 8  # of the sum


def folder(root: Path) -> str:
    found = sorted(tree.files(root / CONTENT / SOURCES))
    sources = (part for name, entry in found for part in (name, Path(entry.path).read_bytes()))
    return f"{SOURCES}/{key(*sources, *(made() for made in DRAWN.values()))[:_SIGNS]}/"


def placed(name: str, folder: str) -> str:
    """The address on the site of a file below ``content/``; that of an asset is below the folder."""
    return folder + name.removeprefix(f"{SOURCES}/") if name.startswith(f"{SOURCES}/") else name
