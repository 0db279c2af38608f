"""The printed book: a PDF from the real sources, read back by other programs than the one that made it."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdf
import pypdfium2
import pytest
from conftest import ROOT, compact, edition_of, elements, first, page_of, run, walk
from handbook.book import engine, fit
from handbook.book.book import compose
from handbook.book.format import PAPERS, Format
from handbook.book.typeset import BookError, typeset
from handbook.edition.hues import COLOURS, lighter
from handbook.reading.load import load

HOSTILE = r"""#panic("x") $x$ *b* _i_ @peer \ <b> [l] `r` // /* */ "q" 'q' #read("/etc/passwd") {{x}} <!-- -->"""


@pytest.fixture(scope="module")
def edition():
    return edition_of(first())


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
    """The text of each page, from page 1, as a reader copies it: whole words with single spaces."""
    return [""] + [words(page.extract_text()) for page in pdf.pages]


def words(text):
    return re.sub(r"\s+", " ", re.sub(r"\u00ad\s*", "", text).replace("\u200b", ""))


def said(item):
    """The note that follows the name of an entry that has ended."""
    return words(f" · {item['ended']}") if item["ended"] else ""


def changed(format=Format(), **entries):  # noqa: B008 - a frozen value
    """The data of the book with some entries changed."""
    catalogue = first()
    known = {
        name: entry.model_copy(update=entries.get(name.replace("-", "_"), {}))
        for name, entry in catalogue.initiatives.items()
    }
    return compose(edition_of(replace(catalogue, initiatives=known)), format)


def test_every_entry_stands_where_the_contents_say(data, pdf, pages):
    first, last = 3, page_of(pdf, "h-reading")
    contents = " ".join(pages[first:last])
    for entry in data["entries"].values():
        page = page_of(pdf, entry["label"])
        assert compact(entry["title"]) in compact(pages[page]), entry["title"]
        place = re.escape(entry["place"] + said(entry))
        assert re.search(rf"{re.escape(entry['title'])}\s*{place}\s*{page}\b", contents), entry["title"]
    for chapter in data["chapters"]:
        page = page_of(pdf, chapter["label"])
        assert compact(chapter["title"]) in compact(pages[page])
        assert re.search(rf"{chapter['number']}\s*{re.escape(chapter['title'])}\s*{page}\b", contents)


def test_every_register_gives_the_right_page(data, pdf, pages):
    first = page_of(pdf, "h-registers")
    texts = [re.sub(rf" {number}(?= )", "", page) for number, page in enumerate(pages)][first:]  # without its number
    back = compact(" ".join(texts))
    expected = defaultdict(int)
    for register in data["registers"]:
        for group in register["groups"]:
            assert compact(group["title"]) in back
            for line in group["lines"]:
                expected[compact(line["text"] + said(line)), page_of(pdf, line["to"])] += 1
    assert len(data["registers"]) == 7
    for (text, page), count in expected.items():
        assert len(re.findall(rf"{re.escape(text)}{page}(?!\d)", back)) >= count, text


def test_every_reference_leads_to_a_place_in_the_book(data, pdf):
    """Every label in the data has a heading: otherwise its page number would stay open."""

    def labels(value):
        if isinstance(value, dict):
            yield from [value["to"]] if value.get("to") else []
            lists = [value[key] for key in ("pages", "users") if isinstance(value.get(key), list)]
            yield from (name for names in lists for name in names if isinstance(name, str))
            for item in value.values():
                yield from labels(item)
        elif isinstance(value, list):
            for item in value:
                yield from labels(item)

    found = set(labels(data)) | {theme["label"] for theme in data["matrix"]["themes"]}
    assert len(found) > 50 and found <= set(pdf.named_destinations)


def test_every_link_within_the_book_leads_to_a_named_place_and_says_its_page(pdf):
    """Until the book is finished Typst has them as “book:” addresses: none may be left."""
    links = [item.get_object() for page in pdf.pages for item in page.get("/Annots", ())]
    inside = [link for link in links if "/Dest" in link]
    assert len(inside) > 300
    for link in inside:
        assert str(link["/Contents"]).endswith(f" {page_of(pdf, str(link['/Dest']))}")
    assert all(str(link["/A"]["/URI"]).startswith(("http", "mailto:")) for link in links if "/Dest" not in link)


def test_the_matrix_gives_the_pages_of_each_pair_with_both_halves_on_a_page(data, edition, pdf, pages):
    text = pages[page_of(pdf, "h-matrix")]
    themes, rows = data["matrix"]["themes"], data["matrix"]["rows"]
    assert [row["title"] for row in rows] == [city.title for city in edition.cities if city.entries]
    assert all(word in text.split() for theme in themes for word in theme["title"].split() if len(word) < 20)  # whole
    half = -(-len(themes) // 2)
    for part in (slice(0, half), slice(half, None)):
        text = text[text.index(themes[part][-1]["title"].split()[-1]) :]
        for row, after in zip(rows, [*(row["title"] for row in rows[1:]), None]):
            start = text.index(row["title"]) + len(row["title"])
            numbers = re.findall(r"\d+", text[start : text.index(after, start) if after else len(text)])
            expected = [
                number for cell in row["cells"][part] for number in sorted({page_of(pdf, name) for name in cell})
            ]
            assert list(map(int, numbers))[: len(expected)] == expected, row["title"]


@pytest.mark.parametrize(("paper", "lines"), [("a4", 20), ("a5", 24)])
def test_what_goes_on_in_another_column_of_the_map_has_its_name_there(edition, paper, lines):
    """Also where the list goes on on another page: it begins below the map."""
    data = compose(edition, Format(paper))
    *others, last = data["map"]["groups"]
    long = last | {"lines": (last["lines"] * lines)[:lines]}  # more than one column of three holds
    made = typeset(data | {"map": data["map"] | {"groups": [*others, long]}})
    pdf = pypdf.PdfReader(io.BytesIO(made.pdf))
    assert f"{last['title']} (vervolg)" in words(pdf.pages[page_of(pdf, "h-map") - 1].extract_text())


def test_the_list_below_the_map_takes_all_room_that_is_left():
    """Two more cities do not put a few lines on a page of their own."""
    data = changed(Format("a5"), barbarahoes={"places": ("Brunssum", "Venlo")}, buurtcirkels={"places": ("Zwolle",)})
    pdf = pypdf.PdfReader(io.BytesIO(typeset(data).pdf))
    assert page_of(pdf, "h-matrix") == page_of(pdf, "h-map") + 1


@pytest.mark.parametrize("paper", PAPERS)
def test_the_names_on_the_map_keep_clear_of_each_other(paper):
    """Also on the small map of small paper, which has room for fewer names."""
    cities = "Almere Amersfoort Breda Delft Dordrecht Ede Eindhoven Gouda Haarlem Haarlemmermeer Hilversum Leiden Nieuwegein Tilburg Utrecht Veenendaal Zeist Zoetermeer"
    data = changed(Format(paper), barbarahoes={"places": tuple(cities.split())})
    named = [dot["text"] for dot in data["map"]["dots"] if dot["side"]]
    assert len(named) > 8
    made = typeset(data).pdf
    page = page_of(pypdf.PdfReader(io.BytesIO(made)), "h-map") - 1
    with pypdfium2.PdfDocument(made) as file:
        found, boxes = file[page].get_textpage(), []
        for name in named:  # first on the map, then in the list below it
            start, count = found.search(name).get_next()
            left, bottom, right, top = zip(*(found.get_charbox(start + number) for number in range(count)))
            boxes.append((name, min(left), min(bottom), max(right), max(top)))
    for one, left, bottom, right, top in boxes:
        for other, *edges in boxes:
            clear = right < edges[0] or edges[2] < left or top < edges[1] or edges[3] < bottom
            assert one == other or clear, (one, other)


def test_no_word_of_a_title_stands_alone_on_its_last_line(data, pdf):
    broken = set()
    for entry in data["entries"].values():
        lines = [line.strip() for line in pdf.pages[page_of(pdf, entry["label"]) - 1].extract_text().splitlines()]
        broken |= {last for line, last in pairwise(lines) if f"{line} {last}" == entry["title"]}
    assert broken and all(" " in last for last in broken)


def test_no_entry_ends_on_a_page_that_is_nearly_empty(data, pdf, pages):
    starts = sorted(page_of(pdf, name) for name in pdf.named_destinations if name[:2] in ("i-", "t-", "h-"))
    for chapter in data["chapters"]:
        for name in chapter["entries"]:
            start = page_of(pdf, data["entries"][name]["label"])
            end = next(page for page in starts if page > start) - 1
            assert end == start or len(pages[end].split()) > 150, (name, end)


def test_an_entry_that_is_not_shorter_in_smaller_type_keeps_its_size_and_the_pages_are_right(data, book, monkeypatch):
    monkeypatch.setattr(fit, "FEW", 1.0)
    monkeypatch.setattr(fit, "SMALLER", 0.999)
    monkeypatch.setattr(fit, "LOWER", 1.0)  # claims to save far too much
    sizes, places = [], engine.places

    def told(template, text, known=None):
        sizes.append(known.sizes if known else {})
        return places(template, text, known)

    monkeypatch.setattr(engine, "places", told)
    made = typeset(data)
    assert len(sizes[1]) > 5 > len(sizes[2]) and made.pages >= book.pages
    assert len(sizes) == 3, "wrong once, and then right"
    found = pypdf.PdfReader(io.BytesIO(made.pdf))
    contents = words(" ".join(page.extract_text() for page in found.pages[:6]))
    for chapter in data["chapters"]:
        for name in chapter["entries"]:
            entry = data["entries"][name]
            page = page_of(found, entry["label"])
            assert entry["title"] in words(found.pages[page - 1].extract_text()), name
            assert str(page) in contents, name


def test_lists_glossary_and_bibliography_give_the_right_pages(data, edition, pdf, pages):
    def part(name, after):
        return compact(" ".join(pages[page_of(pdf, name) : page_of(pdf, after) + 1]))  # they share that page

    def numbers(labels):
        return "p." + ",".join(map(str, sorted({page_of(pdf, name) for name in labels})))

    methods = part("h-methods", "h-organisations")
    for item in data["methods"]:
        assert compact(item["text"]) + numbers([item["to"]]) in methods
        assert not item["users"] or numbers(item["users"]) in methods
    organisations = part("h-organisations", "h-glossary")
    for item in data["organisations"]:
        for line in item["lines"]:
            assert compact(f"{line['text']}, {line['role']}{page_of(pdf, line['to'])}") in organisations
    glossary = part("h-glossary", "h-bibliography")
    for word in data["glossary"]:
        assert compact(word["name"]) in glossary and compact(word["text"]) + numbers(word["pages"]) in glossary
    bibliography = part("h-bibliography", "h-registers")
    places = [
        bibliography.index(compact(item["before"] + item["title"] + item["after"]) + numbers(item["pages"]))
        for item in data["bibliography"]
    ]
    assert places == sorted(places) and len(places) == len({s.title for e in edition.initiatives for s in e.sources})


def test_the_lists_follow_each_other_and_leave_no_page_of_a_few_lines(data, pdf, pages):
    names = ("publications", "methods", "organisations", "glossary", "bibliography")
    starts = [page_of(pdf, f"h-{name}") for name in names]
    assert starts == sorted(starts)
    for number in range(starts[0], page_of(pdf, "h-registers")):
        assert len(pages[number].split()) > 150, number
    titles = [data["publications"]["title"], *(data["words"][name] for name in names[1:])]
    for start, title in zip(starts, titles):
        assert title in " ".join(pages[start].split()[:25]), title  # in the running head


def test_a_publication_is_found_by_its_page(data, pdf, pages):
    linked = [
        node
        for entry in data["entries"].values()
        for node in walk(entry["body"])
        if isinstance(node, dict) and str(node.get("to", "")).startswith("pub-")
    ]
    assert linked
    for section in data["publications"]["sections"]:
        assert compact(section["title"]) in compact(pages[page_of(pdf, section["label"])])


def test_the_qr_codes_lead_to_the_pages_on_the_website(data):
    """Read back from the image by another program."""
    import zxingcpp
    from PIL import Image, ImageDraw

    for code, url in [(entry["qr"], entry["address"]) for entry in data["entries"].values()] + [
        (data["write"]["qr"], data["write"]["url"])
    ]:
        picture = Image.new("L", (code["size"] * 6, code["size"] * 6), 255)
        draw = ImageDraw.Draw(picture)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", code["path"]):
            x, y, length = int(x) * 6, int(y) * 6, int(length) * 6
            draw.rectangle((x, y, x + length - 1, y + 5), fill=0)
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [url]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_first_register_begins_below_the_heading_of_all(data, paper):
    """At any page height: it once was given too much room, and started on the page after the heading."""
    lines = [{"to": "h-registers", "text": "Een praktijk"}] * 150
    register = {
        "title": "Per thema",
        "label": "r-theme",
        "groups": [{"label": "g", "title": "Herstel", "lines": lines}],
    }
    nothing = ("entries", "chapters", "stubs", "glossary", "organisations", "methods", "bibliography")
    alone = data | dict.fromkeys(nothing, ()) | {"entries": {}, "publications": None, "registers": [register]}
    page = Format(paper).page
    for tenths in range(0, 42, 6):  # in millimetres times ten; a line is as high as all of these together
        lower = {"page": page | {"bottom": page["bottom"] + tenths / 10}, "sections": ["registers", "apparatus"]}
        pdf = pypdf.PdfReader(io.BytesIO(typeset(alone | lower).pdf))
        assert pdf.pages[page_of(pdf, "h-registers") - 1].extract_text().count("Een praktijk") > 50, tenths


def test_a_short_register_of_a_large_book_has_no_page_to_itself(data):
    """A long one continues below it."""

    def register(name, count):
        lines = [{"to": f"r-{name}", "text": "Een praktijk"}] * count
        groups = [{"label": f"g-{name}", "title": "Herstel", "lines": lines}]
        return {"title": name, "label": f"r-{name}", "groups": groups}

    nothing = ("entries", "chapters", "stubs", "glossary", "organisations", "methods", "bibliography")
    found = [register("lang", 120), register("kort", 3), register("langer", 150)]
    alone = data | dict.fromkeys(nothing, ()) | {"entries": {}, "publications": None, "registers": found}
    pdf = pypdf.PdfReader(io.BytesIO(typeset(alone | {"simple": True, "sections": ["registers", "apparatus"]}).pdf))
    first, short, last = (page_of(pdf, f"r-{name}") for name in ("lang", "kort", "langer"))
    assert first < short == last


def test_what_has_ended_says_so_wherever_it_is_named(edition, data, pdf, pages):
    ended = [entry for entry in edition.initiatives if entry.ended]
    assert ended
    for entry in ended:
        told = words(edition.language.say(entry.ended))
        assert words(data["entries"][entry.slug]["ended"]) == told
        lines = [line for register in data["registers"] for group in register["groups"] for line in group["lines"]]
        assert {words(line["ended"]) for line in lines if line["to"] == f"i-{entry.slug}"} == {told}
        openings = {page_of(pdf, f"t-{theme}") for theme in entry.themes}
        for page in (3, page_of(pdf, "h-map"), *openings, page_of(pdf, "h-registers")):
            assert told in pages[page], page


def test_an_opening_is_a_page_of_its_own_in_its_colour_from_edge_to_edge(data, book, pdf):
    with pypdfium2.PdfDocument(book.pdf) as file:
        for chapter in data["chapters"]:
            page = page_of(pdf, chapter["label"])
            picture = file[page - 1].render(scale=0.2).to_pil()
            width, height = picture.size
            corners = [(1, 1), (1, height - 2), (width - 2, height - 2), (width // 2, height - 2)]
            colour = tuple(int(chapter["colour"][place : place + 2], 16) for place in (1, 3, 5))
            assert all(max(abs(a - b) for a, b in zip(picture.getpixel(at), colour)) < 3 for at in corners), page


def test_lists_that_do_not_fit_below_an_opening_stand_on_a_page_of_their_own(data):
    chapter = data["chapters"][2]
    many = {**chapter, "also": [name for other in data["chapters"] for name in other["entries"]] * 3}
    made = pypdf.PdfReader(io.BytesIO(typeset({**data, "chapters": [many, *data["chapters"][3:]]}).pdf))
    page = page_of(made, chapter["label"])
    opening, lists, entry = (compact(made.pages[number - 1].extract_text()) for number in (page, page + 1, page + 3))
    name = data["entries"][chapter["entries"][0]]
    assert compact(chapter["summary"]) in opening and compact("In dit hoofdstuk") not in opening
    assert compact(f"{name['title']}{name['place']}{page_of(made, name['label'])}") in lists and lists.count("p.") == 0


def test_the_back_of_the_cover_says_what_the_book_is_and_leads_to_the_site(data, book, pages):
    import zxingcpp

    cover = data["cover"]
    for text in (cover["lead"], *cover["blurb"], cover["name"], *cover["lines"][1:], data["site"]["shown"]):
        assert compact(text) in compact(pages[-1]), text
    with pypdfium2.PdfDocument(book.pdf) as file:
        picture = file[len(file) - 1].render(scale=3).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [data["site"]["url"]]


def test_each_chapter_lists_what_else_is_about_its_theme(data, pdf, pages):
    for chapter in data["chapters"]:
        opener = compact(pages[page_of(pdf, chapter["label"])])
        for name in (*chapter["entries"], *chapter["also"], *chapter["stubs"]):
            entry = data["entries"][name]
            line = compact(f"{entry['title']}{said(entry)}{entry['place']}{page_of(pdf, entry['label'])}")
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
                assert compact(source["before"] + source["title"] + source["after"]) in text
            for word in entry["words"]:
                assert word["label"] in pdf.named_destinations
            for relation in entry["related"]:
                page = page_of(pdf, relation["to"])
                assert compact(f"{relation['text']} (p. {page}){said(relation)}, {relation['why']}") in text
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


def test_every_link_within_the_book_says_where_it_leads(data, pdf):
    """For screen readers: the name of the target and its page, even if the page shows only a number."""
    titles = {entry["label"]: entry["title"] for entry in data["entries"].values()}
    titles |= {chapter["label"]: chapter["title"] for chapter in data["chapters"]}
    titles |= {word["label"]: word["name"] for word in data["glossary"]}
    said = defaultdict(set)
    for page in pdf.pages:
        for item in page.get("/Annots", ()):
            if "/Dest" in item.get_object():
                said[item.get_object()["/Dest"]].add(item.get_object()["/Contents"])
    assert said.keys() >= titles.keys() - {name for name in titles if name not in pdf.named_destinations}
    for name, found in said.items():
        page = page_of(pdf, name)
        assert found == {f"{titles[name]}, pagina {page}"} if name in titles else len(found) == 1
        assert all(words.endswith(f"pagina {page}") for words in found)


def test_the_book_has_a_plausible_size(book, data):
    described = sum(len(chapter["entries"]) for chapter in data["chapters"])
    assert described + len(data["chapters"]) + 6 <= book.pages <= 4 * described + 2 * len(data["chapters"]) + 12
    assert len(book.pdf) < 200_000 + 40_000 * book.pages
    assert book.replaced == ()


def test_the_same_sources_give_the_same_bytes(project):
    book = typeset(compose(edition_of(load(ROOT)[0])))
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
    catalogue = first()
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


def test_on_small_paper_nothing_runs_off_the_page_or_over_what_follows():
    """A word wider than the page, a name of two lines, a table with many columns, a quotation."""
    months = [f"maand{number}" for number in range(12)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (months, ["---"] * 12, ["1.234.567"] * 12))
    data = changed(
        barbarahoes={
            "title": "Mantelzorgondersteuningsorganisaties en hun ervaringsdeskundigheidsbevordering",
            "body": f"## Voor wie\n\n> Een citaat.\n\n{table}",
        }
    )
    data = data | {"page": Format("a5").page}
    made = typeset(data).pdf
    pdf = pypdf.PdfReader(io.BytesIO(made))
    page = page_of(pdf, "i-barbarahoes") - 1
    with pypdfium2.PdfDocument(made) as file:
        bounds = [
            shape.get_bounds() for shape in file[page].get_objects() if shape.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH
        ]
        assert (
            sum(right - left < 2 and top - bottom > 9 for left, bottom, right, top in bounds) == 1
        )  # of the quotation
        found = file[page].get_textpage()
        start, count = found.search("Mantelzorg", index=80).get_next()[0], len("Mantelzorgondersteuningsorganisaties")
        assert max(found.get_charbox(start + number)[2] for number in range(count)) < (148 - 15) * 72 / 25.4
        found = file[page + 1].get_textpage()
        cells = [found.search(name).get_next() for name in months[:4]]
        for one, other in zip(cells, cells[1:]):
            assert found.get_charbox(sum(one) - 1)[2] < found.get_charbox(other[0])[0]
        for page in range(page_of(pdf, "i-sociale-netwerkversterking") - 1, len(file)):
            found = file[page].get_textpage()
            name, after = (found.search(words).get_next() for words in ("Wordt gebruikt", "Zie ook"))
            if name and after:
                break
        second = found.search("in", index=sum(name)).get_next()
        assert found.get_charbox(second[0])[1] > found.get_charbox(after[0])[3]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_table_of_many_columns_is_set_in_parts_that_can_be_read(paper):
    """Each part has the first column, which tells what a row is about, and headers for screen readers."""
    head = ["Plaatsnaam", *(f"maand{number}" for number in range(1, 14))]
    rows = [[name, *(f"{number}{name[0]}" for number in range(1, 14))] for name in ("Breda", "Zwolle")]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * 14, *rows))
    made = typeset(changed(barbarahoes={"body": f"## Voor wie\n\n{table}"}) | {"page": Format(paper).page}).pdf
    pdf = pypdf.PdfReader(io.BytesIO(made))
    start, sizes = page_of(pdf, "i-barbarahoes") - 1, []

    def visit(text, _, matrix, __, size):
        sizes.extend([size * abs(matrix[3])] if re.search(r"maand\d|\d[BZ]", text) else [])

    text = words(" ".join(page.extract_text(visitor_text=visit) for page in pdf.pages[start : start + 2]))
    assert min(sizes) > 7.5
    for cell in (*head[1:], *rows[0][1:], *rows[1][1:]):
        assert len(re.findall(rf"\b{cell}\b", text)) == 1
    assert [text.count(name) for name in ("Plaatsnaam", "(vervolg)", "Breda", "Zwolle")] == [2, 1, 2, 2]
    with pikepdf.open(io.BytesIO(made)) as file:
        tables = [table for table in elements(file.Root.StructTreeRoot) if table.S == "/Table"]
        heads = [sum(cell.S == "/TH" for cell in elements(table)) for table in tables]
    assert {7, 8} <= set(heads)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_table_too_high_for_what_is_left_of_a_page_begins_below_its_heading(paper):
    """Its rows stay whole, and no page has little more than the heading."""
    row = "| Alphen aan den Rijn | bijeenkomsten voor ervaringsdeskundigen | zorgverzekeraars en woningcorporaties "
    table = "| Plaats | Netwerk | Partners | Geld | Aantal | Wie |\n|---|---|---|---|---|---|\n" + "\n".join(
        f"{row}| populatiebekostiging | {1000 + number} | beleidsmedewerkers sociaal domein |" for number in range(8)
    )
    for lines in (1, 6):
        body = "## Voor wie\n\n" + "Een korte regel.\n\n" * lines + f"## Waarom deze tabel\n\n{table}"
        made = typeset(changed(barbarahoes={"body": body}) | {"page": Format(paper).page}).pdf
        pdf = pypdf.PdfReader(io.BytesIO(made))
        start = page_of(pdf, "i-barbarahoes") - 1
        texts = [words(page.extract_text()) for page in pdf.pages[start : start + 4]]
        (headed,) = (text for text in texts if "Waarom deze tabel" in text)
        assert "Alphen" in headed and (paper == "a5" or "Een korte regel" in headed), (lines, texts)
        assert all(f"{1000 + number}" in "".join(texts) for number in range(8))


def test_many_facts_on_small_paper_stay_on_the_page_of_their_title():
    """A long list of partners is beside all other facts, and the QR code does not move to the next page."""
    entry = first().initiatives["eigen-plan-trekken-door-zelfhulp"]
    many = tuple(
        entry.organisations[0].model_copy(update={"name": f"Stichting Maatschappelijke Dienstverlening {number}"})
        for number in range(10)
    )
    places = ("Amsterdam", "Rotterdam", "Utrecht", "Groningen", "Zwolle", "Breda", "Doetinchem", "Brunssum")
    short = {"organisations": many, "places": places, "methods": (), "people": (), "body": "## Voor wie\n\nKort."}
    data = changed(barbarahoes=short) | {"page": Format("a5").page}
    pdf = pypdf.PdfReader(io.BytesIO(typeset(data).pdf))
    text = words(pdf.pages[page_of(pdf, "i-barbarahoes") - 1].extract_text())
    assert "Stichting Maatschappelijke Dienstverlening 9" in text and "website" in text.lower()


def test_no_few_lines_of_the_contents_have_a_page_to_themselves():
    """The lines are a little closer if that saves a page."""
    catalogue = first()
    entry = catalogue.initiatives["buurtcirkels"]
    turned = set()
    for extra in (0, 3, 6, 14):
        copies = {
            f"extra-{number}": entry.model_copy(update={"slug": f"extra-{number}", "title": f"Kring {number}"})
            for number in range(extra)
        }
        digests = catalogue.digests | dict.fromkeys(copies, "")
        more = replace(catalogue, initiatives=catalogue.initiatives | copies, digests=digests)
        data = compose(edition_of(more))
        pdf = pypdf.PdfReader(io.BytesIO(typeset(data).pdf))
        count = page_of(pdf, "h-reading") - 3  # the contents begin on page 3
        last = pdf.pages[count + 1].extract_text().splitlines()
        assert count == 1 or len(last) > 12, (extra, last)
        turned.add(count)
    assert turned == {1, 2}


def test_a_hyphen_leaves_three_letters_on_either_side_and_no_line_is_a_short_word_alone():
    """Dutch patterns would give “or-ganisatie” and “professione-le”."""
    lengths = [f"{'n' * (number % 13)} {'woord ' * (5 + number // 13)}" for number in range(60)]
    told = "\n\n".join(f"{length}de organisatie professionele woord woord" for length in lengths)
    ends = "Talenten gaan daarbij voor op beperkingen: het gaat om wat iemand kan."
    made = typeset(changed(barbarahoes={"body": f"## Voor wie\n\n{told}\n\n{ends}"})).pdf
    pdf = pypdf.PdfReader(io.BytesIO(made))
    start = page_of(pdf, "i-barbarahoes") - 1
    text = "\n".join(page.extract_text() for page in pdf.pages[start : start + 5])
    broken = re.findall(r"(\w+)[-\u00ad]\s*\n\s*(\w+)", text[text.index("woord") :])
    assert len(broken) > 5 and all(min(map(len, parts)) >= 3 for parts in broken)
    assert not re.search(r"^\s*kan\.$", text, re.MULTILINE)


def test_a_word_that_its_language_cannot_break_stays_in_its_column_of_the_matrix(data):
    """For example a Dutch word in an English book, on small paper."""
    made = typeset(data | {"language": "en", "page": Format("a5").page}).pdf
    page = page_of(pypdf.PdfReader(io.BytesIO(made)), "h-matrix") - 1
    with pypdfium2.PdfDocument(made) as file:
        found = file[page].get_textpage()
        (start, _), (end, letters), (other, _) = (found.search(part).get_next() for part in ("Dagb", "heid", "Herstel"))
        assert start < end < other
        right = max(found.get_charbox(number)[2] for number in range(start, end + letters))
        assert right < found.get_charbox(other)[0]


def test_the_last_rows_of_a_long_matrix_share_a_page(data):
    """If a few are left, a page for each group of themes would be nearly empty."""
    found = data["matrix"]
    made = typeset(data | {"matrix": found | {"rows": found["rows"] * 8}}).pdf
    pdf = pypdf.PdfReader(io.BytesIO(made))
    last = page_of(pdf, f"t-{data['chapters'][0]['label'][2:]}") - 1
    text = words(pdf.pages[last - 1].extract_text())
    assert last == page_of(pdf, "h-matrix") + 2
    assert all(theme["title"].split()[0] in text for theme in found["themes"])
    assert text.count(found["rows"][-1]["title"]) % 2 == 0


def test_a_row_of_the_matrix_is_headed_by_its_city(data, book, pdf):
    """A screen reader says city and theme with each page: the city is a header too, which no list of headers hides."""
    with pikepdf.open(io.BytesIO(book.pdf)) as file:
        own = file.pages[page_of(pdf, "h-matrix") - 1].objgen
        tables = [table for table in elements(file.Root.StructTreeRoot) if table.S == "/Table"]
        tables = [table for table in tables if next(one.Pg for one in elements(table) if "/Pg" in one).objgen == own]
        rows = [row for table in tables for row in table.K[1].K]
        assert len(rows) == len(tables) * len(data["matrix"]["rows"]) > 0
        for row in rows:
            first, *others = row.K
            assert first.S == "/TH" and [kind.Scope for kind in first.A if "/Scope" in kind] == ["/Row"]
            assert all(cell.S == "/TD" for cell in others)
            assert not [kind for cell in row.K for kind in cell.A if "/Headers" in kind]


def test_no_page_of_a_small_book_is_empty_and_how_to_read_it_stands_on_one(data):
    pdf = pypdf.PdfReader(io.BytesIO(typeset(data | {"page": Format("a5").page}).pdf))
    assert page_of(pdf, "h-map") == page_of(pdf, "h-reading") + 1
    assert all(len(page.extract_text()) > 250 for page in pdf.pages[1:])
    assert len(pdf.pages) - page_of(pdf, "h-registers") <= 5  # the back cover is one of them


def test_a_sign_without_a_font_is_told_of_the_entry_that_has_it():
    """Not for entries that mention it in “See also”."""
    title = "Het BarbaraHoes 😀"
    assert typeset(changed(barbarahoes={"title": title})).replaced == ("initiatives/barbarahoes.md: U+1F600",)


def test_an_organisation_of_which_something_is_known_has_its_place(data):
    assert [item["lines"] for item in data["organisations"] if item["title"] == "Movisie"] == [[]]


def test_who_uses_a_method_is_named_once(data):
    for entry in data["entries"].values():
        assert not {item["text"] for item in entry["users"]} & {item["text"] for item in entry["related"]}


def test_an_entry_that_cannot_be_set_is_named_by_its_file():
    data = changed()
    data["entries"]["barbarahoes"]["body"].append({"t": "a", "url": "", "mark": "", "c": ["x"]})
    with pytest.raises(BookError) as raised:
        typeset(data)
    assert str(raised.value).startswith("initiatives/barbarahoes.md: het boek ")
    assert raised.value.__suppress_context__


def test_an_empty_handbook_is_still_a_book():
    assert typeset(compose(edition_of(replace(first(), initiatives={})))).pages > 5


def test_colours_can_be_read_on_paper_and_on_the_tint():
    def light(colour):
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for colour in COLOURS:
        for ground in ("#ffffff", "#f5f1e8"):
            assert (light(ground) + 0.05) / (light(colour) + 0.05) >= 4.5, colour
        assert (light(lighter(colour)) + 0.05) / (light("#1b2727") + 0.05) >= 4.5, colour  # on a dark page
