"""Data from elsewhere: a table saved by a spreadsheet, or the data of a handbook, becomes source files.

Nothing is lost silently: what cannot become a file is reported with its row and nothing is written; the check judges
what became a file, where ``check.py --fix`` can correct it.
"""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from conftest import run
from handbook.data import export
from handbook.edition.edition import edition as make_edition
from handbook.model.settings import settings
from handbook.reading.load import load
from handbook.words.language import Language

COLUMNS = [
    "title",
    "summary",
    "kind",
    "themes",
    "target_groups",
    "places",
    "status_value",
    "status_as_of",
    "organisations_name",
    "organisations_role",
    "sources_title",
    "sources_publisher",
    "sources_date",
    "Voor wie",
    "Waarom",
    "Hoe het werkt",
    "Wat het oplevert",
    "Wat we nog niet weten",
]
ROW = [
    "Inloophuis De Roos",
    "Een huis in Zeist waar buurtgenoten koken, praten en elkaar helpen.",
    "initiatief",
    "inloop-en-ontmoeting | zelfhulp",
    "jongeren",
    "Zeist",
    "loopt",
    "2024-05",
    "Stichting De Roos | Gemeente Zeist",
    "verantwoordelijk | financier",
    "De Roos bloeit",
    "Movisie",
    "2024-05-03",
    "Voor jongeren uit de buurt.",
    "Veel jongeren aten alleen.",
    "Elke dinsdag koken zij samen.",
    "Zij zien elkaar vaker.",
    "Wat het kost.",
]

NAMES = [
    "Moestuin Zonnehoek",
    "Timmerplaats",
    "Fietsenmakerij",
    "Naaikamer",
    "Zwerfboek",
    "Wandelclub",
    "Koffiepot",
    "Huiskamer Noord",
    "Muziekschuur",
    "Schildersgilde",
    "Taalcafé",
    "Kringloop Oost",
    "Bakkerij",
    "Imkers",
    "Wasserette",
    "Leeskring",
    "Roeibaan",
    "Toneel",
    "Zaaigoed",
    "Kledingbank",
]


def table(*rows: list[str], columns: list[str] = COLUMNS, between: str = ";") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=between, lineterminator="\r\n").writerows([columns, *rows])
    return text.getvalue()


def row(**other: str) -> list[str]:
    return [other.get(name.replace(" ", "_"), cell) for name, cell in zip(COLUMNS, ROW)]


def batch() -> list[list[str]]:
    return [row(title=name, summary=f"{name} is een plek in Zeist waar mensen elkaar helpen.") for name in NAMES]


def standing(project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "initiatives").iterdir()}


def given(project, data: bytes | str, *arguments: str, name: str = "lijst.csv"):
    (project / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return run(project, "restore.py", name, *arguments)


@pytest.mark.parametrize("between", ";,\t")
@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_what_a_spreadsheet_saves_becomes_entries(project, between, coding):
    """In the encodings and with the separators that spreadsheets use; empty rows are skipped."""
    text = table(row(title="Café ’t Hoekje"), [""] * len(COLUMNS), between=between)
    result = given(project, text.encode(coding), "--date", "2026-11-27")
    assert result.returncode == 0 and "Bestanden geschreven: 1" in result.stdout, result.stdout + result.stderr
    entry = load(project)[0].initiatives["cafe-t-hoekje"]
    assert entry.title == "Café ’t Hoekje" and entry.themes == ("inloop-en-ontmoeting", "zelfhulp")
    assert [(one.name, one.role) for one in entry.organisations] == [
        ("Stichting De Roos", "verantwoordelijk"),
        ("Gemeente Zeist", "financier"),
    ]
    assert entry.added.isoformat() == entry.reviewed.isoformat() == "2026-11-27"
    assert entry.body.startswith("## Voor wie\n\nVoor jongeren uit de buurt.\n\n## Waarom\n\nVeel jongeren")
    assert run(project, "check.py").returncode == 0


def test_a_batch_is_written_once(project):
    """A second run changes nothing, not even later corrections, and names the rows that differ."""
    before = standing(project)
    assert given(project, table(*batch())).returncode == 0
    written = standing(project)
    assert len(written) == len(before) + 20 and before.items() <= written.items()
    mine = project / "initiatives" / "fietsenmakerij.md"
    mine.write_text(mine.read_text(encoding="utf-8").replace("elkaar helpen.", "elkaar vinden."), encoding="utf-8")
    again = given(project, table(*batch(), row(title="Elf Linden")))
    assert again.returncode == 0 and "Bestanden geschreven: 1; al aanwezig: 20" in again.stdout
    assert again.stdout.count("fietsenmakerij.md") == 1 and again.stdout.count("initiatives/") == 1
    assert standing(project).items() >= {**written, "fietsenmakerij.md": mine.read_bytes()}.items()


def test_mistakes_in_several_rows_are_named_in_the_files(project):
    """With the messages of the check, so that an editor corrects the files, or --fix does what is certain."""
    rows = batch()
    rows[3] = row(title="Vierde", kind="project")
    rows[7] = row(title="Achtste", sources_date="3-5-2024")
    rows[9] = row(title="Tiende", themes="zelfhlp", summary="")
    result = given(project, table(*rows))
    assert result.returncode == 1 and "Bestanden geschreven: 20" in result.stdout
    told = [line for line in result.stdout.splitlines() if ".md:" in line and "waarschuwing" not in line]
    assert {line.partition(":")[0] for line in told} == {
        f"initiatives/{name}.md" for name in ("vierde", "achtste", "tiende")
    }
    assert any("‘zelfhlp’" in line and "‘zelfhulp’" in line for line in told)
    assert set(told) <= set(run(project, "check.py").stdout.splitlines())
    assert "check.py --fix" in result.stderr
    run(project, "check.py", "--fix")
    assert "date: 2024-05-03" in (project / "initiatives/achtste.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (table(row(), row(title="")), "rij 3: er is geen titel"),
        (
            table(row(), row(summary="Een ander huis met dezelfde naam, in Soest.")),
            "rij 3: ‘inloophuis-de-roos’ staat er al in rij 2",
        ),
        (table(row(title="!!!")), "rij 2: "),
        (table([*ROW, "wat"], columns=[*COLUMNS, "Contactpersoon"]), "de kolom ‘Contactpersoon’ is niet bekend"),
        (table([*ROW, "wat"], columns=[*COLUMNS, "titel"]), "de kolom ‘titel’ staat er twee keer"),
        (table([*ROW, "los"]), "rij 2: hier staat meer dan er kolommen zijn"),
        (table([*ROW, "../../kwaad"], columns=[*COLUMNS, "slug"]), "rij 2: "),
        ("zomaar wat tekst\r\nen nog wat\r\n", "op de eerste rij staat geen kolom ‘title’"),
        (b"PK\x03\x04 een werkmap", "CSV"),
    ],
)
def test_what_cannot_become_a_file_is_named_with_its_row_and_nothing_is_written(project, text, says):
    before = standing(project)
    result = given(project, text)
    assert result.returncode == 1 and says in result.stderr, result.stderr
    assert all(line.startswith("lijst.csv: ") for line in result.stderr.splitlines())
    assert "niet te lezen" not in result.stderr  # it was read: what is wrong in it is told
    assert standing(project) == before


def test_every_row_that_cannot_become_a_file_is_named(project):
    result = given(project, table(row(title=""), row(), row(title=""), row()))
    assert re.findall(r": rij (\d)", result.stderr) == ["2", "4", "5"]


def test_the_published_table_comes_back(project):
    """Rows added to the site's table are imported, and nothing is reported of the existing ones."""
    catalogue, _ = load(project)
    published = dict(export.files(make_edition(catalogue, settings(project), Language("nl"))))["data/initiatives.csv"]
    published = published if isinstance(published, str) else published.decode()
    head, *rest = list(csv.reader(io.StringIO(published.removeprefix("\ufeff")), delimiter=";"))
    new = dict.fromkeys(head, "") | dict(zip(COLUMNS[:13], row(title="-=Huis=-")[:13])) | {"title": "'-=Huis=-"}
    before = standing(project)
    result = given(project, "\ufeff" + table(*rest, list(new.values()), columns=head))
    assert result.returncode == 0 and result.stdout.count("initiatives/") == 0, result.stdout + result.stderr
    after = standing(project)
    assert set(after) - set(before) == {"huis.md"} and before.items() <= after.items()
    entry = load(project)[0].initiatives["huis"]
    assert entry.title == "-=Huis=-" and entry.is_stub


def test_data_with_mistakes_is_written_and_judged(project):
    """Also for JSON: one wrong value of an entry does not affect the other entries, and no value is dropped."""
    record = {
        "slug": "de-roos", "title": "De Roos", "summary": "Een huis in Zeist waar buurtgenoten koken en praten.",
        "kind": "project", "themes": ["zelfhulp"], "telefoon": "030", "sources": [{"title": "De Roos", "datum": "2024"}],
    }  # fmt: skip
    result = given(
        project,
        json.dumps({"initiatives": [record, record | {"slug": "de-lelie", "title": "De Lelie"}]}),
        name="x.json",
    )
    assert result.returncode == 1 and "Bestanden geschreven: 2" in result.stdout
    for name in ("project", "telefoon", "datum"):
        assert result.stdout.count(f"‘{name}’") >= 2, result.stdout
    assert "telefoon: '030'" in (project / "initiatives/de-lelie.md").read_text(encoding="utf-8")


def test_a_file_with_the_mark_of_windows_is_read(project):
    assert given(project, '\ufeff{"initiatives": []}', name="x.json").returncode == 0


def test_a_file_that_is_not_there_is_told_in_dutch(project):
    result = run(project, "restore.py", "weg.json")
    assert result.returncode == 1 and "‘weg.json’ bestaat niet" in result.stderr and "No such" not in result.stderr
