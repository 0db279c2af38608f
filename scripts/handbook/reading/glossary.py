"""Explained words: the first use of a word on a page gets its explanation, for pointer, keyboard, finger and paper.

In: the chapter ``content/woorden.md``, a heading and a paragraph for each word, with its other forms behind “Ook:”.
In: safe HTML. Out: the same HTML with a button on the first use of each word, and the words that were used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from ..words.names import slug

CHAPTER = "content/woorden.md"

_WORD = re.compile(r"^## (?P<name>.+)\n+(?:Ook: (?P<others>.+)\n+)?(?P<text>[^#\n].*)$", re.MULTILINE)
_TOKENS = re.compile(r"(<[^>]*>)")
_CLOSED = ("a", "h2", "h3", "h4", "code", "pre")  # a word inside these stays as it is


@dataclass(frozen=True)
class Word:
    """``forms`` are the spellings under which it is found in a text; ``anchor`` is its place in the chapter."""

    name: str
    forms: tuple[str, ...]
    text: str

    @cached_property
    def anchor(self) -> str:
        return slug(self.name)


class Glossary:
    """The words, ready to be found: one expression for all of them, so that the cost is that of reading the text.

    It looks at small letters only, and at each sign once: both together take a quarter of the time of trying every word
    at every place in every spelling.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = tuple(words)
        self._by_form = {form.lower(): word for word in self.words for form in word.forms}
        self._pattern = re.compile(rf"\b{_one_of(self._by_form)}\b")

    def pieces(self, text: str) -> Iterator[tuple[str, Word | None]]:
        """A plain text cut at its words: each piece with the word that it is a form of, if it is one."""
        end = 0
        small = text.lower()
        for match in self._pattern.finditer(small if len(small) == len(text) else text):
            if match.start() > end:
                yield text[end : match.start()], None
            yield text[match.start() : match.end()], self._by_form[match[0]]
            end = match.end()
        if text[end:]:
            yield text[end:], None

    def explain(self, html: str, title: str) -> tuple[str, tuple[Word, ...]]:
        """Safe HTML with its first uses marked, and the words in the order of their use.

        A word of the page's own title stays unmarked: there it is a name, or what the page explains itself.
        """
        used: dict[str, Word] = {}
        named = {word.anchor for _, word in self.pieces(title) if word}

        def marked(piece: str, word: Word | None) -> str:
            if word is None or word.anchor in used or word.anchor in named:
                return piece
            used[word.anchor] = word
            name = f"woord-{word.anchor}"
            return (
                f'<button type="button" class="hb-word" popovertarget="{name}" aria-describedby="{name}">{piece}</button>'
                f'<span class="hb-word__text" id="{name}" popover role="note">{escape(word.text)}</span>'
            )

        parts, closed = [], 0
        for token in _TOKENS.split(html):
            if token.startswith("<"):
                name = re.match(r"</?(\w*)", token)[1]
                if name in _CLOSED:
                    closed += -1 if token.startswith("</") else 1
                parts.append(token)
            else:
                parts += [token] if closed else [marked(*piece) for piece in self.pieces(token)]
        return "".join(parts), tuple(used.values())


def _one_of(words: Iterable[str]) -> str:
    """An expression for any of some words, the longest that fits, in which a common beginning stands once."""
    longer: dict[str, list[str]] = {}
    for word in words:
        longer.setdefault(word[:1], []).append(word[1:])
    ends = longer.pop("", None) is not None
    parts = [re.escape(sign) + _one_of(rest) for sign, rest in sorted(longer.items())]
    if not parts:
        return "" if ends else r"(?!)"  # no word at all: found nowhere
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"


def read_words(text: str) -> tuple[Word, ...]:
    """The words of the chapter, in its order."""
    return tuple(
        Word(match["name"].strip(), _forms(match["name"], match["others"] or ""), match["text"].strip())
        for match in _WORD.finditer(text)
    )


def _forms(name: str, others: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip(), *(form.strip() for form in others.split(",")))))
