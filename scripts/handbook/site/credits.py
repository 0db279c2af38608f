"""Credits: every program and typeface that makes the handbook or is in it, with its licence.

In: the metadata of installed packages and fonts. Out: values for the colophon and for ``build.json``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

# What the build itself imports; the packages that these need follow from their metadata.
ROOTS = (
    "babel", "brotli", "cmarkgfm", "filelock", "jinja2", "mkdocs", "mkdocs-material", "nh3", "numpy", "pikepdf",
    "pydantic", "pypdfium2", "pyyaml", "rapidfuzz", "segno", "typst",
)  # fmt: skip
FONTS = Path(__file__).parent.parent / "book" / "fonts"
_FAMILY, _TYPOGRAPHIC, _VERSION, _LICENCE, _ADDRESS = 1, 16, 5, 13, 14  # names in a font, by OpenType


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    name: str
    version: str
    licence: str


@cache
def programs() -> tuple[Credit, ...]:
    """Every package, in the order of the alphabet."""
    found: dict[str, Credit] = {}
    for root in ROOTS:
        _collect(root, found)
    return tuple(sorted(found.values(), key=lambda credit: credit.name.lower()))


def version(name: str) -> str:
    return next(credit.version for credit in programs() if credit.name.lower() == name)


@cache
def typefaces() -> tuple[Credit, ...]:
    """Each family once: the website and the book have the same."""
    found = {}
    for path in sorted(FONTS.glob("*.otf")):
        names = _names(path.read_bytes())
        family = names.get(_TYPOGRAPHIC) or names[_FAMILY]
        said = " ".join(names.get(key, "") for key in (_LICENCE, _ADDRESS))
        licence = "OFL-1.1" if "Open Font License" in said or "OFL" in said else said.strip()
        found[family] = Credit(family, names.get(_VERSION, "").removeprefix("Version ").partition(";")[0], licence)
    return tuple(sorted(found.values()))


@cache
def signs() -> str:
    """The licence of the theme's signs, as the theme itself has it."""
    folder = metadata.distribution("mkdocs-material").locate_file("material/templates/.icons/material")
    return Path(str(folder), "LICENSE").read_text(encoding="utf-8").partition("\n")[0].strip()


def _collect(wanted: str, found: dict[str, Credit]) -> None:
    from packaging.requirements import Requirement

    requirement = Requirement(wanted)
    about = metadata.metadata(requirement.name)  # once: it is read anew each time that it is asked for
    name = about["Name"]
    if name not in found:
        found[name] = Credit(name, about["Version"], _licence(about))
    elif not requirement.extras:
        return
    for line in about.get_all("Requires-Dist") or ():
        needed = Requirement(line)
        extras = requirement.extras or {""}
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
            _collect(f"{needed.name}[{','.join(needed.extras)}]" if needed.extras else needed.name, found)


def _licence(about: metadata.PackageMetadata) -> str:
    """As briefly as the package says it."""
    if expression := about.get("License-Expression"):  # by “[…]” a missing name will be an error
        return expression
    classes = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")
    ]
    named = [name for name in classes if name != "OSI Approved"]
    lines = about.get("License", "").strip().splitlines()
    return ", ".join(named) or (lines[0].strip() if lines else "")


def _names(font: bytes) -> dict[int, str]:
    """The table of names of an OpenType font: the English ones of Windows."""
    tables = struct.unpack(">H", font[4:6])[0]
    for number in range(tables):
        tag, _, offset, _ = struct.unpack(">4sIII", font[12 + 16 * number : 28 + 16 * number])
        if tag == b"name":
            return dict(_records(font, offset))
    return {}


def _records(font: bytes, table: int) -> Iterator[tuple[int, str]]:
    count, strings = struct.unpack(">HH", font[table + 2 : table + 6])
    for number in range(count):
        start = table + 6 + 12 * number
        platform, _, language, key, length, offset = struct.unpack(">6H", font[start : start + 12])
        if (platform, language) == (3, 0x409):
            at = table + strings + offset
            yield key, font[at : at + length].decode("utf-16-be")
