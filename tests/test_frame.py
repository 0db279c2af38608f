"""The frame of every page in a real browser: light and dark, and a first view that is light and stays where it is."""

from __future__ import annotations

import gzip
import io

import pytest

ENTRY = "initiatieven/eigen-plan-trekken-door-zelfhulp/"
MOST = 100_000  # bytes of a first view, compressed


def scheme(page) -> str:
    return page.evaluate("document.body.dataset.mdColorScheme")


def becomes(page, name: str) -> bool:
    """The browser tells of a change of the device with its next picture."""
    return bool(page.wait_for_function("(name) => document.body.dataset.mdColorScheme === name", arg=name))


@pytest.mark.parametrize(("asked", "other"), [("light", "dark"), ("dark", "light")])
def test_colours_follow_the_device_until_the_reader_chooses(browser, server, asked, other):
    names = {"light": "default", "dark": "slate"}
    buttons = {"light": "Donkere kleuren", "dark": "Lichte kleuren"}
    context = browser.new_context(color_scheme=asked)
    page = context.new_page()
    page.goto(server)
    assert scheme(page) == names[asked]
    page.emulate_media(color_scheme=other)
    assert becomes(page, names[other])
    page.emulate_media(color_scheme=asked)
    assert becomes(page, names[asked])
    page.locator("label:visible").and_(page.get_by_title(buttons[asked])).click()
    assert scheme(page) == names[other]
    page.goto(server + ENTRY)
    assert scheme(page) == names[other]  # kept, on another page too
    page.emulate_media(color_scheme=other)
    page.emulate_media(color_scheme=asked)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert scheme(page) == names[other]
    context.close()


def test_colours_by_keyboard(browser, server):
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(server)
    page.locator('[name="__palette"]:checked').focus()
    page.keyboard.press("ArrowRight")
    assert scheme(page) == "slate"
    context.close()


def test_the_first_view_of_an_entry_is_light_and_does_not_move(browser, server):
    """On a phone: everything that it loads, compressed as servers do, and no layout shift at all."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    loaded = {}
    page.on("response", lambda response: loaded.setdefault(response.url, response))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(server + ENTRY)
    page.wait_for_load_state("networkidle")
    sizes = {
        url: min(len(gzip.compress(body, 6)), len(body))
        for url, response in loaded.items()
        if not url.startswith("data:") and (body := response.body()) is not None
    }
    assert sum(sizes.values()) < MOST, sizes
    assert page.evaluate("window.moved") == 0
    context.close()


def test_on_paper_the_facts_stand_together_on_the_first_page(browser, server):
    from pypdf import PdfReader

    page = browser.new_page()
    page.goto(server + ENTRY)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert len(sheets) <= 3
    assert all(words in sheets[0] for words in ("Kenmerken", "Projectnummer", "Laatst nagekeken"))
    page.close()
