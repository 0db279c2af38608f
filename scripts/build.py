"""Build the whole handbook: check, book, site, search, publish.

The result stands in ``site/``. It is built beside the published site and takes its place only when everything
succeeded; a problem in a source, a failure or an interruption leaves the old site as it was.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.edition.edition import edition
from handbook.judging.rules import check
from handbook.model.problem import errors, report
from handbook.model.settings import settings
from handbook.reading.load import load
from handbook.running.publish import Busy, publish, staging
from handbook.words.language import N_, Language, Message, message


class Progress:
    """Says which stage runs and how long it took, on standard error."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.started = time.monotonic()

    @contextmanager
    def stage(self, name: str) -> Iterator[list[Message]]:
        """A stage adds what it made to the list that it gets; that is said when it ends."""
        start = time.monotonic()
        print(f"  {self.language.gettext(name):<12}", end="", file=sys.stderr, flush=True)
        made: list[Message] = []
        yield made
        said = ", ".join(self.language.say(item) for item in made)
        print(f"{time.monotonic() - start:6.1f} s  {said}", file=sys.stderr, flush=True)

    def end(self, what: Message) -> None:
        print(f"{self.language.say(what)} ({time.monotonic() - self.started:.1f} s)", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--root", type=Path, default=Path(__file__).resolve().parent.parent, help="the project's folder"
    )
    parser.add_argument("--no-book", action="store_true", help="leave out the PDF")
    parser.add_argument("--no-search", action="store_true", help="leave out the search index")
    arguments = parser.parse_args()
    language = Language(settings(arguments.root).language)
    try:
        return build(arguments.root, language, book=not arguments.no_book, search=not arguments.no_search)
    except Busy:
        print(language.gettext(N_("Another build is running; wait until it is ready.")), file=sys.stderr)
    except KeyboardInterrupt:
        print("\n" + language.gettext(N_("Interrupted; the published site is as it was.")), file=sys.stderr)
    except Exception as error:
        print(
            f"\n{error}\n" + language.gettext(N_("The build failed; the published site is as it was.")), file=sys.stderr
        )
    return 1


def build(root: Path, language: Language, *, book: bool, search: bool) -> int:
    progress = Progress(language)
    with staging(root) as folder:
        with progress.stage(N_("Check")) as made:
            catalogue, problems = load(root)
            lines = report(errors([*problems, *check(catalogue)]), language)
            made.append(message(N_("%(count)d files"), count=len(catalogue.documents)))
        if lines:
            print(*lines, sep="\n")
            progress.end(message(N_("Nothing was built: %(count)d problems in the sources"), count=len(lines)))
            return 1

        pdf = None
        if book:
            with progress.stage(N_("Book")) as made:
                from handbook.book.book import compose
                from handbook.book.typeset import typeset

                made_book = typeset(compose(edition(catalogue, settings(root), language)))
                pdf = folder / "handboek.pdf"
                pdf.write_bytes(made_book.pdf)
                made.append(
                    message(
                        N_("%(pages)d pages, %(size)s"), pages=made_book.pages, size=language.size(len(made_book.pdf))
                    )
                )
                made += [message(N_("without a sign for %(what)s"), what=what) for what in made_book.replaced]

        site = folder / "site"
        with progress.stage(N_("Site")) as made:
            import hooks

            hooks.render(root, site, pdf)
            made.append(message(N_("%(count)d pages"), count=sum(1 for _ in site.rglob("index.html"))))

        if search:
            with progress.stage(N_("Search")) as made:
                from handbook.site.search import index_site

                index = index_site(site)
                made.append(
                    message(N_("%(pages)d pages, %(size)s"), pages=index.pages, size=language.size(index.bytes))
                )

        with progress.stage(N_("Publish")) as made:
            made.append(
                message(
                    N_("%(size)s in all"),
                    size=language.size(sum(path.stat().st_size for path in site.rglob("*") if path.is_file())),
                )
            )
            published = publish(site, root)
    progress.end(message(N_("The handbook stands in %(folder)s"), folder=f"{published.name}/"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
