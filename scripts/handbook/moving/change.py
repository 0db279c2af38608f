"""A change to several sources, made as a whole or not at all: new contents by path in; the changed files out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..running.write import replace

Files = Mapping[str, bytes | None]  # None: the file goes


@contextmanager
def changed(root: Path, files: Files) -> Iterator[None]:
    """Write the files; if anything fails or is interrupted inside the block, every file is as it was."""
    before = {name: _content(root / name) for name in files}
    try:
        _write(root, files)
        yield
    except BaseException:
        _write(root, {name: data for name, data in before.items() if _content(root / name) != data})
        raise


def _write(root: Path, files: Files) -> None:
    for name, data in files.items():  # new files first, so that no text is lost in between
        if data is not None:
            replace(root / name, data)
    for name, data in files.items():
        if data is None:
            (root / name).unlink(missing_ok=True)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
