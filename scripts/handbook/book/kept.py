"""A book that was made before: the data of a book and a keep in; the kept book out, or a new one that is kept from now on.

A large book is set in a process of its own, started anew, one at a time: Typst gives memory back only when its process
ends. Not forked, for a process that forks after the first run of Typst hangs.
"""

from __future__ import annotations

import json
import multiprocessing
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from ..running.keep import Keep, key
from . import engine
from .typeset import Book, typeset

Fitted = Callable[[Mapping[str, Any]], Mapping[str, Any]]  # what is made of the data where no book is kept

LARGE = 1_000_000  # signs of data, as of fifty entries

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
    book = _beside(fitted(data), template) if len(text) > LARGE else typeset(fitted(data), template)
    head = json.dumps({"pages": book.pages, "replaced": book.replaced}).encode()
    keep.put(name, head + b"\n" + book.pdf)
    return book


def _beside(data: Mapping[str, Any], template: str) -> Book:
    with _alone, ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(typeset, data, template).result()
