"""Make source files from data: ``initiatives.json`` and ``terms.json`` of a published handbook, or a table of entries
that a spreadsheet saved as CSV.

    restore.py initiatives.json terms.json    if you have the data but not the repository
    restore.py lijst.csv                      a row for each entry; any columns of initiatives.csv, and for the texts
                                              the fixed headings, such as “Voor wie”

Existing files are left alone. If something cannot become a file, it is named and nothing is written. What is wrong in
the new files is named as the check does. The exit code is 1 in both cases.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from handbook.data.restore import given
from handbook.data.sheet import Unusable
from handbook.judging.rules import check
from handbook.model.problem import errors, report
from handbook.model.settings import settings
from handbook.model.voice import denied, voice
from handbook.moving.change import changed
from handbook.reading.load import load
from handbook.reading.reader import read
from handbook.running.project import begin, day
from handbook.words.language import N_, Language


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="initiatives.json, terms.json, or a CSV table")
    parser.add_argument("--date", type=day, help="the day on which a new entry is added (default: today)")
    arguments = parser.parse_args()
    root: Path = arguments.root
    language = voice(settings(root))
    today = (arguments.date or datetime.date.today()).isoformat()
    files: dict[str, str] = {}
    wrong: list[str] = []
    for data in arguments.data:
        try:
            files |= given(data.read_bytes(), today, language)
        except OSError as error:
            wrong.append(language.say(denied(error)))
        except Unusable as error:
            wrong += [f"{data}: {language.say(said)}" for said in error.said]
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    missing = {name: text.encode() for name, text in files.items() if not (root / name).exists()}
    other = [name for name, text in files.items() if name not in missing and _differs(root, name, text)]
    try:
        with changed(root, missing):
            catalogue, problems = load(root)
    except KeyboardInterrupt:
        print("\n" + language.gettext(N_("Interrupted; nothing was changed.")), file=sys.stderr)
        return 130
    found = [problem for problem in [*problems, *check(catalogue)] if problem.path in missing]
    lines = report(found, language)
    print(*lines, sep="\n", end="\n" if lines else "")
    for name in other:
        print(language.say(N_("%(file)s is there already and says something else; it was left as it is"), file=name))
    kept = len(files) - len(missing)
    print(language.say(N_("Files written: %(written)d; there already: %(kept)d"), written=len(missing), kept=kept))
    return _end(len(errors(found)), language)


def _differs(root: Path, name: str, text: str) -> bool:
    """Whether the given data differ from the file in any field that the data have."""
    theirs, ours = read(name, text.encode()), read(name, (root / name).read_bytes())
    said = {key: value for key, value in theirs.values.items() if key not in ("added", "reviewed")}
    texts = not theirs.body.strip() or theirs.body.strip() == ours.body.strip()
    return not (texts and said.items() <= ours.values.items())


def _end(wrong: int, language: Language) -> int:
    if not wrong:
        return 0
    said = N_("Mend the mistakes in these files; check.py --fix mends what leaves no doubt.")
    print(language.gettext(said), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
