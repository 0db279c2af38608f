"""Everything by keyboard alone: menu, search, form, comparison and selection, each with the focus visible.

The functions of these pages have tests of their own; here is how to reach and use them without a pointer.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

NARROW = {"viewport": {"width": 640, "height": 400}}  # a window of 1280 at 200 %
WIDE = {"viewport": {"width": 1280, "height": 800}}
# The focused element; a switch that is not drawn is seen as the label that stands for it.
FOCUS = """
() => {
  const element = document.activeElement;
  const drawn = (one) => one && one.getBoundingClientRect().width > 0;
  const labels = [...(element.labels ?? []), element.nextElementSibling];
  const seen = getComputedStyle(element).opacity === "0" ? labels.find(drawn) ?? element : element;
  const { x, y, width, height } = seen.getBoundingClientRect();
  const name = element.getAttribute("aria-label") ?? ((element.labels?.[0] ?? element).textContent.trim() || element.title);
  return {
    name: name.replace(/\\s+/g, " ").trim(),
    inside: x + width > 0 && x < innerWidth && width > 0 && height > 0,
    shown: element.checkVisibility({ visibilityProperty: true }),
    ringed: getComputedStyle(seen).outlineStyle !== "none",
    covered: [.1, .5, .9].every((part) => {
      const top = document.elementFromPoint(x + Math.min(width / 2, 20), y + height * part);
      return top && !seen.contains(top) && Boolean(top.closest(".md-header, .hb-tray, .hb-compare__table > thead"));
    }),
  };
}
"""


@pytest.fixture
def opened(tab, server):
    return lambda address, **options: tab(server + address, reduced_motion="reduce", **options)


def walk(page, count: int, key: str = "Tab") -> list[dict]:
    """The focused element after each press of Tab."""
    found = []
    for _ in range(count):
        page.keyboard.press(key)
        found.append(page.evaluate(FOCUS))
    return found


def to(page, name: str, most: int = 60) -> None:
    """Press Tab until the element with this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate(FOCUS)["name"]):
            return
    raise AssertionError(f"{name} was not reached by {most} presses of Tab")


@pytest.mark.parametrize("view", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_focus_is_always_in_sight(opened, view):
    """Tab never reaches something invisible, such as a link in a closed menu."""
    page = opened("initiatieven/peer-to-peer/", **view)
    lost = [step for step in walk(page, 45) if not (step["inside"] and step["shown"] and step["ringed"])]
    assert lost == []


@pytest.mark.parametrize(
    "view", [{"viewport": {"width": 390, "height": 844}}, NARROW, WIDE], ids=["phone", "narrow", "wide"]
)
@pytest.mark.parametrize("address", ["a-z/", "vergelijken/?i=peer-to-peer&i=zelfhulpgroepen"])
def test_going_back_nothing_lies_below_what_stays(opened, view, address):
    """Shift+Tab from the end: the header, the tray and the head of a table never cover the focused element."""
    page = opened("initiatieven/peer-to-peer/", **view)
    page.get_by_role("button", name="Vergelijk: Peer to Peer").click()  # so that the tray is shown
    page.goto(page.url.replace("initiatieven/peer-to-peer/", address))
    page.wait_for_load_state("networkidle")
    page.locator(".hb-footer a").last.focus()
    assert [step["name"] for step in walk(page, 100, "Shift+Tab") if step["covered"]] == []


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_menu_of_a_narrow_window(opened, script):
    page = opened("over/", java_script_enabled=script, **NARROW)
    to(page, "^Menu$", 2)
    page.keyboard.press("Space")
    link = page.locator(".md-nav--primary").get_by_role("link", name="Toegankelijkheid")
    expect(link).to_be_visible()  # the current section of the menu is open
    if script:  # the focus moves into the menu; Escape brings it back
        assert page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        assert page.evaluate("document.activeElement.id") == "__drawer"
        page.keyboard.press("Space")
    to(page, "^Toegankelijkheid$")
    page.keyboard.press("Enter")
    page.wait_for_url("**/toegankelijkheid/")


def test_a_part_of_the_menu_opens_and_closes(opened):
    page = opened("steden/", **NARROW)
    to(page, "^Menu$", 2)
    page.keyboard.press("Space")
    to(page, "^Overzichten")
    page.keyboard.press("Space")
    to(page, "^Tijdlijn$", 12)
    for _ in range(30):  # back to the switch of this section
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    page.keyboard.press("Space")
    expect(page.locator(".md-nav--primary").get_by_role("link", name="Tijdlijn")).to_be_hidden()


def test_leaving_the_menu_closes_it(opened):
    page = opened("steden/", **NARROW)
    to(page, "^Menu$", 2)
    page.keyboard.press("Space")
    expect(page.locator(".md-sidebar--primary")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if not page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)"):
            break
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()


def test_the_way_by_the_menu_of_a_wide_window(opened):
    page = opened("", **WIDE)
    to(page, "^Thema’s$")
    page.keyboard.press("Enter")
    page.wait_for_url("**/themas/")


def test_light_and_dark(opened):
    page = opened("over/", color_scheme="light", **WIDE)
    to(page, "^Donkere kleuren$")
    for key, pressed, scheme in (("Space", "true", "slate"), ("Enter", "false", "default"), ("Enter", "true", "slate")):
        page.keyboard.press(key)
        expect(page.locator(".hb-dark")).to_have_attribute("aria-pressed", pressed)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_escape_takes_an_explanation_away(opened):
    """By focus and by pointer; it returns when the reader comes to the word again."""
    page = opened("initiatieven/peer-to-peer/", **WIDE)
    word, told = page.locator(".hb-word").first, page.locator(".hb-word__text").first
    page.keyboard.press("Tab")
    for come, leave in ((word.focus, word.blur), (word.hover, page.locator("h1").hover)):
        for _ in range(2):
            come()
            expect(told).to_be_visible()
            page.keyboard.press("Escape")
            expect(told).to_be_hidden()
            leave()


def test_from_any_page_to_a_result(opened):
    page = opened("over/", **WIDE)
    to(page, "^Zoek in het handboek$")
    page.keyboard.type("herstel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=herstel")
    page.locator(".hb-hit").first.wait_for()
    title = page.locator(".hb-hit h3 a").first.inner_text()
    to(page, f"^{re.escape(title)}$", 120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/initiatieven/**")
    assert page.inner_text("h1") == title


def test_an_entry_is_saved_compared_and_found_back(opened):
    page = opened("initiatieven/peer-to-peer/", **WIDE)
    to(page, "^Bewaar in mijn selectie: Peer to Peer$")
    page.keyboard.press("Enter")
    to(page, "^Vergelijk: Peer to Peer$", 2)
    page.keyboard.press("Space")
    page.goto(page.url.replace("peer-to-peer", "zelfhulpgroepen"))
    to(page, "^Vergelijk: Zelfhulpgroepen$")
    page.keyboard.press("Enter")
    page.locator(".hb-tray a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/vergelijken/?i=peer-to-peer&i=zelfhulpgroepen")
    expect(page.locator(".hb-compare__table > thead a")).to_have_count(2)
    to(page, "^Haal weg: Peer to Peer$", 90)
    page.keyboard.press("Enter")
    expect(page.locator(".hb-compare__table > thead a")).to_have_count(1)
    page.goto(page.url.partition("vergelijken")[0] + "selectie/")
    expect(page.locator(".hb-selection__list h3")).to_have_text(["Peer to Peer"])
    to(page, "^Haal weg: Peer to Peer$", 90)
    page.keyboard.press("Enter")
    expect(page.locator(".hb-selection__list h3")).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body")


def test_a_form_is_filled_in(opened):
    page = opened("bijdragen/formulier/", **WIDE)
    to(page, "^Titel")
    page.keyboard.type("De Buurtkamer")
    to(page, "^Samenvatting")
    page.keyboard.type("Buren koken hier elke week samen met mensen uit de wijk.")
    expect(page.locator(".hb-preview__title")).to_have_text("De Buurtkamer")
    to(page, "^Stad, dorp of gemeente")
    page.keyboard.type("utre")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "Utrecht"
    to(page, "De samenvatting|Samenvatting|De tekst van het bestand|Bekijk de tekst|Open op GitHub", 300)
    assert page.evaluate(FOCUS)["shown"]
