"""Write the source files again from ``initiatives.json`` and ``terms.json``, files that a published handbook offers.

For who has the data but not the repository. What stands in the folder already is left alone.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from handbook.data.restore import sources
from handbook.model.settings import settings
from handbook.model.voice import voice
from handbook.running.project import begin
from handbook.running.write import create
from handbook.words.language import N_


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="initiatives.json, terms.json")
    arguments = parser.parse_args()
    language = voice(settings(arguments.root))
    files: dict[str, str] = {}
    for data in arguments.data:
        try:
            files |= sources(json.loads(data.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            # Of what is no list of initiatives, or holds one that the model refuses, Python’s words help nobody.
            strange = language.gettext(N_("it is no initiatives.json or terms.json of this handbook"))
            what = N_("%(file)s cannot be read: %(reason)s")
            reason = error.strerror if isinstance(error, OSError) else strange
            print(language.say(what, file=data, reason=reason), file=sys.stderr)
            return 1
    missing = {name: text for name, text in files.items() if not (arguments.root / name).exists()}
    for name, text in missing.items():
        create(arguments.root / name, text)
    kept = len(files) - len(missing)
    print(language.say(N_("Files written: %(written)d; there already: %(kept)d"), written=len(missing), kept=kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
