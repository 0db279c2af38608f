"""Rules over the text below the fields: each is a small generator, and its docstring is the rule.

A rule yields a line and a column in the text, counted from 1, and a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model import address
from ..model.guidance import TO_WRITE
from ..reading import body
from ..reading.catalogue import Catalogue
from ..reading.chapter import Chapter
from ..reading.reader import Document
from ..words.language import N_, Message, message
from ..words.names import nearest, slug
from ..words.vocabulary import Section
from .blocks import swallowing
from .fate import fate

InBody = Iterator[tuple[tuple[int, int], Message]]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_GLUED = re.compile(r"#{1,6}[^# \t]")
_SAFE = ("http", "https", "mailto")


def description(document: Document, catalogue: Catalogue, text: body.Parsed | None = None) -> InBody:
    """Every rule that applies to the text of one source; ``text`` is that text, where it is parsed already."""
    text = text or body.Parsed(document.body)
    yield from headed(text.headings, document)
    entry = catalogue.entry(document.stem) if document.path.startswith("initiatives/") else None
    opened = swallowing(text)
    if opened:
        place, mark = opened
        what = N_(
            "a block of code begins here and does not end, so the headings below it are code too; put a line %(mark)s below it"
        )
        yield place, message(what, mark=mark)
    elif entry and not entry.is_stub:
        yield from sectioned(text.headings, document)
    if body.many(text.html):
        yield (1, 1), message(N_("there are more than %(limit)d links in this text"), limit=body.MAX_LINKS)
    else:
        yield from linked(text.links, document, catalogue)
    if place := body.no_link(text.html, document.body):
        yield place, message(N_("this is no link yet: write [text](address), without spaces in the address"))
    if "<!--" in text.html:
        for place in body.raw_html(text.html, document.body):
            yield place, message(N_("HTML is not possible here; write plain Markdown, or put it between backquotes"))
    if TO_WRITE in document.body:
        yield from written(document)
    if deep := body.too_deep(text.html):
        yield deep, message(N_("lists or quotes are nested deeper than %(limit)d levels"), limit=body.MAX_DEPTH)


def written(document: Document) -> InBody:
    """The prompts of a starter file have made way for text."""
    for number, line in enumerate(document.body.split("\n"), start=1):
        if line.startswith(TO_WRITE):
            yield (
                (number, 1),
                message(N_("here is still to be written: “%(prompt)s”"), prompt=line.removeprefix(TO_WRITE).strip()),
            )


def headed(headings: list[body.Heading], document: Document) -> InBody:
    """A description has headings of level 2 and 3 only, and a term's introduction of level 3 only."""
    for heading in headings:
        lowest = 2 if document.path.startswith("initiatives/") else 3
        if not lowest <= heading.level <= 3:
            yield (
                (heading.line, 1),
                message(
                    N_("a heading of level %(level)d is not possible here; begin with %(marks)s"),
                    level=heading.level,
                    marks="#" * lowest,
                ),
            )


def sectioned(headings: list[body.Heading], document: Document) -> InBody:
    """The sections of a description are the fixed ones, complete, in order, each once and not empty."""
    order = list(Section)
    found: list[Section] = []
    level2 = [heading for heading in headings if heading.level == 2]
    lines = document.body.split("\n")
    for number, heading in enumerate(level2):
        try:
            section = Section(slug(heading.text))
        except ValueError:
            guess = nearest(slug(heading.text), [section.value for section in order])
            if guess:
                yield (
                    (heading.line, 1),
                    message(
                        N_("the heading “%(text)s” is not one of the fixed ones; did you mean “%(guess)s”?"),
                        text=heading.text,
                        guess=Section(guess).heading,
                    ),
                )
                found.append(Section(guess))
            else:
                yield (
                    (heading.line, 1),
                    message(
                        N_("the heading “%(text)s” is not one of the fixed ones: %(names)s"),
                        text=heading.text,
                        names=tuple(known.heading for known in order),
                    ),
                )
            continue
        if section in found:
            yield (
                (heading.line, 1),
                message(N_("the heading “%(text)s” stands here for the second time"), text=heading.text),
            )
        elif found and order.index(section) < max(order.index(other) for other in found):
            yield (
                (heading.line, 1),
                message(
                    N_("the heading “%(text)s” must come before “%(other)s”"),
                    text=heading.text,
                    other=found[-1].heading,
                ),
            )
        end = level2[number + 1].line - 1 if number + 1 < len(level2) else len(lines)
        if not "".join(lines[heading.line : end]).strip():
            yield (heading.line, 1), message(N_("there is nothing below the heading “%(text)s”"), text=heading.text)
        found.append(section)
    for section in order:
        if section not in found:
            yield from _missed(section, headings, lines)


def _missed(section: Section, headings: list[body.Heading], lines: list[str]) -> InBody:
    """A section that is missing, or whose heading is there but is no heading of level 2."""
    other = next((heading for heading in headings if slug(heading.text) == section.value), None)
    glued = next((n for n, line in enumerate(lines, 1) if _GLUED.match(line) and slug(line) == section.value), None)
    bold = next(
        (n for n, line in enumerate(lines, 1) if line[:2] in ("**", "__") and slug(line) == section.value), None
    )
    meant = other.line if other and 2 <= other.level <= 3 else None if other or glued else bold
    if meant:
        what = N_("the heading “%(name)s” is one of the fixed ones; begin it with ##")
        yield (meant, 1), message(what, name=section.heading)
    elif glued:
        yield (glued, 1), message(N_("an ordinary space is missing between ## and “%(name)s”"), name=section.heading)
    elif section.required and not other:  # of a heading of another level was told before
        yield (1, 1), message(N_("the section “## %(name)s” is missing"), name=section.heading)


def linked(links: list[body.Link], document: Document, catalogue: Catalogue) -> InBody:
    """Links lead somewhere, by https, http or mailto or to another source; there are no images yet."""
    for link in links:
        place = (link.line, link.column)
        scheme = _SCHEME.match(link.target)
        if link.image:
            yield place, message(N_("images are not possible in a description"))
        elif not link.target:
            yield place, message(N_("this link leads nowhere; write its address between the brackets: [text](address)"))
        elif scheme:
            if scheme[1].lower() not in _SAFE:
                yield (
                    place,
                    message(
                        N_("a link with “%(scheme)s:” is not possible; use https:, http: or mailto:"), scheme=scheme[1]
                    ),
                )
        else:
            problem = _dead(link.target, document, catalogue)
            if problem:
                yield place, problem


def chained(chapter: Chapter, catalogue: Catalogue) -> InBody:
    """The links of a chapter to other sources lead to one that is there; its anchors are known only when it is a page."""
    for link in body.Parsed(chapter.text).links:
        path = link.target.partition("#")[0]
        if path.endswith(".md") and not _SCHEME.match(path) and (problem := _dead(path, chapter, catalogue)):
            yield (link.line, link.column), problem


def sources(text: body.Parsed, document: Document) -> set[str]:
    """The sources to which the links of a text lead, whether they are there or not; of too many links, none."""
    if body.many(text.html):
        return set()
    own = [link.target.partition("#")[0] for link in text.links if not _SCHEME.match(link.target)]
    return {_source(path, document) for path in own if path}


def _source(path: str, document: Document | Chapter) -> str:
    return address.source_of(path, document.path.rpartition("/")[0]) if path else document.path


def _stands(source: str, catalogue: Catalogue) -> bool:
    """Whether a source is there, and is not the record of what was removed."""
    known = source in catalogue.documents or source in catalogue.anchors
    return known and not source.startswith(f"content/{address.REMOVED}")


@lru_cache(maxsize=64)
def _anchors(text: str) -> frozenset[str]:
    return frozenset(body.anchor(heading.text) for heading in body.headings(body.markdown(text)))


def _dead(target: str, document: Document | Chapter, catalogue: Catalogue) -> Message | None:
    path, _, anchor = target.partition("#")
    source = _source(path, document)
    at = address.of_source(source)
    become = fate(catalogue, at, target) if at and not _stands(source, catalogue) else None
    if become:
        return become
    if source not in catalogue.documents and source not in catalogue.anchors:
        folder, _, name = source.rpartition("/")
        guess = nearest(name.removesuffix(".md"), catalogue.siblings.get(folder, ()))
        if guess:
            written = f"{path[: -len(name)] if path.endswith(name) else ''}{guess}.md"
            return message(
                N_("the link “%(target)s” leads nowhere; did you mean “%(guess)s”?"), target=target, guess=written
            )
        return message(
            N_("the link “%(target)s” leads nowhere; link to another entry as [name](its-file.md)"), target=target
        )
    if anchor:
        anchors = catalogue.anchors.get(source)
        if anchors is None:
            anchors = _anchors(catalogue.documents[source].body)
        if anchor not in anchors:
            guess = nearest(anchor, anchors)
            if guess:
                return message(
                    N_("“%(source)s” has no heading “#%(anchor)s”; did you mean “#%(guess)s”?"),
                    source=source,
                    anchor=anchor,
                    guess=guess,
                )
            return message(N_("“%(source)s” has no heading “#%(anchor)s”"), source=source, anchor=anchor)
    return None
