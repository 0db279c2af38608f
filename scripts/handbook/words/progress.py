"""Progress: the stages of long work, said on standard error while they run, with how long each took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .language import Language


class Progress:
    """``language`` is that of whoever waits."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.started = self.told = time.monotonic()

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """A stage adds what it made to the list that it gets; that is said when it ends."""
        start = time.monotonic()
        print(f"  {self.language.gettext(name):<12}", end="", file=sys.stderr, flush=True)
        made: list[str] = []
        yield made
        print(f"{time.monotonic() - start:6.1f} s  {', '.join(made)}", file=sys.stderr, flush=True)

    def count(self, done: int, total: int) -> None:
        """How far a long stage is: on a terminal always, and else now and then."""
        now = time.monotonic()
        if sys.stderr.isatty():
            print(f"{100 * done // total:4d}%" + 5 * "\b", end="", file=sys.stderr, flush=True)
        elif now - self.told > 60:
            print(f" {done}/{total}", end="", file=sys.stderr, flush=True)
            self.told = now

    def end(self, said: str) -> None:
        print(f"{said} ({time.monotonic() - self.started:.1f} s)", file=sys.stderr)
