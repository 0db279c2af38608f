"""The site in a real browser: phone and desktop, light and dark, with and without JavaScript."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin

import pytest
from conftest import faults, foreign

PAGES = {
    "home": "",
    "initiative": "initiatieven/eigen-plan-trekken-door-zelfhulp/",
    "figures": "initiatieven/peer-to-peer/",
    "stub": "initiatieven/flevo-fiets/",
    "method": "initiatieven/zelfhulpgroepen/",
    "theme": "themas/zelfhulp/",
    "themes": "themas/",
    "city": "steden/amsterdam/",
    "cities": "steden/",
    "target group": "doelgroepen/jongeren/",
    "target groups": "doelgroepen/",
    "organisation": "organisaties/zonmw/",
    "organisations": "organisaties/",
    "programme": "programmas/nieuwe-wegen-ggz-en-opvang/",
    "programmes": "programmas/",
    "overviews": "overzichten/",
    "a-z": "a-z/",
    "matrix": "overzicht/",
    "map": "kaart/",
    "map by theme": "kaart/?thema=zelfhulp",
    "search": "zoeken/",
    "book": "boek/",
    "about": "over/",
    "contribute": "bijdragen/",
    "colophon": "colofon/",
    "accessibility": "toegankelijkheid/",
    "trust": "vertrouwen/",
    "publications": "publicaties/",
    "compare": "vergelijken/",
    "selection": "selectie/",
    "news": "nieuw/",
    "timeline": "tijdlijn/",
    "words": "woorden/",
    "data": "data/",
    "form": "bijdragen/formulier/",
    "fields": "bijdragen/velden/",
    "editors": "bijdragen/redactie/",
    "figures about the handbook": "cijfers/",
    "404": "404.html",
}
SPACES = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""  # the text spacing that WCAG 1.4.12 lets a reader set
VIEWS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}


# The ways in which people look at a page; each is tried on one page of every family.
PHONE, DESKTOP, ZOOMED = VIEWS["phone"], VIEWS["desktop"], {"width": 640, "height": 400}  # the desktop at 200 %
MODES = {
    "phone, light, reduced motion": {"viewport": PHONE, "color_scheme": "light", "reduced_motion": "reduce"},
    "desktop, dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "200 % zoom": {"viewport": ZOOMED, "device_scale_factor": 2},
    "forced colours": {"viewport": DESKTOP, "color_scheme": "dark", "forced_colors": "active"},
    "paper": {"viewport": DESKTOP},
}


# Reports on the console what the policy blocks.
STOPPED = (
    "addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => "
    "console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`))"
)


@pytest.mark.parametrize("mode", MODES)
def test_every_family_is_clean(tab, server, mode):
    """No console error, nothing blocked by the policy, no request elsewhere, no sideways scrolling, no axe finding."""
    page = tab(script=STOPPED, **MODES[mode])
    without = []
    if mode == "paper":  # nobody taps or scrolls paper
        page.emulate_media(media="print")
        without = ["target-size", "scrollable-region-focusable"]
    found = []
    for name, address in PAGES.items():
        page.goto(server + address)
        found += [(name, *fault) for fault in faults(page, without)]
    assert (found, page.said, foreign(page, server)) == ([], [], [])


def test_without_javascript_everything_can_be_reached(tab, server, edition):
    """From the home page, by links alone, every entry can be reached."""
    page = tab(server, java_script_enabled=False, viewport=VIEWS["phone"])
    seen, queue = set(), [server]
    while queue:
        address = queue.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        for link in page.locator("a[href]").evaluate_all("all => all.map((link) => link.getAttribute('href'))"):
            target = urldefrag(urljoin(address, link))[0]
            if target.startswith(server) and target.endswith("/") and target not in seen:
                queue.append(target)
    assert {f"{server}initiatieven/{entry.slug}/" for entry in edition.initiatives} <= seen


def test_the_menu_opens_on_a_phone_without_javascript(tab, server):
    page = tab(server, java_script_enabled=False, viewport=VIEWS["phone"])
    page.locator('.md-header label[for="__drawer"]').click()
    page.wait_for_timeout(500)
    assert page.locator(".md-nav--primary").get_by_text("Steden").first.is_visible()


def test_text_can_be_twice_as_large(tab, server):
    """At 320 px nothing scrolls horizontally, also with wider text spacing (WCAG 1.4.12); nor on a phone with text of
    twice the size, which is like a phone of half the width."""
    page = tab(viewport={"width": 320, "height": 640}, bypass_csp=True)
    wide = []
    for name, address in PAGES.items():
        page.goto(server + address)
        page.wait_for_load_state("networkidle")
        for width, spaces in ((320, " "), (195, " "), (320, SPACES)):
            page.set_viewport_size({"width": width, "height": 640})
            page.add_style_tag(content=spaces)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((name, width, spaces))
    assert wide == []


def test_skip_link_comes_first(tab, server):
    page = tab(server + PAGES["initiative"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('inhoud').contains(document.activeElement)")


@pytest.mark.parametrize("address", ("cijfers/", "a-z/", "over/"))
def test_the_skip_link_leads_past_what_every_page_of_a_section_repeats(tab, server, address):
    """And a chapter gives its title before its contents."""
    page = tab(server + address, viewport={"width": 1366, "height": 768})
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    after = "!!(document.querySelector('h1').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
    assert page.evaluate(after)
