"""Make a PDF: of the whole handbook, a theme, a city or a selection, or leaflets; exit code 1 if that fails.

For the screen or for print, on A4 or A5, as a booklet for an office printer, or the cover of a printed book.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.book.format import PAPERS, SHEET, Format
from handbook.edition.edition import Edition, edition
from handbook.judging.rules import check
from handbook.judging.signs import UNSHOWN
from handbook.model.address import BOOK_FILE
from handbook.model.problem import errors, report
from handbook.model.settings import settings
from handbook.model.voice import voice
from handbook.reading.load import load
from handbook.running.keep import WORK, Keep
from handbook.running.project import begin, between
from handbook.running.write import replace
from handbook.words.language import N_, Language, message
from handbook.words.names import slug

if TYPE_CHECKING:
    from handbook.book.excerpt import Excerpt
    from handbook.book.typeset import Book


def main() -> int:
    arguments = _arguments()
    chosen = settings(arguments.root)
    language = voice(chosen)
    catalogue, problems = load(arguments.root)
    lines = report(errors([*problems, *check(catalogue, duplicates=False)]), language)
    if lines:
        print(*lines, sep="\n", file=sys.stderr)
        return 1
    from handbook.book.excerpt import Unknown
    from handbook.book.typeset import BookError

    try:
        for path, pdf, said in _made(arguments, edition(catalogue, chosen, language)):
            try:
                replace(path, pdf)
            except OSError as error:
                what = N_("%(file)s cannot be written (%(reason)s); give another place with --out")
                print(language.say(what, file=path, reason=error.strerror), file=sys.stderr)
                return 1
            print(f"{path}: {said}")
    except Unknown as error:
        print(language.say(error.said), file=sys.stderr)
        return 1
    except BookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = begin(__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--theme", metavar="SLUG", help="everything about one theme")
    what.add_argument("--city", metavar="SLUG", help="everything from one city")
    what.add_argument(
        "--select", metavar="WHAT", help="slugs separated by commas, or an address copied from the site: of a search, "
        "a selection, a theme or an entry"
    )  # fmt: skip
    what.add_argument("--leaflet", metavar="SLUG", help="one entry on one or two pages; “all” for all of them")
    what.add_argument("--catalogue", action="store_true", help="only the title, place and summary of every entry")
    parser.add_argument("--title", default="", help="the title of a selection")
    parser.add_argument("--paper", choices=PAPERS, default="", help="a4 (default), or a5 (default for a booklet)")
    parser.add_argument(
        "--press", action="store_true", help="for a printer: bleed, crop marks, chapters on right-hand pages"
    )
    parser.add_argument(
        "--booklet", action="store_true", help="two A5 pages on each side of A4, in the order for folding"
    )
    parser.add_argument(
        "--cover", action="store_true", help="the cover for a printer: back, spine and front on one sheet"
    )
    parser.add_argument(
        "--sheet",
        type=between(0.01, 9.99),
        default=SHEET,
        metavar="MM",
        help=f"thickness of a sheet of paper, for the spine ({SHEET})",
    )
    parser.add_argument(
        "--out",
        "--output",
        type=Path,
        help=f"the file or the folder for the PDF (default: here, as {BOOK_FILE} or named after what it holds)",
    )
    arguments = parser.parse_args()
    if arguments.booklet and (arguments.press or arguments.cover):
        parser.error("a booklet is for an office printer: leave out --press and --cover")
    if (arguments.booklet or arguments.cover) and (arguments.leaflet is not None or arguments.catalogue):
        parser.error("a leaflet and a catalogue are neither folded nor bound: leave out --booklet and --cover")
    if arguments.leaflet != "all" and (not arguments.out or arguments.out.is_dir()):
        arguments.out = (arguments.out or Path()) / _name(arguments)
    return arguments


def _name(arguments: argparse.Namespace) -> str:
    """The file name of a PDF, different for each kind, so that none overwrites the whole book."""
    what = (
        arguments.theme
        or arguments.city
        or arguments.leaflet
        or (arguments.select and (slug(arguments.title) or "selectie"))
        or (arguments.catalogue and "catalogus")
        or Path(BOOK_FILE).stem
    )
    how = "-omslag" if arguments.cover else "-boekje" if arguments.booklet else ""
    return f"{what}{how}{'-drukwerk' * arguments.press}.pdf"


def _made(arguments: argparse.Namespace, whole: Edition) -> Iterator[tuple[Path, bytes, str]]:
    """The path and content of each file, and the message about it."""
    from handbook.book.book import compose
    from handbook.book.excerpt import Unknown
    from handbook.book.extent import ONE_FILE

    language = whole.language
    paper = arguments.paper or ("a5" if arguments.booklet else "a4")
    format = Format(paper, press=arguments.press, folded=arguments.booklet)
    out = arguments.out
    if arguments.leaflet is not None:
        yield from _leaflets(arguments, whole, format)
        return
    if arguments.catalogue:
        from handbook.book.catalogue import catalogue

        yield _bound(arguments, out, catalogue(whole, format=format), language, "catalogue.typ")
        return
    excerpt = _excerpt(arguments, whole)
    if len(excerpt.edition.initiatives) > ONE_FILE and not arguments.cover:
        if arguments.booklet:
            raise Unknown(message(N_("All of it is too thick to fold: choose one theme or one city.")))
        yield from _volumes(arguments, whole, format)
        return
    data = compose(excerpt, Format(paper, press=True) if arguments.cover else format)
    if arguments.cover:
        from handbook.book.jacket import jacket
        from handbook.book.kept import kept

        sheet = jacket(excerpt, format, kept(data, "main.typ", _keep(arguments.root)).pages, arguments.sheet)
        path, pdf, _ = _bound(arguments, out, sheet, language, "jacket.typ")
        yield path, pdf, sheet["note"]
    elif arguments.booklet:
        from handbook.book.imposition import THICK, booklet

        path, pdf, _ = _bound(arguments, out, data, language)
        pdf, sheets = booklet(pdf, data["title"])
        said = language.say(
            N_("%(count)d sheets; print on both sides, turn over the short edge, fold in the middle"), count=sheets
        )
        if sheets > THICK:
            said += ". " + language.say(
                N_("That is thick to fold: choose one theme, or have the book bound."), count=sheets
            )
        yield path, pdf, said
    else:
        yield _bound(arguments, out, data, language)


def _excerpt(arguments: argparse.Namespace, whole: Edition) -> Excerpt:
    from handbook.book import excerpt

    if arguments.theme is not None:
        return excerpt.of_theme(whole, arguments.theme)
    if arguments.city is not None:
        return excerpt.of_city(whole, arguments.city)
    if arguments.select is not None:
        from handbook.book.asked import asked

        found = asked(whole, arguments.select)
        if found.words:
            said = N_(
                "“%(words)s” was looked for in the texts themselves: %(count)d found. The search of the site knows more forms of words and may show others."
            )
            print(whole.language.say(said, words=found.words, count=len(found.slugs)), file=sys.stderr)
        return excerpt.of_selection(whole, found.slugs, arguments.title or found.title)
    return excerpt.whole(whole)


def _leaflets(arguments: argparse.Namespace, whole: Edition, format: Format) -> Iterator[tuple[Path, bytes, str]]:
    from handbook.book.excerpt import Unknown, entry_of
    from handbook.book.leaflet import fitting

    every = arguments.leaflet == "all"
    if every and not whole.initiatives:
        raise Unknown(message(N_("The handbook has no entry yet.")))
    for entry in whole.initiatives if every else [entry_of(whole, arguments.leaflet)]:
        name = f"{entry.slug}.pdf"
        out = (arguments.out or Path()) / name if every else arguments.out
        book = fitting(entry, whole, _keep(arguments.root), format)
        yield out, book.pdf, _said(book, whole.language)


def _volumes(arguments: argparse.Namespace, whole: Edition, format: Format) -> Iterator[tuple[Path, bytes, str]]:
    """The volumes of a handbook that is too large for one book, each in a file; the catalogue is at ``--out``."""
    from handbook.book.book import compose
    from handbook.book.catalogue import catalogue
    from handbook.book.kept import kept
    from handbook.book.volumes import registers, through, volumes, where

    language = whole.language
    out, made = arguments.out, []
    for volume in volumes(whole):
        book = kept(compose(volume.excerpt, format), "main.typ", _keep(arguments.root))
        made.append((volume, book))
        yield out.with_name(f"{out.stem}-{volume.number}.pdf"), book.pdf, _said(book, language)
    known = where(made)
    leading = through(whole, known, len(made) + 1)
    name = out.with_name(f"{out.stem}-{leading.number}.pdf")
    yield _bound(arguments, name, registers(leading, known, format), language)
    yield _bound(arguments, out, catalogue(whole, known, format), language, "catalogue.typ")


def _bound(
    arguments: argparse.Namespace, out: Path, data: dict, language: Language, template: str = "main.typ"
) -> tuple[Path, bytes, str]:
    from handbook.book.kept import kept

    book = kept(data, template, _keep(arguments.root))
    for line in book.replaced:
        path, _, code = line.rpartition(": U+")
        print(f"{path}: {language.say(UNSHOWN, sign=chr(int(code, 16)), code=code)}", file=sys.stderr)
    return out, book.pdf, _said(book, language)


def _said(book: Book, language: Language) -> str:
    size = language.size(len(book.pdf))
    return language.counted("%(count)d page, %(size)s", "%(count)d pages, %(size)s", book.pages, size=size)


def _keep(root: Path) -> Keep:
    return Keep(root / WORK / "keep" / "book")


if __name__ == "__main__":
    sys.exit(main())
