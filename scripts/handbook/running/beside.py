"""Two pieces of work at the same time: a function in, and out a function that waits for what it gave.

Work of seconds runs in a copy of this process where that is possible and safe (Linux, one thread, two processors), and
else when it is asked for: the result is the same. Nothing has to be packed to begin with, only the result.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T], *, worthwhile: bool) -> Callable[[], T]:
    """Begin the work; the function that is returned gives its result, once."""
    if not (
        worthwhile and sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1
    ):
        return work
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def run() -> None:
        theirs.send(work())

    process = context.Process(target=run, daemon=True)
    process.start()
    theirs.close()

    def result() -> T:
        try:
            return ours.recv()
        except EOFError:  # the copy was ended, by a lack of memory for instance: do it here
            return work()
        finally:
            process.join()

    return result
