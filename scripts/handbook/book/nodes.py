"""Descriptions for the book: safe HTML in, a tree of plain JSON nodes out.

The PDF shows what the web page shows, because both start from the same cleaned HTML (see ``body``). A node is a
string, or a dict with its kind in ``t`` and its children in ``c``; the Typst template walks the tree and
uses strings only as values, so nothing that a contributor wrote can act as markup or code. What would stop
the whole book is put right here: skipped heading levels, tables without a head, endless words, deep nesting.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from .table import measures

Node = str | dict[str, Any]

MAX_DEPTH = 24  # of any element in any other; Typst gives up somewhere beyond 40
LONGEST = 40  # letters of a word without a place to break it
PIECE = 25
HEADING = 3  # the level of the first heading below an entry's title

_WORD = re.compile(rf"[^\s/.\-\u00ad\u200b]{{{LONGEST + 1},}}")
# Seams of compounds at which the Dutch patterns go wrong, as in “mantelzor-gondersteuning”: there a word may break.
# A part that ends in a consonant before one that begins with a vowel; elsewhere the patterns find the seam themselves.
_SEAM = re.compile(
    r"(?:zorg|ënt|wijk|eind|buurt|jeugd)(?=ondersteun|organisati|indicati|evaluati|overleg|opvang|aanpak|ontmoet)"
    r"|talent(?=ontwikkel)|sociaal(?=domein)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Spaces at which no line ends: between a number and what it counts, before a year or a number to call, behind the sign of
# the euro. The space comes first: only there is the rest looked at.
_TIED = re.compile(
    r" (?:(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b\d\d\d ))(?=[^\W\d_]|[%°])|(?<=[a-z] )(?=(?:19|20)\d\d\b)"
    r"|(?:(?<=\b[Bb]el )|(?<=\b[Cc]all )|(?<=€ ))(?=\d))"
)
_BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "table", "hr"}
_TABLE = {"thead", "tbody", "tr", "th", "td"}
_ROWS = {"table", "thead", "tbody", "tr"}
_INLINE = {"em", "strong", "code", "del", "a"}
_LEVELS = {"h2": HEADING, "h3": HEADING + 1, "h4": HEADING + 2}


def visible(text: str) -> str:
    """A text as it may be printed: without control signs, with places to break words that have none, and numbers that
    stay with their unit."""
    return _TIED.sub("\u00a0", _shown(text))


def _shown(text: str) -> str:
    if not text.isprintable():  # then it may have some; to ask each sign of a table of 10,000 rows takes 0.2 s
        text = "".join(sign for sign in text if sign in "\n\t" or not _hidden(sign))
    long = any(len(word) > LONGEST for word in text.split())  # few texts have one
    return _WORD.sub(_breakable, text) if long else text


def safe_address(href: str) -> str:
    """The address, or ``""`` for one that is not http, https or mailto."""
    try:
        scheme = urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return ""
    return href.strip() if scheme in ("http", "https", "mailto") else ""


def shown(url: str) -> str:
    """An address as it is printed: without what every browser adds."""
    return visible(url.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").removesuffix("/"))


def nodes(html: str, resolve: Callable[[str], dict[str, str] | None]) -> list[Node]:
    """The tree of a description. ``resolve`` gives, for an address, the fields of its link, or None for no link."""
    parser = _Parser(resolve)
    parser.feed(html)
    parser.close()
    return _levelled(_tidy(parser.root["c"]), [HEADING - 1])


def _hidden(sign: str) -> bool:
    """Signs that steer: controls, direction overrides, halves of pairs. What guides letters and line ends may stay."""
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign not in "\u00ad\u200b\u200c\u200d"


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return "\u200b".join(word[start : start + PIECE] for start in range(0, len(word), PIECE))


class _Parser(HTMLParser):
    def __init__(self, resolve: Callable[[str], dict[str, str] | None]) -> None:
        super().__init__(convert_charrefs=True)
        self.resolve = resolve
        self.root: dict[str, Any] = {"t": "root", "c": []}
        self.open: list[tuple[str, dict[str, Any]]] = [("root", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "br":
            self._add({"t": "br"})
        elif tag == "hr":
            self._add({"t": "hr"})
        elif tag in _BLOCKS or tag in _TABLE or tag in _INLINE:
            node = self._node(tag, given)
            if len(self.open) > MAX_DEPTH or node is None:
                node = self.open[-1][1]  # what is inside still appears
            else:
                self._add(node)
            self.open.append((tag, node))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self.open[-1][1]["t"] in _ROWS:
            return  # between the cells of a table, whose rows have no other words
        code = {"pre", "code"}.intersection(name for name, _ in self.open)
        text = _SPACE.sub(" ", data) if "pre" not in code else data
        text = _shown(text) if code else visible(_SEAM.sub("\\g<0>\u00ad", text))
        if text:
            self._add(text)

    def _node(self, tag: str, given: dict[str, str]) -> dict[str, Any] | None:
        if tag == "a":
            target = self.resolve(given.get("href", ""))
            return target and {"t": "a", **target, "c": []}
        if tag in _LEVELS:
            return {"t": "h", "level": _LEVELS[tag], "c": []}
        if tag == "ol":
            start = given.get("start", "")
            return {"t": "ol", "start": int(start) if start.isdigit() and len(start) < 6 else 1, "c": []}
        if tag in ("td", "th"):
            align = given.get("align", "")
            return {"t": tag, "align": align if align in ("left", "center", "right") else "left", "c": []}
        return {"t": tag, "c": []}

    def _add(self, node: Node) -> None:
        self.open[-1][1]["c"].append(node)


def _tidy(children: list[Node]) -> list[Node]:
    """Without the white space between blocks and without empty elements; tables as rows of cells."""
    blocks = any(_is_block(child) for child in children)
    tidied: list[Node] = []
    for child in children:
        if isinstance(child, str):
            if blocks:
                child = child if child.strip() else ""
            if child:
                tidied.append(child)
        elif child["t"] in ("br", "hr"):
            tidied.append(child)
        elif child["t"] == "table":
            tidied.extend(_table(child))
        elif child["t"] == "pre":
            tidied.append({"t": "pre", "text": plain(child["c"]).rstrip("\n")})
        else:
            inner = _tidy(child["c"])
            if child["t"] in ("ul", "ol"):
                inner = [item for item in inner if isinstance(item, dict) and item["t"] == "li"]
            if inner and (said := plain(inner).strip()):
                turned = {"rtl": True} if child["t"] == "p" and _from_the_right(said) else {}
                tidied.append({**child, **turned, "c": inner})
    return tidied


def _from_the_right(text: str) -> bool:
    """Whether its first letter is of a script as Arabic: then its full stops stand on the left."""
    return next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L") != "L"


def _is_block(node: Node) -> bool:
    return isinstance(node, dict) and (node["t"] == "h" or node["t"] in _BLOCKS)


def _table(table: dict[str, Any]) -> list[Node]:
    """One table node, with a head and rows of equal length; nothing for an empty one."""
    head: list[list[dict[str, Any]]] = []
    rows: list[list[dict[str, Any]]] = []

    def collect(node: dict[str, Any], in_head: bool) -> None:
        for child in node["c"]:
            if isinstance(child, str):
                continue
            if child["t"] == "tr":
                cells = [cell for cell in child["c"] if isinstance(cell, dict) and cell["t"] in ("td", "th")]
                (head if in_head and not head else rows).append([{**cell, "c": _tidy(cell["c"])} for cell in cells])
            else:
                collect(child, in_head or child["t"] == "thead")

    collect(table, False)
    first = head[0] if head else rows.pop(0) if rows else []
    if not first:
        return []
    width = len(first)
    cells = [[cell["c"] for cell in row[:width]] + [[]] * (width - len(row)) for row in rows]
    return [
        {
            "t": "table",
            "align": [cell["align"] for cell in first],
            "head": [cell["c"] or ["–"] for cell in first],
            "rows": cells,
            **measures([[plain(cell) for cell in row] for row in cells], width),
        }
    ]


def _levelled(children: list[Node], last: list[int]) -> list[Node]:
    """Headings that never skip a level; ``last`` holds the level of the heading before."""
    levelled: list[Node] = []
    for child in children:
        if isinstance(child, dict) and child["t"] == "h":
            last[0] = min(child["level"], last[0] + 1)
            child = {**child, "level": last[0]}
        elif isinstance(child, dict) and child["t"] in ("ul", "ol", "li", "blockquote"):
            child = {**child, "c": _levelled(child["c"], last)}
        levelled.append(child)
    return levelled


def plain(children: list[Node]) -> str:
    """Only the words."""
    return "".join(
        child
        if isinstance(child, str)
        else child.get("text")
        or plain(child.get("c", ()))
        + "".join(plain(cell) for row in [child.get("head", ()), *child.get("rows", ())] for cell in row)
        for child in children
    )
