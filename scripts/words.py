"""Update the catalogue of every language from the code: new sentences are added, unused ones removed.

A sentence is written in English where it is used: ``N_("…")`` in Python, ``_("…")`` in a template, a title in the menu
of ``mkdocs.yml``. Then run this, and fill in the text of each new id in
``scripts/handbook/words/locale/*/LC_MESSAGES/handbook.po``. Ids without a text are named, and the exit code is then 1.
To add a language, make a folder with an empty handbook.po.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()

    from handbook.words import messages
    from handbook.words.language import languages

    ids = messages.used(Path(__file__).resolve().parent.parent)
    untold = 0
    for code in languages():
        path, catalogue = messages.path(code), messages.read(code)
        text = messages.updated(catalogue, ids)
        if path.read_bytes() != text:
            path.write_bytes(text)
        for message_id in messages.untold(catalogue):
            untold += 1
            print(f"{code}: {message_id}")
    return 1 if untold else 0


if __name__ == "__main__":
    sys.exit(main())
