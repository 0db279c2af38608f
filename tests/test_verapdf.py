"""Accessible and archivable: veraPDF finds nothing against PDF/UA-1 and PDF/A-2a; and it does find what is wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pikepdf
import pytest
import typst
import verapdf
from conftest import ROOT, elements
from handbook.book.book import compose
from handbook.book.excerpt import of_selection, of_theme, whole
from handbook.book.format import Format
from handbook.book.jacket import jacket
from handbook.book.leaflet import leaflet
from handbook.book.typeset import typeset
from handbook.book.volumes import registers, through
from handbook.edition.edition import edition as make_edition
from handbook.reading.load import load

# Together these have every kind of page: with and without map, table, follow-ups, figures, users and letters; a stub.
FEW = ("eigen-plan-trekken-door-zelfhulp", "zelfhulpgroepen", "stadskamer-doetinchem", "ggz-coaches", "odensehuis")
KINDS = ("whole", "small", "theme", "leaflet")
FURTHER = {"press": "main.typ", "cover": "jacket.typ", "registers": "main.typ"}  # for a printer, accessible too


@pytest.fixture(scope="module")
def made(edition, tmp_path_factory):
    """One file of each kind, made from real entries; the whole book from a few of them."""
    catalogue, _ = load(ROOT)
    entries = {name: catalogue.initiatives[name] for name in FEW}
    table = (
        "\n\n## Wat het oplevert\n\n| Jaar | Groepen |\n|---|---:|\n| 2018 | 3 |\n\n> Een citaat\n\n1. een\n2. twee\n"
    )
    entries["ggz-coaches"] = entries["ggz-coaches"].model_copy(update={"body": entries["ggz-coaches"].body + table})
    entries = {
        name: entry.model_copy(update={"methods": tuple(m for m in entry.methods if m in FEW)})
        for name, entry in entries.items()
    }
    few = make_edition(replace(catalogue, initiatives=entries), edition.settings, edition.language)
    data = {
        "whole": compose(few),
        "small": compose(few, Format("a5")),
        "theme": compose(of_theme(few, "zelfhulp")),
        "leaflet": leaflet(few.by_slug["ggz-coaches"], few),
    }
    folder = tmp_path_factory.mktemp("verapdf")
    for name in KINDS:
        book = typeset(data[name], "leaflet.typ") if name == "leaflet" else typeset(data[name])
        (folder / f"{name}.pdf").write_bytes(book.pdf)
    press = Format("a5", press=True)
    known = {name: f"{number}: 7" for number, name in enumerate(FEW, 1)}
    data = {
        "press": compose(of_selection(few, ("ggz-coaches", "odensehuis")), press),
        "cover": jacket(whole(few), Format("a5"), 120),
        "registers": registers(through(few, known, 6), known),
    }
    for name, template in FURTHER.items():
        (folder / f"{name}.pdf").write_bytes(typeset(data[name], template).pdf)
    return folder


@pytest.mark.parametrize("standard", verapdf.PROFILES)
@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_the_file_conforms(made, kind, standard):
    assert verapdf.broken(made / f"{kind}.pdf", standard) == {}


def test_a_file_without_tags_is_refused(made, tmp_path):
    bare = tmp_path / "bare.pdf"
    with pikepdf.open(made / "leaflet.pdf") as file:
        del file.Root.StructTreeRoot
        file.save(bare)
    assert "7.1-11" in verapdf.broken(bare, "PDF/UA-1")
    assert verapdf.broken(bare, "PDF/A-2a")


def test_a_picture_without_alternative_text_is_refused(made, tmp_path):
    silent = tmp_path / "silent.pdf"
    with pikepdf.open(made / "leaflet.pdf") as file:
        figures = [
            item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert figures
        for figure in figures:
            del figure["/Alt"]
        file.save(silent)
    assert "7.3-1" in verapdf.broken(silent, "PDF/UA-1")


def test_an_ordinary_file_is_refused(tmp_path):
    ordinary = tmp_path / "ordinary.pdf"
    typst.compile(b"= Kop\nTekst", output=str(ordinary))
    for standard in verapdf.PROFILES:
        assert verapdf.broken(ordinary, standard)


@pytest.mark.parametrize("kind", KINDS)
def test_the_structure_is_whole(made, kind):
    """What a screen reader needs, examined without Java: language, title, headings, pictures, links, tables, order."""
    with pikepdf.open(made / f"{kind}.pdf") as file:
        assert str(file.Root.Lang).startswith("nl") and file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle and str(file.docinfo["/Title"])
        tags, levels, silent, links = defaultdict(int), [], [], 0
        for element in elements(file.Root.StructTreeRoot):
            kind_of = str(element.S)[1:]
            tags[kind_of] += 1
            if kind_of[0] == "H" and kind_of[1:].isdigit():
                levels.append(int(kind_of[1:]))
            if kind_of == "Figure" and not str(element.get("/Alt", "")).strip():
                silent.append(element)
            if kind_of == "Table":
                cells = [str(cell.S) for cell in elements(element)]
                assert "/TH" in cells and "/TD" in cells
        for page in file.pages:
            assert page.get("/Tabs") == "/S"
            for annotation in page.get("/Annots", ()):
                if annotation.get("/Subtype") == "/Link":
                    links += 1
                    assert str(annotation.get("/Contents", "")).strip()
        assert not silent and links and tags["P"] and tags["Figure"]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:]))
        if kind in ("whole", "small"):
            assert tags["TOC"] and tags["TOCI"] and tags["Table"] and tags["L"] and tags["BlockQuote"]
        order = reading_order(file)
        assert order == sorted(order), "the tags follow the pages"


def reading_order(file):
    """The page of each heading, in the order of the structure tree."""
    numbers = {page.objgen: number for number, page in enumerate(file.pages)}
    return [
        numbers[element.Pg.objgen]
        for element in elements(file.Root.StructTreeRoot)
        if str(element.S)[1:2] == "H" and "/Pg" in element
    ]
