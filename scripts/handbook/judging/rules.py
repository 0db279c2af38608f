"""The rules over what was read, applied: a Catalogue in, every remaining Problem out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model.initiative import Term
from ..model.problem import Problem, errors
from ..reading.catalogue import Catalogue
from ..reading.reader import Document, Path
from ..running.beside import beside
from ..words.language import N_, message
from ..words.names import same
from .duplicates import alike, duplicates, namesakes
from .field_rules import ENTRY_RULES, Found, introduced
from .lasting import lasting
from .pictures import pictures
from .signs import signs
from .text_rules import description

_MANY = 1000  # sources; with fewer, another process costs more than it gives


def check(catalogue: Catalogue) -> list[Problem]:
    """Every problem that can be seen only when all sources have been read."""
    documents = list(catalogue.documents.values())
    half = len(documents) // 2  # the other rules cost as much here as finding entries with like texts does there
    theirs = beside(
        lambda: (list(_in_texts(catalogue, documents[half:])), alike(catalogue)), worthwhile=len(documents) > _MANY
    )
    problems = list(_unique_names(catalogue))
    for stem, entry in (catalogue.initiatives | catalogue.drafts).items():
        document = catalogue.documents[f"initiatives/{stem}.md"]
        for rule in ENTRY_RULES:
            for path, what in rule(entry, catalogue):
                if path[0] not in document.wrong:
                    problems.extend(_located(document, [(path, what)]))
    for document, term in _terms(catalogue):
        problems.extend(_located(document, introduced(term, document)))
    problems.extend(lasting(catalogue))
    problems.extend(pictures(catalogue))
    problems.extend(signs(catalogue))
    in_texts = list(_in_texts(catalogue, documents[:half]))
    named = namesakes(catalogue)
    more, pairs = theirs()
    problems.extend(duplicates(catalogue, pairs, named))
    return problems + in_texts + more


def _in_texts(catalogue: Catalogue, documents: Iterable[Document]) -> Iterator[Problem]:
    for document in documents:
        if document.body.strip():
            for (line, column), what in description(document, catalogue):
                yield Problem(document.path, document.body_line + line - 1, column, what)


def sound(catalogue: Catalogue, problems: Iterable[Problem]) -> Catalogue:
    """The catalogue without the entries that have an error, so that the rest can be shown while somebody mends them."""
    broken = {problem.path for problem in errors(problems)}
    kept = {stem: entry for stem, entry in catalogue.initiatives.items() if f"initiatives/{stem}.md" not in broken}
    for stem, entry in kept.items():
        methods = tuple(method for method in entry.methods if method in kept)
        if methods != entry.methods:
            kept[stem] = entry.model_copy(update={"methods": methods})
    return replace(catalogue, initiatives=kept)


def _unique_names(catalogue: Catalogue) -> Iterator[Problem]:
    """No two entries share a title or another name."""
    owners: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for stem, entry in (catalogue.initiatives | catalogue.drafts).items():
        if "title" not in catalogue.documents[f"initiatives/{stem}.md"].wrong:
            owners[same(entry.title)].append((stem, ("title",)))
        for number, alias in enumerate(entry.aliases):
            owners[same(alias)].append((stem, ("aliases", number)))
    for places in owners.values():
        (first, _), *others = places
        for other, path in others:
            document = catalogue.documents[f"initiatives/{other}.md"]
            line, column = document.at(path)
            yield Problem(
                document.path,
                line,
                column,
                message(
                    N_("this name is also used in initiatives/%(other)s.md; one of the two must change"), other=first
                ),
            )


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


def _located(document: Document, found: Found) -> Iterator[Problem]:
    for path, what in found:
        yield Problem(document.path, *document.at(path), what)
