"""The catalogues of messages, kept in step with the code.

In: the project's root, where ``locale/babel.cfg`` says which files speak. Out: the ids that they use, and each
catalogue with exactly those: a new id is added without a text, an unused one is removed, and nothing else changes, so
that the diff of a catalogue shows only its sentences.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from .language import LOCALE

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "counted": (1, 2)}


def used(root: Path) -> Catalog:
    """Every id that the code, the templates and the menu use."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for _, _, message_id, *_ in extract_from_dir(root, methods, options, KEYWORDS, comment_tags=()):
        found.add(message_id)
    return found


def path(code: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / "handbook.po"


def read(code: str) -> Catalog:
    with path(code).open("rb") as file:
        return read_po(file, locale=code)


def updated(catalogue: Catalog, ids: Catalog) -> bytes:
    """The file of a catalogue with exactly these ids, in alphabetical order; texts that are there are kept."""
    catalogue.update(ids, no_fuzzy_matching=True, update_creation_date=False)
    file = io.BytesIO()
    write_po(file, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def untold(catalogue: Catalog) -> list[str]:
    """The ids that have no translation yet."""
    return [key(message) for message in catalogue if message.id and not _told(message)]


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _told(message: Message) -> bool:
    return bool(message.string) and (isinstance(message.string, str) or all(message.string))


def menu(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """The titles in ``mkdocs.yml``, for Babel: those of the menu."""
    config = yaml.safe_load(file)
    for title in titles(config["nav"]):
        yield 1, None, title, []


def titles(nav: list[Any]) -> Iterator[str]:
    for item in nav:
        for title, below in item.items() if isinstance(item, dict) else ():
            yield title
            yield from titles(below) if isinstance(below, list) else ()
