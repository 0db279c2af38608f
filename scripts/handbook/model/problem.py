"""A problem in a source: where it is, what is wrong, and what would be right.

Everything that can be wrong with a contribution becomes one of these. Nothing below the verbs raises
an exception for what a person wrote. An error keeps the handbook from being published; a warning does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ..words.language import N_, Language, Message
from ..words.names import slug

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+ *")


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Mend(NamedTuple):
    """A certain correction in the line of a problem: ``new`` for ``old`` at ``column``, which counts from 1."""

    column: int
    old: str
    new: str

    def made(self, line: str) -> str | None:
        """The corrected line; None if the line has changed since."""
        start, end = self.column - 1, self.column - 1 + len(self.old)
        return f"{line[:start]}{self.new}{line[end:]}" if line[start:end] == self.old else None


def mend_for(line: str, column: int, what: Message) -> Mend | None:
    """The correction that a sentence names, if the line holds its ``value`` at this place; else None. Only a sentence
    that leaves no doubt has a ``right`` beside its ``value``, so that people and ``--fix`` go by the same words."""
    value, right = what.values.get("value"), what.values.get("right")
    if not value or not right:
        return None
    start = next((at for at in (column - 1, column) if line.startswith(value, at)), None)  # a quote may stand before it
    new = f"[{', '.join(right)}]" if isinstance(right, tuple) else right
    return None if start is None else Mend(start + 1, value, new)


@dataclass(frozen=True, slots=True)
class Problem:
    """``path`` is relative to the project, with slashes; ``line`` and ``column`` count from 1."""

    path: str
    line: int
    column: int
    message: Message
    severity: Severity = Severity.ERROR
    mend: Mend | None = None


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that keep the handbook from being published."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A problem as a person reads it. ``rule`` is the English message id as a word, the same in every language."""

    path: str
    line: int
    column: int
    severity: Severity
    text: str
    rule: str
    mend: Mend | None = field(default=None, compare=False)


def told(problems: Iterable[Problem], language: Language) -> list[Line]:
    """Each problem once, in the site's language, on one line, sorted by place."""
    return sorted(
        {
            Line(
                _one_line(p.path),
                p.line,
                p.column,
                p.severity,
                _one_line(language.say(p.message)),
                slug(p.message.id)[:80],
                p.mend,
            )
            for p in problems
        }
    )


def listed(lines: Iterable[Line], language: Language) -> list[str]:
    """``path:line:column: sentence`` for each; a warning says that it is one."""
    warning = language.gettext(N_("warning:"))
    marks = {Severity.ERROR: "", Severity.WARNING: f"{warning} "}
    return [f"{line.path}:{line.line}:{line.column}: {marks[line.severity]}{line.text}" for line in lines]


def unmatched(lines: list[Line], others: list[Line]) -> list[Line]:
    """The lines that the others do not have; a problem that only moved to another line is the same."""
    left = Counter((line.path, line.severity, line.text) for line in others)
    found = []
    for line in lines:
        key = (line.path, line.severity, line.text)
        if left[key]:
            left[key] -= 1
        else:
            found.append(line)
    return found


def report(problems: Iterable[Problem], language: Language) -> list[str]:
    """The problems as ``told`` and ``listed``: all that most verbs need."""
    return listed(told(problems, language), language)


def _one_line(text: str) -> str:
    """The text on one line, without control characters and broken bytes: a value or a file name may hold anything."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _UNPRINTABLE.sub(" ", text)
