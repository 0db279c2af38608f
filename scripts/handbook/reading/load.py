"""The sources, read: files under the project's root in; a Catalogue and every Problem out.

A broken file is left out and the others are still read. This and ``publish`` are the ends at which the
library touches the disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..model.initiative import Initiative, PlaceTerm, Programme, Term
from ..model.problem import Problem
from ..model.removed import Removed
from ..running.beside import beside
from ..words.language import N_, message
from ..words.names import slug
from .catalogue import Catalogue
from .chapter import Chapter
from .decode import MAX_BYTES
from .former import former
from .glossary import CHAPTER, Word, read_words
from .reader import Document, read
from .sources import named, names, strange
from .validation import R, draft, validate

MANY = 1000  # sources of one kind; with fewer, another process costs more than it gives
INITIATIVES = "initiatives"
CONTENT = "content"
TERMS: dict[str, type[Term]] = {
    "themas": Term,
    "doelgroepen": Term,
    "organisaties": Term,
    "programmas": Programme,
    "steden": PlaceTerm,
}
# Where the records of what was removed lie, by the folder on the site.
REMOVED = {folder: f"{CONTENT}/vervallen/{folder}" for folder in ("initiatieven", *TERMS)}
# What stands in for the wrong fields of a broken entry: values that no rule minds.
STAND_IN = {
    "title": "??",
    "summary": "?" * 20,
    "kind": "methodiek",
    "themes": ("x",),
    "status": None,
    "sources": [{"title": "?"}] * 50,
    "added": "1900-01-01",
    "reviewed": "2100-01-01",
}


def load(root: Path) -> tuple[Catalogue, list[Problem]]:
    """Read every source under ``root`` (the folder that holds ``initiatives/`` and ``content/``)."""
    documents: dict[str, Document] = {}
    problems = [*strange(root, INITIATIVES, is_source=True), *strange(root, CONTENT, is_source=False)]

    def records(where: str, model: type[R], **given: str) -> dict[str, R]:
        found = {}
        for document in _documents(root, where):
            documents[document.path] = document
            record = _record(document, model, **given)
            if record is not None:
                found[document.stem] = record
            problems.extend(document.problems)
        return found

    initiatives = records(INITIATIVES, Initiative)
    drafts = {}
    for document in documents.values():
        stem = document.stem
        if stem not in initiatives and document.values:
            entry = draft(document, Initiative, STAND_IN | {"slug": slug(stem) or "x", "body": document.body})
            if entry is not None:
                drafts[stem] = entry
    terms = {name: records(f"{CONTENT}/{name}", model) for name, model in TERMS.items()}
    removed = {name: records(folder, Removed, folder=name) for name, folder in REMOVED.items()}
    written = _chapters(root)
    catalogue = Catalogue(
        initiatives=initiatives,
        drafts=drafts,
        themes=terms["themas"],
        target_groups=terms["doelgroepen"],
        organisations=terms["organisaties"],
        programmes=terms["programmas"],
        cities=terms["steden"],
        removed={record.address: record for found in removed.values() for record in found.values()},
        former=former({"initiatieven": initiatives, **terms}, removed),
        words=_words(root),
        chapters=written,
        anchors={path: chapter.anchors for path, chapter in written.items()},
        documents=documents,
    )
    return catalogue, problems


def _documents(root: Path, folder: str) -> Iterator[Document]:
    """The sources of a folder, read. With thousands, a copy of this process reads most of them meanwhile."""
    found = [f"{folder}/{name}" for name in names(root / folder)]
    ours = len(found) * 7 // 16 if len(found) > MANY else len(found)  # this process has the records to make as well
    theirs = beside(lambda: [_packed(_read(root, name)) for name in found[ours:]], worthwhile=ours < len(found))
    for name in found[:ours]:
        yield _read(root, name)
    for name, packed in zip(found[ours:], theirs()):
        yield _read(root, name) if packed is None else _unpacked(name, packed)


def _read(root: Path, name: str) -> Document:
    try:
        with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123 - no more of it than is possible, however long it is
            return read(name, file.read(MAX_BYTES + 1), os.fstat(file.fileno()).st_size)
    except OSError as error:
        document = Document(name)
        document.complain(message(N_("the file cannot be read (%(reason)s)"), reason=error.strerror))
        return document


def _packed(document: Document) -> tuple | None:
    """What is quickly sent to another process; nothing for a document with problems, which is read again there."""
    if document.problems:
        return None
    return document.values, document.front, document.body, document.body_line


def _unpacked(name: str, packed: tuple) -> Document:
    values, front, body, line = packed
    return Document(name, values, front, body, line, whole=True)


def chapters(root: Path) -> list[Path]:
    """The chapters that people write, without the files of terms."""
    return [
        path
        for path in sorted((root / CONTENT).rglob("*.md"))
        if path.parent.relative_to(root).as_posix() not in REMOVED.values()
        and (path.name == "index.md" or path.parent.name not in TERMS)
        and path.is_file()
        and not path.is_symlink()
    ]


def _record(document: Document, model: type[R], **given: str) -> R | None:
    stem = document.stem
    wrong = named(stem, document.path.split("/")[-2])
    if wrong:
        document.complain(wrong)
        return None
    if document.problems and not document.values:
        return None
    return validate(document, model, slug=stem, body=document.body, **given)


def _words(root: Path) -> tuple[Word, ...]:
    chapter = root / CHAPTER
    return read_words(chapter.read_text(encoding="utf-8", errors="replace")) if chapter.is_file() else ()


def _chapters(root: Path) -> dict[str, Chapter]:
    texts = {path.relative_to(root).as_posix(): path for path in chapters(root)}
    return {name: Chapter(name, path.read_text(encoding="utf-8", errors="replace")) for name, path in texts.items()}
