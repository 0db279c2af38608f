"""Explained words: the first use of a word on a page becomes a button that shows what it means.

In: the chapter ``content/woorden.md``, a heading and a paragraph for each word, with its other forms behind “Ook:”.
In: safe HTML. Out: the same HTML with a button on the first use of each word, and the words that were used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html import escape

from ..words.names import slug

CHAPTER = "content/woorden.md"

_WORD = re.compile(r"^## (?P<name>.+)\n+(?:Ook: (?P<others>.+)\n+)?(?P<text>[^#\n].*)$", re.MULTILINE)
CLOSED = ("a", "em", "code", "pre")  # a word inside these, or a heading, stays as it is
_CLOSED = re.compile(rf"<(h[2-4]|{'|'.join(CLOSED)})\b.*?</\1>|<[^>]*>", re.DOTALL)
_NEAR = 20  # letters of HTML before a word in which a sign may touch it
_BEFORE = re.compile(r"(?:&quot;|[^\s<>&;\w])*\Z")
_AFTER = re.compile(r"(?:&quot;|[^\s<>&\w]){0,8}")
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

    Each form is first searched as a plain string, which is very fast, and only matches are examined further. One regular
    expression for all forms took five times as long.

    ``names`` are those of entries, series, publications and such: a word that is part of one stays unmarked there.
    """

    def __init__(self, words: Iterable[Word], names: Iterable[str] = ()) -> None:
        self.words = tuple(words)
        self._by_form = {form.lower(): word for word in self.words for form in word.forms}
        self._given = tuple(names)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that hold a word of the glossary and more than that word, as written and as in HTML."""
        text = "\n".join({*self._given, *map(escape, self._given)})
        found = {_line(text, start, stop) for start, stop, _ in self._found(text)}
        return frozenset(name for name in found if name.lower() not in self._by_form)

    @cached_property
    def named(self) -> str:
        """A checksum of ``names``."""
        return sha256("\n".join(sorted(self.names)).encode("utf-8", "surrogatepass")).hexdigest()

    def in_title(self, title: str) -> set[str]:
        """The anchors of the words in a page's own title: they stay unmarked there, as the page explains itself."""
        return {word.anchor for _, _, word in self._found(title)}

    def pieces(self, text: str) -> Iterator[tuple[str, Word | None]]:
        """A plain text in pieces: each with the word of which it is a form, or None."""
        end = 0
        for start, stop, word in self._found(text):
            if self._in_name(text, start, stop):
                continue
            if start > end:
                yield text[end:start], None
            yield text[start:stop], word
            end = stop
        if text[end:]:
            yield text[end:], None

    def explain(self, html: str, title: str) -> tuple[str, tuple[Word, ...]]:
        """The HTML with the first use of each word marked, and these words in the order of their use."""
        named = self.in_title(title)
        used: dict[str, Word] = {}
        parts, end = [], 0
        for start, stop, word in self._found(html, _CLOSED):
            if word.anchor in used or word.anchor in named or self._in_name(html, start, stop):
                continue
            used[word.anchor] = word
            first, last = _touched(html, start, stop)
            first = max(first, end)
            parts += (html[end:first], _marked(html[first:start], html[start:stop], html[stop:last], word))
            end = last
        return "".join((*parts, html[end:])), tuple(used.values())

    def _in_name(self, text: str, start: int, stop: int) -> bool:
        """Whether this word is part of a name; takes hardly longer for many names than for few."""
        befores, sizes = self._around
        for before in befores.get(text[start:stop], ()):
            first = start - before
            for size in sizes.get(text[first:stop], ()) if first >= 0 else ():
                last = first + size
                if text[first:last] in self.names and _apart(text, first) and _apart(text, last):
                    return True
        return False

    @cached_property
    def _around(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """For each word of a name how far from its beginning it stands, and for each beginning how long names are."""
        befores: dict[str, set[int]] = {}
        sizes: dict[str, set[int]] = {}
        for name in self.names:
            for start, stop, _ in self._found(name):
                befores.setdefault(name[start:stop], set()).add(start)
                sizes.setdefault(name[:stop], set()).add(len(name))
        return befores, sizes

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


def _touched(html: str, start: int, stop: int) -> tuple[int, int]:
    """From where to where the signs around a word touch it."""
    return _BEFORE.search(html, max(0, start - _NEAR), start).start(), _AFTER.match(html, stop).end()


def _marked(before: str, said: str, after: str, word: Word) -> str:
    """A word with its explanation. Signs that touch the word are kept beside the button, where a line could break."""
    name = f"woord-{word.anchor}"
    button = f'<button type="button" class="hb-word" popovertarget="{name}" aria-describedby="{name}">{said}</button>'
    text = f'<span class="hb-word__text" id="{name}" popover role="note">{escape(word.text)}</span>'
    marked = f"{before}{button}{text}{after}"
    return f'<span class="hb-word__keep">{marked}</span>' if before or after else marked


def _line(text: str, start: int, stop: int) -> str:
    """The line of a text in which something stands."""
    end = text.find("\n", stop)
    return text[text.rfind("\n", 0, start) + 1 : len(text) if end < 0 else end]


def _apart(text: str, at: int) -> bool:
    """Whether a name may begin or end here: not within a word."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


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
