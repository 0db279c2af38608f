"""Citing and sharing: citations are read by the tools of others, and the box works with and without JavaScript."""

from __future__ import annotations

import json
import re

import bibtexparser
import html5lib
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from conftest import faults_at
from handbook.data import citation
from test_data import nasty  # noqa: F401 - a fixture

PAGE = "initiatieven/peer-to-peer/"


@pytest.fixture(scope="session", params=["real", "nasty"])
def entries(request, nasty):  # noqa: F811
    edition = nasty.edition
    return edition, [nasty.entry] if request.param == "nasty" else edition.initiatives


def test_apa_in_dutch(edition):
    said = citation.apa(edition, edition.by_slug["peer-to-peer"])
    url = f"{edition.settings.url}initiatieven/peer-to-peer/"
    assert said == f"Redactie Handboek Meedoen. (2026, 22 november). <cite>Peer to Peer</cite>. Handboek Meedoen. {url}"
    asked = edition.by_slug["peer-to-peer"].model_copy(update={"title": "<b>Wie?</b>", "slug": "wie"})
    assert "<cite>&lt;b&gt;Wie?&lt;/b&gt;</cite>. Handboek" in citation.apa(edition, asked)
    asked = asked.model_copy(update={"title": "Wie?"})
    assert "<cite>Wie?</cite> Handboek" in citation.apa(edition, asked)


def test_bibtex_is_read_back(entries):
    edition, chosen = entries
    for entry in chosen:
        text = citation.bibtex(edition, entry)
        library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
        assert not library.failed_blocks and len(library.entries) == 1 and library.entries[0].key == entry.slug
        values = {field.key: field.value for field in library.entries[0].fields}
        values = {key: value.replace("ˆ", "^") for key, value in values.items()}  # the sign of the decoder itself
        assert values["abstract"] == entry.summary
        bare = re.sub("[{}]", "", entry.title)  # the decoder does not know \\textbraceleft
        assert bare in values["title"] and edition.settings.publisher in values["author"]
        assert values["url"] == f"{edition.settings.url}initiatieven/{entry.slug}/"
        assert (values["year"], values["date"]) == (str(entry.reviewed.year), entry.reviewed.isoformat())


def test_braces_in_bibtex_are_balanced(entries):
    """BibTeX counts braces, also those after a backslash."""
    edition, chosen = entries
    for entry in chosen:
        depth = 0
        for sign in citation.bibtex(edition, entry):
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0
        assert depth == 0


def test_ris_is_read_back(entries):
    edition, chosen = entries
    for entry in chosen:
        text = citation.ris(edition, entry)
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.split("\r\n")[:-1])
        (found,) = rispy.loads(text)
        assert found["title"] == entry.title and found["abstract"] == " ".join(entry.summary.split())
        assert found["authors"] == [edition.settings.publisher] and found["year"] == str(entry.reviewed.year)
        assert found["keywords"] == [edition.theme[theme].title for theme in entry.themes]
        assert found["urls"] == [f"{edition.settings.url}initiatieven/{entry.slug}/"] and not found.get("unknown_tag")


def test_no_value_begins_a_field_of_its_own(edition):
    """A line break in a title stays within its value in every format."""
    entry = edition.described[0].model_copy(
        update={"title": "Titel\r\nER  - \r\nTY  - BOOK", "summary": "a\n}\n@book{x,\n"}
    )
    assert len(rispy.loads(citation.ris(edition, entry))) == 1
    assert len(bibtexparser.parse_string(citation.bibtex(edition, entry)).entries) == 1


def test_csl_makes_a_bibliography(entries):
    """citeproc formats the item in a style of its own."""
    edition, chosen = entries
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    for entry in chosen:
        items = json.loads(citation.csl(edition, entry))
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(items[0]["id"])]))
        (said,) = [str(line) for line in bibliography.bibliography()]
        assert edition.settings.publisher in said and str(entry.reviewed.year) in said and items[0]["URL"] in said
        assert items[0]["title"] == entry.title


def test_every_entry_offers_its_citation_as_files(built, edition):
    for entry in edition.initiatives:
        folder = built.site / "initiatieven" / entry.slug
        document = html5lib.parse((folder / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
        box = next(node for node in document.iter("section") if node.get("id") == "citeer")
        links = {link.get("href"): link for link in box.iter("a")}
        for form in citation.FORMS:
            assert links[form.name].get("download") == f"{entry.slug}.{form.extension}"
            assert (folder / form.name).read_bytes() == citation.files(edition, entry)[form.name].encode()
        data = (folder / f"../../data/initiatives/{entry.slug}.json").resolve()
        assert f"../../data/initiatives/{entry.slug}.json" in links and data.is_file()


@pytest.fixture
def open_page(server, tab):
    """A page of an entry with both parts of the box open, in a browser with the given options."""

    def opened(script=None, **options):
        page = tab(server + PAGE, script, **options)
        for summary in page.locator(".hb-cite summary").all():
            summary.click()
        return page

    return opened


def test_without_javascript_everything_can_still_be_cited_and_shared(open_page, edition):
    page = open_page(java_script_enabled=False)
    url = edition.settings.url + PAGE
    assert page.locator("#citaat").is_visible() and url in page.locator("#citaat").inner_text()
    assert page.locator("#adres").inner_text().strip() == url
    assert page.locator(".hb-cite button:visible").count() == 0
    mail = page.get_by_role("link", name="Stuur per mail").get_attribute("href")
    assert (
        mail.startswith("mailto:?subject=Peer%20to%20Peer&body=") and " " not in mail and mail.endswith("peer-to-peer/")
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS").click()
    assert download.value.suggested_filename == "peer-to-peer.ris"


def test_copying_puts_the_plain_text_on_the_clipboard(open_page, edition):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer de bronvermelding").click()
    page.get_by_text("Gekopieerd.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"Redactie Handboek Meedoen. (2026, 22 november). Peer to Peer. Handboek Meedoen. {edition.settings.url}{PAGE}"
    )
    page.get_by_role("button", name="Kopieer de link").click()
    page.locator(".hb-cite [role=status]", has_text="Gekopieerd.").nth(1).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == edition.settings.url + PAGE


def test_where_copying_is_refused_the_text_is_selected(open_page, edition):
    page = open_page("delete Navigator.prototype.clipboard")
    page.get_by_role("button", name="Kopieer de link").click()
    page.get_by_text("De tekst is geselecteerd").wait_for()
    assert page.evaluate("getSelection().toString().trim()") == edition.settings.url + PAGE


def test_the_sheet_of_the_device_is_offered_only_where_there_is_one(open_page, edition):
    without = open_page("delete Navigator.prototype.share")
    assert without.get_by_role("button", name="Deel via je apparaat").count() == 0
    page = open_page("navigator.share = async (what) => { window.shared = what; }")
    page.get_by_role("button", name="Deel via je apparaat").click()
    assert page.evaluate("window.shared") == {"title": "Peer to Peer", "url": edition.settings.url + PAGE}


def test_the_open_box_is_accessible_on_a_phone(open_page):
    page = open_page(viewport={"width": 320, "height": 700})
    box = "[...document.querySelectorAll('.hb-cite *')]"
    assert page.evaluate(f"Math.max(...{box}.map((one) => one.getBoundingClientRect().right))") <= 320
    assert faults_at(page, 320) == []
