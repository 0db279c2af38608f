"""Every edition that one engine makes: parts of the handbook, papers, print, booklet, cover, leaflets, pictures."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp
from conftest import ROOT, compact, edition_of, first, page_of, run
from handbook.book import engine, share
from handbook.book.asked import asked
from handbook.book.bindery import bind
from handbook.book.book import compose
from handbook.book.catalogue import catalogue
from handbook.book.excerpt import Unknown, of_city, of_selection, of_theme, whole
from handbook.book.extent import EVERYTHING, Extent
from handbook.book.format import PAPERS, SHEET, Format, spine
from handbook.book.imposition import booklet, saddle
from handbook.book.jacket import jacket
from handbook.book.kept import kept
from handbook.book.leaflet import fitting, leaflet
from handbook.book.typeset import typeset
from handbook.book.volumes import pages_of, registers, through, volumes, where
from handbook.edition.part import part
from handbook.model import address
from handbook.model.removed import Removed
from handbook.running.keep import Keep, key

POINT = 72 / 25.4


def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def edition():
    return edition_of(first())


@pytest.fixture(scope="module")
def theme(edition):
    """The book about a theme: its data and its PDF."""
    data = compose(of_theme(edition, "dagbesteding"))
    return data, typeset(data)


@pytest.fixture(scope="module")
def booklet_source(edition):
    return typeset(compose(of_selection(edition, ["peer-to-peer", "flevo-fiets"]), Format("a5")))


# ---------------------------------------------------------------- what a book holds


def test_a_part_holds_only_its_entries_and_knows_the_rest(edition):
    city = edition.city["amsterdam"]
    found = part(edition, city.entries)
    assert found.initiatives == tuple(entry for entry in edition.initiatives if entry in city.entries)
    assert all(set(group.entries) <= set(found.initiatives) and group.entries for group in found.themes)
    assert found.by_slug == edition.by_slug
    assert {entry for group in found.cities for entry in group.entries} == set(found.initiatives)


def test_the_book_of_a_theme_holds_its_entries_each_on_the_page_that_is_said(edition, theme):
    data, book = theme
    pdf = reader(book.pdf)
    texts = ["", *(compact(page.extract_text()) for page in pdf.pages)]
    entries = edition.theme["dagbesteding"].entries
    assert set(data["entries"]) == {entry.slug for entry in entries}
    opener = texts[page_of(pdf, "t-dagbesteding")]
    back = "".join(texts[page_of(pdf, "h-registers") :])
    for entry in data["entries"].values():
        page = page_of(pdf, entry["label"])
        assert compact(entry["title"]) in texts[page]
        assert compact(f"{entry['title']}{entry['place']}{page}") in opener
    lines = [line for register in data["registers"] for group in register["groups"] for line in group["lines"]]
    assert lines
    for line in lines:
        assert re.search(rf"{re.escape(compact(line['text']))}{page_of(pdf, line['to'])}(?!\d)", back), line
    assert "rt-dagbesteding" not in pdf.named_destinations  # no list of all entries
    cover, colophon = texts[1], texts[2]
    for said in (edition.settings.name, "Dagbesteding", "Editie1,november2026", edition.settings.licence):
        assert compact(said) in cover
    assert compact("Editie 1, november 2026") in colophon and compact(edition.settings.licence) in colophon


def test_what_stands_elsewhere_is_on_the_site(edition, theme):
    """“See also” leads to a page of the book, or to the site for entries that are not in it."""
    data, _ = theme
    relations = [relation for entry in data["entries"].values() for relation in entry["related"]]
    inside = {entry["label"] for entry in data["entries"].values()}
    assert {relation["to"] for relation in relations if "to" in relation} <= inside
    outside = [relation for relation in relations if "url" in relation]
    assert outside and all(relation["url"].startswith(edition.settings.url) for relation in outside)
    assert not any(relation["mark"] for relation in outside)  # only by name


@pytest.mark.parametrize("slug", ["beleid-en-financiering", "zelfhulp"])
def test_no_entry_of_a_part_ends_on_a_page_with_its_sources_alone(edition, slug):
    """Its description ends on the last page, not on the one before: the last page would have only lists."""
    book = typeset(compose(of_theme(edition, slug)))
    pdf = reader(book.pdf)
    starts = sorted(page_of(pdf, name) for name in pdf.named_destinations if name[:2] in ("i-", "h-"))
    for entry in edition.theme[slug].entries:
        start = page_of(pdf, f"i-{entry.slug}")
        last = min((page for page in starts if page > start), default=book.pages) - 1
        assert compact(entry.body)[-30:] in compact(pdf.pages[last - 1].extract_text()), (entry.slug, last)


def test_what_closes_a_part_goes_on_below_each_other(edition, theme):
    """The stubs, the glossary and the registers: pages of their own would be half empty, or more."""
    own = reader(theme[1].pdf)
    assert page_of(own, "h-registers") == page_of(own, "h-glossary")
    city = reader(typeset(compose(of_city(edition, "amsterdam"))).pdf)
    start = page_of(city, "h-stubs")
    assert page_of(city, "h-glossary") == start
    for page in city.pages[start - 1 : -1]:
        assert len(page.extract_text().split()) > 120
    head = " ".join(city.pages[start - 1].extract_text().split()[:20])
    assert "Nog te beschrijven · Woorden uitgelegd" in head  # the running head names both


@pytest.mark.parametrize("slug", ["buurt-en-netwerk", "ervaringsdeskundigheid"])
def test_the_last_register_of_a_part_shares_its_page(edition, slug):
    """If it just fits below the others with a little less space between them."""
    pdf = reader(typeset(compose(of_theme(edition, slug))).pdf)
    assert page_of(pdf, "r-theme") < len(pdf.pages) - 1
    assert {page_of(pdf, name) for name in ("r-city", "r-name")} == {len(pdf.pages) - 1}


def test_a_register_of_a_few_lines_has_no_page_to_itself(edition):
    """A register before it begins lower on its page; so this booklet has six sheets to fold, not seven."""
    pdf = reader(typeset(compose(of_theme(edition, "leren-en-talent"), Format("a5", folded=True))).pdf)
    assert {page_of(pdf, name) for name in ("r-organisation", "r-name")} == {len(pdf.pages) - 1} == {23}


def test_on_small_paper_no_entry_ends_in_references_alone_and_what_is_a_name_alone_fills_its_pages(edition):
    book = typeset(compose(whole(edition), Format("a5")))
    pdf = reader(book.pdf)
    texts = ["", *(compact(page.extract_text()) for page in pdf.pages)]
    starts = sorted(page_of(pdf, name) for name in pdf.named_destinations if name[:2] in ("i-", "t-", "h-"))
    for entry in edition.described:
        start = page_of(pdf, f"i-{entry.slug}")
        last = texts[min(page for page in starts if page > start) - 1]
        assert compact(entry.body)[-30:] in last or (entry.figures and "CIJFERS" in last.upper()), entry.slug
    stubs = [page_of(pdf, f"i-{entry.slug}") for entry in edition.stubs]
    assert len(stubs) == 7 and len(set(stubs)) == 3


def test_a_book_of_one_entry_explains_its_words_below_it(edition):
    """As a leaflet does: a list at the back would be a page with a single line."""
    data = compose(of_theme(edition, "zorg-en-welzijn"))
    pdf = reader(typeset(data).pdf)
    assert len(edition.theme["zorg-en-welzijn"].entries) == 1
    assert not {"h-glossary", "h-registers"} & set(pdf.named_destinations)
    (word,) = data["entries"]["ggz-coaches"]["words"]
    assert compact(word["name"] + word["text"]) in compact(pdf.pages[-2].extract_text())


def test_on_covers_no_word_stands_alone_and_no_line_begins_with_a_point(edition):
    """The dot between two themes stays at the end of its line."""
    for slug, format in (("leren-en-talent", Format()), ("zelfhulp", Format("a5"))):
        pages = reader(typeset(compose(of_theme(edition, slug), format)).pdf).pages
        lines = [line.strip() for page in (pages[0], pages[2], pages[-1]) for line in page.extract_text().splitlines()]
        assert len(lines) > 12 and not [line for line in lines if re.fullmatch(r"[a-z]+\.", line)]
        assert not re.search(r"^\s*·(?! afgerond)", pages[3].extract_text(), re.MULTILINE)


def test_a_selection_keeps_its_order(edition):
    wanted = ["stadskamer-doetinchem", "barbarahoes", "peer-to-peer"]
    data = compose(of_selection(edition, wanted, "Voor ons overleg"))
    assert data["chapters"][0]["entries"] == wanted
    assert data["cover"]["title"] == "Voor ons overleg" and data["cover"]["kicker"] == edition.settings.name


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("peer-to-peer, barbarahoes", ["peer-to-peer", "barbarahoes"]),
        ("https://x.example/pad/selectie/?i=barbarahoes&i=peer-to-peer&i=barbarahoes", ["barbarahoes", "peer-to-peer"]),
        ("https://x.example/initiatieven/flevo-fiets/", ["flevo-fiets"]),
    ],
)
def test_slugs_and_addresses_are_understood(edition, text, slugs):
    assert list(asked(edition, text).slugs) == slugs


def test_a_search_address_means_what_the_search_page_shows(edition):
    def chosen(text):
        return set(asked(edition, text).slugs)

    amsterdam, rotterdam, self_help = edition.city["amsterdam"], edition.city["rotterdam"], edition.theme["zelfhulp"]
    either = {entry.slug for entry in (*amsterdam.entries, *rotterdam.entries)}
    assert chosen("/zoeken/?stad=amsterdam&stad=rotterdam&pagina=2") == either
    both = either & {entry.slug for entry in self_help.entries}
    assert both and chosen("?stad=amsterdam&stad=rotterdam&thema=zelfhulp") == both
    assert chosen("/zoeken/?soort=methodiek") == {e.slug for e in edition.initiatives if e.kind == "methodiek"}
    assert chosen("https://x.example/steden/amsterdam/") == {entry.slug for entry in amsterdam.entries}
    words = asked(edition, "/zoeken/?q=Zelfhulpgroep+herstellen&stad=amsterdam")
    assert words.words == "Zelfhulpgroep herstellen" and words.slugs
    for name in words.slugs:
        text = edition.by_slug[name]
        written = f"{text.title} {text.summary} {text.body}".lower()
        assert "zelfhulpgroep" in written and "herstel" in written


def gone(folder, slug):
    told = {"title": "Weg", "removed": "2026-11-22", "why": "Het stond dubbel."}
    return Removed(**told, folder=folder, slug=slug, body="")


def test_a_name_of_before_is_understood(edition):
    """In an old link to a selection or search, and as a person remembers it."""
    former = {
        "initiatieven/p2p/": "initiatieven/peer-to-peer/",
        "themas/hulp/": "themas/zelfhulp/",
        "steden/mokum/": "steden/amsterdam/",
    }
    edition = replace(edition, former=former)
    assert asked(edition, "https://x.example/selectie/?i=p2p&i=barbarahoes").slugs == ("peer-to-peer", "barbarahoes")
    assert asked(edition, "p2p").slugs == ("peer-to-peer",)
    assert asked(edition, "/zoeken/?thema=hulp&stad=mokum") == asked(edition, "/zoeken/?thema=zelfhulp&stad=amsterdam")
    assert of_theme(edition, "hulp").title == "Zelfhulp" and of_city(edition, "Mokum").title == "Amsterdam"


def test_a_title_that_no_cover_has_room_for_is_refused(edition):
    with pytest.raises(Unknown) as raised:
        of_selection(edition, ["peer-to-peer"], "x" * 81)
    assert "hooguit 80" in edition.language.say(raised.value.said)


@pytest.mark.parametrize("options", [("--leaflet", "peer-to-peer"), ("--catalogue",)])
def test_what_cannot_be_folded_is_refused(options):
    result = run(ROOT, "book.py", *options, "--booklet")
    assert result.returncode == 2 and "leave out --booklet" in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("peer-to-pear", "Bedoelde je ‘peer-to-peer’?"),
        ("?stad=amsterdm", "Bedoelde je ‘amsterdam’?"),
        ("?tema=herstel", "bedoelde je ‘thema’?"),
        ("?soort=metodiek", "Bedoelde je ‘methodiek’?"),
        ("?q=xyzzyplugh", "‘xyzzyplugh’"),
        ("?stad=weg", "‘weg’ is op 22 november 2026 vervallen (Het stond dubbel)"),
        ("weggehaald", "‘weggehaald’ is op 22 november 2026 vervallen"),
        ("https://x.example/over/", "Dit adres kiest niets"),
        ("http://[::1/x", "Dit adres kiest niets"),
    ],
)
def test_what_is_not_there_is_said_with_what_comes_near(edition, text, said):
    edition = replace(edition, removed=(gone("initiatieven", "weggehaald"), gone("steden", "weg")))
    with pytest.raises(Unknown) as raised:
        asked(edition, text)
    assert said in edition.language.say(raised.value.said)


# ---------------------------------------------------------------- paper and press


def test_the_press_gets_bleed_marks_and_chapters_on_the_right(edition):
    data = compose(edition, Format("a5", press=True))
    book = typeset(data)
    pdf = reader(book.pdf)
    for page in pdf.pages:
        trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
        assert [round(float(value) / POINT) for value in (trim.width, trim.height)] == [148, 210]
        assert [round((trim.left - bleed.left) / POINT), round((bleed.right - trim.right) / POINT)] == [3, 3]
        assert media.left < bleed.left and media.top > bleed.top
    for chapter in data["chapters"]:
        assert page_of(pdf, chapter["label"]) % 2 == 1, chapter["title"]
    assert book.pages % 2 == 0  # a sheet has two sides
    marks = pdf.pages[5].get_contents().get_data().decode("latin-1").rpartition("/Artifact BMC")[2]
    assert marks.count(" l S") == 8


def test_on_paper_addresses_are_notes(edition):
    """On a screen an address is a link; for a printer it is only text."""
    excerpt = of_selection(edition, ["peer-to-peer"])

    def followed(pdf):
        return {
            item.get_object()["/A"]["/URI"]
            for page in pdf.pages
            for item in page.get("/Annots", ())
            if "/URI" in item.get_object().get("/A", {})
        }

    for press in (False, True):
        data = compose(excerpt, Format("a5", press=press))
        pdf = reader(typeset(data).pdf)
        links = data["entries"]["peer-to-peer"]["links"]
        printed = compact("".join(page.extract_text() for page in pdf.pages))
        assert links and all(compact(link["mark"] + link["text"]) in printed for link in links)
        assert followed(pdf) == set() if press else {link["url"] for link in links} <= followed(pdf)


def test_saddle_order():
    assert saddle(4) == [(4, 1), (2, 3)]
    assert saddle(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert saddle(6) == [(6, 1), (2, None), (None, 3), (4, 5)]  # the back cover stays outside
    for count in (1, 5, 11, 60):
        order = saddle(count)
        assert sorted(page for side in order for page in side if page) == list(range(1, count + 1))
        assert len(order) % 2 == 0


def test_a_booklet_has_two_pages_on_a_side(booklet_source):
    made, sheets = booklet(booklet_source.pdf, "Boekje")
    pdf, book = reader(made), reader(booklet_source.pdf)
    order = saddle(len(book.pages))
    assert len(pdf.pages) == len(order) == 2 * sheets
    texts = [None, *(compact(page.extract_text()) for page in book.pages)]
    for side, page in zip(order, pdf.pages):
        assert [round(float(value) / POINT) for value in (page.mediabox.width, page.mediabox.height)] == [296, 210]
        found = compact(page.extract_text())
        assert all(texts[number][:60] in found for number in side if number)
    assert made == booklet(booklet_source.pdf, "Boekje")[0]
    with pikepdf.open(io.BytesIO(made)) as file:
        assert str(file.Root.Lang).startswith("nl")


def test_a_booklet_says_of_itself_what_is_true(edition):
    """It has no tags, its page labels differ from the sheets, and its links do not work."""
    data = compose(of_selection(edition, ["peer-to-peer", "flevo-fiets"]), Format("a5", folded=True))
    assert data["page"]["printed"] and "PDF/UA" not in data["colophon"][-1]["text"]
    assert data["words"]["in_this_chapter"] == "In dit boekje" and "Nederland" not in data["tagline"]


def test_the_cover_is_as_wide_as_back_spine_and_front(edition):
    data = jacket(whole(edition), Format("a5"), 201, 0.2)
    pdf = reader(typeset(data, "jacket.typ").pdf)
    assert spine(201, 0.2) == 20.2 and spine(100) == round(50 * SHEET, 1)
    assert len(pdf.pages) == 1
    assert round(float(pdf.pages[0].trimbox.width) / POINT, 1) == round(2 * 148 + 20.2, 1)
    text = compact(pdf.pages[0].extract_text())
    marks = pdf.pages[0].get_contents().get_data().decode("latin-1").rpartition("/Artifact BMC")[2]
    assert marks.count(" l S") == 12  # at the corners, and at both folds
    names = text.count(compact(edition.settings.name)) - text.count(compact(edition.settings.publisher))
    assert names == 3  # front, spine and back
    assert all(
        compact(part) in text for part in (data["cover"]["lead"], *data["cover"]["blurb"], data["site"]["shown"])
    )
    with pypdfium2.PdfDocument(typeset(data, "jacket.typ").pdf) as file:
        picture = file[0].render(scale=3).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [data["site"]["url"]]
    assert "20,2 mm" in data["note"] and "201 pagina’s" in data["note"]


# ---------------------------------------------------------------- leaflets, pictures, catalogue, volumes


def test_a_leaflet_takes_at_most_two_pages(edition, tmp_path):
    keep = Keep(tmp_path)
    for entry in sorted(edition.described, key=lambda entry: -len(entry.body))[:3]:
        book = fitting(entry, edition, keep)
        assert book.pages <= 2
        pdf = reader(book.pdf)
        text = compact("".join(page.extract_text() for page in pdf.pages))
        assert compact(entry.title) in text and compact(f"initiatieven/{entry.slug}") in text
        assert compact(edition.settings.licence) in text
        assert all(compact(source.title) in text for source in entry.sources)
        with pikepdf.open(io.BytesIO(book.pdf)) as file, file.open_metadata() as metadata:
            assert metadata["dc:title"] == entry.title and metadata["pdfuaid:part"] == "1"


def test_a_long_list_of_sources_never_leaves_one_or_two_for_the_next_page(edition):
    entry = edition.by_slug["barbarahoes"]
    source = entry.sources[0]
    many = tuple(source.model_copy(update={"title": f"Bericht nummer {number:02}"}) for number in range(1, 13))
    parted = 0
    for lines in range(17, 24):
        body = "\n\n".join(["Een [korte](https://example.org/) zin."] * lines)
        changed = entry.model_copy(update={"sources": many, "body": f"## Voor wie\n\n{body}"})
        whole = replace(edition, initiatives=(changed,))
        texts = [page.extract_text() for page in reader(typeset(leaflet(changed, whole), "leaflet.typ").pdf).pages]
        counts = [text.count("Bericht nummer") for text in texts]
        parted += 0 < counts[-1] < 12
        assert counts[-1] not in (1, 2), (lines, counts)
    assert parted


def test_a_few_web_addresses_never_have_a_page_to_themselves(edition):
    """They take the sources with them."""
    entry, turned = edition.by_slug["barbarahoes"], 0
    for lines in range(18, 29):
        body = "\n\n".join(["Een [korte](https://example.org/) zin."] * lines)
        changed = entry.model_copy(update={"body": f"## Voor wie\n\n{body}"})
        whole = replace(edition, initiatives=(changed,))
        pages = reader(typeset(leaflet(changed, whole), "leaflet.typ").pdf).pages
        last = compact(pages[-1].extract_text()).upper()
        turned += "BRONNEN" in last and len(pages) > 1
        assert "WEBADRESSEN" not in last or "BRONNEN" in last, lines
    assert turned


def test_every_address_of_a_leaflet_or_a_stub_is_referred_to(edition, tmp_path):
    """“See also” may have no room: then its addresses are gone too; a link leads to the site, never into a book."""
    tight = fitting(edition.by_slug["eigen-plan-trekken-door-zelfhulp"], edition, Keep(tmp_path))
    links = [item.get_object() for page in reader(tight.pdf).pages for item in page.get("/Annots", ())]
    addresses = [str(link["/A"]["/URI"]) for link in links]
    assert addresses and all(where.startswith("http") for where in addresses)
    assert not any("groningse-model" in where for where in addresses)  # of related entries
    loose = leaflet(edition.by_slug["buurtcirkels"], edition)["entries"]["buurtcirkels"]
    assert loose["related"] and not any(item["mark"] for item in loose["related"])  # only by name
    assert [link["mark"] for link in loose["links"]] == re.findall('"mark": "(.)"', json.dumps(loose["body"]))
    stub = compose(of_selection(edition, ["het-kompas", "peer-to-peer"]))["entries"]["het-kompas"]
    assert [link["mark"] for link in stub["links"]] == re.findall('"mark": "(.)"', json.dumps(stub["body"]))


def test_a_description_without_a_first_heading_keeps_clear_of_the_summary(edition):
    entry = edition.by_slug["dagcentrum-kraaipan"]
    with pypdfium2.PdfDocument(typeset(leaflet(entry, edition), "leaflet.typ").pdf) as pdf:
        text = pdf[0].get_textpage()
        ends, starts = (text.search(words).get_next() for words in ("noemt alleen de naam.", entry.body[:30]))
        assert ends and starts and ends[0] < starts[0]
        below = text.get_charbox(sum(ends) - 2)[1]
        assert below - text.get_charbox(starts[0])[3] > 12


def test_pictures_have_the_size_that_is_said(edition):
    entry = edition.by_slug["peer-to-peer"]
    hostile = entry.model_copy(update={"title": '#panic("x") ' + "w" * 60, "summary": "$x$ *b* " * 30})
    for data in (share.of_site(edition), share.of_entry(edition, entry), share.of_entry(edition, hostile)):
        picture = engine.png("share.typ", json.dumps(data))
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert [int.from_bytes(picture[at : at + 4], "big") for at in (16, 20)] == [share.WIDTH, share.HEIGHT]


def test_volumes_hold_everything_once_and_the_catalogue_says_where(edition):
    made = volumes(edition, most=2)
    inside = [entry.slug for volume in made for entry in volume.excerpt.edition.initiatives]
    assert sorted(inside) == sorted(entry.slug for entry in edition.initiatives)
    assert all(len(volume.excerpt.edition.initiatives) <= 2 for volume in made)
    assert len({volume.at for volume in made}) == len(made)
    first = made[0]
    book = typeset(compose(first.excerpt))
    found = pages_of(book.pdf)
    pdf = reader(book.pdf)
    front, opening = (compact(pdf.pages[number].extract_text()) for number in (0, 2))
    assert "HandboekMeedoen,deel1" in front and "Handboek Meedoen, deel 1" in pdf.metadata.title
    assert opening.lower().startswith("deel1")
    assert found and all(page == page_of(pdf, f"i-{name}") for name, page in found.items())
    places = where([(first, book)])
    pdf = reader(typeset(catalogue(edition, places), "catalogue.typ").pdf)
    text = compact("".join(page.extract_text() for page in pdf.pages))
    assert all(compact(f"deel en pagina {place}") in text for place in places.values())
    small = catalogue(part(edition, [edition.by_slug["peer-to-peer"]]))
    assert len(small["chapters"]) == 1 and len(reader(typeset(small, "catalogue.typ").pdf).pages) == 6
    numbers = {item["title"]: item["number"] for theme in catalogue(edition)["chapters"] for item in theme["entries"]}
    assert sorted(numbers.values()) == list(range(1, len(edition.initiatives) + 1))
    assert all(compact(f"{title}") in text for title in numbers)


def test_the_volume_of_registers_leads_through_the_others(edition):
    """It has what a whole book has around its chapters, and names volume and page."""
    some = [volume for volume in volumes(edition, most=2) if volume.excerpt.group.slug in ("zelfhulp", "herstel")]
    made = [(volume, typeset(compose(volume.excerpt))) for volume in some]
    known = where(made)
    volume = through(edition, known, len(made) + 1)
    assert volume.at not in {other.at for other, _ in made}
    data = registers(volume, known)
    pdf = reader(typeset(data).pdf)
    texts = dict.fromkeys(("matrix", "map", "methods", "organisations", "glossary", "bibliography", "registers"), "")
    starts = sorted((page_of(pdf, f"h-{name}"), name) for name in texts)
    assert "HandboekMeedoen,deel3" in compact(pdf.pages[0].extract_text())
    torn = [line for page in pdf.pages for line in page.extract_text().splitlines() if re.search(r"\d:\s*$", line)]
    assert not torn
    for (start, name), (end, _) in zip(starts, [*starts[1:], (len(pdf.pages), "")]):
        texts[name] = compact("".join(page.extract_text() for page in pdf.pages[start - 1 : end - 1]))
    assert len(made) == 2 and len(known) == 3
    for slug, place in known.items():
        entry = edition.by_slug[slug]
        place = compact(place)
        name = compact(entry.title + (f" · {edition.language.say(entry.ended)}" if entry.ended else ""))
        assert f"{name}{place}" in re.sub(r"\.{2,}", "", texts["registers"])
        assert f"{name}{place}" in texts["map"]
        assert place in texts["matrix"] and place in texts["bibliography"]
    assert all(compact(source["title"]) in texts["bibliography"] for source in data["bibliography"])
    assert all("dubbelepunt" in texts[name] for name in texts if name != "glossary")
    assert texts["registers"].startswith("Registers") and "Project-Id" not in texts["registers"]
    assert re.search(r"deel\d:\d", texts["bibliography"])
    assert not [name for name in pdf.named_destinations if name.startswith("i-")]
    for page in pdf.pages:  # what is in another file is no link
        for item in page.get("/Annots", ()):
            assert item.get_object().get("/Dest", "h-") in pdf.named_destinations or "/A" in item.get_object()


# ---------------------------------------------------------------- kept, and the same each time


def test_the_same_sources_give_the_same_bytes(edition, theme):
    _, book = theme
    assert typeset(compose(of_theme(edition, "dagbesteding"))).pdf == book.pdf
    assert typeset(compose(of_theme(edition_of(first()), "dagbesteding"))).pdf == book.pdf
    entry = edition.by_slug["flevo-fiets"]
    for data, template in (
        (leaflet(entry, edition), "leaflet.typ"),
        (compose(of_selection(edition, ["flevo-fiets"]), Format("a5", press=True)), "main.typ"),
    ):
        assert typeset(data, template).pdf == typeset(data, template).pdf
    picture = json.dumps(share.of_entry(edition, entry))
    assert engine.png("share.typ", picture) == engine.png("share.typ", picture)


def test_the_time_in_a_file_is_that_of_the_sources_or_of_the_builder(edition, monkeypatch):
    data = leaflet(edition.by_slug["flevo-fiets"], edition)

    def created():
        return reader(typeset(data, "leaflet.typ").pdf).metadata.creation_date.date().isoformat()

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert created() == data["date"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert created() == "1970-01-02"


def test_what_is_kept_is_used_again_until_it_is_damaged(edition, tmp_path):
    data = leaflet(edition.by_slug["flevo-fiets"], edition)
    first = kept(data, "leaflet.typ", Keep(tmp_path))
    keep = Keep(tmp_path)
    assert kept(data, "leaflet.typ", keep) == first and keep.made == 0
    [path] = tmp_path.glob("??/*")
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:100] + b"x" + whole[101:], b"", b"%PDF-1.7 something else"):
        path.write_bytes(damaged)
        keep = Keep(tmp_path)
        assert kept(data, "leaflet.typ", keep) == first and keep.made == 1
    other = kept({**data, "title": "Anders"}, "leaflet.typ", keep)
    assert other.pdf != first.pdf and keep.made == 2


def test_a_kept_file_counts_only_under_its_own_key(tmp_path):
    keep = Keep(tmp_path)
    one, other = key("een"), key("twee")
    keep.put(one, b"een")
    target = tmp_path / other[:2] / other[2:]
    target.parent.mkdir(exist_ok=True)
    target.write_bytes((tmp_path / one[:2] / one[2:]).read_bytes())
    assert keep.get(one) == b"een" and keep.get(other) is None
    assert key("a", "bc") != key("ab", "c")
    later = Keep(tmp_path)
    assert later.get(one) == b"een" and later.prune() == 1
    assert not target.exists() and later.get(one) == b"een"


def test_a_keep_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "file").write_text("")
    keep = Keep(tmp_path / "file")
    keep.put(key("x"), b"x")
    assert keep.get(key("x")) is None


def test_only_what_changed_is_made_again(edition, tmp_path):
    some = part(edition, [edition.by_slug[name] for name in ("peer-to-peer", "flevo-fiets")])
    told = []
    bound = bind(some, tmp_path / "een", Keep(tmp_path / "keep"), Extent.ALL, lambda *numbers: told.append(numbers))
    files = {file.at: file for file in bound.files}
    assert told[-1][0] == told[-1][1] == len(told)
    assert {address.BOOK_FILE, address.theme_book("dagbesteding"), address.leaflet("flevo-fiets")} <= set(files)
    assert {address.PICTURE, f"{address.initiative('peer-to-peer')}{address.PICTURE}"} <= set(files)
    assert address.city_book("rotterdam") not in files  # one entry: the leaflet has it all
    listed = json.loads((tmp_path / "een" / address.BOOKS_FILE).read_text())
    assert set(listed) == set(files)
    for at, file in files.items():
        content = (tmp_path / "een" / at).read_bytes()
        assert len(content) == file.size == listed[at]["bytes"]
        assert not file.pages or len(reader(content).pages) == file.pages
    keep = Keep(tmp_path / "keep")
    bind(some, tmp_path / "twee", keep, Extent.ALL, lambda *_: None)
    assert keep.made == 0
    changed = some.by_slug["flevo-fiets"].model_copy(update={"aliases": ("De Fiets",)})
    entries = tuple(changed if entry.slug == changed.slug else entry for entry in some.initiatives)
    groups = tuple(
        replace(group, entries=tuple(changed if entry.slug == changed.slug else entry for entry in group.entries))
        for group in some.themes
    )
    keep = Keep(tmp_path / "keep")
    bind(replace(some, initiatives=entries, themes=groups), tmp_path / "drie", keep, Extent.ALL, lambda *_: None)
    same = address.leaflet("peer-to-peer")
    assert 0 < keep.made < len(bound.files)
    assert (tmp_path / "drie" / same).read_bytes() == (tmp_path / "een" / same).read_bytes()


def test_one_bad_entry_stops_no_book(edition, tmp_path, monkeypatch):
    """An entry that Typst refuses is named and left out; the rest is made."""
    from handbook.book import bindery
    from handbook.book import leaflet as leaflets

    def broken(compose_one):
        def composed(*arguments, **options):
            data = compose_one(*arguments, **options)
            if "barbarahoes" in data["entries"]:
                data["entries"]["barbarahoes"]["body"].append({"t": "a", "url": "", "mark": "", "c": ["x"]})
            return data

        return composed

    monkeypatch.setattr(bindery, "compose", broken(compose))
    monkeypatch.setattr(leaflets, "leaflet", broken(leaflet))
    some = part(edition, [edition.by_slug[name] for name in ("peer-to-peer", "barbarahoes", "het-kompas")])
    bound = bind(some, tmp_path / "uit", Keep(tmp_path / "keep"), Extent.ALL, lambda *_: None)
    files = {file.at for file in bound.files}
    assert address.BOOK_FILE in files and address.leaflet("peer-to-peer") in files
    assert address.leaflet("barbarahoes") not in files
    assert bound.faults and all(line.startswith("initiatives/barbarahoes.md: ") for line in bound.faults)
    names = set(pages_of((tmp_path / "uit" / address.BOOK_FILE).read_bytes()))
    assert names == {"peer-to-peer", "het-kompas"}


def test_how_much_is_made_depends_on_the_size_unless_it_is_asked():
    assert Extent.AUTO.of(EVERYTHING) is Extent.ALL and Extent.AUTO.of(EVERYTHING + 1) is Extent.WHOLE
    assert all(extent.of(10_000) is extent for extent in Extent if extent is not Extent.AUTO)


# ---------------------------------------------------------------- the verb and the site


def test_the_verb_makes_what_is_asked_and_says_what_is_not_there(project):
    result = run(project, "book.py", "--select", "/selectie/?i=flevo-fiets", "--booklet", "--out", "uit/b.pdf")
    assert result.returncode == 0 and "vellen" in result.stdout, result.stderr
    assert len(reader((project / "uit" / "b.pdf").read_bytes()).pages) % 2 == 0
    result = run(project, "book.py", "--theme", "zelfhulpp")
    assert result.returncode == 1 and "Bedoelde je ‘zelfhulp’?" in result.stderr and "Traceback" not in result.stderr
    assert run(project, "book.py", "--theme", "zelfhulp", "--city", "amsterdam").returncode == 2
    for what in ("--select", "--theme", "--city", "--leaflet"):
        assert run(project, "book.py", what, "").returncode == 1
    for thickness in ("-5", "0", "nan"):
        assert run(project, "book.py", "--cover", "--sheet", thickness).returncode == 2
    result = run(project, "book.py", "--leaflet", "odensehuis", "--out", "een.pdf")
    assert result.stdout.startswith("een.pdf: 1 pagina, ")


def test_no_edition_is_written_over_the_whole_book(project):
    """Each has a file name of its own, here or in the given folder."""
    (project / "map").mkdir()
    for options, name in (
        (("--theme", "zelfhulp"), "zelfhulp.pdf"),
        (("--theme", "zelfhulp", "--booklet", "--out", "map"), "map/zelfhulp-boekje.pdf"),
        (("--select", "flevo-fiets", "--title", "Over fietsen"), "over-fietsen.pdf"),
        (("--select", "flevo-fiets", "--cover"), "selectie-omslag.pdf"),
        (("--leaflet", "odensehuis"), "odensehuis.pdf"),
    ):
        result = run(project, "book.py", *options)
        assert result.stdout.startswith(f"{name}: ") and (project / name).is_file(), result.stderr


def test_the_site_offers_every_book_with_its_pages_and_size(built, edition):
    listed = json.loads((built.site / address.BOOKS_FILE).read_text(encoding="utf-8"))
    books = {at: file for at, file in listed.items() if file["pages"]}
    for at, file in listed.items():
        assert (built.site / at).stat().st_size == file["bytes"]
    pages = {
        address.theme_book("zelfhulp"): "themas/zelfhulp/",
        address.city_book("amsterdam"): "steden/amsterdam/",
        address.leaflet("peer-to-peer"): "initiatieven/peer-to-peer/",
    }
    for at, page in pages.items():
        html = (built.site / page / "index.html").read_text(encoding="utf-8")
        assert f'href="{address.root_from(page)}{at}"' in html
        assert f"{books[at]['pages']} pagina" in html and edition.language.size(books[at]["bytes"]) in html
    overview = (built.site / address.BOOK / "index.html").read_text(encoding="utf-8")
    assert all(f'href="../{at}"' in overview for at in books if at.startswith(address.BOOK))


def test_a_shared_link_shows_a_picture(built, edition):
    own = (built.site / "initiatieven/peer-to-peer/index.html").read_text(encoding="utf-8")
    for page, html in (("initiatieven/peer-to-peer/", own), ("", (built.site / "over/index.html").read_text())):
        assert f'property="og:image" content="{edition.settings.url}{page}{address.PICTURE}"' in html
        assert (built.site / page / address.PICTURE).read_bytes()[:4] == b"\x89PNG"
    assert 'property="og:image:width" content="1200"' in own and 'property="og:image:height" content="630"' in own
    assert 'property="og:image:alt" content="De titel ‘Peer to Peer’' in own
    assert 'name="twitter:card" content="summary_large_image"' in own


def test_a_place_to_write_is_a_file_or_a_folder_and_any_other_is_told(project):
    """A folder gets the PDF under its usual name; if nothing can be written a message says so."""
    (project / "uit").mkdir()
    result = run(project, "book.py", "--leaflet", "flevo-fiets", "--out", "uit")
    assert result.returncode == 0 and (project / "uit" / "flevo-fiets.pdf").is_file()
    result = run(project, "book.py", "--select", "flevo-fiets", "--out", "uit")
    assert result.returncode == 0 and (project / "uit" / "selectie.pdf").is_file()
    result = run(project, "book.py", "--select", "flevo-fiets", "--out", "mkdocs.yml/boek.pdf")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert "kan niet worden geschreven" in result.stderr and "mkdocs.yml" in result.stderr


def test_no_name_is_broken_where_lines_are_not_weighed(edition):
    """In the facts of a leaflet and the colophon of a catalogue, as in a book: not “part-ner” or “Na-tural Earth”."""
    entry = edition.by_slug["eigen-plan-trekken-door-zelfhulp"]
    many = tuple(
        entry.organisations[1].model_copy(update={"name": f"Zorggroep {'n' * number}"}) for number in range(3, 16)
    )
    changed = entry.model_copy(update={"organisations": many})
    made = typeset(leaflet(changed, replace(edition, initiatives=(changed,))), "leaflet.typ").pdf
    text = reader(made).pages[0].extract_text()
    assert len(re.findall(r"\bpartner\b", text)) == len(many), text
    colophon = reader(typeset(catalogue(edition), "catalogue.typ").pdf).pages[1].extract_text()
    assert "Natural Earth" in re.sub(r"\s+", " ", colophon) and "\u00ad" not in colophon


@pytest.mark.parametrize("paper", PAPERS)
def test_no_sentence_on_a_cover_ends_with_a_word_alone(edition, paper):
    """On the sheet for a printer and on that of a catalogue, where Typst breaks lines in the simple way."""
    sheets = (
        typeset(jacket(whole(edition), Format(paper), 60, SHEET), "jacket.typ"),
        typeset(catalogue(edition, format=Format(paper)), "catalogue.typ"),
    )
    for book in sheets:
        with pypdfium2.PdfDocument(book.pdf) as pdf:
            lines = pdf[len(pdf) - 1].get_textpage().get_text_range().splitlines()
        ends = [line.strip() for line in lines if line.strip().endswith(".")]
        assert len(ends) >= 3 and all(" " in line for line in ends), ends


@pytest.mark.parametrize("press", [False, True])
def test_on_small_paper_the_colophon_is_one_page_and_no_name_in_a_list_is_broken(edition, press):
    """Not “Resourcegroe-pen”; and a chapter opens on page 3 of a booklet, not on page 5."""
    data = compose(of_theme(edition, "dagbesteding"), Format("a5", press))
    pdf = reader(typeset(data).pdf)
    assert page_of(pdf, "t-dagbesteding") == 3
    assert all(
        compact(line["label"]).lower() in compact(pdf.pages[1].extract_text()).lower() for line in data["colophon"]
    )
    data = compose(whole(edition), Format("a5", press))
    made = typeset(data).pdf
    with pypdfium2.PdfDocument(made) as found:
        for chapter in data["chapters"]:
            page = found[page_of(reader(made), chapter["label"]) - 1]
            text = re.sub(r"\s+", " ", page.get_textpage().get_text_range())
            for name in chapter["also"] + chapter["stubs"]:
                assert re.sub(r"\s+", " ", data["entries"][name]["title"]) in text, text


@pytest.mark.parametrize("paper", PAPERS)
def test_no_page_has_a_single_line_in_its_middle(edition, paper):
    """A list or closing line that runs over takes others with it: read by PDFium, within the margins of the paper."""
    page = Format(paper).page
    left, bottom, top = (page[side] * 72 / 25.4 for side in ("outer", "bottom", "top"))
    with pypdfium2.PdfDocument(typeset(compose(whole(edition), Format(paper))).pdf) as pdf:
        for number in range(1, len(pdf) - 1):  # between the covers
            width, height = pdf[number].get_size()
            text = pdf[number].get_textpage().get_text_bounded(left, bottom, width - left, height - top)
            assert not text.strip() or len(text.strip().splitlines()) > 2, (number + 1, text)
