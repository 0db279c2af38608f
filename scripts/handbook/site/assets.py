"""Our own style sheets, scripts, fonts and pictures: a project in; the folder in which they stand on its site, out.

The folder has the sum of all of them in its name, so a browser may keep them for ever: whatever changes has another
address. It is one folder, and not a name for each, so that they can go on naming each other.
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
    """The address on the site of a file below ``content/``: another one for what is our own."""
    return folder + name.removeprefix(f"{SOURCES}/") if name.startswith(f"{SOURCES}/") else name
