"""The sources, read: files under the project's root in; a Catalogue and every Problem out.

A broken file is left out and the others are still read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model import folders
from ..model.folders import CONTENT, INITIATIVES, REMOVED
from ..model.initiative import Initiative, PlaceTerm, Programme, Term, Topic
from ..model.problem import Problem
from ..model.removed import Removed
from ..model.settings import ends, numbered, until
from ..running.beside import MANY, beside
from ..running.project import CONFIG
from ..words.language import N_, message
from ..words.names import slug
from .catalogue import Catalogue
from .chapter import Chapter
from .decode import Unreadable, decode, masked, unseen
from .file import File, contents
from .former import former
from .glossary import CHAPTER as WORDS
from .glossary import read_words
from .kept import Kept
from .menu import menu
from .reader import Document, again, parted, read, stem_of
from .shelf import Closed, Shelf
from .sources import named, names, strange
from .validation import R, draft, validate

TERMS: dict[str, type[Term]] = dict.fromkeys(folders.TERMS, Topic) | {
    "organisaties": Term,
    "programmas": Programme,
    "steden": PlaceTerm,
}
_FORMER = '"former_slugs":'
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


def load(root: Path, kept: Kept | None = None) -> tuple[Catalogue, list[Problem]]:
    """Read every source under ``root`` (the folder that holds ``initiatives/`` and ``content/``).

    An entry that is ``kept`` is not read again, and becomes a record only when somebody asks for it. Where things are
    kept, the documents of entries without a problem wait as bytes: a third of their weight.
    """
    if kept:
        kept.begin()
        kept.around(CONFIG, str(ends(root)).encode())
    found = _Found(root, kept)
    found.problems += [*strange(root, INITIATIVES, is_source=True), *strange(root, CONTENT, is_source=False)]
    entries = found.entries()
    terms = {name: found.records(f"{CONTENT}/{name}", model) for name, model in TERMS.items()}
    removed = {name: found.records(folder, Removed, folder=name) for name, folder in REMOVED.items()}
    written = found.chapters()
    if written and (root / CONFIG).is_file():
        found.problems += menu(root)
    catalogue = Catalogue(
        initiatives=Shelf(entries.initiatives, stay=True) if kept else entries.initiatives,
        drafts=entries.drafts,
        themes=terms["themas"],
        target_groups=terms["doelgroepen"],
        organisations=terms["organisaties"],
        programmes=terms["programmas"],
        cities=terms["steden"],
        removed={record.address: record for records in removed.values() for record in records.values()},
        former=former({"initiatieven": entries.lasting, **terms}, removed),
        words=read_words(written[WORDS].text) if WORDS in written else (),
        chapters=written,
        anchors={path: chapter.anchors for path, chapter in written.items()},
        documents=Shelf(found.documents, stay=False) if kept else found.documents,
        digests={stem_of(path): digest for path, digest in entries.digests.items()},
        fields=entries.fields.hexdigest() if kept else "",
        until=until(root),
        edition=numbered(root),
    )
    return catalogue, found.problems


@dataclass(slots=True)
class _Entries:
    """``lasting`` are the records that may have former addresses; ``fields`` is a checksum of all their fields."""

    digests: dict[str, str]
    initiatives: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, Initiative] = field(default_factory=dict)
    lasting: dict[str, Initiative] = field(default_factory=dict)
    fields: Any = field(default_factory=hashlib.sha256)


class _Found:
    """What was read so far, of every kind of source: the documents, and the problems."""

    def __init__(self, root: Path, kept: Kept | None) -> None:
        self.root, self.kept = root, kept
        self.documents: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def entries(self) -> _Entries:
        kept = self.kept
        look = kept.files.contents if kept and kept.files else contents
        files = {path: look(self.root, path) for path in _paths(self.root, INITIATIVES)}
        found = _Entries({path: file.sha256 for path, file in files.items()})
        known = {path: one for path in files if kept and (one := kept.known(path, found.digests[path]))}
        read = _documents({path: file for path, file in files.items() if path not in known})
        for path in list(files):
            file = files.pop(path)  # its bytes go with it, unless they wait to be asked for
            if path in known:
                self._known(found, path, file, known[path].values)
            else:
                self._read(found, path, file, next(read))
        return found

    def _known(self, found: _Entries, path: str, file: File, values: str) -> None:
        stem = stem_of(path)
        found.fields.update(f"{stem} {values}\n".encode())
        self.documents[path] = Closed(again, path, file.data, values)
        closed = Closed(self.kept.opened, path, found.digests[path], _again, path, file.data, values)
        found.initiatives[stem] = closed
        if _FORMER in values:
            found.lasting[stem] = found.initiatives[stem] = closed()

    def _read(self, found: _Entries, path: str, file: File, document: Document) -> None:
        self.documents[path] = document
        record, stem = _record(document, Initiative), document.stem
        self.problems += document.problems
        if record is not None:
            found.initiatives[stem] = found.lasting[stem] = record
            if self.kept:
                values = document.packed()
                self.kept.read(path, values)
                self.kept.made(path, found.digests[path], _again, record)
                found.fields.update(f"{stem} {values}\n".encode())
                self.documents[path] = Closed(again, path, file.data, values)
        elif document.values:
            given = STAND_IN | {"slug": slug(stem) or "x", "body": document.body}
            rest = draft(document, Initiative, given)
            found.drafts |= {stem: rest} if rest else {}

    def records(self, where: str, model: type[R], **given: str) -> dict[str, R]:
        """What stands in a folder of terms, or of what was removed, by the name of its file."""
        found = {}
        for path in _paths(self.root, where):
            file = contents(self.root, path)
            if self.kept:
                self.kept.around(path, file.data)
            document = self.documents[path] = _document(path, file)
            record = _record(document, model, **given)
            if record is not None:
                found[document.stem] = record
            self.problems += document.problems
        return found

    def chapters(self) -> dict[str, Chapter]:
        found = {}
        for path, data in _chapters(self.root):
            if self.kept:
                self.kept.around(path, data)
            try:
                text = decode(data, 0)  # a chapter is as long as it likes
                document = Document(path)
                for mark, what in unseen(text):
                    document.complain(what, *mark)
                if text.startswith("---"):  # MkDocs would print fields that it cannot read
                    parted(document, masked(text) if document.problems else text)
                self.problems += document.problems
                found[path] = Chapter(path, text)
            except Unreadable as error:
                self.problems.append(Problem(path, *error.mark, error.what))
                found[path] = Chapter(path, data.decode("utf-8", "replace"))  # so that no link to it is called dead
        return found


def _paths(root: Path, folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in names(root / folder)]


def _documents(files: Mapping[str, File]) -> Iterator[Document]:
    """Each file, read. With thousands, a copy of this process reads most of them meanwhile."""
    found = list(files.items())
    files.clear()
    ours = len(found) // 4 if len(found) > MANY else len(found)  # this process has the records to make as well
    theirs = beside(lambda: [_packed(_document(*one)) for one in found[ours:]], worthwhile=ours < len(found))
    for one in found[:ours]:
        yield _document(*one)
    for (path, file), values in zip(found[ours:], theirs()):
        yield _document(path, file) if values is None else again(path, file.data, values)


def _document(path: str, file: File) -> Document:
    if not file.error:
        return read(path, file.data, file.size)
    document = Document(path)
    document.complain(message(N_("the file cannot be read (%(reason)s)"), reason=file.error))
    return document


def _packed(document: Document) -> str | None:
    """The values as text, to be sent to another process; None for a document with problems, which is read again there."""
    return None if document.problems else document.packed()


def _again(path: str, data: bytes, values: str) -> Initiative:
    """The record of an entry that was read before without a problem."""
    document = again(path, data, values)
    return Initiative.model_validate(document.values | {"slug": document.stem, "body": document.body})


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


def _chapters(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in chapters(root):
        yield path.relative_to(root).as_posix(), path.read_bytes()
