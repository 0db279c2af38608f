"""Rules over the text below the fields: each is a small generator, and its docstring is the rule.

A rule yields a line and a column in the text, counted from 1, and a sentence.
"""

from __future__ import annotations

import re

from ..model.guidance import TO_WRITE
from ..reading import body
from ..reading.catalogue import Catalogue
from ..reading.decode import invisible
from ..reading.headings import Heading, unmarked
from ..reading.parse import markdown
from ..reading.reader import Document
from ..reading.references import hidden
from ..words.language import N_, Message, message
from ..words.names import nearest, slug
from ..words.vocabulary import Section
from .blocks import swallowing
from .link_rules import IMAGE, InBody, linked
from .table_rules import tabled

NOT_FIXED = N_("the heading “%(text)s” is not one of the fixed ones (%(names)s); below one of those it begins with ###")
INSIDE = N_("a heading cannot stand in a list or a quote; begin its line with %(marks)s")
LEVEL = N_("a heading of level %(level)d is not possible here; begin with %(marks)s")
NO_TEXT = N_("this heading has no text; write it behind the #, or remove the line")
HTML = N_("HTML is not possible here; write plain Markdown, or put it between backquotes")
NO_LINK = N_("this is no link yet: write [text](address), with no space in the address or before it")
UNWRITTEN = N_("here is still to be written: “%(prompt)s”")
DEEP = N_("lists or quotes are nested deeper than %(limit)d levels")
NO_SECTION = N_("the section “## %(name)s” is missing")

_ORDER = tuple(Section)
_PLACES = {section.value: place for place, section in enumerate(_ORDER)}
_INDENTED = re.compile(r"[ \t]+##[ \t]")
_GLUED = re.compile(r"#{1,6}[^# \t]")
NOTE = re.compile(r"(?<!\\)\[\^[^\[\]\s^]{1,40}\]")
_IN_LINE = re.compile(r"(?<!`)(`{1,9})(?!`).{1,500}?(?<!`)\1(?!`)")
_SLIP = re.compile(body.SLIP)
TITLED = N_("the title stands above the page already; remove this line")
TURNED = N_("this is no link yet: write “%(right)s”")
NOTED = N_(
    "footnotes are not possible here; put the note between brackets in the text, or its source among the sources"
)


def description(document: Document, text: body.Parsed, catalogue: Catalogue) -> InBody:
    """Every rule that applies to the text of one source."""
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
        yield from sectioned(text)
    if text.too_many_links:
        yield (1, 1), message(N_("there are more than %(limit)d links in this text"), limit=body.MAX_LINKS)
    else:
        own = [link for link in text.links if not NOTE.match(text.lines[link.line - 1])]
        yield from linked(own, document, catalogue)  # a footnote is reported below
    if place := body.no_link(text):
        shown = text.lines[place[0] - 1][: place[1] - 1].endswith("!")
        yield place, message(IMAGE) if shown else _linking(text, *place)
    if "<!--" in text.html:
        places = dict(reversed(body.raw_html(text)))  # of each line the first
        for place in sorted(places.items()):
            yield place, message(HTML)
    for place, number in hidden(document.body):
        yield place, invisible(number)
    if "[^" in document.body and (place := noted(text)):
        yield place, message(NOTED)
    if "|" in document.body or "\t" in document.body:
        yield from tabled(text)
    if TO_WRITE in document.body:
        yield from written(document)
    if deep := body.too_deep(text.html):
        yield deep, message(DEEP, limit=body.MAX_DEPTH)


def _linking(text: body.Parsed, line: int, column: int) -> Message:
    """How to write a link: the one that was meant, if the parser then reads it as a link; else in general."""
    slip = _SLIP.match(text.lines[line - 1], column - 1)
    if slip:
        words, at = slip[1] or slip[3], slip[2] or slip[4]
        at = f"https://{at}" if at.startswith("www.") else at
        right = f"[{words}]({at})"
        lines = text.lines.copy()
        lines[line - 1] = f"{lines[line - 1][: slip.start()]}{right}{lines[line - 1][slip.end() :]}"
        if any((link.target, link.line) == (at, line) for link in body.Parsed("\n".join(lines)).links):
            return message(TURNED, value=slip[0], right=right)
    return message(NO_LINK)


def noted(text: body.Parsed) -> tuple[int, int] | None:
    """The first mark of a footnote, which other programs know; in code it stays as it is."""
    for number, line in enumerate(text.lines, 1):
        if number not in text.code_lines and (
            match := NOTE.search(_IN_LINE.sub(lambda code: " " * len(code[0]), line))
        ):
            return number, match.start() + 1
    return None


def written(document: Document) -> InBody:
    """The prompts of a starter file have made way for text."""
    for number, line in enumerate(document.body.split("\n"), start=1):
        if line.startswith(TO_WRITE):
            yield (number, 1), message(UNWRITTEN, prompt=line.removeprefix(TO_WRITE).strip())


def headed(headings: list[Heading], document: Document) -> InBody:
    """A description has headings of level 2 and 3 only, and a term's introduction of level 3 only; each has a text and
    stands by itself."""
    for heading in headings:
        lowest = 2 if document.path.startswith("initiatives/") else 3
        marks = "##" if lowest == 2 and slug(heading.text) in _PLACES else "###"
        if not heading.text:
            yield (heading.line, 1), message(NO_TEXT)
        elif heading.inside:
            yield (heading.line, 1), message(INSIDE, marks=marks)
        elif heading.level == 1 and slug(heading.text) == slug(str(document.values.get("title"))):
            yield (heading.line, 1), message(TITLED)
        elif not lowest <= heading.level <= 3:
            yield (heading.line, 1), message(LEVEL, level=heading.level, marks=marks)


def sectioned(text: body.Parsed) -> InBody:
    """The sections of a description are the fixed ones, complete, in order, each once and not empty."""
    found: list[int] = []  # their places in that order
    unknown: list[tuple[Heading, int]] = []  # and how many were found before it
    level2 = [heading for heading in text.headings if heading.level == 2 and heading.text and not heading.inside]
    places = [_PLACES.get(slug(heading.text)) for heading in level2]
    lines = text.lines
    ends = [len(lines)]  # of each part, from the last; a heading that is unknown belongs to the one before
    for heading, place in reversed(list(zip(level2, places))):
        ends.append(ends[-1] if place is None else heading.line - 1)
    for heading, place, end in zip(level2, places, reversed(ends[:-1])):
        if place is not None:
            yield from _placed(heading, place, found, lines[heading.line : end])
        elif guess := nearest(slug(heading.text), _PLACES):
            yield (heading.line, 1), _no_section(heading, guess)
            place = _PLACES[guess]
        else:
            unknown.append((heading, len(found)))
            continue
        found.append(place)
    missing = [section for place, section in enumerate(_ORDER) if place not in found]
    required = [section for section in missing if section.required]
    if len(unknown) == len(required) == 1:
        ((heading, before),) = unknown
        place = _PLACES[required[0].value]
        if all((other < place) is (number < before) for number, other in enumerate(found)):
            yield (heading.line, 1), _no_section(heading, required[0])  # it stands in its place, by another name
            return
    for heading, _ in unknown:
        yield (heading.line, 1), message(NOT_FIXED, text=heading.text, names=tuple(known.heading for known in _ORDER))
    for section in missing:
        yield from _missed(section, text.headings, lines)


def _placed(heading: Heading, place: int, before: list[int], below: list[str]) -> InBody:
    """A fixed heading stands once, behind those that come ``before`` it, and something stands ``below`` it."""
    if place in before:
        yield (
            (heading.line, 1),
            message(N_("the heading “%(text)s” stands here for the second time"), text=heading.text),
        )
    elif before and place < max(before):
        what = N_("the heading “%(text)s” must come before “%(other)s”")
        yield (heading.line, 1), message(what, text=heading.text, other=_ORDER[before[-1]].heading)
    if says_nothing(below):
        yield (heading.line, 1), message(N_("there is nothing below the heading “%(text)s”"), text=heading.text)


def says_nothing(lines: list[str]) -> bool:
    """Whether these lines hold no word: a rule, dots, or a list of empty items, for instance."""
    if any(line.lstrip(" \t>*+-")[:1].isalpha() for line in lines):  # nearly always
        return False
    parsed = markdown("\n".join(lines))
    return "<!--" not in parsed and not any(map(str.isalnum, unmarked(parsed)))  # HTML is reported elsewhere


def _no_section(heading: Heading, guess: str) -> Message:
    what = N_("the heading “%(text)s” is not one of the fixed ones; did you mean “%(guess)s”?")
    return message(what, text=heading.text, guess=Section(guess).heading)


def _missed(section: Section, headings: list[Heading], lines: list[str]) -> InBody:
    """A section that is missing, or whose heading is there but is no heading of level 2."""
    other = next((heading for heading in headings if slug(heading.text) == section.value), None)
    glued = next((n for n, line in enumerate(lines, 1) if _GLUED.match(line) and slug(line) == section.value), None)
    bold = next(
        (
            n
            for n, line in enumerate(lines, 1)
            if (section.required or line[:2] in ("**", "__")) and slug(line) == section.value
        ),
        None,
    )
    meant = other.line if other and 2 <= other.level <= 3 else None if other or glued else bold
    if other and other.inside:
        return  # told before
    if meant:
        indented = _INDENTED.match(lines[meant - 1])
        what = N_("“%(right)s” begins at the margin; remove the spaces or the tab before it") if indented else N_("the heading “%(name)s” is one of the fixed ones; begin it with ##: “%(right)s”")  # fmt: skip
        yield (meant, 1), _heading(what, section, lines, meant)
    elif glued:
        what = N_("an ordinary space is missing between ## and “%(name)s”: “%(right)s”")
        yield (glued, 1), _heading(what, section, lines, glued)
    elif section.required and not other:  # of a heading of another level was told before
        yield (1, 1), message(NO_SECTION, name=section.heading)


def _heading(what: str, section: Section, lines: list[str], at: int) -> Message:
    """The sentence for a line that was meant as this heading; it has a ``value``, so is certain, if the line is alone."""
    around = "".join([*lines[max(at - 2, 0) : at - 1], *lines[at : at + 1]]).strip()
    values = {} if around else {"value": lines[at - 1]}
    return message(what, name=section.heading, right=f"## {section.heading}", **values)
