"""Work on two processors: one piece beside another, or many small pieces shared.

Long work runs in forked copies of this process where that is possible and safe (Linux, one thread, two processors), and
otherwise in this one: the result is the same. A copy has all data already, so only its result is pickled.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")

MANY = 1000  # sources or pages; for fewer, another process costs more than it gives

_MOST = 10_000  # bytes of an error that is sent
_TAKEN = 20  # jobs at a time: taking one costs 20 µs, doing one about a millisecond


def beside(work: Callable[[], T], *, worthwhile: bool) -> Callable[[], T]:
    """Start the work; call the returned function, once, for its result."""
    return partial(_result, *_copied(work), work) if worthwhile and _processors() > 1 else work


@contextmanager
def meanwhile(work: Callable[[], None], *, worthwhile: bool) -> Iterator[None]:
    """Do the work while the body runs, or after it. If the body fails, the work is stopped and writes nothing more."""
    if not worthwhile or _processors() == 1:
        yield
        work()
        return
    process, told = _copied(work)
    try:
        yield
    except BaseException:
        process.terminate()
        process.join()
        raise
    _result(process, told, work)


def _copied(work: Callable[[], Any]) -> tuple[BaseProcess, Connection]:
    """A copy of this process that does the work, and the connection on which it sends the result."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def run() -> None:
        _deaf()
        ours.close()  # or the copy would wait for ever to tell its result when this process was killed
        with suppress(Exception):  # it is done once more below, and says there what is wrong
            theirs.send(work())

    process = context.Process(target=run, daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _result(process: BaseProcess, told: Connection, work: Callable[[], T]) -> T:
    try:
        return told.recv()
    except (EOFError, OSError):  # the copy was ended, by a lack of memory for instance: do it here
        return work()
    finally:
        process.join()


def share(jobs: Sequence[Callable[[], None]]) -> None:
    """Do every job, in no stated order; jobs leave their results on the disk. Raises what a job raised.

    Each process takes the next jobs when it has done its own, so that long ones hold nobody up.
    """
    helpers = min(_processors(), len(jobs) // (2 * _TAKEN)) - 1
    if helpers < 1:
        for job in jobs:
            job()
        return
    context = multiprocessing.get_context("fork")
    taken = context.Value("q", 0)

    def work() -> None:
        while True:
            with taken.get_lock():
                first = taken.value
                taken.value = first + _TAKEN
            if first >= len(jobs):
                return
            for job in jobs[first : first + _TAKEN]:
                job()

    failed = context.SimpleQueue()

    def copied() -> None:
        _deaf()
        try:
            work()
        except Exception as error:
            failed.put(_sent(error))

    copies = [context.Process(target=copied, daemon=True) for _ in range(helpers)]
    for copy in copies:
        copy.start()
    try:
        work()
    except BaseException:
        for copy in copies:
            copy.terminate()  # nothing is written any more in what the caller now clears away
        raise
    finally:
        for copy in copies:
            copy.join()
    if not failed.empty():
        raise failed.get()
    if any(copy.exitcode for copy in copies):  # ended by a lack of memory, for instance
        raise RuntimeError("a part of the work was not done")


def _deaf() -> None:
    """In a helper: ignore Ctrl-C, which a terminal sends to helpers too; the main process reports it and ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _sent(error: Exception) -> Exception:
    """The error itself, or one with the same text if it cannot be pickled or is too long for a pipe."""
    try:
        packed = pickle.dumps(error)
        pickle.loads(packed)
    except Exception:
        packed = b""
    return error if 0 < len(packed) < _MOST else RuntimeError(str(error)[:1000])


def _processors() -> int:
    """How many processes can work at once; 1 where forking would not be safe, and in a process that was forked itself."""
    if sys.platform != "linux" or threading.active_count() > 1 or multiprocessing.parent_process():
        return 1
    return len(os.sched_getaffinity(0))
