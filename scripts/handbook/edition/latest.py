"""The edition of the sources as they are now, mistakes and all: a project's folder in; what is sound, and every error, out.

Who publishes demands that there are no problems; who writes, or looks after the handbook, goes on with the rest.
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
    """``kept`` is what was read before, for who asks again and again."""
    chosen = settings(root)
    kept = kept or Kept(root)
    catalogue, problems = load(root, kept)
    problems += check(catalogue, kept, duplicates=False)
    return edition(sound(catalogue, problems), chosen, Language(chosen.language)), problems
