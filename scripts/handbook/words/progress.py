"""Progress: the stages of long work, said on standard error while they run, with how long each took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .language import Language


class Progress:
    """``language`` is the one in which the stages are named."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.started = self.told = time.monotonic()

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Time a stage. Its body appends what it made to the list that it gets, which is printed when it ends."""
        start = time.monotonic()
        print(f"  {self.language.gettext(name):<12}", end="", file=sys.stderr, flush=True)
        made: list[str] = []
        yield made
        print(f"{time.monotonic() - start:6.1f} s  {', '.join(made)}", file=sys.stderr, flush=True)

    def count(self, done: int, total: int) -> None:
        """Show how far a long stage is: at once on a terminal, elsewhere once a minute."""
        now = time.monotonic()
        if sys.stderr.isatty():
            print(f"{100 * done // total:4d}%" + 5 * "\b", end="", file=sys.stderr, flush=True)
        elif now - self.told > 60:
            print(f" {done}/{total}", end="", file=sys.stderr, flush=True)
            self.told = now

    def end(self, said: str) -> None:
        print(f"{said} ({time.monotonic() - self.started:.1f} s)", file=sys.stderr)
