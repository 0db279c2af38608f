"""Rename an entry or a term everywhere: its file and every reference; its former address redirects to the new one.

    rename.py het-kompas kompas-leiden                   an entry
    rename.py themas/zelfhulp lotgenoten --title Lotgenoten
    rename.py vivenz "Vivenz Zorg"                       an organisation or a place, by its new name

Only references change: comments and all other bytes stay. With --dry-run nothing is written. If the change would cause
a mistake in the sources, nothing is changed and the mistake is named. To remove something, see remove.py.
"""

from __future__ import annotations

import sys

from handbook.model.settings import settings
from handbook.model.voice import voice
from handbook.moving.change import changed
from handbook.moving.mistakes import mistakes
from handbook.moving.rename import Renaming, rename
from handbook.moving.subject import Refused, subject
from handbook.reading.load import load
from handbook.running.project import begin
from handbook.words.language import N_, Language


class Mistakes(Exception):
    """The mistakes that the change would cause."""


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("old", metavar="OLD", help="its id, its address such as themas/zelfhulp, or its file")
    parser.add_argument("new", metavar="NEW", help="the new id; for an organisation or a place, the new name")
    parser.add_argument("--title", help="also give it a new title")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    options = parser.parse_args()
    chosen = settings(options.root)
    language = voice(chosen)
    try:
        catalogue, problems = load(options.root)
        old = subject(catalogue, options.old, chosen.url)
        texts = {
            path: (options.root / path).read_bytes() for path in sorted([*catalogue.documents, *catalogue.anchors])
        }
        done = rename(catalogue, old, options.new, options.title, texts, chosen.url)
        _tell(done, language)
        if options.dry_run:
            print(language.gettext(N_("Nothing was written: this was a trial.")))
            return 0
        with changed(options.root, done.files):
            new = mistakes(options.root, catalogue, problems, language)
            if new:
                raise Mistakes("\n".join(new))
    except Refused as refused:
        print(language.say(refused.said), file=sys.stderr)
        return 1
    except Mistakes as wrong:
        print(wrong)
        print(language.gettext(N_("Nothing was changed: the sources would get these mistakes.")), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n" + language.gettext(N_("Interrupted; nothing was changed.")), file=sys.stderr)
        return 130
    if old == done.now:
        return 0
    former, now = (one.address.rstrip("/") for one in (old, done.now))
    print(language.say(N_("“%(old)s” is now “%(now)s”; the former address leads on."), old=former, now=now))
    if old.folder in ("themas", "doelgroepen"):
        print(
            language.gettext(
                N_(
                    "Run .venv/bin/python scripts/generate.py (on Windows: .venv\\Scripts\\python scripts\\generate.py), so that the forms offer it."
                )
            )
        )
    return 0


def _tell(done: Renaming, language: Language) -> None:
    """Print every place that changes, and every place that needs a look."""
    for path, edit in sorted(done.edits, key=lambda item: (item[0], item[1].line, item[1].column)):
        print(f"{path}:{edit.line}:{edit.column}: {edit.old or '+'} → {edit.new.strip()}")
    for path, data in done.files.items():
        if data is None:
            print(f"{path} → {done.now.path}")
    for path, line in done.left:
        said = N_("%(place)s: the former name still stands here; is that right?")
        print(language.say(said, place=f"{path}:{line}"))


if __name__ == "__main__":
    sys.exit(main())
