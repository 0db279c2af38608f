"""Make the printed book, a PDF, from the sources; exit code 1 if it cannot be made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.book.book import compose
from handbook.book.typeset import BookError, typeset
from handbook.edition.edition import edition
from handbook.judging.rules import check
from handbook.model.address import BOOK_FILE
from handbook.model.problem import errors, report
from handbook.model.settings import settings
from handbook.reading.load import load
from handbook.words.language import N_, Language


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).parent.parent, help="the project's folder")
    parser.add_argument(
        "--output", type=Path, default=Path(BOOK_FILE), help=f"where the book goes (default: {BOOK_FILE} here)"
    )
    arguments = parser.parse_args()
    chosen = settings(arguments.root)
    language = Language(chosen.language)
    catalogue, problems = load(arguments.root)
    lines = report(errors([*problems, *check(catalogue)]), language)
    if lines:
        print(*lines, sep="\n", file=sys.stderr)
        return 1
    try:
        book = typeset(compose(edition(catalogue, chosen, language)))
    except BookError as error:
        print(error, file=sys.stderr)
        return 1
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_bytes(book.pdf)
    print(*book.replaced, sep="\n", end="\n" if book.replaced else "", file=sys.stderr)
    size = language.size(len(book.pdf))
    print(f"{arguments.output}: {language.say(N_('%(pages)d pages, %(size)s'), pages=book.pages, size=size)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
