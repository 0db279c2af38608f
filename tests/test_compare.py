"""Comparing as a reader does in a real browser: choose from a list, see side by side, go back, share, print."""

from __future__ import annotations

import io
import json
import re

import pytest
from conftest import faults_at
from playwright.sync_api import expect

A, B, C, D = ("eigen-plan-trekken-door-zelfhulp", "peer-to-peer", "zelfhulpgroepen", "groningse-model-dagbesteding")
E = "odensehuis"


@pytest.fixture
def open_page(tab, server):
    """A function that opens a page of the site in a new browser context; afterwards the console must be empty."""
    pages = []

    def open_page(address: str, **options):
        pages.append(tab(server + address, **{"viewport": {"width": 1280, "height": 900}, **options}))
        return pages[-1]

    yield open_page
    assert [said for page in pages for said in mistakes(page)] == []


def mistakes(page) -> list[str]:
    return [said for said in page.said if "Failed to load resource" not in said]  # the browser's own message


def query(*slugs: str) -> str:
    return "?" + "&".join(f"i={slug}" for slug in slugs)


def heads(page) -> list[str]:
    return page.locator(".hb-compare__table > thead a").all_inner_texts()


def compared(page, *slugs: str) -> None:
    """Wait until these entries are side by side, in this order."""
    expect(page.locator(".hb-compare__table > thead button")).to_have_count(len(slugs))
    shown = page.locator(".hb-compare__table > thead button").evaluate_all("all => all.map(one => one.dataset.slug)")
    assert shown == list(slugs)
    assert page.evaluate("location.search") == query(*slugs)


def row(page, label: str) -> list[str]:
    line = page.locator(".hb-compare__table > tbody > tr", has=page.locator("th", has_text=re.compile(f"^{label}")))
    return line.first.locator("td > div").all_inner_texts()


def choose(page, server, *slugs: str) -> None:
    """Choose these entries for comparison, each on its own page."""
    for slug in slugs:
        page.goto(f"{server}initiatieven/{slug}/")
        page.get_by_role("button", name=re.compile("^Vergelijk: ")).click()


def keep(page, *slugs: str) -> None:
    items = json.dumps([{"slug": slug, "title": slug} for slug in slugs])
    page.evaluate("(items) => localStorage.setItem('/handboek/.kept', items)", items)


def test_from_a_page_to_side_by_side(open_page, server, edition):
    page = open_page("")
    choose(page, server, A)
    tray = page.get_by_role("complementary", name="Gekozen om te vergelijken")
    assert "Kies er nog een" in tray.inner_text()
    choose(page, server, B)
    assert page.locator("[data-act=compare]").inner_text() == "Wordt vergeleken"
    tray.get_by_role("link", name="Vergelijk").click()
    page.wait_for_url("**/vergelijken/**")
    expect(page.locator(".hb-compare__table > thead a")).to_have_text([edition.by_slug[slug].title for slug in (A, B)])
    page.go_back()
    expect(page.locator("[data-act=compare][data-on]")).to_have_count(1)


def test_by_the_menu_what_was_chosen_is_still_there(open_page, server):
    page = open_page("")
    choose(page, server, A, B, C)
    page.goto(f"{server}vergelijken/")
    compared(page, A, B, C)
    page.go_back()
    expect(page.locator(".hb-tray li")).to_have_count(3)


@pytest.mark.parametrize("address", ["", "a-z/", "themas/zelfhulp/", "zoeken/?q=zelfhulp"])
def test_a_list_has_one_button_for_each_and_its_word_is_seen(open_page, address):
    """Comparing starts on the page of an entry or in the selection: two icons on every line confused readers."""
    page = open_page(address)
    page.locator("#inhoud [data-act=keep]").first.wait_for()
    assert page.locator("#inhoud [data-act=compare]").count() == 0
    seen = page.locator("#inhoud [data-act=keep]").all_inner_texts()
    assert {text.strip() for text in seen} == {"Bewaar"}
    assert page.locator("#inhoud [data-keep]").count() == len(seen)


def test_a_fifth_is_refused_in_words(open_page, server):
    page = open_page("")
    keep(page, A, B, C, D, E)
    page.goto(f"{server}selectie/")
    expect(page.locator("[data-act=compare]")).to_have_count(5)
    for button in page.locator("[data-act=compare]").all():
        button.click()
    assert page.locator("[data-act=compare][data-on]").count() == 4
    assert "Je kunt er vier vergelijken" in page.inner_text(".hb-tray")
    page.locator(".hb-tray").get_by_role("button", name="Haal alles weg").click()
    assert not page.locator(".hb-tray").is_visible()


def test_facts_stand_row_by_row(open_page, edition):
    page = open_page(f"vergelijken/{query(A, C)}")
    compared(page, A, C)
    assert row(page, "Soort") == ["Initiatief", "Methodiek"]
    names = page.locator(".hb-compare__table > tbody > tr").evaluate_all("all => all.map(one => one.dataset.label)")
    assert len(names) == len(set(names)) and "Voor wie, in de tekst" in names
    assert "Kringwijs" in row(page, "Organisaties")[0] and row(page, "Organisaties")[1] == "Niet vermeld in de bron"
    assert "2017–2020" in row(page, "Periode")[0]
    assert edition.by_slug[A].status.why in row(page, "Stand van zaken")[0]
    for figure in edition.by_slug[A].figures:
        assert figure.label in row(page, "Cijfers")[0] and str(figure.value) in row(page, "Cijfers")[0]
    assert (
        "eindverslag" in page.locator("tr.hb-compare__text", has=page.locator("th", has_text="Voor wie")).inner_text()
    )
    labels = page.locator(".hb-compare__table > tbody > tr > th").all_inner_texts()
    order = [
        next(place for place, label in enumerate(labels) if label.startswith(name))
        for name in ("Soort", "Plaats", "Voor wie", "Periode", "Bewijs", "Waarom", "Bronnen")
    ]
    assert order == sorted(order)


def marks(page) -> dict[str, str]:
    """The verdict of each row of facts, by the name of the row."""
    rows = page.locator("tr.hb-compare__fact")
    return dict(rows.evaluate_all("all => all.map((row) => [row.dataset.label, row.dataset.mark])"))


def test_equal_rows_say_so_and_can_be_left_out(open_page):
    page = open_page(f"vergelijken/{query(A, C)}")
    compared(page, A, C)
    place = page.locator("tr", has=page.locator("th", has_text=re.compile("^Plaats")))
    kind = page.locator("tr", has=page.locator("th", has_text=re.compile("^Soort")))
    evidence = page.locator("tr", has=page.locator("th", has_text=re.compile("^Bewijs")))
    assert "verschilt" in kind.inner_text()
    page.get_by_label("Alleen kenmerken die verschillen").check()
    assert kind.is_visible() and not evidence.is_visible()
    page = open_page(f"vergelijken/{query('flevo-fiets', 'odensehuis')}")
    compared(page, "flevo-fiets", "odensehuis")
    kind = page.locator("tr", has=page.locator("th", has_text=re.compile("^Soort")))
    assert "gelijk" in kind.inner_text() and place.count() == 1


def test_of_one_alone_every_fact_is_shown(open_page):
    """The filter for differences needs two entries; it disappears when one of them is removed."""
    page = open_page(f"vergelijken/{query(A, B)}")
    compared(page, A, B)
    page.get_by_label("Alleen kenmerken die verschillen").check()
    page.locator(f".hb-compare__table button[data-slug={B}]").click()
    compared(page, A)
    facts = page.locator(".hb-compare__fact")
    assert facts.count() > 5 and all(fact.is_visible() for fact in facts.all())


def test_what_each_is_called_is_not_compared(open_page, edition):
    """Other names and numbers always differ: that tells nothing, so the filter for differences hides them."""
    named = [entry.slug for entry in edition.initiatives if entry.aliases][:2]
    page = open_page(f"vergelijken/{query(*named)}")
    compared(page, *named)
    names = page.locator("tr.hb-compare__fact[data-label='Andere namen']")
    assert names.locator("th").inner_text() == "Andere namen"
    assert all(edition.by_slug[slug].aliases[0] in names.inner_text() for slug in named)
    page.get_by_label("Alleen kenmerken die verschillen").check()
    assert not names.is_visible()


def test_the_question_what_differs_is_answered_after_going_back_too(open_page):
    page = open_page(f"vergelijken/{query(A, B)}")
    compared(page, A, B)
    page.get_by_label("Alleen kenmerken die verschillen").check()
    page.locator(".hb-compare__table > thead a").first.click()
    page.wait_for_url("**/initiatieven/**")
    page.go_back()
    compared(page, A, B)
    asked = page.get_by_label("Alleen kenmerken die verschillen").is_checked()
    assert page.locator(".hb-compare__fact[data-mark=same]").first.is_visible() != asked


def test_two_added_at_once_both_come(open_page):
    """The text of the first arrives after the second was chosen."""
    page = open_page(f"vergelijken/{query(A)}")
    compared(page, A)
    held = []
    page.route("**/initiatieven/**", lambda route: route.continue_() if held else held.append(route))
    buttons = page.locator("[data-add]:visible")
    buttons.nth(1).wait_for()
    first, second = (buttons.nth(at).get_attribute("data-add") for at in (0, 1))
    with page.expect_request("**/initiatieven/**"):  # requested on its own time, not by the click
        page.locator(f"[data-part=found] [data-add={first}]").click()
    page.locator(f"[data-part=found] [data-add={second}]").click()
    held[0].continue_()
    compared(page, A, first, second)


@pytest.mark.parametrize("clipboard", ["there", "none"])
def test_who_copies_the_link_sees_what_happened(open_page, clipboard):
    page = open_page(f"vergelijken/{query(A, B)}", permissions=["clipboard-read", "clipboard-write"])
    compared(page, A, B)
    if clipboard == "none":
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Kopieer de link").click()
    if clipboard == "there":
        expect(page.locator(".hb-compare__status")).to_have_text("De link is gekopieerd. Je kunt hem nu plakken.")
        assert page.evaluate("navigator.clipboard.readText()") == page.url
    else:
        expect(page.locator(".hb-compare__status")).to_have_text("Kopieer de geselecteerde link.")
        link = page.get_by_label("Link naar deze vergelijking")
        assert link.input_value() == page.url and link.bounding_box()["width"] > 100


def test_what_is_not_known_is_neither_equal_nor_different(open_page):
    """For place, period, status and evidence an entry may say that nobody told."""
    page = open_page(f"vergelijken/{query('barbarahoes', 'buurtcirkels', 'flevo-fiets')}")
    compared(page, "barbarahoes", "buurtcirkels", "flevo-fiets")
    found = marks(page)
    assert found["Soort"] == "different"
    assert {found[name] for name in ("Plaats", "Bewijs")} == {"unknown"}
    assert "Periode" not in found, "no source tells it of any of them"
    for name in ("Bewijs",):
        line = page.locator("tr.hb-compare__fact", has=page.locator("th", has_text=re.compile(f"^{name}")))
        assert "niet alles bekend" in line.inner_text() and "gelijk" not in line.inner_text()
        looks = line.locator("td .hb-compare__none").evaluate_all(
            "all => all.map((one) => getComputedStyle(one).fontStyle)"
        )
        assert looks == ["italic"] * 3
    plain = "rgba(0, 0, 0, 0)"
    grounds = page.locator("tr.hb-compare__fact").evaluate_all(
        "all => all.map((row) => [row.dataset.mark, getComputedStyle(row.querySelector('td')).backgroundColor])"
    )
    assert all((ground == plain) == (mark != "different") for mark, ground in grounds), grounds


def test_each_says_in_short_what_it_is(open_page, edition):
    page = open_page(f"vergelijken/{query(A, E, 'flevo-fiets')}")
    expect(page.locator(".hb-compare__table > thead a")).to_have_count(3)
    told = row(page, "In het kort")
    assert all(edition.by_slug[slug].summary in text for slug, text in zip((A, E, "flevo-fiets"), told, strict=True))
    assert page.locator('tr[data-label="Beschrijving"]').count() == 0


def test_what_has_ended_is_marked_in_the_head(open_page):
    page = open_page(f"vergelijken/{query(A, B)}")
    compared(page, A, B)
    assert "afgerond in 2020" in page.locator(".hb-compare__table > thead th").nth(1).inner_text()
    assert page.locator(".hb-compare__table > thead .hb-badge").count() == 1


def test_the_address_is_the_choice_and_back_works(open_page):
    page = open_page(f"vergelijken/{query(B, A)}")
    compared(page, B, A)
    page.get_by_label("Zoek op naam").fill("odensehuis")
    page.get_by_role("button", name="Voeg toe: Odensehuis").click()
    compared(page, B, A, E)
    page.get_by_role("button", name="Haal weg: Eigen plan trekken").click()
    compared(page, B, E)
    page.go_back()
    compared(page, B, A, E)
    page.go_back()
    compared(page, B, A)
    page.go_forward()
    compared(page, B, A, E)
    page.reload()
    compared(page, B, A, E)


def test_the_picker_lists_everything_and_not_what_is_there(open_page, edition):
    page = open_page(f"vergelijken/{query(A)}")
    options = page.locator("[data-part=found] li:visible")
    expect(options).not_to_have_count(0)
    while page.get_by_role("button", name="Toon meer").is_visible():
        seen = page.locator("[data-part=found] li").count()
        page.get_by_role("button", name="Toon meer").click()
        expect(page.locator("[data-part=found] li")).not_to_have_count(seen)
    offered = page.locator("[data-part=found] li:visible button").evaluate_all("all => all.map(one => one.dataset.add)")
    assert sorted(offered) == sorted(set(edition.by_slug) - {A})
    page.get_by_label("Zoek op naam").fill("xqzwv")
    expect(page.locator(".hb-compare__found")).to_have_text("Niets gevonden voor ‘xqzwv’")


def test_an_unknown_name_is_said_kindly(open_page):
    page = open_page(
        f"vergelijken/{query(A, 'bestaat-niet', B)}&i=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&i=../../data"
    )
    expect(page.locator(".hb-compare__table > thead a")).to_have_count(2)
    said = page.inner_text(".hb-compare__messages")
    assert "geen praktijk (meer) met het adres ‘bestaat-niet’" in said and "geen naam van een praktijk" in said
    assert page.locator(".hb-compare img").count() == 0


TAKEN_OUT = """<!doctype html><div class="hb-removed"><h1>Odensehuis <i>&lt;img src=x&gt;</i></h1></div>"""


def test_what_was_taken_out_has_a_page_that_tells_why(open_page):
    page = open_page("vergelijken/")
    page.route(f"**/initiatieven/{E}/", lambda route: route.fulfill(body=TAKEN_OUT, content_type="text/html"))
    page.goto(page.url + query(E, A))
    link = page.locator(".hb-compare__messages a")
    expect(link).to_have_text("Odensehuis <img src=x> staat niet meer in het handboek. Op de pagina lees je waarom.")
    assert link.get_attribute("href").endswith(f"/initiatieven/{E}/")
    page.goto(page.url.replace("vergelijken", "selectie"))
    row = page.locator(".hb-selection li[data-slug]").first
    expect(row).to_contain_text("Op de pagina lees je waarom.")
    assert row.locator("a").inner_text() == "Odensehuis <img src=x>" and row.locator("a").get_attribute("href")
    assert row.get_by_role("button", name="Vergelijk").count() == 0
    expect(page.locator(".hb-booklet article")).to_have_count(1)


def test_of_five_the_first_four_and_a_message(open_page):
    page = open_page(f"vergelijken/{query(A, B, C, D, E)}")
    expect(page.locator(".hb-compare__table > thead a")).to_have_count(4)
    said = page.inner_text(".hb-compare__messages")
    assert "hoogstens vier" in said and "Odensehuis" in said and E not in said  # by its name
    assert not page.get_by_role("button", name="Voeg een praktijk toe").is_visible()
    assert not page.get_by_label("Zoek op naam").is_visible()


def test_the_second_is_near_at_hand(open_page):
    """As long as there is nothing to compare, the list to choose from comes before the table; then after it."""
    page = open_page(f"vergelijken/{query(A)}", viewport={"width": 360, "height": 740})
    compared(page, A)
    assert page.locator("#hb-compare-words").bounding_box()["y"] < 740
    page.get_by_label("Zoek op naam").fill("peer to peer")
    page.get_by_role("button", name="Voeg toe: Peer to Peer").click()
    compared(page, A, B)
    expect(page.locator(".hb-compare__table")).to_be_focused()
    expect(page.locator(".hb-compare__table > thead")).to_be_in_viewport()
    assert page.locator("#hb-compare-words").bounding_box()["y"] > 740


def test_from_far_down_the_list_one_comes_to_the_head_of_the_table(open_page):
    page = open_page(f"vergelijken/{query(A)}", viewport={"width": 360, "height": 740})
    compared(page, A)
    expect(page.locator("[data-part=found] li")).not_to_have_count(0)
    page.locator("[data-part=found] button:visible").last.click()
    expect(page.locator(".hb-compare__table")).to_be_focused()
    expect(page.locator(".hb-compare__table > thead")).to_be_in_viewport()


def test_looking_at_a_comparison_leaves_the_own_choice(open_page, server):
    page = open_page(f"initiatieven/{E}/")
    page.get_by_role("button", name="Vergelijk: Odensehuis").click()
    page.goto(f"{server}vergelijken/{query(A, B)}")
    compared(page, A, B)
    page.goto(f"{server}a-z/")
    expect(page.locator(".hb-tray li")).to_have_text(["Odensehuis"])
    page.goto(f"{server}vergelijken/{query(A, B)}")
    page.get_by_role("button", name="Haal weg: Peer to Peer").click()
    compared(page, A)
    page.goto(f"{server}a-z/")
    expect(page.locator(".hb-tray li")).to_have_text(["Eigen plan trekken door zelfhulp"])


def test_what_an_entry_does_not_have_is_no_fault_of_its_source(open_page):
    page = open_page(f"vergelijken/{query(A, E, 'flevo-fiets')}")
    expect(page.locator(".hb-compare__table > thead a")).to_have_count(3)
    told = page.locator("tr.hb-compare__text td:last-child > div").all_inner_texts()
    assert "Nog te beschrijven" in told and not [text for text in told if "Niet vermeld" in text]
    absent = page.locator("tr.hb-compare__text [data-none=absent]")
    assert {text.strip() for text in absent.all_text_contents()} <= {"–dit deel is er niet"}


def test_the_same_twice_is_once(open_page):
    page = open_page(f"vergelijken/{query(A, A, B)}")
    expect(page.locator(".hb-compare__table > thead a")).to_have_count(2)


def test_a_page_that_does_not_arrive_is_said(open_page):
    page = open_page("vergelijken/")
    page.route(f"**/initiatieven/{B}/", lambda route: route.abort())
    page.goto(page.url + query(A, B))
    expect(page.locator(".hb-compare__messages")).to_contain_text("kon niet worden opgehaald")
    assert len(heads(page)) == 1


def test_who_takes_one_of_four_away_can_add_another(open_page):
    page = open_page(f"vergelijken/{query(A, B, C, D)}")
    page.get_by_role("button", name="Haal weg: Peer to Peer").click()
    expect(page.locator("[data-part=found] li")).not_to_have_count(0)


def test_more_asked_twice_comes_once(open_page):
    page = open_page("vergelijken/")
    page.locator("[data-part=further]").dblclick()
    expect(page.locator("[data-part=found] li")).to_have_count(16)
    page.wait_for_load_state("networkidle")
    names = page.locator("[data-part=found] b").all_inner_texts()
    assert len(names) == len(set(names)) == 16


def test_more_that_does_not_arrive_is_said(open_page):
    page = open_page("vergelijken/")
    more = page.locator("[data-part=further]")
    expect(more).to_be_visible()
    page.route("**/search/**", lambda route: route.abort())
    more.click()
    expect(page.locator(".hb-compare__found")).to_contain_text("De lijst kwam niet aan")


def test_a_renamed_entry_is_followed(open_page, server):
    page = open_page("vergelijken/")
    leads_on = f'<meta http-equiv="refresh" content="0; url=../{B}/"><a href="../{B}/">verder</a>'
    page.route("**/initiatieven/oude-naam/", lambda route: route.fulfill(body=leads_on, content_type="text/html"))
    page.route(
        "**/initiatieven/weg/",
        lambda route: route.fulfill(body="<h1>Deze pagina is er niet meer</h1>", content_type="text/html"),
    )
    page.goto(f"{server}vergelijken/{query('oude-naam', A, 'weg')}")
    expect(page.locator(".hb-compare__table > thead a")).to_have_text(
        ["Peer to Peer", "Eigen plan trekken door zelfhulp"]
    )
    assert "‘weg’" in page.inner_text(".hb-compare__messages")


def test_what_a_page_holds_is_never_run(tab, server):
    """Of the pages that are read only text elements are copied, whatever else is in them.

    The browser reports on the console what the policy blocks in such a page; that is no fault here.
    """
    page = tab(f"{server}vergelijken/")
    hostile = (
        '<div data-entry="peer-to-peer"><h1><img src=x onerror="hit=1">Titel</h1><dl><dt data-fact="kind">Soort</dt>'
        '<dd onclick="hit=1"><a href="javascript:hit=1" onmouseover="hit=1">een</a><svg onload="hit=1"></svg></dd></dl>'
        '<div data-part="text"><h2>Kop</h2><script>hit=1</script><iframe srcdoc="<script>parent.hit=1</script>"></iframe>'
        '<p id="inhoud" style="position:fixed" class="md-header">tekst</p></div></div>'
    )
    page.route(f"**/initiatieven/{B}/", lambda route: route.fulfill(body=hostile, content_type="text/html"))
    page.goto(f"{server}vergelijken/{query(A, B)}")
    expect(page.locator(".hb-compare__table > thead a")).to_have_text(["Eigen plan trekken door zelfhulp", "Titel"])
    assert page.evaluate("window.hit") is None
    table = page.locator(".hb-compare__table")
    assert (
        table.locator(
            "script, iframe, img, svg, [style]:not(table), [onclick], [onmouseover], [id], .md-header, [href^=javascript]"
        ).count()
        == 0
    )
    assert "tekst" in table.inner_text()


def test_on_a_phone_row_by_row_without_scrolling_sideways(open_page):
    page = open_page(f"vergelijken/{query(A, B, C, D)}", viewport={"width": 390, "height": 844}, has_touch=True)
    compared(page, A, B, C, D)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    kind = page.locator(".hb-compare__table > tbody > tr").first
    assert [cell.inner_text().split("\n")[0] for cell in kind.locator("td").all()] == heads(
        page
    )  # the entry that it belongs to, each time
    small = page.evaluate(
        """() => [...document.querySelectorAll(".hb-compare :is(button, label:has([type=checkbox]))")]
            .filter((one) => one.checkVisibility() && Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24).map((one) => one.outerHTML)"""
    )
    assert small == []


def test_on_a_wide_window_the_head_stays(open_page):
    page = open_page(f"vergelijken/{query(A, B)}")
    compared(page, A, B)
    page.mouse.wheel(0, 1500)
    page.wait_for_function("() => scrollY > 1000")
    head = page.locator(".hb-compare__table > thead th").nth(1).bounding_box()
    assert 0 <= head["y"] < 100


def test_with_letters_twice_as_large_a_phone_scrolls_one_way(open_page):
    """An explained word is plain text here, no longer kept on one line with its punctuation."""
    page = open_page(f"vergelijken/{query(A, 'buurtcirkels')}", viewport={"width": 195, "height": 422})
    compared(page, A, "buurtcirkels")
    assert page.evaluate("document.documentElement.scrollWidth") == 195


def test_on_paper_the_table_is_printed_in_landscape(open_page):
    from pypdf import PdfReader

    page = open_page(f"vergelijken/{query(A, B, C, D)}", color_scheme="dark")
    compared(page, A, B, C, D)
    page.emulate_media(media="print")
    assert (
        page.evaluate(
            "getComputedStyle(document.querySelector('.hb-compare__table > thead th:nth-child(2)')).backgroundColor"
        )
        == "rgb(255, 255, 255)"
    )
    sizes = page.locator(".hb-compare__table tbody td :is(p, li)").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).fontSize)"
    )
    assert len(set(sizes)) == 1
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in reader.pages)
    texts = [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in reader.pages]
    whole = " ".join(texts)
    places = [whole.index(word) for word in ("Soort", "Plaats", "Organisaties", "Bewijs", "Waarom", "Bronnen")]
    assert places == sorted(places)
    assert all("Peer to Peer" in text for text in texts)  # in the header of every page
    assert "Voeg een praktijk toe" not in whole


def test_without_javascript_a_sentence_explains(open_page):
    page = open_page("vergelijken/", java_script_enabled=False)
    assert "JavaScript" in page.inner_text("noscript p")
    assert page.get_by_role("link", name="Alles van A tot Z").first.is_visible()
    page = open_page("themas/zelfhulp/", java_script_enabled=False)
    assert not page.locator("[data-keep]:visible, .hb-shelf-link:visible").count()


def test_nothing_moves_when_the_buttons_come(open_page, server):
    page = open_page("colofon/", viewport={"width": 390, "height": 844})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.route("**/shelf.js", lambda route: (page.wait_for_timeout(400), route.continue_()))
    for address in ("themas/dagbesteding/", f"initiatieven/{B}/"):
        page.goto(server + address)
        expect(page.locator("[data-act=keep]").first).to_be_visible()
        page.wait_for_timeout(200)
        assert page.evaluate("window.moved") < 0.01, address  # a row of buttons would be at least 0.03


def test_by_keyboard_alone(open_page):
    page = open_page("vergelijken/")
    page.get_by_label("Zoek op naam").focus()
    for name, focused in (("peer to peer", "#hb-compare-words"), ("zelfhulpgroepen", ".hb-compare__table")):
        page.keyboard.type(name)
        expect(page.locator("[data-part=found] li:visible b").first).to_have_text(re.compile(name, re.IGNORECASE))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(focused)).to_be_focused()
        page.keyboard.press("Control+a")
    compared(page, B, C)
    page.get_by_role("button", name="Voeg een praktijk toe").press("Enter")
    expect(page.locator("#hb-compare-words")).to_be_focused()
    page.get_by_role("button", name="Haal weg: Peer to Peer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Haal weg: Zelfhulpgroepen")).to_be_focused()
    assert "Zelfhulpgroepen: kies er nog een" in page.inner_text(".hb-compare__status")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, server, width):
    page = open_page(f"vergelijken/{query(A, B, 'bestaat-niet')}", viewport={"width": width, "height": 900})
    expect(page.locator("[data-part=found] li:visible")).not_to_have_count(0)
    assert faults_at(page, width) == []
    page = open_page("", viewport={"width": width, "height": 900})
    choose(page, server, A, B)
    page.goto(f"{server}themas/zelfhulp/")
    page.locator("[data-act=keep]").first.click()
    assert faults_at(page, width) == []
