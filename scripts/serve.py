"""Show the handbook while you write: each page is made when you open it, and shown anew when a file is saved.

Problems in a source are named here and on its page; the rest of the site keeps working. The search index follows in the
background; the books are those of the last whole build.
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
_QUIET = 2  # seconds without a change before the search index is made


class Editor:
    """Makes the site from the sources after every change; only what changed is read or rendered again."""

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
                import hooks  # this imports MkDocs; the verb itself starts faster without

                self.typeset = hooks.frames(self.root, self.folder, whole)
            site = Live(whole, templates(self.root, whole, self.root / "site"), self.typeset)
            self.shown.show(site, lines)
            made = True
        except WrongSettings as error:
            lines = [str(error)]
            self.shown.show(None, lines)
        except Exception as error:  # a template or chapter that cannot be rendered; the next save may correct it
            lines = [*lines, f"{type(error).__name__}: {error}"]
            self.shown.show(None, lines)
        if lines:
            print(*lines, sep="\n", flush=True)
        return made

    def _frames(self, path: Path) -> bool:
        """Whether a file takes part in the frames or in the files beside them."""
        name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else ""
        folder = name.split("/")
        if folder[0] == "content":
            return not (len(folder) > 2 and folder[1] in (*TERMS, "vervallen") and folder[-1] != "index.md")
        return name == CONFIG or (folder[0] == "overrides" and folder[1:2] != ["pages"])


class Searching(threading.Thread):
    """Makes the search index again when nothing has changed for a while, in a process of its own."""

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
            # In a session of its own, as Ctrl-C is for the server, which then ends this process quietly.
            self.process = subprocess.Popen(self.command, start_new_session=True)
            self.process.wait()

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


def index(root: Path, folder: Path) -> None:
    """Put the search index of the current sources in ``folder``."""
    import hooks
    from handbook.search.index import index_site

    if hasattr(os, "nice"):
        os.nice(10)  # the writer's own programs come first
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
    """A temporary folder to work in. Those of servers that were killed are removed first: nobody holds their locks."""
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
    parser.add_argument("--port", type=between(0, 65535), default=8000, help="the port (8000); 0 takes any free one")
    parser.add_argument("--no-search", action="store_true", help="make no search index")
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
                for files in changes(watched, root / CONFIG):  # empty at first: every change from then on is seen
                    made = editor.make(files)
                    if files:
                        _soon(gc.collect)  # stops everything for a tenth of a second, so only after the page is shown
                    else:
                        threading.Thread(target=server.serve_forever, daemon=True).start()
                        said = N_("The handbook stands at %(address)s; stop with Ctrl-C.")
                        print(language.say(said, address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
                        gc.freeze()  # what was read stays; examining it at every save would take longer than the save
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
