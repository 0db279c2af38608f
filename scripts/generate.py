"""Write the files for GitHub that are made from the model: the issue forms and the pull request template.

With --check nothing is written: each file that is out of date is named, and the exit code is 1 if there are any.
"""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.forms.contribution import chooser, pull_request
from handbook.forms.issue_form import form, mistake_form, stub_form
from handbook.model.settings import settings
from handbook.model.voice import voice
from handbook.reading.load import load
from handbook.reading.terms import terms
from handbook.running.project import begin
from handbook.running.write import replace
from handbook.words.language import N_, Language


def generated(root: Path) -> dict[str, str]:
    """The text of every generated file, by its path from the root."""
    chosen = settings(root)
    language = Language(chosen.language)
    catalogue, _ = load(root)
    known = terms(catalogue, language.code)
    return {
        ".github/ISSUE_TEMPLATE/1-praktijk.yml": form(known, chosen, language),
        ".github/ISSUE_TEMPLATE/2-tip.yml": stub_form(known, chosen, language),
        ".github/ISSUE_TEMPLATE/3-fout.yml": mistake_form(language),
        ".github/ISSUE_TEMPLATE/config.yml": chooser(chosen, language),
        ".github/pull_request_template.md": pull_request(chosen, language),
    }


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, name the files that are out of date")
    arguments = parser.parse_args()
    language = voice(settings(arguments.root))
    stale = [
        (path, text)
        for path, text in generated(arguments.root).items()
        if not (arguments.root / path).is_file() or (arguments.root / path).read_text(encoding="utf-8") != text
    ]
    advice = language.gettext(N_("out of date; run .venv/bin/python scripts/generate.py"))
    for path, text in stale:
        if arguments.check:
            print(f"{path}: {advice}")
        else:
            replace(arguments.root / path, text.encode())
            print(path)
    return 1 if stale and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
