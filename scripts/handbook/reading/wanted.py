"""Which sources are asked for: files and folders as typed in; a function that tells whether a source is one out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from ..model import folders
from ..words.language import N_, Message, message
from ..words.names import nearest


class NotThere(Exception):
    """Something on the command line that is not there; holds the sentence that says what would be."""

    def __init__(self, said: Message) -> None:
        self.said = said


def wanted(root: Path, files: Iterable[str]) -> Callable[[str], bool]:
    """Whether a source is among the files and folders that were asked for; without any, all are. Raises NotThere."""
    asked = [_source(root, file) for file in files]
    return lambda path: not asked or any(path == one or path.startswith(f"{one}/") for one in asked)


def _source(root: Path, file: str) -> str:
    """The path of a source relative to the project. A relative path is tried from here, then from the project."""
    places = [path for path in (Path.cwd() / file, root / file) if path.exists()]
    place = next((path for path in places if path.is_relative_to(root)), places[0] if places else None)
    if place is None:
        sources = (path.relative_to(root).as_posix() for each in folders.EVERY for path in (root / each).glob("*.md"))
        guess = nearest(file, sources)
        what = N_("“%(file)s” does not exist; did you mean “%(guess)s”?") if guess else N_("“%(file)s” does not exist; sources are the .md files in %(folders)s")  # fmt: skip
        raise NotThere(message(what, file=file, guess=guess, folders=folders.EVERY))
    path = Path(os.path.abspath(place))  # not resolve(): a link is judged where it stands  # noqa: PTH100
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
    folder = name.rpartition("/")[0]
    if path.is_dir():
        known = any(f"{each}/".startswith(f"{name}/") for each in folders.EVERY)
    else:
        is_text = path.is_file() and path.suffix == ".md"
        known = is_text and folder in folders.EVERY and not folders.is_page(folder, path.name)
    if not known:
        what = N_("“%(file)s” is not a source that is checked here; those are the .md files in %(folders)s")
        raise NotThere(message(what, file=file, folders=folders.EVERY))
    return name
