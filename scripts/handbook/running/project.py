"""The project that a verb works on: the option that names its folder."""

from __future__ import annotations

import argparse
from pathlib import Path

HERE = Path(__file__).resolve().parents[3]


def add_root(parser: argparse.ArgumentParser) -> None:
    """``--root``: a whole path, of a folder that holds ``mkdocs.yml``."""
    parser.add_argument("--root", type=_project, default=HERE, metavar="FOLDER", help="the project's folder")


def _project(text: str) -> Path:
    root = Path(text).resolve()
    if not (root / "mkdocs.yml").is_file():
        raise argparse.ArgumentTypeError(f"“{text}” holds no mkdocs.yml, so it is no project")
    return root
