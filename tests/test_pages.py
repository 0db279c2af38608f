"""Many entries: lists of more than a hundred are split into pages, and every entry is on exactly one."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import run
from test_check import GOOD

MANY = 230


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    from conftest import copy_project

    project = copy_project(tmp_path_factory.mktemp("crowded") / "project")
    for number in range(MANY):
        text = GOOD.replace("Een goede beschrijving", f"Praktijk {number:03}").replace("[Utrecht]", "[Utrecht, Zwolle]")
        text = text.replace("sources: ", f"organisations: [{{name: Stichting {number}, role: partner}}]\nsources: ")
        (project / "initiatives" / f"praktijk-{number:03}.md").write_text(text, encoding="utf-8")
    text = GOOD.replace("Een goede beschrijving", "113 bellen").replace("https://", "https://bel.")
    text = text.replace("reviewed: 2026-11-22", "reviewed: 2026-11-23")
    (project / "initiatives" / "113-bellen.md").write_text(text, encoding="utf-8")
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


def pages(site, address):
    numbers = [""] + [f"{path.name}/" for path in sorted((site / address).iterdir()) if path.name.isdigit()]
    return [(site / address / number / "index.html").read_text(encoding="utf-8") for number in numbers]


def test_digits_have_an_anchor_that_an_address_can_hold(crowded):
    page = pages(crowded, "a-z/")[0]
    assert '<a href="#letter-0">#</a>' in page and '<h2 id="letter-0">#</h2>' in page


@pytest.mark.parametrize("address", ["themas/zelfhulp/", "steden/utrecht/", "doelgroepen/jongeren/", "a-z/"])
def test_a_long_list_has_pages_and_holds_each_entry_once(crowded, address):
    found = Counter()
    for page in pages(crowded, address):
        main = page.split("hb-cross")[0]
        here = re.findall(
            r'(?:<h3 class="hb-card__title">|<li>\s*)<a href="(?:\.\./)+initiatieven/(praktijk-\d+)/">', main
        )
        assert 0 < len(here) <= 100
        assert 'aria-current="page"><span' in page
        found.update(here)
    assert len(found) == MANY and set(found.values()) == {1}


def test_organisations_have_pages_too(crowded):
    found = [
        slug
        for page in pages(crowded, "organisaties/")
        for slug in re.findall(r'<li>\s*<a href="(?:\.\./)+organisaties/(stichting-\d+)/', page)
    ]
    assert len(found) == len(set(found)) == MANY


def test_what_changed_stands_below_the_day_of_its_change(crowded):
    page = pages(crowded, "nieuw/")[0]
    days = dict(re.findall(r'<h2 id="d-([\d-]+)">(.*?)(?=<h2|<nav|$)', page, re.DOTALL))
    assert re.findall(r"initiatieven/([\w-]+)/", days["2026-11-23"]) == ["113-bellen"]
    assert "initiatieven/praktijk-000/" in days["2026-11-22"]


def test_no_page_is_too_large(crowded):
    """No page over 300 kB of HTML, and the page of an entry at most 30 kB plus its text."""
    sizes = {path: path.stat().st_size for path in crowded.rglob("*.html")}
    assert max(sizes.values()) < 300_000
    assert (crowded / "initiatieven" / "praktijk-000" / "index.html").stat().st_size < 30_000


def test_every_entry_has_related_ones_with_reasons(crowded):
    page = (crowded / "initiatieven" / "praktijk-100" / "index.html").read_text(encoding="utf-8")
    related = page.split('aria-labelledby="lijkt-op"')[1].split("</ul>")[0]
    assert related.count("initiatieven/praktijk-") == 5 and related.count("ook in Utrecht; ook over Zelfhulp") == 5
