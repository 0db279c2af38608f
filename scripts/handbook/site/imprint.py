"""The imprint of a build, ``build.json``: from which sources it was made, with what, and how much is in it.

In: the project's folder, a finished site and its edition. Out: a file in the site; the same for the same sources and
programs, whenever and wherever it is built. The sources are read once, for the key that a build begins with.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..edition.edition import Edition
from ..edition.index import NO_CITY
from ..model import address
from ..running import tree
from ..running.project import CONFIG
from ..running.write import write
from . import credits

FILE = "build.json"
VERSION = "1.0.0"  # of the handbook's own programs, as in pyproject.toml
SOURCES = ("content", "initiatives", "overrides", "scripts", CONFIG)


class Sources(NamedTuple):
    """The number of the files of the sources, and one checksum of their names and bytes."""

    files: int
    sha256: str


class Origin(NamedTuple):
    """``key`` stands for everything that goes into a site: the sources, the programs, and how these were asked to build."""

    sources: Sources
    key: str


def origin(root: Path, *options: str, sources: Iterable[str] = SOURCES) -> Origin:
    found = _sum(root, sources)
    programs = [f"{credit.name} {credit.version}" for credit in credits.programs()]
    own = _sum(Path(__file__).resolve().parents[2], ("handbook", "hooks.py", "build.py"))
    told = (*found, *own, programs, platform.python_version(), os.environ.get("SOURCE_DATE_EPOCH"), options)
    return Origin(found, hashlib.sha256(repr(told).encode()).hexdigest())


def shared(root: Path, *options: str) -> str:
    """A key for what every page of a site depends on: the programs, the templates, the settings and the glossary."""
    return origin(root, *options, sources=("overrides", CONFIG, "content/woorden.md", "content/assets")).key


def set_from(root: Path, *options: str) -> str:
    """A key for what the frames of a site are set from."""
    return origin(root, *options, sources=("content", "overrides", CONFIG)).key


def put(site: tree.Tree, edition: Edition, sources: Sources) -> None:
    """Write it into the site; beside the counts of the edition it says how many pages there are."""
    settings = edition.settings
    told = {
        "handbook": {"name": settings.name, "url": settings.url, "edition": settings.edition, "date": settings.date},
        "updated": edition.updated.isoformat(),
        "counts": _counts(site, edition),
        "sources": sources._asdict(),
        "programs": {
            "handbook": VERSION,
            "python": platform.python_version(),
            **{credit.name.lower(): credit.version for credit in credits.programs()},
        },
    }
    write(site.top, FILE, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    site.look(FILE)


def is_of(site: Path, root: Path) -> bool:
    """Whether a site was made from the sources as they are now."""
    try:
        return json.loads((site / FILE).read_bytes())["sources"] == _sum(root)._asdict()
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _counts(site: tree.Tree, edition: Edition) -> dict[str, int]:
    return {
        "entries": len(edition.initiatives),
        "described": len(edition.described),
        "still_to_be_described": len(edition.stubs),
        "themes": len(edition.themes),
        "target_groups": len(edition.target_groups),
        "cities": sum(group.slug != NO_CITY for group in edition.cities),
        "organisations": len(edition.organisations),
        "programmes": len(edition.programmes),
        "pages": sum(address.page(name) is not None for name in site.files),
    }


def _sum(root: Path, sources: Iterable[str] = SOURCES) -> Sources:
    found = hashlib.sha256()
    count = 0
    for name in sorted(_files(root, sources)):
        with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123 - one of thousands
            found.update(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest())
            found.update(hashlib.sha256(file.read()).digest())
        count += 1
    return Sources(count, found.hexdigest())


def _files(root: Path, sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        if (root / source).is_file():
            yield source
        elif (root / source).is_dir():
            found = (f"{source}/{name}" for name, entry in tree.files(root / source) if entry.is_file())
            yield from (name for name in found if "/." not in name and "/__pycache__/" not in name)
