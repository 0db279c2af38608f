"""Admission: would this file be accepted? A Catalogue and a new file in, the problems that the check would name out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..model import address
from ..model.folders import INITIATIVES
from ..model.initiative import Initiative
from ..model.problem import Problem
from ..reading.catalogue import Catalogue
from ..reading.load import STAND_IN
from ..reading.reader import Document, read
from ..reading.sources import named
from ..reading.validation import draft, validate
from ..words.language import Message
from .fate import fate
from .field_rules import ENTRY_RULES
from .rules import check

# Faultless values, among which one answer can be judged.
_SOUND = STAND_IN | {
    "sources": [{"title": "?"}],
    "coverage": "niet-vermeld",
    "target_groups": [],
    "stage": "nog-te-beschrijven",
}


def admit(catalogue: Catalogue, slug: str, text: str) -> tuple[Document, list[Problem]]:
    """The new file as it is read, and all that is wrong with it."""
    path = f"{INITIATIVES}/{slug}.md"
    document = read(path, text.encode())
    record = validate(document, Initiative, slug=slug, body=document.body) if document.values else None
    documents = {**catalogue.documents, path: document}
    if record:
        grown = replace(catalogue, documents=documents, initiatives={**catalogue.initiatives, slug: record})
    else:
        given = STAND_IN | {"slug": slug, "body": document.body}
        rest = draft(document, Initiative, given) if document.values else None
        grown = replace(catalogue, documents=documents, drafts={**catalogue.drafts, **({slug: rest} if rest else {})})
    found = [*document.problems, *(problem for problem in check(grown) if problem.path == path)]
    unfit = named(slug, INITIATIVES) or fate(catalogue, address.initiative(slug), slug)
    if unfit:  # nothing can have this name, or its address is another's
        found.append(Problem(path, *document.at(("title",)), unfit))
    once = {(p.line, p.column, p.message.id, repr(p.message.values)): p for p in found}
    return document, sorted(once.values(), key=lambda problem: (problem.line, problem.column))


def judge(catalogue: Catalogue, key: str, value: Any, **given: Any) -> list[Message]:
    """What the check would say of one answer, and of what is ``given`` with it, if all other fields were right."""
    document = Document("", {**_SOUND, **given, key: value})
    record = validate(document, Initiative, slug="x", body="")
    if record is None:
        return [problem.message for problem in document.problems]
    return [what for rule in ENTRY_RULES for path, what in rule(record, catalogue) if path[0] in (key, *given)]
