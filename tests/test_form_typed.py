"""The web form, typed key by key as people do: on a phone, by keyboard alone, and in a hurry."""

from __future__ import annotations

import pytest
from form_samples import MARKED, UNMARKED, base
from handbook.judging.marked import MARKED as MARKS
from handbook.judging.marked import TAGGED, marks
from handbook.words.language import Language
from test_form import FORM, made

EARS = """addEventListener("DOMContentLoaded", () => {
  window.heard = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) if (target.closest("[role=status]")) heard.push(target.closest("[role=status]").textContent);
  }).observe(document.body, { subtree: true, childList: true });
})"""


@pytest.fixture
def page(tab, server):
    """The form, freshly opened, in a page that records what a screen reader would say."""
    page = tab(server + FORM, EARS, viewport={"width": 390, "height": 844})
    page.wait_for_selector(".hb-form--ready")
    yield page
    assert page.said == []


def errors(page) -> list[str]:
    return page.locator(".hb-error:visible").all_inner_texts()


def test_a_wiped_form_is_as_a_new_one(page):
    """No field that was left before is called empty, and no message says that a draft is kept."""
    promise = page.locator("[data-part=draft-text]").inner_text()
    page.locator("#veld-title").click()
    page.keyboard.type("Buurtkamer")
    page.wait_for_function("promise => document.querySelector('[data-part=draft-text]').innerText !== promise", arg=promise)  # fmt: skip
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-part=wipe]").click()
    page.wait_for_timeout(600)  # a mistake is shown a moment after its field was left
    assert (errors(page), page.locator("[data-part=draft-text]").inner_text()) == ([], promise)
    assert page.evaluate("document.activeElement.id") == "veld-title"
    page.keyboard.press("Tab")
    page.locator("#veld-title-error").wait_for(state="visible")


def test_a_mistake_is_heard_once_when_it_is_seen(page):
    """Also in a step that still needs other things; but what appears all at once is not read aloud."""
    page.locator("#veld-period").focus()
    page.keyboard.type("voorjaar")
    page.keyboard.press("Tab")
    page.wait_for_function("() => heard.some((text) => text.includes('‘voorjaar’ is geen periode'))")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(500)
    assert sum("voorjaar" in text for text in page.evaluate("heard")) == 1
    page.locator("[data-next]").first.focus()
    page.keyboard.press("Enter")
    page.locator("#veld-summary-error").wait_for(state="visible")
    page.locator("#veld-places-0-district").focus()
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    assert not any("Samenvatting" in text for text in page.evaluate("heard"))


def test_quotes_around_a_whole_title_are_told(page):
    """As check.py warns in a file; the title of a source may be a quotation, and so may a part of a title."""
    for wrong in ("“De Buurtkamer”", "„De Buurtkamer”", '“De Buurtkamer"'):
        page.locator("#veld-title").fill(wrong)
        page.locator("#veld-title").blur()
        page.locator("#veld-title-error", has_text=f"aanhalingstekens van {wrong} komen mee").wait_for()
    case = base("De “Buurtkamer”")
    case["values"]["sources"][0]["title"] = "‘Ik wil gewoon meedoen’"
    assert [one["problems"] for one in made(page, [case])] == [[]]


def test_marks_of_markdown_are_told_in_any_field(page):
    """The same pieces, with the same words as in the check."""
    cases = []
    for text in (*MARKED, *UNMARKED):
        case = base("Een titel")
        case["values"]["coverage_note"] = text
        case["values"]["sources"][0]["title"] = text
        cases.append(case)
    language = Language("nl")
    expected = [
        [language.say(MARKS if right else TAGGED, value=piece, right=right) for piece, right in marks(text)] * 2
        for text in (*MARKED, *UNMARKED)
    ]
    found = made(page, cases)
    assert [[one["text"] for one in each["problems"]] for each in found] == expected


def test_a_title_without_letters_is_told_in_the_words_of_a_form(page):
    page.locator("#veld-title").fill("!!!")
    page.locator("#veld-title").blur()
    error = page.locator("#veld-title-error")
    error.wait_for()
    assert "bestand" not in error.inner_text() and "titel" in error.inner_text()


@pytest.mark.parametrize("address", ["https://www.x.nl", "http://x.nl/a", "www.x.nl"])
def test_a_turned_link_is_one_mistake(page, address):
    """Its address is not a second one."""
    texts = [f"(x)[{address}]", f"Zie (x)[{address}] en verder."]
    cases = [{**base("Proef"), "sections": {**base("Proef")["sections"], "waarom": text}} for text in texts]
    told = [[problem["name"] for problem in result["problems"]] for result in made(page, cases)]
    assert told == [["linkTurned"]] * 2


def test_signs_for_the_eye_are_not_read_aloud(page):
    """The arrow of what can be opened is not part of its name."""
    names = page.locator(".hb-form summary").evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")  # fmt: skip
    assert names and all(name.endswith('/ ""') for name in names), names
