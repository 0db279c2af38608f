"""What a reader sees first, in a real browser: on a phone the search and the text; on a laptop the contents beside it."""

from __future__ import annotations

import pytest

PHONE = {"width": 360, "height": 800}
STARTS = ("initiatieven/buurtcirkels/", "initiatieven/eigen-plan-trekken-door-zelfhulp/", "initiatieven/flevo-fiets/")


@pytest.fixture(scope="module")
def phone(browser):
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def box(page, selector: str) -> dict:
    found = page.locator(selector).first.bounding_box()
    assert found, f"{selector} is not shown"
    return found


def test_the_home_page_of_a_phone_tells_what_it_is_and_offers_to_search(phone, server):
    phone.goto(server)
    assert "verzamelt" in phone.locator(".hb-hero p").first.inner_text()
    search = box(phone, "#hb-search-home")
    assert search["y"] + search["height"] < PHONE["height"]
    assert box(phone, ".hb-tiles")["y"] < box(phone, ".hb-hero__map")["y"]  # the themes come before the map


@pytest.mark.parametrize("address", STARTS)
def test_on_a_phone_the_text_begins_on_the_first_screen_and_a_bit(phone, server, address):
    phone.goto(server + address)
    assert box(phone, ".hb-text")["y"] < 1.2 * PHONE["height"]
    facts = phone.locator(".hb-facts dl")
    assert not facts.is_visible()
    phone.locator(".hb-facts summary").click()
    assert facts.is_visible()


def test_what_no_source_tells_stands_in_one_row(phone, server, edition):
    entry = edition.by_slug["buurtcirkels"]
    assert entry.unstated == ("places", "organisations", "period")
    phone.goto(server + "initiatieven/buurtcirkels/")
    told = phone.locator(".hb-facts dt").all_text_contents()
    assert told.count("Niet in de bron") == 1 and not {"Plaats", "Organisaties", "Periode"} & set(told)
    row = phone.locator("dt[data-fact=unstated] + dd").text_content()
    assert row == "plaats, organisaties, periode"


def test_a_theme_has_its_colour_of_the_book(phone, server, edition):
    from handbook.book.chapters import chapters
    from handbook.book.excerpt import whole

    shown = "one => '#' + getComputedStyle(one).borderTopColor.match(/\\d+/g).map((n) => (+n).toString(16).padStart(2, '0')).join('')"
    phone.goto(server + "themas/")
    tiles = phone.locator(".hb-tile").all()
    assert [tile.evaluate(shown) for tile in tiles] == [one["colour"] for one in chapters(whole(edition), {})]


def test_on_a_laptop_the_contents_stay_beside_a_long_entry(tab, server):
    page = tab(server + "initiatieven/eigen-plan-trekken-door-zelfhulp/", viewport={"width": 1366, "height": 768})
    listed = page.locator(".hb-contents a").evaluate_all("all => all.map((one) => one.hash.slice(1))")
    assert listed == page.locator(".hb-text h2").evaluate_all("all => all.map((one) => one.id)")
    page.locator(".hb-contents a").nth(2).click()
    contents = box(page, ".hb-contents")
    assert contents["y"] > 0 and contents["y"] + contents["height"] < 768


def test_the_steps_of_the_form_stay_in_sight(phone, server):
    """On a phone too; and of a source what is filled in is seen, the rest can be opened."""
    phone.goto(server + "bijdragen/formulier/")
    phone.locator(".hb-form--ready").wait_for()
    steps = phone.locator(".hb-steps-nav a")
    assert steps.count() == phone.locator(".hb-step").count() == 6
    steps.nth(3).click()
    phone.locator(".hb-steps-nav a[aria-current=step]", has_text="Waar heb je het gevonden?").wait_for()
    assert phone.locator(".hb-steps-nav [aria-current]").count() == 1
    heading, bar = box(phone, "#stap-bronnen"), box(phone, ".hb-steps-nav")
    assert bar["y"] >= 0 and bar["y"] + bar["height"] <= heading["y"] < PHONE["height"] / 3
    author = phone.locator("[data-key=sources] [data-key=author] input, [data-key=sources] [data-key=author] textarea")
    assert not author.first.is_visible() and phone.locator("[data-key=sources] [data-key=url] input").first.is_visible()
    phone.get_by_text("Meer over deze bron").first.click()
    author.first.fill("H.O. Labrujere")
    phone.wait_for_function("() => Object.values(localStorage).some((text) => text.includes('Labrujere'))")
    phone.reload()
    phone.locator(".hb-form--ready").wait_for()
    assert author.first.is_visible()
