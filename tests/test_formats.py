"""Problems for a person, for GitHub, for programs; for one file or all; once or at every change."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading

import pytest
from conftest import ROOT, run
from handbook.judging.formats import FORMATS, MOST_ROWS, summary
from handbook.model.problem import Line, Problem, Severity, report, told
from handbook.words.language import Language, message
from test_check import GOOD

DUTCH = Language("nl")
HOSTILE = "a\r\n::error::x %0A <b>|`[x](https://x.nl)`| @iedereen, zo: \x1b[2J"


def line(text="Iets", path="initiatives/a,b:c%.md", severity=Severity.ERROR):
    return Line(path, 3, 5, severity, text, "something")


def broken(project, name="goed.md", **changes):
    """An entry with a wrong place and, unless given, nothing else wrong."""
    text = GOOD.replace("[Utrecht]", "[Utrecth]")
    for old, new in changes.items():
        text = text.replace(old, new)
    (project / "initiatives" / name).write_text(text, encoding="utf-8")


def near_duplicate(project):
    """Two good entries that are probably the same: a warning, not an error."""
    for number, title in enumerate(("Samen tuinieren in Zuilen", "Samen tuinieren in Zuile")):
        text = GOOD.replace("Een goede beschrijving", title)
        (project / "initiatives" / f"tuin-{number}.md").write_text(text, encoding="utf-8")


def test_text_is_what_the_report_says():
    problems = [Problem("b.md", 1, 1, message("warning:"), Severity.WARNING), Problem("a.md", 2, 1, message("File"))]
    assert FORMATS["text"](told(problems, DUTCH), DUTCH).splitlines() == report(problems, DUTCH)
    assert report(problems, DUTCH)[1].startswith("b.md:1:1: waarschuwing: ")


def test_github_annotations_are_escaped_and_followed_by_the_whole_list():
    first, second = FORMATS["github"]([line("100% zeker\nja: a, b")], DUTCH).splitlines()[:2]
    assert first == "::error file=initiatives/a%2Cb%3Ac%25.md,line=3,col=5,title=Fout::100%25 zeker%0Aja: a, b"
    assert second.startswith("initiatives/a,b:c%.md:3:5: ")
    assert FORMATS["github"]([line(severity=Severity.WARNING)], DUTCH).startswith("::warning file=")


def test_no_value_can_speak_to_github():
    """A line break in a value or file name would start a workflow command in the log; none is left."""
    lines = told(
        [
            Problem(
                f"initiatives/{HOSTILE}\udcff.md",
                1,
                1,
                message("“%(key)s” has no value; fill it in or remove the line", key=HOSTILE),
            )
        ],
        DUTCH,
    )
    for form in ("text", "github"):
        said = FORMATS[form](lines, DUTCH)
        commands = [text for text in said.split("\n") if text.startswith("::")]
        assert len(commands) == (form == "github") and "\x1b" not in said and "\r" not in said
        said.encode("utf-8")


def test_json_says_the_same_in_words_for_programs():
    found = json.loads(FORMATS["json"]([line("Iets ‘raars’")], DUTCH))
    assert found["problems"] == [
        {
            "path": "initiatives/a,b:c%.md",
            "line": 3,
            "column": 5,
            "severity": "error",
            "rule": "something",
            "message": "Iets ‘raars’",
        }
    ]


def test_sarif_is_complete():
    """What the standard requires: version, a driver with a name, and for each result a message, a rule and a place."""
    log = json.loads(FORMATS["sarif"]([line(), line("Anders", severity=Severity.WARNING)], DUTCH))
    (scan,) = log["runs"]
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    assert scan["tool"]["driver"]["name"] and scan["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in scan["results"]] == ["error", "warning"]
    for result in scan["results"]:
        assert scan["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"] == {
            "uri": "initiatives/a%2Cb%3Ac%25.md",
            "uriBaseId": "%SRCROOT%",
        }
        assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
        assert result["message"]["text"]


def test_the_summary_is_a_table_in_which_values_are_only_text():
    """GitHub's own Markdown parser makes of a hostile value no link, no HTML and no extra cell."""
    from cmarkgfm import cmark

    page = summary([line(HOSTILE), line()], DUTCH)
    html = cmark.markdown_to_html_with_extensions(
        page, options=cmark.Options.CMARK_OPT_UNSAFE, extensions=["table", "autolink"]
    )
    assert html.count("<tr>") == 3 and html.count("<td>") == 8
    assert "<a" not in html and "<b>" not in html and "<code>" not in html
    assert "Wat er beter kan" in html


def test_a_long_summary_stays_below_githubs_limit():
    page = summary([line("x" * 400)] * (MOST_ROWS + 7), DUTCH)
    assert len(page.encode()) < 1024 * 1024 and "nog 7" in page


def test_nothing_found_is_said_kindly():
    assert "Bedankt" in summary([], DUTCH)


def test_warnings_do_not_hold_up_publishing(project):
    near_duplicate(project)
    result = run(project, "check.py")
    assert result.returncode == 0, result.stdout
    assert ": waarschuwing: " in result.stdout and "waarschuwing" in result.stderr and "geen problemen" in result.stderr


def test_one_file_is_reported_on_and_all_are_read(project):
    """References to other files are known, but their mistakes are not reported."""
    broken(project, "fout.md")
    (project / "initiatives" / "goed.md").write_text(
        GOOD.replace("\n\nTekst.", "\n\nZie [Peer to Peer](peer-to-peer.md).", 1).replace("Een goede", "Nog een"),
        encoding="utf-8",
    )
    good = run(project, "check.py", "initiatives/goed.md")
    assert good.returncode == 0 and "1 bestand" in good.stdout, good.stdout
    both = run(project, "check.py", "initiatives/goed.md", str(project / "initiatives" / "fout.md"))
    assert both.returncode == 1 and [text.split(":")[0] for text in both.stdout.splitlines()] == ["initiatives/fout.md"]
    assert run(project, "check.py", "initiatives").returncode == 1


def test_a_file_is_found_from_any_folder(project):
    broken(project, "fout.md")
    result = subprocess.run(
        [sys.executable, str(project / "scripts" / "check.py"), "fout.md"],
        cwd=project / "initiatives",
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 1 and result.stdout.startswith("initiatives/fout.md:7:10: ")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("initiatives/peer-to-per.md", "bedoelde je ‘initiatives/peer-to-peer.md’"),
        ("README.md", "bestaat niet"),
        ("mkdocs.yml", "content/themas"),
        ("/etc/passwd", "initiatives"),
        ("content/over.md", "initiatives"),
    ],
)
def test_a_file_that_is_no_source_gets_a_sentence(project, file, says):
    result = run(project, "check.py", file)
    assert (result.returncode, result.stdout) == (2, "")
    assert says in result.stderr and result.stderr.count("\n") == 1, result.stderr


def test_the_job_page_gets_the_whole_list(project, tmp_path):
    page = tmp_path / "summary.md"
    for number in range(12):
        broken(project, f"fout-{number}.md", **{"Een goede": f"Een {number}e"})
    result = run(project, "check.py", "--format", "github", GITHUB_STEP_SUMMARY=str(page))
    assert result.returncode == 1
    errors = [text for text in result.stdout.splitlines() if text.startswith("::error ")]
    assert len(errors) == 12 and len(re.findall(r"^initiatives/fout-\d+\.md:7:10: ", result.stdout, re.MULTILINE)) == 12
    assert page.read_text(encoding="utf-8").count("| Fout |") == 12


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_formats_for_programs_hold_nothing_else(project, form):
    broken(project)
    result = run(project, "check.py", "--format", form)
    assert result.returncode == 1 and json.loads(result.stdout)
    assert json.loads(run(ROOT, "check.py", "--format", form).stdout)


@pytest.mark.skipif(os.name == "nt", reason="a console signal cannot be sent to one process on Windows")
def test_watching_tells_what_changed_and_ends_cleanly(project):
    broken(project)
    process = subprocess.Popen(
        [sys.executable, str(project / "scripts" / "check.py"), "--watch"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    said: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [said.put(text) for text in process.stdout], daemon=True).start()

    def until(part: str) -> list[str]:
        lines = []
        while not lines or part not in lines[-1]:
            lines.append(said.get(timeout=60))
        return lines

    try:
        assert until("Ctrl-C")[0].startswith("initiatives/goed.md:7:10: ")
        # The known problem moves down a line and a new one appears: only the new one is reported.
        broken(project, **{"kind: initiatief": "aliases: [Goed]\nkind: inisiatief"})
        assert [text.split(": ")[0] for text in until("2 problemen")[:-1]] == ["initiatives/goed.md:5:7"]
        (project / "initiatives" / "goed.md").write_text(GOOD, encoding="utf-8")
        solved = until("geen problemen")[:-1]
        assert len(solved) == 2 and all(text.startswith("initiatives/goed.md: opgelost: ") for text in solved)
    finally:
        process.send_signal(signal.SIGINT)
        error = process.communicate(timeout=60)[1]
    assert (process.returncode, error) == (0, "")
