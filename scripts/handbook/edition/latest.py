"""The edition of the sources as they are, also with mistakes: a project's folder in; the sound part and every error out.

Publishing demands that there are no errors; while somebody writes or maintains the handbook, the rest is used.
"""

from __future__ import annotations

from pathlib import Path

from ..judging.rules import check, sound
from ..model.problem import Problem
from ..model.settings import settings
from ..reading.kept import Kept
from ..reading.load import load
from ..words.language import Language
from .edition import Edition, edition


def latest(root: Path, kept: Kept | None = None) -> tuple[Edition, list[Problem]]:
    """``kept`` is what was read before, for a caller that asks again and again."""
    chosen = settings(root)
    kept = kept or Kept(root)
    catalogue, problems = load(root, kept)
    problems += check(catalogue, kept, duplicates=False)
    return edition(sound(catalogue, problems), chosen, Language(chosen.language)), problems
