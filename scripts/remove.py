"""Remove an entry or a term from the handbook, and leave a page at its address that tells what happened.

    remove.py het-kompas --why "Het stond dubbel in het handboek." --see peer-to-peer --see themas/dagbesteding

Every reference to it that remains is named afterwards. With --dry-run nothing is written.
"""

from __future__ import annotations

import datetime
import sys

from handbook.model.settings import settings
from handbook.model.voice import voice
from handbook.moving.change import changed
from handbook.moving.mistakes import mistakes
from handbook.moving.remove import remove
from handbook.moving.subject import Refused, gone, subject
from handbook.reading.load import load
from handbook.running.project import begin, day
from handbook.words.language import N_


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("what", metavar="WHAT", help="its id, its address such as themas/zelfhulp, or its file")
    parser.add_argument("--why", required=True, help="what happened, as a sentence for readers")
    parser.add_argument("--see", action="append", default=[], help="where readers can go instead; may be repeated")
    parser.add_argument("--title", help="its title, if its file is gone already")
    parser.add_argument("--date", type=day, help="the day of removal (default: today)")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    options = parser.parse_args()
    chosen = settings(options.root)
    language = voice(chosen)
    try:
        catalogue, problems = load(options.root)
        meant = gone if options.title else subject
        old = meant(catalogue, options.what, chosen.url)
        today = options.date or datetime.date.today()
        done = remove(catalogue, old, options.why, options.see, today, options.title)
        for path, data in done.files.items():
            print(f"{'-' if data is None else '+'} {path}")
        if options.dry_run:
            print(language.gettext(N_("Nothing was written: this was a trial.")))
            return 0
        with changed(options.root, done.files):
            left = mistakes(options.root, catalogue, problems, language)
    except Refused as refused:
        print(language.say(refused.said), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n" + language.gettext(N_("Interrupted; nothing was changed.")), file=sys.stderr)
        return 130
    said = N_("%(old)s is removed; %(record)s tells readers what happened.")
    print(language.say(said, old=old.path, record=done.record))
    if left:
        print(language.gettext(N_("These places still refer to it; mend them:")), *left, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
