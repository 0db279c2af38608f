"""The finished book is compared with the edition: every entry is in its place and in all its registers."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from handbook.book.book import compose
from handbook.book.catalogue import catalogue
from handbook.book.excerpt import whole
from handbook.book.typeset import Book, typeset
from handbook.book.volumes import registers, through, volumes, where
from handbook.running.tree import Tree
from handbook.site.bound import unbound
from handbook.words.language import Language

LANGUAGE = Language("nl")


def put(site: Path, at: str, pdf: bytes) -> Path:
    path = site / at
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf)
    return path


def said(site: Path, edition) -> list[str]:
    return [LANGUAGE.say(item) for item in unbound(Tree(site), edition)]


def test_a_line_that_is_left_out_of_any_register_is_named(edition, tmp_path):
    data = compose(whole(edition))
    left = {}
    for register in data["registers"]:
        group = max(register["groups"], key=lambda group: len(group["lines"]))
        left[register["label"]] = group["title"], group["lines"].pop(len(group["lines"]) // 2)["to"][2:]
    assert set(left) == {"r-theme", "r-city", "r-target", "r-organisation", "r-programme", "r-publisher", "r-name"}
    left["r-name"] = "A–Z", left["r-name"][1]
    put(tmp_path, "handboek.pdf", typeset(data, "main.typ").pdf)
    expected = [f"handboek.pdf ({group}): {slug} ontbreekt in deze lijst" for group, slug in left.values()]
    assert sorted(said(tmp_path, edition)) == sorted(expected)


def test_registers_that_are_left_out_altogether_are_named(edition, tmp_path):
    put(tmp_path, "handboek.pdf", typeset(compose(whole(edition)) | {"registers": []}, "main.typ").pdf)
    assert len(said(tmp_path, edition)) > 100


@contextmanager
def gone(path: Path):
    """A file that is absent for a while."""
    whole = path.read_bytes()
    path.unlink()
    try:
        yield
    finally:
        path.write_bytes(whole)


@contextmanager
def instead(path: Path, pdf: bytes):
    """A file that is replaced for a while."""
    with gone(path):
        path.write_bytes(pdf)
        yield


@pytest.fixture(scope="module")
def shelf(edition, tmp_path_factory):
    """The same handbook as volumes of at most eight entries and one of registers, with the catalogue as the book."""
    site = tmp_path_factory.mktemp("shelf")
    made = [(volume, typeset(compose(volume.excerpt), "main.typ")) for volume in volumes(edition, most=8)]
    for volume, book in made:
        put(site, volume.at, book.pdf)
    leading = through(edition, where(made), len(made) + 1)
    put(site, leading.at, typeset(registers(leading, where(made)), "main.typ").pdf)
    put(site, "handboek.pdf", typeset(catalogue(edition, where(made)), "catalogue.typ").pdf)
    return site


def test_a_line_that_is_left_out_of_the_volume_of_registers_is_named(edition, shelf):
    known = where([(volume, Book((shelf / volume.at).read_bytes(), 0)) for volume in volumes(edition, most=8)])
    leading = through(edition, known, 9)
    data = registers(leading, known)
    left = []
    for register in data["registers"]:
        group = max(register["groups"], key=lambda group: len(group["lines"]))
        title = "A–Z" if register["label"] == "r-name" else group["title"]
        left.append((title, group["lines"].pop(len(group["lines"]) // 2)["to"][2:]))
    with instead(shelf / leading.at, typeset(data, "main.typ").pdf):
        expected = [f"boek/deel/registers.pdf ({title}): {slug} ontbreekt in deze lijst" for title, slug in left]
        assert said(shelf, edition) == expected


def test_a_number_that_is_left_out_of_the_catalogue_is_named(edition, shelf):
    data = catalogue(edition)
    *registers, names = data["registers"]
    for register in registers:
        max(register["groups"], key=lambda group: len(group["numbers"]))["numbers"].pop(0)
    names["groups"].pop()
    with instead(shelf / "handboek.pdf", typeset(data, "catalogue.typ").pdf):
        named = said(shelf, edition)
        assert len(named) == len(registers) + 1
        assert all(line.startswith("handboek.pdf (") for line in named)
        assert sum("(A–Z)" in line for line in named) == 1


def test_volumes_and_their_catalogue_hold_everything(edition, shelf):
    assert said(shelf, edition) == []


def test_a_catalogue_alone_holds_everything(edition, shelf, tmp_path):
    put(tmp_path, "handboek.pdf", (shelf / "handboek.pdf").read_bytes())
    assert said(tmp_path, edition) == []


def largest(shelf: Path) -> Path:
    """The largest volume with entries."""
    volumes = [path for path in (shelf / "boek" / "deel").glob("*.pdf") if path.name != "registers.pdf"]
    return max(volumes, key=lambda path: path.stat().st_size)


def test_a_volume_that_is_gone_is_named(edition, shelf):
    path = largest(shelf)
    with gone(path):
        assert said(shelf, edition) and all(line.startswith("handboek.pdf: ") for line in said(shelf, edition))


def test_a_volume_of_registers_that_is_gone_is_named(edition, shelf):
    with gone(shelf / "boek" / "deel" / "registers.pdf"):
        named = said(shelf, edition)
        assert len(named) > 100 and all(line.startswith("boek/deel/registers.pdf (") for line in named)


def test_a_line_that_is_taken_out_of_the_register_of_a_volume_is_named(edition, shelf):
    path = largest(shelf)
    data = path.read_bytes()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        place = pikepdf.NameTree(pdf.Root.Names.Dests)["r-city"]
        page = place[0] if isinstance(place, pikepdf.Array) else place.D[0]
        lost = next(link for link in page.Annots if str(link.get("/Dest", "")).startswith("i-"))
        slug = str(lost.Dest)[2:]
        page.Annots = pikepdf.Array([link for link in page.Annots if str(link.get("/Dest", "")) != str(lost.Dest)])
        pdf.save(path)
    try:
        name = path.relative_to(shelf).as_posix()
        assert any(line.startswith(f"{name} (") and slug in line for line in said(shelf, edition))
    finally:
        path.write_bytes(data)
