"""Harmless text stays readable: what only looks like code arrives as it was written, in every place that shows it.

An entry whose text and fields are full of such characters is built like any other; then each format is read back.
"""

from __future__ import annotations

import csv
import io
import json
import re
from types import SimpleNamespace

import feedparser
import html5lib
import pytest
from conftest import copy_project, escaped, run, serving

# As people write them: in a text about a website, in a report, as a smiley.
LOOKALIKES = (
    "5 < 10 en 10 > 5", "a<b en c>d", "javascript is een taal", "javascript: dat is een taal", "<3 voor de buurt", ">:-(",
    "a && b || c", "{{ naam }} en {% als %}", "{# geen opmerking #}", "&amp; blijft &amp;", "&lt;b&gt; en &nbsp; en &#39;", "${prijs} en $(bedrag)",
    "on-site=ja", "onclick = later", 'zij zei "ja" en \'nee\'', "100% en %s en %(naam)d", "C:\\zorg\\nieuw", "<script> is een woord",
    "</title> ook", "<!-- ook geen opmerking -->", "]]> en <![CDATA[", "`code` en ~~streep~~", "*sterk* en _schuin_", "[tekst](geen-link)",
    "#eval en @kop en =1+1", "- geen lijst", "1. geen lijst", "| geen | tabel |", "data:text en vbscript:", "style=\"color:red\"",
    "specimen0body0mark", "é ï ’ – … €",
)  # fmt: skip
# These are plain text in Markdown too, and are not escaped.
CARELESS = (
    "5 < 10 en 10 > 5", "javascript is een taal", "<3 voor de buurt", "a && b || c", "R&D en AT&T", "{{ naam }} en {% als %}",
    "${prijs} en $(bedrag)", "on-site=ja", "onclick = later", "100% en %s en %(naam)d", "#eval en @kop en =1+1", "specimen0body0mark",
)  # fmt: skip
FIELDS = [text for text in LOOKALIKES if len(text) <= 60][:20]
TEMPLATE = """---
title: {title}
summary: {summary}
kind: initiatief
aliases: {aliases}
themes: [zelfhulp, herstel]
target_groups: [jongeren]
places: [Utrecht]
coverage_note: {note}
organisations:
  - {{name: Buurthuis, role: verantwoordelijk}}
people: [{{name: {person}, role: {role}}}]
status: {{value: gestopt, as_of: 2020, why: {why}}}
figures: [{{label: {label}, value: circa 6, source: 1}}]
sources: [{{title: {source}, author: {author}, publisher: {publisher}, date: 2020, url: "https://example.org/?a=1&amp;b=<2>&c='d'"}}]
follow_up: [{{date: 2021, text: {told}}}]
added: 2026-11-22
reviewed: 2026-11-22
---

## Voor wie

{prose}

## Waarom

{code}

## Hoe het werkt

{careless}

## Wat het oplevert

Kort.

## Wat we nog niet weten

Kort.
"""
TITLE = '<3 & {{ 5 < 10 }} "a && b" ${x} </script> javascript: &amp;'
SUMMARY = "Wie zei dat <script> geen woord is? 5 < 10 && 10 > 5, &lt; blijft &lt;, {% als %} on-site=ja en C:\\zorg."
VALUES = {
    "title": TITLE, "summary": SUMMARY, "note": "{{ 7 * 7 }} & <b>", "person": "A <3 B", "role": "'on-site=ja'", "why": "&copy; is geen teken; 1 < 2",
    "label": "a<b> && ${c}", "source": "</script> & ]]> {{ x }}", "author": "\"Q\" & <i>", "publisher": "%(x)s & <!-- x -->", "told": "javascript:alert is &amp; blijft tekst <3",
}  # fmt: skip


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The site with the entry; its page as a browser reads it, and its address."""
    project = copy_project(tmp_path_factory.mktemp("lookalikes") / "project")
    prose = "\n\n".join(f"P{number}: {escaped(text)}" for number, text in enumerate(LOOKALIKES))
    careless = "\n\n".join(f"C{number}: {text}" for number, text in enumerate(CARELESS))
    code = "```\n" + "\n".join(LOOKALIKES) + "\n```"
    aliases = f"[{', '.join(map(quoted, FIELDS))}]"
    values = {key: quoted(value) for key, value in VALUES.items()}
    entry = project / "initiatives" / "lijkt-op-code.md"
    entry.write_text(
        TEMPLATE.format(**values, aliases=aliases, prose=prose, careless=careless, code=code), encoding="utf-8"
    )
    result = run(project, "build.py", "--no-book")
    assert result.returncode == 0, result.stdout + result.stderr
    return SimpleNamespace(site=project / "site", entry=project / "site" / "initiatieven" / "lijkt-op-code")


def read(path):
    return html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def text_of(node) -> str:
    return re.sub(r"\s+", " ", "".join(node.itertext()))


def test_the_text_is_what_was_written(made):
    """Each as a paragraph of its own and as code; nothing more and nothing less."""
    page = read(made.entry / "index.html")
    paragraphs = {text_of(node) for node in page.iter("p")}
    assert [text for number, text in enumerate(LOOKALIKES) if f"P{number}: {text}" not in paragraphs] == []
    assert [text for number, text in enumerate(CARELESS) if f"C{number}: {text}" not in paragraphs] == []
    code = next("".join(node.itertext()) for node in page.iter("pre"))
    assert code.strip("\n").split("\n") == list(LOOKALIKES)


def test_the_fields_are_what_was_written(made):
    page = read(made.entry / "index.html")
    shown = text_of(page)
    assert text_of(next(page.iter("h1"))).strip() == TITLE
    assert text_of(next(page.iter("title"))).startswith(TITLE)
    metas = {node.get("property") or node.get("name"): node.get("content") for node in page.iter("meta")}
    assert metas["description"] == metas["og:description"] == SUMMARY and TITLE in metas["og:title"]
    assert [text for text in (*VALUES.values(), *FIELDS) if text not in shown] == []
    graph = json.loads(
        next("".join(n.itertext()) for n in page.iter("script") if n.get("type") == "application/ld+json")
    )
    assert TITLE in json.dumps(graph, ensure_ascii=False).replace('\\"', '"')


@pytest.mark.parametrize(
    "where", ["a-z", "nieuw", "themas/zelfhulp", "steden/utrecht", "doelgroepen/jongeren", "tijdlijn"]
)
def test_lists_show_the_same_title(made, where):
    links = [
        node for node in read(made.site / where / "index.html").iter("a") if "lijkt-op-code" in node.get("href", "")
    ]
    assert any(text_of(node).strip() == TITLE for node in links), [text_of(node) for node in links]


def test_feeds_and_data_give_the_same_values(made):
    entry = next(one for one in feedparser.parse((made.site / "atom.xml").read_bytes(), sanitize_html=False).entries if "lijkt-op-code" in one.id)  # fmt: skip
    assert (entry.title, entry.summary) == (TITLE, SUMMARY)
    record = json.loads((made.site / "data/initiatives/lijkt-op-code.json").read_text(encoding="utf-8"))["initiative"]
    assert (record["title"], record["summary"], record["aliases"]) == (TITLE, SUMMARY, FIELDS)
    assert record["status"]["why"] == VALUES["why"] and record["sources"][0]["title"] == VALUES["source"]
    rows = csv.DictReader(
        io.StringIO((made.site / "data/initiatives.csv").read_text(encoding="utf-8-sig")), delimiter=";"
    )
    row = next(row for row in rows if "lijkt-op-code" in row.values())
    assert row["title"] == TITLE and row["summary"] == SUMMARY and row["sources_title"] == VALUES["source"]


def test_the_search_finds_it_and_shows_it_so(made, tab):
    with serving(made.site) as address:
        page = tab(f"{address}zoeken/?q=zorg%20javascript")
        title = page.locator(".hb-hit h3", has_text="<3").first
        title.wait_for()
        assert title.inner_text() == TITLE
