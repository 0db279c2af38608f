"""A site that lacks something is not published: one thing at a time is removed, and must be named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import own, run
from handbook.running.publish import Incomplete
from handbook.running.tree import Tree
from handbook.site import complete, crawl
from handbook.words.language import Language
from test_site import Page

LANGUAGE = Language("nl")
ENTRY = "initiatieven/flevo-fiets/"


@pytest.fixture(scope="module")
def copy(built, tmp_path_factory):
    """The built site, to damage; each test restores what it removed."""
    return Path(shutil.copytree(built.site, tmp_path_factory.mktemp("complete") / "site"))


def found(site: Path, edition, *, book: bool = False) -> list[str]:
    try:
        complete.check(Tree(site), edition, complete.counting(site, edition), book=book, search=True)
    except Incomplete as error:
        return [LANGUAGE.say(item) for item in error.found]
    return []


class Spoilt:
    """A file with other content, or without any, for the duration of a test."""

    def __init__(self, path: Path, content: str | None) -> None:
        self.path, self.content = path, content

    def __enter__(self) -> None:
        self.before = self.path.read_bytes() if self.path.exists() else None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.unlink(missing_ok=True)
        if self.content is not None:
            self.path.write_text(self.content, encoding="utf-8")

    def __exit__(self, *_) -> None:
        self.path.unlink(missing_ok=True)
        if self.before is not None:
            self.path.write_bytes(self.before)
        elif not any(self.path.parent.iterdir()):
            self.path.parent.rmdir()


def test_the_built_site_is_complete(copy, edition):
    assert found(copy, edition, book=True) == []


@pytest.mark.parametrize(
    "name",
    [f"{ENTRY}index.html", "data/initiatives/flevo-fiets.json", f"{ENTRY}cite.bib", f"{ENTRY}cite.ris", "themas/herstel/index.html",
     "steden/amsterdam/index.html", "organisaties/zonmw/index.html", "a-z/index.html", "data/initiatives.csv", "data/initiatives.json",
     "data/terms.json", "atom.xml", "themas/herstel/atom.xml", "sitemap.xml", "assets/*/handbook.css", "assets/*/nederland.svg",
     "search/index.json"],
)  # fmt: skip
def test_a_file_that_is_gone_is_named(copy, edition, name):
    (path,) = copy.glob(name)
    with Spoilt(path, None):
        said = found(copy, edition)
    word = {"a-z/index.html": "a-z/"}.get(name, Path(name).name)
    assert any(word.removesuffix("index.html") in line for line in said), said


LISTS = [
    "a-z",
    "nieuw",
    "tijdlijn",
    "themas/{theme}",
    "doelgroepen/{target}",
    "steden/{city}",
    "organisaties/{organisation}",
]


@pytest.mark.parametrize("where", LISTS)
def test_an_entry_that_is_missing_in_a_list_is_named(copy, edition, where):
    entry = next(item for item in edition.described if item.organisations and item.places and item.target_groups)
    organisation = next(group for group in edition.organisations if entry in group.entries)
    city = next(group for group in edition.cities if entry in group.entries)
    at = where.format(theme=entry.themes[0], target=entry.target_groups[0], city=city.slug, organisation=organisation.slug)  # fmt: skip
    page = copy / at / "index.html"
    text = page.read_text(encoding="utf-8")
    assert f"initiatieven/{entry.slug}/" in text
    with Spoilt(page, text.replace(f"initiatieven/{entry.slug}/", ENTRY)):
        said = found(copy, edition)
    assert f"{at}/: initiatieven/{entry.slug}/ ontbreekt in deze lijst" in said


@pytest.mark.parametrize("where", ["kaart", "overzicht"])
def test_a_city_that_is_missing_on_the_map_or_in_the_matrix_is_named(copy, edition, where):
    page = copy / where / "index.html"
    text = page.read_text(encoding="utf-8")
    assert "../steden/rotterdam/" in text
    with Spoilt(page, text.replace("../steden/rotterdam/", "../steden/amsterdam/")):
        assert f"{where}/: steden/rotterdam/ ontbreekt in deze lijst" in found(copy, edition)


def test_a_term_that_is_missing_in_its_overview_is_named(copy, edition):
    page = copy / "themas" / "index.html"
    with Spoilt(page, page.read_text(encoding="utf-8").replace("../themas/zelfhulp/", "../themas/herstel/")):
        assert "themas/: themas/zelfhulp/ ontbreekt in deze lijst" in found(copy, edition)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("data/initiatives.json", '"slug":"flevo-fiets"', '"slug":"iets-anders"', "flevo-fiets ontbreekt"),
        ("data/initiatives.csv", "\nflevo-fiets;", "\niets-anders;", "iets-anders hoort niet"),
        ("sitemap.xml", f"{ENTRY}</loc>", "initiatieven/weg/</loc>", f"{ENTRY} ontbreekt"),
        ("atom.xml", "<entry>", "<x>", "atom.xml"),
    ],
)
def test_data_that_miss_an_entry_or_have_one_too_many_are_named(copy, edition, name, old, new, says):
    text = (copy / name).read_bytes().decode()
    assert old in text
    with Spoilt(copy / name, text.replace(old, new, 1)):
        assert any(says in line for line in found(copy, edition))


def test_counts_that_do_not_agree_are_named(copy, edition):
    import json

    terms = json.loads((copy / "data/terms.json").read_text(encoding="utf-8"))
    terms["themes"][0]["count"] += 1
    with Spoilt(copy / "data/terms.json", json.dumps(terms)):
        assert any("data/terms.json" in line for line in found(copy, edition))


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="../../bestaat-niet/">x</a>', '<a href="#bestaat-niet">x</a>', '<a href="../peer-to-peer/#bestaat-niet">x</a>',
        '<img src="../../assets/weg.svg" alt="">', '<script src="weg.js"></script>', '<link rel="x" href="../weg.css">',
        '<a href="https://handboek-meedoen.example/weg/">x</a>', '<a href="/weg/">x</a>', '<a href="../../weg">x</a>', '<a href="..">weg</a>',
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_named(copy, edition, markup):
    page = copy / ENTRY / "index.html"
    with Spoilt(page, page.read_text(encoding="utf-8").replace("</main>", f"{markup}</main>")):
        said = found(copy, edition)
    assert len(said) == 1 and said[0].startswith(f"{ENTRY}: de link ‘"), said


def test_a_picture_without_a_text_is_named(copy, edition):
    page = copy / ENTRY / "index.html"
    picture = f"../../{own(copy)}nederland.svg"
    with Spoilt(page, page.read_text(encoding="utf-8") + f'<img src="{picture}">'):
        assert found(copy, edition) == [f"{ENTRY}: de afbeelding {picture} heeft geen vervangende tekst"]


def test_text_that_only_looks_like_markup_accuses_nobody(copy, edition):
    page = copy / ENTRY / "index.html"
    text = '<p>zo: href="weg.html" en &lt;img src="x"&gt;</p><!-- <img src="x"> <a href="weg/">x</a> -->'
    with Spoilt(page, page.read_text(encoding="utf-8") + text):
        assert found(copy, edition) == []


def test_a_page_of_a_removed_entry_is_named(copy, edition):
    with Spoilt(copy / "initiatieven" / "al-lang-weg" / "index.html", "<p>oud</p>"):
        said = found(copy, edition)
    assert "initiatieven/al-lang-weg/: een pagina van iets wat niet in de bronnen staat" in said


def test_an_entry_that_is_missing_in_the_book_is_named(copy, edition):
    import pikepdf

    whole = (copy / "handboek.pdf").read_bytes()
    with pikepdf.open(copy / "handboek.pdf", allow_overwriting_input=True) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        del names["i-flevo-fiets"]
        pdf.save(copy / "handboek.pdf")
    try:
        assert found(copy, edition, book=True) == ["handboek.pdf: flevo-fiets ontbreekt in deze lijst"]
    finally:
        (copy / "handboek.pdf").write_bytes(whole)


def test_the_quick_look_sees_what_a_parser_sees(copy):
    """Every link, anchor and picture without a text, on every page; finding more than a parser does no harm."""
    for path in copy.rglob("*.html"):
        page, read = Page(path.read_text(encoding="utf-8")), crawl.read(path.read_bytes())
        assert {link for link in page.links if link} <= {crawl.unescape(link.decode()) for link in read.links}, path
        assert set(page.ids) <= {crawl.unescape(anchor.decode()) for anchor in read.anchors}, path
        assert read.mute or all("alt" in picture for picture in page.images), path


def test_a_build_that_is_not_complete_publishes_nothing(project):
    """A chapter for editors with a dead link, which MkDocs accepts."""
    quick = ("--no-book", "--no-search")
    chapter = project / "content" / "over.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n[weg](../bestaat-niet/)\n", encoding="utf-8")
    result = run(project, "build.py", *quick)
    assert result.returncode == 1 and "over/: de link ‘../bestaat-niet/’ leidt nergens heen" in result.stderr
    assert "De site is niet volledig" in result.stderr and not (project / "site").exists()
