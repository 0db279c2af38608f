"""check.py --against: names what a change would lose, on its line, while it is easy to put back."""

from __future__ import annotations

import os
import re
import subprocess

import pytest
from conftest import copy_project, run
from test_rename import STUB

RICH = """---
title: Praatgroep
summary: Een praatgroep die alleen in deze test bestaat, voor mensen in de wijk.
kind: initiatief
aliases: [De Groep, De Kring]
themes: [zelfhulp, herstel]
target_groups: [jongeren]
places: [Emmer-Compascuum, Amsterdam/Nieuw-West]
organisations:
  - name: Vivenz
    role: partner
    url: https://example.org/
people:
  - {name: J. de Vries, role: projectleider}
period: 2017–2020
status: {value: gestopt, as_of: 2020, why: Het geld was op.}
methods: [zelfhulpgroepen]
figures:
  - {label: Deelnemers, value: 12–16, source: 1}
  - {label: Duur, value: 11 weken, source: 2}
sources:
  - {title: Bron een, date: 2018-06-25, url: 'https://example.org/een', retrieved: 2026-11-01}
  - {title: Bron twee, publisher: Movisie}
follow_up:
  - {date: 2020-01, text: Het loopt nog.}
  - {date: 2021, text: Het is gestopt.}
added: 2026-11-20
reviewed: 2026-11-22
---

## Voor wie

Voor iedereen in de wijk die wil praten over wat er gebeurd is, en die dat het liefst met anderen doet.

## Waarom

Omdat praten helpt, en omdat er in de wijk geen plek was waar dat zomaar kon op een gewone avond.

## Hoe het werkt

Elke week komen twaalf mensen bij elkaar in het buurthuis, met koffie en zonder programma.

## Wat het oplevert

Tekst.

## Wat anderen ervan kunnen leren

Begin klein.

## Wat we nog niet weten

Tekst.
"""
AT = {
    line.split(":")[0].strip(): number
    for number, line in enumerate(RICH.split("\n"), start=1)
    if re.match(r"\w+:", line)
}
BODY = RICH.split("\n").index("---", 1) + 2
IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def git(folder, *words):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", *IDENTITY, *words], cwd=folder, check=True, capture_output=True, text=True, env=environment
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A project in Git as it was published, in a subfolder of the repository."""
    project = copy_project(tmp_path_factory.mktemp("published") / "repository" / "handboek")
    (project / "initiatives/praatgroep.md").write_text(RICH, encoding="utf-8")
    (project / "initiatives/proefrit.md").write_text(STUB, encoding="utf-8")
    gone = project / "content/vervallen/themas/wonen.md"
    gone.parent.mkdir(parents=True)
    gone.write_text("---\ntitle: Wonen\nremoved: 2026-11-22\nwhy: Er was niets over wonen.\n---\n", encoding="utf-8")
    repository = project.parent
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "Editie 1")
    return project


@pytest.fixture
def project(published):
    """A copy of the published project that a test may change."""
    yield published
    git(published.parent, "checkout", "-q", "--", ".")
    git(published.parent, "clean", "-q", "-fd", "handboek/initiatives", "handboek/content")


def against(project, revision="HEAD", *arguments):
    result = run(project, "check.py", "--against", revision, *arguments)
    assert "Traceback" not in result.stderr, result.stderr
    return result


def warnings(project):
    """Each warning as “line: sentence” for the rich entry, and with its file for others."""
    result = against(project)
    assert result.returncode == 0, result.stdout
    lines = [line.removeprefix("initiatives/praatgroep.md:") for line in result.stdout.splitlines()]
    return [re.sub(r"^(\S*?)(\d+):\d+: waarschuwing: ", r"\1\2: ", line) for line in lines if "waarschuwing" in line]


def test_what_did_not_change_loses_nothing(project):
    result = against(project)
    assert result.returncode == 0 and "geen problemen" in result.stdout and "waarschuwing" not in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        (", De Kring]", "]", AT["aliases"], "‘De Kring’ stond hier (Andere namen) en is nu weg"),
        ("aliases: [De Groep, De Kring]\n", "", AT["aliases"], "‘De Groep’ stond hier"),
        ("    url: https://example.org/\n", "", AT["organisations"] + 1, "‘Organisaties: Webadres’ was ingevuld"),
        ("people:\n  - {name: J. de Vries, role: projectleider}\n", "", AT["people"], "‘J. de Vries’ stond hier"),
        ("period: 2017–2020\n", "", AT["period"], "was ingevuld (2017–2020) en is nu leeg"),
        (", why: Het geld was op.", "", AT["status"], "was ingevuld (Het geld was op.)"),
        ("methods: [zelfhulpgroepen]\n", "", AT["methods"], "‘zelfhulpgroepen’ stond hier"),
        ("  - {label: Duur, value: 11 weken, source: 2}\n", "", AT["figures"], "‘Duur’ stond hier (Cijfers)"),
        ("Duur, value: 11 weken, source: 2", "Duur, value: 11 weken, source: 1", 0, ""),
        (", retrieved: 2026-11-01", "", AT["sources"] + 1, "was ingevuld (2026-11-01) en is nu leeg"),
        (", url: 'https://example.org/een'", "", AT["sources"] + 1, "was ingevuld (https://example.org/een)"),
        ("title: Bron een", "title: Andere titel", 0, ""),
        ("title: Bron twee", "title: Heel iets anders", AT["sources"], "‘Bron twee’ stond hier (Bronnen) en is nu weg"),
        ("  - {date: 2021, text: Het is gestopt.}\n", "", AT["follow_up"], "het bericht van 2021 stond hier en is nu weg"),
        ("Het loopt nog.", "Het liep nog.", AT["follow_up"] + 1, "het bericht van januari 2020 stond hier anders"),
        ("added: 2026-11-20", "added: 2026-11-21", AT["added"], "die datum blijft dezelfde"),
        ("reviewed: 2026-11-22", "reviewed: 2026-11-21", AT["reviewed"], "die datum gaat nu terug naar 2026-11-21"),
        ("reviewed: 2026-11-22", "reviewed: 2026-11-23", 0, ""),
        ("themes: [zelfhulp, herstel]", "themes: [herstel]", 0, ""),
        ("## Wat anderen ervan kunnen leren\n\nBegin klein.\n\n", "", BODY, "het deel ‘Wat anderen ervan kunnen leren’"),
        ("Omdat praten helpt", "Omdat samen praten helpt", 0, ""),
    ],
)  # fmt: skip
def test_what_is_lost_is_named_at_its_place(project, old, new, line, says):
    """An honest correction is not a loss."""
    assert RICH.count(old) == 1
    (project / "initiatives/praatgroep.md").write_text(RICH.replace(old, new), encoding="utf-8")
    found = warnings(project)
    if not says:
        assert found == []
    else:
        assert any(one.startswith(f"{line}: ") and says in one for one in found), found
        assert len(found) <= 2


def test_a_source_of_many_is_missed_by_its_title(project):
    """Also if the numbers of the other sources were corrected, as a careful editor would."""
    text = RICH.replace("  - {title: Bron twee, publisher: Movisie}\n", "").replace("source: 2", "source: 1")
    (project / "initiatives/praatgroep.md").write_text(text, encoding="utf-8")
    assert warnings(project) == [
        f"{AT['sources']}: ‘Bron twee’ stond hier (Bronnen) en is nu weg; was dat de bedoeling?"
    ]


def test_a_text_cut_in_half_is_noticed(project):
    head, _, _ = RICH.partition("Voor iedereen")
    rest = "".join(f"## {name}\n\nTekst.\n\n" for name in ("Waarom", "Hoe het werkt", "Wat het oplevert", "Wat anderen ervan kunnen leren", "Wat we nog niet weten"))  # fmt: skip
    (project / "initiatives/praatgroep.md").write_text(f"{head}Tekst.\n\n{rest}", encoding="utf-8")
    (found,) = warnings(project)
    assert re.fullmatch(rf"{BODY}: de tekst had \d+ woorden en heeft er nu \d+; is er niets verloren gegaan\?", found)


def test_an_address_that_goes_is_named(project):
    """For an entry, a city and an organisation that only it names, a former name and a page about a removal."""
    text = RICH.replace("[Emmer-Compascuum, Amsterdam", "[Amsterdam")
    (project / "initiatives/praatgroep.md").write_text(text, encoding="utf-8")
    (project / "initiatives/proefrit.md").unlink()
    (project / "initiatives/odensehuis.md").rename(project / "initiatives/het-odensehuis.md")
    (project / "content/vervallen/themas/wonen.md").unlink()
    found = warnings(project)
    assert [re.sub(r"(zou verdwijnen).*", r"\1", line) for line in found] == [
        "content/vervallen/themas/wonen.md:1: ‘themas/wonen/’ zou verdwijnen",
        "initiatives/odensehuis.md:1: ‘initiatieven/odensehuis/’ zou verdwijnen",
        f"{AT['places']}: ‘Emmer-Compascuum’ stond hier (Plaatsen) en is nu weg; was dat de bedoeling?",
        f"{AT['places']}: ‘steden/emmer-compascuum/’ zou verdwijnen",
        "initiatives/proefrit.md:1: ‘initiatieven/proefrit/’ zou verdwijnen",
    ]
    assert any("[odensehuis]’ in het nieuwe bestand (initiatives/het-odensehuis.md?)" in line for line in found)


def test_who_uses_the_verbs_loses_nothing(project):
    """Renaming, removing and reordering a list give no warning at all."""
    for old, new in (("zelfhulpgroepen", "praten"), ("zelfhulp", "lotgenoten"), ("Vivenz", "Vivenz Zorg"), ("Emmer-Compascuum", "Nieuw-Compascuum"), ("praatgroep", "de-groep")):  # fmt: skip
        assert run(project, "rename.py", old, new).returncode == 0
    assert run(project, "remove.py", "proefrit", "--why", "Het stond dubbel in het handboek.").returncode == 0
    path = project / "initiatives/de-groep.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[De Groep, De Kring]", "[De Kring, de groep]"), encoding="utf-8")  # fmt: skip
    assert warnings(project) == []


def test_in_a_renamed_entry_a_loss_is_still_a_loss(project):
    assert run(project, "rename.py", "praatgroep", "de-groep").returncode == 0
    path = project / "initiatives/de-groep.md"
    path.write_text(path.read_text(encoding="utf-8").replace("period: 2017–2020\n", ""), encoding="utf-8")
    (found,) = warnings(project)
    assert found.startswith(f"initiatives/de-groep.md:{AT['period']}: ‘Periode’ was ingevuld")


def test_a_term_is_compared_too(project):
    path = project / "content/programmas/beweging-in-kwetsbaarheid.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("period: 2021-01–2021-06\n", "").replace("title: Aanpak", "title: Iets over aanpak"), encoding="utf-8")  # fmt: skip
    assert len([line for line in warnings(project) if "beweging-in-kwetsbaarheid" in line]) == 2


def test_a_broken_file_hides_no_loss_elsewhere(project):
    (project / "initiatives/praatgroep.md").write_text(RICH.replace("added: 2026-11-20", "added: gisteren").replace("period: 2017–2020\n", ""), encoding="utf-8")  # fmt: skip
    result = against(project)
    told = [line.partition(": ")[2] for line in result.stdout.splitlines()]
    assert result.returncode == 1 and len(told) == 2, told  # the mistake, but no loss of what only cannot be read
    assert told[0].startswith("waarschuwing: ‘Periode’ was ingevuld") and "gisteren" in told[1]


def test_github_gets_warnings_on_the_lines_and_in_the_summary(project, tmp_path):
    (project / "initiatives/praatgroep.md").write_text(RICH.replace("period: 2017–2020\n", ""), encoding="utf-8")
    page = tmp_path / "summary.md"
    result = run(project, "check.py", "--format", "github", "--against=HEAD", GITHUB_STEP_SUMMARY=str(page))
    assert result.returncode == 0
    assert f"::warning file=initiatives/praatgroep.md,line={AT['period']},col=1," in result.stdout
    assert "Periode" in page.read_text(encoding="utf-8")


def test_only_losses_in_the_files_that_were_asked_for_are_named(project):
    (project / "initiatives/praatgroep.md").write_text(RICH.replace("period: 2017–2020\n", ""), encoding="utf-8")
    assert "waarschuwing" not in against(project, "HEAD", "initiatives/odensehuis.md").stdout
    assert "waarschuwing" in against(project, "HEAD", "initiatives/praatgroep.md").stdout


@pytest.mark.parametrize("revision", ["nergens", "--output=x", "-h", "", "HEAD:initiatives", "HEAD^1", "x y; ls"])
def test_a_revision_that_is_none_is_refused(project, revision):
    result = run(project, "check.py", f"--against={revision}")
    assert result.returncode == 2 and "geen versie die Git kent" in result.stderr and "Traceback" not in result.stderr
    assert not (project / "x").exists()


def test_a_shallow_clone_says_what_to_fetch(project, tmp_path):
    """GitHub checks out a single commit by default; with one more it can compare."""
    for number in range(2):
        (project / "initiatives/praatgroep.md").write_text(
            RICH.replace("2017–2020", f"2017–201{8 + number}"), encoding="utf-8"
        )
        git(project.parent, "commit", "-qam", str(number))
    try:
        for depth, code, says in ((1, 2, "git fetch --depth 1 origin HEAD^1"), (2, 0, "geen problemen")):
            clone = tmp_path / str(depth)
            git(tmp_path, "clone", "-q", f"--depth={depth}", project.parent.as_uri(), str(clone))
            result = against(clone / "handboek", "HEAD^1")
            assert result.returncode == code and says in result.stdout + result.stderr
    finally:
        git(project.parent, "reset", "-q", "--hard", "HEAD~2")


def test_without_git_it_says_so(project, tmp_path):
    copy = copy_project(tmp_path / "copy")
    ceiling = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    result = run(copy, "check.py", "--against", "HEAD", **ceiling)
    assert result.returncode == 2 and "Git kan deze map niet lezen" in result.stderr
    result = run(project, "check.py", "--against", "HEAD", PATH=str(tmp_path))
    assert result.returncode == 2 and "Git staat niet op deze computer" in result.stderr


def test_git_is_asked_three_times_however_many_files_changed(project, tmp_path):
    log = tmp_path / "log"
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    wrapper.write_text(f'#!/bin/sh\necho "$@" >> "{log}"\nexec "{real}" "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    for path in (project / "initiatives").glob("[!R]*.md"):
        path.write_text(path.read_text(encoding="utf-8") + "\nNog een zin.\n", encoding="utf-8")
    result = run(project, "check.py", "--against", "HEAD", PATH=f"{wrapper.parent}:{os.environ['PATH']}")
    assert result.returncode in (0, 1) and len(log.read_text().splitlines()) == 3
