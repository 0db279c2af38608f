"""A problem in a source: where it is, what is wrong, and what would be right.

Everything that can be wrong with a contribution becomes one of these. Nothing below the verbs raises
an exception for what a person wrote. An error keeps the handbook from being published; a warning does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .language import N_, Language, Message


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """``path`` is relative to the project, with slashes; ``line`` and ``column`` count from 1."""

    path: str
    line: int
    column: int
    message: Message
    severity: Severity = Severity.ERROR


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that keep the handbook from being published."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def report(problems: Iterable[Problem], language: Language) -> list[str]:
    """One line for each problem, ``path:line:column: sentence``, sorted by place; a warning says that it is one."""
    lines = {(p.path, p.line, p.column, p.severity, language.say(p.message)) for p in problems}
    warning = language.gettext(N_("warning:"))
    return [
        f"{path}:{line}:{column}: {f'{warning} ' if severity is Severity.WARNING else ''}{text}"
        for path, line, column, severity, text in sorted(lines)
    ]
