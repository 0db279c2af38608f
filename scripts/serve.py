"""Show the handbook while you write: each page is made when you ask for it, and shown anew when a file is saved.

What is wrong with a source is told here and, in its place, on its page; the rest goes on. The index for search follows in
the background; books are those of the last whole build.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import hooks
from handbook.edition.latest import latest
from handbook.model.problem import errors, report
from handbook.model.settings import settings
from handbook.reading.load import TERMS
from handbook.running.keep import WORK
from handbook.running.release import Release
from handbook.running.watch import changes
from handbook.site.hidden import noted
from handbook.site.live import Live
from handbook.site.press import Typeset
from handbook.site.printing import print_site
from handbook.site.search import BUNDLE, index_site
from handbook.site.templates import templates
from handbook.words.language import N_, Language, message

_PATIENCE = 25  # seconds that a browser waits for a change before it asks again
_QUIET = 2  # seconds without a change before the index is made
_RELOAD = "live.js"
_WAIT = "live"
_SCRIPT = """const shown = document.currentScript.dataset.shown;
(async () => {
  for (;;) {
    try {
      const answer = await fetch(`/live?${shown}`, { cache: "no-store" });
      if ((await answer.text()) !== shown) return location.reload();
    } catch { await new Promise((done) => setTimeout(done, 1000)); }
  }
})();
"""


@dataclass
class Shown:
    """What is shown now: the site, what is wrong with its sources, and how often it changed."""

    site: Live | None = None
    problems: list[str] = field(default_factory=list)
    number: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def show(self, site: Live | None, problems: list[str]) -> None:
        with self.changed:
            self.site, self.problems = site or self.site, problems
            self.number += 1
            self.changed.notify_all()

    def other_than(self, number: str) -> int:
        """The number of what is shown, once it is another one, or after some patience."""
        with self.changed:
            self.changed.wait_for(lambda: str(self.number) != number, _PATIENCE)
            return self.number


class Editor:
    """Makes a site of the sources, again and again; what did not change is not set or read anew."""

    def __init__(self, root: Path, folder: Path, shown: Shown) -> None:
        self.root, self.folder, self.shown = root, folder, shown
        self.typeset: Typeset | None = None

    def make(self, changed: Iterable[Path] = ()) -> None:
        try:
            whole, problems = latest(self.root)
            lines = report(errors(problems), whole.language)
            if self.typeset is None or any(map(self._frames, changed)):
                self.typeset = hooks.frames(self.root, self.folder, whole)
            site = Live(whole, templates(self.root, whole, self.root / "site"), self.typeset)
            self.shown.show(site, lines)
        except Exception as error:  # a template or a chapter that cannot be rendered; the next save may mend it
            lines = [f"{type(error).__name__}: {error}"]
            self.shown.show(None, lines)
        if lines:
            print(*lines, sep="\n", flush=True)

    def _frames(self, path: Path) -> bool:
        """Whether frames, or what stands beside them, are made from a file."""
        name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else ""
        folder = name.split("/")
        if folder[0] == "content":
            return not (len(folder) > 2 and folder[1] in (*TERMS, "vervallen") and folder[-1] != "index.md")
        return name == "mkdocs.yml" or (folder[0] == "overrides" and folder[1:2] != ["pages"])


class Handler(SimpleHTTPRequestHandler):
    """Files of the site that is shown; then those that MkDocs put beside the frames, then those of the last build."""

    def __init__(self, shown: Shown, folders: list[Path], *arguments: object) -> None:
        self.shown, self.folders = shown, folders
        super().__init__(*arguments)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        name = unquote(parts.path).lstrip("/")
        if name == _WAIT:
            self._answer(str(self.shown.other_than(parts.query)), "text/plain")
        elif name == _RELOAD:
            self._answer(_SCRIPT, "text/javascript")
        elif (text := self._made(name)) is not None:
            self._answer(text, self.guess_type(name) if name and not name.endswith("/") else "text/html")
        elif Path(self.translate_path(self.path)).is_file():
            super().do_GET()
        else:
            lost = self.folders[0] / "404.html"
            self._answer(lost.read_text("utf-8") if lost.is_file() else "", "text/html", HTTPStatus.NOT_FOUND)

    def _made(self, name: str) -> str | None:
        number = self.shown.number
        try:
            text = self.shown.site.text(name) if self.shown.site else None
        except Exception as error:  # told where somebody looks at it
            return _page([f"{type(error).__name__}: {error}"], number)
        slug = name.split("/")[1:2] if name.startswith("initiatieven/") and name.endswith("/") else []
        wrong = [line for line in self.shown.problems if slug and line.startswith(f"initiatives/{slug[0]}.md:")]
        if wrong or (self.shown.site is None and not name):
            return _page(wrong or self.shown.problems, number)
        return text and text.replace("</body>", f'<script src="/{_RELOAD}" data-shown="{number}"></script></body>')

    def _answer(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def translate_path(self, path: str) -> str:
        for folder in self.folders:
            self.directory = str(folder)
            found = super().translate_path(path)
            if Path(found).is_file():
                break
        return found

    def log_message(self, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a browser that went on to another page
            super().handle_error(request, address)


def _page(lines: list[str], number: int) -> str:
    """What is wrong, in the place of a page that cannot be shown."""
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<!doctype html><meta charset="utf-8"><title>{escape(lines[0])}</title><ul>{listed}</ul>'
        f'<script src="/{_RELOAD}" data-shown="{number}"></script>'
    )


class Searching(threading.Thread):
    """Makes the index for search anew when nothing has changed for a while, in a process of its own."""

    def __init__(self, root: Path, folder: Path) -> None:
        super().__init__(daemon=True)
        self.command = [sys.executable, __file__, "--root", str(root), "--index", str(folder)]
        self.changed = threading.Event()

    def run(self) -> None:
        while self.changed.wait():
            while self.changed.is_set():
                self.changed.clear()
                time.sleep(_QUIET)
            subprocess.run(self.command, check=False)


def index(root: Path, folder: Path) -> None:
    """Have the index of the sources as they are now in ``folder``."""
    if hasattr(os, "nice"):
        os.nice(10)  # whoever writes goes first
    whole, _ = latest(root)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        site = Path(name) / "site"
        print_site(Release(site), root, whole, hooks.frames(root, site, whole), root / "site")
        index_site(site, whole.language.code, noted=noted(whole, root / "overrides" / "pages"))
        old = folder / BUNDLE
        if old.exists():
            old.rename(site / "old")
        (site / BUNDLE).rename(old)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--root", type=Path, default=Path(__file__).resolve().parent.parent, help="the project's folder"
    )
    parser.add_argument("--port", type=int, default=8000, help="0 takes any that is free")
    parser.add_argument("--no-search", action="store_true", help="make no index for search")
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    if arguments.index:
        index(root, arguments.index)
        return 0
    language, shown = Language(settings(root).language), Shown()
    (root / WORK).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="serve-", dir=root / WORK) as name:
        folder = Path(name)
        searching = Searching(root, folder)
        try:
            server = Server(
                ("127.0.0.1", arguments.port), partial(Handler, shown, [folder / "frames", folder, root / "site"])
            )
        except OSError as error:
            said = message(N_("The port %(port)d cannot be used (%(reason)s); choose another one with --port."), port=arguments.port, reason=error.strerror)  # fmt: skip
            print(language.say(said), file=sys.stderr)
            return 1
        with server:
            editor = Editor(root, folder / "frames", shown)
            editor.make()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            said = message(N_("The handbook stands at %(address)s; stop with Ctrl-C."), address=f"http://127.0.0.1:{server.server_port}/")  # fmt: skip
            print(language.say(said), flush=True)
            gc.freeze()  # what was read stays; looking through it at every save takes longer than the save
            try:
                watched = [root / name for name in ("content", "initiatives", "overrides")]
                for files in changes(watched):
                    if files:
                        editor.make(files)
                        gc.collect()
                    if not arguments.no_search:
                        if not searching.is_alive():
                            searching.start()
                        searching.changed.set()
            except KeyboardInterrupt:
                print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
