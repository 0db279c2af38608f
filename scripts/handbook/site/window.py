"""A window on a live site: its files over HTTP, for one browser or a few on this machine.

In: what is shown now, and folders of files beside it. Out: answers; an open page asks whether something else is shown by
now, and loads itself again when it is. What is wrong with the source of a page is told in its place.
"""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .live import Live

_PATIENCE = 25  # seconds that a browser waits for a change before it asks again
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


class _Handler(SimpleHTTPRequestHandler):
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
        slug = name.split("/")[1:2] if name.startswith("initiatieven/") and name.endswith("/") else []
        wrong = [line for line in self.shown.problems if slug and line.startswith(f"initiatives/{slug[0]}.md:")]
        if wrong or (self.shown.site is None and not name):
            return _page(wrong or self.shown.problems, number)
        try:
            text = self.shown.site.text(name) if self.shown.site else None
        except Exception as error:  # told where somebody looks at it
            return _page([f"{type(error).__name__}: {error}"], number)
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


class Window(ThreadingHTTPServer):
    """Raises OSError where the port is taken; 0 is any that is free."""

    def __init__(self, port: int, shown: Shown, folders: list[Path]) -> None:
        super().__init__(("127.0.0.1", port), partial(_Handler, shown, folders))

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
