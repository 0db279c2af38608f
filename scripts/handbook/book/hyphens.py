"""Where a description may be hyphenated: its nodes in, the same with every long word in a node ``long`` of its own out.

In a ragged column only long words need to be broken; the line ends as even as when every word may break, and Typst has
half as many places to weigh: 26 entries take 1.8 seconds of processor time instead of 2.9. An address is never broken
with a hyphen; nor, unless it is very long, the last word of a paragraph, so that no half word makes a line of its own,
and what stands behind a hyphen. Three letters at least stay before the hyphen and come behind it, and a short last word
takes the one before it along: “or-ganisatie”, “iede-re” and a line of “kan.” are what a typesetter mends by hand.
"""

from __future__ import annotations

import re

from .nodes import Node

LONG, VERY_LONG = 10, 20  # letters
HEAD, TAIL = 3, 2  # letters of a long word that stay in one piece: it breaks between its parts, so no sooner than there
_TOKEN = re.compile(r"\S+")
_RUNT = re.compile(r" (?=\S{1,6}\Z)")
_WORD = re.compile(rf"[^\W\d_](?:\u00ad?[^\W\d_]){{{LONG - 1},}}")


def hyphenated(children: list[Node], ends: bool = False) -> list[Node]:
    """``ends``: with these nodes a paragraph comes to its end."""
    found: list[Node] = []
    for number, child in enumerate(children, 1):
        last = ends and number == len(children)
        if isinstance(child, str):
            found += _parted(child, last)
        elif child["t"] == "table":
            rows = [[hyphenated(cell) for cell in row] for row in child["rows"]]
            found.append({**child, "head": [hyphenated(cell) for cell in child["head"]], "rows": rows})
        else:
            last = last or child["t"] in ("p", "li")
            found.append(
                {**child, "c": hyphenated(child["c"], last)} if "c" in child and child["t"] != "code" else child
            )
    return found


def together(text: str) -> str:
    """A text whose last line is never a short word alone."""
    return _RUNT.sub("\u00a0", text)


def _parted(text: str, ends: bool) -> list[Node]:
    text = together(text) if ends else text
    found: list[Node] = []
    at = 0
    words = len(text.rstrip(" .,;:!?)’”"))
    for token in _TOKEN.finditer(text):
        if "/" in token[0] or "@" in token[0]:
            continue
        for word in _WORD.finditer(text, *token.span()):
            half = text[word.start() - 1 : word.start()] == "-" or (ends and word.end() == words)
            if half and len(word[0]) < VERY_LONG:
                continue
            start, end = word.start() + HEAD, word.end() - TAIL
            found += [text[at:start], {"t": "long", "c": [text[start:end]]}]
            at = end
    return [*found, text[at:]] if at < len(text) else found
