"""The frame of every page in a real browser: light and dark, and a first view that is small and stable."""

from __future__ import annotations

import gzip
import io

import pytest
from conftest import lettered

ENTRY = "initiatieven/eigen-plan-trekken-door-zelfhulp/"
MOST = 100_000  # bytes of a first view, compressed


def scheme(page) -> str:
    return page.evaluate("document.body.dataset.mdColorScheme")


def becomes(page, name: str) -> bool:
    """Whether the page gets this scheme; the browser reports a change of the device with its next frame."""
    return bool(page.wait_for_function("(name) => document.body.dataset.mdColorScheme === name", arg=name))


@pytest.mark.parametrize(("asked", "other"), [("light", "dark"), ("dark", "light")])
def test_colours_follow_the_device_until_the_reader_chooses(tab, server, asked, other):
    names = {"light": "default", "dark": "slate"}
    button = "Donkere kleuren"
    page = tab(server, color_scheme=asked)
    assert scheme(page) == names[asked]
    page.emulate_media(color_scheme=other)
    assert becomes(page, names[other])
    page.emulate_media(color_scheme=asked)
    assert becomes(page, names[asked])
    assert page.get_by_role("button", name=button, pressed=asked == "dark").count() == 1
    page.get_by_role("button", name=button).click()
    assert page.get_by_role("button", name=button, pressed=asked != "dark").count() == 1
    assert scheme(page) == names[other]
    page.goto(server + ENTRY)
    assert scheme(page) == names[other]  # kept, also on another page
    page.emulate_media(color_scheme=other)
    page.emulate_media(color_scheme=asked)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert scheme(page) == names[other]


NOTHING_KEPT = {
    "disabled": "for (const name of ['localStorage', 'sessionStorage']) "
    "Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
}


@pytest.mark.parametrize("storage", NOTHING_KEPT)
def test_colours_can_be_chosen_where_the_browser_keeps_nothing(tab, server, storage):
    page = tab(server + ENTRY, NOTHING_KEPT[storage], color_scheme="dark")
    assert scheme(page) == "slate"
    page.get_by_role("button", name="Donkere kleuren", pressed=True).click()
    assert page.get_by_role("button", name="Donkere kleuren", pressed=False).count() == 1
    assert (scheme(page), page.said) == ("default", [])


def test_a_dark_page_is_dark_before_its_scripts_have_come(tab, server):
    page = tab(color_scheme="dark")
    page.route("**/frame.js", lambda route: route.abort())
    page.goto(server)
    assert scheme(page) == "slate"


def test_a_choice_of_colours_holds_for_pages_that_are_open_already(browser, server):
    """In another tab, and for a page in the back/forward cache."""
    context = browser.new_context(color_scheme="light")
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(server)
    first.get_by_role("button", name="Donkere kleuren").click()
    assert becomes(second, "slate")
    second.evaluate("document.body.dataset.mdColorScheme = 'default'")
    second.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert second.get_by_role("button", name="Donkere kleuren", pressed=True).count() == 1
    context.close()


def test_the_menu_is_closed_when_a_reader_comes_back(tab, server):
    page = tab(server, viewport={"width": 390, "height": 844})
    page.locator(".md-header label.md-icon").click()
    page.locator(".md-nav--primary").get_by_role("link", name="Thema’s").click()
    page.wait_for_url("**/themas/")
    page.go_back()
    page.wait_for_url(server)
    drawer = page.get_by_role("checkbox", name="Menu")
    assert not drawer.is_checked()
    drawer.check()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert not drawer.is_checked()  # nor in a page from the back/forward cache


def test_no_button_says_its_name_twice(tab, server):
    page = tab(server, viewport={"width": 500, "height": 800})
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = [(node["name"]["value"], node.get("description", {}).get("value")) for node in nodes if node.get("role", {}).get("value") == "button"]  # fmt: skip
    assert len(told) > 3 and [name for name, more in told if name == more] == []


@pytest.mark.parametrize(
    "width", [180, 195, 320, 360, 375, 390, 720, 768, 1024, 1366]
)  # the first two: a phone with text of twice the size
def test_in_the_header_nothing_covers_another(tab, server, width):
    page = tab(
        server,
        script='localStorage.setItem("/handboek/.kept", \'[{"slug": "peer-to-peer", "title": "Peer"}]\')',
        viewport={"width": width, "height": 600},
    )
    page.locator(".hb-shelf-link b").wait_for()
    parts = page.locator(":is(.hb-brand span, .hb-search, .hb-shelf-link, .hb-dark, .md-header label.md-icon):visible")
    boxes = sorted(
        (box["x"], box["x"] + box["width"]) for part in parts.all() if (box := part.bounding_box())["y"] < 60
    )
    assert len(boxes) >= 4 and all(end <= begin for (_, end), (begin, _) in zip(boxes, boxes[1:])), boxes
    assert page.get_by_role("navigation", name="Hoofdmenu").count() == (width >= 768)
    page.locator(".hb-header .hb-search button").click()
    page.wait_for_url("**/zoeken/**")


MOVED = (
    "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })"
    ".observe({ type: 'layout-shift', buffered: true });"
)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "address",
    [
        "bijdragen/formulier/",
        "zoeken/?q=zelfhulp&thema=zelfhulp",
        "vergelijken/?i=peer-to-peer&i=zelfhulpgroepen",
    ],
)
def test_nothing_moves_while_a_script_does_its_work(tab, server, address, width):
    page = tab(server + address, script=MOVED, viewport={"width": width, "height": 844})
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("window.moved") == 0


def test_what_is_read_aloud_has_its_place_before_it_is_said(tab, server):
    """A live region that is hidden until it has a text is new each time: some screen readers then say nothing."""
    page = tab()
    for address in ("zoeken/", "vergelijken/", "bijdragen/formulier/", "selectie/", "kaart/"):
        page.goto(server + address)
        page.wait_for_load_state("networkidle")
        regions = page.locator("#inhoud > * [role=status], #inhoud > [role=status]").all()
        own = [one for one in regions if not one.evaluate("(one) => Boolean(one.closest('[hidden]'))")]
        assert own and all(one.evaluate("(one) => one.checkVisibility()") for one in own), address


def test_the_first_view_of_an_entry_is_light_and_does_not_move(tab, server):
    """On a phone: everything that it loads, compressed as servers do, and no layout shift at all."""
    page = tab(viewport={"width": 390, "height": 844})
    loaded = {}
    page.on("response", lambda response: loaded.setdefault(response.url, response))
    page.add_init_script(MOVED)
    page.goto(server + ENTRY)
    page.wait_for_load_state("networkidle")
    sizes = {
        url: min(len(gzip.compress(body, 6)), len(body))
        for url, response in list(loaded.items())  # asking for a body waits, and meanwhile more may arrive
        if not url.startswith("data:") and (body := response.body()) is not None
    }
    assert sum(sizes.values()) < MOST, sizes
    assert page.evaluate("window.moved") == 0


def test_on_paper_the_facts_stand_together_on_the_first_page(tab, server):
    from pypdf import PdfReader

    page = tab(server + ENTRY)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert len(sheets) <= 3
    assert all(words in sheets[0] for words in ("Kenmerken", "Projectnummer", "Laatst nagekeken"))
    order = ("Bronnen", "gedrag dat anderen niet begrijpen", "Lijkt op", "CC BY 4.0", f"Online lezen: {server}{ENTRY}")
    places = [
        " ".join(sheets).index(words) for words in order
    ]  # explained words come after the text; the sources at the end
    assert places == sorted(places)


def test_on_paper_results_fill_no_empty_pages(tab, server):
    from pypdf import PdfReader

    page = tab(f"{server}zoeken/?q=herstel")
    page.locator(".hb-hit").first.wait_for()
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert f"Online lezen: {server}zoeken/?q=herstel" in sheets[-1] and "Verfijnen" not in sheets[0]
    kickers = ("Initiatief", "Methodiek", "Handreiking", "Pagina over het handboek")
    assert not [text for text in sheets if text.strip().splitlines()[-1].startswith(kickers)]


# Whatever only a background shows: where it is, and which element has it.
FILLED = {
    "": ".hb-search--large button",
    "kaart/": ".hb-themes input:checked + span",
    "overzicht/": ".hb-matrix--n3",
    "zoeken/": ".hb-find__form button",
    "bijdragen/formulier/": ".hb-steps-nav [aria-current] b",
}
CONTRAST = """(one) => {
    const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
    const light = (text) => {
        const [r, g, b] = numbers(text).map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (at) => {
        const colour = getComputedStyle(at).backgroundColor;
        return numbers(colour)[3] === 0 ? ground(at.parentElement) : colour;
    };
    const [low, high] = [light(ground(one)), light(ground(one.parentElement))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_filled_stands_out_from_its_ground(tab, server, scheme):
    page = tab(color_scheme=scheme)
    for address, selector in FILLED.items():
        page.goto(server + address)
        one = page.locator(selector).first
        one.wait_for()
        assert one.evaluate(CONTRAST) >= 3, address


def test_in_forced_colours_buttons_have_an_edge(tab, server):
    page = tab(forced_colors="active", viewport={"width": 1366, "height": 800})
    edge = "(one) => { const s = getComputedStyle(one); return parseFloat(s.borderBottomWidth) + parseFloat(s.outlineWidth) * (s.outlineStyle !== 'none'); }"
    for address, selector in {**FILLED, "tijdlijn/": ".md-tabs__item--active a"}.items():
        page.goto(server + address)
        one = page.locator(selector).first
        one.wait_for()
        assert one.evaluate(edge) >= 1 or address == "kaart/", address  # its choice has the background of a selection


def test_in_forced_colours_a_field_and_a_line_are_seen(tab, server):
    """A system colour keeps its meaning: a line in the colour of a button would not show on that of a page."""
    page = tab(forced_colors="active", viewport={"width": 1366, "height": 800})
    for address, selector, side in (
        ("zoeken/", ".hb-find__form > div", "Bottom"),
        ("vergelijken/?i=buurtcirkels&i=peer-to-peer", ".hb-compare__table > thead th", "Bottom"),
        ("bijdragen/formulier/", ".hb-preview", "Top"),
    ):
        page.goto(server + address)
        one = page.locator(selector).first
        one.wait_for()
        text = page.locator("body").evaluate("one => getComputedStyle(one).color")
        assert one.evaluate(f"one => getComputedStyle(one).border{side}Color") == text, address


def test_in_forced_colours_only_links_look_like_links_and_what_opens_has_its_arrow(tab, server):
    page = tab(
        server + "initiatieven/eigen-plan-trekken-door-zelfhulp/",
        forced_colors="active",
        viewport={"width": 390, "height": 844},
    )
    page.locator("[data-keep] > button").first.wait_for()
    colour = "(one) => getComputedStyle(one).color"
    plain, link = (page.locator(one).first.evaluate(colour) for one in (".hb-text p", ".hb-text p a"))
    assert plain != link
    assert {page.locator(one).first.evaluate(colour) for one in (".hb-kicker", ".hb-badge--ended")} == {plain}
    arrow = "(one) => getComputedStyle(one, '::after').backgroundColor"
    arrows = [one.evaluate(arrow) for one in page.locator("summary, .md-nav__link .md-nav__icon").all()]
    assert len(arrows) > 3 and set(arrows) == {plain}


def test_the_menus_of_a_window_that_is_half_a_screen(tab, server):
    """The pages of a section take two lines at most, and a tap anywhere in a bar of the menu follows its link."""
    page = tab(viewport={"width": 820, "height": 1180})
    lettered(page, server + "kaart/")
    tops = "all => [...new Set(all.map((one) => one.getBoundingClientRect().top))].length"
    assert page.locator(".hb-local a").evaluate_all(tops) == 2
    assert page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Overzichten").is_visible()
    heights = "all => all.map((one) => one.getBoundingClientRect().height)"
    assert min(page.locator(".md-tabs__link:visible").evaluate_all(heights)) >= 40


# The position of the last character from the first: to the left in a right-to-left text.
LAST = """(one, text) => {
    one.textContent = text;
    const at = (from) => {
        const sign = document.createRange();
        sign.setStart(one.firstChild, from);
        sign.setEnd(one.firstChild, from + 1);
        return sign.getBoundingClientRect().left;
    };
    return Math.sign(at(text.length - 1) - at(0));
}"""


def test_a_name_from_right_to_left_ends_at_its_left(tab, server):
    page = tab(viewport={"width": 1366, "height": 800})
    for address, selectors in {
        "initiatieven/eigen-plan-trekken-door-zelfhulp/": (
            "h1",
            ".hb-lead",
            ".hb-text p",
            ".hb-related a",
            "cite",
            "[aria-current=page] > bdi",
        ),
        "themas/zelfhulp/": (".hb-card__title a", ".hb-card > p:not([class])"),
        "a-z/": (".hb-index > li > a", ".hb-index__other bdi"),
    }.items():
        page.goto(server + address)
        for selector in selectors:
            one = page.locator(selector).first
            assert one.evaluate(LAST, "مركز اللقاء!") == -1, selector
            assert one.evaluate(LAST, "De Buurtkamer!") == 1, selector


def test_on_paper_the_line_of_the_years_fits_the_sheet(tab, server):
    page = tab(viewport={"width": 794, "height": 1123})  # a sheet of A4, the width that a browser uses for style rules
    page.emulate_media(media="print")
    page.goto(server + "tijdlijn/")
    page.evaluate("document.body.style.width = '650px'")  # and the width that is left between its margins
    wide = """() => [...document.querySelectorAll('.hb-timeline, .hb-timeline *')]
        .filter((one) => one.getBoundingClientRect().right > 651)
        .map((one) => `${one.localName} ${one.textContent.trim().slice(0, 30)}`)"""
    assert page.evaluate(wide) == []


def test_on_paper_the_home_page_has_no_button_and_no_empty_sheet(tab, server, edition):
    from pypdf import PdfReader

    page = tab(server)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert "Verras me" not in " ".join(sheets)
    assert any(entry.title in sheets[-1] for entry in edition.featured)  # not only the foot of the page


@pytest.mark.parametrize(
    "address",
    (
        "a-z/",
        "cijfers/",
        "initiatieven/barbarahoes/",
        "initiatieven/buurtcirkels/",
        "initiatieven/het-kompas/",
        "over/",
        "themas/herstel/",
        "woorden/",
        "zoeken/?q=herstel",
    ),
)
def test_on_paper_the_foot_of_the_page_has_no_sheet_of_its_own(tab, server, address):
    from pypdf import PdfReader

    page = tab(server + address)
    page.wait_for_load_state("networkidle")
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert "Hulp nodig?" in sheets[-1] and "Online lezen:" in sheets[-1] and "Handboek Meedoen" in sheets[-1]
    assert sheets[-1].partition("Hulp nodig?")[0].replace("Handboek Meedoen", "").strip()


def test_on_paper_the_form_is_a_list_of_questions_each_with_its_box(tab, server):
    page = tab(server + "bijdragen/formulier/")
    page.locator(".hb-form--ready").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".hb-form :is(button, [data-next]):visible").count() == 0
    fields = page.locator(".hb-field:not(:has(.hb-field))")
    breaks = fields.evaluate_all("all => all.map((one) => getComputedStyle(one).breakInside)")
    assert len(breaks) > 20 and set(breaks) == {"avoid"}


def test_a_paragraph_of_the_selection_is_as_wide_as_any(tab, server):
    page = tab(server + "selectie/", viewport={"width": 1366, "height": 800})
    page.locator('[data-part="empty"]').wait_for()
    widths = page.locator("#inhoud p:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().width)"
    )
    assert len(widths) > 2 and max(widths) <= 680
