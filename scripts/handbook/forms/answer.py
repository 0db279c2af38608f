"""An answer in an issue: its text in; the value of a field, as it stands in a file, out.

What people write where a list or a line with ``|`` is asked, is understood where it has one meaning: several places
on a line, a web address in another column, a date in their own order. The rest is complained of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ..model.fields import Field, Shape
from ..model.gazetteer import by_address, gazetteer, spelt
from ..reading.terms import Terms
from ..reading.unknown import ELSEWHERE
from ..reading.validation import unknown_value
from ..words.counts import meant as counted
from ..words.dates import meant
from ..words.language import N_, Language, Message, message
from ..words.names import holding, nearest, same, slug
from ..words.periods import period_meant
from .issue_form import columns

PLACES = "places"  # asked one on each line, and often answered with several
_LINE_MARK = re.compile(r"^\s*(?:[-*+•▪◦·‣∙–—]|\d{1,3}[.)])\s+")
_CELL = re.compile(r"(?<!\\)\||\t+")
_LINK = re.compile(r"\[([^\[\]]+)\]\(((?:https?://|www\.)[^\s()]+)\)", re.IGNORECASE)
# In a table of Markdown the row of lines below the names of its columns.
_RULE = re.compile(r"[\s|:]*-[-\s|:]*")
_AND = re.compile(r"\s+en\s+")
_ENDING = re.compile(r"(.*\w)[\s:;,(–-]+((?:https?://|www\.)[^\s|)]+)\)?", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

Complain = Callable[[Message], None]


def value(asked: Field, answer: str, terms: Terms, language: Language, complain: Complain) -> Any:
    """The value that an answer means."""
    if not asked.many:
        return _single(asked, " ".join(answer.split()), terms, language, complain)
    if asked.shape is Shape.RECORD:
        return [
            made
            for row in _rows(asked, answer, language, complain)
            if (made := _record(asked, *row, language, complain))
        ]
    if asked.shape is Shape.TERM:
        titles = terms[asked.key]
        return [_term(name, titles, complain) for name in _names(answer, [*titles.values(), *titles])]
    if asked.key == PLACES:
        named = (" ".join(part.split()) for line in _lines(answer) for part in re.split("[,;]", line))
        return [city for part in named if part for city in _cities(part)]
    return [" ".join(line.split()) for line in _lines(answer)]


def _single(asked: Field, answer: str, terms: Terms, language: Language, complain: Complain) -> str:
    if asked.shape is Shape.TERM:
        return _term(answer, terms[asked.key], complain)
    if asked.shape is Shape.PARTIAL_DATE:
        return meant(answer) or answer
    if asked.shape is Shape.PERIOD:
        return period_meant(answer) or answer
    if asked.shape is Shape.ADDRESS and answer.lower().startswith("www."):
        return f"https://{answer}"
    if asked.choices:
        return _choice(asked, answer, language, complain)
    return counted(answer) if asked.key == "value" else answer


def _choice(asked: Field, answer: str, language: Language, complain: Complain) -> str:
    labels = {same(name): choice.value for choice in asked.choices for name in (choice, language.say(choice.label))}
    value = labels.get(same(answer), answer)
    if value not in asked.choices:
        complain(unknown_value(answer, asked.choices))
    return value


def _term(answer: str, titles: Mapping[str, str], complain: Complain) -> str:
    """The slug of a term that is named by its title or its slug."""
    by_title = {same(title): slug for slug, title in titles.items()}
    found = by_title.get(same(answer)) or (slug(answer) if slug(answer) in titles else None)
    if found is None:
        guess = nearest(answer, titles.values()) or titles.get(holding(slug(answer), titles) or "")
        text = N_("“%(value)s” is not known; did you mean “%(guess)s”?") if guess else N_("“%(value)s” is not known")
        complain(message(text, value=answer[:100], guess=guess))
    return found or ""


def _names(answer: str, known: Iterable[str]) -> Iterator[str]:
    """The names in lines such as “A, B en C, D”; a known name may hold commas."""
    known = sorted(known, key=len, reverse=True)
    for line in _lines(answer):
        while line := line.lstrip(" ,"):
            name = next(
                (name for name in known if line.startswith(name) and line[len(name) :].lstrip()[:1] in ("", ",")), None
            )
            name = name or line.partition(",")[0]
            both = _AND.split(" ".join(name.split()))
            yield from both if name not in known and set(map(same, both)) <= set(map(same, known)) else [name.strip()]
            line = line[len(name) :]


def _cities(part: str) -> list[str]:
    """The places in “Bergen op Zoom en Berkel en Rodenrijs”; text that holds an unknown one stays whole."""
    if _is_place(part):
        return [part]
    ands = list(_AND.finditer(part))
    starts, ends = [0, *(match.end() for match in ands)], [*(match.start() for match in ands), len(part)]
    next_ones = {len(starts): 0}  # for each start from which all are places: the start that follows
    for number in reversed(range(len(starts))):
        for last in reversed(range(number, min(number + _most_ands() + 1, len(ends)))):
            if last + 1 in next_ones and _is_place(part[starts[number] : ends[last]]):
                next_ones[number] = last + 1
                break
    if 0 not in next_ones:
        return [part]
    cities, number = [], 0
    while number < len(starts):
        following = next_ones[number]
        cities.append(part[starts[number] : ends[following - 1]])
        number = following
    return cities


@cache
def _most_ands() -> int:
    """How often “en” stands in the name of one place."""
    return max(len(_AND.findall(name)) for name in gazetteer())


def _is_place(name: str) -> bool:
    return slug(spelt(name).partition("/")[0]) in by_address()


def _lines(answer: str) -> Iterator[str]:
    for line in answer.split("\n"):
        line = _LINE_MARK.sub("", line).strip()
        if line:
            yield line


def _bare(line: str) -> str:
    """A row of a table without the bars at its ends."""
    return line.removeprefix("|") if line.endswith("\\|") else line.removeprefix("|").removesuffix("|")


def _named(asked: Field, language: Language) -> dict[str, Field]:
    return {
        same(name): part
        for part in asked.fields
        for name in (part.key, language.say(part.label), *ELSEWHERE.get(part.key, ()))
    }


def _rows(asked: Field, answer: str, language: Language, complain: Complain) -> Iterator[tuple[str, list[Field]]]:
    """Each line with the fields of its cells in their order: that of the form, or of the first row of a table."""
    order = list(columns(asked))
    lines = [_bare(line) for line in _lines(answer)]
    ruled = len(lines) > 1 and bool(_RULE.fullmatch(lines[1]))
    names = [cell.strip() for cell in _CELL.split(lines[0])] if lines else []
    parts = [_named(asked, language).get(same(name)) for name in names]
    if any(parts) and (ruled or (all(parts) and len(parts) > 1)):
        unknown = [name for name, part in zip(names, parts) if part is None]
        if unknown:
            choices = tuple(Message(part.label) for part in asked.fields)
            complain(message(N_("the column “%(value)s” is not known; possible are %(choices)s"), value=unknown[0][:100], choices=choices))  # fmt: skip
            return
        order = [part for part in parts if part]
        lines = lines[1:]
    yield from ((line, order) for line in lines if not _RULE.fullmatch(line))


def _record(asked: Field, line: str, order: list[Field], language: Language, complain: Complain) -> dict[str, str]:
    """One line, ``first | second | Label: third``, as the parts of a record."""
    named = _named(asked, language)
    waiting = list(order)
    record: dict[str, str] = {}
    cells = _cells(line, order)
    if len(cells) == 1 and sum(part.required for part in order) > 1:
        shown = _shown((part for part in order if part.required), language)
        complain(message(N_("put a | between the parts of “%(line)s”: %(order)s"), line=line[:100], order=shown))
        return {}
    for number, cell in enumerate(cells):
        text = " ".join(cell.replace("\\|", "|").split())
        label, colon, rest = text.partition(":")
        part = named.get(same(label)) if colon and number else None
        if part is None and _WEB.fullmatch(text):
            part, rest = next((found for found in waiting if found.shape is Shape.ADDRESS), None), text
        if part is None:
            if not waiting:
                complain(message(N_("there are more parts than expected in “%(line)s”"), line=line[:100]))
                break
            part, rest = waiting[0], text
        if part in waiting:
            waiting.remove(part)
        if rest.strip():
            record[part.key] = _single(part, rest.strip(), {}, language, complain)
    missing = tuple(Message(part.label) for part in asked.fields if part.required and part.key not in record)
    if missing and record:
        what = N_("in “%(line)s” is missing: %(parts)s; write %(order)s")
        complain(message(what, line=line[:100], parts=missing, order=_shown(order, language)))
        return {}
    return record


def _cells(line: str, order: list[Field]) -> list[str]:
    """The cells of a line; “Movisie, https://www.movisie.nl/” are two, where a web address is asked."""
    cells = _CELL.split(_LINK.sub(r"\1 | \2", line))
    ending = _ENDING.fullmatch(line) if len(cells) == 1 else None
    return [ending[1], ending[2]] if ending and any(part.shape is Shape.ADDRESS for part in order) else cells


def _shown(parts: Iterable[Field], language: Language) -> str:
    return " | ".join(language.say(part.label) for part in parts)
