"""A book that was made before: the data of a book and a keep in; the kept book out, or a new one that is kept from now on.

In a large book Typst runs in a process of its own, one at a time, for it gives memory back only when its process ends:
that of 26 entries takes 166 MB then and not 215. Not forked, for a process that forks after the first run of Typst hangs.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

from ..running.keep import Keep, key
from . import engine
from .typeset import Book, typeset

Fitted = Callable[[Mapping[str, Any]], Mapping[str, Any]]  # what is made of the data where no book is kept

LARGE = 200_000  # signs of data, as of fifteen entries

_alone = threading.Lock()


def kept(data: Mapping[str, Any], template: str, keep: Keep, fitted: Fitted = lambda data: data) -> Book:
    """Everything that could make it another book is in the key. Raises BookError."""
    text = json.dumps(data)
    name = key(engine.fingerprint(), template, str(engine.moment(data["date"])), text)
    found = keep.get(name)
    if found is not None:
        head, _, pdf = found.partition(b"\n")
        told = json.loads(head)
        return Book(pdf, told["pages"], tuple(told["replaced"]))
    book = _set(fitted(data), template, len(text))
    head = json.dumps({"pages": book.pages, "replaced": book.replaced}).encode()
    keep.put(name, head + b"\n" + book.pdf)
    return book


def _set(data: Mapping[str, Any], template: str, size: int) -> Book:
    if size <= LARGE:
        return typeset(data, template)
    with _alone:
        return typeset(data, template, alone=True)
