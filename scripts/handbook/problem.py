"""A problem in a source: where it is, what is wrong, and what would be right.

Everything that can be wrong with a contribution becomes one of these. Nothing below the verbs raises
an exception for what a person wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .language import Language, Message


@dataclass(frozen=True, slots=True)
class Problem:
    """``path`` is relative to the project, with slashes; ``line`` and ``column`` count from 1."""

    path: str
    line: int
    column: int
    message: Message


def report(problems: Iterable[Problem], language: Language) -> list[str]:
    """One line for each problem, ``path:line:column: sentence``, sorted by place."""
    lines = {(p.path, p.line, p.column, language.say(p.message)) for p in problems}
    return [f"{path}:{line}:{column}: {text}" for path, line, column, text in sorted(lines)]
