"""What the site offers to download: the books and pictures that the bindery made, by address."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
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


def copy(books: Path | None, site: Path, addresses: Iterable[str], former: Mapping[str, str]) -> None:
    """``former`` has the address of today for each page that had another: what it offered stays there too, for a file
    cannot lead on as a page can."""
    wanted = [(at, at) for at in addresses]
    wanted += [pair for old, now in former.items() for pair in zip(address.downloads(old), address.downloads(now))]
    for at, made in wanted:
        if books and (books / made).is_file():
            (site / at).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(books / made, site / at)
