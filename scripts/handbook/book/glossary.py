"""Explained words on paper: the nodes of a description in, the same with each first use marked out; and the list.

The words are those of the website (see ``reading.glossary``): a mark leads to the list, which says what the word
means and which entries use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..edition.edition import Edition
from ..model.initiative import Initiative
from ..reading.glossary import CLOSED, Glossary, Word
from ..words.language import N_, Language
from .nodes import Node, nodes, visible
from .resolver import Resolve

_CLOSED = (*CLOSED, "h")
_MOST, _FEW = 20, 4  # pages that are named of a word, and how many more are not worth leaving out


def described(entry: Initiative, edition: Edition, resolve: Resolve) -> tuple[list[Node], list[dict[str, str]]]:
    """The description of an entry with its words marked, and what they mean."""
    body, used = marked(nodes(edition.html(entry), resolve), edition.glossary, entry.title)
    return body, [explained(word) for word in used]


def marked(children: list[Node], glossary: Glossary, title: str) -> tuple[list[Node], list[Word]]:
    """The nodes with a node ``w`` around the first use of each word, and these words in the order of their use."""
    passed = glossary.in_title(title)
    used: list[Word] = []

    def walk(children: list[Node]) -> list[Node]:
        found: list[Node] = []
        for child in children:
            if isinstance(child, str):
                for text, word in glossary.pieces(child):
                    if word is None or word.anchor in passed:
                        found.append(text)
                        continue
                    passed.add(word.anchor)
                    used.append(word)
                    found.append({"t": "w", "to": label(word.anchor), "c": [text]})
            elif child["t"] == "table":
                found.append({**child, "rows": [[walk(cell) for cell in row] for row in child["rows"]]})
            else:
                found.append({**child, "c": walk(child["c"])} if "c" in child and child["t"] not in _CLOSED else child)
        return found

    return walk(children), used


def glossary(edition: Edition, entries: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every word that these entries use, with its explanation and the labels of the entries: of the first, where it is in
    use throughout a large book, and how many ``more`` there are."""
    users: dict[str, list[str]] = {}
    for entry in entries.values():
        for word in entry["words"]:
            users.setdefault(word["label"], []).append(entry["label"])
    found = map(explained, edition.glossary.words)
    return [{**word, **_pages(users[word["label"]], edition.language)} for word in found if word["label"] in users]


def _pages(labels: list[str], language: Language) -> dict[str, Any]:
    rest = len(labels) - _MOST if len(labels) > _MOST + _FEW else 0
    more = language.say(N_("and %(count)d more"), count=rest) if rest else ""
    return {"pages": labels[:_MOST] if rest else labels, "more": more}


def explained(word: Word) -> dict[str, str]:
    return {"label": label(word.anchor), "name": visible(word.name), "text": visible(word.text)}


def label(anchor: str) -> str:
    return f"w-{anchor}"
