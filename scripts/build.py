"""Build the whole handbook: check, book, site, search, publish.

The result stands in ``site/``. It is built beside the published site and takes its place only when everything
succeeded; a problem in a source, a failure or an interruption leaves the old site as it was.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from handbook.book.extent import EVERYTHING, Extent
from handbook.edition.edition import edition
from handbook.judging.rules import check
from handbook.model.problem import errors, report
from handbook.model.settings import settings
from handbook.model.voice import denied, voice
from handbook.reading.kept import Kept
from handbook.reading.load import load
from handbook.running import receipt
from handbook.running.beside import MANY, beside
from handbook.running.keep import WORK, Keep
from handbook.running.project import begin
from handbook.running.publish import Busy, Incomplete, InTheWay, publish, seal, staging, tidy
from handbook.running.release import Release
from handbook.running.tree import size_of
from handbook.words.language import N_, Language, Message, message


class Progress:
    """Says which stage runs and how long it took, on standard error."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.started = self.told = time.monotonic()

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """A stage adds what it made to the list that it gets; that is said when it ends."""
        start = time.monotonic()
        print(f"  {self.language.gettext(name):<12}", end="", file=sys.stderr, flush=True)
        made: list[str] = []
        yield made
        print(f"{time.monotonic() - start:6.1f} s  {', '.join(made)}", file=sys.stderr, flush=True)

    def count(self, done: int, total: int) -> None:
        """How far a long stage is: on a terminal always, and else now and then."""
        now = time.monotonic()
        if sys.stderr.isatty():
            print(f"{100 * done // total:4d}%" + 5 * "\b", end="", file=sys.stderr, flush=True)
        elif now - self.told > 60:
            print(f" {done}/{total}", end="", file=sys.stderr, flush=True)
            self.told = now

    def end(self, said: str) -> None:
        print(f"{said} ({time.monotonic() - self.started:.1f} s)", file=sys.stderr)


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument(
        "--book",
        choices=[*Extent],
        default=Extent.AUTO,
        help="what to print: all (books of themes and cities, leaflets and pictures too), whole (the book alone) or "
        f"none; auto is all for at most {EVERYTHING} entries and whole for more",
    )
    parser.add_argument("--no-book", dest="book", action="store_const", const=Extent.NONE, help="as --book none")
    parser.add_argument("--no-search", action="store_true", help="leave out the search index")
    parser.add_argument(
        "--compress", action="store_true", help="add copies by gzip and Brotli, for a host that sends those"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="make everything anew, also what has not changed since the last build"
    )
    arguments = parser.parse_args()
    language = voice(settings(arguments.root))
    try:
        return build(
            arguments.root,
            language,
            book=Extent(arguments.book),
            search=not arguments.no_search,
            fresh=arguments.fresh,
            compressed=arguments.compress,
        )
    except Busy:
        print(language.gettext(N_("Another build is running; wait until it is ready.")), file=sys.stderr)
    except Incomplete as error:
        print("", *map(language.say, error.found), sep="\n", file=sys.stderr)
        print(language.gettext(N_("The site is not complete, and the published one is as it was.")), file=sys.stderr)
    except KeyboardInterrupt:
        print("\n" + language.gettext(N_("Interrupted; the published site is as it was.")), file=sys.stderr)
    except Exception as error:
        print(
            f"\n{language.say(_reason(error))}\n"
            + language.gettext(N_("The build failed; the published site is as it was.")),
            file=sys.stderr,
        )
    return 1


def _reason(error: Exception) -> Message:
    """What stopped the build, and what to do about it where that is known."""
    if isinstance(error, InTheWay):
        return message(
            N_("“%(name)s” is in the way of the site: it is no folder. Move it and build again."), name=error
        )
    if isinstance(error, FileNotFoundError):
        return message(
            N_("%(file)s vanished during the build. Build again; if it stays away, put it back."), file=error.filename
        )
    return denied(error)


def build(root: Path, language: Language, *, book: Extent, search: bool, fresh: bool, compressed: bool) -> int:
    progress, say, counted = Progress(language), language.say, language.counted
    gc.disable()  # everything that is read stays until the end; walking it again and again takes half of the time
    with staging(root, fresh=fresh) as folder:
        from handbook.site import imprint
        from handbook.site.compressed import ENDINGS, compress

        origin = imprint.origin(root, language.code, book, str(search), str(compressed))
        if fresh:
            shutil.rmtree(root / WORK / "keep", ignore_errors=True)
        elif receipt.holds(root / "site", origin.key):
            progress.end(say(N_("Nothing has changed: the handbook in %(folder)s is up to date"), folder="site/"))
            return 0
        site, shared = folder / "site", imprint.shared(root, language.code)
        # First, because an old release has some of the same files by other names; to remove 60,000 takes 4 s.
        release = Release(site, shared, ENDINGS if compressed else (), first=lambda: tidy(root, folder))

        with progress.stage(N_("Check")) as made:
            kept = Kept(root)
            catalogue, problems = load(root, kept)
            # Of 10,000 entries that are known this asks for few, in 0.7 s; to open all of them takes as long, meanwhile.
            judged = beside(partial(check, catalogue, kept, duplicates=False), worthwhile=catalogue.closed > MANY)
            opened = list(catalogue.initiatives.values())
            lines = report(errors([*problems, *judged()]), language)
            made.append(counted("%(count)d file", "%(count)d files", len(catalogue.documents)))
        if lines:
            print(*lines, sep="\n")
            said = counted(
                "Nothing was built: %(count)d problem in the sources",
                "Nothing was built: %(count)d problems in the sources",
                len(lines),
            )
            progress.end(said)
            return 1

        printed = edition(catalogue, settings(root), language)
        del catalogue, kept, judged, opened  # with where each value stands in its file, which nobody asks any more
        gc.freeze()
        gc.set_threshold(50_000)  # of what comes now little stays: with 700 this takes 5 % of a build
        gc.enable()
        books = folder / "books"
        shutil.rmtree(books, ignore_errors=True)  # of an earlier release
        if book is not Extent.NONE:
            with progress.stage(N_("Book")) as made:
                from handbook.book.bindery import bind

                keep = Keep(root / WORK / "keep" / "book")
                bound = bind(printed, books, keep, book, progress.count)
                keep.prune()
                papers = [file for file in bound.files if file.pages]
                pages, pictures = sum(file.pages for file in papers), len(bound.files) - len(papers)
                made.append(counted("%(count)d PDF", "%(count)d PDFs", len(papers)))
                made.append(counted("%(count)d page", "%(count)d pages", pages))
                made.append(counted("%(count)d picture", "%(count)d pictures", pictures))
                made.append(say(N_("%(count)d made anew"), count=keep.made))
                made += [say(N_("without a sign for %(what)s"), what=what) for what in bound.replaced]
            for line in bound.faults:
                print(say(N_("Left out of the book: %(fault)s"), fault=line), file=sys.stderr)

        with progress.stage(N_("Site")):
            from handbook.site.frames import frames
            from handbook.site.press import Typeset
            from handbook.site.printing import print_site

            def set_them(to: Path) -> Typeset:
                import hooks  # and with it MkDocs, which is not needed as long as no frame changes

                return hooks.frames(root, to, printed)

            keep = Keep(root / WORK / "keep" / "frames")
            typeset = frames(keep, imprint.set_from(root, language.code), release.open(), set_them)
            keep.prune()
            print_site(release, root, printed, typeset, books)

        if search:
            with progress.stage(N_("Search")) as made:
                from handbook.search.hidden import noted
                from handbook.search.index import index_site

                keep = Keep(root / WORK / "keep" / "search")
                index = index_site(site, language.code, keep, noted(printed))
                keep.prune()
                size = language.size(index.bytes)
                made.append(counted("%(count)d page, %(size)s", "%(count)d pages, %(size)s", index.pages, size=size))

        with progress.stage(N_("Completeness")) as made:
            from handbook.site import complete

            recorded = complete.counting(site, printed)
            finished = release.tree()
            imprint.put(finished, printed, origin.sources)
            bound_whole = book is not Extent.NONE and not bound.faults
            found = complete.check(finished, printed, recorded, book=bound_whole, search=search)
            made.append(counted("%(count)d page", "%(count)d pages", found.pages))
            made.append(counted("%(count)d link leads somewhere", "%(count)d links lead somewhere", found.links))

        with progress.stage(N_("Publish")) as made:
            from handbook.site import promises

            promises.put(finished)
            if compressed:
                compress(finished, release)
            stayed = release.close()
            made.append(say(N_("%(size)s in all"), size=language.size(sum(map(size_of, finished.files.values())))))
            published = publish(finished, root)
            again = book is not Extent.NONE and bound.faults  # what was left out is to be said again
            seal(finished, root, "" if again else origin.key, stayed=stayed)
    progress.end(say(N_("The handbook stands in %(folder)s"), folder=f"{published.name}/"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
