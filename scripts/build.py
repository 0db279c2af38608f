"""Build the whole handbook: check, book, site, search, publish.

The result is in ``site/``. It is built beside the published site, which it replaces only when everything has succeeded:
a problem in a source, a failure or an interruption leaves the old site as it was.
"""

from __future__ import annotations

import gc
import shutil
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.book.extent import EVERYTHING, Extent
from handbook.edition.edition import Edition, edition
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
from handbook.running.tree import Tree, size_of
from handbook.words.language import N_, Language, Message, message
from handbook.words.progress import Progress


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build should make, and whether to make it from scratch."""

    book: Extent
    search: bool
    fresh: bool
    compressed: bool


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument(
        "--book",
        choices=[*Extent],
        default=Extent.AUTO,
        help="what to print: all (also books of themes and cities, leaflets and pictures), whole (only the book) or "
        f"none; auto is all up to {EVERYTHING} entries and whole above that",
    )
    parser.add_argument("--no-book", dest="book", action="store_const", const=Extent.NONE, help="same as --book none")
    parser.add_argument("--no-search", action="store_true", help="leave out the search index")
    parser.add_argument(
        "--compress",
        action="store_true",
        help="add copies compressed by gzip and Brotli, for a host that can send them",
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="make everything from scratch, even what has not changed since the last build",
    )
    arguments = parser.parse_args()
    language = voice(settings(arguments.root))
    try:
        asked = Asked(Extent(arguments.book), not arguments.no_search, arguments.fresh, arguments.compress)
        return build(arguments.root, asked, language)
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
    """The reason that the build stopped, and what to do about it if that is known."""
    if isinstance(error, InTheWay):
        return message(
            N_("“%(name)s” is in the way of the site: it is no folder. Move it and build again."), name=error
        )
    if isinstance(error, FileNotFoundError):
        return message(
            N_("%(file)s vanished during the build. Build again; if it stays away, put it back."), file=error.filename
        )
    return denied(error)


def build(root: Path, asked: Asked, language: Language) -> int:
    progress, say = Progress(language), language.say
    gc.disable()  # what is read stays until the end: collecting garbage again and again would take half of the time
    with staging(root, fresh=asked.fresh) as folder:
        from handbook.site import imprint
        from handbook.site.compressed import ENDINGS

        origin = imprint.origin(root, language.code, asked.book, str(asked.search), str(asked.compressed))
        if asked.fresh:
            shutil.rmtree(root / WORK / "keep", ignore_errors=True)
        elif receipt.holds(root / "site", origin.key):
            progress.end(say(N_("Nothing has changed: the handbook in %(folder)s is up to date"), folder="site/"))
            return 0
        shared, endings = imprint.shared(root, language.code), ENDINGS if asked.compressed else ()
        # First, because an old release has some of the same files under other names; to remove 60,000 takes 4 s.
        release = Release(folder / "site", shared, endings, first=lambda: tidy(root, folder))

        printed = _check(root, progress)
        if printed is None:
            return 1
        gc.freeze()
        gc.set_threshold(50_000)  # little of what comes now stays: with the usual 700 this takes 5 % of a build
        gc.enable()
        books = folder / "books"
        shutil.rmtree(books, ignore_errors=True)  # of an earlier release
        faults = _bind(root, printed, books, asked.book, progress) if asked.book is not Extent.NONE else ()
        _print(root, printed, books, release, progress)
        if asked.search:
            _index(root, printed, release.site, progress)
        finished = _complete(printed, release, asked, origin.sources, whole=not faults, progress=progress)
        # With faults no key is kept, so that the next build reports again what the book left out.
        published = _publish(root, finished, release, asked, "" if faults else origin.key, progress)
    progress.end(say(N_("The handbook stands in %(folder)s"), folder=f"{published.name}/"))
    return 0


def _check(root: Path, progress: Progress) -> Edition | None:
    """The edition to print; None when there are problems, which are printed."""
    language = progress.language
    with progress.stage(N_("Check")) as made:
        kept = Kept(root)
        catalogue, problems = load(root, kept)
        # For 10,000 known entries this reads few files, in 0.7 s; opening all of them takes as long, meanwhile.
        judged = beside(partial(check, catalogue, kept, duplicates=False), worthwhile=catalogue.closed > MANY)
        list(catalogue.initiatives.values())  # opens them, and they stay open
        lines = report(errors([*problems, *judged()]), language)
        made.append(language.counted("%(count)d file", "%(count)d files", len(catalogue.documents)))
    if not lines:
        return edition(catalogue, settings(root), language)
    print(*lines, sep="\n")
    said = language.counted(
        "Nothing was built: %(count)d problem in the sources",
        "Nothing was built: %(count)d problems in the sources",
        len(lines),
    )
    progress.end(said)
    return None


def _bind(root: Path, printed: Edition, books: Path, extent: Extent, progress: Progress) -> tuple[str, ...]:
    """Make the books, leaflets and pictures; reports and returns the entries that had to be left out."""
    say, counted = progress.language.say, progress.language.counted
    with progress.stage(N_("Book")) as made:
        from handbook.book.bindery import bind

        keep = Keep(root / WORK / "keep" / "book")
        bound = bind(printed, books, keep, extent, progress.count)
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
    return bound.faults


def _print(root: Path, printed: Edition, books: Path, release: Release, progress: Progress) -> None:
    with progress.stage(N_("Site")):
        from handbook.site import imprint
        from handbook.site.frames import frames
        from handbook.site.press import Typeset
        from handbook.site.printing import print_site

        def set_them(to: Path) -> Typeset:
            import hooks  # this imports MkDocs, which is not needed as long as no frame changes

            return hooks.frames(root, to, printed)

        keep = Keep(root / WORK / "keep" / "frames")
        typeset = frames(keep, imprint.set_from(root, printed.language.code), release.open(), set_them)
        keep.prune()
        print_site(release, root, printed, typeset, books)


def _index(root: Path, printed: Edition, site: Path, progress: Progress) -> None:
    language = progress.language
    with progress.stage(N_("Search")) as made:
        from handbook.search.hidden import noted
        from handbook.search.index import index_site

        keep = Keep(root / WORK / "keep" / "search")
        index = index_site(site, language.code, keep, noted(printed))
        keep.prune()
        size = language.size(index.bytes)
        made.append(language.counted("%(count)d page, %(size)s", "%(count)d pages, %(size)s", index.pages, size=size))


def _complete(
    printed: Edition, release: Release, asked: Asked, sources: str, *, whole: bool, progress: Progress
) -> Tree:
    """The finished site, if it is complete. Raises ``Incomplete``."""
    counted = progress.language.counted
    with progress.stage(N_("Completeness")) as made:
        from handbook.site import complete, imprint

        recorded = complete.counting(release.site, printed)
        finished = release.tree()
        imprint.put(finished, printed, sources)
        book = asked.book is not Extent.NONE and whole
        found = complete.check(finished, printed, recorded, book=book, search=asked.search)
        made.append(counted("%(count)d page", "%(count)d pages", found.pages))
        made.append(counted("%(count)d link leads somewhere", "%(count)d links lead somewhere", found.links))
    return finished


def _publish(root: Path, finished: Tree, release: Release, asked: Asked, key: str, progress: Progress) -> Path:
    """Replace the published site by the finished one."""
    with progress.stage(N_("Publish")) as made:
        from handbook.site import promises
        from handbook.site.compressed import compress

        promises.put(finished)
        if asked.compressed:
            compress(finished, release)
        stayed = release.close()
        size = progress.language.size(sum(map(size_of, finished.files.values())))
        made.append(progress.language.say(N_("%(size)s in all"), size=size))
        published = publish(finished, root)
        seal(finished, root, key, stayed=stayed)
    return published


if __name__ == "__main__":
    sys.exit(main())
