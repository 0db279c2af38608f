"""Explained words: the first use of a word on a page gets its explanation, for pointer, keyboard, finger and paper.

In: the chapter ``content/woorden.md``, a heading and a paragraph for each word, with its other forms behind “Ook:”.
In: safe HTML. Out: the same HTML with a button on the first use of each word, and the words that were used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ..words.names import slug

CHAPTER = "content/woorden.md"

_WORD = re.compile(r"^## (?P<name>.+)\n+(?:Ook: (?P<others>.+)\n+)?(?P<text>[^#\n].*)$", re.MULTILINE)
_TOKENS = re.compile(r"(<[^>]*>)")
_CLOSED = ("a", "h2", "h3", "h4", "code", "pre")  # a word inside these stays as it is


@dataclass(frozen=True, slots=True)
class Word:
    """``forms`` are the spellings under which it is found in a text; ``anchor`` is its place in the chapter."""

    name: str
    forms: tuple[str, ...]
    text: str

    @property
    def anchor(self) -> str:
        return slug(self.name)


class Glossary:
    """The words, ready to be found: one expression for all of them, so that the cost is that of reading the text."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = tuple(words)
        self._by_form = {form.casefold(): word for word in self.words for form in word.forms}
        forms = sorted(self._by_form, key=len, reverse=True)
        self._pattern = re.compile(rf"\b({'|'.join(map(re.escape, forms))})\b", re.IGNORECASE) if forms else None

    def pieces(self, text: str) -> Iterator[tuple[str, Word | None]]:
        """A plain text cut at its words: each piece with the word that it is a form of, if it is one."""
        end = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            if match.start() > end:
                yield text[end : match.start()], None
            yield match[0], self._by_form[match[0].casefold()]
            end = match.end()
        if text[end:]:
            yield text[end:], None

    def explain(self, html: str, title: str) -> tuple[str, tuple[Word, ...]]:
        """Safe HTML with its first uses marked, and the words in the order of their use.

        A word of the page's own title stays unmarked: there it is a name, or what the page explains itself.
        """
        if self._pattern is None:
            return html, ()
        used: dict[str, Word] = {}
        named = {self._by_form[match[0].casefold()].anchor for match in self._pattern.finditer(title)}

        def button(match: re.Match[str]) -> str:
            word = self._by_form[match[0].casefold()]
            if word.anchor in used or word.anchor in named:
                return match[0]
            used[word.anchor] = word
            name = f"woord-{word.anchor}"
            return (
                f'<button type="button" class="hb-word" popovertarget="{name}" aria-describedby="{name}">{match[0]}</button>'
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
                parts.append(token if closed else self._pattern.sub(button, token))
        return "".join(parts), tuple(used.values())


def read_words(text: str) -> tuple[Word, ...]:
    """The words of the chapter, in its order."""
    return tuple(
        Word(match["name"].strip(), _forms(match["name"], match["others"] or ""), match["text"].strip())
        for match in _WORD.finditer(text)
    )


def _forms(name: str, others: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip(), *(form.strip() for form in others.split(",")))))
