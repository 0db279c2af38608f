"""The sources of an earlier revision: a folder in a Git repository and a revision in; every source that has changed or
gone since then, as it was, out.

Git is asked three times in all, however many files there are. What did not change need not be read again.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from ..model.folders import CONTENT, INITIATIVES
from ..words.language import N_, message
from .catalogue import Catalogue
from .load import load
from .wanted import NotThere

_FILES = ("100644", "100755")


def earlier(root: Path, revision: str) -> Catalogue:
    """The part of the catalogue of that revision that is not the same today. Raises ``NotThere``."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in _changed(root, _commit(root, revision)).items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return load(Path(folder))[0]


def _commit(root: Path, revision: str) -> str:
    unknown = NotThere(message(N_("“%(revision)s” is not a revision of Git"), revision=revision))
    if not revision or revision.startswith("-"):
        raise unknown
    asked = _git(root, "rev-parse", "--is-shallow-repository", f"{revision}^{{commit}}")
    shallow, *found = asked.stdout.decode("utf-8", "replace").split()[:2] or [""]
    if asked.returncode == 0 and found:
        return found[0]
    if shallow == "true":
        what = N_(
            "“%(revision)s” is not in this clone, which holds only the last versions; fetch it first, for example with: git fetch --depth 1 origin %(revision)s, or check out with more depth"
        )
        raise NotThere(message(what, revision=revision))
    raise unknown if shallow == "false" else _unreadable(asked)


def _changed(root: Path, commit: str) -> dict[str, bytes]:
    """Every Markdown file of the sources that is not as it was, with what it held."""
    options = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--no-ext-diff", "--ignore-submodules")
    listed = _git(root, "diff", *options, commit, "--", INITIATIVES, CONTENT)
    if listed.returncode:
        raise _unreadable(listed)
    parts = listed.stdout.split(b"\0")
    found = {}
    for about, name in zip(parts[::2], parts[1::2]):
        mode, _, blob, *_ = about.decode().lstrip(":").split()
        if mode in _FILES and name.endswith(b".md"):
            found[os.fsdecode(name)] = blob
    answer = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in found.values()).encode()).stdout
    contents, start = {}, 0
    for name in found:
        end = answer.index(b"\n", start)
        size = int(answer[start:end].split()[2])
        contents[name] = answer[end + 1 : end + 1 + size]
        start = end + size + 2
    return contents


def _unreadable(answer: subprocess.CompletedProcess[bytes]) -> NotThere:
    reason = answer.stderr.decode("utf-8", "replace").strip()
    return NotThere(message(N_("Git cannot read this folder: %(reason)s"), reason=reason))


def _git(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ("git", "-C", os.fspath(root), *words)
    try:
        return subprocess.run(command, input=given, capture_output=True, env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"})
    except FileNotFoundError:
        raise NotThere(message(N_("Git is not installed here; it is needed to read an earlier revision"))) from None
