"""The rules over what was read, applied: a Catalogue in, every remaining Problem out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..model.initiative import Term
from ..model.problem import Problem, errors
from ..reading.catalogue import Catalogue
from ..reading.reader import Document
from ..running.beside import beside
from ..words.language import N_, message
from ..words.names import same
from .duplicates import duplicates
from .field_rules import ENTRY_RULES, introduced
from .lasting import lasting
from .pictures import pictures
from .signs import signs
from .text_rules import description
from .traits import Traits, sampled, traits

_MANY = 1000  # sources; with fewer, another process costs more than it gives


def check(catalogue: Catalogue) -> list[Problem]:
    """Every problem that can be seen only when all sources have been read."""
    documents = list(catalogue.documents.values())
    ours = len(documents) // 3  # of the texts; the other process takes the samples of all of them as well
    theirs = beside(
        lambda: (_texts(catalogue, documents[ours:]), {stem: sampled(entry) for stem, entry in catalogue.entries()}),
        worthwhile=len(documents) > _MANY,
    )
    own = [*_fields(catalogue), *signs(documents), *_texts(catalogue, documents[:ours])]
    more, samples = theirs()
    entries = {stem: traits(entry, samples[stem]) for stem, entry in catalogue.entries()}
    return [*own, *more, *_together(catalogue, entries)]


def _fields(catalogue: Catalogue) -> Iterator[Problem]:
    """What the rules over the fields of one source find."""
    for stem, entry in catalogue.entries():
        document = catalogue.documents[f"initiatives/{stem}.md"]
        for rule in ENTRY_RULES:
            for path, what in rule(entry, catalogue):
                if path[0] not in document.wrong:
                    yield Problem(document.path, *document.at(path), what)
    for document, term in _terms(catalogue):
        for path, what in introduced(term, document):
            yield Problem(document.path, *document.at(path), what)


def _texts(catalogue: Catalogue, documents: Iterable[Document]) -> list[Problem]:
    """What the rules over the text of one source find."""
    return [
        Problem(document.path, document.body_line + line - 1, column, what)
        for document in documents
        if document.body.strip()
        for (line, column), what in description(document, catalogue)
    ]


def _together(catalogue: Catalogue, entries: Mapping[str, Traits]) -> Iterator[Problem]:
    """What is found when everything is seen together."""
    yield from _unique_names(catalogue, entries)
    yield from lasting(catalogue, entries)
    yield from pictures(catalogue)
    yield from duplicates(catalogue, entries)


def sound(catalogue: Catalogue, problems: Iterable[Problem]) -> Catalogue:
    """The catalogue without the entries that have an error, so that the rest can be shown while somebody mends them."""
    broken = {problem.path for problem in errors(problems)}
    kept = {stem: entry for stem, entry in catalogue.initiatives.items() if f"initiatives/{stem}.md" not in broken}
    for stem, entry in kept.items():
        methods = tuple(method for method in entry.methods if method in kept)
        if methods != entry.methods:
            kept[stem] = entry.model_copy(update={"methods": methods})
    return replace(catalogue, initiatives=kept)


def _unique_names(catalogue: Catalogue, entries: Mapping[str, Traits]) -> Iterator[Problem]:
    """No two entries share a title or another name."""
    owners: dict[str, str] = {}
    for stem, entry in entries.items():
        for number, name in enumerate(entry.titles):
            if number == 0 and stem in catalogue.drafts and "title" in _source(catalogue, stem).wrong:
                continue  # it is not its own
            key = same(name)
            if key not in owners:
                owners[key] = stem
                continue
            document = _source(catalogue, stem)
            what = N_("this name is also used in initiatives/%(other)s.md; one of the two must change")
            place = document.at(("aliases", number - 1) if number else ("title",))
            yield Problem(document.path, *place, message(what, other=owners[key]))


def _source(catalogue: Catalogue, stem: str) -> Document:
    return catalogue.documents[f"initiatives/{stem}.md"]


def _terms(catalogue: Catalogue) -> Iterator[tuple[Document, Term]]:
    groups = {
        "themas": catalogue.themes,
        "doelgroepen": catalogue.target_groups,
        "organisaties": catalogue.organisations,
        "programmas": catalogue.programmes,
        "steden": catalogue.cities,
    }
    for folder, terms in groups.items():
        for term in terms.values():
            yield catalogue.documents[f"content/{folder}/{term.slug}.md"], term
