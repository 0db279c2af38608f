"""Check every source and print each problem as ``path:line:column: sentence``.

Exit code 0: the handbook can be published (there may be warnings); 1: there are errors; 2: a file that was given is not
a source.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.judging.formats import FORMATS, tell
from handbook.model import folders
from handbook.model.problem import Line, Severity, listed, told, unmatched
from handbook.reading.wanted import NotThere, wanted
from handbook.running.project import begin
from handbook.words.language import N_, Language

if TYPE_CHECKING:
    from handbook.judging.verdict import Said


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one check: the lines about the files that were asked for, and how many those are."""

    lines: list[Line]
    files: int

    @property
    def errors(self) -> int:
        return sum(line.severity is Severity.ERROR for line in self.lines)


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="report only on these sources or folders (all are read)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="output for a person, GitHub, a program or a code scanner"
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="first correct what is mechanical (order, quotes, whitespace, lists) or has only one right value",
    )
    parser.add_argument("--watch", action="store_true", help="check again after every change, until Ctrl-C")
    parser.add_argument(
        "--against", metavar="REVISION", help="also warn of what a Git revision has and these sources lack"
    )
    arguments = parser.parse_args()
    if arguments.watch and (arguments.against or arguments.format != "text"):
        parser.error("--watch tells a person what changes: it takes no --format and no --against")
    # What reads sources is imported where it is used: that takes 0.2 s, for which --help need not wait.
    from handbook.model.settings import settings
    from handbook.model.voice import voice

    gc.disable()  # what is read stays until the end: collecting garbage again and again would take half of the time
    root = arguments.root
    language = voice(settings(root))
    try:
        asked = wanted(root, arguments.files)
        if arguments.fix:
            _fix(root, asked, language)
        if arguments.watch:
            return _watch(root, asked, language)
        return _tell(_checked(root, asked, language, arguments.against), arguments.format, language)
    except NotThere as error:
        print(language.say(error.said), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _checked(root: Path, asked: Callable[[str], bool], language: Language, revision: str | None = None) -> Outcome:
    if revision is None:
        from handbook.judging.verdict import Verdict

        verdict = Verdict(root, language.code)
        said = verdict.said()
        if said is None:
            said = _judged(root, language)
            verdict.keep(said)
    else:
        said = _judged(root, language, revision)
    return Outcome([line for line in said.lines if asked(line.path)], sum(map(asked, said.sources)))


def _judged(root: Path, language: Language, revision: str | None = None) -> Said:
    from handbook.judging.rules import check
    from handbook.judging.verdict import Said
    from handbook.reading.kept import Kept
    from handbook.reading.load import load

    kept = Kept(root)
    catalogue, problems = load(root, kept)
    problems += check(catalogue, kept)
    if revision is not None:
        from handbook.judging.against import against
        from handbook.reading.revision import earlier

        problems += against(earlier(root, revision), catalogue)
    read = {f"{folders.INITIATIVES}/{stem}.md": digest for stem, digest in catalogue.digests.items()}
    return Said(told(problems, language), list(catalogue.documents), read)


def _tell(outcome: Outcome, form: str, language: Language) -> int:
    tell(outcome.lines, form, language)
    if outcome.lines or form in ("json", "sarif"):
        print(_count(outcome, language), file=sys.stderr)
    else:
        print(_count(outcome, language))
    return 1 if outcome.errors else 0


def _count(outcome: Outcome, language: Language) -> str:
    errors, warnings, files = outcome.errors, len(outcome.lines) - outcome.errors, outcome.files
    counted = language.counted
    if errors:
        problems = counted("%(count)d problem", "%(count)d problems", errors)
        among = counted("%(count)d file", "%(count)d files", files)
        said = language.say(N_("%(problems)s in %(files)s"), problems=problems, files=among)
    else:
        said = counted("%(count)d file checked, no problems", "%(count)d files checked, no problems", files)
    if warnings:
        more = counted(
            "%(count)d warning, which does not hold up publishing",
            "%(count)d warnings, which do not hold up publishing",
            warnings,
        )
        said += f"; {more}"
    return said


def _watch(root: Path, asked: Callable[[str], bool], language: Language) -> int:
    """Check at every change; report which problems are new and which are solved."""
    from handbook.running.watch import changes

    say = language.gettext
    outcome = None
    try:
        for _ in changes([root / folders.INITIATIVES, root / folders.CONTENT]):
            before, outcome = outcome, _checked(root, asked, language)
            gc.collect()
            if before is None:
                _print(
                    *listed(outcome.lines, language),
                    _count(outcome, language),
                    say(N_("Watching for changes; stop with Ctrl-C.")),
                )
                continue
            solved, new = unmatched(before.lines, outcome.lines), unmatched(outcome.lines, before.lines)
            if solved or new:
                mark = say(N_("solved:"))
                _print(
                    *(f"{line.path}: {mark} {line.text}" for line in solved),
                    *listed(new, language),
                    _count(outcome, language),
                )
    except KeyboardInterrupt:
        _print("", say(N_("Stopped watching.")))
    return 0


def _print(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


def _fix(root: Path, asked: Callable[[str], bool], language: Language) -> None:
    """Mend the wanted files, and say what was done to each: first what is mechanical, then the certain corrections of the
    check. A correction may bring up others, as of a field whose name was wrong, so this is repeated a few times."""
    for _ in range(5):
        _tidy(root, asked, language)
        if not _put_right(root, _checked(root, asked, language).lines, language):
            break


def _put_right(root: Path, lines: list[Line], language: Language) -> bool:
    """Write the certain corrections that lines of a check name; return whether there were any."""
    from handbook.judging.fix import put_right
    from handbook.running.write import replace

    mended = False
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.mend:
            found.setdefault(line.path, []).append(line)
    for path, own in found.items():
        data, done = put_right((root / path).read_bytes(), own)
        if done:
            replace(root / path, data)
            mended = True
        for line in done:
            text = language.say(N_("%(file)s: mended (%(what)s)"), file=f"{path}:{line.line}", what=line.text)
            print(text, file=sys.stderr)
    return mended


def _tidy(root: Path, asked: Callable[[str], bool], language: Language) -> None:
    from handbook.judging.fix import mend
    from handbook.model.fields import fields
    from handbook.model.initiative import FrontMatter
    from handbook.model.removed import Removed
    from handbook.reading.file import contents
    from handbook.reading.load import TERMS
    from handbook.reading.sources import names
    from handbook.running.write import replace

    models = {folders.INITIATIVES: FrontMatter} | {f"{folders.CONTENT}/{name}": model for name, model in TERMS.items()}
    for folder, model in (models | dict.fromkeys(folders.REMOVED.values(), Removed)).items():
        for name in filter(asked, (f"{folder}/{file}" for file in names(root / folder))):
            found = contents(root, name)
            whole = not found.error and found.size == len(found.data)  # otherwise the check reports why
            mended = mend(name, found.data, fields(model)) if whole else None
            if mended:
                replace(root / name, mended.data)
                print(language.say(N_("%(file)s: mended (%(what)s)"), file=name, what=mended.done), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
