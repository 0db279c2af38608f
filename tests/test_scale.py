"""Ten thousand entries: what grows with their number stays small, extrapolated from two smaller handbooks."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys

import corpus
import pytest
from conftest import ROOT
from lxml import html

SIZES = (500, 2000)
TEN_THOUSAND = 10_000
MOST = 300_000  # bytes of HTML
LISTS = re.compile(r"(?:initiatieven|themas|steden|doelgroepen|organisaties|programmas)/|.*/\d+$")
ITEMS = "//article[contains(@class, 'hb-card')] | //ul[@class='hb-index']/li | //ul[@class='hb-tiles']/li | //table[@class='hb-timeline' or @class='hb-matrix']/tbody/tr"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The texts of the pages of both handbooks, by address."""
    found = []
    for size in SIZES:
        project = tmp_path_factory.mktemp("scale") / str(size)
        for command in (
            [ROOT / "scripts" / "corpus.py", project, "--size", str(size)],
            [ROOT / "scripts" / "build.py", "--root", project, "--no-book", "--no-search"],
        ):
            result = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True)
            assert result.returncode == 0, result.stderr
        site = project / "site"
        found.append({path.parent.relative_to(site).as_posix(): path for path in site.rglob("index.html")})
    return found


def test_the_texts_that_are_measured_are_as_long_as_is_said():
    texts = (text.split("\n---\n", 1)[1] for path, text in corpus.corpus(400) if path.startswith("initiatives/"))
    words = sorted(corpus.counted(text) for text in texts if text)
    assert sum(count > 5000 for count in words) == 1  # one in five hundred is long
    assert words[0] >= 300 and words[-2] < 950  # with the headings
    assert 580 <= statistics.median(words) <= 660


def test_no_page_is_heavy(sites):
    for pages in sites:
        heavy = {at: path.stat().st_size for at, path in pages.items() if path.stat().st_size > MOST}
        assert heavy == {}


def test_no_page_grows_into_a_heavy_one(sites):
    """Each page except lists of a hundred items, extrapolated to ten thousand entries."""
    fewer, more = ({at: path.stat().st_size for at, path in pages.items()} for pages in sites)
    whole = [at for at in fewer.keys() & more.keys() if not LISTS.match(at) and f"{at}/2" not in more]
    assert {"kaart", "cijfers", "overzicht", "bijdragen/formulier"} - set(whole) == {"overzicht"}
    slope = (TEN_THOUSAND - SIZES[1]) / (SIZES[1] - SIZES[0])
    grown = {at: round(more[at] + max(0, more[at] - fewer[at]) * slope) for at in whole}
    assert {at: size for at, size in grown.items() if size > MOST} == {}


def test_no_list_is_without_pages(sites):
    """However many entries there are, a page shows a hundred at most, and links to the others."""
    _, pages = sites
    full = set()
    for at, path in pages.items():
        if not at.startswith("initiatieven/"):
            count = len(html.parse(path).xpath(ITEMS))
            assert count <= 100 or at == "publicaties", at
            full |= {at} if count == 100 else set()
    assert {"themas/zelfhulp", "nieuw", "a-z", "tijdlijn", "overzicht", "nieuw/20"} <= full


def test_every_year_on_the_line_has_room_for_its_number(sites):
    """With many years the last ones are so near the edge that a phone would cut them off."""
    for pages in sites:
        years = html.parse(pages["tijdlijn"]).xpath("//*[@class='hb-timeline__years']/span")
        last = max(number for number, year in enumerate(years) if year.text)
        assert len(years) > 10 and (len(years) - last) / len(years) >= 0.1


@pytest.mark.parametrize(("width", "lines"), [(390, 2), (1280, 9)])
def test_a_long_list_can_be_looked_over_on_a_phone(sites, tab, width, lines):
    """Two lines of each summary; the rest is on its page."""
    page = tab(sites[0]["themas/zelfhulp"].as_uri(), viewport={"width": width, "height": 844})
    shown = page.locator(".hb-card > p:not(.hb-kicker)").evaluate_all(
        "all => all.map((one) => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))"
    )
    assert len(shown) > 12 and 2 <= max(shown) <= lines
    if width > 1000:
        assert max(shown) > 2
