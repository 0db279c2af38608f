"""Show the handbook while you write: each page is made when you ask for it, and shown anew when a file is saved.

What is wrong with a source is told here and, in its place, on its page; the rest goes on. The index for search follows in
the background; books are those of the last whole build.
"""

from __future__ import annotations

import argparse
import errno
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handbook.edition.latest import latest
from handbook.model import address
from handbook.model.problem import errors, report
from handbook.model.settings import WrongSettings, settings
from handbook.model.voice import voice
from handbook.reading.kept import Kept
from handbook.reading.load import TERMS
from handbook.running.keep import WORK
from handbook.running.project import CONFIG, begin, between
from handbook.running.release import Release
from handbook.running.watch import changes
from handbook.search.hidden import noted
from handbook.site.live import Live
from handbook.site.press import Typeset
from handbook.site.printing import print_site
from handbook.site.templates import templates
from handbook.site.window import Shown, Window
from handbook.words.language import N_

_PREFIX, _LOCK = "serve-", "lock"
_QUIET = 2  # seconds without a change before the index is made


class Editor:
    """Makes a site of the sources, again and again; what did not change is not set or read anew."""

    def __init__(self, root: Path, folder: Path, shown: Shown) -> None:
        self.root, self.folder, self.shown = root, folder, shown
        self.typeset: Typeset | None = None
        self.kept = Kept(root, again=True)

    def make(self, changed: Iterable[Path] = ()) -> bool:
        """Whether there is a site to show of the sources as they are now."""
        lines, made = [], False
        try:
            whole, problems = latest(self.root, self.kept)
            lines = report(errors(problems), whole.language)
            if self.typeset is None or any(map(self._frames, changed)):
                import hooks  # and with it MkDocs: the start of the verb stays light

                self.typeset = hooks.frames(self.root, self.folder, whole)
            site = Live(whole, templates(self.root, whole, self.root / "site"), self.typeset)
            self.shown.show(site, lines)
            made = True
        except WrongSettings as error:
            lines = [str(error)]
            self.shown.show(None, lines)
        except Exception as error:  # a template or a chapter that cannot be rendered; the next save may mend it
            lines = [*lines, f"{type(error).__name__}: {error}"]
            self.shown.show(None, lines)
        if lines:
            print(*lines, sep="\n", flush=True)
        return made

    def _frames(self, path: Path) -> bool:
        """Whether frames, or what stands beside them, are made from a file."""
        name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else ""
        folder = name.split("/")
        if folder[0] == "content":
            return not (len(folder) > 2 and folder[1] in (*TERMS, "vervallen") and folder[-1] != "index.md")
        return name == CONFIG or (folder[0] == "overrides" and folder[1:2] != ["pages"])


class Searching(threading.Thread):
    """Makes the index for search anew when nothing has changed for a while, in a process of its own."""

    def __init__(self, root: Path, folder: Path) -> None:
        super().__init__(daemon=True)
        self.command = [sys.executable, __file__, "--root", str(root), "--index", str(folder)]
        self.changed = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        while self.changed.wait():
            while self.changed.is_set():
                self.changed.clear()
                time.sleep(_QUIET)
            # Ctrl-C is for the server, which ends this one without a word.
            self.process = subprocess.Popen(self.command, start_new_session=True)
            self.process.wait()

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


def index(root: Path, folder: Path) -> None:
    """Have the index of the sources as they are now in ``folder``."""
    import hooks
    from handbook.search.index import index_site

    if hasattr(os, "nice"):
        os.nice(10)  # whoever writes goes first
    whole, _ = latest(root)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        site = Path(name) / "site"
        print_site(Release(site), root, whole, hooks.frames(root, site, whole), root / "site")
        index_site(site, whole.language.code, noted=noted(whole))
        old = folder / address.SEARCH_INDEX
        if old.exists():
            old.rename(site / "old")
        (site / address.SEARCH_INDEX).rename(old)


@contextmanager
def _workplace(root: Path) -> Iterator[Path]:
    """A temporary folder to work in; that of a server that was killed is removed now, as nobody holds its lock."""
    from filelock import FileLock, Timeout

    (root / WORK).mkdir(exist_ok=True)
    for left in (root / WORK).glob(f"{_PREFIX}*"):
        with suppress(Timeout), FileLock(left / _LOCK, timeout=0):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=root / WORK) as name, FileLock(Path(name, _LOCK)):
        yield Path(name)


def _soon(work: Callable[[], object]) -> None:
    timer = threading.Timer(_QUIET, work)
    timer.daemon = True
    timer.start()


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("--port", type=between(0, 65535), default=8000, help="0 takes any that is free")
    parser.add_argument("--no-search", action="store_true", help="make no index for search")
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    root = arguments.root
    if arguments.index:
        index(root, arguments.index)
        return 0
    language, shown = voice(settings(root)), Shown()
    with _workplace(root) as folder:
        searching = Searching(root, folder)
        try:
            server = Window(arguments.port, shown, [folder / "frames", folder, root / "site"])
        except OSError as error:
            used = N_(
                "Port %(port)d is in use, perhaps by another serve.py; stop that, or choose another one with --port."
            )
            said = N_("The port %(port)d cannot be used (%(reason)s); choose another one with --port.")
            said = used if error.errno == errno.EADDRINUSE else said
            print(language.say(said, port=arguments.port, reason=error.strerror), file=sys.stderr)
            return 1
        with server:
            editor = Editor(root, folder / "frames", shown)
            watched = [root / name for name in ("content", "initiatives", "overrides")]
            try:
                for files in changes(watched, root / CONFIG):  # at first none: what changes from then on is seen
                    made = editor.make(files)
                    if files:
                        _soon(gc.collect)  # it stops everything for a tenth of a second, in which the page is shown
                    else:
                        threading.Thread(target=server.serve_forever, daemon=True).start()
                        said = N_("The handbook stands at %(address)s; stop with Ctrl-C.")
                        print(language.say(said, address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
                        gc.freeze()  # what was read stays; looking through it at every save takes longer than the save
                    if made and not arguments.no_search:
                        if not searching.is_alive():
                            searching.start()
                        searching.changed.set()
            except KeyboardInterrupt:
                searching.stop()
                print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
