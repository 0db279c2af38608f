"""The cached result of a check: a project's folder in; what was said of the same sources, or nothing, out.

Ten thousand files are read and summed up in half a second; to judge them once more, with all that is kept of each, takes
two. Everything that a check looks at is in the key: the programs, the language, the day, and the name, kind and bytes of all that
lies in the folders of sources. What is damaged counts as not there (see ``running/keep``).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..model.folders import CONTENT, INITIATIVES
from ..model.problem import Line, Mend, Severity
from ..model.settings import until
from ..reading.file import contents
from ..reading.kept import made_by
from ..running import tree
from ..running.keep import WORK, Keep, key
from ..running.project import CONFIG


class Said(NamedTuple):
    """``lines`` are all problems, ``sources`` the files that were checked, ``read`` the checksums of what was read of the
    entries, by their path."""

    lines: list[Line]
    sources: list[str]
    read: Mapping[str, str] = {}


class Verdict:
    def __init__(self, root: Path, language: str) -> None:
        self._root, self._language = root, language
        self._keep = Keep(root / WORK / "keep" / "verdict")
        self._key = self._now()

    def said(self) -> Said | None:
        """What was said when the sources were as they are now."""
        found = self._keep.get(self._key)
        if found is None:
            return None
        told, sources = json.loads(found)
        lines = [
            Line(path, line, column, Severity(severity), *said, mend and Mend(*mend))
            for path, line, column, severity, *said, mend in told
        ]
        return Said(lines, sources)

    def keep(self, said: Said) -> None:
        """Keep a result, unless a source may have changed while it was read."""
        if self._now(said.read) != self._key:
            return
        told = [(one.path, one.line, one.column, one.severity, one.text, one.rule, one.mend) for one in said.lines]
        self._keep.put(self._key, json.dumps((told, said.sources)).encode())
        self._keep.prune()

    def _now(self, read: Mapping[str, str] = {}) -> str:
        config = _sum(self._root, CONFIG, None)  # the check reads its menu
        return key(*made_by(), self._language, str(until(self._root)), config, *_sources(self._root, read))


def _sources(root: Path, read: Mapping[str, str]) -> Iterator[str | bytes]:
    for folder in filter(lambda folder: (root / folder).is_dir(), (INITIATIVES, CONTENT)):
        for name, entry, _ in sorted(tree.entries(root / folder), key=lambda found: found[0]):
            path = f"{folder}/{name}"
            yield path
            if entry.is_file(follow_symlinks=False):
                yield _sum(root, path, read.get(path))
            else:
                yield "folder" if entry.is_dir(follow_symlinks=False) else "link" if entry.is_symlink() else "?"


def _sum(root: Path, path: str, read: str | None) -> str:
    """A checksum of what a check reads of a file, ``read`` if it is known: of an entry the first part, of others all."""
    if read is not None:
        with suppress(OSError):
            return f"{read} {os.lstat(f'{root}/{path}').st_size} "
    data, size, digest, error = contents(root, path)
    if size > len(data) and not error and not path.startswith(INITIATIVES):
        with Path(root, path).open("rb") as whole:
            return hashlib.file_digest(whole, "sha256").hexdigest()
    return f"{digest} {size} {error}"
