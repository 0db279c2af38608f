"""What a reader sees first, in a real browser: on a phone search and text; on a laptop also the contents."""

from __future__ import annotations

import pytest
from conftest import copy_project, lettered, run, serving

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
    assert "Dit handboek" in phone.locator(".hb-hero p").first.inner_text()
    search = box(phone, "#hb-search-home")
    assert search["y"] + search["height"] < PHONE["height"]
    assert box(phone, ".hb-tiles")["y"] < box(phone, ".hb-hero__map")["y"]  # the themes come before the map


def test_on_a_phone_the_keyboard_goes_as_the_eye_does(phone, server):
    """The themes, then the map with its many places, then the practices."""
    phone.goto(server)
    phone.locator("#hb-search-home").focus()
    part = "['.hb-tile', '.hb-map', '.hb-card'].find((name) => document.activeElement.closest(name)) ?? ''"
    met = []
    for _ in range(20):
        phone.keyboard.press("Tab")
        met.append(phone.evaluate(part))
    assert list(dict.fromkeys(filter(None, met))) == [".hb-tile", ".hb-map", ".hb-card"]


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
    assert not page.locator(".hb-facts summary").is_visible()  # the facts are always open
    listed = page.locator(".hb-contents a").evaluate_all("all => all.map((one) => one.hash.slice(1))")
    assert listed == page.locator(".hb-text h2").evaluate_all("all => all.map((one) => one.id)")
    page.locator(".hb-contents a").nth(2).click()
    contents = box(page, ".hb-contents")
    assert contents["y"] > 0 and contents["y"] + contents["height"] < 768


def test_the_steps_of_the_form_stay_in_sight(phone, server):
    """Also on a phone; of a source the filled-in fields are visible, the rest can be opened."""
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


LINES = """() => [...document.querySelectorAll("#inhoud :is(p, li, dd, td)")].flatMap((block) => {
  if (!block.checkVisibility() || block.querySelector("p, li, dd, div, ul") || block.closest("pre")) return [];
  const lines = new Map(), range = document.createRange(), walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    for (let at = 0; at < text.data.length; at++) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const box = range.getClientRects()[0];
      const line = box?.width ? Math.round(box.bottom / 12) : null;
      if (line !== null) lines.set(line, (lines.get(line) ?? "") + text.data[at]);
    }
  }
  return lines.size > 1 ? [...lines.values()] : [];
})"""


@pytest.mark.parametrize(
    "address",
    ["", "a-z/", "zoeken/?q=herstel", "selectie/?i=barbarahoes", "themas/zelfhulp/", "vertrouwen/", STARTS[1]]
    + [f"bijdragen/{name}/" for name in ("redactie", "velden", "formulier")],
)
def test_no_line_of_a_paragraph_is_too_long_to_find_the_next(tab, server, address):
    """Also for small type: a paragraph in small type is narrower."""
    page = tab(viewport={"width": 1440, "height": 900})
    page.goto(server + address, wait_until="networkidle")
    lines = page.evaluate(LINES)
    assert len(lines) > 5
    assert not [line for line in lines if len(line) > 96]


def test_what_stands_below_each_other_shares_an_edge(browser, server):
    """The menu and the text; the names in a table of themes; the numbers of cards in a row."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(server + "overzicht/")
    left = "all => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().left)))]"
    assert page.locator("h1").evaluate_all(left) == page.locator(".md-tabs__link").first.evaluate_all(left)
    words = "all => [...new Set(all.map((one) => { const range = document.createRange(); range.selectNodeContents(one); return Math.round(range.getBoundingClientRect().left); }))]"
    assert len(page.locator(".hb-matrix tr > th:first-child").evaluate_all(words)) == 1
    page.goto(server + "themas/")
    feet = "all => [...new Set(all.slice(0, 3).map((one) => Math.round(one.getBoundingClientRect().bottom)))]"
    assert len(page.locator(".hb-tile__count").evaluate_all(feet)) == 1
    context.close()


@pytest.mark.parametrize("address", ("", "a-z/", "cijfers/", "themas/zelfhulp/", "tijdlijn/", "zoeken/?q=zelfhulp"))
def test_on_paper_nothing_beside_the_text_is_larger_than_it(phone, server, address):
    """Sizes relative to the screen would be different on paper."""
    phone.goto(server + address)
    phone.wait_for_load_state("networkidle")
    phone.emulate_media(media="print")
    small = ".hb-card > p, .hb-tile p, .hb-index__more, figcaption p, .hb-badge, .hb-hit__text, .hb-timeline td"
    sizes = "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    found = phone.locator(small).evaluate_all(sizes)
    text = phone.locator("#inhoud").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    phone.emulate_media(media="screen")
    assert found and max(found) <= text


@pytest.mark.parametrize("width", (320, 390))
def test_the_name_of_a_step_is_read_whole(browser, server, width):
    """Also on the smallest phone, for each step."""
    context = browser.new_context(viewport={"width": width, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    lettered(page, server + "bijdragen/formulier/")
    page.locator(".hb-form--ready").wait_for()
    steps = page.locator(".hb-steps-nav a")
    heights = set()
    for number in range(steps.count()):
        steps.nth(number).evaluate(
            "one => one.click()"
        )  # the mouse of a driver may scroll the page, and so choose another
        page.locator(f".hb-steps-nav li:nth-child({number + 1}) [aria-current=step]").wait_for()
        cut = "one => [one, ...one.querySelectorAll('span, small')].some((part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).display !== 'inline')"
        assert not page.locator(".hb-steps-nav [aria-current]").evaluate(cut), number
        heights.add(round(box(page, ".hb-steps-nav")["height"]))
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert len(heights) == 1  # nothing moves from step to step
    context.close()


# The left edge of each line of a text, and the baselines of its letters.
EDGES = """(one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const lines = [];
  for (const { top, bottom, left, width } of [...range.getClientRects()].sort((a, b) => a.top - b.top)) {
    if (width < 1) continue;
    const line = lines.at(-1);
    if (line && (top + bottom) / 2 < line.bottom) line.left = Math.min(line.left, left);
    else lines.push({ bottom, left });
  }
  return lines.map(({ left }) => left);
}"""
STANDS = """(one) => {
  const mark = Object.assign(document.createElement("span"), { style: "display: inline-block" });
  one.append(mark);
  const { bottom } = mark.getBoundingClientRect();
  mark.remove();
  return bottom;
}"""


@pytest.mark.parametrize(
    ("address", "selector"),
    [("initiatieven/peer-to-peer/", ".hb-facts summary"), ("bijdragen/formulier/", "legend:has(.hb-must)")],
)
def test_what_has_no_room_beside_a_word_stands_below_it(tab, server, address, selector):
    """Exactly below the start of the word, not a little to the right."""
    page = tab(server + address, viewport={"width": 320, "height": 800})
    page.wait_for_load_state("networkidle")
    found = 0
    for one in page.locator(selector).all():
        edges = one.evaluate(EDGES)
        found += len(edges) > 1
        assert max(edges) - min(edges) < 1, one.inner_text()
    assert found


@pytest.mark.parametrize("address", ("a-z/", "nieuw/", "steden/amsterdam/", "initiatieven/peer-to-peer/"))
def test_the_words_of_a_line_stand_on_one_line(tab, server, address):
    """A name, what it is, the label and the button to save it."""
    page = tab(server + address, viewport={"width": 1280, "height": 800})
    page.wait_for_load_state("networkidle")
    lines = page.locator("#inhoud :is(.hb-index, .hb-links, .hb-related) li:has(> .hb-badge)").all()
    assert lines
    for line in lines:
        parts = line.locator("> a, > .hb-index__more, > .hb-badge, > .hb-keep button > span:not(.hb-hidden)").all()
        stands = [part.evaluate(STANDS) for part in parts if part.is_visible()]
        assert len(stands) > 1 and max(stands) - min(stands) < 1, line.inner_text()


def test_a_card_begins_as_far_from_its_edge_as_it_ends(tab, server):
    page = tab(server + "themas/herstel/", viewport={"width": 1280, "height": 800})
    inside = "one => { const s = getComputedStyle(one), own = one.getBoundingClientRect(), first = one.firstElementChild.getBoundingClientRect(); return first.top - own.top - parseFloat(s.paddingTop) - parseFloat(s.borderTopWidth); }"
    assert {round(card.evaluate(inside)) for card in page.locator(".hb-card").all()} == {0}


def test_on_a_phone_what_begins_the_home_page_is_not_smaller_than_what_follows(phone, server):
    phone.goto(server)
    sizes = phone.locator(".hb-hero__text > p").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert len(sizes) > 1 and sizes[0] == max(sizes)


def test_the_way_past_the_header_is_as_large_as_the_menu(tab, server):
    page = tab(server, viewport={"width": 1280, "height": 800})
    page.keyboard.press("Tab")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert page.locator(".hb-skip:focus").evaluate(size) >= page.locator(".md-tabs__link").first.evaluate(size)
    assert page.locator(".hb-skip").evaluate("one => getComputedStyle(one).outlineColor") == "rgb(255, 255, 255)"


def test_on_a_phone_what_is_chosen_to_compare_hides_nothing_of_the_menu(browser, server):
    context = browser.new_context(viewport={"width": 360, "height": 560})
    page = context.new_page()
    page.goto(server + "initiatieven/peer-to-peer/")
    page.locator(".hb-entry__head").get_by_role("button", name="Vergelijk").click()
    page.locator(".hb-tray").wait_for()
    page.locator(".md-header label.md-icon").click()
    page.wait_for_timeout(400)  # it slides in
    last = page.locator(".md-nav--primary > .md-nav__list > .md-nav__item").last
    last.scroll_into_view_if_needed()
    top = "one => { const { x, y, width, height } = one.getBoundingClientRect(); return one.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"
    assert last.evaluate(top)
    context.close()


def test_a_panel_of_the_selection_has_no_empty_line(tab, server):
    page = tab(server + "selectie/?i=barbarahoes", viewport={"width": 1280, "height": 800})
    page.wait_for_load_state("networkidle")
    page.locator(".hb-selection__use").first.wait_for()
    below = "one => one.getBoundingClientRect().bottom - Math.max(...[...one.querySelectorAll('button')].map((b) => b.getBoundingClientRect().bottom))"
    ends = {round(one.evaluate(below)) for one in page.locator(".hb-selection__use").all() if one.is_visible()}
    assert len(ends) == 1


PEOPLE = (("A. de Vries", "projectleider"), ("B. Bakker", "onderzoeker"))
LONG = "Zelfhulp, lotgenotencontact en alles wat mensen voor elkaar kunnen doen"


def _edit(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """The address of a handbook with what no source of the first edition has."""
    project = copy_project(tmp_path_factory.mktemp("odd") / "project")
    row = "| een heel lange samenwerkingsovereenkomst " * 8 + "|\n"
    table = row + "|---" * 8 + "|\n" + row
    _edit(project / "initiatives" / "buurtcirkels.md", "## Waarom", f"{table}\n## Waarom")
    places = "Almere, Arnhem, Breda, Delft, Ede, Gouda, Haarlem, Leiden, Tilburg, Utrecht, Venlo, Zwolle"
    _edit(project / "initiatives" / "odensehuis.md", "coverage: niet-vermeld", f"places: [{places}]")
    source = "title: Een bericht\n    url: https://voorbeeld.nl\n    retrieved: 2026-11-20\n    archived: https://voorbeeld.nl/a"
    _edit(project / "initiatives" / "odensehuis.md", "sources:\n", f"sources:\n  - {source}\n")
    people = "".join(f"  - {{name: {name}, role: {role}}}\n" for name, role in PEOPLE)
    _edit(project / "initiatives" / "odensehuis.md", "sources:\n", f"people:\n{people}sources:\n")
    _edit(project / "content" / "themas" / "zelfhulp.md", "title: Zelfhulp", f"title: {LONG}")
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stdout + result.stderr
    with serving(project / "site") as address:
        yield address


@pytest.mark.parametrize("width", (360, 1280))
def test_a_table_that_is_too_wide_scrolls_in_its_own_place(tab, odd, width):
    """It covers nothing and does not scroll the page; the keyboard reaches it, and it has a name."""
    page = tab(f"{odd}initiatieven/buurtcirkels/", viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    place = page.get_by_role("region", name="Tabel 1")
    place.focus()
    assert place.evaluate("one => one === document.activeElement && one.scrollWidth > one.clientWidth")
    edges = "one => Math.round(one.getBoundingClientRect().right)"
    assert place.evaluate(edges) <= page.locator(".hb-text").evaluate(edges)


@pytest.mark.parametrize("width", (360, 1280))
def test_a_long_name_of_a_theme_is_read_whole_above_its_column(tab, odd, width):
    page = tab(f"{odd}overzicht/", viewport={"width": width, "height": 800})
    head = page.get_by_role("columnheader", name=LONG)
    assert head.evaluate(
        """one => {
          const [outer, inner] = [one, one.firstElementChild].map((each) => each.getBoundingClientRect());
          return inner.top >= outer.top && inner.bottom <= outer.bottom && inner.left >= outer.left && inner.right <= outer.right;
        }"""
    )
    assert head.bounding_box()["height"] < 300


def test_a_source_is_told_in_sentences(tab, odd):
    """“Without date” starts a sentence if no publisher precedes it, and the link to the archived copy is separate."""
    first = tab(f"{odd}initiatieven/odensehuis/").locator(".hb-sources li").first.inner_text()
    assert first == "Een bericht. Zonder datum. Geraadpleegd op 20 november 2026. Bewaarde kopie"


def test_nothing_of_a_programme_falls_off_a_phone(phone, server):
    phone.goto(f"{server}programmas/beweging-in-kwetsbaarheid/")
    facts = phone.locator(".hb-line :is(dt, dd)")
    edge = box(phone, "h1")["x"]
    assert facts.all_inner_texts() == ["Organisatie", "ZonMw", "Periode", "januari–juni 2021"]
    assert all(one.bounding_box()["x"] >= edge for one in facts.all())


def test_the_line_of_facts_on_a_phone_gives_a_fact_or_nothing(phone, server):
    """“Not assessed” is not a fact there: readers would not know what it is about."""
    phone.goto(f"{server}initiatieven/flevo-fiets/")
    assert phone.locator(".hb-facts summary").inner_text().strip() == "Kenmerken"
    phone.goto(f"{server}initiatieven/{STARTS[1].split('/')[1]}/")
    assert "2017–2020" in phone.locator(".hb-facts summary").inner_text()


def test_each_person_of_a_comparison_is_told_apart(tab, odd):
    page = tab(f"{odd}vergelijken/?i=odensehuis&i=buurtcirkels")
    told = page.locator("tr[data-label=Mensen] td").first.locator("> div")
    assert told.inner_text().split() == ["Projectleider:", "A.", "de", "Vries", "Onderzoeker:", "B.", "Bakker"]


def test_a_programme_tells_its_sources(phone, server, edition):
    phone.goto(f"{server}programmas/beweging-in-kwetsbaarheid/")
    (source,) = edition.programme["beweging-in-kwetsbaarheid"].term.sources
    told = phone.locator("h2:text-is('Bronnen') + .hb-sources li").all_inner_texts()
    assert told == [f"{source.title}. ZonMw, zonder datum (projectpagina)."]
