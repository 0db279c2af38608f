"""Search: hidden words and compounds, the index, and the search page as a reader uses it in a real browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from conftest import ROOT, Handler, faults_at, foreign, run, serving
from handbook.running.keep import Keep
from handbook.running.tree import files
from handbook.search.compounds import Compounds, words
from handbook.search.hidden import Hidden, hidden
from handbook.search.index import SearchError, index_site
from handbook.search.stems import Pieces, rules
from handbook.search.text import Text, searched
from handbook.words.vocabulary import Section
from playwright.sync_api import expect

FIELD = "#hb-find-words"
TITLES = ".hb-hit h3"

# ---------------------------------------------------------------- words


@pytest.fixture(scope="module")
def compounds():
    texts = [
        "de zelfhulp in groepen",
        "een dag, een dagcentrum en dagdelen",
        "centra, een centrum, het deel",
        "ervaring",
        "deskundig",
        "buurt",
        "vriend",
        "kring",
    ]
    compound = [
        "zelfhulpgroepen dagbesteding",
        "ervaringsdeskundigheid",
        "vriendenkring",
        "buurtgroep",
        "kwetsbaarheid",
        "groente",
    ]
    return Compounds([words(text) for text in (*texts, *compound)])


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("zelfhulpgroepen", "groepen"),
        ("ervaringsdeskundigheid", "deskundigheid"),
        ("vriendenkring", "kring"),
        ("buurtgroep", "groep"),
        ("dagbesteding", "besteding"),  # occurs nowhere else, but “dag” begins other compounds
    ],
)
def test_a_compound_gives_its_later_parts(compounds, word, part):
    assert part in compounds.parts(word)


@pytest.mark.parametrize("word", ["kwetsbaarheid", "groente", "centrum", "onbekendwoord", "a" * 100_000])
def test_other_words_are_left_whole(compounds, word):
    assert compounds.parts(word) == ()


def test_words_are_without_case_and_accents():
    assert words("Eén cliënt, twee CLIËNTEN; 2018") == {"een", "client", "twee", "clienten"}


def test_hidden_words_hold_synonyms_names_and_parts(edition):
    entry = edition.by_slug["eigen-plan-trekken-door-zelfhulp"]
    other = hidden(edition)(entry)
    themes = {synonym for theme in entry.themes for synonym in edition.theme[theme].term.synonyms}
    assert themes <= set(other.also)
    assert {"Amsterdam", "Nieuw-West", "Noord-Holland", "Kringwijs", "638030006"} <= set(other.also)
    assert len(other.also) == len(set(map(str.casefold, other.also)))
    own = words(f"{entry.title} {entry.summary} {entry.body}")
    assert other.parts and not set(other.parts) & own


# ---------------------------------------------------------------- the index


def test_the_index_holds_entries_and_written_chapters(built, edition, tmp_path):
    site = shutil.copytree(built.site, tmp_path / "elsewhere")
    (site / "search" / "stale").write_text("left by an older build")
    index = index_site(site)
    chapters = [
        path
        for path in site.rglob("index.html")
        if " data-searched>" in path.read_text() and "initiatieven" not in path.parts
    ]
    assert index.pages == len(edition.initiatives) + len(chapters) and len(chapters) >= 5
    assert index.bytes == sum(path.stat().st_size for path in (site / "search").rglob("*") if path.is_file())
    assert not (site / "search" / "stale").exists()


def test_a_site_without_pages_is_an_error(tmp_path):
    with pytest.raises(SearchError, match=r"\w"):
        index_site(tmp_path / "nowhere")
    with pytest.raises(SearchError, match=r"\w"):
        index_site(tmp_path)


@pytest.mark.parametrize("verb", ["build", "serve", "hooks"])
def test_only_who_makes_an_index_loads_what_that_needs(verb):
    script = f"import sys, {verb}; print('numpy' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "scripts")}
    )
    assert result.stdout.strip() == "False", result.stdout + result.stderr


def test_pages_without_a_word_are_no_error(tmp_path):
    (tmp_path / "index.html").write_text("<main data-searched><h1>—</h1></main>", encoding="utf-8")
    assert index_site(tmp_path).pages == 1


def contents(site: Path) -> dict[str, str]:
    """The contents of the index for each page, by its address."""
    pages = [json.loads(path.read_bytes()) for path in site.glob("search/by/*/pages/*.json")]
    return {page["url"]: page["text"] for page in pages}


def test_explanations_of_words_are_no_text_of_an_entry(built, edition):
    said = contents(built.site)
    explanations = [word.text for word in edition.glossary.words]
    assert all(text in said["woorden/"] for text in explanations)
    assert not [(url, text) for url in said if "initiatieven/" in url for text in explanations if text in said[url]]


def test_what_is_for_machines_and_maintainers_is_not_found(built):
    said = contents(built.site)
    assert "bijdragen/" in said and not {"vertrouwen/", "bijdragen/adressen/"} & said.keys()
    assert "kind: initiatief" in (built.site / "bijdragen/index.html").read_text(encoding="utf-8")
    assert not [at for at, text in said.items() if "kind: initiatief" in text]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Nothing.</p>", None),
        ("<p>The code is <code>&lt;p data-searched&gt;</code></p>", None),
        ('<meta content="x data-searched y"><p id=a>', None),
        (
            '<title content=" data-searched "><div><div class="x" data-searched>a<div>b > c</div><divan/>d</div>e</div>',
            Text("", ["a.", "b > c.", "d."]),
        ),
        ("<main data-searched><h1>x <em>y</em></h1><p>z!</p></main>", Text("x y", ["z!"])),
        (
            '<main data-searched><p>One <a title="data-unsearched">two</a>,<br>three <span popover>four</span>.</p>'
            '<div data-unsearched><div>five</div><img alt=""></div><table data-searched-less><tr><th>six</th><td>7</td></tr></table>eight</main>',
            Text("", ["One two, three .", "eight."], ["six.", "7."]),
        ),
        ('<main data-searched><h2 id="voor-wie">For</h2><ul><li>A &amp; B</li><li>C:</li></ul></main>', Text("", ["A & B.", "C:"])),
    ],
)  # fmt: skip
def test_only_the_searched_part_of_a_page_is_read(page, text):
    assert searched(page) == text


ALIKE = [
    ("groep", "groepen", "groepje"),
    ("boom", "bomen"),
    ("huis", "huizen"),
    ("brief", "brieven"),
    ("ruimte", "ruimtes", "ruimten"),
    ("cursus", "cursussen"),
    ("kwetsbaar", "kwetsbare", "kwetsbaarheid", "kwetsbaarheden"),
    ("begeleiden", "begeleiding", "begeleidingen"),
    ("mens", "mensen"),
    ("cliënt", "cliënten", "clienten"),
    ("thema", "thema’s", "thema's"),
]


def stemmed(text: str) -> list[str]:
    pieces = Pieces()
    numbers = pieces.of(text)
    stems = pieces.cut("nl")
    return [stem for number in numbers for stem in stems[number]]


@pytest.mark.parametrize("words", ALIKE, ids=lambda words: words[0])
def test_forms_of_a_word_have_one_stem(words):
    assert len(set(stemmed(" ".join(words)))) == 1
    assert len(set(stemmed("kring ring zelfhulp hulp herstel werk werker"))) == 7


def test_the_browser_makes_the_same_stems(page, server, edition):
    """Of every word of the handbook and some odd ones: the rules come with the index, the rest is implemented twice."""
    text = " ".join(f"{entry.title} {entry.body}" for entry in edition.initiatives)
    text += (
        " İstanbul Straße e\u0301e\u0301n zelf\u00adhulp D’66 ’t x² 4½ Ⅻ ﬁets مرحبا 日本 W.H.O. www.zorg.nl a_b "
        + " ".join(sum(ALIKE, ()))
    )
    ours = stemmed(text)
    theirs = page.evaluate(
        """async ([text, rules]) => {
            const script = [...document.scripts].find((one) => one.src.endsWith("/search.js")).src;
            const { tokens, stemmer } = await import(new URL("search-words.js", script).href);
            const stem = stemmer(rules);
            return tokens(text).map((word) => stem(word).stem);
        }""",
        [text, rules("nl")],
    )
    assert theirs == ours and len(ours) > 5000


def test_words_are_marked_wherever_a_key_is_within(page, edition):
    """For all texts together, where only words that can match are examined: the same as for each word by itself."""
    text = " ".join(f"{entry.title} {entry.body}" for entry in edition.initiatives)
    text += (
        " - İstanbul e\u0301e\u0301n zelf\u00adhulp peer-to-peer huis-stijl thema’s (brieven) … huizen grootste" + " x"
    )
    asked = "zelfhulp huis brief herstel groep ervaringsdeskundigen peer themas bezig een x"
    told = page.evaluate(
        """async ([text, asked, rules]) => {
            const script = [...document.scripts].find((one) => one.src.endsWith("/search.js")).src;
            const { APART, places, stemmer, tokens } = await import(new URL("search-words.js", script).href);
            const stem = stemmer(rules);
            return tokens(asked).map((word) => {
                const key = stem(word);
                const each = text.split(APART).flatMap((other, place) => (key.isWithin(other) ? [place] : []));
                return [each, [...places(text, [key])]];
            });
        }""",
        [text, asked, rules("nl")],
    )
    for word, (each, together) in zip(asked.split(), told, strict=True):
        assert each == together and each, word


def test_an_index_that_was_kept_serves_until_a_searched_text_changes(built, tmp_path):
    site = shutil.copytree(built.site, tmp_path / "site")
    entry = site / "initiatieven" / "odensehuis" / "index.html"

    def made() -> int:
        """The number of indexes that were made again: one or none."""
        keep = Keep(tmp_path / "keep")
        index_site(site, "nl", keep)
        keep.prune()
        return keep.made

    def index() -> dict[str, bytes]:
        return {name: Path(file.path).read_bytes() for name, file in files(site / "search")}

    assert made() == 1
    first = index()
    entry.write_text(entry.read_text().replace("<footer", "<footer data-other", 1))
    assert made() == 0 and index() == first
    (kept,) = (path for path in (tmp_path / "keep").rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1])
    assert made() == 1 and contents(site)["initiatieven/odensehuis/"]
    entry.write_text(entry.read_text().replace('class="hb-lead">', 'class="hb-lead">Krokodillenwoord ', 1))
    assert made() == 1 and "Krokodillenwoord" in contents(site)["initiatieven/odensehuis/"]
    assert len([path for path in (tmp_path / "keep").rglob("*") if path.is_file()]) == 1


# ---------------------------------------------------------------- the page


@pytest.fixture
def page(tab, server):
    """The search page; afterwards the console must be empty, and nothing was requested elsewhere."""
    page = tab(f"{server}zoeken/", viewport={"width": 1280, "height": 900})
    yield page
    assert (page.said, foreign(page, server)) == ([], [])


def settled(page) -> int:
    """Wait until the search has ended; returns the number of results that it shows."""
    expect(page.locator(".hb-find__results")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".hb-find__status")).to_have_text(re.compile(r"\S"))
    number = re.match(r"(\d+) result", page.inner_text(".hb-find__status"))
    return int(number[1]) if number else 0


def at(page, query: str) -> None:
    """Wait until the address ends with this."""
    page.wait_for_url(lambda url: unquote_plus(url).endswith(f"/zoeken/{query}"))


def search(page, text: str) -> int:
    page.fill(FIELD, text)
    page.press(FIELD, "Enter")
    at(page, f"?q={text}")
    return settled(page)


def choose(page, facet: str, value: str) -> int:
    choices = page.locator(f'fieldset[data-facet="{facet}"]')
    if not choices.locator(f'[value="{value}"]').is_visible():  # without results it is folded away
        choices.locator(".hb-facet__more").click()
    choices.locator(f'[value="{value}"]').click()
    return settled(page)


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def count(page, facet: str, value: str) -> int:
    return int(page.text_content(f'[data-facet="{facet}"] li:has([value="{value}"]) .hb-count'))


def titles(page) -> list[str]:
    return page.locator(TITLES).all_inner_texts()


def test_nothing_is_loaded_before_the_reader_searches(page):
    page.focus(FIELD)
    page.wait_for_load_state("networkidle")
    assert not [address for address in page.asked if "/search/" in address]
    search(page, "herstel")
    assert [address for address in page.asked if "/search/" in address]


def test_a_word_finds_its_entries(page, edition):
    assert search(page, "Zelfhulpgroepen") > 0
    assert titles(page)[0] == "Zelfhulpgroepen"
    first = page.locator(".hb-hit").first
    assert "zelfhulpgroep" in first.locator("mark").first.inner_text().lower()
    assert first.locator(".hb-kicker").inner_text() == "Methodiek · Amsterdam"
    assert "Herstel" in first.locator(".hb-hit__themes").inner_text()
    first.locator("h3 a").click()
    page.wait_for_url("**/handboek/initiatieven/zelfhulpgroepen/")


def test_fixed_headings_and_labels_are_no_results(page):
    """“Kenmerken” is a heading of every entry; nobody who searches for it wants them all."""
    for label in ("kenmerken", "projectnummer"):
        assert search(page, label) < 5, label


def test_a_synonym_finds_the_entries_of_its_theme(page, edition):
    own = {entry.slug: words(f"{entry.title} {entry.summary} {entry.body}") for entry in edition.initiatives}
    theme, synonym = next(
        (theme, synonym)
        for theme in edition.themes
        for synonym in theme.term.synonyms
        if synonym.isalpha() and not any(synonym.lower() in text for text in own.values())
    )
    assert search(page, synonym) >= len(theme.entries)
    assert {entry.title for entry in theme.entries} <= set(titles(page)) or len(theme.entries) > 10
    first = page.locator(".hb-hit").first
    assert synonym.lower() in first.locator(".hb-hit__also").inner_text().lower()  # says why
    assert synonym not in first.locator(".hb-hit__text").inner_text()  # and does not pretend that the text has it
    assert page.locator(".hb-find__direct a").first.inner_text() == theme.title


def test_part_of_a_compound_finds_the_compound(page, edition):
    other = hidden(edition)
    entry = next(entry for entry in edition.described for part in other(entry).parts if part in ("werker", "werkers"))
    assert search(page, "werker") > 0
    assert entry.title in titles(page)
    hit = page.locator(".hb-hit", has=page.get_by_role("link", name=entry.title, exact=True))
    assert "werker" in hit.locator("mark").first.inner_text().lower()  # the compound itself, marked


def test_words_in_quotes_follow_each_other(page, built):
    said = [json.loads(path.read_bytes()) for path in built.site.glob("search/by/*/pages/*.json")]
    together = [
        one["title"]
        for one in said
        if re.search(r"(?i)\bsocia(?:le|al) netwerk(?:en)?\b", " | ".join((one["title"], one["text"], *one["also"])))
    ]
    assert (
        0
        < search(page, '"sociale netwerk"')
        == search(page, '"sociaal netwerk"')
        == len(together)
        < search(page, "sociale netwerk")
    )
    assert search(page, '"netwerk sociale"') == 0
    assert search(page, '"sociale xqzwv"') == 0


@pytest.mark.parametrize(
    ("asked", "telling"),
    [
        ("Waar kan ik terecht in Amsterdam?", "terecht amsterdam"),
        ("hoe vind ik vrijwilligers", "vrijwilligers"),
        ("wie is er ervaringsdeskundige", "ervaringsdeskundige"),
    ],
)
def test_a_question_is_answered_by_its_words_that_say_something(page, asked, telling):
    search(page, telling)
    found = titles(page)
    search(page, asked)
    assert titles(page) == found != []


@pytest.mark.parametrize("asked", ["de", "hoe is het"])
def test_words_that_say_nothing_are_searched_when_there_are_no_others(page, asked):
    search(page, asked)
    assert titles(page)


def test_hyphens_and_accents_do_not_matter(page):
    search(page, "peer-to-peer")
    assert titles(page)[0] == "Peer to Peer"
    assert search(page, "clienten") == search(page, "cliënten") > 0


def test_within_a_facet_or_between_facets_and(page, edition):
    zelfhulp, herstel = (set(edition.theme[name].entries) for name in ("zelfhulp", "dagbesteding"))
    amsterdam = set(edition.city["amsterdam"].entries)
    assert choose(page, "thema", "zelfhulp") == len(zelfhulp)
    assert count(page, "thema", "dagbesteding") == len(herstel)  # as if its own facet were not chosen
    assert choose(page, "thema", "dagbesteding") == len(zelfhulp | herstel)
    assert count(page, "stad", "amsterdam") == len((zelfhulp | herstel) & amsterdam)
    assert choose(page, "stad", "amsterdam") == len((zelfhulp | herstel) & amsterdam)
    for theme in edition.themes:
        assert count(page, "thema", theme.slug) == len(set(theme.entries) & amsterdam), theme.slug
    for kind in ("initiatief", "methodiek", "handreiking"):
        assert count(page, "soort", kind) == len(
            [entry for entry in (zelfhulp | herstel) & amsterdam if entry.kind == kind]
        )
    empty = page.locator(".hb-choice--empty").first
    assert empty.is_visible() and empty.locator("input").is_enabled()


def test_counts_follow_the_words(page):
    total = search(page, "herstel")
    kinds = [int(text) for text in page.locator('[data-facet="soort"] .hb-count').all_inner_texts()]
    assert sum(kinds) == total


def test_without_words_entries_stand_in_order(page, edition):
    assert choose(page, "thema", "dagbesteding") == len(edition.theme["dagbesteding"].entries)
    assert titles(page) == [entry.title for entry in edition.theme["dagbesteding"].entries][:10]


def test_no_more_of_the_index_is_loaded_than_a_search_needs(page, built, server):
    assert len(list(built.site.glob("search/by/*/words/*"))) > 1
    assert choose(page, "thema", "dagbesteding") > 0
    assert not [address for address in page.asked if "/words/" in address]
    page.goto(f"{server}zoeken/")
    assert search(page, "dagbesteding") > 0
    assert len([address for address in page.asked if "/words/" in address]) <= 2
    assert not [address for address in page.asked if "/places/" in address]


def test_chapters_are_found_without_words_too(page):
    assert choose(page, "soort", "pagina") >= 5
    assert "Schrijfwijzer" in titles(page)


def test_the_address_is_the_state_and_back_restores_it(page, server):
    page.fill(FIELD, "")
    page.type(FIELD, "herstel", delay=30)
    at(page, "?q=herstel")
    words_only = settled(page)
    found = choose(page, "thema", "zelfhulp")
    choose(page, "stad", "amsterdam")
    assert page.evaluate("location.search") == "?q=herstel&thema=zelfhulp&stad=amsterdam"
    page.go_back()
    at(page, "?q=herstel&thema=zelfhulp")
    expect(page.locator(".hb-find__status")).to_have_text(f"{found} resultaten")
    assert page.evaluate("document.activeElement.value") == "amsterdam"  # focus stays where it was
    assert not page.is_checked('[value="amsterdam"]') and page.is_checked('[value="zelfhulp"]')
    page.go_back()
    expect(page.locator(".hb-find__status")).to_have_text(f"{words_only} resultaten")
    page.go_back()  # typing a whole word is one step
    at(page, "")
    assert page.input_value(FIELD) == "" and titles(page) == []
    page.goto(f"{server}zoeken/?q=herstel&thema=zelfhulp&thema=bestaatniet")
    assert settled(page) == found
    assert page.input_value(FIELD) == "herstel" and page.is_checked('[value="zelfhulp"]')
    expect(page.locator("[data-part=strange]")).to_have_text("Dit kun je hier niet kiezen: ‘bestaatniet’")


def test_an_address_holds_no_more_words_than_the_field(page, server):
    """Otherwise thousands of words would each be compared with every name of the handbook."""
    page.goto(f"{server}zoeken/?q={'+'.join(f'woordje{number}' for number in range(100))}")
    assert settled(page) == 0
    assert len(page.input_value(FIELD)) <= int(page.get_attribute(FIELD, "maxlength"))
    assert len(page.inner_text(".hb-find__status")) < 300


def test_a_former_name_of_a_choice_is_that_of_today(page, server):
    """In an old link, from before a theme was renamed."""

    def renamed(route):
        text = route.fetch().text()
        assert 'value="zelfhulp"' in text
        route.fulfill(body=text.replace('value="zelfhulp"', 'value="zelfhulp" data-former="hulp eigen-kracht"'), content_type="text/html")  # fmt: skip

    page.route(f"{server}zoeken/?*", renamed)
    page.goto(f"{server}zoeken/?thema=eigen-kracht")
    assert settled(page) > 0 and page.is_checked('[value="zelfhulp"]')
    expect(page.locator("[data-part=strange]")).to_be_hidden()


def test_the_field_in_the_header_leads_here(page, server):
    page.goto(f"{server}themas/")
    page.fill("#hb-search-header", "zelfhulp")
    page.press("#hb-search-header", "Enter")
    page.wait_for_url(f"{server}zoeken/?q=zelfhulp")
    assert settled(page) > 0 and page.input_value(FIELD) == "zelfhulp"


def test_coming_back_from_a_result(page, server):
    search(page, "herstel")
    link = page.locator(f"{TITLES} a").nth(2)
    title, target = link.inner_text(), link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    page.go_back()
    settled(page)
    expect(page.get_by_role("link", name=title, exact=True)).to_be_focused()
    assert page.input_value(FIELD) == "herstel"


def test_a_result_that_is_pressed_stays_until_it_is_let_go(page):
    """The answer to the last letters waits for a slow hand."""
    search(page, "herstel")
    link = page.locator(f"{TITLES} a").nth(1)
    title, target = link.inner_text(), link.get_attribute("href")
    link.hover()
    page.mouse.down()
    page.locator(FIELD).evaluate(
        "field => { field.value = 'muziek'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    at(page, "?q=muziek")
    page.wait_for_timeout(600)
    assert page.locator(f"{TITLES} a").nth(1).inner_text() == title
    page.mouse.up()
    page.wait_for_url(f"**{target}")


def test_more_results(page, edition):
    total = choose(page, "soort", "initiatief")
    assert total == len([entry for entry in edition.initiatives if entry.kind == "initiatief"]) > 10
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Toon meer").press("Enter")
    expect(page.locator(".hb-hit")).to_have_count(min(20, total))
    expect(page.locator(f"{TITLES} a").nth(10)).to_be_focused()  # on the first new one
    assert "pagina=2" in page.url
    page.reload()
    settled(page)
    assert len(titles(page)) == min(20, total)


@pytest.mark.parametrize("nonsense", ["xqzwv", "zelfhulpxyzw", "herstelkrokodil", "?!"])
def test_a_nonsense_word_finds_nothing(page, nonsense):
    assert search(page, nonsense) == 0
    assert nonsense in page.inner_text(".hb-find__status") and "Niets gevonden" in page.inner_text(".hb-find__status")
    assert titles(page) == []
    browse = page.locator('[data-part="nothing"]')
    assert browse.get_by_role("link", name="Alle thema’s").is_visible()
    assert browse.get_by_role("link", name="Alles van A tot Z").is_visible()


def test_a_misspelt_word_gets_the_word_that_was_meant(page):
    assert search(page, "ervaringsdeskundighied") == 0
    page.locator('[data-part="meant"] a').first.click()
    expect(page.locator(".hb-hit")).not_to_have_count(0)
    assert page.input_value(FIELD) == "Ervaringsdeskundigheid"
    assert focused(page) == FIELD[1:]


def test_a_compound_that_does_not_occur_gets_the_word_in_it(page):
    assert search(page, "dagbestedingscentrum") == 0
    page.locator('[data-part="meant"] a').first.click()
    assert settled(page) > 0 and page.input_value(FIELD) == "Dagbesteding"


def test_a_word_of_a_title_finds_that_first(page):
    search(page, "peer")
    assert titles(page)[0] == "Peer to Peer"


def test_an_unknown_word_beside_a_known_one(page):
    assert search(page, "zelfhulp xqzwv") == 0
    assert page.inner_text(".hb-find__status") == "Niets gevonden voor ‘xqzwv’"
    page.locator('[data-part="known"] a').click()
    expect(page.locator(".hb-hit")).not_to_have_count(0)
    assert page.input_value(FIELD) == "zelfhulp"


def test_choices_that_leave_nothing_can_be_undone(page):
    search(page, "zelfhulp")
    assert choose(page, "soort", "handreiking") == 0
    page.get_by_role("button", name="Zoek zonder de keuzes").click()
    expect(page.locator(".hb-hit")).not_to_have_count(0)
    assert page.evaluate("location.search") == "?q=zelfhulp"


def test_by_keyboard_alone(page):
    page.locator("h1").click()
    page.keyboard.press("/")  # no single key does anything: speech input or an accidental touch may cause it
    assert focused(page) != FIELD[1:]
    page.focus(FIELD)
    page.keyboard.type("herstel")
    page.keyboard.press("Enter")
    at(page, "?q=herstel")
    assert settled(page) > 0
    assert page.title() == "herstel – Zoeken – Handboek Meedoen"
    assert focused(page) == FIELD[1:]  # a search does not move the focus
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Tab")
    chosen = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    at(page, f"?q=herstel&thema={chosen}")
    settled(page)
    assert page.evaluate("document.activeElement.value") == chosen
    page.locator('[data-part="chips"] li button').focus()
    page.keyboard.press("Enter")
    at(page, "?q=herstel")
    assert focused(page) == FIELD[1:]  # the button is gone; the reader keeps a focus


def test_on_a_phone_the_choices_are_folded(tab, server):
    page = tab(f"{server}zoeken/?q=herstel&thema=zelfhulp", viewport={"width": 390, "height": 844}, has_touch=True)
    assert settled(page) > 0
    assert not page.locator('fieldset[data-facet="thema"]').is_visible()
    assert "1 gekozen" in page.inner_text("summary:has([data-part=chosen])")
    page.locator("summary:has([data-part=chosen])").press("Enter")
    assert page.locator('fieldset[data-facet="thema"]').is_visible()
    small = page.evaluate(
        """() => [...document.querySelectorAll(".hb-find :is(label:has([type=checkbox]), button, summary)")]
            .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 24).map((target) => target.outerHTML)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("query", ["?q=lotgenoten&thema=herstel", "?q=xqzwv", "?q=zelfhulp xqzwv", "?stad=amsterdam"])
def test_axe_finds_nothing_in_results(tab, server, query):
    page = tab(f"{server}zoeken/{query}", reduced_motion="reduce")
    settled(page)
    assert faults_at(page, 1280) == []


def test_without_javascript_it_says_how_to_browse(tab, server):
    page = tab(f"{server}zoeken/", java_script_enabled=False)
    assert "JavaScript" in page.inner_text("noscript p")
    assert page.locator("noscript a", has_text="Alle steden").is_visible()
    assert not page.locator(FIELD).is_visible()


# ---------------------------------------------------------------- a site of another kind


class _Strict(Handler):
    """Serves each page with a policy that allows no inline style and no inline script but the theme's own."""

    def end_headers(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix == ".html":
            scripts = re.findall(rb"<script>(.*?)</script>", path.read_bytes(), re.DOTALL)
            hashes = " ".join(
                f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts
            )
            self.send_header(
                "Content-Security-Policy",
                f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; "
                "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'",
            )
        super().end_headers()


@pytest.fixture
def served(built, tmp_path):
    """A copy of the site that a test may change, served with a strict policy; its folder and its address."""
    site = shutil.copytree(built.site, tmp_path / "site")
    with serving(site, _Strict) as address:
        yield site, address


def test_text_of_a_page_stays_text_under_a_strict_policy(tab, served):
    """An entry that shows markup as text, as a hostile one may: it arrives as text, and nothing runs."""
    site, address = served
    folder = site / "initiatieven" / "gevaar"
    folder.mkdir()
    attack = "&lt;img src=x onerror=&quot;document.title='geraakt'&quot;&gt;&lt;/mark&gt;&lt;b&gt;"
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="nl"><title>x</title><body>'
        f"<main data-searched><h1>Titel {attack}</h1><p>voor krokodillenwoord {attack} na</p></main>"
    )
    index_site(site, noted=lambda at: Hidden(also=(f"olifantenwoord {unescape(attack)}",) if "gevaar" in at else ()))
    page = tab(f"{address}zoeken/")
    for word in ("krokodillenwoord", "olifantenwoord"):
        assert search(page, word) == 1, [page.inner_text(".hb-find__status"), page.said]
        assert "<img src=x onerror=" in page.inner_text(".hb-hit")
        assert page.locator(".hb-hit :is(img, b)").count() == 0
    assert page.title() == "olifantenwoord – Zoeken – Handboek Meedoen" and page.said == []


def test_without_an_index_it_says_so(tab, served):
    site, address = served
    shutil.rmtree(site / "search")
    page = tab(f"{address}zoeken/?q=herstel")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    settled(page)
    assert "Zoeken werkt nu niet" in page.inner_text(".hb-find__status") and errors == []
    assert page.locator('[data-part="nothing"]').get_by_role("link", name="Alles van A tot Z").is_visible()
    assert page.locator('[data-part="missing"]').is_hidden()  # nobody knows
    index_site(site)
    assert search(page, "zelfhulp") > 0  # the next search tries again


def test_a_site_that_was_built_anew_meanwhile_is_searched(tab, served):
    """The page is open while the former index disappears."""
    site, address = served
    page = tab(f"{address}zoeken/")
    found = search(page, "herstel")
    entry = site / "initiatieven" / "odensehuis" / "index.html"
    entry.write_text(entry.read_text().replace('class="hb-lead">', 'class="hb-lead">Krokodillenwoord ', 1))
    index_site(site)
    assert search(page, "dagbesteding") > 0  # its files do not exist any more
    assert search(page, "krokodillenwoord") == 1 and titles(page) == ["Odensehuis"]
    assert search(page, "herstel") == found


def test_many_cities_can_be_narrowed(tab, project):
    """With more cities than fit, a field filters the list; chosen ones stay visible."""
    stub = (project / "initiatives" / "flevo-fiets.md").read_text()
    cities = [
        "Almere",
        "Apeldoorn",
        "Arnhem",
        "Assen",
        "Breda",
        "Delft",
        "Deventer",
        "Ede",
        "Emmen",
        "Enschede",
        "Gouda",
        "Haarlem",
    ]
    for city in cities:
        text = stub.replace("themes:", f"places: [{city}]\nthemes:", 1).replace(
            "title: Flevo Fiets", f"title: Praktijk in {city}", 1
        )
        (project / "initiatives" / f"praktijk-{city.lower()}.md").write_text(
            re.sub(r"^coverage.*\n", "", text, flags=re.MULTILINE)
        )
    result = run(project, "build.py", "--no-book")
    assert result.returncode == 0, result.stdout + result.stderr
    with serving(project / "site", _Strict) as address:
        page = tab(f"{address}zoeken/")
        shown = page.locator('fieldset[data-facet="stad"] li:visible')
        assert shown.count() > len(cities)
        page.get_by_label("Arnhem").check()
        assert settled(page) == 1 and titles(page) == ["Praktijk in Arnhem"]
        page.get_by_label("Zoek een stad").fill("ens")
        assert shown.all_inner_texts() and {text.split("\n")[0].strip() for text in shown.all_inner_texts()} == {
            "Arnhem",
            "Enschede",
        }
        page.get_by_label("Enschede").check()
        expect(page.locator(".hb-hit")).to_have_count(2)
        at(page, "?stad=arnhem&stad=enschede")


# ---------------------------------------------------------------- the texts of a result


@pytest.mark.parametrize("asked", ["psychische kwetsbaarheid", "herstel", "inloop", "buurt", "deelnemers training"])
def test_a_result_tells_whole_sentences(page, edition, asked):
    """No punctuation is separated, no heading runs into a sentence, and nothing is cut that could be whole."""
    search(page, asked)
    if page.locator('[data-part="more"]').is_visible():
        page.click('[data-part="more"]')
        settled(page)
    said = page.locator(".hb-hit__text").all_inner_texts()
    assert said
    assert not [text for text in said if re.search(r"\s[.,;:!?)’]", text)]
    headings = [edition.language.say(section.label) for section in Section]
    assert not [text for text in said if any(f"{heading}." in text for heading in headings)]
    assert not [text for text in said if "…" in text and len(text) < 150]
    whole = [text for text in said if "…" not in text]
    assert len(whole) > len(said) / 2
    assert not [text for text in whole if not re.search(r"[.!?]\W*$", text) or not re.match(r"\W*[A-Z0-9]", text)]


@pytest.mark.parametrize("asked", ["herstel", "boek", "groep", "project"])
def test_no_result_ends_with_the_heading_of_what_comes_next(page, built, asked):
    pages = "".join(path.read_text(encoding="utf-8") for path in built.site.rglob("index.html"))
    headings = {
        " ".join(unescape(re.sub("<[^>]+>", "", said)).split())
        for _, said in re.findall(r"(?s)<(h[2-6]|dt)\b[^>]*>(.*?)</\1>", pages)
    }
    search(page, asked)
    said = page.locator(".hb-hit__text").all_inner_texts()
    assert said and len(headings) > 100
    assert not [text for text in said for heading in headings if re.search(rf"\W {re.escape(heading)}\.?$", text)]


def test_a_heading_that_is_found_shows_what_it_stands_above(page):
    search(page, "herstel")
    text = page.locator(".hb-hit", has=page.get_by_role("link", name="Woorden", exact=True)).locator(".hb-hit__text")
    assert text.inner_text().startswith("Herstel. Je leven weer oppakken")


def test_what_has_ended_is_marked_in_the_results(page):
    search(page, "eigen plan trekken")
    hit = page.locator(".hb-hit", has_text="Eigen plan trekken door zelfhulp").first
    assert hit.locator(".hb-badge").inner_text() == "afgerond in 2020"
    assert page.locator(".hb-hit .hb-badge:visible").count() == 1


# ---------------------------------------------------------------- choices without results


def test_where_nothing_is_found_there_is_nothing_to_choose(page, edition):
    assert search(page, "ervaringsdeskundighied") == 0
    assert page.locator(".hb-find__facets").is_hidden()
    nothing = page.locator('[data-part="nothing"]')
    assert nothing.locator(":scope > :visible").first.locator("a").first.inner_text() == "Ervaringsdeskundigheid"
    meant = nothing.locator('[data-part="meant"] a').first
    assert meant.evaluate("one => getComputedStyle(one).display") == "inline"  # so a comma stays with it
    for theme in edition.themes:
        assert nothing.locator('[data-part="themes"]').get_by_role("link", name=theme.title).is_visible()
    invitation = nothing.locator('[data-part="missing"] a')
    assert invitation.is_visible() and invitation.evaluate("one => one.href").endswith("/handboek/bijdragen/")
    assert page.locator(".hb-find__found").bounding_box()["x"] == page.locator(".hb-find__form").bounding_box()["x"]
    search(page, "herstel")
    assert page.locator(".hb-find__facets").is_visible()
    assert choose(page, "soort", "handreiking") == 0  # the choice has no results, but can be changed
    assert page.locator(".hb-find__facets").is_visible()


def test_empty_choices_are_folded_until_asked_for(page):
    empty = page.locator(".hb-choice--empty:not(:has(:checked))")
    search(page, "odensehuis")
    assert empty.count() > 5 and not any(row.is_visible() for row in empty.all())
    themes = page.locator('fieldset[data-facet="thema"]')
    more = themes.get_by_role("button", name="Toon ook lege")
    count = int(re.search(r"\d+", more.inner_text())[0])
    assert count == themes.locator(".hb-choice--empty").count()
    more.click()
    assert more.is_hidden() and all(row.is_visible() for row in themes.locator("li").all())
    assert themes.locator(".hb-choice--empty input").first.evaluate("one => one === document.activeElement")
    search(page, "herstel")
    shown = page.locator(".hb-facet li:visible").count()
    choose(page, "thema", "zelfhulp")
    assert page.locator(".hb-facet li:visible").count() == shown  # nothing disappears while the reader chooses
    page.fill(FIELD, "")
    page.press(FIELD, "Enter")
    page.get_by_role("button", name="Verwijder alle keuzes").click()
    expect(page.locator('[data-part="start"]')).to_be_visible()
    assert page.locator(".hb-choice--folded").count() == 0
