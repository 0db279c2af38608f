"""The reader's own selection in a real browser: save, order, share, take over, print; hostile storage too."""

from __future__ import annotations

import io
import json
import re

import pytest
from conftest import copy_project, faults_at, run
from playwright.sync_api import expect
from test_compare import A, B, C, mistakes, open_page, query  # noqa: F401 - open_page is a fixture
from test_search import serving

ROWS = ".hb-selection__list > li"
MANY = 30
QUOTED = 'De "Buurt" \\ } en @page'  # what ends a string in a style sheet


def saved(page, *slugs: str) -> None:
    """Wait until these entries are in the list, in this order."""
    expect(page.locator(ROWS)).to_have_count(len(slugs))
    assert page.locator(ROWS).evaluate_all("all => all.map(one => one.dataset.slug)") == list(slugs)


def save(page, server, *slugs: str) -> None:
    for slug in slugs:
        page.goto(f"{server}initiatieven/{slug}/")
        page.get_by_role("button", name="Bewaar in mijn selectie").click()


def fetched(page) -> None:
    """Wait until the texts of all entries have arrived."""
    expect(page.locator("[data-part=progress]")).to_have_text("")
    expect(page.locator(".hb-booklet__contents li")).not_to_have_count(0)


def store(page, text: str) -> None:
    page.evaluate("text => localStorage.setItem('/handboek/.kept', text)", text)


def test_saved_on_a_page_and_still_there_after_reload(open_page, server):  # noqa: F811
    page = open_page(f"initiatieven/{B}/")
    page.get_by_role("button", name="Bewaar in mijn selectie: Peer to Peer").click()
    button = page.get_by_role("button", name="Bewaard in mijn selectie: Peer to Peer. Haal weg")
    assert button.inner_text() == "Bewaard in mijn selectie"  # the visible text is its name
    assert page.inner_text("#hb-said") == "Peer to Peer staat in je selectie (1)."
    assert page.inner_text(".hb-shelf-link b") == "1"
    page.reload()
    expect(button).to_be_visible()
    page.goto(f"{server}themas/zelfhulp/")
    page.locator(".hb-card", has_text="Zelfhulpgroepen").last.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Mijn selectie 2").click()
    page.wait_for_url("**/selectie/")
    assert page.locator(f"{ROWS} h3").all_inner_texts()[0] == "Peer to Peer"
    assert "Alleen deze browser bewaart je selectie" in page.inner_text(".hb-selection")
    page.reload()
    expect(page.locator(ROWS)).to_have_count(2)


def test_the_order_is_the_reader_s_by_keyboard(open_page, server):  # noqa: F811
    page = open_page("")
    save(page, server, A, B, C)
    page.goto(f"{server}selectie/")
    saved(page, A, B, C)
    page.get_by_role("button", name="Omhoog: Zelfhulpgroepen").focus()
    page.keyboard.press("Enter")
    saved(page, A, C, B)
    expect(page.get_by_role("button", name="Omhoog: Zelfhulpgroepen")).to_be_focused()
    assert page.inner_text(".hb-selection__said span") == "Zelfhulpgroepen staat nu op plaats 2 van 3."
    page.keyboard.press("Enter")
    saved(page, C, A, B)
    expect(page.get_by_role("button", name="Omlaag: Zelfhulpgroepen")).to_be_focused()  # it cannot move up any further
    page.reload()
    saved(page, C, A, B)
    page.get_by_role("button", name="Haal weg: Eigen plan").focus()
    page.keyboard.press("Enter")
    saved(page, C, B)
    expect(page.get_by_role("button", name="Haal weg: Peer to Peer")).to_be_focused()
    page.get_by_role("button", name="Zet terug").click()
    saved(page, C, A, B)
    page.get_by_role("button", name="Maak mijn selectie leeg").click()
    saved(page)
    assert "Je hebt nog niets bewaard" in page.inner_text(".hb-selection")
    page.get_by_role("button", name="Zet terug").press("Enter")
    saved(page, C, A, B)


def test_a_shared_link_shows_and_changes_nothing(open_page, server):  # noqa: F811
    page = open_page("")
    save(page, server, A)
    page.goto(f"{server}selectie/{query(C, A, B)}")
    saved(page, C, A, B)
    assert page.title() == "Gedeelde selectie – Handboek Meedoen"
    page.get_by_role("button", name="Vergelijk: Zelfhulpgroepen").click()
    expect(page.locator(".hb-tray li")).to_have_text(["Zelfhulpgroepen"])  # by its name, which arrived later
    assert page.inner_text("h1") == "Gedeelde selectie" and "Je eigen selectie blijft" in page.inner_text(
        "[data-part=notice]"
    )
    assert page.inner_text(".hb-shelf-link b") == "1"
    assert not page.get_by_role("button", name="Omhoog").count()
    expect(page.locator(f"{ROWS} h3").first).to_have_text("Zelfhulpgroepen")
    assert page.input_value("#hb-selection-link") == page.url
    page.get_by_role("button", name="Neem over").click()
    page.wait_for_url(f"{server}selectie/")
    saved(page, A, C, B)  # the existing entries stay, new ones come after them
    assert page.inner_text("h1") == "Mijn selectie" and page.title() == "Mijn selectie – Handboek Meedoen"
    page.go_back()
    saved(page, C, A, B)


def test_the_link_holds_the_order(open_page, browser, server):  # noqa: F811
    page = open_page("")
    save(page, server, B, A)
    page.goto(f"{server}selectie/")
    link = page.input_value("#hb-selection-link")
    assert link == f"{server}selectie/{query(B, A)}"
    other = open_page(link.removeprefix(server))
    saved(other, B, A)
    assert other.evaluate("localStorage.getItem('/handboek/.kept')") is None


def test_an_odd_link_and_an_unknown_entry(open_page):  # noqa: F811
    page = open_page(f"selectie/{query('bestaat-niet', A)}&i=%3Cscript%3Ealert(1)%3C/script%3E")
    saved(page, "bestaat-niet", A)
    expect(page.locator(ROWS).first).to_contain_text("staat niet (meer) in het handboek")
    assert page.locator(ROWS).first.locator("a[href], button:visible").count() == 0  # no link
    assert page.locator(ROWS).last.get_by_role("button", name="Vergelijk").count() == 1
    assert "geen naam van een praktijk" in page.inner_text("[data-part=notice]")
    expect(page.locator(".hb-booklet article")).to_have_count(1)


def test_of_nothing_but_unknown_entries_there_is_nothing_to_take_or_print(open_page):  # noqa: F811
    page = open_page(f"selectie/{query('bestaat-niet')}")
    expect(page.locator(ROWS)).to_contain_text("staat niet (meer) in het handboek")
    expect(page.get_by_role("button", name="Druk het boekje af")).to_be_hidden()
    expect(page.get_by_role("button", name="Neem over")).to_be_hidden()
    expect(page.get_by_role("link", name="Naar mijn eigen selectie")).to_be_visible()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "null",
        "5",
        '"x"',
        "{}",
        '[[["a"]]]',
        "[null, 1, {}, []]",
        '{"length": 9}',
        json.dumps(
            [
                {"slug": "../../x", "title": "x"},
                {"slug": "<img src=x onerror=hit=1>", "title": "x"},
                {"slug": "__proto__"},
            ]
        ),
        json.dumps([{"slug": "a" * 5000}] * 900),
    ],
    ids=lambda text: text[:12],
)
def test_hostile_storage_is_an_empty_selection(open_page, server, text):  # noqa: F811
    page = open_page("colofon/")
    store(page, text)
    page.evaluate("text => sessionStorage.setItem('/handboek/.compared', text)", text)
    page.goto(f"{server}selectie/")
    assert "Je hebt nog niets bewaard" in page.inner_text(".hb-selection")
    save(page, server, B)
    page.goto(f"{server}selectie/")
    saved(page, B)


def test_a_hostile_title_stays_text(open_page, server):  # noqa: F811
    page = open_page("colofon/")
    page.route(f"**/initiatieven/{C}/", lambda route: route.abort())
    store(
        page,
        json.dumps(
            [
                {"slug": C, "title": "<img src=x onerror='window.hit=1'>"},
                {"slug": B, "title": {"a": 1}},
                {"slug": B, "title": "twee"},
            ]
        ),
    )
    page.evaluate("localStorage.setItem('/handboek/.booklet', '<script>window.hit=1</script>')")
    page.goto(f"{server}selectie/")
    saved(page, C, B)
    expect(page.locator("[data-part=progress]")).to_contain_text("Niet alles kon worden opgehaald")
    page.locator(ROWS).first.get_by_role("button", name="Vergelijk").click()
    assert page.locator("img").count() == 0 and page.evaluate("window.hit") is None
    assert "<img" in page.locator(f"{ROWS} h3").first.inner_text()
    assert page.evaluate("document.querySelector('.hb-booklet__title').textContent") == "<script>window.hit=1</script>"


@pytest.mark.parametrize("broken", ["setItem", "getItem"])
def test_storage_that_is_full_or_blocked(open_page, server, broken):  # noqa: F811
    page = open_page("colofon/")
    page.add_init_script(
        f"""const real = Storage.prototype.{broken};
        Storage.prototype.{broken} = function (key, ...rest) {{
            if (key.endsWith(".kept")) throw new DOMException("no", "QuotaExceededError");
            return real.call(this, key, ...rest);
        }};"""
    )
    page.goto(f"{server}initiatieven/{B}/")
    page.get_by_role("button", name="Bewaar in mijn selectie").click()
    if broken == "setItem":
        assert "Je browser bewaart dit niet" in page.inner_text("#hb-said")
        assert page.inner_text(".hb-shelf-link b") == "1"  # as long as this page is open
    page.goto(f"{server}selectie/{query(A)}")
    page.get_by_role("button", name="Neem over").click()
    if broken == "setItem":
        saved(page, A)
    expect(page.locator("[data-part=notice]")).to_contain_text("bewaart niets voor deze website")


def test_other_tabs_follow(open_page, server):  # noqa: F811
    page = open_page("selectie/")
    other = page.context.new_page()
    save(other, server, B)
    expect(page.locator(ROWS)).to_have_count(1)
    assert page.inner_text(".hb-shelf-link b") == "1"


def test_what_is_put_back_leaves_what_another_tab_saved(open_page, server):  # noqa: F811
    page = open_page("")
    save(page, server, A, B)
    page.goto(f"{server}selectie/")
    page.get_by_role("button", name="Haal weg: Eigen plan").click()
    save(page.context.new_page(), server, C)
    expect(page.locator(ROWS)).to_have_count(2)
    page.get_by_role("button", name="Zet terug").click()
    saved(page, A, B, C)


def test_the_texts_are_not_counted_aloud(open_page):  # noqa: F811
    """A screen reader announces once that something is missing, and not every text that arrives."""
    page = open_page("selectie/")
    page.goto(f"{page.url}{query(A, 'bestaat-niet')}")
    progress = page.locator("[data-part=progress]")
    expect(progress).to_contain_text("Niet alles")
    assert progress.evaluate("(one) => one.closest('[role=status], [aria-live]')") is None
    assert page.inner_text("#hb-said") == progress.inner_text()


def test_compare_from_the_selection(open_page, server):  # noqa: F811
    page = open_page("")
    save(page, server, A, B, C)
    page.goto(f"{server}selectie/")
    page.get_by_role("button", name="Vergelijk: Zelfhulpgroepen").click()
    page.get_by_role("button", name="Vergelijk: Peer to Peer").click()
    page.get_by_role("link", name="Vergelijk (2)").click()
    page.wait_for_url(f"{server}vergelijken/{query(C, B)}")
    expect(page.get_by_role("button", name="Voeg toe: Eigen plan").first).to_be_visible()  # offered from the selection


def test_without_javascript_a_sentence_explains(open_page):  # noqa: F811
    page = open_page("selectie/", java_script_enabled=False)
    assert "JavaScript" in page.inner_text("noscript p")
    assert page.get_by_role("link", name="Alles van A tot Z").first.is_visible()
    assert not page.locator(".hb-selection").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(open_page, server, width):  # noqa: F811
    page = open_page("selectie/", viewport={"width": width, "height": 900}, reduced_motion="reduce")
    assert faults_at(page, width) == []
    save(page, server, A, B)
    page.goto(f"{server}selectie/")
    fetched(page)
    page.get_by_role("button", name="Omlaag: Eigen plan").click()
    assert faults_at(page, width) == []
    small = page.evaluate(
        """() => [...document.querySelectorAll(".hb-selection button, .hb-shelf-link, [data-keep] button")]
            .filter((one) => one.checkVisibility() && Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24).map((one) => one.outerHTML)"""
    )
    assert small == []
    page.goto(f"{server}selectie/{query(A, 'bestaat-niet')}")
    expect(page.locator(".hb-selection__gone")).to_have_count(1)
    assert faults_at(page, width) == []


# ---------------------------------------------------------------- the booklet


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The address of a handbook with thirty more entries, under a policy that allows no inline script or style."""
    project = copy_project(tmp_path_factory.mktemp("large") / "project")
    model = (project / "initiatives" / f"{B}.md").read_text(encoding="utf-8")
    for number in range(1, MANY + 1):
        text = model.replace("title: Peer to Peer", f"title: Praktijk nummer {number}", 1)
        (project / "initiatives" / f"praktijk-{number}.md").write_text(text, encoding="utf-8")
    text = model.replace("title: Peer to Peer", f"title: '{QUOTED}'", 1)
    (project / "initiatives" / "praktijk-0.md").write_text(text, encoding="utf-8")
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stdout + result.stderr
    with serving(project / "site") as address:
        yield address


def test_thirty_entries_as_one_booklet(tab, large):
    """Cover, contents, each entry on a new page, in the reader's order; also from a dark screen."""
    from pypdf import PdfReader

    order = [f"praktijk-{number}" for number in range(MANY, 0, -1)]
    page = tab(f"{large}selectie/{query(*order)}", color_scheme="dark", locale="en-GB")
    page.get_by_role("button", name="Neem over").click()
    expect(page.locator(".hb-booklet article")).to_have_count(MANY)
    fetched(page)
    page.get_by_label("Titel op de omslag").fill("Voor de <b>wijk</b> & de raad")
    page.reload()
    fetched(page)
    page.emulate_media(media="print")
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))
    colour = page.evaluate("getComputedStyle(document.querySelector('.hb-booklet__count')).color")
    texts = [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in pdf.pages]
    feet = [
        re.match(r"(?:(\d+ · Praktijk nummer \d+) )?", text.removeprefix(str(number)))
        for number, text in enumerate(texts, 1)
    ]
    assert all(text.startswith(str(number)) for number, text in enumerate(texts[1:], 2))  # numbered, except the cover
    texts = [texts[0], *(foot.string[foot.end() :].lstrip() for foot in feet[1:])]
    assert (
        "Voor de <b>wijk</b> & de raad" in texts[0]
        and f"{MANY} praktijken" in texts[0]
        and "Handboek Meedoen" in texts[0]
    )
    assert re.search(
        r"\d+ (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) 20\d\d",
        texts[0],
    )
    assert "CC BY 4.0" in texts[0]
    contents = next(place for place, text in enumerate(texts) if text.startswith("Inhoud"))
    first = [place for place, text in enumerate(texts) if re.match(r"Initiatief · Rotterdam \d+ Praktijk nummer", text)]
    assert contents == 1 and first[0] == 2 and len(first) == MANY  # the contents fit a page, and each entry begins one
    titles = [
        re.match(r"Initiatief · Rotterdam (\d+) Praktijk nummer (\d+) ", texts[place]).groups() for place in first
    ]
    assert titles == [(str(place + 1), str(MANY - place)) for place in range(MANY)]
    of = [sum(place >= start for start in first) for place in range(len(texts))]  # which entry a page belongs to
    assert [foot[1] for foot in feet[2:-1]] == [
        f"{number} · Praktijk nummer {MANY + 1 - number}" for number in of[2:-1]
    ]
    assert not any(foot[1] for foot in (*feet[:2], feet[-1]))  # cover, contents, words
    listed = re.findall(r"Praktijk nummer (\d+)", " ".join(texts[1 : first[0]]))
    assert listed == [str(number) for number in range(MANY, 0, -1)]
    last = " ".join(texts[first[-1] :])
    places = [
        last.index(word)
        for word in (
            "Voor wie",
            "Waarom",
            "Hoe het werkt",
            "Wat het oplevert",
            "Wat we nog niet weten",
            "Cijfers",
            "Bronnen",
            "Online lezen",
        )
    ]
    assert places == sorted(places)
    assert texts[-1].startswith("Woorden in dit boekje")
    for word in ("Mijn selectie", "Bewaar", "Neem over", "Maak mijn selectie leeg"):
        assert word not in " ".join(texts), word
    assert colour == "rgb(0, 0, 0)" and mistakes(page) == []


def test_one_entry_as_a_booklet_has_no_list_of_one(tab, large):
    from pypdf import PdfReader

    page = tab(f"{large}selectie/{query('praktijk-0')}")
    fetched(page)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert "Inhoud" not in " ".join(sheets)
    assert all(f"1 · {QUOTED}" in sheet for sheet in sheets[1:-1]) and len(sheets) > 2
    assert "Woorden in dit boekje" in sheets[-1] and mistakes(page) == []


def test_compare_under_a_strict_policy_and_without_an_index(tab, large):
    page = tab(f"{large}vergelijken/{query('praktijk-1', 'praktijk-2')}")
    expect(page.locator(".hb-compare__table > thead a")).to_have_text(["Praktijk nummer 1", "Praktijk nummer 2"])
    expect(page.locator(".hb-compare__found")).to_contain_text("De lijst kwam niet aan")
    assert mistakes(page) == []


def test_the_print_button_waits_for_the_texts(tab, large):
    counted = "window.print = () => (window.printed = document.querySelectorAll('.hb-booklet article').length)"
    page = tab(f"{large}selectie/{query(*(f'praktijk-{number}' for number in range(1, 13)))}", counted)
    page.get_by_role("button", name="Druk het boekje af").click()
    page.wait_for_function("() => window.printed !== undefined")
    assert page.evaluate("window.printed") == 12
