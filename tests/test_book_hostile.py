"""Whatever a contributor writes appears in the book as text, or check.py names it with its file and line.

One project with everything that could run, break or leak: checked, made into a book, and read back by another program.
"""

from __future__ import annotations

import io
import re
import unicodedata
from types import SimpleNamespace

import pikepdf
import pypdf
import pypdfium2
import pytest
from conftest import copy_project, escaped, run
from handbook.book.typeset import INSTEAD, unshown
from handbook.judging.signs import printable

CANARY = "kanarie-4711-uit-een-vreemd-bestand"
FRONT = """---
title: {title}
summary: {summary}
kind: initiatief
themes: [zelfhulp]
target_groups: [psychische-kwetsbaarheid]
places: [Zwolle]
status: {{value: loopt, as_of: 2020}}
figures: [{{label: {label}, value: {value}, source: 1}}]
follow_up: [{{date: 2021, text: {label}, source: 1}}]
sources: [{{title: {source}, publisher: {label}, date: 2020, url: "https://example.org/a_b?c=%22&d=(e)"}}]
added: 2026-11-22
reviewed: 2026-11-22
---
"""
CODE = (
    '#import "@preview/x:1.0.0": y', '#read("../../geheim.txt")', '#image("geheim.txt")', '#panic("stop")', "#eval(1)",
    "$sum_(i=1)^n i$", "*vet* _schuin_", "@kop <label>", "= Kop", "// weg", "/* weg */", r"\u{41} \# \\", "[haak] {krul}",
    '"dubbel" \'enkel\' „laag”', "{{ data }} {% raw %}", "%d %s %(naam)s", "a &amp; b &lt;c&gt;", "C:\\map", "~ ^ ` ´",
)  # fmt: skip
SCRIPTS = ("Ελληνικά", "Русский", "مرحبا", "ڕێژە", "Ärgerniß", "ĳsvrij", "naïeve", "✓ → €")
UNKNOWN = {"漢": "6F22", "😀": "1F600", "\ue000": "E000"}
WORD = "ab" * 150
ROWS = 3000


def fields(**given):
    quoted = {key: "'" + value.replace("'", "''") + "'" for key, value in given.items()}
    return FRONT.format(**quoted)


SECTIONS = ("Voor wie", "Waarom", "Hoe het werkt", "Wat het oplevert", "Wat we nog niet weten")


def described(*parts):
    texts = [*parts, *["Kort."] * (len(SECTIONS) - len(parts))]
    return "".join(f"\n## {section}\n\n{text}\n" for section, text in zip(SECTIONS, texts))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A project whose entries hold everything that is allowed in one; and its book."""
    project = copy_project(tmp_path_factory.mktemp("vijandig") / "project")
    (project / "geheim.txt").write_text(CANARY)
    (project / "initiatives" / "geheim.txt").write_text(CANARY)
    front = fields(
        title='#panic("titel") $x$ *a* @b <c>', summary=r"#read(\"/etc/passwd\") \ $y$ “z” *sterk* en genoeg woorden",
        label=r"#image(x) \ 'q' $z$", value='circa 6', source='#eval(1) [x] {y} "z"',
    )  # fmt: skip
    deep = "\n".join("  " * level + f"- diep {level}" for level in range(11))
    texts = (
        "\n\n".join(map(escaped, CODE)),
        "\n\n".join((*SCRIPTS, "Tekens: " + " ".join(UNKNOWN), WORD, "> " * 10 + "citaat")),
        deep + "\n\n```\n" + "\n".join(CODE) + "\n" + WORD + "\n```\n\n[goed](https://example.org/?a=1&b=%22)",
    )
    (project / "initiatives" / "vijandig.md").write_text(front + described(*texts))
    rows = "\n".join(f"|r{number}|{number}|" for number in range(ROWS))
    plain = fields(
        title="Lange tabel",
        summary="Een tabel die niet ophoudt, met duizenden rijen.",
        label="Rijen",
        value="3000",
        source="Bron",
    )
    (project / "initiatives" / "lange-tabel.md").write_text(plain + described("| kop | getal |\n|---|---:|\n" + rows))
    checked = run(project, "check.py")
    made = run(project, "book.py", "--output", "boek.pdf")
    assert made.returncode == 0, made.stderr
    pdf = (project / "boek.pdf").read_bytes()
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = "\n".join(page.extract_text() for page in reader.pages)
    return SimpleNamespace(checked=checked, made=made, pdf=pdf, reader=reader, text=compact(text))


def compact(text):
    """Without characters for line breaks; ligatures and right-to-left order make no difference."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub("[\\s\u00ad\u200b\u2060-]", "", text)


def test_everything_appears_as_text(hostile):
    for literal in CODE:
        assert hostile.text.count(compact(literal)) >= 2, literal  # as prose and as code
    for word in SCRIPTS:
        assert compact(word) in hostile.text or compact(word[::-1]) in hostile.text, word
    for literal in ('#panic("titel")$x$*a*@b<c>', r"#image(x)\'q'$z$", '#eval(1)[x]{y}"z"'):
        assert compact(literal) in hostile.text, literal
    assert sum(map(len, re.findall("(?:ab){5,}", hostile.text))) >= 2 * len(WORD) - 20  # a line or a page may end in it
    assert all(f"diep{level}" in hostile.text for level in range(11)) and "citaat" in hostile.text


def test_what_is_written_in_arabic_letters_has_a_typeface_for_texts(hostile):
    """Without it, it came from a font for code, in which all letters have the same width."""
    with pikepdf.open(io.BytesIO(hostile.pdf)) as file:
        names = {
            str(item.BaseFont) for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert any("Vazirmatn" in name for name in names), names


def test_a_paragraph_in_arabic_letters_begins_on_the_right(hostile):
    with pypdfium2.PdfDocument(hostile.pdf) as file:
        places = [
            (text.get_charbox(start)[0], page.get_width())
            for page in file
            for text in (page.get_textpage(),)
            for start in (text.get_text_range().find("ڕ"),)
            if start >= 0
        ]
    assert places and all(left > width / 2 for left, width in places)


def test_a_table_of_thousands_of_rows_repeats_its_head(hostile):
    assert all(f"r{number}{number}" in hostile.text for number in range(0, ROWS, 97))
    pages = [compact(page.extract_text()) for page in hostile.reader.pages]
    with_rows = [page for page in pages if re.search(r"r\d+\d+r\d+", page)]
    assert len(with_rows) > 20 and all("kopgetal" in page for page in with_rows)


def test_nothing_is_executed_and_nothing_else_is_read(hostile):
    assert CANARY not in hostile.text and "root:x:" not in hostile.text
    with pikepdf.open(io.BytesIO(hostile.pdf)) as file:
        assert "/OpenAction" not in file.Root and "/AcroForm" not in file.Root
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary):
                assert item.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm", "/GoToR")
                assert item.get("/Type") not in ("/EmbeddedFile", "/Filespec")
                if item.get("/S") == "/URI":
                    assert str(item.URI).startswith(("https://", "http://", "mailto:"))


def test_what_the_typefaces_do_not_have_is_said_with_its_place_and_shown_as_a_box(hostile):
    assert hostile.checked.returncode == 0, hostile.checked.stdout
    lines = [line for line in (hostile.checked.stdout + hostile.checked.stderr).splitlines() if "U+" in line]
    for code in UNKNOWN.values():
        assert any(re.match(rf"initiatives/vijandig\.md:\d+:\d+: .*U\+{code}\b", line) for line in lines), lines
        assert re.search(rf"^initiatives/vijandig\.md: .*\(U\+{code}\)", hostile.made.stderr, re.MULTILINE)
    assert len(lines) == len(UNKNOWN)
    assert "Tekens:" + INSTEAD * len(UNKNOWN) in hostile.text


def test_the_list_of_printable_signs_is_that_of_the_typefaces():
    """One in nine of all Unicode characters, and all at the boundaries of a range."""
    borders = {point + step for point in printable() for step in (-1, 1) if point + step not in printable()}
    points = {*range(0xA0, 0x1FB00, 9), *borders}
    asked = {
        point for point in points if unicodedata.category(chr(point)) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    }
    missing = {ord(sign) for sign in unshown("".join(map(chr, asked)))}
    assert asked - missing == asked & printable()


REFUSED = {
    "afbeelding": ("![een foto](weg.png)", "afbeelding"),
    "geen-afbeelding": ("![een foto](../README.md)", "afbeelding"),
    "stille-afbeelding": ("![](https://example.org/x.png)", "afbeelding"),
    "script": ("[klik](javascript:alert(1))", "javascript:"),
    "gegevens": ("[klik](data:text/html,x)", "data:"),
    "bestand": ("[klik](file:///etc/passwd)", "file:"),
    "leeg": ("[klik]()", "leidt nergens heen"),
    "diep": ("> " * 60 + "citaat", "dieper"),
    "kop": ("##### Diep", "kop"),
    "html": ("<script>alert(1)</script>", "HTML"),
    "bel": ("een bel \x07 klinkt", "U+0007"),
    "omgekeerd": ("a \u202e b", "U+202E"),
}


def test_what_cannot_be_printed_is_refused_with_its_place(tmp_path):
    project = copy_project(tmp_path / "project")
    for name, (text, _) in REFUSED.items():
        front = fields(
            title=f"Geweigerd {name}",
            summary="Iets dat niet in het boek kan staan.",
            label="x",
            value="1",
            source="Bron",
        )
        (project / "initiatives" / f"{name}.md").write_text(front + described(f"Eerst dit.\n\n{text}\n\nDan dat."))
    chapter = project / "content" / "over.md"
    chapter.write_text(chapter.read_text() + '\n![](foto.png)\n\n`![](code)`\n\n<img src="x.png" alt="">\n')
    found = run(project, "check.py")
    assert found.returncode == 1
    lines = (found.stdout + found.stderr).splitlines()
    for name, (text, said) in REFUSED.items():
        own = [line for line in lines if line.startswith(f"initiatives/{name}.md:")]
        number = (project / "initiatives" / f"{name}.md").read_text().split("\n").index(text) + 1
        assert any(said in line and f":{number}:" in line for line in own), (name, own)
    own = [line for line in lines if line.startswith("content/over.md:")]
    assert len(own) == 1 and "alternatieve tekst" in own[0]
    assert run(project, "book.py", "--output", "boek.pdf").returncode == 1 and not (project / "boek.pdf").exists()
