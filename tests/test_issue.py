"""issue.py: the text of an issue becomes the file of an entry, or a list of mistakes; it is never more than data."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, run
from handbook.forms.entry import entry
from handbook.forms.issue import understand
from handbook.reading.headings import headings
from handbook.reading.load import load
from handbook.reading.parse import markdown
from handbook.reading.reader import read
from handbook.reading.terms import terms
from handbook.words.language import Language

GOLDEN = ROOT / "tests" / "golden" / "issues"
CASES = sorted(path.stem for path in GOLDEN.glob("*.md"))
WORKFLOW = ROOT / ".github" / "workflows" / "issue.yml"


def make(project, issue, *arguments):
    """The exit code, the new file and the output."""
    before = {path.name for path in (project / "initiatives").iterdir()}
    result = run(project, "issue.py", str(issue), "--date", "2026-11-22", *arguments)
    assert "Traceback" not in result.stderr
    new = [path for path in (project / "initiatives").iterdir() if path.name not in before]
    assert len(new) == (result.returncode == 0)
    return result, new[0].read_text(encoding="utf-8") if new else None


def answered(label, answer, base="compleet"):
    """A saved issue with another answer to one question."""
    text = (GOLDEN / f"{base}.md").read_text(encoding="utf-8")
    before, mark, after = text.partition(f"### {label}\n")
    assert mark
    return f"{before}{mark}\n{answer}\n{after[after.index(chr(10) + '### ') :]}"


def understood(label, answer):
    return understand(answered(label, answer), terms(load(ROOT)[0], "nl"), Language("nl"), "CC BY 4.0")


@pytest.mark.parametrize("case", CASES)
def test_a_saved_issue_yields_its_file_or_its_complaints(project, case):
    """``case.file`` is the expected file, ``case.said`` the messages that prevent one."""
    shutil.copy(GOLDEN / f"{case}.md", project / "melding.md")
    result, made = make(project, project / "melding.md", "--number", "7")
    if made is None:
        assert result.stderr == (GOLDEN / f"{case}.said").read_text(encoding="utf-8")
    else:
        assert made == (GOLDEN / f"{case}.file").read_text(encoding="utf-8")
        assert run(project, "check.py").returncode == 0


def test_a_place_with_two_names_is_understood_and_told(project):
    """“Den Bosch” becomes the name in the gazetteer, and the report says so."""
    issue = project / "melding.md"
    issue.write_text(answered("Plaatsen", "Den Bosch (Noord)\ngemeente 's-Gravenhage"), encoding="utf-8")
    result, made = make(project, issue, "--report", str(project / "verslag.md"))
    assert made and "places: [’s-Hertogenbosch/Noord, Den Haag]" in made, result.stderr
    said = "Plaatsen: de plaats ‘Den Bosch (Noord)’ schrijven we hier als ‘’s-Hertogenbosch/Noord’"
    assert said in result.stderr and said in (project / "verslag.md").read_text(encoding="utf-8")


def test_values_that_look_like_commands_are_read_back_as_they_were_written():
    """YAML, shell and expression syntax in an answer is text in the file, and the text has only its own sections."""
    issue = (GOLDEN / "schijnbaar-bevel.md").read_text(encoding="utf-8")
    document = read("x.md", (GOLDEN / "schijnbaar-bevel.file").read_bytes())
    assert document.problems == []
    written = re.search(r"### Andere namen\n\n(.*?)\n\n", issue, re.DOTALL)[1].split("\n")
    assert document.values["aliases"] == [line.removeprefix("- ") for line in written]
    assert document.values["title"] == "../../etc/passwd; $(touch /tmp/gevaar) `id` ${{ github.token }} %PATH%"
    found = [heading.text for heading in headings(markdown(document.body)) if heading.level == 2]
    assert found == ["Voor wie", "Waarom", "Hoe het werkt", "Wat het oplevert", "Wat we nog niet weten"]


@pytest.mark.parametrize(
    ("label", "answer", "says"),
    [
        ("Samenvatting", "w" * 100_000, "Samenvatting: dit antwoord is 97 kB"),
        ("Samenvatting", "w" * 20_000, "Samenvatting: ‘Samenvatting’ is te lang"),
        ("Hoe het werkt", "woord " * 20_000, "Hoe het werkt: dit antwoord is 117 kB"),
        ("Andere thema’s", "a," * 15_000, "Andere thema’s: ‘a’ is niet bekend"),
        ("Hoe het werkt", "> " * 500 + "diep", "Hoe het werkt"),
        ("Hoe het werkt", "- " * 3000 + "# diep", "Hoe het werkt"),
        ("Bronnen", "|" * 30_000, "Bronnen: er staan meer onderdelen"),
        ("Plaatsen", "../../etc\n<script>", "Plaatsen: "),
        ("Titel", "x" * 5000, "Titel: ‘Titel’ is te lang"),
        ("Cijfers", "Eters | 12 | 99999999999999999999999", "Cijfers: "),
    ],
)
def test_too_much_is_said_kindly(project, label, answer, says):
    (project / "melding.md").write_text(answered(label, answer), encoding="utf-8")
    result, made = make(project, project / "melding.md")
    assert made is None and says in result.stderr
    assert all(len(line) < 450 for line in result.stderr.splitlines()) and result.stderr.count("\n") < 50


@pytest.mark.parametrize(
    ("old", "new"),
    [("### Voordat", "Voordat"), ("- [X] Iedereen mag mijn tekst", "- Iedereen mag mijn tekst"), ("CC BY 4.0", "CC0")],
)
def test_without_every_promise_no_file_is_made(project, old, new):
    text = (GOLDEN / "compleet.md").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (project / "melding.md").write_text(text.replace(old, new), encoding="utf-8")
    result, made = make(project, project / "melding.md")
    assert made is None and "Voordat je het verstuurt: vink elk vakje aan" in result.stderr


def test_what_is_missing_is_not_told_of_the_title(project):
    (project / "melding.md").write_text(answered("Plaatsen", "_No response_"), encoding="utf-8")
    result, made = make(project, project / "melding.md")
    assert made is None and "noem ten minste één plaats" in result.stderr and "Titel:" not in result.stderr


def test_a_title_that_gives_no_name_for_a_file_is_told_at_the_title(project):
    for title in ("Con", "Index"):
        (project / "melding.md").write_text(answered("Titel", title), encoding="utf-8")
        result, made = make(project, project / "melding.md")
        assert made is None and f"- Titel: ‘{title.lower()}’ is een naam die computers" in result.stderr


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"### Titel", b"### Titel\n\n_No response_\n", b"\n" * 70_000])
def test_any_text_ends_in_a_sentence(project, data):
    (project / "melding.md").write_bytes(data)
    result, made = make(project, project / "melding.md")
    assert made is None and result.stderr.strip()


@pytest.mark.parametrize(
    ("label", "answer", "key", "value"),
    [
        (
            "Plaatsen",
            "Utrecht, Bergen op Zoom en Berkel en Rodenrijs",
            "places",
            ["Utrecht", "Bergen op Zoom", "Berkel en Rodenrijs"],
        ),
        ("Plaatsen", "gemeente Zwolle en Utrecht (Overvecht)", "places", ["Zwolle", "Utrecht/Overvecht"]),
        ("Periode", "van 2017 tot juni 2020", "period", "2017–2020-06"),
        (
            "Bronnen",
            "• Movisie, https://www.movisie.nl/soep",
            "sources",
            [{"title": "Movisie", "url": "https://www.movisie.nl/soep"}],
        ),
        (
            "Bronnen",
            "| Titel | Link | Datum |\n| :--- | --- | ---: |\n| Soep \\| brood | www.example.nl/soep | mei 2018 |\n| Koken | | |",
            "sources",
            [
                {"title": "Soep | brood", "url": "https://www.example.nl/soep", "date": "2018-05"},
                {"title": "Koken"},
            ],
        ),
        ("Bronnen", "Soep\tKrant\t2018", "sources", [{"title": "Soep", "publisher": "Krant", "date": "2018"}]),
        (
            "Bronnen",
            "- [Soep](https://www.example.nl/soep) | Krant",
            "sources",
            [{"title": "Soep", "url": "https://www.example.nl/soep", "publisher": "Krant"}],
        ),
        ("Doelgroepen", "buurtbewoners en jongeren", "target_groups", ["buurtbewoners", "jongeren"]),
        ("Andere thema’s", "Herstel en Zelfhulp", "themes", ["inloop-en-ontmoeting", "herstel", "zelfhulp"]),
        ("Bronnen", "| Soep | Krant | 2018 |", "sources", [{"title": "Soep", "publisher": "Krant", "date": "2018"}]),
        (
            "Mensen",
            "| Rol | Naam |\n|-|-|\n| gastvrouw | J. Bos |",
            "people",
            [{"role": "gastvrouw", "name": "J. Bos"}],
        ),
        ("Plaatsen", " en ".join(["Utrecht"] * 40), "places", ["Utrecht"] * 40),
        ("Plaatsen", "- Amsterdam/Nieuw-West\n- Den Haag", "places", ["Amsterdam/Nieuw-West", "Den Haag"]),
        ("Stand van zaken: op welke datum", "mei 2024", "status", {"value": "loopt", "as_of": "2024-05"}),
        (
            "Bronnen",
            "Soep verbindt | www.example.nl/soep\nKoken | Krant | 25-06-2018",
            "sources",
            [
                {"title": "Soep verbindt", "url": "https://www.example.nl/soep"},
                {"title": "Koken", "publisher": "Krant", "date": "2018-06-25"},
            ],
        ),
    ],
)
def test_what_can_mean_one_thing_only_is_understood(label, answer, key, value):
    """Several places on a line, an address in another column, a date in another order."""
    draft = understood(label, answer)
    assert draft.complaints == [] and draft.values[key] == value


def test_a_line_without_its_parts_is_told_how_to_write_them(project):
    (project / "melding.md").write_text(answered("Mensen", "Jan de Vries, projectleider"), encoding="utf-8")
    result, made = make(project, project / "melding.md")
    assert (
        made is None
        and "Mensen: zet een | tussen de onderdelen van ‘Jan de Vries, projectleider’: Naam | Rol" in result.stderr
    )
    assert result.stderr.count("Mensen") == 1


def test_a_column_that_nobody_knows_is_told_with_those_that_are_known(project):
    """Otherwise its contents would silently become something else."""
    table = "| Nr. | Titel |\n| --- | --- |\n| 1 | Soep |"
    (project / "melding.md").write_text(answered("Bronnen", table), encoding="utf-8")
    result, made = make(project, project / "melding.md")
    assert made is None and "Bronnen: de kolom ‘Nr.’ is niet bekend; je kunt kiezen uit Titel, Auteur" in result.stderr


@pytest.mark.parametrize(
    "answer", ["geen", "Geen.", "geen contactpersoon", "Weet ik niet", "onbekend", "niet bekend", "- geen"]
)
def test_geen_is_no_person(answer):
    draft = understood("Mensen", answer)
    assert draft.complaints == [] and "people" not in draft.values


@pytest.mark.parametrize(
    ("label", "answer", "key", "value"),
    [
        ("Titel", "Geen", "title", "Geen"),
        ("Andere namen", "Geen kopzorgen", "aliases", ["Geen kopzorgen"]),
        ("Stand van zaken: hoe het ervoor staat", "onbekend", "status", {"value": "onbekend", "as_of": "2024-05"}),
    ],
)
def test_what_may_be_an_answer_is_one(label, answer, key, value):
    draft = understood(label, answer)
    assert draft.complaints == [] and draft.values[key] == value


def test_a_line_that_lacks_a_part_is_told_in_the_words_of_the_form(project):
    """An address is not a title; hyphens for empty columns are not mentioned, as nobody typed them."""
    (project / "melding.md").write_text(answered("Bronnen", "https://example.nl/x\nSoep"), encoding="utf-8")
    result, made = make(project, project / "melding.md")
    assert made is None and result.stderr.count("Bronnen") == 1
    assert "in ‘https://example.nl/x’ ontbreekt: Titel; schrijf Titel | Uitgever | Datum | Webadres" in result.stderr


def test_many_places_of_which_one_is_unknown_stay_as_they_are():
    """Trying every way to split them took twice as long for each further name."""
    answer = " en ".join([*["Utrecht"] * 60, "Mars"])
    draft = understood("Plaatsen", answer)
    assert draft.values["places"] == [answer]


@pytest.mark.parametrize("arguments", [("nergens.md",), (".",), ("goed.md", "--report", "nergens/x.md"), ("goed.md", "--output", "goed.md")])  # fmt: skip
def test_a_file_that_cannot_be_used_is_named_and_nothing_is_made(project, arguments):
    shutil.copy(GOLDEN / "compleet.md", project / "goed.md")
    result = run(project, "issue.py", *arguments)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert f"‘{arguments[-1]}’" in result.stderr
    assert not list((project / "initiatives").glob("*complet*"))


def test_line_ends_of_a_browser_make_no_difference(project):
    text = (GOLDEN / "compleet.md").read_bytes().replace(b"\n", b"\r\n")
    (project / "melding.md").write_bytes(text)
    _, made = make(project, project / "melding.md")
    assert made == (GOLDEN / "compleet.file").read_text(encoding="utf-8")


@pytest.mark.parametrize("nothing", ["-", "—", "…", "n.v.t.", "NVT", "none"])
def test_an_answer_that_says_nothing_is_none(project, nothing):
    """People type a dash when they have nothing to say; it is not a period, and not a text below a heading."""
    issue = project / "melding.md"
    texts = []
    for question in ("Periode", "Wat anderen ervan kunnen leren"):
        made = []
        for answer in (nothing, "_No response_"):
            issue.write_text(answered(question, answer), encoding="utf-8")
            made.append(make(project, issue)[1])
            for path in (project / "initiatives").glob("*regenboog*"):
                path.unlink()
        texts.append(made)
    assert all(ours and ours == theirs for ours, theirs in texts)


def test_an_existing_file_is_left_alone(project):
    """The same issue is refused the second time, and the first file stays as an editor changed it."""
    shutil.copy(GOLDEN / "compleet.md", project / "melding.md")
    make(project, project / "melding.md")
    path = project / "initiatives" / "buurthuis-de-regenboog.md"
    path.write_text(path.read_text(encoding="utf-8").replace("vanaf 2017-03", "2017–2020"), encoding="utf-8")
    before = path.read_bytes()
    result, made = make(project, project / "melding.md")
    assert (made, path.read_bytes()) == (None, before) and "er is al een pagina met deze naam" in result.stderr


def test_the_report_calls_nobody(project):
    """Quotations from the issue are in a block of code: no mention, no link, no other Markdown."""
    (project / "melding.md").write_text(
        answered("Best passende thema", "@iedereen](https://example.nl) ```\n# kop"), encoding="utf-8"
    )
    make(project, project / "melding.md", "--report", "verslag.md")
    report = (project / "verslag.md").read_text(encoding="utf-8")
    assert "@iedereen" in report
    outside = re.sub(r"<pre.*?</pre>", "", markdown(report), flags=re.DOTALL)
    assert "iedereen" not in outside and "<a " not in outside and "<h" not in outside


def test_the_workflow_keeps_the_text_of_an_issue_out_of_its_scripts():
    """It waits for a label, has the least rights, pins what it uses and puts no expression into a script."""
    text = WORKFLOW.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow[True] == {"issues": {"types": ["labeled"]}} and workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert "github.event.label.name == 'maak-bestand'" in job["if"]
    assert set(job["permissions"]) == {"contents", "issues", "pull-requests"}
    assert not any("${{" in step.get("run", "") for step in job["steps"])
    assert not re.search(r"\$\{\{[^}]*issue\.(title|body|user)", text)
    for step in job["steps"]:
        if "uses" in step:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
        assert ("GH_TOKEN" in step.get("env", {})) <= ("scripts/" not in step.get("run", ""))


def test_whatever_is_written_in_an_answer_comes_back_as_it_was():
    """Random text in a title, a list, a record and the description is refused, or read back exactly."""
    catalogue, _ = load(ROOT)
    known, dutch, chance = terms(catalogue, "nl"), Language("nl"), random.Random(4)
    pieces = [
        *"-#:|>&*!%@`\"'[]{},?~=<\\/$()\n\t éë’“”–🙂\u2028\u00a0\u0085",
        "---",
        "...",
        "```",
        "## ",
        "### ",
        "<!--",
        "-->",
        "${{ x }}",
        ": ",
        " #",
        "NO",
        "12",
        "\n\n",
        "===",
    ]
    agreed = "### " + (GOLDEN / "compleet.md").read_text(encoding="utf-8").rpartition("### ")[2]
    kept = 0
    for _ in range(400):
        said = ["".join(chance.choices(pieces, k=chance.randrange(1, 14))) for _ in range(4)]
        one_line = [" ".join(text.split()) for text in said]
        issue = "".join(
            f"### {label}\n\n{answer}\n\n"
            for label, answer in zip(
                ("Titel", "Andere namen", "Bronnen", "Waarom"),
                (said[0], f"x {one_line[1]}", one_line[2].replace("\\", "").replace("|", "\\|"), said[3]),
            )
        )
        draft = understand(issue + agreed, known, dutch, "CC BY 4.0")
        if draft.complaints:
            continue
        document = read("x.md", entry(draft.values, draft.body).encode())
        assert document.problems == [], (issue, document.problems)
        assert document.values == draft.values
        assert " ".join(document.body.split()) == " ".join(draft.body.split())
        assert [heading.text for heading in headings(markdown(document.body)) if heading.level < 3] == (
            ["Waarom"] if draft.body else []
        )
        kept += 1
    assert kept > 200


GH = """#!/bin/sh
# Writes down what GitHub is asked, and answers as it would.
printf '%s\\n' "$*" >> "$ASKED"
case "$1 $2" in
  "api repos/h/h/commits/issue-7") git --git-dir="$ORIGIN" log -1 --format=%ae issue-7 2>/dev/null ;;
  "pr list") [ -f "$ASKED.pr" ] && echo https://github.com/h/h/pull/8 || true ;;
  "pr create") touch "$ASKED.pr"; echo https://github.com/h/h/pull/8 ;;
esac
"""


@pytest.mark.skipif(not shutil.which("jq") or not shutil.which("git"), reason="the runner of GitHub has jq and git")
def test_the_workflow_from_label_to_proposal(project, tmp_path):
    """Its own scripts, step by step, in a clone: a proposal, the same one updated, and what an editor did is kept."""
    origin, temp = tmp_path / "origin.git", tmp_path / "temp"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "ASKED": str(tmp_path / "asked"),
        "ORIGIN": str(origin),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{origin}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/h/h.git",
        "GH_REPO": "h/h",
        "NUMBER": "7",
        "BASE": "main",
        "RUNNER_TEMP": str(temp),
        **{f"GITHUB_{name}": str(temp / name) for name in ("EVENT_PATH", "OUTPUT", "STEP_SUMMARY")},
    }

    def git(*arguments, cwd=tmp_path):
        who = ("-c", "user.name=Iemand", "-c", "user.email=iemand@example.nl")
        return subprocess.run(["git", *who, *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet", "--initial-branch=main", cwd=project)
    git("add", "initiatives", "content", "mkdocs.yml", "scripts", cwd=project)
    git("commit", "--quiet", "--message=x", cwd=project)
    git("clone", "--quiet", "--bare", str(project), str(origin))
    steps = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["file"]["steps"]

    def labelled(issue, unwritable=False):
        """The requests to GitHub after somebody set the label."""
        for path in (temp, tmp_path / "clone"):
            shutil.rmtree(path, ignore_errors=True)
        (tmp_path / "asked").write_text("")
        temp.mkdir()
        git("clone", "--quiet", str(origin), "clone")
        if unwritable:
            shutil.rmtree(tmp_path / "clone" / "initiatives")
            (tmp_path / "clone" / "initiatives").touch()
        (temp / "EVENT_PATH").write_text(json.dumps({"issue": {"number": 7, "body": issue}}))
        for step in steps:
            made = "made=yes" in (temp / "OUTPUT").read_text() if (temp / "OUTPUT").exists() else None
            if "GITHUB_EVENT_PATH" in step.get("run", "") or (
                made is not None and f"'{'yes' if made else 'no'}'" in step["if"]
            ):
                subprocess.run(
                    ["bash", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path / "clone", env=env, check=True
                )
        return (tmp_path / "asked").read_text()

    def proposed():
        return git("show", "issue-7:initiatives/buurthuis-de-regenboog.md", cwd=origin)

    complete = (GOLDEN / "compleet.md").read_text(encoding="utf-8")
    asked = labelled(complete)
    assert "pr create --head issue-7 --base main" in asked and "issue comment 7 --body Dank je wel!" in asked
    assert "pull/8" in asked and "issue edit 7 --remove-label maak-bestand" in asked
    assert "vanaf 2017-03" in proposed()

    asked = labelled(answered("Periode", "2017–2020"))  # the issue was edited, and the label set again
    assert "pr create" not in asked and "pr edit https://github.com/h/h/pull/8" in asked and "bijgewerkt" in asked
    assert "period: 2017–2020" in proposed()

    with pytest.raises(subprocess.CalledProcessError):  # what stopped it is no answer to the writer
        labelled((GOLDEN / "tip.md").read_text(encoding="utf-8"), unwritable=True)
    assert (tmp_path / "asked").read_text() == ""

    git("clone", "--quiet", "--branch=issue-7", str(origin), "editor")
    (tmp_path / "editor" / "initiatives" / "buurthuis-de-regenboog.md").write_text("beter", encoding="utf-8")
    git("commit", "--quiet", "--all", "--message=beter", cwd=tmp_path / "editor")
    git("push", "--quiet", cwd=tmp_path / "editor")
    asked = labelled(complete)
    assert proposed() == "beter" and "pr " not in asked
    assert "werkt al verder" in asked and "--remove-label" in asked

    asked = labelled("### Titel\n\nNiets")
    assert proposed() == "beter" and "issue comment 7 --body-file" in asked and "--remove-label" in asked
