"""Explained words: on their first use, for pointer, keyboard, finger and paper, but never in the way."""

from __future__ import annotations

import time
from html import escape

import pytest
from handbook.book.glossary import glossary, label, marked
from handbook.reading.glossary import Glossary, read_words

CHAPTER = """# Woorden

Een inleiding.

## Peer

Ook: peers

Iemand die iets <vergelijkbaars> meemaakte.

## Ggz

Geestelijke gezondheidszorg.
"""


def test_the_first_use_of_any_form_is_marked_and_escaped():
    html, words = Glossary(read_words(CHAPTER)).explain("<p>De Peers en de peer in de ggz-sector.</p>", "Titel")
    assert [word.name for word in words] == ["Peer", "Ggz"]
    assert html.count("<button") == 2 and ">Peers</button>" in html
    assert "&lt;vergelijkbaars&gt;" in html


def test_links_headings_code_and_the_title_keep_their_words():
    glossary = Glossary(read_words(CHAPTER))
    for text in ('<h3 id="x">De ggz</h3>', '<a href="/x/">ggz</a>', "<pre><code>ggz</code></pre>", "<p>ggzx</p>"):
        assert glossary.explain(text, "Titel") == (text, ())
    assert glossary.explain("<p>Peer to Peer is een training.</p>", "Peer to Peer")[1] == ()


def test_a_name_and_a_title_in_italics_keep_their_words():
    """Also if several names begin alike, and for a word that is itself a name; on paper as on the site."""
    names = ("Peer to Peer", "Peer & Co", "GGZ in de wijk", "Nieuwe wegen ggz en opvang", "Peer")
    glossary = Glossary(read_words(CHAPTER), names)
    for text in ("Bij Peer to Peer", "Peer & Co helpt", "Uit Nieuwe wegen ggz en opvang."):
        html = f"<p>{escape(text)}</p>"
        assert glossary.explain(html, "Titel") == (html, ())
        assert marked([text], glossary, "Titel")[1] == []
    assert glossary.explain("<p>De serie <em>Hallo ggz</em></p>", "Titel")[1] == ()
    assert marked([{"t": "em", "c": ["Hallo ggz"]}], glossary, "Titel")[1] == []
    for text in ("Peer to Peer, van peer tot peer", "een ggz in de wijk", "Peer to Peers", "Peer"):
        assert len(glossary.explain(f"<p>{text}</p>", "Titel")[1]) == len(marked([text], glossary, "Titel")[1]) == 1


def test_the_price_of_names_does_not_grow_with_their_number():
    def seconds(count):
        glossary = Glossary(read_words(CHAPTER), [f"Peer {number} in de ggz" for number in range(count)])
        assert len(glossary.names) == count
        text = "<p>Peer 7 in de ggz en Peer 9 in de ggz.</p>" * 50
        start = time.process_time()
        for _ in range(200):
            assert glossary.explain(text, "Titel")[1] == ()
        return time.process_time() - start

    assert seconds(10_000) < 3 * seconds(10) + 0.1


def test_a_handbook_without_words_is_fine():
    assert Glossary(()).explain("<p>tekst</p>", "") == ("<p>tekst</p>", ())


def test_a_word_explains_itself_on_hover_focus_and_tap(tab, server):
    """Also without JavaScript: a tap, a pointer or the focus opens the explanation, Escape closes it."""
    address = f"{server}initiatieven/resourcegroepen/"
    page = tab(address, java_script_enabled=False, has_touch=True, viewport={"width": 390, "height": 800})
    word, text = page.locator(".hb-word").first, page.locator(".hb-word__text").first
    assert not text.is_visible()
    word.tap()
    assert text.is_visible()
    page.keyboard.press("Escape")
    assert not text.is_visible()
    page = tab(address, viewport={"width": 1280, "height": 800})
    word, text = page.locator(".hb-word").first, page.locator(".hb-word__text").first
    word.hover()
    assert text.is_visible()
    page.mouse.move(0, 0)
    assert not text.is_visible()
    word.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert text.is_visible()


def test_an_explanation_stays_within_a_narrow_window(tab, server):
    """Even with large text a pointer may be used; there a press opens it at the foot."""
    page = tab(f"{server}initiatieven/eigen-plan-trekken-door-zelfhulp/", viewport={"width": 500, "height": 800})
    words = page.locator(".hb-word").all()
    for word in words:
        word.hover()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), word.inner_text()
    words[0].click()
    box = page.locator(".hb-word__text").first.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 500


def test_an_explanation_does_not_cover_its_word(tab, server):
    page = tab(
        f"{server}initiatieven/eigen-plan-trekken-door-zelfhulp/",
        has_touch=True,
        viewport={"width": 390, "height": 700},
    )
    page.wait_for_load_state("networkidle")
    word, text = page.locator(".hb-word").first, page.locator(".hb-word__text").first
    word.evaluate("(one) => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 20)")  # on the last line
    word.tap()
    page.wait_for_function("(one) => one.matches(':popover-open')", arg=text.element_handle())
    page.wait_for_timeout(200)
    said, above = word.bounding_box(), text.bounding_box()
    assert said["y"] > 0 and said["y"] + said["height"] < above["y"]


def test_paper_gets_the_list(tab, server):
    page = tab(f"{server}initiatieven/resourcegroepen/")
    words = page.locator(".hb-words")
    assert not words.is_visible()
    page.emulate_media(media="print")
    assert words.is_visible() and "psychische problemen" in words.inner_text()


LOOSE = """() => [...document.querySelectorAll('.hb-word')].flatMap((word) => {
    const own = word.getClientRects();
    const walker = document.createTreeWalker(word.closest('p, li, dd'), NodeFilter.SHOW_TEXT);
    walker.currentNode = word.lastChild;
    let next = walker.nextNode();
    while (next && next.parentElement.closest('[popover]')) next = walker.nextNode();
    if (!next || /^\\s/.test(next.data)) return [];
    const range = document.createRange();
    range.setStart(next, 0);
    range.setEnd(next, 1);
    return range.getBoundingClientRect().top >= own[own.length - 1].bottom ? [word.textContent + next.data.slice(0, 12)] : [];
})"""


def test_no_line_begins_with_the_sign_after_a_word(tab, server, edition):
    """Whatever the width of the window: punctuation stays on the line of the word before it."""
    page = tab(viewport={"width": 360, "height": 800})
    found = []
    for entry in edition.described:
        page.goto(f"{server}initiatieven/{entry.slug}/")
        for width in range(320, 421, 10):
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{entry.slug} at {width} px: {text}" for text in page.evaluate(LOOSE)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{entry.slug} is too wide at {width} px")
    assert found == []


def test_the_signs_around_a_word_belong_to_it():
    html, _ = Glossary(read_words(CHAPTER)).explain("<p>Een (peer), en de <b>ggz</b>: &amp; meer.</p>", "Titel")
    assert html.startswith('<p>Een <span class="hb-word__keep">(<button') and ">),</span> en de <b><button" in html


@pytest.mark.parametrize(("users", "named", "more"), [(24, 24, ""), (30, 20, "en nog 10")])
def test_a_word_that_is_used_throughout_a_large_book_names_the_first_pages(edition, users, named, more):
    word = label(edition.glossary.words[0].anchor)
    entries = {str(number): {"label": f"i-{number}", "words": [{"label": word}]} for number in range(users)}
    (found,) = glossary(edition, entries)
    assert (found["pages"], found["more"]) == ([f"i-{number}" for number in range(named)], more)
