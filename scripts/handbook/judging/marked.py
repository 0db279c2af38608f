"""Marks of Markdown or HTML in a field: a source in; a warning with its place for each, out.

Only the text below the fields is Markdown. In a field they are letters, so they would stand on the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from ..model.problem import Problem, Severity, mend_for
from ..reading.reader import Document, Path
from ..words.language import N_, message

_ADDRESSES = ("url", "archived")
_TAGS = "a|b|i|u|em|strong|p|br|div|span|font|small|mark|code|h[1-6]|ul|ol|li|sup|sub"
# Each has its words in the group “words”. “C*”, “5 * 3”, “(*)” and “naam_met_streep” have no pair of marks
# around words.
MARKS = (
    r"(?<![\w*])(?P<mark>\*{1,3})(?P<words>(?=[\w‘“])[^*\n]*[\w’”.!?)])(?P=mark)(?![\w*])",
    r"(?<!\w)(?P<mark>_{1,3})(?P<words>(?=[^\W_]|[‘“])[^_\n]*(?:[^\W_]|[’”.!?)]))(?P=mark)(?!\w)",
    r"(?<!`)(?P<mark>`)(?P<words>[\w‘“<][^`\n]*[\w’”.!?)>]|\w)`(?!`)",
    r"!?\[(?P<words>[^\[\]\n]+)\]\((?=[^()\s]*[./:#])[^()\s]+\)",
    r"\[\[(?P<words>[^\[\]\n]+)\]\]",
    rf"<(?P<mark>{_TAGS})(?:\s[^<>]*)?>(?P<words>[^<>\n]+)</(?P=mark)>",
    r"^#{1,6} +(?P<words>\S.*)$",
)
LONE = rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>"
ENTITY = r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5});"
MARKED = N_("the marks of “%(value)s” stand on the page as they are; write “%(right)s”")
TAGGED = N_("the code “%(value)s” stands on the page as it is; leave it out")
_MARKS = [re.compile(pattern) for pattern in MARKS]
# Every mark has one of these signs: testing for them first takes a third of the time of trying the patterns.
_SIGNS = ("*", "`", "<", "&", "](", "[[", "# ", " _", '"_', "'_", "[_", "(_", "‘_", "“_")
_LONE, _ENTITY = re.compile(LONE), re.compile(ENTITY)


def marked(document: Document) -> Iterator[Problem]:
    """Texts in fields hold no marks of Markdown or HTML."""
    if not any(sign in document.front for sign in _SIGNS):
        return
    lines = document.front.split("\n")
    for path, value in _texts(document.values, ()):
        line, column = document.at(path)
        own = lines[line - 2] if 2 <= line < len(lines) + 2 else ""
        for piece, right in marks(value):
            here = own.find(piece, column - 1) + 1  # 0 where the value goes on in a next line
            what = message(MARKED, value=piece, right=right) if right else message(TAGGED, value=piece)
            yield Problem(document.path, line, here or column, what, Severity.WARNING, mend_for(own, here, what))
            column = here + len(piece) if here else column


def marks(value: str) -> list[tuple[str, str]]:
    """Each piece with marks of one kind, and its text without them: “” for a tag without words."""
    for pattern in _MARKS:
        if found := [(match[0], match["words"]) for match in pattern.finditer(value)]:
            return found
    if found := [(tag, "") for tag in _LONE.findall(value)]:
        return found
    entities = [(one, html.unescape(one)) for one in _ENTITY.findall(value)]
    return [(one, right) for one, right in entities if right != one and right.strip()]


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if path[-1] not in _ADDRESSES:
            yield path, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*path, key))
