"""The mistakes that a change brings: the sources as they were read before, and those on the disk, in; sentences out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..judging.rules import check
from ..model.problem import Problem, errors, report
from ..reading.catalogue import Catalogue
from ..reading.load import load
from ..words.language import Language


def mistakes(root: Path, catalogue: Catalogue, problems: Sequence[Problem], language: Language) -> list[str]:
    """What is wrong now and was not then; ``catalogue`` and ``problems`` are what was read before the change."""
    after, found = load(root)
    lines = report(errors([*found, *check(after, duplicates=False)]), language)
    before = set(report(errors([*problems, *check(catalogue, duplicates=False)]), language)) if lines else set()
    return [line for line in lines if line not in before]
