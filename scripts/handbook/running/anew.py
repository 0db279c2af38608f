"""Work in a fresh process, which starts small and gives all its memory back when it ends.

In: a function of a module and its arguments. Out: what it returns or raises. ``multiprocessing`` would first import the
main program again in the new process, with everything that this imports: half a second and 30 MB per volume of a book.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_HOUSE = Path(__file__).resolve().parents[2]
# Apart from the folder in which somebody stands: a file there may have the name of a module.
# A terminal sends Ctrl-C to this process as well, but the one that started it tells that, and ends it.
_START = "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.path.insert(0, sys.argv[1]); from handbook.running import anew; anew.run()"


def anew(work: Callable[..., T], *given: Any) -> T:
    """Raises what the work raises, and RuntimeError if its process was ended, by a lack of memory for instance."""
    command = [sys.executable, "-I", "-c", _START, str(_HOUSE)]
    ended = subprocess.run(command, input=pickle.dumps((work, given)), stdout=subprocess.PIPE)
    if ended.returncode:
        raise RuntimeError("a part of the work was not done")
    result, error = pickle.loads(ended.stdout)
    if error:
        raise error
    return result


def run() -> None:
    """In the new process: the work comes in, and nothing but its result goes out."""
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        work, given = pickle.load(sys.stdin.buffer)
    except (EOFError, pickle.UnpicklingError):
        os._exit(1)  # the asking process was killed before it had sent everything
    try:
        told = work(*given), None
    except Exception as error:
        told = None, error
    try:
        out.write(pickle.dumps(told))
        out.flush()
    except BrokenPipeError:
        os._exit(1)  # the asking process was killed
