"""mkdocs serve: the same site, made anew when an initiative, a chapter or a template changes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

PATIENCE = 60  # seconds before a change that does not show is a failure; not a measure of speed


@contextmanager
def serving(project):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (project / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"],
            cwd=project,
            stdout=log,
            stderr=log,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str, text: str, *, absent: bool = False) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if (text in answer.read().decode()) is not absent:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{text!r} did not {'leave' if absent else 'come to'} {address}")


def change(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_change_shows_and_a_mistake_does_not_stop_the_server(project):
    with serving(project) as home:
        page = f"{home}initiatieven/peer-to-peer/"
        wait_for(page, "Peer to Peer")
        with urllib.request.urlopen(f"{home}pagefind/pagefind-entry.json") as answer:
            assert answer.status == 200

        entry = project / "initiatives" / "peer-to-peer.md"
        change(entry, "title: Peer to Peer", "title: Van mens tot mens")
        wait_for(page, "Van mens tot mens")
        wait_for(f"{home}a-z/", "Van mens tot mens")

        change(project / "content" / "themas" / "leren-en-talent.md", "title: Leren en talent", "title: Talent vinden")
        wait_for(page, "Talent vinden")
        change(project / "content" / "over.md", "# ", "# Alles ")
        wait_for(f"{home}over/", '<h1 id="alles-')
        change(project / "overrides" / "pages" / "initiative.html", "<h1", "<h1 data-nieuw")
        wait_for(page, "data-nieuw")

        change(entry, "themes: [", "themes: [bestaat-niet, ")
        wait_for(f"{home}a-z/", "Van mens tot mens", absent=True)
        change(entry, "themes: [bestaat-niet, ", "themes: [")
        wait_for(page, "Van mens tot mens")
    assert "Traceback" not in (project / "serve.log").read_text()
