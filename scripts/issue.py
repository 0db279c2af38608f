"""Make the file of an entry from the text of an issue that was written with the issue form.

The path of the new file goes to standard output; everything that is wrong goes to standard error, in the words of the
form. Nothing is written unless the file passes the check; otherwise the exit code is 1. An existing file is never
overwritten.
"""

from __future__ import annotations

import datetime
import sys
from dataclasses import dataclass
from pathlib import Path

from handbook.forms.entry import entry
from handbook.forms.form_words import labels_of, said
from handbook.forms.issue import Complaint, understand
from handbook.forms.issue_form import questions
from handbook.judging.admission import admit
from handbook.model.fields import fields
from handbook.model.folders import INITIATIVES
from handbook.model.problem import Problem, errors
from handbook.model.settings import settings
from handbook.model.voice import denied, voice
from handbook.reading.load import load
from handbook.reading.reader import Document
from handbook.reading.terms import terms
from handbook.running.project import begin, between, day
from handbook.running.write import create
from handbook.words.language import N_, Language, message
from handbook.words.names import identifier

_MOST = 40  # lines of the report
_LONGEST = 400  # characters in one line of the report


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("file", help="the file with the text of the issue, or - for standard input")
    parser.add_argument("--number", type=between(1, 999_999_999), help="the number of the issue, for the report")
    parser.add_argument(
        "--output", type=Path, help="the folder for the new file (default: initiatives/ of the project)"
    )
    parser.add_argument(
        "--report",
        type=Path,
        help="write a Markdown report here: an answer to the issue, or the text of a pull request",
    )
    parser.add_argument("--date", type=day, help="the day on which the entry is added (default: today)")
    arguments = parser.parse_args()
    chosen = settings(arguments.root)
    language = voice(chosen)
    try:
        data = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
        if arguments.report:
            arguments.report.touch()  # without a report no file is made
    except OSError as error:
        print(language.say(denied(error)), file=sys.stderr)
        return 1
    text = data.decode("utf-8", "replace")
    today = (arguments.date or datetime.date.today()).isoformat()

    found = read(text, arguments.root, today, language, chosen.licence)
    folder = arguments.output or arguments.root / INITIATIVES
    if found.made:
        try:
            create(folder / f"{found.name}.md", found.made)
        except OSError as error:
            if not isinstance(error, FileExistsError) or Path(error.filename) == folder:  # a file is in its place
                print(language.say(denied(error)), file=sys.stderr)
                return 1
            found = Found([_taken(found.name, language)])
    about = language.say(N_("issue %(number)d"), number=arguments.number) if arguments.number else arguments.file
    lines = _lines(found.complaints, language)
    if len(lines) > _MOST:
        rest = language.say(N_("and %(count)d more"), count=len(lines) - _MOST)
        lines[_MOST:] = [f"- {rest}"]
    if arguments.report:
        arguments.report.write_text(_report(found, lines, arguments.number, language), encoding="utf-8", newline="\n")
    if not found.made:
        print(language.say(N_("No file could be made of %(issue)s yet:"), issue=about), file=sys.stderr)
    print(*lines, sep="\n", end="\n" if lines else "", file=sys.stderr)
    if found.made:
        print((folder / f"{found.name}.md").as_posix())
    return 0 if found.made else 1


@dataclass(frozen=True, slots=True)
class Found:
    """What an issue gives: complaints, and the id and text of the entry unless a complaint prevents it."""

    complaints: list[Complaint]
    name: str = ""
    made: str = ""


def read(text: str, root: Path, day: str, language: Language, licence: str) -> Found:
    """Read an issue, and judge the file that it would become as the check does."""
    catalogue, _ = load(root)
    draft = understand(text, terms(catalogue), language, licence)
    if not draft.values:
        return Found(draft.complaints)
    name = identifier(draft.values.get("title", ""))
    if not name:
        about = language.gettext(N_("Title"))
        what = message(N_("an id cannot be made of this title; it needs letters or digits"))
        return Found([*draft.complaints, Complaint(about, what)])
    if f"{INITIATIVES}/{name}.md" in catalogue.documents:
        draft.complaints.append(_taken(name, language))
        name = f"{name}-2"
    made = entry(draft.values | {"added": day, "reviewed": day}, draft.body)
    document, problems = admit(catalogue, name, made)
    known = {complaint.label for complaint in draft.complaints if complaint.label}  # later complaints repeat these
    judged = [Complaint(_label(document, problem, language), problem.message) for problem in problems]
    complaints = [complaint for complaint in judged if complaint.label not in known]
    if draft.complaints or errors(problems):
        return Found([*draft.complaints, *complaints], name)  # corrections that were made need no action
    return Found([*draft.mended, *complaints], name, made)


def _report(found: Found, lines: list[str], number: int | None, language: Language) -> str:
    """Markdown for the contributor or the editor; quotations from the issue are in a block of code."""
    say = language.gettext
    block = "\n".join(f"    {line}" for line in lines)
    if not found.made:
        return (
            "\n\n".join(
                [
                    say(N_("Thank you for sending this in. Something is still needed before it can become a page:")),
                    block,
                    say(N_("Change the issue with “Edit”. An editor then tries again.")),
                ]
            )
            + "\n"
        )
    tasks = [
        say(N_("Every fact stands in the source.")),
        say(N_("It is easy to follow, and it does justice to the people it is about.")),
        say(N_("It is not the same as another entry.")),
    ]
    closes = [f"Closes #{number}"] if number else []
    begin = say(N_("The check found no mistakes in this file."))
    return (
        "\n\n".join([begin, *([block] if lines else []), "\n".join(f"- [ ] {task}" for task in tasks), *closes]) + "\n"
    )


def _taken(name: str, language: Language) -> Complaint:
    what = N_(
        "there is a page with this name already (initiatieven/%(other)s/); improve that one, or choose another name"
    )
    return Complaint(language.gettext(N_("Title")), message(what, other=name))


def _label(document: Document, problem: Problem, language: Language) -> str:
    """The question of the form whose answer caused a problem in the file."""
    labels = {question.path: question.label for question in reversed(questions(language)) if question.path}
    if problem.line >= document.body_line:
        headings = [
            line[3:]
            for line in document.body.split("\n")[: problem.line - document.body_line + 1]
            if line.startswith("## ")
        ]
        return headings[-1] if headings else ""
    if (problem.line, problem.column) in ((1, 1), document.at(())):  # about the file as a whole: something is missing
        return labels.get((problem.message.values.get("key"),), "")
    before = [(mark, path) for path in document.places.keys if (mark := document.key_at(path))[0] <= problem.line]
    path = tuple(part for part in max(before)[1] if isinstance(part, str)) if before else ()
    return labels.get(path) or labels.get(path[:1], "")


def _lines(complaints: list[Complaint], language: Language) -> list[str]:
    """A line for each complaint, in the words of the form; a quotation from the issue stays within its line."""
    about = {question.label: question.field for question in reversed(questions(language))}
    labels = labels_of(fields(), language)

    def line(complaint: Complaint) -> str:
        field = about.get(complaint.label)
        own = {part.key: language.say(part.label) for part in field.fields} if field else {}
        text = said(complaint.message, language, labels | own)
        line = " ".join(f"{complaint.label}: {text}".removeprefix(": ").split())
        return f"- {line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}"

    return list(dict.fromkeys(map(line, complaints)))


if __name__ == "__main__":
    sys.exit(main())
