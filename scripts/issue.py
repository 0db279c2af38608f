"""Make the file of an entry from the text of an issue that was written with the form.

The path of the new file goes to standard output, everything that is wrong to standard error, in the words of the
form. Nothing is written unless the file passes the check; exit code 1 if it does not. An existing file is never
overwritten.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from handbook.admission import admit
from handbook.entry import entry
from handbook.issue import Complaint, file_name, understand
from handbook.issue_form import questions
from handbook.language import N_, Language, message
from handbook.load import INITIATIVES, load
from handbook.problem import Problem
from handbook.reader import Document
from handbook.settings import settings
from handbook.terms import terms

_LONGEST = 400  # signs of one line of the report


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="the file that holds the text of the issue, or - for standard input")
    parser.add_argument("--number", type=int, help="the number of the issue, for the report")
    parser.add_argument("--output", type=Path, help="the folder for the new file (default: initiatives/ of the project)")
    parser.add_argument("--date", type=datetime.date.fromisoformat, default=None, help="the day on which the entry is added (default: today)")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help="the project's folder")
    arguments = parser.parse_args()
    language = Language(settings(arguments.root).language)
    text = (sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()).decode("utf-8", "replace")
    day = (arguments.date or datetime.date.today()).isoformat()

    complaints, name, made = read(text, arguments.root, day, language)
    folder = arguments.output or arguments.root / INITIATIVES
    if not complaints:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / f"{name}.md").open("x", encoding="utf-8", newline="\n") as file:
                file.write(made)
        except FileExistsError:
            complaints = [_taken(name)]
    if complaints:
        lines = dict.fromkeys(_line(complaint, language) for complaint in complaints)
        about = language.say(N_("issue %(number)d"), number=arguments.number) if arguments.number else arguments.file
        print(language.say(N_("No file could be made of %(issue)s yet:"), issue=about), file=sys.stderr)
        print(*lines, sep="\n", file=sys.stderr)
        return 1
    print((folder / f"{name}.md").as_posix())
    return 0


def read(text: str, root: Path, day: str, language: Language) -> tuple[list[Complaint], str, str]:
    """What is wrong, and the id and the text of the entry."""
    catalogue, _ = load(root)
    draft = understand(text, terms(catalogue), language)
    if not draft.values:
        return draft.complaints, "", ""
    name = file_name(draft.values.get("title", ""))
    if not name:
        return [*draft.complaints, Complaint(language.gettext(N_("Title")), message(N_("an id cannot be made of this title; it needs letters or digits")))], "", ""
    if f"{INITIATIVES}/{name}.md" in catalogue.documents:
        return [*draft.complaints, _taken(name)], "", ""
    made = entry(draft.values | {"added": day, "reviewed": day}, draft.body)
    document, problems = admit(catalogue, name, made)
    complaints = [Complaint(_label(document, problem, language), problem.message) for problem in problems]
    return [*draft.complaints, *complaints], name, made


def _taken(name: str) -> Complaint:
    return Complaint("", message(N_("initiatives/%(name)s.md is there already; improve that one, or choose another title"), name=name))


def _label(document: Document, problem: Problem, language: Language) -> str:
    """The question below which a problem of the made file was written."""
    labels = {question.path: question.label for question in reversed(questions(language)) if question.path}
    if problem.line >= document.body_line:
        headings = [line[3:] for line in document.body.split("\n")[: problem.line - document.body_line + 1] if line.startswith("## ")]
        return headings[-1] if headings else ""
    before = [(mark, path) for path, mark in document.keys.items() if mark[0] <= problem.line]
    path = tuple(part for part in max(before)[1] if isinstance(part, str)) if before else ()
    missing = problem.message.values.get("key") if problem.line == 1 else None
    return labels.get((missing,)) or labels.get(path) or labels.get(path[:1], "")


def _line(complaint: Complaint, language: Language) -> str:
    """One line; what the issue said in it stays within the line."""
    text = language.say(complaint.message)
    line = " ".join(f"{complaint.label}: {text}".removeprefix(": ").split())
    return f"- {line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}"


if __name__ == "__main__":
    sys.exit(main())
