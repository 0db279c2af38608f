"""Rules over tables: no cell may vanish, and the book must have room. A text in, places and sentences out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problem import Problem, Severity
from ..reading import body
from ..reading.reader import Document
from ..words.language import N_, message
from .link_rules import InBody

TOO_MANY_CELLS = N_(
    "this row has more cells than the first row of its table, which has %(count)d; what is too many vanishes (write a | in a text as \\|)"
)
NO_TABLE = N_("this is no table yet: put a line with “%(dashes)s” below its first row")

MOST_COLUMNS = 8  # that can be read beside each other on a page of the book

_HEAD = re.compile(r'<thead>\s*<tr data-sourcepos="(\d+):(\d+)-[^"]*">(.*?)</tr>', re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r'<tr data-sourcepos="(\d+):(\d+)-')
_PARAGRAPH = re.compile(r'<p data-sourcepos="(\d+):\d+-(\d+):')
_PIPE = re.compile(r"(?<!\\)\|")
_PIPED = re.compile(r"[ \t>]*\|.*\|[ \t]*")
# Not a bullet or a number, which is one sign or ends in a point.
ROW = r" {0,3}(?!\S\t|\S{1,3}[.)]\t)[^\s|>#][^\t\n|]*(?:\t+[^\t\n|]+)+"
CELLS = re.compile(r"\t+")
_TABBED = re.compile(rf"^{ROW}\n{ROW}$", re.MULTILINE)
TABBED = N_(
    "this is no table yet: put a | between its cells instead of a tab, and a line with “%(dashes)s” below its first row"
)


def tabled(text: body.Parsed) -> InBody:
    """No row has more cells than the first, and what was meant as a table is one."""
    for table in _TABLE.findall(text.html) if "<table" in text.html else ():
        yield from _lost(table, text.lines)
    tabbed = _TABBED.search(text.text) if "\t" in text.text else None
    if tabbed or "|\n" in text.text or "| \n" in text.text:
        for first, last in _PARAGRAPH.findall(text.html):
            yield from _unmade(text.lines, int(first) - 1, int(last))


def _lost(table: str, lines: list[str]) -> InBody:
    """The cells behind the last one that is shown."""
    count = table.count("<th>") + table.count("<th ")
    for line, column in _ROW.findall(table):
        start = int(column) - 1
        row = lines[int(line) - 1][start:].rstrip()
        pipes = [match.start() for match in _PIPE.finditer(row)]
        ends = [at for at in pipes if at > len(row) - len(row.lstrip())]  # of each cell but a last one without a pipe
        if len(ends) >= count and row[ends[count - 1] + 1 :].strip(" \t|"):
            yield (int(line), start + ends[count - 1] + 2), message(TOO_MANY_CELLS, count=count)


def _unmade(lines: list[str], first: int, last: int) -> InBody:
    """Rows between pipes in a paragraph: without the line below the first one they are no table. Rows with tabs between
    their cells, as they are pasted from another program, never are."""
    for number in range(max(first, 0), last - 1):
        if _TABBED.match(f"{lines[number]}\n{lines[number + 1]}"):
            dashes = f"|{' --- |' * min(len(CELLS.split(lines[number].strip())), MOST_COLUMNS)}"
            yield (number + 1, 1), message(TABBED, dashes=dashes)
            return
        if _PIPED.fullmatch(lines[number]) and _PIPED.fullmatch(lines[number + 1]):
            count = len(_PIPE.findall(lines[number])) - 1
            dashes = f"|{' --- |' * min(max(count, 1), MOST_COLUMNS)}"
            yield (number + 1, len(lines[number]) - len(lines[number].lstrip()) + 1), message(NO_TABLE, dashes=dashes)
            return


def wide(document: Document, text: body.Parsed) -> Iterator[Problem]:
    """A table has no more columns than the book shows beside each other."""
    for line, column, names in _HEAD.findall(text.html) if "<thead>" in text.html else ():
        if (count := names.count("<th")) > MOST_COLUMNS:
            what = N_(
                "this table has %(count)d columns; more than %(most)d stand in parts in the book, each with the first column: two tables, each about one thing, read better"
            )
            place = document.body_line + int(line) - 1, int(column)
            yield Problem(document.path, *place, message(what, count=count, most=MOST_COLUMNS), Severity.WARNING)
