"""Rules over what was read: each is a small generator, and its docstring is the rule.

A rule yields a place and a sentence. The place is the path of a value in the front matter, or a line and
column in the file. ``check`` runs every rule over every record and returns all problems at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from . import address, body
from .catalogue import Catalogue
from .gazetteer import gazetteer
from .language import N_, Message, message
from .model import Initiative, Term
from .names import nearest, same, slug
from .problem import Problem
from .reader import Document, Path
from .validation import unknown_value
from .vocabulary import Coverage, EvidenceLevel, Kind, ProgrammeKind, Section, State

Found = Iterator[tuple[Path, Message]]
InBody = Iterator[tuple[tuple[int, int], Message]]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE = ("http", "https", "mailto")
_VALUE = re.compile(r"(circa |ruim |bijna |minstens |hoogstens )?€? ?\d[\d.,]*( ?[–%] ?\d[\d.,]*)?( ?%)?( .{1,25})?")


def check(catalogue: Catalogue) -> list[Problem]:
    """Every problem that can be seen only when all sources have been read."""
    problems = list(_unique_names(catalogue))
    for initiative in catalogue.initiatives.values():
        document = catalogue.documents[f"initiatives/{initiative.slug}.md"]
        for rule in ENTRY_RULES:
            problems.extend(_located(document, rule(initiative, catalogue)))
    for document, term in _terms(catalogue):
        problems.extend(_located(document, introduced(term, document)))
    for document in catalogue.documents.values():
        if document.body.strip():
            problems.extend(
                Problem(document.path, document.body_line + line - 1, column, what)
                for (line, column), what in _body_rules(document, catalogue)
            )
    return problems


def known_terms(entry: Initiative, catalogue: Catalogue) -> Found:
    """Themes, target groups, programme, series and methods exist; a series is a series, a method a method."""
    for number, theme in enumerate(entry.themes):
        if theme not in catalogue.themes:
            yield ("themes", number), _new_term(theme, catalogue.themes, "themas")
    for number, group in enumerate(entry.target_groups):
        if group not in catalogue.target_groups:
            yield ("target_groups", number), _new_term(group, catalogue.target_groups, "doelgroepen")
    for key, kind in (("programme", ProgrammeKind.PROGRAMME), ("series", ProgrammeKind.SERIES)):
        name = getattr(entry, key)
        if name is None:
            continue
        found = catalogue.programmes.get(name)
        if found is None:
            of_kind = {slug: term for slug, term in catalogue.programmes.items() if term.kind is kind}
            yield (key,), _new_term(name, of_kind, "programmas")
        elif found.kind is not kind:
            yield (key,), message(N_("“%(value)s” is of the kind “%(kind)s”"), value=name, kind=Message(found.kind.label))
    for number, method in enumerate(entry.methods):
        found = catalogue.initiatives.get(method)
        if found is None or found.kind is not Kind.METHOD:
            methods = [other.slug for other in catalogue.initiatives.values() if other.kind is Kind.METHOD]
            yield ("methods", number), unknown_value(method, methods)
        elif method == entry.slug:
            yield ("methods", number), message(N_("an entry cannot be its own method"))


def known_places(entry: Initiative, catalogue: Catalogue) -> Found:
    """Every city is known; an entry without cities says how far it reaches."""
    for number, place in enumerate(entry.places):
        city = place.partition("/")[0].strip()
        found = catalogue.place(city)
        if found is None:
            guess = nearest(city, (place.name for place in gazetteer().values()))
            if guess:
                text = N_("the place “%(value)s” is not known; did you mean “%(guess)s”? A new place gets a file content/steden/%(slug)s.md")
            else:
                text = N_("the place “%(value)s” is not known; a new place gets a file content/steden/%(slug)s.md")
            yield ("places", number), message(text, value=city, guess=guess, slug=slug(city))
        elif found.name != city:
            yield ("places", number), message(N_("the place “%(value)s” is written “%(guess)s” here"), value=city, guess=found.name)
    if entry.coverage is Coverage.PLACES and not entry.places:
        yield ("coverage",), message(N_("name at least one place, or say with “coverage” how far it reaches (gemeenten, regio, landelijk, niet-vermeld)"))


def described(entry: Initiative, catalogue: Catalogue) -> Found:
    """An initiative has a status; a described entry says for whom it is."""
    if entry.kind is Kind.INITIATIVE and not entry.status:
        yield (), message(N_("the field “%(key)s” is missing; for example “%(key)s: %(example)s”"), key="status", example="{value: loopt, as_of: 2018-06}")
    if not entry.is_stub and not entry.target_groups:
        yield ("target_groups",), message(N_("the field “%(key)s” is missing; for example “%(key)s: %(example)s”"), key="target_groups", example="[psychische-kwetsbaarheid]")


def counted(entry: Initiative, catalogue: Catalogue) -> Found:
    """Every figure is a number, a range or an approximation, and points to a source that is there."""
    for number, figure in enumerate(entry.figures):
        if not _VALUE.fullmatch(figure.value):
            yield ("figures", number, "value"), message(N_("“%(value)s” is not a figure; write a number (11 weken), a range (12–16) or an approximation (circa 6)"), value=figure.value)
    for key in ("figures", "follow_up"):
        for number, item in enumerate(getattr(entry, key)):
            if item.source is not None and item.source > len(entry.sources):
                yield (key, number, "source"), message(N_("there is no source %(number)d; this entry has %(count)d"), number=item.source, count=len(entry.sources))


def in_time(entry: Initiative, catalogue: Catalogue) -> Found:
    """Nothing was known, published or reviewed before it could be."""
    if entry.reviewed < entry.added:
        yield ("reviewed",), message(N_("“reviewed” lies before “added”"))
    today = (entry.reviewed.year, entry.reviewed.month, entry.reviewed.day)
    dated = [(("status", "as_of"), entry.status and entry.status.as_of)]
    dated += [(("sources", number, "date"), source.date) for number, source in enumerate(entry.sources)]
    dated += [(("follow_up", number, "date"), item.date) for number, item in enumerate(entry.follow_up)]
    for path, date in dated:
        if date and date.rank > today:
            yield path, message(N_("the date %(date)s lies after the day of the review"), date=str(date))


def judged(entry: Initiative, catalogue: Catalogue) -> Found:
    """A judgement on evidence names who gave it and when; a reason for the end belongs to something that ended."""
    if entry.evidence.level is not EvidenceLevel.NOT_ASSESSED and not (entry.evidence.assessor and entry.evidence.date):
        yield ("evidence",), message(N_("a judgement needs “assessor” and “date”: who gave it, and when"))
    if entry.status and entry.status.why and entry.status.value in (State.RUNNING, State.UNKNOWN):
        yield ("status", "why"), message(N_("“why” belongs to something that is completed or stopped"))


ENTRY_RULES: tuple[Callable[[Initiative, Catalogue], Found], ...] = (
    known_terms, known_places, described, counted, in_time, judged,
)


def introduced(term: Term, document: Document) -> Found:
    """A theme, target group or programme has a summary and an introduction."""
    if document.path.startswith(("content/themas/", "content/doelgroepen/", "content/programmas/")):
        if not term.summary:
            yield ("summary",), message(N_("the field “%(key)s” is missing (%(label)s)"), key="summary", label=Message(N_("Summary")))
        if not term.body.strip():
            yield (), message(N_("the introduction is missing; write a few sentences below the fields"))


def _body_rules(document: Document, catalogue: Catalogue) -> InBody:
    parsed = body.markdown(document.body)
    if "<h" in parsed:
        yield from headed(parsed, document)
    stem = document.path.rpartition("/")[2].removesuffix(".md")
    entry = catalogue.initiatives.get(stem) if document.path.startswith("initiatives/") else None
    if entry and not entry.is_stub:
        yield from sectioned(parsed, document)
    if "<a href" in parsed or "<img" in parsed:
        yield from linked(parsed, document, catalogue)
    if "<!--" in parsed:
        for place in body.raw_html(parsed, document.body):
            yield place, message(N_("HTML is not possible here; write plain Markdown, or put it between backquotes"))
    if body.depth(parsed) > body.MAX_DEPTH:
        yield (1, 1), message(N_("lists or quotes are nested deeper than %(limit)d levels"), limit=body.MAX_DEPTH)


def headed(parsed: str, document: Document) -> InBody:
    """A description has headings of level 2 and 3 only, and a term's introduction of level 3 only."""
    for heading in body.headings(parsed):
        lowest = 2 if document.path.startswith("initiatives/") else 3
        if not lowest <= heading.level <= 3:
            yield (heading.line, 1), message(N_("a heading of level %(level)d is not possible here; begin with %(marks)s"), level=heading.level, marks="#" * lowest)


def sectioned(parsed: str, document: Document) -> InBody:
    """The sections of a description are the fixed ones, complete, in order, each once and not empty."""
    order = list(Section)
    found: list[Section] = []
    level2 = [heading for heading in body.headings(parsed) if heading.level == 2]
    lines = document.body.split("\n")
    for number, heading in enumerate(level2):
        try:
            section = Section(slug(heading.text))
        except ValueError:
            labels = {slug_: Message(slug_.label) for slug_ in order}
            guess = nearest(slug(heading.text), [section.value for section in order])
            if guess:
                yield (heading.line, 1), message(N_("the heading “%(text)s” is not one of the fixed ones; did you mean “%(guess)s”?"), text=heading.text, guess=labels[Section(guess)])
                found.append(Section(guess))
            else:
                yield (heading.line, 1), message(N_("the heading “%(text)s” is not one of the fixed ones: %(names)s"), text=heading.text, names=tuple(labels.values()))
            continue
        if section in found:
            yield (heading.line, 1), message(N_("the heading “%(text)s” stands here for the second time"), text=heading.text)
        elif found and order.index(section) < max(order.index(other) for other in found):
            yield (heading.line, 1), message(N_("the heading “%(text)s” must come before “%(other)s”"), text=heading.text, other=Message(found[-1].label))
        end = level2[number + 1].line - 1 if number + 1 < len(level2) else len(lines)
        if not "".join(lines[heading.line : end]).strip():
            yield (heading.line, 1), message(N_("there is nothing below the heading “%(text)s”"), text=heading.text)
        found.append(section)
    for section in order:
        if section.required and section not in found:
            yield (1, 1), message(N_("the section “## %(name)s” is missing"), name=Message(section.label))


def linked(parsed: str, document: Document, catalogue: Catalogue) -> InBody:
    """Links lead somewhere, by https, http or mailto or to another source; there are no images yet."""
    for link in body.links(parsed, document.body):
        place = (link.line, link.column)
        scheme = _SCHEME.match(link.target)
        if link.image:
            yield place, message(N_("images are not possible in a description"))
        elif scheme:
            if scheme[1].lower() not in _SAFE:
                yield place, message(N_("a link with “%(scheme)s:” is not possible; use https:, http: or mailto:"), scheme=scheme[1])
        else:
            problem = _dead(link.target, document, catalogue)
            if problem:
                yield place, problem


def _dead(target: str, document: Document, catalogue: Catalogue) -> Message | None:
    path, _, anchor = target.partition("#")
    source = address.source_of(path, document.path.rpartition("/")[0]) if path else document.path
    if source not in catalogue.documents and source not in catalogue.anchors:
        folder = source.rpartition("/")[0]
        names = (*catalogue.documents, *catalogue.anchors)
        guess = nearest(source, (name for name in names if name.rpartition("/")[0] == folder))
        if guess:
            return message(N_("the link “%(target)s” leads nowhere; did you mean “%(guess)s”?"), target=target, guess=guess)
        return message(N_("the link “%(target)s” leads nowhere; link to another entry as [name](its-file.md)"), target=target)
    if anchor:
        anchors = catalogue.anchors.get(source)
        if anchors is None:
            text = catalogue.documents[source].body
            anchors = frozenset(slug(heading.text) for heading in body.headings(body.markdown(text)))
        if anchor not in anchors:
            guess = nearest(anchor, anchors)
            if guess:
                return message(N_("“%(source)s” has no heading “#%(anchor)s”; did you mean “#%(guess)s”?"), source=source, anchor=anchor, guess=guess)
            return message(N_("“%(source)s” has no heading “#%(anchor)s”"), source=source, anchor=anchor)
    return None


def _unique_names(catalogue: Catalogue) -> Iterator[Problem]:
    """No two entries share a title or another name."""
    owners: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for entry in catalogue.initiatives.values():
        owners[same(entry.title)].append((entry.slug, ("title",)))
        for number, alias in enumerate(entry.aliases):
            owners[same(alias)].append((entry.slug, ("aliases", number)))
    for places in owners.values():
        (first, _), *others = places
        for other, path in others:
            document = catalogue.documents[f"initiatives/{other}.md"]
            line, column = document.at(path)
            yield Problem(document.path, line, column, message(N_("this name is also used in initiatives/%(other)s.md; one of the two must change"), other=first))


def _new_term(value: str, known: Mapping[str, Term], folder: str) -> Message:
    guess = nearest(value, known)
    if guess:
        return message(N_("“%(value)s” is not known; did you mean “%(guess)s”? A new one gets a file content/%(folder)s/%(value)s.md"), value=value, guess=guess, folder=folder)
    return message(N_("“%(value)s” is not known; possible are %(choices)s. A new one gets a file content/%(folder)s/%(value)s.md"), value=value, choices=tuple(known), folder=folder)


def _terms(catalogue: Catalogue) -> Iterator[tuple[Document, Term]]:
    groups = {"themas": catalogue.themes, "doelgroepen": catalogue.target_groups, "organisaties": catalogue.organisations, "programmas": catalogue.programmes, "steden": catalogue.cities}
    for folder, terms in groups.items():
        for term in terms.values():
            yield catalogue.documents[f"content/{folder}/{term.slug}.md"], term


def _located(document: Document, found: Found) -> Iterator[Problem]:
    for path, what in found:
        yield Problem(document.path, *document.at(path), what)
