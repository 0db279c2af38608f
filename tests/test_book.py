"""The printed book: real sources, a real PDF, read back by other programs than the one that made it."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import replace

import pikepdf
import pypdf
import pytest
from conftest import ROOT, run
from handbook.book.book import compose
from handbook.book.chapters import COLOURS
from handbook.book.typeset import BookError, typeset
from handbook.edition.edition import edition as make_edition
from handbook.model.settings import settings
from handbook.reading.load import load
from handbook.words.language import Language

HOSTILE = r"""#panic("x") $x$ *b* _i_ @peer \ <b> [l] `r` // /* */ "q" 'q' #read("/etc/passwd") {{x}} <!-- -->"""
SIGNS = "\u00ad\u200b"


@pytest.fixture(scope="module")
def data(edition):
    return compose(edition)


@pytest.fixture(scope="module")
def book(data):
    return typeset(data)


@pytest.fixture(scope="module")
def pdf(book):
    return pypdf.PdfReader(io.BytesIO(book.pdf))


@pytest.fixture(scope="module")
def pages(pdf):
    """The text of each page, from page 1, as a reader copies it: words whole, one space between them."""
    return [""] + [words(page.extract_text()) for page in pdf.pages]


def words(text):
    return re.sub(r"\s+", " ", re.sub(r"\u00ad\s*", "", text).replace("\u200b", ""))


def compact(text):
    return re.sub(rf"[\s{SIGNS}\u2060-]", "", text)


def page_of(pdf, name):
    return pdf.get_destination_page_number(pdf.named_destinations[name]) + 1


def changed(**entries):
    """The data of the book when some entries are other than in the sources."""
    catalogue, _ = load(ROOT)
    chosen = settings(ROOT)
    known = {
        name: entry.model_copy(update=entries.get(name.replace("-", "_"), {}))
        for name, entry in catalogue.initiatives.items()
    }
    return compose(make_edition(replace(catalogue, initiatives=known), chosen, Language(chosen.language)))


def test_every_entry_stands_where_the_contents_say(data, pdf, pages):
    first, last = 3, page_of(pdf, "h-reading")
    contents = " ".join(pages[first:last])
    for entry in data["entries"].values():
        page = page_of(pdf, entry["label"])
        assert compact(entry["title"]) in compact(pages[page]), entry["title"]
        place = re.escape(entry["place"])
        assert re.search(rf"{re.escape(entry['title'])}\s*{place}\s*{page}\b", contents), entry["title"]
    for chapter in data["chapters"]:
        page = page_of(pdf, chapter["label"])
        assert compact(chapter["title"]) in compact(pages[page])
        assert re.search(rf"{chapter['number']}\s*{re.escape(chapter['title'])}\s*{page}\b", contents)


def test_every_register_gives_the_right_page(data, pdf, pages):
    back = compact(" ".join(pages[page_of(pdf, "h-registers") :]))
    expected = defaultdict(int)
    for register in data["registers"]:
        for group in register["groups"]:
            assert compact(group["title"]) in back
            for line in group["lines"]:
                expected[compact(line["text"]), page_of(pdf, line["to"])] += 1
    assert len(data["registers"]) == 6
    for (text, page), count in expected.items():
        assert len(re.findall(rf"{re.escape(text)}{page}(?!\d)", back)) >= count, text


def test_each_chapter_lists_what_else_is_about_its_theme(data, pdf, pages):
    for chapter in data["chapters"]:
        opener = compact(pages[page_of(pdf, chapter["label"])])
        for name in (*chapter["entries"], *chapter["also"], *chapter["stubs"]):
            entry = data["entries"][name]
            line = compact(f"{entry['title']}{entry['place']}{page_of(pdf, entry['label'])}")
            assert line in opener, (chapter["title"], line)


def test_every_described_entry_is_printed_once_in_full(edition, data):
    printed = [name for chapter in data["chapters"] for name in chapter["entries"]]
    assert sorted(printed) == sorted(entry.slug for entry in edition.described)
    assert sorted(data["stubs"]) == sorted(entry.slug for entry in edition.stubs)


def test_an_entry_gives_its_figures_sources_and_reasons(data, pdf, pages):
    starts = sorted(page_of(pdf, name) for name in pdf.named_destinations if name[:2] in ("i-", "t-", "h-"))
    for chapter in data["chapters"]:
        for name in chapter["entries"]:
            entry = data["entries"][name]
            start = page_of(pdf, entry["label"])
            end = next(page for page in starts if page > start)
            text = compact(" ".join(pages[start:end]))
            for figure in entry["figures"]:
                assert compact(f"{figure['label']}{figure['value']}{figure['source']}") in text
            for source in entry["sources"]:
                assert compact(source["title"]) in text and compact(source["details"]) in text
            for relation in entry["related"]:
                assert compact(f"{relation['text']} (p. {page_of(pdf, relation['to'])})") in text
                assert compact(relation["why"]) in text
            for link in entry["links"]:
                assert compact(link["mark"] + link["text"]) in text


def test_bookmarks_follow_chapters_and_entries(data, pdf):
    marks = [words(item.title) for item in pdf.outline if not isinstance(item, list)]
    assert [chapter["title"] for chapter in data["chapters"]] == [
        mark for mark in marks if mark in {c["title"] for c in data["chapters"]}
    ]
    inner = [words(item.title) for group in pdf.outline if isinstance(group, list) for item in group]
    assert {entry["title"] for entry in data["entries"].values()} <= set(inner)


def test_the_file_is_accessible_and_lasting(book, data):
    with pikepdf.open(io.BytesIO(book.pdf)) as file:
        assert str(file.Root.Lang).startswith("nl")
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == data["title"]
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        tags, without = defaultdict(int), []
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem":
                tags[str(item.S)] += 1
                if str(item.S) == "/Figure" and not str(item.get("/Alt", "")):
                    without.append(item)
        assert not without
        assert {"/Document", "/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TOC", "/Link", "/Figure"} <= set(tags)
        actions = [
            item
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") in ("/JavaScript", "/Launch")
        ]
        assert not actions and "/OpenAction" not in file.Root


def test_every_web_address_is_safe(pdf):
    addresses = {
        item.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for item in page.get("/Annots", ())
        if "/URI" in item.get_object().get("/A", {})
    }
    assert addresses and all(address.startswith(("https://", "http://", "mailto:")) for address in addresses)


def test_the_book_has_a_plausible_size(book, data):
    described = sum(len(chapter["entries"]) for chapter in data["chapters"])
    assert described + len(data["chapters"]) + 6 <= book.pages <= 4 * described + 2 * len(data["chapters"]) + 12
    assert len(book.pdf) < 200_000 + 40_000 * book.pages
    assert book.replaced == ()


def test_the_same_sources_give_the_same_bytes(book, project):
    result = run(project, "book.py", "--output", "uit/boek.pdf", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
    assert result.returncode == 0, result.stderr
    assert (project / "uit" / "boek.pdf").read_bytes() == book.pdf
    assert str(book.pages) in result.stdout


def test_what_a_contributor_writes_is_text_and_nothing_else():
    deep = "\n".join("  " * level + f"- diep {level}" for level in range(12))
    body = "\n\n".join(
        (
            "## Voor wie", HOSTILE, "😀 مرحبا 漢 \u202eomgekeerd", "y" * 300, deep, "> " * 12 + "citaat",
            "| kop | twee |\n|---|---|\n| a |", "[leeg]() [js](javascript:alert(1)) [goed](https://example.org/?a=1&b=%22)",
            "```\n#panic()\n" + "z" * 300 + "\n```",
        )
    )  # fmt: skip
    data = changed(
        peer_to_peer={"title": HOSTILE[:80], "summary": HOSTILE, "body": body, "aliases": (HOSTILE, "w" * 160)}
    )
    book = typeset(data)
    pdf = pypdf.PdfReader(io.BytesIO(book.pdf))
    start = page_of(pdf, "i-peer-to-peer")
    text = compact(" ".join(page.extract_text() for page in pdf.pages[start - 1 : start + 3]))
    for literal in ('#panic("x")', '#read("/etc/passwd")', "$x$", "@peer", "/**/", "{{x}}", "<!---->"):
        assert compact(literal) in text, literal
    assert text.count("y") >= 300 and text.count("z") >= 300 and text.count("w") >= 160
    assert all(f"diep{level}" in text for level in range(12)) and "citaat" in text
    assert "root:" not in text
    assert "javascript" not in book.pdf.decode("latin-1")
    assert book.replaced == ("initiatives/peer-to-peer.md: U+6F22", "initiatives/peer-to-peer.md: U+1F600")
    assert "□" in text


def test_the_shortest_and_the_fullest_entry_fit():
    catalogue, _ = load(ROOT)
    entry = catalogue.initiatives["eigen-plan-trekken-door-zelfhulp"]
    partner, figure = entry.organisations[0], entry.figures[0]
    many = tuple(
        partner.model_copy(
            update={"name": f"Partner {number} met een lange naam", "url": f"https://example.org/{number}"}
        )
        for number in range(60)
    )
    data = changed(
        barbarahoes={"organisations": many, "body": "## Voor wie\n\nKort."},
        buurtcirkels={"body": "## Voor wie\n\nKort."},
        ggz_coaches={"figures": tuple(figure.model_copy(update={"label": f"Cijfer {number}"}) for number in range(40))},
    )
    pdf = pypdf.PdfReader(io.BytesIO(typeset(data).pdf))
    text = words(" ".join(page.extract_text() for page in pdf.pages))
    assert all(f"Partner {number} met een lange naam" in text for number in range(60))
    assert all(f"Cijfer {number} " in text for number in range(40))


def test_a_fault_names_the_file():
    data = changed()
    data["entries"]["barbarahoes"]["body"].append({"t": "a", "url": "", "mark": "", "c": ["x"]})
    with pytest.raises(BookError) as raised:
        typeset(data)
    assert str(raised.value).startswith("initiatives/barbarahoes.md: het boek ")
    assert raised.value.__suppress_context__


def test_an_empty_handbook_is_still_a_book(edition):
    catalogue, _ = load(ROOT)
    empty = make_edition(replace(catalogue, initiatives={}), edition.settings, edition.language)
    assert typeset(compose(empty)).pages > 5


def test_colours_can_be_read_on_paper_and_on_the_tint():
    def light(colour):
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for colour in COLOURS:
        for ground in ("#ffffff", "#f5f1e8"):
            assert (light(ground) + 0.05) / (light(colour) + 0.05) >= 4.5, colour
