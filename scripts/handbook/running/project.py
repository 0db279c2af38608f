"""The begin of every verb: the project that it works on, and sentences that reach whoever runs it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

CONFIG = "mkdocs.yml"
HERE = Path(__file__).resolve().parents[3]


def begin(parser: argparse.ArgumentParser) -> None:
    """Adds ``--root``: a whole path, of a folder that holds ``mkdocs.yml``. Output is UTF-8 from here on: a pipe on
    Windows, or the log of a machine, may know fewer signs than our sentences have."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser.add_argument("--root", type=_project, default=HERE, metavar="FOLDER", help="the project's folder")


def _project(text: str) -> Path:
    root = Path(text).resolve()
    if not (root / CONFIG).is_file():
        raise argparse.ArgumentTypeError(f"“{text}” holds no {CONFIG}, so it is no project")
    return root
