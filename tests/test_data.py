"""Open data: the files hold everything, give back the same catalogue, and are valid by the tools of others."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import posixpath
import re
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import html5lib
import msgspec_schemaorg.models as schemaorg
import pytest
import rdflib
from conftest import ROOT, copy_project, faults_at, run
from geojson_pydantic import FeatureCollection
from handbook.data import export, sheet, table
from handbook.data.pieces import pieces
from handbook.data.restore import sources
from handbook.data.sheet import Unusable
from handbook.edition.edition import edition as make_edition
from handbook.forms.schema import schema
from handbook.judging.rules import check
from handbook.model.fields import fields
from handbook.model.settings import settings
from handbook.reading.load import load
from handbook.running.keep import Keep
from handbook.words.language import Language
from jsonschema import Draft202012Validator

NASTY = """---
title: '</script><script>alert(1)</script> & {100%} \\ "x"'
summary: '=HYPERLINK("http://kwaad.example";"klik") én ~een~ $tekst$ #1_ met ^ tekens 😀 & <b>vet</b>'
kind: initiatief
aliases: [-2+3, '+31', "@kwaad", '＝1+1', 'NO', '12:30', "a | b"]
themes: [zelfhulp, herstel]
target_groups: [jongeren]
places: [Utrecht, Amsterdam/Nieuw-West, Den Haag]
coverage_note: "'t begint met een apostrof"
organisations:
  - {name: 'Stichting =1;2 "Aan" de Weg', role: verantwoordelijk, url: 'https://example.org/?a=1&b=<2>'}
  - {name: Zonder adres, role: financier}
people: [{name: 'J. de Vries', role: projectleider}]
period: 2017-03–2018
status: {value: gestopt, as_of: 2018-06, why: 'Het geld was op: "klaar".'}
methods: [zelfhulpgroepen]
programme: nieuwe-wegen-ggz-en-opvang
series: inspirerende-voorbeelden-van-dagbesteding
series_date: tot 2018-06-25
project_number: 0638030006
former_slugs: [boos, 2020-12]
figures:
  - {label: Deelnemers, value: 12–16, source: 1}
  - {label: Jaar, value: 2018, source: 2, as_of: 2018-09-01}
evidence: {level: goed-beschreven, assessor: Movisie, date: 2019}
sources:
  - {title: '@bron & zo', author: A. Auteur, publisher: Movisie, date: 2018-06-25, kind: artikel, pages: 16, url: 'https://example.org/a%20b?x=ë', retrieved: 2026-11-01, archived: https://example.org/b}
  - {title: Bron 2}
follow_up: [{date: 2020-01, text: 'Het loopt nog.', source: 2}, {date: 2021, text: "-1 deelnemer"}]
added: 2026-11-20
reviewed: 2026-11-22
---

## Voor wie

=1+1 met `code`, een [link](peer-to-peer.md) en 'aanhaling'.

## Waarom

- a
  - b

## Hoe het werkt

Tekst.

## Wat het oplevert

| a | b |
|---|---|
| 1 | 2 |

## Wat we nog niet weten

Tekst.
"""


def files_of(root):
    """The catalogue and edition of a project, and its data files by address."""
    catalogue, problems = load(root)
    assert problems == []
    chosen = settings(root)
    edition = make_edition(catalogue, chosen, Language(chosen.language))
    files = {at: made if isinstance(made, str) else made.decode() for at, made in export.files(edition)}
    return SimpleNamespace(root=root, catalogue=catalogue, edition=edition, files=files)


@pytest.fixture(scope="session")
def nasty(tmp_path_factory):
    """The real handbook, with one entry that uses every field and every character with a meaning somewhere."""
    root = copy_project(tmp_path_factory.mktemp("nasty") / "project")
    (root / "initiatives" / "kwaad.md").write_text(NASTY, encoding="utf-8")
    found = files_of(root)
    assert not [
        problem for problem in check(found.catalogue) if problem.path.endswith("kwaad.md") and "index" in problem.path
    ]
    found.entry = found.catalogue.initiatives["kwaad"]
    return found


def described_by(graph, subject, *properties):
    assert not [name for name in properties if graph.value(subject, name) is None]


def linked(html):
    """The linked data of a page, as a browser finds it."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    scripts = [node for node in document.iter("script") if node.get("type") == "application/ld+json"]
    assert len(scripts) == 1
    return json.loads(scripts[0].text)


def rows(text):
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


# The whole, and back again


def test_the_nasty_entry_uses_every_field(nasty):
    given = nasty.entry.model_fields_set
    assert {field.key for field in fields()} - given <= {"stage", "coverage"}


def test_json_holds_every_entry_and_says_what_it_is(nasty):
    whole = json.loads(nasty.files["data/initiatives.json"])
    assert [record["slug"] for record in whole["initiatives"]] == [entry.slug for entry in nasty.edition.initiatives]
    assert whole["schema_version"] == "1.1" and whole["updated"] == nasty.edition.updated.isoformat()
    assert whole["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert whole["counts"]["initiatives"] == whole["counts"]["described"] + whole["counts"]["still_to_be_described"]
    for record in whole["initiatives"]:
        single = json.loads(nasty.files[f"data/initiatives/{record['slug']}.json"])
        assert single["initiative"] == record and single["schema_version"] == whole["schema_version"]
        assert record["address"] == f"{nasty.edition.settings.url}initiatieven/{record['slug']}/"


def test_records_have_the_fields_that_the_published_schema_names(nasty):
    validator = Draft202012Validator(schema(nasty.edition.terms, nasty.edition.language, nasty.edition.settings.url))
    for record in json.loads(nasty.files["data/initiatives.json"])["initiatives"]:
        own = {key: value for key, value in record.items() if key not in ("slug", "address", "body")}
        assert [error.message for error in validator.iter_errors(own)] == []


def said_of(catalogue):
    """Every warning without its column, which another kind of quotes moves."""
    return [(problem.path, problem.line, str(problem.message)) for problem in check(catalogue)]


def test_from_json_come_the_same_sources_again(nasty, tmp_path):
    """JSON → files → exactly the same catalogue; and from that the same data, byte for byte."""
    copy = copy_project(tmp_path / "project")
    for path in (copy / "initiatives").glob("[!R]*.md"):
        path.unlink()
    for name, text in sources(json.loads(nasty.files["data/initiatives.json"])).items():
        (copy / name).write_text(text, encoding="utf-8")
    again = files_of(copy)
    assert again.catalogue.initiatives == nasty.catalogue.initiatives
    assert said_of(again.catalogue) == said_of(nasty.catalogue)
    assert again.files == nasty.files


def test_a_whole_handbook_comes_back_from_its_data(project):
    """Entries and terms, into an empty folder, which then is a handbook again."""
    before = files_of(project)
    for name in ("initiatives.json", "terms.json"):
        (project / name).write_text(before.files[f"data/{name}"], encoding="utf-8")
    for path in [*project.glob("initiatives/*.md"), *project.glob("content/*/*.md")]:
        if path.name not in ("index.md", "README.md") and path.parent.name != "bijdragen":
            path.unlink()
    result = run(project, "restore.py", "initiatives.json", "terms.json")
    assert result.returncode == 0, result.stderr
    assert run(project, "check.py").returncode == 0
    after = files_of(project)
    assert after.catalogue.initiatives == before.catalogue.initiatives
    assert after.files["data/terms.json"] == before.files["data/terms.json"]


def test_the_verb_restores_what_is_missing_and_touches_nothing_else(project):
    whole = project / "whole.json"
    whole.write_text(files_of(project).files["data/initiatives.json"], encoding="utf-8")
    lost, kept = project / "initiatives" / "peer-to-peer.md", project / "initiatives" / "odensehuis.md"
    before = load(project)[0].initiatives
    lost.unlink()
    kept.write_text(kept.read_text(encoding="utf-8") + "\nEigen regel.\n", encoding="utf-8")
    mine = kept.read_bytes()
    result = run(project, "restore.py", "whole.json")
    assert result.returncode == 0 and "Bestanden geschreven: 1" in result.stdout, result.stdout + result.stderr
    assert load(project)[0].initiatives["peer-to-peer"] == before["peer-to-peer"] and kept.read_bytes() == mine


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "op de eerste rij staat geen kolom ‘title’"),
        ("[]", "het is geen initiatives.json"),
        ("{}", "het is geen initiatives.json"),
        ('{"initiatives": [{"slug": "../../kwaad"}]}', "nummer 1: de bestandsnaam mag alleen"),
        ('{"initiatives": 3}', "het is geen initiatives.json"),
        ('{"initiatives": ["x"]}', "nummer 1: het is geen initiatives.json"),
    ],
)
def test_the_verb_refuses_what_is_not_a_handbook(project, text, says):
    (project / "whole.json").write_text(text, encoding="utf-8")
    before = sorted(path for path in project.rglob("*.md"))
    result = run(project, "restore.py", "whole.json")
    assert result.returncode == 1 and result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"whole.json: {says}")
    assert sorted(path for path in project.rglob("*.md")) == before


def test_an_address_cannot_lead_out_of_the_folder(nasty):
    record = json.loads(nasty.files["data/initiatives.json"])["initiatives"][0]
    for name in ("../content/index", "/tmp/kwaad", "con", "README"):
        with pytest.raises(Unusable):
            sources({"initiatives": [record | {"slug": name}]})


def test_the_same_sources_give_the_same_bytes(nasty):
    """Whatever the hash seed and the time zone."""
    code = (
        "import sys, hashlib; sys.path[:0] = ['scripts', sys.argv[1]]; from test_data import files_of; from pathlib import Path;"
        "print(hashlib.sha256(repr(list(files_of(Path(sys.argv[2])).files.items())).encode()).hexdigest())"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT / "tests"), str(nasty.root)],
            cwd=ROOT, capture_output=True, text=True, env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
        )
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    ]  # fmt: skip
    assert {result.stdout.strip() for result in said} == {
        hashlib.sha256(repr(list(nasty.files.items())).encode()).hexdigest()
    }, said[0].stderr


# The table


def test_the_table_has_a_row_for_each_entry_and_a_column_for_each_field(nasty):
    head, *lines = rows(nasty.files["data/initiatives.csv"])
    assert [line[0] for line in lines] == [entry.slug for entry in nasty.edition.initiatives]
    assert {len(line) for line in lines} == {len(head)} and len(set(head)) == len(head)
    assert not [field.key for field in fields() if not [name for name in head if name.startswith(field.key)]]
    row = dict(zip(head, lines[[line[0] for line in lines].index("kwaad")]))
    assert row["period"] == "2017-03–2018" and row["project_number"] == "0638030006"
    assert row["sources_title"] == "'@bron & zo | Bron 2" and row["sources_publisher"] == "Movisie | "
    assert row["status_why"] == 'Het geld was op: "klaar".'


def test_a_bar_within_a_value_parts_nothing(nasty):
    """The titles of pages are full of them; the third title still belongs to the third publisher, also on the way back."""
    head, *lines = rows(nasty.files["data/initiatives.csv"])
    row = next(dict(zip(head, line)) for line in lines if line[0] == "kwaad")
    assert "a | b" in nasty.entry.aliases and len(row["aliases"].split(" | ")) == len(nasty.entry.aliases)
    read = [record for _, record in sheet.records(nasty.files["data/initiatives.csv"].encode(), Language("nl"))]
    (again,) = (record for record in read if record["slug"] == "kwaad")
    assert again["aliases"] == list(nasty.entry.aliases)


def test_no_cell_is_a_formula(nasty):
    for name in ("initiatives.csv", "codebook.csv"):
        for line in rows(nasty.files[f"data/{name}"]):
            assert not [cell for cell in line if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]
    assert "'=HYPERLINK" in nasty.files["data/initiatives.csv"]


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_every_sign_that_begins_a_formula_is_made_harmless(sign):
    (line,) = rows(table.written([[f"{sign}1", f"1{sign}", ""]]))
    assert line == [f"'{sign}1", f"1{sign}", ""]


def test_the_codebook_explains_every_column(nasty):
    head, *lines = rows(nasty.files["data/codebook.csv"])
    assert [line[0] for line in lines] == rows(nasty.files["data/initiatives.csv"])[0]
    assert all(line[1] and line[2] and line[4] for line in lines)
    assert "loopt | afgerond" in next(line[5] for line in lines if line[0] == "status_value")


def test_the_package_tells_which_columns_hold_several_values(nasty):
    """As the codebook does: a program that reads the package alone has to know what to split, and at what."""
    table, codebook = json.loads(nasty.files["data/datapackage.json"])["resources"][:2]
    several = {line[0]: line[3] == "ja" for line in rows(nasty.files["data/codebook.csv"])[1:]}
    told = {column["name"]: "‘ | ’" in column["description"] for column in table["schema"]["fields"]}
    assert told == several and {"themes", "sources_title"} < {name for name in told if told[name]}


def test_frictionless_finds_the_package_valid(nasty, tmp_path):
    """Its files, their sizes and checksums, and every cell against the schema of its column."""
    from frictionless import Package, system

    for name, text in nasty.files.items():
        if name.startswith("data/") and name.count("/") == 1:
            (tmp_path / name[5:]).write_bytes(text.encode())
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "note", "message"])
        named = {task.place: task.stats for task in report.tasks}
        assert named["initiatives.csv"]["rows"] == len(nasty.edition.initiatives)
        broken = (tmp_path / "initiatives.csv").read_bytes().replace(b";initiatief;", b";iets;")
        (tmp_path / "initiatives.csv").write_bytes(broken)
        assert not Package(str(tmp_path / "datapackage.json")).validate().valid


# The map


def test_the_places_are_valid_geojson(nasty):
    found = FeatureCollection.model_validate_json(nasty.files["data/places.geojson"])
    assert [feature.properties["name"] for feature in found.features] == [
        city.title for city in nasty.edition.cities if city.place and city.entries
    ]
    for feature in found.features:
        longitude, latitude = feature.geometry.coordinates
        assert 3.2 < longitude < 7.3 and 50.7 < latitude < 53.7
        assert feature.properties["count"] == len(feature.properties["entries"]) > 0


# Catalogues and linked data


def test_the_catalogue_is_what_data_portals_ask_for(nasty):
    """The mandatory and recommended properties of DCAT-AP, and the mandatory ones of DCAT-AP-NL 3.0; without a network."""
    graph = rdflib.Graph().parse(data=nasty.files["data/catalog.jsonld"], format="json-ld")
    catalog, dataset = (
        graph.value(None, rdflib.RDF.type, rdflib.DCAT.Catalog),
        graph.value(None, rdflib.RDF.type, rdflib.DCAT.Dataset),
    )
    described_by(
        graph,
        catalog,
        rdflib.DCTERMS.title,
        rdflib.DCTERMS.description,
        rdflib.DCTERMS.publisher,
        rdflib.DCTERMS.license,
        rdflib.DCAT.dataset,
        rdflib.DCAT.contactPoint,
    )
    described_by(
        graph,
        dataset,
        rdflib.DCTERMS.title,
        rdflib.DCTERMS.description,
        rdflib.DCTERMS.publisher,
        rdflib.DCTERMS.creator,
        rdflib.DCTERMS.identifier,
    )
    described_by(
        graph,
        dataset,
        rdflib.DCAT.contactPoint,
        rdflib.DCAT.theme,
        rdflib.DCAT.keyword,
        rdflib.DCTERMS.language,
        rdflib.DCTERMS.accrualPeriodicity,
    )
    assert graph.value(graph.value(dataset, rdflib.DCTERMS.publisher), rdflib.FOAF.name)
    home = nasty.edition.settings.url
    distributions = list(graph.objects(dataset, rdflib.DCAT.distribution))
    assert len(distributions) == 5
    for distribution in distributions:
        described_by(
            graph,
            distribution,
            rdflib.DCTERMS.title,
            rdflib.DCTERMS.license,
            rdflib.DCTERMS.format,
            rdflib.DCAT.mediaType,
            rdflib.DCAT.accessURL,
        )
        name = str(graph.value(distribution, rdflib.DCAT.downloadURL)).removeprefix(home)
        assert int(graph.value(distribution, rdflib.DCAT.byteSize)) == len(nasty.files[name].encode())
    assert not [term for term in graph.all_nodes() if isinstance(term, rdflib.URIRef) and ":" not in term]


def typed(node):
    """Every node of a graph that has a type."""
    if isinstance(node, list):
        for item in node:
            yield from typed(item)
    elif isinstance(node, dict):
        if "@type" in node:
            yield node
        for value in node.values():
            yield from typed(value)


def test_every_page_describes_itself_in_the_words_of_schema_org(built):
    """On every page types exist, properties belong to their type, and rdflib can read the graph."""
    kinds = set()
    pages = [path for path in built.site.rglob("*.html") if path.name != "404.html"]
    for path in pages:
        found = linked(path.read_text(encoding="utf-8"))
        assert found["@context"] == "https://schema.org"
        for node in typed(found["@graph"]):
            declared = getattr(schemaorg, node["@type"]).__struct_fields__
            assert {key for key in node if key[0] != "@"} - {"query-input"} <= set(declared), (path, node)
        # The context of schema.org would come from the network; this is its vocabulary.
        graph = rdflib.Graph().parse(
            data=json.dumps({**found, "@context": {"@vocab": str(rdflib.SDO)}}), format="json-ld"
        )
        assert all(str(term).startswith(str(rdflib.SDO)) for term in graph.objects(None, rdflib.RDF.type))
        kinds |= {node["@type"] for node in found["@graph"]}
        crumbs = [node for node in found["@graph"] if node["@type"] == "BreadcrumbList"]
        at = path.parent.relative_to(built.site).as_posix()
        assert len(crumbs) == (0 if at == "." else 1), path
        for crumb in crumbs:
            assert [step["position"] for step in crumb["itemListElement"]] == list(
                range(1, len(crumb["itemListElement"]) + 1)
            )
            assert crumb["itemListElement"][-1]["item"].endswith(f"/{at}/")
    assert kinds == {"WebSite", "WebPage", "Article", "CollectionPage", "BreadcrumbList"}


@pytest.fixture(scope="session")
def nasty_page(nasty):
    """The page of the difficult entry as the press prints it in a real build."""
    result = run(nasty.root, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stdout + result.stderr
    return (nasty.root / "site" / "initiatieven" / "kwaad" / "index.html").read_text(encoding="utf-8")


def test_no_value_leaves_its_place_in_the_head(nasty, nasty_page):
    document = html5lib.parse(nasty_page, namespaceHTMLElements=False)
    article = linked(nasty_page)["@graph"][0]
    assert article["headline"] == nasty.entry.title and article["description"] == nasty.entry.summary
    assert article["temporalCoverage"] == "2017-03/2018" and article["about"]["@type"] == "Service"
    assert "alert(1)" not in [script.text for script in document.iter("script")]
    shown = {node.get("property"): node.get("content") for node in document.iter("meta") if node.get("property")}
    assert shown["og:title"] == nasty.entry.title and shown["og:description"] == nasty.entry.summary


def test_a_shared_link_shows_what_it_is(built, edition):
    home = edition.settings.url
    for at, kind, title in (
        ("", "website", edition.settings.name),
        ("data/", "website", "Open data"),
        ("steden/", "website", "Steden"),
    ):
        text = (built.site / at / "index.html").read_text(encoding="utf-8")
        for name, value in {
            "type": kind,
            "title": title,
            "url": home + at,
            "locale": "nl_NL",
            "site_name": edition.settings.name,
        }.items():
            assert f'<meta property="og:{name}" content="{value}">' in text
    for entry in edition.initiatives:
        text = (built.site / "initiatieven" / entry.slug / "index.html").read_text(encoding="utf-8")
        assert '<meta property="og:type" content="article">' in text and 'name="twitter:card"' in text
        assert f'<meta property="og:url" content="{home}initiatieven/{entry.slug}/">' in text


# The page


def test_the_page_offers_every_file(built):
    page = (built.site / "data" / "index.html").read_text(encoding="utf-8")
    there = {path.name for path in (built.site / "data").iterdir() if path.is_file()} - {
        "index.html",
        "startbestand.md",
    }
    assert there <= set(re.findall(r'href="\.\./data/([^"/]+)"', page)) and "initiatives.csv" in there
    assert "schema_version" in page and page.count("<h1") == 1
    for name, text in {path.name: path.read_bytes() for path in (built.site / "data").glob("*.json")}.items():
        assert json.loads(text), name


def test_the_page_works_on_a_phone(server, tab):
    assert faults_at(tab(f"{server}data/"), 320) == []


def test_a_change_or_an_entry_more_makes_one_piece_of_the_data_anew(edition, tmp_path):
    """Kept pieces give the same result; a damaged one is made again."""
    entry = edition.initiatives[0]
    entries = [entry.model_copy(update={"slug": f"e-{number}", "title": f"E {number:04}"}) for number in range(1000)]
    digests = {one.slug: one.slug for one in entries}

    def made(entries, digests):
        keep = Keep(tmp_path / "keep")
        found = list(pieces(replace(edition, initiatives=tuple(entries), digests=digests), keep, "shared"))
        keep.prune()
        return keep.made, found

    count, first = made(entries, digests)
    assert count == len(first) > 3
    assert made(entries, digests) == (0, first)
    changed = entries[500].model_copy(update={"title": "Anders"})
    assert made([*entries[:500], changed, *entries[501:]], digests | {changed.slug: "x"})[0] == 1
    more = entry.model_copy(update={"slug": "meer"})
    assert made([*entries[:300], more, *entries[300:]], digests | {"meer": "meer"})[0] <= 2
    assert made(entries, digests)[1] == first
    kept = next((tmp_path / "keep").glob("??/*"))
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert made(entries, digests) == (1, first)


# The page that tells of them


def test_the_page_describes_the_data_set_as_the_catalogue_does(built):
    """In the words of schema.org, for search engines of data, under the same identifier."""
    page = linked((built.site / "data" / "index.html").read_text(encoding="utf-8"))
    (told,) = [node for node in typed(page["@graph"]) if node["@type"] == "Dataset"]
    (listed,) = json.loads((built.site / "data" / "catalog.jsonld").read_bytes())["dcat:dataset"]
    assert told["@id"] == listed["@id"] and told["url"] == listed["dcat:landingPage"]["@id"]
    assert told["inLanguage"] == listed["dct:title"]["@language"] == "nl"
    assert told["license"] == listed["dct:license"]["@id"]
    assert told["dateModified"] == listed["dct:modified"]["@value"]


def page_of(built):
    """The page of open data, as a tree."""
    return html5lib.parse((built.site / "data" / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)


def test_the_page_or_the_codebook_explains_every_key(built):
    """Also those that no column of the table has, such as the long description and what a term has."""
    explained = {node.text for node in page_of(built).iter("code")} | {"slug", "address"}
    explained |= {field.key for field in fields()}
    whole, terms = (
        json.loads((built.site / "data" / name).read_bytes()) for name in ("initiatives.json", "terms.json")
    )
    listed = [record for value in (*whole.values(), *terms.values()) if isinstance(value, list) for record in value]
    assert {key for record in listed for key in record} - explained == set()


def test_the_longest_example_runs_as_it_stands(built, server):
    """The others need programs that this project does not ask for."""
    (code,) = ["".join(node.itertext()) for node in page_of(built).iter("code") if "urlopen" in (node.text or "")]
    home = json.loads((built.site / "data" / "terms.json").read_bytes())["homepage"]
    assert home in code
    result = subprocess.run([sys.executable, "-c", code.replace(home, server)], capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    counted = [line.split("\t") for line in result.stdout.splitlines()]
    assert ["Noord-Holland", "zelfhulp", "3"] in counted  # each lies in a district of Amsterdam
    assert all(province != "None" for province, _, _ in counted)


def test_links_in_a_description_lead_to_a_page_as_is_told(built):
    """By the rule of the page alone: from source file to source file, each of which has a page."""
    whole, terms = (
        json.loads((built.site / "data" / name).read_bytes()) for name in ("initiatives.json", "terms.json")
    )
    home, followed = whole["homepage"], 0
    for record in (
        *whole["initiatives"],
        *(term for value in terms.values() if isinstance(value, list) for term in value),
    ):
        at = record["address"].removeprefix(home)
        source = at if at.startswith("initiatieven/") else f"content/{at}"
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", record.get("body", "")):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source.rstrip("/")), link))
            path = path.replace("initiatives/", "initiatieven/").removeprefix("content/")
            path = path.removesuffix(".md").removesuffix("/index")
            assert (built.site / path / "index.html").is_file(), (at, link)
            followed += 1
    assert followed > 20
