"""Descriptions: GitHub-flavoured Markdown in, safe HTML out, with everything that the checks ask about.

Parsed by cmark-gfm, GitHub's own parser, with raw HTML off; cleaned by nh3 with an allowlist.
Links to other sources become root-relative addresses (``/themas/zelfhulp/``); each output makes its own of them.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from ..model import address
from .decode import Mark, placed
from .headings import NESTED, Heading, anchor, anchored, headings, unmarked
from .parse import markdown, numbered

MAX_DEPTH = 12  # of lists and quotes: nh3 needs seconds for thousands of levels
MAX_LINKS = 300  # each is looked for in the text

# What word processors put before the items of a list: bullets, also those of symbol fonts, or a sign and a tab.
BULLETS = "•▪◦·‣∙\uf0a7\uf0b7\uf0d8"
BULLET = re.compile(rf"^([ \t]*)(?:[{BULLETS}][ \t\u00a0]*|[o–—§][\t\u00a0]+)", re.MULTILINE)

_TAGS = set(re.split(" ", "a blockquote br code del em h2 h3 h4 hr li ol p pre strong table tbody td th thead tr ul"))
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES = {"http", "https", "mailto"}
_OMITTED = "<!-- raw HTML omitted -->"
_POSITION = re.compile(r'data-sourcepos="(\d+):(\d+)-')
_LINK = re.compile(r'<(?:a href|img src)="([^"]*)"')
_RAW = re.compile(r"(?<!\]\()<(?=[A-Za-z/!?])")
_INERT = re.compile(f"\ue000(\\d+)\ue001(?!{re.escape(_OMITTED)})")
_DANGEROUS = re.compile(r"(?:javascript|vbscript|file|data):[^\s)>]*", re.IGNORECASE)
_CODE = re.compile(r'<pre(?: lang="[^"]*")? data-sourcepos="(\d+):(\d+)-(\d+):')
_BLOCK = re.compile(r'data-sourcepos="(\d+):\d+-(\d+)')
# Links that Markdown does not read as such: with a space, “[text] (https://…)”; as in a wiki, “[[name]]”; or with the
# brackets exchanged, “(text)[https://…]”.
GAP = re.compile(r"(?<=\])[ \t]+(?=\((?:https?://|www\.))")
TURNED = r"\([^()\n]{1,200}\)\[(?=(?:https?://|www\.)\S|[\w./-]+\.md[#\]])"
NEARLY = re.compile(rf"\[[^\[\]\n]{{1,200}}\]{GAP.pattern}\(|\[\[[^\[\]\n]{{1,200}}\]\](?!\()|{TURNED}")
# The same with its parts in groups, so that the link can be written as it was meant.
SLIP = (
    r"\(([^()\n]{1,200})\)\[((?:https?://|www\.)[^\s\]()]+|[\w./-]+\.md(?:#[\w-]+)?)\]"
    r"|\[([^\[\]\n]{1,200})\][ \t]+\(((?:https?://|www\.)[^\s()]+)\)"
)
_SEEN = re.compile(
    r"<(code|pre)\b.*?</\1>|<[^>]*>|\[[^\[\]<>\n]{0,200}\](?:\(|[ \t]+\((?=<a ))|\[\[[^\[\]<>\n]{1,200}\]\](?!\()"
    rf"|{TURNED}",
    re.DOTALL,
)
_SQUARE = re.compile(rf"\\?(?:\[[^\[\]\n]{{0,200}}\]\(|{NEARLY.pattern})")
_SQUARED = ("](", "] ", "]\t", "[[", ")[")
_HREF = re.compile(r'(<a href=")([^"]*)"')


class Link(NamedTuple):
    """``target`` is the address as it is written, ``href`` as a browser asks for it; ``named`` tells whether it has a text."""

    target: str
    href: str
    line: int
    column: int
    image: bool
    named: bool


class Parsed:
    """A description that is parsed once, for all rules. ``code`` holds the first line, the column and the last line of
    each block of code."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.html = markdown(text)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def headings(self) -> list[Heading]:
        return headings(self.html)

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors of its headings, to which a link can lead."""
        return frozenset(anchor(heading.text) for heading in self.headings)

    @cached_property
    def code(self) -> list[tuple[int, int, int]]:
        found = _CODE.findall(self.html) if "<pre" in self.html else ()
        return [(int(first), int(column), int(last)) for first, column, last in found]

    @cached_property
    def code_lines(self) -> set[int]:
        """The numbers of all lines in blocks of code."""
        return {number for first, _, last in self.code for number in range(first, last + 1)}

    @cached_property
    def too_many_links(self) -> bool:
        return self.html.count("<a href") + self.html.count("<img") > MAX_LINKS

    @cached_property
    def links(self) -> list[Link]:
        """Every link and image with its place in the text, counted from 1."""
        parsed, lines = self.html, self.lines
        if "<a href" not in parsed and "<img" not in parsed:
            return []
        plain = list(map(unquote, lines)) if "%" in self.text else lines
        found, used = [], {}
        for match in _LINK.finditer(parsed):
            href = html.unescape(match[1])
            target = unquote(href)
            block = _POSITION.match(parsed, max(0, parsed.rfind("data-sourcepos", 0, match.start())))
            line, column = (max(1, int(block[1])), max(1, int(block[2]))) if block else (1, 1)
            for number in range(line, len(lines) + 1):
                start = used.get((number, target), 0)
                place, written = _find(target, lines[number - 1], plain[number - 1], start)
                if place >= 0:
                    used[number, target] = place + 1
                    line, column, target = number, place + 1, written
                    break
            image = match[0].startswith("<img")
            inner = parsed[parsed.find(">", match.end()) + 1 : parsed.find("</a>", match.end())]
            named = image or "<img" in inner or bool(unmarked(inner))
            found.append(Link(target, href, line, column, image, named))
        return found


def _find(target: str, line: str, plain: str, start: int) -> tuple[int, str]:
    """The index of a link in its line, or -1, and how it is written; of a dangerous one the parser drops the address."""
    if target:
        return plain.find(target, start), target
    match = _DANGEROUS.search(line, start)
    return (match.start(), match[0]) if match else (-1, "")


def raw_html(text: Parsed) -> list[Mark]:
    """The places of raw HTML. A numbered mark is put before each ``<`` that could begin it: where the parser drops the
    mark, or omits what follows, there is HTML."""
    if text.html.count(_OMITTED) <= text.text.count(_OMITTED):
        return []
    candidates = [match.start() for match in _RAW.finditer(text.text)]
    inert = {int(match[1]) for match in _INERT.finditer(numbered(text.text, candidates))} if candidates else ()
    found = []
    for number, start in enumerate(candidates):
        line, column = placed(text.text, start)
        begins = not text.lines[line - 1][: column - 1].strip()
        unclosed = begins and len(inert) == len(candidates)  # a block that a mark turns into text
        if number not in inert or unclosed:
            found.append((line, column))
    return found or [(1, 1)]


def no_link(text: Parsed) -> Mark | None:
    """The place of the first ``[text](``, ``[[text]]`` or ``(text)[`` that was meant to make a link and is read as text."""
    # Searching for single signs first is far quicker.
    if "]" not in text.html or not any(signs in text.html for signs in _SQUARED):
        return None
    block, shown = (1, 1), defaultdict(Counter)  # how often each is seen, in which blocks
    for match in _SEEN.finditer(text.html):
        if match[0][0] in "[(":
            shown[html.unescape(match[0])][block] += 1
        elif place := _BLOCK.search(match[0]):
            block = int(place[1]), int(place[2])
    places = {written: list(blocks) for written, blocks in shown.items()}
    doubtful = []
    for number, line in enumerate(text.lines if shown else (), start=1):
        for match in _SQUARE.finditer(line):
            written = match[0].replace("\\", "")
            blocks = places.get(written, ())
            near = bisect_right(blocks, (number, len(text.lines))) - 1
            if near < 0 or number > blocks[near][1]:
                continue
            if written != match[0]:  # a backslash makes it plain
                shown[written][blocks[near]] -= 1
            else:
                doubtful.append((shown[written], blocks[near], (number, match.start() + 1)))
    return next((place for left, block, place in doubtful if left[block] > 0), None)


def too_deep(parsed: str) -> Mark | None:
    """The place of the first list or quote that is nested deeper than ``MAX_DEPTH``, if there is one."""
    level = 0
    if parsed.count("<ul") + parsed.count("<ol") + parsed.count("<blockquote") <= MAX_DEPTH:  # as in nearly every text
        return None
    for match in NESTED.finditer(parsed):
        level += -1 if match[1] else 1
        if level > MAX_DEPTH:
            place = _POSITION.search(parsed, match.end())
            return (int(place[1]), int(place[2])) if place else (1, 1)
    return None


def render(text: str, base: str) -> str:
    """Safe HTML of a description. ``base`` is the folder of its file, for the links to other sources."""
    import nh3

    clean = nh3.clean(
        markdown(text), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None, strip_comments=True
    )
    clean = _HREF.sub(lambda match: f'{match[1]}{_resolve(match[2], base)}"', clean)
    return anchored(clean)


def _resolve(href: str, base: str) -> str:
    path, mark, place = href.partition("#")
    if not path or ":" in path or path.startswith("/"):
        return href
    found = address.of_source(address.linked(path, base))
    return href if found is None else f"/{found}{mark}{place}"
