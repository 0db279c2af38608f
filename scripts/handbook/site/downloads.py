"""What the site offers to download: the books and pictures that the bindery made, by address."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..model import address
from ..words.language import Language


@dataclass(frozen=True, slots=True)
class BookFile:
    """What a page says of a book to download: its title, its number of pages and its size as text."""

    title: str
    pages: int
    size: str


def offered(books: Path | None, language: Language) -> dict[str, BookFile]:
    """What there is to download, by address."""
    path = books / address.BOOKS_FILE if books else None
    if path is None or not path.is_file():
        return {}
    listed = json.loads(path.read_text(encoding="utf-8"))
    return {
        at: BookFile(file["title"], file["pages"], language.size(file["bytes"]))
        for at, file in listed.items()
        if (books / at).is_file()
    }


def copy(books: Path | None, site: Path, addresses: Iterable[str]) -> None:
    for at in addresses:
        if books and (books / at).is_file():
            (site / at).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(books / at, site / at)
