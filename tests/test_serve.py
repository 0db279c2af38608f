"""serve.py, and mkdocs serve: the same site, made again when an initiative, a chapter or a template changes."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from conftest import run

PATIENCE = 60  # seconds until a change that is not shown counts as a failure; not a measure of speed


OURS = ("scripts/serve.py", "--port")
MKDOCS = ("-m", "mkdocs", "serve", "--livereload", "-a")


@contextmanager
def serving(project, command):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (project / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command, str(port) if command is OURS else f"127.0.0.1:{port}"],
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


@pytest.mark.parametrize("command", [OURS, MKDOCS], ids=["serve.py", "mkdocs serve"])
def test_a_change_shows_and_a_mistake_does_not_stop_the_server(project, command):
    with serving(project, command) as home:
        page = f"{home}initiatieven/peer-to-peer/"
        wait_for(page, "Peer to Peer")
        wait_for(f"{home}search/index.json", "folder")

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


def test_a_mistake_is_told_in_its_place(project):
    """The page of a broken entry shows what is wrong, with its line, and the entry again when it is corrected."""
    with serving(project, OURS) as home:
        page, entry = f"{home}initiatieven/flevo-fiets/", project / "initiatives" / "flevo-fiets.md"
        wait_for(page, "Flevo Fiets")
        change(entry, "themes: [", "themes: [dagbestedin, ")
        wait_for(page, "initiatives/flevo-fiets.md:6:")
        wait_for(page, "bedoelde je ‘dagbesteding’")
        change(entry, "themes: [dagbestedin, ", "themes: [")
        wait_for(page, "<h1")


def test_a_link_of_a_chapter_that_leads_nowhere_is_told_with_its_line(project):
    """As the check says it, also when no frame can be set; the handbook goes on when it is mended."""
    with serving(project, OURS) as home:
        wait_for(f"{home}over/", "<h1")
        chapter = project / "content" / "over.md"
        before = chapter.read_text(encoding="utf-8")
        chapter.write_text(f"{before}\nEen [link](nergens.md).\n", encoding="utf-8")
        wait_for((project / "serve.log").as_uri(), f"content/over.md:{len(before.splitlines()) + 2}:")
        chapter.write_text(f"{before}\nWeer in orde.\n", encoding="utf-8")
        wait_for(f"{home}over/", "Weer in orde.")
        wait_for(f"{home}search/index.json", "folder")
    log = (project / "serve.log").read_text(encoding="utf-8")
    assert "‘nergens.md’ leidt nergens heen" in log and "Traceback" not in log


def test_a_port_in_use_is_told(project):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = run(project, "serve.py", "--port", str(other.getsockname()[1]))
    assert result.returncode == 1 and "al in gebruik" in result.stderr and "Address" not in result.stderr


def test_what_is_served_is_what_is_built(project, built):
    """Page for page, except the script that waits for a change. Books are those of the last build."""
    (project / "site").symlink_to(built.site, target_is_directory=True)
    with serving(project, OURS) as home:
        wait_for(home, "</html>")
        for name in (
            "",
            "over/",
            "a-z/",
            "themas/herstel/",
            "initiatieven/peer-to-peer/cite.ris",
            "data/schema.json",
            "atom.xml",
        ):
            with urllib.request.urlopen(home + name) as answer:
                served = re.sub(r'<script src="/live.js"[^>]*></script>', "", answer.read().decode())
            path = built.site / name
            text = (path / "index.html" if path.is_dir() else path).read_bytes().decode()
            assert served == text, name


def test_a_page_is_loaded_again_when_its_source_changes(project, tab):
    with serving(project, OURS) as home:
        wait_for(home, "</html>")
        page = tab(f"{home}initiatieven/flevo-fiets/")
        change(project / "initiatives" / "flevo-fiets.md", "title: Flevo Fiets", "title: Fietsen in Flevoland")
        page.get_by_role("heading", name="Fietsen in Flevoland", level=1).wait_for(timeout=PATIENCE * 1000)


def test_memory_does_not_grow_over_two_hundred_saves(project):
    """The editor by itself, in a process of its own: once the caches are filled, memory does not grow."""
    code = """
import sys, resource
from pathlib import Path
sys.path.insert(0, "scripts")
from serve import Editor
from handbook.site.window import Shown

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6

root, shown = Path.cwd(), Shown()
editor = Editor(root, root / ".build" / "frames", shown)
editor.make()
path = root / "initiatives" / "flevo-fiets.md"
text = path.read_text(encoding="utf-8").rstrip()
for number in range(250):
    path.write_text(f"{text} Nog iets {number}.\\n", encoding="utf-8")
    editor.make([path])
    assert f"Nog iets {number}." in shown.site.text("initiatieven/flevo-fiets/")
    if number == 49:
        before = held()
print(held() - before)
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert float(result.stdout) < 10, "MB more than after fifty saves"
