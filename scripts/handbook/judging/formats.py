"""Problems in the format of their reader: a person, GitHub, a program, or a code scanner.

In: lines (``problem.told``). Out: text for standard output, and a summary in Markdown for GitHub's job page.
Every value comes from a contribution, so each format escapes it in its own way.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from ..model.problem import Line, Mend, Severity, listed
from ..words.language import N_, Language

MOST_ROWS = 500  # GitHub refuses a summary of more than 1 MiB
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_NAMES = {Severity.ERROR: N_("Mistake"), Severity.WARNING: N_("Warning")}


def text(lines: list[Line], language: Language) -> str:
    """One line for each problem, as ``problem.listed``."""
    return "".join(f"{line}\n" for line in listed(lines, language))


def github(lines: list[Line], language: Language) -> str:
    """Annotations on the lines of a pull request; GitHub shows ten of a kind, so the whole list follows as text."""
    commands = [
        f"::{_LEVELS[line.severity]} file={_property(line.path)},line={line.line},col={line.column},"
        f"title={_property(language.gettext(_NAMES[line.severity]))}::{_data(line.text)}\n"
        for line in lines
    ]
    return "".join(commands) + text(lines, language)


def as_json(lines: list[Line], language: Language) -> str:
    """A list of problems with the same names as ``Line``; ``rule`` does not change with the language. A certain
    correction is in ``mend``: in that line, from that column, ``new`` replaces ``old``."""
    problems = [
        {
            "path": line.path,
            "line": line.line,
            "column": line.column,
            "severity": line.severity.value,
            "rule": line.rule,
            "message": line.text,
            **({"mend": line.mend._asdict()} if line.mend else {}),
        }
        for line in lines
    ]
    return json.dumps({"language": language.code, "problems": problems}, ensure_ascii=False, indent=2) + "\n"


def sarif(lines: list[Line], language: Language) -> str:
    """SARIF 2.1.0, which code scanners and editors read."""
    rules = sorted({line.rule for line in lines})
    run = {
        "tool": {"driver": {"name": "handbook-check", "rules": [{"id": rule} for rule in rules]}},
        "language": language.code,
        "columnKind": "unicodeCodePoints",
        "results": [_result(line, rules.index(line.rule)) for line in lines],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[list[Line], Language], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
    "sarif": sarif,
}


def tell(lines: list[Line], form: str, language: Language) -> None:
    """Write them to standard output; for GitHub to the page of its job too."""
    sys.stdout.write(FORMATS[form](lines, language))
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and page:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(summary(lines, language))


def summary(lines: list[Line], language: Language) -> str:
    """The whole list in Markdown, for the page of a job on GitHub."""
    say = language.gettext
    if not lines:
        return "## {}\n\n{}\n".format(say(N_("No problems")), say(N_("All sources are in order. Thank you!")))
    head = [say(N_("Kind")), say(N_("File")), say(N_("Line")), say(N_("What can be better"))]
    rows = [
        [say(_NAMES[line.severity]), escaped(line.path), f"{line.line}:{line.column}", escaped(line.text)]
        for line in lines[:MOST_ROWS]
    ]
    page = [
        "## " + say(N_("What the check found")),
        "",
        say(N_("An error must be mended before the handbook can be published; a warning is advice.")),
        "",
        *("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * 4, *rows)),
    ]
    more = len(lines) - MOST_ROWS
    if more > 0:
        page += ["", say(N_("And %(count)d more; the log of this check has them all.")) % {"count": more}]
    return "\n".join(page) + "\n"


def escaped(value: str) -> str:
    """A value inside Markdown: every sign that could mean something stands for itself, on one line."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(value.split()))


def _result(line: Line, rule: int) -> dict[str, object]:
    where = {"uri": quote(line.path), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": line.rule,
        "ruleIndex": rule,
        "level": _LEVELS[line.severity],
        "message": {"text": line.text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": where,
                    "region": {"startLine": line.line, "startColumn": line.column},
                }
            }
        ],
        **({"fixes": [_fix(line.line, line.mend, where)]} if line.mend else {}),
    }


def _fix(line: int, mend: Mend, where: dict[str, str]) -> dict[str, object]:
    region = {"startLine": line, "startColumn": mend.column, "endColumn": mend.column + len(mend.old)}
    replacement = {"deletedRegion": region, "insertedContent": {"text": mend.new}}
    return {"artifactChanges": [{"artifactLocation": where, "replacements": [replacement]}]}


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
