"""The searched text of a page: a finished page in; its title and what it says, out.

A page is searched if one of its elements has ``data-searched``: all text in it counts, except in elements that have
``data-unsearched``, that open only on request, or that are for machines. An element with ``data-searched-less``, such as
a list of sources, counts half.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from ..words.vocabulary import Section

_START = re.compile(
    r'<(\w+)(?:\s+[\w-]+(?:="[^"]*")?)*?\sdata-searched[\s>=]'
)  # values as a whole: they may say anything
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>|<!--.*?-->', re.DOTALL)
_SAYS = re.compile(
    r'(?:\s+[\w:-]+(?:="[^"]*")?)*?\s+'
    rf'(?:(data-searched-less)|data-unsearched|hidden|popover|id="(?:{"|".join(Section)})")(?=[\s=/]|$)'
)
_FOR_MACHINES = {"pre", "code", "script", "style", "template", "svg"}
_IN_A_LINE = {"a", "abbr", "b", "bdi", "br", "button", "cite", "del", "dfn", "em", "i", "img", "input", "ins", "kbd", "label",
              "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}  # fmt: skip
_ALONE = {"br", "col", "hr", "img", "input", "wbr"}
_ENDS = re.compile(r"[.!?:;,…]\W*$")


@dataclass(slots=True)
class Text:
    """``main`` and ``less`` are sentences; a heading or a cell that ends without a sign has a full stop."""

    title: str = ""
    main: list[str] = field(default_factory=list)
    less: list[str] = field(default_factory=list)


def searched(page: str) -> Text | None:
    """None for a page that is not searched. The page is well made: no text has a bare ``<``."""
    start = _start(page)
    return _read(page, start) if start else None


def _start(page: str) -> re.Match[str] | None:
    at = page.find(" data-searched")
    while at >= 0:
        if found := _START.match(page, page.rfind("<", 0, at)):
            return found
        at = page.find(" data-searched", at + 1)  # that was text, or the value of an attribute
    return None


def _read(page: str, start: re.Match[str]) -> Text:
    found = Text()
    parts: list[str] = []  # of the block that is read
    open_: list[tuple[str, bool]] = []  # elements around it, and whether they count less
    at = start.start()
    until = ""  # of what is left out: its element
    deep = 0

    def end(heading: bool = False) -> None:
        said = " ".join(unescape("".join(parts)).split())
        parts.clear()
        if heading:
            found.title = found.title or said
        elif said:
            into = found.less if open_ and open_[-1][1] else found.main
            into.append(said if _ENDS.search(said) else f"{said}.")

    for tag in _TAG.finditer(page, at):
        name = tag[2]
        if until:
            if name == until and not tag[3].endswith("/"):
                deep += -1 if tag[1] else 1
                if not deep:
                    until, at = "", tag.end()
            continue
        parts.append(page[at : tag.start()])
        at = tag.end()
        if name is None:
            continue
        if name not in _IN_A_LINE:
            end(heading=bool(tag[1]) and name == "h1")
        if tag[1]:
            open_.pop()
            if not open_:
                return found
        elif name in _ALONE or tag[3].endswith("/"):
            parts.append(" ")
        elif name in _FOR_MACHINES or ((says := tag[3] and _SAYS.match(tag[3])) and not says[1]):
            until, deep = name, 1
        else:
            open_.append((name, bool(says or (open_ and open_[-1][1]))))
    return found
