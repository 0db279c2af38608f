"""A handbook of somebody else: empty and nearly empty, made by following the README."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from conftest import ROOT, copy_project, run, serving
from handbook.model.folders import CHAPTERS, TERMS
from handbook.site.chapters import PARTED
from pypdf import PdfReader

OWN = {
    "site_name": "Sportgids Vrijetijdsbestedingsondersteuningsverenigingen",
    "site_description": "Clubs waar iedereen kan sporten.",
    "site_url": "https://sport.example/gids/",
    "repository": "https://git.example/sport/gids",
    "publisher": "Sportfederatie",
}
OURS = re.compile(
    r"handboek-meedoen|Handboek Meedoen|psychisch|kwetsbaar|\bggz\b|zelfdoding|\b113\b|1970", re.IGNORECASE
)
CHAPTER = "---\ntitle: {0}\ndescription: Van ons.\n---\n\n# {0}\n\nEen zin.\n\n## Bewijs {{#hoe-sterk-is-het-bewijs}}\n\nEen zin.\n"
THEME = "---\ntitle: Bewegen\nsummary: Sporten in de buurt.\n---\n\nEen zin.\n"
ENTRY = """---
title: Parkloop
summary: Een groep die elke week een uur loopt in het park.
kind: initiatief
themes: [bewegen]
coverage: landelijk
status: {value: loopt, as_of: 2026-05-01}
sources: [{title: Lopen in het park}]
added: 2026-11-22
reviewed: 2026-11-22
---

""" + "\n".join(
    f"## {name}\n\nEen zin.\n"
    for name in ("Voor wie", "Waarom", "Hoe het werkt", "Wat het oplevert", "Wat we nog niet weten")
)


def settings(project: Path, **values: str | None) -> None:
    """Set each value in ``mkdocs.yml``; for None, remove it with the lines that belong to it."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for key, value in values.items():
        line = f"{key}: {value}\n" if value is not None else ""
        text, count = re.subn(
            rf"^( *){key}:.*\n(?:\1 +.*\n)*", rf"\g<1>{line}" if line else "", text, flags=re.MULTILINE
        )
        assert count == 1, key
    config.write_text(text, encoding="utf-8")


def adopted(project: Path) -> Path:
    """A project after the steps in the README: its commands, what the check then names, and new chapters."""
    section = re.search(r"^## Your own handbook\n(.*?)^## ", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)[1]
    (commands,) = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    subprocess.run(["sh", "-ec", commands], cwd=project, check=True)
    settings(project, **OWN, help=None)
    config = project / "mkdocs.yml"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = [int(number) for number in re.findall(r"^mkdocs\.yml:(\d+):", run(project, "check.py").stdout, re.MULTILINE)]
    config.write_text("".join(line for number, line in enumerate(lines, start=1) if number not in gone), "utf-8")
    for path in (project / "content").rglob("*.md"):
        path.write_text(CHAPTER.format(path.stem), encoding="utf-8")
    return project


def texts(site: Path) -> dict[str, str]:
    """The files for readers and machines, except code."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    readable = (".html", ".json", ".jsonld", ".xml", ".csv", ".geojson", ".txt", ".md", ".webmanifest")
    said = {name: path.read_text("utf-8") for name, path in found.items() if name.endswith(readable)}
    pdfs = {name: PdfReader(path) for name, path in found.items() if name.endswith(".pdf")}
    return said | {name: "\n".join(page.extract_text() for page in pdf.pages) for name, pdf in pdfs.items()}


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> SimpleNamespace:
    """The handbook of an owner who has not written any entry, theme or other term yet."""
    root = adopted(copy_project(tmp_path_factory.mktemp("adopted") / "project"))
    checked, result = run(root, "check.py"), run(root, "build.py")
    assert result.returncode == 0, checked.stdout + result.stderr
    return SimpleNamespace(root=root, site=root / "site", checked=checked)


def test_the_way_of_the_readme_leads_to_a_handbook_without_a_word_of_ours(empty):
    assert empty.checked.returncode == 0, empty.checked.stdout
    said = texts(empty.site)
    assert {"index.html", "handboek.pdf", "atom.xml", "data/initiatives.json"} <= said.keys()
    found = {name: match[0] for name, text in said.items() if (match := OURS.search(text))}
    assert not found
    assert "Sportgids" in said["index.html"] and "Sportgids" in said["handboek.pdf"]


def test_data_and_feeds_without_an_entry_are_whole(empty):
    said = texts(empty.site)
    for name, text in said.items():
        if name.endswith(("json", "jsonld")):
            json.loads(text)
        elif name.endswith(".xml"):
            ElementTree.fromstring(text)
    assert json.loads(said["data/initiatives.json"])["initiatives"] == []
    assert json.loads(said["data/initiatives.json"])["updated"] == "2026-11-01"  # the date of the edition


def test_no_page_has_an_empty_list_or_a_script_that_fails(empty, tab):
    inside = """() => [...document.querySelectorAll("main :is(ul, ol, tbody, select, svg, h1, h2, h3)")]
        .filter((one) => one.checkVisibility() && !one.childElementCount && !one.textContent.trim() && !one.closest("[role=status]"))
        .map((one) => one.outerHTML.slice(0, 90))"""
    filled = ("hb-compare__list", "hb-find__results", "todo-list")  # filled by a script, if there is anything
    with serving(empty.site) as address:
        page = tab()
        for path in sorted(empty.site.rglob("index.html")):
            at = path.parent.relative_to(empty.site).as_posix()
            fetching = at in ("vergelijken", "zoeken", "bijdragen/formulier")
            page.goto(f"{address}{at}/", wait_until="networkidle" if fetching else "load")
            assert not page.said, (at, page.said)
            assert not [one for one in page.evaluate(inside) if not any(name in one for name in filled)], at
        page.set_viewport_size({"width": 360, "height": 600})
        page.goto(f"{address}vergelijken/", wait_until="networkidle")
        name, search = (page.locator(one).bounding_box() for one in (".hb-brand span", ".hb-header .hb-search"))
        assert name["x"] + name["width"] <= search["x"]
        assert "‘’" not in page.inner_text("main")


def test_every_verb_answers_for_an_empty_handbook(empty, tmp_path):
    for verb, code, said in (
        (("status.py",), 0, "(0)"),
        (("new.py", "--title", "Parkloop", "--stub", "--yes"), 1, "‘new.py theme’"),
        (("book.py", "--catalogue", "--out", str(tmp_path / "a.pdf")), 0, "a.pdf"),
        (("book.py", "--leaflet", "all", "--out", str(tmp_path)), 1, "nog geen beschrijving"),
        (("book.py", "--theme", "bewegen"), 1, "bewegen"),
        (("book.py", "--city", "utrecht"), 1, "utrecht"),
        (("generate.py", "--check"), 1, "verouderd"),
        (("generate.py",), 0, ".github"),
        (("generate.py", "--check"), 0, ""),
    ):
        result = run(empty.root, *verb)
        told = result.stdout + result.stderr
        assert (result.returncode, said in told, "Traceback" in told) == (code, True, False), (verb, told)


def test_one_entry_in_one_theme_for_nobody_in_particular_is_a_handbook(empty, tmp_path):
    root = copy_project(tmp_path / "one")
    for name in ("content", "initiatives", "mkdocs.yml"):
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()
        (shutil.copytree if (empty.root / name).is_dir() else shutil.copy2)(empty.root / name, root / name)
    for path in (root / "content").rglob("*.md"):
        if path.relative_to(root / "content").as_posix() not in CHAPTERS:
            path.unlink()
    pages = "  - Start: index.md\n  - Meer:\n      - Meer: over.md\n      - Elders: https://www.example.org/\n      - Dieper:\n          - Zoeken: zoeken.md\n"
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"(?m)^nav:\n(?: .*\n)+", f"nav:\n{pages}", config), encoding="utf-8")
    (root / "content/themas/bewegen.md").write_text(THEME, encoding="utf-8")
    (root / "initiatives/parkloop.md").write_text(ENTRY, encoding="utf-8")
    result = run(root, "build.py", "--book", "whole")
    assert result.returncode == 0, result.stderr
    assert (root / "site/initiatieven/parkloop/index.html").is_file()


# What is missing is named


def test_the_pages_that_others_need_are_named_and_no_others(project):
    assert set(CHAPTERS) >= PARTED
    for path in (project / "content").rglob("*.md"):
        if path.parent.name not in TERMS or path.stem == "index":
            path.unlink()
    (project / "content/index.md").write_text(CHAPTER.format("Start"), encoding="utf-8")
    told = run(project, "check.py")
    assert told.returncode == 1
    named = re.findall(r"^content/(\S+):1:1: deze pagina ontbreekt", told.stdout, re.MULTILINE)
    assert set(named) == set(CHAPTERS) - {"index.md"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"site_url": None}, "mkdocs.yml: de instelling ‘site_url’ ontbreekt"),
        ({"site_url": "gids"}, "mkdocs.yml:3:11: ‘site_url’ is een webadres"),
        ({"repository": "ons archief"}, "‘extra.handbook.repository’ is een webadres"),
        ({"language": "en", "publisher": None}, "mkdocs.yml: the setting “extra.handbook.publisher” is missing"),
        ({"favicon": "assets/ons.svg"}, "mkdocs.yml:13:12: er is geen bestand content/assets/ons.svg"),
        ({"nav": None}, "mkdocs.yml:1:1: het menu ontbreekt"),
        ({"nav": "[weg.md]"}, ": er is geen bestand content/weg.md"),
    ],
)
def test_a_setting_that_cannot_be_is_named_in_the_language_of_the_site(project, change, said):
    settings(project, **change)
    told = run(project, "check.py")
    assert told.returncode == 1 and said in told.stdout + told.stderr, told.stdout + told.stderr


def test_a_menu_that_changed_since_the_last_check_is_checked_again(project):
    assert run(project, "check.py").returncode == 0
    settings(project, nav="[weg.md]")
    assert "er is geen bestand content/weg.md" in run(project, "check.py").stdout


def test_what_a_chapter_leads_to_is_there(project):
    over = project / "content/over.md"
    over.write_text("# Over\n\nZie [een thema](../themas/weg/) en [Utrecht](../steden/utrecht/).\n", encoding="utf-8")
    told = run(project, "check.py").stdout
    assert "content/over.md:3:17: de link ‘../themas/weg/’ leidt nergens heen" in told
    assert "content/over.md:1:1: elke beschrijving leidt naar een kop" in told
    assert "steden" not in told


def test_target_groups_are_asked_for_where_the_handbook_has_them(project):
    entry = project / "initiatives/barbarahoes.md"
    entry.write_text(re.sub(r"target_groups: .*\n", "", entry.read_text("utf-8")), encoding="utf-8")
    assert "bijvoorbeeld ‘target_groups: [buurtbewoners]’" in run(project, "check.py").stdout


def test_ctrl_c_ends_the_server_and_its_index_without_a_traceback(empty):
    command = [sys.executable, "scripts/serve.py", "--port", "0"]
    server = subprocess.Popen(command, cwd=empty.root, stdout=-1, stderr=-1, text=True, start_new_session=True)
    server.stdout.readline()  # the server is running
    while not any((empty.root / ".build").glob("*/tmp*")):  # the folder in which the index is made
        assert server.poll() is None
    begun = " ".join(path.read_text() for path in Path(f"/proc/{server.pid}/task").glob("*/children")).split()
    os.killpg(server.pid, signal.SIGINT)
    assert "Traceback" not in server.communicate()[1]
    assert server.returncode == 0 and begun and not any(Path(f"/proc/{child}").exists() for child in begun)


def test_what_a_text_says_of_another_edition_is_named(project):
    """In chapters and introductions, when the edition number rises; statements about an earlier edition may stay."""
    chapter, theme = project / "content/colofon.md", project / "content/themas/zelfhulp.md"
    assert "Eerste editie" in chapter.read_text(encoding="utf-8") and run(project, "check.py").stdout.count("\n") == 1
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("edition: 1", "edition: 2"), encoding="utf-8")
    result = run(project, "check.py")
    assert result.returncode == 0 and "waarschuwing: hier staat ‘Eerste editie’, en dit is editie 2" in result.stdout
    told = {line.partition(":")[0] for line in result.stdout.splitlines()}
    assert {"content/colofon.md", "content/themas/zelfhulp.md", "content/toegankelijkheid.md"} <= told
    for path in project.glob("content/**/*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("eerste editie", "tweede editie", text, flags=re.IGNORECASE), encoding="utf-8")
    assert run(project, "check.py").stdout.count("\n") == 1
    theme.write_text(
        theme.read_text(encoding="utf-8") + "\nIn de eerste editie van 2026 was dit thema klein.\n", encoding="utf-8"
    )
    assert run(project, "check.py").stdout.count("\n") == 1
    theme.write_text(
        theme.read_text(encoding="utf-8") + "\nDeze *derde* editie is groot.\n\nEditie 1 is de beste.\n",
        encoding="utf-8",
    )
    assert run(project, "check.py").stdout.count("content/themas/zelfhulp.md:") == 2
