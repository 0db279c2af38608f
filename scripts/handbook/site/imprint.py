"""The imprint of a build, ``build.json``: from which sources it was made, with what, and how much is in it.

In: the project's folder, a finished site and its edition. Out: a file in the site; the same for the same sources and
programs, whenever and wherever they are put to work.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..edition.edition import Edition
from ..edition.index import NO_CITY
from ..running import tree
from . import credits

FILE = "build.json"
VERSION = "1.0.0"  # of the handbook's own programs, as in pyproject.toml
SOURCES = ("content", "initiatives", "overrides", "scripts", "mkdocs.yml")


def made_from(root: Path, *options: str, sources: Iterable[str] = SOURCES) -> str:
    """A key for everything that goes into a site: the sources, the programs, and how they were asked to build."""
    programs = [f"{credit.name} {credit.version}" for credit in credits.programs()]
    own = _digest(Path(__file__).resolve().parents[2], ("handbook", "hooks.py", "build.py"))
    told = (
        _digest(root, sources),
        own,
        programs,
        platform.python_version(),
        os.environ.get("SOURCE_DATE_EPOCH"),
        options,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def shared(root: Path, *options: str) -> str:
    """A key for what every page of a site depends on: the programs, the templates, the settings and the glossary."""
    return made_from(root, *options, sources=("overrides", "mkdocs.yml", "content/woorden.md"))


def write(root: Path, site: Path, edition: Edition) -> None:
    settings = edition.settings
    files, digest = _digest(root)
    told = {
        "handbook": {"name": settings.name, "url": settings.url, "edition": settings.edition, "date": settings.date},
        "updated": edition.updated.isoformat(),
        "counts": _counts(site, edition),
        "sources": {"files": files, "sha256": digest},
        "programs": {
            "handbook": VERSION,
            "python": platform.python_version(),
            **{credit.name.lower(): credit.version for credit in credits.programs()},
        },
    }
    text = json.dumps(told, ensure_ascii=False, indent=2)
    (site / FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _counts(site: Path, edition: Edition) -> dict[str, int]:
    return {
        "entries": len(edition.initiatives),
        "described": len(edition.described),
        "still_to_be_described": len(edition.stubs),
        "themes": len(edition.themes),
        "target_groups": len(edition.target_groups),
        "cities": sum(group.slug != NO_CITY for group in edition.cities),
        "organisations": len(edition.organisations),
        "programmes": len(edition.programmes),
        "pages": sum(name.endswith("index.html") for name, _ in tree.files(site)),
    }


def _digest(root: Path, sources: Iterable[str] = SOURCES) -> tuple[int, str]:
    """How many files the sources are, and one sum of all their names and bytes."""
    found = hashlib.sha256()
    count = 0
    for name in sorted(_files(root, sources)):
        with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123 - one of thousands
            found.update(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest())
            found.update(hashlib.sha256(file.read()).digest())
        count += 1
    return count, found.hexdigest()


def _files(root: Path, sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        if (root / source).is_file():
            yield source
        elif (root / source).is_dir():
            found = (f"{source}/{name}" for name, entry in tree.files(root / source) if entry.is_file())
            yield from (name for name in found if "/." not in name and "/__pycache__/" not in name)
