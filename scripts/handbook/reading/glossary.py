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
_CLOSED = re.compile(r"<(a|h[2-4]|code|pre)\b.*?</\1>|<[^>]*>", re.DOTALL)  # a word inside these stays as it is
_BOUND = re.compile(r"\b")


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
    """The words, ready to be found.

    A form is looked for where it stands letter by letter, which the system's own search does at gigabytes a second; only
    what was found is looked at more closely. One expression for all forms took five times as long.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = tuple(words)
        self._by_form = {form.lower(): word for word in self.words for form in word.forms}

    def pieces(self, text: str) -> Iterator[tuple[str, Word | None]]:
        """A plain text cut at its words: each piece with the word that it is a form of, if it is one."""
        end = 0
        for start, stop, word in self._found(text):
            if start > end:
                yield text[end:start], None
            yield text[start:stop], word
            end = stop
        if text[end:]:
            yield text[end:], None

    def explain(self, html: str, title: str) -> tuple[str, tuple[Word, ...]]:
        """Safe HTML with its first uses marked, and the words in the order of their use.

        A word of the page's own title stays unmarked: there it is a name, or what the page explains itself.
        """
        named = {word.anchor for _, _, word in self._found(title)}
        used: dict[str, Word] = {}
        parts, end = [], 0
        for start, stop, word in self._found(html, _CLOSED):
            if word.anchor in used or word.anchor in named:
                continue
            used[word.anchor] = word
            name = f"woord-{word.anchor}"
            parts += (
                html[end:start],
                f'<button type="button" class="hb-word" popovertarget="{name}" aria-describedby="{name}">',
                html[start:stop],
                f'</button><span class="hb-word__text" id="{name}" popover role="note">{escape(word.text)}</span>',
            )
            end = stop
        return "".join((*parts, html[end:])), tuple(used.values())

    def _found(self, text: str, closed: re.Pattern[str] | None = None) -> Iterator[tuple[int, int, Word]]:
        """Where words stand in a text, from left to right, the longest where several begin; not in what is ``closed``."""
        small = text.lower()
        if len(small) != len(text):  # a letter that becomes two when it is small, as İ: only as it is written, then
            small = text
        stands = [(start, -len(form), form) for form in self._by_form if form in small for start in _whole(form, small)]
        if not stands:
            return
        stands.sort()
        shut = closed.finditer(text) if closed else iter(())
        bar = next(shut, None)
        end = 0
        for start, _, form in stands:
            while bar and bar.end() <= start:
                bar = next(shut, None)
            if start >= end and not (bar and bar.start() <= start):
                end = start + len(form)
                yield start, end, self._by_form[form]


def _whole(form: str, text: str) -> Iterator[int]:
    """Where a form stands in a text as a word of its own."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if _BOUND.match(text, start) and _BOUND.match(text, end):
            yield start
        start = text.find(form, start + 1)


def read_words(text: str) -> tuple[Word, ...]:
    """The words of the chapter, in its order."""
    return tuple(
        Word(match["name"].strip(), _forms(match["name"], match["others"] or ""), match["text"].strip())
        for match in _WORD.finditer(text)
    )


def _forms(name: str, others: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip(), *(form.strip() for form in others.split(",")))))
