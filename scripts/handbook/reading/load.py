"""The sources, read: files under the project's root in; a Catalogue and every Problem out.

A broken file is left out and the others are still read. This and ``publish`` are the ends at which the
library touches the disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..model.initiative import SLUG, Initiative, PlaceTerm, Programme, Term
from ..model.problem import Problem
from ..words.language import N_, message
from ..words.names import slug
from .body import headings, markdown
from .catalogue import Catalogue
from .glossary import CHAPTER, Word, read_words
from .reader import Document, read
from .validation import R, draft, validate

INITIATIVES = "initiatives"
CONTENT = "content"
TERMS: dict[str, type[Term]] = {
    "themas": Term,
    "doelgroepen": Term,
    "organisaties": Term,
    "programmas": Programme,
    "steden": PlaceTerm,
}
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
_ANCHOR = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}")


def load(root: Path) -> tuple[Catalogue, list[Problem]]:
    """Read every source under ``root`` (the folder that holds ``initiatives/`` and ``content/``)."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []

    def records(folder: str, model: type[R]) -> dict[str, R]:
        found = {}
        for path in _files(root / folder):
            document = documents[f"{folder}/{path.name}"] = read(f"{folder}/{path.name}", path.read_bytes())
            record = _record(document, path.stem, model)
            if record is not None:
                found[path.stem] = record
            problems.extend(document.problems)
        return found

    initiatives = records(INITIATIVES, Initiative)
    drafts = {}
    for document in documents.values():
        stem = Path(document.path).stem
        if stem not in initiatives and document.values:
            entry = draft(document, Initiative, STAND_IN | {"slug": slug(stem) or "x", "body": document.body})
            if entry is not None:
                drafts[stem] = entry
    terms = {name: records(f"{CONTENT}/{name}", model) for name, model in TERMS.items()}
    catalogue = Catalogue(
        initiatives=initiatives,
        drafts=drafts,
        themes=terms["themas"],
        target_groups=terms["doelgroepen"],
        organisations=terms["organisaties"],
        programmes=terms["programmas"],
        cities=terms["steden"],
        words=_words(root),
        anchors={path.relative_to(root).as_posix(): _anchors(path) for path in chapters(root)},
        documents=documents,
    )
    return catalogue, problems


def chapters(root: Path) -> list[Path]:
    """The chapters that people write, without the files of terms."""
    return [
        path
        for path in sorted((root / CONTENT).rglob("*.md"))
        if path.name == "index.md" or path.parent.name not in TERMS
    ]


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:  # it knows the kind of each file without asking the disk again
        names = sorted(
            entry.name for entry in entries if entry.name.endswith(".md") and entry.is_file(follow_symlinks=False)
        )
    yield from (folder / name for name in names if name not in ("index.md", "README.md"))


def _record(document: Document, stem: str, model: type[R]) -> R | None:
    if not re.fullmatch(SLUG, stem) or len(stem) > 80:
        document.complain(
            message(
                N_("the file name must be an id of small letters, digits and hyphens, such as “%(guess)s.md”"),
                guess=slug(stem) or "mijn-initiatief",
            )
        )
        return None
    if document.problems and not document.values:
        return None
    return validate(document, model, slug=stem, body=document.body)


def _words(root: Path) -> tuple[Word, ...]:
    chapter = root / CHAPTER
    return read_words(chapter.read_text(encoding="utf-8", errors="replace")) if chapter.is_file() else ()


def _anchors(chapter: Path) -> frozenset[str]:
    text = chapter.read_text(encoding="utf-8", errors="replace")
    named = {match[1] for match in _ANCHOR.finditer(text)}
    return frozenset(named | {slug(_ANCHOR.sub("", heading.text)) for heading in headings(markdown(text))})
