"""The rules over what was read, applied: a Catalogue in, every remaining Problem out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from ..model.folders import CHAPTERS, CONTENT, EVIDENCE, REMOVED
from ..model.initiative import Initiative, Term
from ..model.problem import Problem, Severity, errors, mend_for
from ..reading.body import Parsed
from ..reading.catalogue import Catalogue
from ..reading.kept import Kept
from ..reading.reader import Document
from ..running.beside import MANY, beside
from ..words.language import N_, message
from ..words.names import same
from .blocks import unmeant
from .duplicates import duplicates as alike
from .editions import outdated
from .field_rules import ENTRY_RULES, TWICE
from .lasting import lasting
from .link_rules import chained, sources
from .marked import marked
from .pictures import pictures
from .quotes import quotes
from .signs import garbled, signs
from .table_rules import wide
from .term_rules import TERM_RULES
from .text_rules import description
from .time_rules import term_in_time
from .traits import Traits, packed, traits, unpacked

TAKEN = N_("this name is also used in initiatives/%(other)s.md; one of the two must change")
OWN_TITLE = N_("“%(value)s” is the title itself; leave it out")


def check(catalogue: Catalogue, kept: Kept | None = None, *, duplicates: bool = True) -> list[Problem]:
    """Every problem that can be seen only when all sources have been read.

    A caller that needs errors only can leave out the search for ``duplicates``: for 10,000 entries that takes a second.
    Entries of which is ``kept`` that they were faultless, and that have not changed since, are not judged again.
    """
    known = _known(kept) if kept else {}
    paths = [path for path in catalogue.documents if path not in known]
    ours = len(paths) // 2
    theirs = beside(lambda: _each(catalogue, paths[ours:]), worthwhile=len(paths) > MANY)
    found, noted = _each(catalogue, paths[:ours])
    more, others = theirs()
    found += more
    found += _of_terms(catalogue)
    noted |= others
    if kept:
        wrong = {problem.path for problem in found} | set(map(_path, catalogue.drafts))
        for path in noted.keys() - wrong:
            kept.learn(path, noted[path])
        kept.save(known)
    every = known | {path: unpacked(text) for path, text in noted.items()}
    entries = {stem: every[_path(stem)] for stem in (*catalogue.initiatives, *catalogue.drafts)}
    return [*found, *_together(catalogue, entries), *(alike(catalogue, entries) if duplicates else ())]


def _known(kept: Kept) -> dict[str, Traits]:
    """The traits, by path, of the entries that need not be judged again: neither they nor the entries to which they link
    have changed."""
    found = {path: kept.opened(path, text, unpacked, text) for path, text in kept.noted().items()}
    return {path: entry for path, entry in found.items() if found.keys() >= set(entry.leads)}


def _each(catalogue: Catalogue, paths: Iterable[str]) -> tuple[list[Problem], dict[str, str]]:
    """The problems that rules over one source find in each, and the traits of each entry, packed for another process."""
    found, noted = [], {}
    for path in paths:
        document = catalogue.documents[path]
        leads: list[str] = []
        if document.front or not document.problems:  # else what is text in it cannot be told
            text = Parsed(document.body)
            found += _of_text(document, text, catalogue)
            leads = [source for source in sources(text, document) if source.startswith("initiatives/")]
        if path.startswith("initiatives/") and (entry := catalogue.entry(document.stem)):
            found += _of_fields(document, entry, catalogue)
            noted[path] = packed(traits(entry, leads))
    return found, noted


def _of_text(document: Document, text: Parsed, catalogue: Catalogue) -> Iterator[Problem]:
    yield from signs(document)
    yield from garbled(document)
    yield from quotes(document)
    if document.path.rpartition("/")[0] not in REMOVED.values():  # what is gone keeps the name that it had
        yield from marked(document)
    yield from wide(document, text)
    told = list(description(document, text, catalogue))
    yield from unmeant(document, text, {line for (line, _), _ in told})
    for (line, column), what in told:
        mend = mend_for(text.lines[line - 1], column, what)
        yield Problem(document.path, document.body_line + line - 1, column, what, mend=mend)


def _of_fields(document: Document, entry: Initiative, catalogue: Catalogue) -> Iterator[Problem]:
    for rule in ENTRY_RULES:
        for path, what in rule(entry, catalogue):
            if path[0] not in document.wrong:
                yield document.problem(path, what)


def _of_terms(catalogue: Catalogue) -> Iterator[Problem]:
    for document, term in _terms(catalogue):
        told = (*(rule(term, document) for rule in TERM_RULES), term_in_time(term, catalogue))
        for path, what in chain.from_iterable(told):
            yield document.problem(path, what)


def _together(catalogue: Catalogue, entries: Mapping[str, Traits]) -> Iterator[Problem]:
    """The problems that show only when all sources are seen together."""
    yield from _unique_names(catalogue, entries)
    yield from lasting(catalogue, entries)
    yield from pictures(catalogue)
    yield from _chapters(catalogue)
    texts = [(document.path, document.body, document.body_line) for document, _ in _terms(catalogue)]
    texts += [(chapter.path, chapter.text, 1) for chapter in catalogue.chapters.values()]
    for path, text, first in texts:
        for (line, column), what in outdated(text, catalogue.edition):
            yield Problem(path, first + line - 1, column, what, Severity.WARNING)
    for chapter in catalogue.chapters.values():
        for (line, column), what in chained(chapter, catalogue):
            mend = mend_for(chapter.text.split("\n")[line - 1], column, what)
            yield Problem(chapter.path, line, column, what, mend=mend)


def _chapters(catalogue: Catalogue) -> Iterator[Problem]:
    """The chapters to which other pages link exist. Without any chapter no site is made, so none is missed."""
    if not catalogue.chapters:
        return
    for path in (f"{CONTENT}/{name}" for name in CHAPTERS):
        if path not in catalogue.chapters:
            what = N_("this page is missing, and others lead to it; put it back, with words of your own")
            yield Problem(path, 1, 1, message(what))
    path, anchor = EVIDENCE
    if anchor not in catalogue.anchors.get(path, (anchor,)):
        what = N_(
            "every entry leads to a heading here that ends in “{#%(anchor)s}”; say below it what the evidence means"
        )
        yield Problem(path, 1, 1, message(what, anchor=anchor))


def sound(catalogue: Catalogue, problems: Iterable[Problem]) -> Catalogue:
    """The catalogue without the entries that have an error, so that the rest can be shown while somebody mends them."""
    broken = {problem.path for problem in errors(problems)}
    if not broken:
        return catalogue
    kept = {stem: entry for stem, entry in catalogue.initiatives.items() if _path(stem) not in broken}
    for stem, entry in kept.items():
        methods = tuple(method for method in entry.methods if method in kept)
        if methods != entry.methods:
            kept[stem] = entry.model_copy(update={"methods": methods})
    return replace(catalogue, initiatives=kept)


def _unique_names(catalogue: Catalogue, entries: Mapping[str, Traits]) -> Iterator[Problem]:
    """No two entries share a title or another name, and no two terms of a folder a title."""
    owners: dict[str, str] = {}
    for stem, entry in entries.items():
        for number, name in enumerate(entry.titles):
            if number == 0 and stem in catalogue.drafts and "title" in catalogue.documents[_path(stem)].wrong:
                continue  # it is not its own
            key = same(name)
            if key not in owners:
                owners[key] = stem
                continue
            document = catalogue.documents[_path(stem)]
            what = TAKEN if owners[key] != stem else OWN_TITLE if key == same(entry.titles[0]) else TWICE
            place = document.at(("aliases", number - 1) if number else ("title",))
            yield Problem(document.path, *place, message(what, other=owners[key], value=name))
    titles: dict[tuple[str, str], str] = {}
    for document, term in _terms(catalogue):
        folder = document.path.rpartition("/")[0]
        other = titles.setdefault((folder, same(term.title)), document.path)
        if other != document.path:
            what = message(N_("this title is also used in %(other)s; one of the two must change"), other=other)
            yield Problem(document.path, *document.at(("title",)), what)


def _path(stem: str) -> str:
    return f"initiatives/{stem}.md"


def _terms(catalogue: Catalogue) -> Iterator[tuple[Document, Term]]:
    for folder, terms in catalogue.terms.items():
        for term in terms.values():
            yield catalogue.documents[f"content/{folder}/{term.slug}.md"], term
