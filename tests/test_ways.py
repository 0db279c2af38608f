"""The links through the site that a reader sees: a link in a closed menu does not count."""

from __future__ import annotations

from urllib.parse import urldefrag

import pytest
import yaml
from conftest import ROOT
from test_frame import MOVED

# Visible links, and forms that lead on without input; nothing inside a closed part.
SEEN = """() => [
    ...[...document.querySelectorAll('a[href]')].map((link) => [link, link.href]),
    ...[...document.querySelectorAll('form[action]')].map((form) => [form, form.action]),
].filter(([one]) => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility({ visibilityProperty: true }) && box.width > 2 && box.height > 2 && box.right > 0;
}).map(([, address]) => String(address.baseVal ?? address))"""


def menu() -> set[str]:
    """The addresses of all pages in the menu of the site."""

    def sources(part: list | dict | str) -> list[str]:
        if isinstance(part, str):
            return [part]
        return [found for below in (part if isinstance(part, list) else part.values()) for found in sources(below)]

    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = [source.removesuffix(".md").removesuffix("index") for source in sources(yaml.safe_load(text)["nav"])]
    return {f"{name.rstrip('/')}/" if name else "" for name in named}


@pytest.mark.parametrize("width", [800, 1024, 1366])
def test_every_page_of_the_menu_is_reached_by_links_that_one_sees(tab, server, width):
    page = tab(viewport={"width": width, "height": 768})
    wanted = {server + address for address in menu()}
    seen, queue = {server}, [server]
    while queue and not wanted <= seen:
        page.goto(queue.pop(0))
        for address in page.evaluate(SEEN):
            target = urldefrag(address)[0].partition("?")[0]
            if target in wanted and target not in seen:
                seen.add(target)
                queue.append(target)
    assert sorted(wanted - seen) == []


@pytest.mark.parametrize("width", [800, 1366])
def test_a_page_leads_to_the_others_of_its_section(tab, server, width):
    page = tab(server + "tijdlijn/", viewport={"width": width, "height": 768})
    near = page.get_by_role("navigation", name="Overzichten")
    assert near.get_by_role("link", name="Tijdlijn").get_attribute("aria-current") == "page"
    assert near.locator("[aria-current]").count() == 1
    near.get_by_role("link", name="Nieuw en gewijzigd").click()
    assert page.url == server + "nieuw/"
    page.locator(".hb-crumbs").get_by_role("link", name="Overzichten").click()
    assert page.url == server + "overzichten/"
    tiles = page.locator(".hb-tile")
    tiles.first.wait_for()  # the address changes before the page is there
    assert {tile.get_attribute("href") for tile in tiles.get_by_role("link").all()} >= {"../tijdlijn/", "../kaart/"}
    assert all(tile.locator("p").inner_text() for tile in tiles.all())


@pytest.mark.parametrize("address, part", [("organisaties/movisie/", "Overzichten"), ("steden/amsterdam/", "Steden")])
def test_the_menu_tells_to_which_part_a_page_belongs(tab, server, address, part):
    page = tab(server + address, viewport={"width": 1366, "height": 768})
    assert page.locator(".md-tabs__item--active").all_inner_texts() == [part]


def test_on_a_phone_only_the_menu_leads_to_the_sections(tab, server):
    page = tab(server + "tijdlijn/", viewport={"width": 360, "height": 800})
    assert page.locator(".hb-local").is_hidden()
    assert page.locator(".md-tabs").is_hidden()
    assert page.locator(".md-header label[for=__drawer]").is_visible()


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "initiatieven/buurtcirkels/",
        "zoeken/?q=herstel",
        "vergelijken/",
        "vergelijken/?i=barbarahoes&i=buurtcirkels",
        "selectie/",
        "selectie/?i=barbarahoes&i=buurtcirkels",
        "bijdragen/formulier/",
        "a-z/",
    ],
)
def test_a_page_stays_where_it_is_while_its_scripts_come(tab, server, address, width):
    page = tab(server + address, script=MOVED, viewport={"width": width, "height": 800})
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.moved") < 0.1
