"""A second language: ``theme.language: en`` changes all texts of the software, and none bypasses the catalogue.

A small handbook is built in English. Its English catalogue is the real one with marks around every text, «so»; its
content has only invented words that begin with “qx”. So any other word outside the marks is hard-coded, in Python or a
template.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import material
import pytest
import yaml
from babel.dates import get_month_names
from conftest import ROOT, copy_project, run
from handbook.model.fields import fields
from handbook.model.gazetteer import provinces
from handbook.words import messages
from handbook.words.language import Language
from handbook.words.names import initial, order
from handbook.words.vocabulary import Section
from pypdf import PdfReader

GOLDEN = ROOT / "tests" / "golden" / "awful" / "initiatives"
ENGLISH = Language("en")
SECTIONS = "\n".join(f"## {section.heading}\n\nQxtekst [qxlink](qxtwee.md) qxvan qxwoord.\n" for section in Section)
FULL = """---
title: De Qxeerste
summary: Qxsamenvatting qxvan qxeen qxpraktijk.
kind: initiatief
aliases: [Qxandere qxnaam]
themes: [qxthema, qxlos]
target_groups: [qxgroep]
places: [Qxstad/Qxwijk, Utrecht]
coverage_note: Qxnoot qxbij.
organisations: [{name: Qxorg qxnaam, role: verantwoordelijk, url: "https://www.example.nl/qx"}]
people: [{name: Qxpersoon, role: qxrol}]
period: vanaf 2017
status: {value: gestopt, as_of: 2018-06, why: Qxreden.}
methods: [qxtwee]
programme: qxprog
series: qxserie
project_number: "638030006"
figures: [{label: Qxgeteld, value: 12–16, source: 1, as_of: 2018-09}]
evidence: {level: goed-beschreven, assessor: Qxrechter, date: 2019-02-01}
sources:
  - {title: Qxbron, author: Qxauteur, publisher: Qxuitgever, date: 2018-06-25, kind: artikel, pages: 16,
     url: "https://www.example.nl/qxbron", retrieved: 2026-11-22, archived: "https://archive.example/qxbron"}
  - {title: Qxbron qxtwee}
follow_up: [{date: 2020, text: Qxvervolg., source: 1}]
added: 2026-11-22
reviewed: 2026-11-22
---

"""
METHOD = """---
title: Qxtwee
summary: Qxsamenvatting qxvan qxeen qxmethodiek.
kind: methodiek
themes: [qxthema]
target_groups: [qxgroep]
coverage: landelijk
sources: [{title: Qxbron qxdrie}]
added: 2025-01-02
reviewed: 2025-01-02
---

"""
STUB = """---
title: Qx{name}
summary: Qxsamenvatting qxvan qx{name}.
kind: initiatief
stage: nog-te-beschrijven
themes: [qxthema]
coverage: niet-vermeld
status: {{value: onbekend}}
sources: [{{title: Qxbron qx{name}}}]
added: 2024-03-04
reviewed: 2024-03-04
---

Qxtekst.
"""
TERMS = {
    "themas/qxthema": "title: Qxthema\nsummary: Qxover.\nsynonyms: [qxsynoniem]",
    "themas/qxlos": "title: Qxlos\nsummary: Qxover.",
    "themas/qxleeg": "title: Qxleeg\nsummary: Qxover.",
    "doelgroepen/qxgroep": "title: Qxgroep\nsummary: Qxover.",
    "steden/qxstad": "title: Qxstad\nprovince: Utrecht\nlatitude: 52.1\nlongitude: 5.1",
    "organisaties/qxorg-qxnaam": "title: Qxorg qxnaam\nsummary: Qxover.\nurl: https://www.example.nl/",
    "programmas/qxprog": "title: Qxprog\nsummary: Qxover.\nkind: programma\norganisation: Qxorg\nperiod: 2014–2020",
    "programmas/qxserie": "title: Qxserie\nsummary: Qxover.\nkind: serie",
}
FOLDERS = {name.partition("/")[0] for name in TERMS}
# With the heading that a template links to.
CHAPTER = """---
title: Qxtitel
description: Qxuitleg.
---

# Qxkop

## Qxbewijs {#hoe-sterk-is-het-bewijs}

Qxtekst.
"""
# Words that are the same in every language: names, and texts for machines.
NAMES = {"json", "bibtex", "ris", "csl", "kb", "mb", "labrujere", "movisie", "kringwijs"}
MACHINE = {"viewport", "generator", "referrer", "color-scheme", "theme-color", "og:type", "twitter:card"}


# The handbook that is built


def english(project: Path) -> Path:
    """The real catalogue with marks around every text."""
    catalogue = messages.read("en")
    for message in catalogue:
        if isinstance(message.string, str):
            message.string = message.id and f"«{message.string}»"
        else:
            message.string = tuple(f"«{text}»" for text in message.string)
    path = project / "scripts/handbook/words/locale/en/LC_MESSAGES/handbook.po"
    path.write_bytes(messages.updated(catalogue, messages.used(ROOT)))
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("language: nl", "language: en"), encoding="utf-8")
    return project


def with_placeholders(project: Path) -> Path:
    """Replace every word of editors and contributors by one that begins with “qx”."""
    config = project / "mkdocs.yml"
    text = re.sub(r"(site_name|site_description|publisher|licence): .*", r"\1: Qx\1 qxmet", config.read_text("utf-8"))
    text = re.sub(r"help: >-(\n {6}.*)+", "help: Qxhulp [qxbel](tel:112)", text)
    for key in ("site_url", "repository", "licence_url"):
        text = re.sub(rf"{key}: .*", f"{key}: https://{key.replace('_', '-')}.example/", text)
    config.write_text(text, encoding="utf-8")
    shutil.rmtree(project / "initiatives")
    for path in (project / "content").rglob("*.md"):
        if path.parent.name in FOLDERS and path.stem != "index":
            path.unlink()
        else:
            path.write_text(CHAPTER, encoding="utf-8")
    for name, front in TERMS.items():
        (project / "content" / f"{name}.md").write_text(f"---\n{front}\n---\n\nQxinleiding qxbij.\n", encoding="utf-8")
    words = "---\ntitle: Qxtitel\n---\n\n# Qxkop\n\n## Qxwoord\n\nQxuitleg.\n"
    (project / "content" / "woorden.md").write_text(words, encoding="utf-8")
    names = ["a" * 8, "bebe" * 3, "cici" * 2, "dodo", "fuf", "gaga" * 2]
    entries = {"qxeerste": FULL + SECTIONS, "qxtwee": METHOD + SECTIONS}
    entries |= {f"qx{name}": STUB.format(name=name) for name in names}
    parts = project / "scripts/handbook/site/parts.py"
    short = re.sub(r"^PER_PAGE = 100\b", "PER_PAGE = 3", parts.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert "PER_PAGE = 3" in short  # so that lists have a second page
    parts.write_text(short, encoding="utf-8")
    (project / "initiatives").mkdir()
    for name, text in entries.items():
        (project / "initiatives" / f"{name}.md").write_text(text, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def handbook(tmp_path_factory) -> SimpleNamespace:
    project = with_placeholders(english(copy_project(tmp_path_factory.mktemp("english") / "project")))
    checked, result = run(project, "check.py"), run(project, "build.py")
    assert result.returncode == 0, checked.stdout + result.stdout + result.stderr
    return SimpleNamespace(root=project, site=project / "site", log=result.stderr, checked=checked)


# What is outside the marks

ADDRESS = re.compile(r"(?:https?://|mailto:)\S+|\S+\.example\S*|\b[\w/-]+\.(?:md|csv|(?:geo)?json(?:ld)?|xml)\b")


def outside(text: str) -> str:
    """The text without what is between marks, which may be nested."""
    depth, kept = 0, []
    for part in re.split("([«»])", text):
        depth += {"«": 1, "»": -1}.get(part, 0)
        kept.append(" " if depth or part in "«»" else part)
    return "".join(kept)


MONTHS = {name.lower() for name in get_month_names(locale="en").values()}
MATERIAL = Path(material.__file__).parent / "templates" / "partials" / "languages" / "en.html"
THEME = set(re.findall(r'": "(.*)"', MATERIAL.read_text(encoding="utf-8")))  # English texts of the theme itself


def leaks(text: str) -> list[str]:
    """The words outside the marks, except content, names, months and addresses."""
    text = ADDRESS.sub(" ", outside(unicodedata.normalize("NFC", text)))
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"(?i)\b(?:de )?qx[\w-]*", " ", text))
    return [word for word in words if word.lower() not in NAMES | MONTHS | PROVINCES]


PROVINCES = {word.lower() for name in provinces() for word in name.split("-")}


class _Visible(HTMLParser):
    """Every text that readers or screen readers may meet, with its place."""

    SILENT = ("script", "style", "code", "pre", "no")
    HEARD = ("title", "alt", "aria-label", "placeholder", "aria-description", "label", "summary")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []  # the same, but “no” for names that are not translated
        self.found: list[tuple[str, str]] = []
        self.data: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        for name, value in attrs:
            told = name.startswith("data-") and not name.startswith("data-md-")
            sentence = told and " " in (value or "").strip()
            named = values.get("name") or values.get("property")
            meta = tag == "meta" and name == "content" and named and named not in MACHINE
            shown = name == "value" and tag == "input" and values.get("type") in ("text", "submit", "button")
            if value and (name in self.HEARD or sentence or meta and " " in value or shown):
                self.found.append((f"<{tag} {name}>", value))
        if tag not in ("meta", "link", "input", "br", "hr", "img", "source", "path", "use", "circle", "rect"):
            self.open.append("no" if values.get("translate") == "no" else tag)
            self.tags.append(tag)

    def handle_endtag(self, tag):
        if tag in self.tags:
            while self.open.pop() and self.tags.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip():
            if self.open[-1:] == ["script"]:
                self.data.append(data)
            elif not set(self.open) & set(self.SILENT):
                place, said = self.found[-1] if self.found else ("", "")
                if said.count("«") > said.count("»"):  # a sentence with links continues until its mark closes
                    self.found[-1] = (place, said + data)
                else:
                    self.found.append((f"<{self.open[-1] if self.open else ''}>", data))


# Keys and values are data: the same in every language.
DATA = {part.key for field in fields() for part in (field, *field.fields)} | {"vanaf", "tot", "heden"}
DATA |= {choice.value for field in fields() for part in (field, *field.fields) for choice in part.choices}
DATA = re.compile(rf"\b(?:{'|'.join(sorted(DATA, key=len, reverse=True))})\b")


def texts_of(value, at=""):
    """The sentences in a JSON value: texts with a space. Places and patterns are data."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in ("places", "patterns", "names", "@context", "heading", "query-input", "pattern"):
                yield from texts_of(item, f"{at}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item, at)
    elif isinstance(value, str) and " " in value.strip():
        yield at, value


def pages(site: Path) -> list[Path]:
    """Every page, but only the first of many similar ones."""
    seen, chosen = set(), []
    for path in sorted(site.rglob("*.html")):
        family = re.sub(r"/qx(?:aaa|be|ci|do|fu|ga)\w*/", "/*/", path.relative_to(site).as_posix())
        if family not in seen:
            seen.add(family)
            chosen.append(path)
    return chosen


def test_no_word_on_the_site_bypasses_the_catalogue(handbook):
    found = {}
    for path in pages(handbook.site):
        page = _Visible()
        page.feed(path.read_text(encoding="utf-8"))
        heard = page.found + [
            item for data in page.data if data.lstrip()[:1] in "{[" for item in texts_of(json.loads(data))
        ]
        for place, text in heard:
            left = " ".join(leaks(text if place.startswith("<") and " data-" not in place else DATA.sub(" ", text)))
            if left and text.strip() not in THEME:
                found.setdefault(f"{place}: {left}", path.relative_to(handbook.site).as_posix())
    assert not found, "\n".join(f"{path} {what}" for what, path in found.items())


def test_no_word_of_the_books_bypasses_the_catalogue(handbook):
    """Nor of their templates; each states that it is English, for the pronunciation of screen readers."""
    books = sorted(handbook.site.rglob("*.pdf"))
    assert handbook.site / "handboek.pdf" in books
    for path in books:
        book = PdfReader(path)
        assert str(book.trailer["/Root"]["/Lang"]) == "en", path
        text = "\n".join(page.extract_text() for page in book.pages)
        text = re.sub(r"[\u00ad\u200b]|(?<=\w)-\n|(?<=[/.])\n", "", text)
        assert not (left := leaks(text)), (path.name, left)
        assert text.count("«") > 5, path


def test_what_machines_and_other_sites_get_is_english(handbook):
    site, said = handbook.site, set()
    for path in ("data/schema.json", "data/datapackage.json", "data/catalog.jsonld"):
        said |= {(path, at, text) for at, text in texts_of(json.loads((site / path).read_text("utf-8")))}
    starter = (site / "data/startbestand.md").read_text(encoding="utf-8")
    for comment in re.findall(r"(?:^# \S.*\n)+", starter, re.MULTILINE):
        said.add(("starter", "#", re.sub(r"\n?# ", " ", comment)))
    for row in csv.reader((site / "data/codebook.csv").read_text(encoding="utf-8-sig").splitlines()[1:], delimiter=";"):
        said |= {("codebook", row[0], text) for text in (row[1], row[4])}
    found = {(path, at, " ".join(left)) for path, at, text in said if (left := leaks(DATA.sub(" ", text)))}
    assert not found and len(said) > 200, found
    assert 'xml:lang="en"' in (site / "atom.xml").read_text(encoding="utf-8")
    catalogue = json.loads((site / "data/catalog.jsonld").read_text(encoding="utf-8"))
    assert catalogue["dct:language"]["@id"].endswith("/ENG")
    assert catalogue["dct:title"]["@language"] == "en"


def test_the_whole_site_says_that_it_is_english_and_is(handbook):
    for path in pages(handbook.site):
        assert '<html lang="en"' in path.read_text(encoding="utf-8"), path
    entry = (handbook.site / "initiatieven/qxeerste/index.html").read_text(encoding="utf-8")
    for text in (
        '<meta property="og:locale" content="en_GB">',
        '"inLanguage":"en"',
        '<h2 id="voor-wie">«For whom»</h2>',  # the anchor is an address, so it stays
        "«stopped in June 2018»",
        "«from 2017»",
        "(«2026, November 22»)",
        "25 June 2018",
        "«Everything from A to Z»",  # from the menu
        'title="«Dark colours»"',
    ):
        assert text in entry, text
    assert "«Search»" in (handbook.site / "zoeken/index.html").read_text(encoding="utf-8")
    assert "«This page does not exist»" in (handbook.site / "404.html").read_text(encoding="utf-8")
    letters = (handbook.site / "a-z/index.html").read_text(encoding="utf-8")
    assert 'id="letter-q"' in letters and 'id="letter-d"' not in letters  # “De Qxeerste” is under Q


# The verbs


def test_every_message_of_the_check_comes_from_the_catalogue(handbook, tmp_path):
    """Each line is a place and one sentence; the awful files cause most of the messages."""
    project = tmp_path / "project"
    shutil.copytree(handbook.root, project, ignore=shutil.ignore_patterns("site"))
    shutil.copytree(GOLDEN, project / "initiatives", dirs_exist_ok=True)
    result = run(project, "check.py")
    lines = result.stdout.splitlines()
    assert len(lines) > 50 and "Traceback" not in result.stderr
    for line in [*lines, *result.stderr.splitlines()]:
        sentence = re.sub(r"^[^«]+\.md:\d+:\d+: ", "", line)
        assert not re.search(r"\w", outside(sentence)), line


@pytest.mark.parametrize(
    "command",
    [
        ("status.py", "--today", "2028-01-01"),
        ("generate.py",),
        ("new.py", "--title", "Qxnieuw", "--theme", "qxthema", "--coverage", "landelijk", "--yes"),
        ("new.py", "--title", "Qxnieuw", "--theme", "qxonbekend"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_verbs_speak_english(handbook, command):
    result = run(handbook.root, *command)
    said = re.sub(r"^\.github.*", "", result.stdout + result.stderr, flags=re.MULTILINE)
    assert not (left := leaks(said)), left
    if command[0] == "generate.py":
        for path in (handbook.root / ".github").rglob("*.yml"):
            read = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert not (
                left := [(at, words) for at, text in texts_of(read) if (words := leaks(DATA.sub(" ", text)))]
            ), (
                path.name,
                left,
            )


def test_the_log_of_the_build_is_english(handbook):
    assert "«Book»" in handbook.log and not (left := leaks(re.sub(r"\d s\b", " ", handbook.log))), left


# The language itself


def test_what_readers_find_has_one_name_in_each_language():
    """A “praktijk” is a practice, on every page; an entry is what somebody wrote about it."""
    said = {
        message.id: " ".join([message.string] if isinstance(message.string, str) else message.string)
        for message in messages.read("en")
    }
    practices = [
        said[message.id]
        for message in messages.read("nl")
        if message.id and "raktijk" in " ".join([message.string] if isinstance(message.string, str) else message.string)
    ]
    assert len(practices) > 50
    assert not [text for text in practices if re.search(r"\b[Ee]ntr(y|ies)\b(?!\))", text)]


def test_each_language_has_its_own_order():
    assert order("A Way In", "en") > order("Bridge", "en") and order("A Way In") < order("Bridge")
    assert [initial(name, "en") for name in ("The Bridge", "A Way In", "’s-Hertogenbosch", "De Brug")] == list("BWHB")
    assert [initial(name) for name in ("The Bridge", "A Way In", "De Brug")] == list("BAB")


def test_numbers_and_dates_follow_the_language():
    assert (ENGLISH.size(1_440_000), Language("nl").size(1_440_000)) == ("1.4 MB", "1,4 MB")
    assert (ENGLISH.cited(2018, 6, 25), Language("nl").cited(2018, 6, 25)) == ("2018, June 25", "2018, 25 juni")
    assert (ENGLISH.cited(2018, 6), ENGLISH.cited(2018)) == ("2018, June", "2018")


def test_a_language_without_a_catalogue_is_named_with_those_that_have_one(project):
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("language: nl", "language: xx"), encoding="utf-8")
    for verb in ("check.py", "build.py"):
        result = run(project, verb)
        assert result.returncode == 1 and result.stderr.count("\n") == 1, result.stderr
        assert "‘xx’" in result.stderr and "en, nl" in result.stderr


def test_a_new_sentence_comes_into_every_catalogue_and_an_unused_one_goes(project):
    template = project / "overrides" / "404.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("This page does not exist", "Qx is not here"), encoding="utf-8")
    result = run(project, "words.py")
    assert result.returncode == 1
    assert {"en: Qx is not here", "nl: Qx is not here"} <= set(result.stdout.splitlines())
    for path in (project / "scripts/handbook/words/locale").rglob("handbook.po"):
        text = path.read_text(encoding="utf-8")
        assert 'msgid "Qx is not here"\nmsgstr ""' in text and "This page does not exist" not in text
        assert "404.html" not in text  # no line numbers in the catalogue: these would change all the time
