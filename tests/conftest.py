"""What the tests share: real files, a real build, a real browser."""

from __future__ import annotations

import compileall
import datetime
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from axe_playwright_python import sync_playwright as axe
from handbook.edition.edition import Edition
from handbook.edition.edition import edition as make_edition
from handbook.model.settings import settings
from handbook.reading.catalogue import Catalogue
from handbook.reading.load import load
from handbook.words.language import Language

ROOT = Path(__file__).parent.parent
FIRST = datetime.date(2026, 11, 22)  # the day of the first edition
SOURCES = ("content", "initiatives", "overrides", "scripts", "mkdocs.yml")
compileall.compile_dir(ROOT / "scripts", quiet=1)  # once, instead of in each copy of the project

# A shell lets its background jobs ignore Ctrl-C, and so every verb that the tests interrupt would too.
signal.signal(signal.SIGINT, signal.default_int_handler)


class Axe(axe.Axe):
    """axe, given to a page once, and run when nothing moves any more: halfway through a change of colours the contrast is
    too low. It reports only what is wrong; reporting what passes too takes twice the time."""

    def run(self, page, context=None, options=None):
        if page.evaluate("'axe' in window"):
            self.axe_script = ""
        page.evaluate(
            """() => Promise.all(
                document.getAnimations()
                    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
                    .map((one) => one.finished.catch(() => {})),
            ).then(() => {})"""
        )
        return super().run(page, context, {**(options or {}), "resultTypes": ["violations"]})


def faults(page, without: Iterable[str] = ()) -> list[tuple]:
    """That a page scrolls sideways, and what axe finds by WCAG 2.2 AA and its best practices, ``without`` some rules: each
    with the first elements that break it."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    kinds = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {name: {"enabled": False} for name in without}
    found = Axe().run(page, options={"runOnly": kinds, "rules": rules}).response["violations"]
    sideways = [("too wide", wide)] if wide > 0 else []
    return sideways + [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


def faults_at(page, *widths: int) -> list[tuple]:
    """The faults of a page at each of these widths, light and dark, with reduced motion so that it turns at once."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, name in (("light", "default"), ("dark", "slate")):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.locator(f'body[data-md-color-scheme="{name}"]').wait_for()
            page.evaluate("scrollTo(0, 0)")  # otherwise what happens to be below the header counts as a small target
            found += [(width, scheme, *fault) for fault in faults(page)]
    return found


def foreign(page, server: str) -> list[str]:
    """The requests of a page of ``tab`` to other servers."""
    return [url for url in page.asked if not url.startswith((server.removesuffix("handboek/"), "data:"))]


def own(site: Path) -> str:
    """The folder of the site's own style sheets, scripts and pictures."""
    (found,) = site.glob("assets/*/handbook.css")
    return f"{found.parent.relative_to(site).as_posix()}/"


def elements(node):
    """The elements below a node of the structure tree, in reading order."""
    kids = node.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def walk(children):
    """The nodes of a description and its texts, in reading order (see ``nodes.py``)."""
    for child in children:
        yield child
        if isinstance(child, dict):
            yield from walk(child.get("c", ()))


def page_of(pdf, name: str) -> int:
    """The page of a label in a PDF, from page 1."""
    return pdf.get_destination_page_number(pdf.named_destinations[name]) + 1


def compact(text: str) -> str:
    """A text without spaces, hyphens and the invisible characters of line breaks."""
    return re.sub(r"[\s\u00ad\u200b\u2060-]", "", text)


def escaped(text: str) -> str:
    """Markdown that means exactly this text."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def copy_project(to: Path) -> Path:
    """A copy of the project's sources that a test may change and build."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name)
        else:
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, to / name)
    return to


def run(project: Path, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a verb of the project, as on the command line."""
    return subprocess.run(
        [sys.executable, str(project / "scripts" / script), *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="session")
def edition():
    """From the real sources."""
    catalogue, problems = load(ROOT)
    assert problems == []
    return edition_of(catalogue)


def edition_of(catalogue: Catalogue) -> Edition:
    chosen = settings(ROOT)
    return make_edition(catalogue, chosen, Language(chosen.language))


def first() -> Catalogue:
    """The sources without the entries that came after the first edition, and their themes: what fits on a page of the
    book depends on everything in it."""
    catalogue, _ = load(ROOT)
    entries = {slug: entry for slug, entry in catalogue.initiatives.items() if entry.added <= FIRST}
    named = {theme for entry in entries.values() for theme in entry.themes}
    themes = {slug: theme for slug, theme in catalogue.themes.items() if slug in named}
    return replace(catalogue, initiatives=entries, themes=themes)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> SimpleNamespace:
    """The whole handbook, built once from the real sources; ``site`` is the published folder.

    ``HANDBOOK_SITE`` may name a folder with a site that was built in another way: see ``zensical_trial.py``.
    """
    if ready := os.environ.get("HANDBOOK_SITE"):
        return SimpleNamespace(root=ROOT, site=Path(ready), log="")
    copy = copy_project(tmp_path_factory.mktemp("built") / "project")
    result = run(copy, "build.py")
    assert result.returncode == 0, result.stdout + result.stderr
    return SimpleNamespace(root=copy, site=copy / "site", log=result.stderr)


class Handler(SimpleHTTPRequestHandler):
    """Serves a site silently, also below ``handboek/``."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/handboek"))


class _Server(ThreadingHTTPServer):
    def handle_error(self, *arguments) -> None:
        pass  # the browser closed the connection


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder; yields its address."""
    with _Server(("127.0.0.1", 0), partial(handler, directory=str(folder))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()


@pytest.fixture(scope="session")
def server(built):
    """The address of the built site, below a sub path as on GitHub Pages."""
    with serving(built.site) as address:
        yield f"{address}handboek/"


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium; without one these tests are skipped, and fail under CI=true."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        reason = "no Chromium on this machine; the browser tests need one (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


def lettered(page, address: str) -> None:
    """Open a page in the handbook's own font, which a busy machine may load too late for the first view."""
    page.goto(address)
    page.evaluate("Promise.all([...document.fonts].map((font) => font.load()))")
    page.goto(address)


@pytest.fixture
def tab(browser):
    """A function that opens a page in a browser context of its own, with the given options, and closes it at the end.

    ``said`` are its errors and warnings, from the console or a script; ``asked`` are the addresses that it requested.
    """
    contexts = []

    def opened(address: str | None = None, script: str | None = None, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda told: page.said.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        if script:
            page.add_init_script(script)
        if address is not None:
            page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
