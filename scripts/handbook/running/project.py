"""How every verb begins: the project that it works on, and output that every terminal can show."""

from __future__ import annotations

import argparse
import atexit
import datetime
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

CONFIG = "mkdocs.yml"
HERE = Path(__file__).resolve().parents[3]


def begin(explained: str | None) -> argparse.ArgumentParser:
    """An argument parser with this description and with ``--root``: the absolute path of a folder that holds
    ``mkdocs.yml``. Output is UTF-8 from here on: a pipe on Windows, or the log of a machine, may lack characters of our
    sentences."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = partial(_excepted, sys.excepthook)
    atexit.register(_nobody_reads)
    parser = argparse.ArgumentParser(description=explained, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=_project, default=HERE, metavar="FOLDER", help="the project's folder")
    return parser


def day(text: str) -> datetime.date:
    """The value of an argument such as ``--date``."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it as 2026-11-22") from None


def between(least: float, most: float) -> Callable[[str], float]:
    """The type of an argument that is a number between these bounds: whole if ``least`` is an int."""

    def read(text: str) -> float:
        try:
            number = type(least)(text)
        except ValueError:
            number = None
        if number is None or not least <= number <= most:
            kind = "whole number" if isinstance(least, int) else "number"
            raise argparse.ArgumentTypeError(f"“{text}” is no {kind} from {least} to {most}")
        return number

    return read


def _excepted(
    before: Callable[..., object], kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    try:
        if issubclass(kind, BrokenPipeError):  # of our output, or of something else?
            os.write(sys.stdout.fileno(), b"\n")
        before(kind, error, trace)
    except BrokenPipeError:
        _nobody_reads()


def _nobody_reads() -> None:
    """The reader of our output may stop reading, as ``head`` does: that is no error and is not reported."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _project(text: str) -> Path:
    root = Path(text).resolve()
    if not (root / CONFIG).is_file():
        raise argparse.ArgumentTypeError(f"“{text}” holds no {CONFIG}, so it is no project")
    return root
