"""The fields at the top of a file: a new field, or one more word in a list, as an edit that leaves the rest alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading.reader import Document
from .edits import Edit, replaced, unclear, written


def inserted(document: Document, order: Sequence[str], key: str, text: str) -> Edit:
    """``text``, whole lines that begin with the field ``key``, where ``order`` wants them, above the comments of the
    next field.
    """
    lines = document.front.split("\n")
    places = {path[0]: document.key_at(path) for path in document.places.keys if len(path) == 1}
    if any(column != 1 for _, column in places.values()):  # all fields between braces, for instance
        raise unclear(document.path, 2, 1)
    later = [places[name][0] for name in order[order.index(key) + 1 :] if name in places]
    line = min(later, default=len(lines) + 1)  # the closing “---”
    while line > 2 and lines[line - 3].startswith("#"):
        line -= 1
    return Edit(line, 1, "", text)


def added(document: Document, order: Sequence[str], key: str, word: str, instead_of: str) -> Edit:
    """One more word in a list of words; in the place of ``instead_of`` where that is in it."""
    words = document.values.get(key)
    if not words:
        return inserted(document, order, key, f"{key}: [{word}]\n")
    if not isinstance(words, list):
        raise unclear(document.path, *document.key_at((key,)))
    if instead_of in words:
        return replaced(document, (key, words.index(instead_of)), word)
    last = (key, len(words) - 1)
    line, column = document.at(last)
    text, raw = document.front.split("\n")[line - 2], written(document, last)
    start, end = text[: column - 1], column + len(raw)
    if start.strip() == "-":
        return Edit(line + 1, 1, "", f"{start}{word}\n")
    return Edit(line, end, "", f", {word}")
