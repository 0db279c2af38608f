"""new.py: a file with guidance for a new entry or term; after a wrong answer it asks again; no file is overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from conftest import run
from handbook.reading.reader import read

PEER = ("--title", "Peer tot Peer", "--theme", "dagbesteding", "--place", "Rotterdam")


def new(project, *arguments, answers=None):
    """Run it as a person would, with answers on standard input."""
    result = subprocess.run(
        [sys.executable, str(project / "scripts" / "new.py"), *arguments, "--date", "2026-11-22"],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input="".join(f"{answer}\n" for answer in answers or ()),
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert "Traceback" not in result.stderr
    return result


def files(project):
    return {
        path.relative_to(project): path.read_bytes()
        for folder in ("initiatives", "content")
        for path in (project / folder).rglob("*.md")
    }


def test_options_make_an_entry_without_a_question(project):
    """The right name, today's date, guidance as comments, and the given values."""
    result = new(
        project, "--title", "Café De Brug: ’t Gooi", "--theme", "Herstel", "--theme", "zelfhulp", "--place", "Hilversum"
    )
    assert result.returncode == 0, result.stderr
    path = project / "initiatives" / "cafe-de-brug-t-gooi.md"
    document = read("x.md", path.read_bytes())
    assert document.values["title"] == "Café De Brug: ’t Gooi"
    assert (document.values["themes"], document.values["places"]) == (["herstel", "zelfhulp"], ["Hilversum"])
    assert (document.values["added"], document.values["reviewed"]) == ("2026-11-22", "2026-11-22")
    assert "# Samenvatting (verplicht)." in path.read_text(encoding="utf-8")
    assert "initiatives/cafe-de-brug-t-gooi.md" in result.stdout and "1." in result.stdout and ">" not in result.stdout
    said = run(project, "check.py").stdout
    assert "cafe-de-brug-t-gooi.md" in said and all(
        "cafe-de-brug" in line for line in said.splitlines() if line.count(":") > 2
    )


def test_the_questions_are_asked_again_after_a_wrong_answer(project):
    """With the same messages as the check, in Dutch, until the answer is right."""
    answers = [
        "x",
        "Peer to Peer",
        "Buurtsalon",
        "project",
        "initiatief",
        "ja",
        "zelfhelp",
        "Zelfhulp, Leren en talent",
        "Utrecth",
        "Utrecht/Overvecht",
    ]
    result = new(project, answers=answers)
    assert result.returncode == 0, result.stdout + result.stderr
    for sentence in (
        "‘title’ is te kort: ten minste 2 tekens",
        "initiatives/peer-to-peer.md bestaat al",
        "‘project’ is hier niet bekend",
        "bedoelde je ‘zelfhulp’?",
        "bedoelde je ‘Utrecht’?",
    ):
        assert sentence in result.stdout, sentence
    document = read("x.md", (project / "initiatives" / "buurtsalon.md").read_bytes())
    assert document.values["themes"] == ["zelfhulp", "leren-en-talent"] and document.values["places"] == [
        "Utrecht/Overvecht"
    ]


def test_without_a_place_it_asks_how_far_it_reaches(project):
    result = new(project, answers=["Landelijke lijn", "methodiek", "nee", "zelfhulp", "", "overal", "landelijk"])
    assert result.returncode == 0, result.stdout + result.stderr
    document = read("x.md", (project / "initiatives" / "landelijke-lijn.md").read_bytes())
    assert document.values["coverage"] == "landelijk" and document.values["stage"] == "nog-te-beschrijven"
    assert "## " not in document.body


def test_a_similar_entry_is_shown_first(project):
    """“nee” leaves everything as it was, “ja” goes on, and --yes does not ask."""
    before = files(project)
    result = new(project, *PEER, answers=["nee"])
    assert result.returncode == 1 and files(project) == before
    assert "Peer to Peer (initiatives/peer-to-peer.md)" in result.stdout
    assert new(project, *PEER, answers=["Ja hoor"]).returncode == 0
    (project / "initiatives" / "peer-tot-peer.md").unlink()
    assert new(project, *PEER, "--yes").returncode == 0


@pytest.mark.parametrize(
    ("what", "title", "like"),
    [
        ("theme", "Zelf-hulpen", "Zelfhulp (content/themas/zelfhulp.md)"),
        ("theme", "Lotgenotencontact", "Zelfhulp (content/themas/zelfhulp.md)"),  # one of its synonyms
        ("theme", "Oude wegen", "Zorg en welzijn samen (content/themas/zorg-en-welzijn.md)"),  # one of its former names
        ("target-group", "Naaste", "Naasten en sociaal netwerk (content/doelgroepen/naasten.md)"),
        ("organisation", "Movisi", "Movisie (content/organisaties/movisie.md)"),
        (
            "organisation",
            "Regionale herstelbewegingsacademie",
            "Regionale Herstelbeweging/Academie (content/organisaties/regionale-herstelbeweging-academie.md)",
        ),
        ("programme", "Bewegingen in kwetsbaarheid", "(content/programmas/beweging-in-kwetsbaarheid.md)"),
        ("place", "Utrecth", "Utrecht"),  # only in the gazetteer
    ],
)
def test_a_similar_term_is_shown_first(project, what, title, like):
    """As with entries: by its title, another word for it or a former name."""
    theme = project / "content" / "themas" / "zorg-en-welzijn.md"
    theme.write_text(
        theme.read_text(encoding="utf-8").replace("\n---", "\nformer_slugs: [oude-weg]\n---", 1), encoding="utf-8"
    )
    before = files(project)
    result = new(project, what, "--title", title, answers=["nee"])
    assert result.returncode == 1 and files(project) == before
    assert any(line.endswith(like) for line in result.stdout.splitlines()), result.stdout
    assert new(project, what, "--title", title, "--yes").returncode == 0
    assert files(project) != before


def test_a_former_name_of_a_term_is_not_taken_anew(project):
    theme = project / "content" / "themas" / "zorg-en-welzijn.md"
    theme.write_text(
        theme.read_text(encoding="utf-8").replace("\n---", "\nformer_slugs: [oude-weg]\n---", 1), encoding="utf-8"
    )
    result = new(project, "theme", "--title", "Oude weg")
    assert result.returncode == 1 and "een oude naam" in result.stderr and "zorg-en-welzijn" in result.stderr


def test_what_was_removed_tells_how_it_can_come_back(project):
    run(project, "remove.py", "buurtcirkels", "--why", "Het stond dubbel in het handboek.")
    asked = ("--title", "Buurtcirkels", "--place", "Utrecht", "--theme", "zelfhulp")
    result = new(project, *asked)
    record = "content/vervallen/initiatieven/buurtcirkels.md"
    assert result.returncode == 1 and f"Verwijder dan eerst {record}" in result.stderr
    (project / record).unlink()
    assert new(project, *asked).returncode == 0


@pytest.mark.parametrize("title", ["Den Bosch", "'s-Hertogenbosch", "s hertogenbosch", "DEN BOSCH"])
def test_a_place_has_one_name(project, title):
    """Whatever people call it, its file has the name in the gazetteer, and the writer is told."""
    result = new(project, "place", "--title", title)
    assert result.returncode == 0 and "schrijven we hier als ‘’s-Hertogenbosch’" in result.stdout
    path = project / "content" / "steden" / "s-hertogenbosch.md"
    document = read("x.md", path.read_bytes())
    assert document.values["title"] == "’s-Hertogenbosch" and "\nlatitude:" not in path.read_text(encoding="utf-8")
    assert "bestaat al" in new(project, "place", "--title", "Den Bosch").stderr


def test_an_entry_in_a_place_with_two_names(project):
    result = new(project, "--title", "Buurtsalon", "--theme", "herstel", "--place", "'s gravenhage/Laak")
    assert result.returncode == 0 and "‘Den Haag/Laak’" in result.stdout
    document = read("x.md", (project / "initiatives" / "buurtsalon.md").read_bytes())
    assert document.values["places"] == ["Den Haag/Laak"]


def test_what_nobody_can_see_does_not_come_along(project):
    """A direction mark and a soft hyphen, pasted with a title."""
    result = new(project, "--title", "Het\u202e Ba\u00adken\u200b", "--theme", "herstel", "--place", "Ut\u200brecht")
    assert result.returncode == 0, result.stderr
    document = read("x.md", (project / "initiatives" / "het-baken.md").read_bytes())
    assert (document.values["title"], document.values["places"]) == ("Het Baken", ["Utrecht"])
    assert "U+" not in run(project, "check.py").stdout


@pytest.mark.parametrize("email", ["", "redactie@example.nl"])
def test_it_says_where_to_send_the_file(project, email):
    """Mail is mentioned only if there is an address."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + f"    email: {email or chr(34) * 2}\n", encoding="utf-8")
    said = new(project, "theme", "--title", "Wonen en thuis").stdout
    assert "generate.py" in said and "pull request" in said.splitlines()[-1]
    assert ("mail" in said) is bool(email) and email in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--title", "Barbarahoes", "--theme", "herstel"), "bestaat al"),
        (("--title", "日本", "--theme", "herstel"), "geen adres"),
        (("--title", "../../etc/passwd\n---", "--theme", "nergens"), "niet bekend"),
        (("--title", "Nieuw", "--theme", "herstel", "--place", "Nergenshuizen"), "Nergenshuizen"),
        (("--title", "Nieuw", "--theme", "herstel", "--kind", "project"), "‘project’"),
        (("theme", "--title", "Zelfhulp"), "bestaat al"),
        (("--title", "Nieuw", "--theme", "herstel", "--place", "Ede", "--coverage", "landelijk"), "een van de twee"),
        (("--title", "Nieuw", "--theme", "herstel", "--coverage", "plaatsen"), "noem ten minste één plaats"),
        (("--title", "Zwa\udcff", "--theme", "herstel"), "niet te lezen zijn"),
        (("--title", "Nieuw", "--theme", "her\udcffstel"), "niet te lezen zijn"),
        (("organisation", "--title", "Zwa\udcff"), "niet te lezen zijn"),
        (("organisation", "--title", "113"), "alleen cijfers"),
        (("--title", "Aux", "--theme", "herstel"), "iets anders"),
    ],
)
def test_a_wrong_option_makes_nothing(project, arguments, says):
    before = files(project)
    result = new(project, *arguments)
    assert result.returncode == 1 and says in result.stderr and files(project) == before


def test_a_day_that_has_yet_to_come_makes_nothing(project):
    before = files(project)
    result = run(project, "new.py", "--title", "Nieuw", "--theme", "herstel", "--date", "2062-01-01")
    assert result.returncode == 1 and "in de toekomst" in result.stderr and files(project) == before


def test_where_there_are_no_terms_yet_no_empty_list_is_told(project):
    for folder in ("themas", "doelgroepen", "programmas"):
        for path in (project / "content" / folder).glob("[!i]*.md"):
            path.unlink()
    result = new(project, "--title", "Nieuw", "--theme", "herstel")
    assert result.returncode == 1 and "content/themas/herstel.md" in result.stderr and "uit ." not in result.stderr
    said = run(project, "check.py").stdout
    assert "‘jongeren’ is niet bekend; iets nieuws" in said and "uit ." not in said and "uit:" not in said


def test_what_is_neither_yes_nor_no_is_asked_again(project):
    """An unexpected answer does not silently make a stub."""
    result = new(project, answers=["Stille lijn", "methodiek", "zelfhulp", "ja", "zelfhulp", "Utrecht"])
    assert result.returncode == 0 and "Antwoord met ja of nee." in result.stdout
    assert "\nstage: nog-te-beschrijven\n" not in (project / "initiatives/stille-lijn.md").read_text(encoding="utf-8")


def test_too_few_answers_make_nothing(project):
    before = files(project)
    result = new(project, answers=["Buurtsalon"])
    assert result.returncode == 1 and "ontbreekt een antwoord" in result.stderr and files(project) == before


@pytest.mark.parametrize("arguments", [(), ("theme",), ("place",)])
def test_who_has_no_answer_can_leave(project, arguments):
    """The first empty answer says what is missing and how to stop; the next one stops."""
    before = files(project)
    result = new(project, *arguments, answers=["", "", "Nooit gevraagd"])
    assert result.returncode == 1 and files(project) == before
    assert "nog een leeg antwoord" in result.stdout and "niets gemaakt" in result.stderr
    assert result.stdout.count("> ") == 2


def test_no_place_and_no_reach_lead_on(project):
    """Two empty answers: the source tells nothing about it."""
    result = new(project, answers=["Stille lijn", "methodiek", "nee", "zelfhulp", "", ""])
    assert result.returncode == 0, result.stdout + result.stderr
    document = read("x.md", (project / "initiatives" / "stille-lijn.md").read_bytes())
    assert document.values["coverage"] == "niet-vermeld"


def test_an_interruption_leaves_nothing(project):
    """Ctrl-C in the middle of the questions."""
    before = files(project)
    process = subprocess.Popen(
        [sys.executable, "-u", str(project / "scripts" / "new.py")],
        cwd=project,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    asked = process.stdout.readline()
    process.stdin.write("Buurtsalon\n")
    process.stdin.flush()
    while "methodiek" not in asked:
        asked = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130 and "er is niets gemaakt" in said and "Traceback" not in said
    assert files(project) == before


@pytest.mark.parametrize(
    ("what", "title", "path"),
    [
        ("theme", "Wonen en thuis", "content/themas/wonen-en-thuis.md"),
        ("target-group", "Mensen in een proef", "content/doelgroepen/mensen-in-een-proef.md"),
        ("organisation", "Stichting De Brug", "content/organisaties/stichting-de-brug.md"),
        ("programme", "Samen sterk", "content/programmas/samen-sterk.md"),
        ("place", "Nergenshuizen", "content/steden/nergenshuizen.md"),
    ],
)
def test_a_new_term_is_a_file_that_the_check_guides(project, what, title, path):
    """What is still empty is reported; once filled in, the term is known."""
    result = new(project, what, "--title", title)
    assert result.returncode == 0 and path in result.stdout, result.stderr
    file = project / path
    assert "None" not in file.read_text(encoding="utf-8")
    said = run(project, "check.py").stdout
    assert said and all(line.startswith(f"{path}:") for line in said.splitlines() if ".md:" in line)
    values = {
        "summary:": "summary: Een zin.",
        "province:": "province: Utrecht",
        "latitude:": "latitude: 52.1",
        "longitude:": "longitude: 5.1",
    }
    lines = [
        values.get(line, "Een inleiding." if line.startswith("✎") else line)
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run(project, "check.py").returncode == 0


def test_a_new_programme_says_what_it_needs(project):
    """So does the check as long as that is empty: without the line something would be wrong as well."""
    assert run(project, "new.py", "programme", "--title", "Samen sterk").returncode == 0
    path = "content/programmas/samen-sterk.md"
    lines = (project / path).read_text(encoding="utf-8").splitlines()
    needed = [line.partition(" (")[0] for line in lines if "(verplicht)" in line]
    assert needed == ["# Titel", "# Samenvatting", "# Soort"]
    said = f"{path}:{lines.index('summary:') + 1}:1: ‘summary’ heeft geen waarde; die moet je altijd invullen"
    assert said in run(project, "check.py").stdout
