"""The files of the sources: a folder in; the names of those that are read, and a problem for each that is not, out.

Only regular files are read: a link could lead anywhere, a pipe never ends. A name must be one on every system, so that
what one person adds another can check out.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..model.folders import INITIATIVES, TERMS, is_page
from ..model.problem import Problem, Severity
from ..model.record import SLUG
from ..words.language import N_, Message, message
from ..words.names import LONGEST, identifier
from .decode import BARRED

NO_ID = N_("the file name must be an id of small letters, digits and hyphens, such as “%(guess)s.md”")
RESERVED = N_("“%(name)s” is a name that computers use for something else; choose another")

DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # names that Windows keeps to itself
PAGES = ("index", "readme")  # whoever asks for a folder gets these
_ID = re.compile(SLUG)
_TEXT = re.compile(r"(?:\.(?:md|mdx|mdown|markdown|txt|text|ya?ml))+$", re.IGNORECASE)  # how other programs end it
_SIGNS = re.compile(r'[<>:"|?*\\]|[. ]$')


def names(folder: Path) -> list[str]:
    """The sources in a folder, in the order of their names."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:  # it knows the kind of each file without asking the disk again
        found = [
            entry.name
            for entry in entries
            if entry.name.endswith(".md")
            and not is_page(folder.name, entry.name)
            and entry.is_file(follow_symlinks=False)
        ]
    return sorted(found)


def named(stem: str, folder: str) -> Message | None:
    """What is wrong with the name of a source, which is its id and its address."""
    if not _ID.fullmatch(stem) or len(stem) > LONGEST:
        return message(NO_ID, guess=identifier(stem) or "mijn-initiatief")
    if DEVICE.fullmatch(stem) or stem in PAGES:
        return message(RESERVED, name=stem)
    if stem.isdecimal() and folder in TERMS:
        return message(N_("a name of digits alone is the address of a further page of the list; choose another"))
    return None


def strange(root: Path, folder: str, *, is_source: bool) -> Iterator[Problem]:
    """A problem for everything below a folder that may not be there; if ``is_source``, a warning for what is not read."""
    if not (root / folder).is_dir():
        return
    twins: dict[str, str] = {}
    with os.scandir(root / folder) as found:  # it knows the kind of each file without asking the disk again
        entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in entries:
        at = f"{folder}/{entry.name}"
        regular = entry.is_file(follow_symlinks=False)
        is_text = is_source and regular and entry.name.endswith(".md")
        if is_text and folder == INITIATIVES:
            continue  # its name is judged when it is read
        if is_text:
            said = message(N_("this is not read: put it in the folder %(folder)s itself"), folder=INITIATIVES)
        else:
            said = _misplaced(entry) or _unportable(entry.name, twins)
        if said:
            yield Problem(at, 1, 1, said)
        elif entry.is_dir():
            yield from strange(root, at, is_source=is_source)
        elif is_source and not entry.name.endswith("~"):
            what = message(N_("this is not read: the sources here are files with a name that ends in .md"))
            if other := _TEXT.search(entry.name):
                called = N_("this is not read: an entry is a file with a name that ends in .md, such as “%(guess)s.md”")
                what = message(called, guess=identifier(entry.name[: other.start()]) or "mijn-initiatief")
            yield Problem(at, 1, 1, what, Severity.WARNING)


def _misplaced(entry: os.DirEntry[str]) -> Message | None:
    if entry.is_symlink():
        return message(N_("this is a link; put the file itself here"))
    if not entry.is_file() and not entry.is_dir():
        return message(N_("this is neither a file nor a folder; remove it"))
    if entry.name.endswith(".md") and entry.is_dir():
        return message(N_("this is a folder with the name of a file; give it another name"))
    return None


def _unportable(name: str, twins: dict[str, str]) -> Message | None:
    plain = name.encode("utf-8", "replace").decode()
    if plain != name or not name.isprintable() or BARRED.search(name) or _SIGNS.search(name) or DEVICE.fullmatch(name):
        return message(N_("not every system can have this name; use letters, digits and hyphens"))
    if unicodedata.normalize("NFC", name) != name:
        return message(N_("an accent in this name is written in two signs; type the name again"))
    other = twins.setdefault(name.casefold(), name)
    if other != name:
        return message(N_("this name differs from “%(other)s” in capitals only"), other=other)
    return None
