"""check.py: reports every problem of every file at once, each with its place and what would be right."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, run
from form_samples import MARKED, UNMARKED
from handbook.judging.marked import marks
from handbook.reading.load import load

GOLDEN = ROOT / "tests" / "golden" / "awful"

GOOD = """---
title: Een goede beschrijving
summary: Een initiatief dat alleen in deze test bestaat, voor mensen in de wijk.
kind: initiatief
themes: [zelfhulp]
target_groups: [jongeren]
places: [Utrecht]
status: {value: loopt, as_of: 2020}
sources: [{title: Een bron}]
added: 2026-11-22
reviewed: 2026-11-22
---

## Voor wie

Tekst.

## Waarom

Tekst.

## Hoe het werkt

Tekst.

## Wat het oplevert

Tekst.

## Wat we nog niet weten

Tekst.
"""


def check(project, name="goed.md", text=GOOD):
    path = project / "initiatives" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run(project, "check.py")
    assert "Traceback" not in result.stderr
    return result


def test_awful_files_yield_the_whole_ordered_list(project):
    """The deliberately awful files give exactly the golden list, in order, and exit code 1."""
    shutil.rmtree(project / "initiatives")
    shutil.copytree(GOLDEN / "initiatives", project / "initiatives")
    result = run(project, "check.py")
    # chapters link to the real entries
    found = [line for line in result.stdout.splitlines() if not line.startswith("content/")]
    assert found == (GOLDEN / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert result.returncode == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace(b"---\n", b"---\nonzin: 1\n", 1),  # a field that does not exist
        lambda text: text.replace(b"title:", b"title: [", 1),  # fields that cannot be read
        lambda text: text.replace(b"---\n", b"", 1),
        lambda text: b"\xff" + text,  # no UTF-8
    ],
    ids=["field", "yaml", "no fields", "bytes"],
)
def test_who_names_something_with_a_mistake_is_not_blamed_for_it(project, damage):
    """The mistake is told in its own file only; a term that many entries name would else give as many problems."""
    term = "---\ntitle: Proef hier\nsummary: Alleen in deze test.\n{more}---\n\nTekst.\n"
    files = {
        "content/themas/proef-hier.md": term,
        "content/doelgroepen/proef-hier.md": term,
        "content/programmas/proef-hier.md": term.replace("{more}", "kind: programma\n"),
        "content/programmas/proef-reeks.md": term.replace("{more}", "kind: serie\n").replace("hier", "reeks", 1),
        "content/steden/proef-hier.md": term.replace("{more}", "latitude: 52\nlongitude: 5\nprovince: Utrecht\n"),
        "initiatives/proef-methode.md": GOOD.replace("kind: initiatief", "kind: methodiek").replace("goede", "vaste"),
    }
    names = (
        GOOD.replace("[zelfhulp]", "[proef-hier]")
        .replace("[jongeren]", "[proef-hier]")
        .replace("[Utrecht]", "[Proef hier]\nprogramme: proef-hier\nseries: proef-reeks\nmethods: [proef-methode]")
        .replace("Tekst.", "Zie [waarom](proef-methode.md#waarom).", 1)
    )
    for path, text in files.items():
        (project / path).write_text(text.replace("{more}", ""), encoding="utf-8")
    assert check(project, text=names).returncode == 0
    for path in files:
        (project / path).write_bytes(damage((project / path).read_bytes()))
    told = check(project, text=names).stdout.splitlines()
    assert {line.partition(":")[0] for line in told if ": " in line} == set(files)


def test_a_place_that_nobody_can_find_is_not_known_by_its_file_alone(project):
    """A file without a mistake does not say where it lies."""
    file = project / "content" / "steden" / "nergenshuizen.md"
    file.write_text("---\ntitle: Nergenshuizen\n---\n\nTekst.\n", encoding="utf-8")
    told = check(project, text=GOOD.replace("[Utrecht]", "[Nergenshuizen]")).stdout
    assert told.startswith("initiatives/goed.md:7:10: de plaats ‘Nergenshuizen’ is hier niet bekend")


def test_a_name_with_a_slash_is_one_that_is_not_known(project):
    names = "[Utrecht]\nprogramme: a/b\nmethods: [../peter, a/b/c]"
    text = GOOD.replace("[zelfhulp]", "[zelf/hulp]").replace("[Utrecht]", names)
    told = check(project, text=text).stdout.splitlines()
    assert [line.split(" ")[1] for line in told] == ["‘zelf/hulp’", "‘a/b’", "‘../peter’", "‘a/b/c’"]


def test_the_first_edition_is_free_of_problems():
    """The present sources pass, with one line that counts them."""
    result = run(ROOT, "check.py")
    assert (result.returncode, result.stdout.count("\n")) == (0, 1), result.stdout
    assert "geen problemen" in result.stdout


def test_a_good_file_passes(project):
    assert check(project).returncode == 0


def test_a_block_of_code_without_an_end_is_the_only_mistake(project):
    """The sections that it swallows are not reported; a closed block, or one with nothing below it, is no mistake."""
    said = check(project, text=GOOD.replace("## Waarom\n", "```\n\n## Waarom\n")).stdout
    assert "ontbreekt" not in said and sum(".md:" in line for line in said.splitlines()) == 1, said
    ended = GOOD.replace("## Waarom\n", "```\n## Kop\n```\n\n## Waarom\n") + "\n```\ncode\n"
    assert check(project, text=ended).returncode == 0


@pytest.mark.parametrize(("columns", "told"), [(8, False), (9, True)])
def test_a_table_that_the_book_sets_in_parts_is_warned_of(project, columns, told):
    """With its line, and what to do; only a warning, as the site can show it."""
    table = "\n".join("|".join([cell] * columns) for cell in ("naam", "---", "x"))
    result = check(project, text=GOOD.replace("## Waarom\n", f"## Waarom\n\n{table}\n\n"))
    assert result.returncode == 0
    assert ("goed.md:20:1: " in result.stdout and "9 kolommen" in result.stdout) is told, result.stdout


@pytest.mark.parametrize(
    ("stem", "title", "says"),
    [
        ("den-bosch", "Den Bosch", ["2:8: de plaats ‘Den Bosch’ schrijven we hier als ‘’s-Hertogenbosch’", "s-hertogenbosch.md"]),
        ("s-gravenhage", "'s-Gravenhage", ["‘Den Haag’", "den-haag.md"]),
        ("den-bosch", "’s-Hertogenbosch", ["2:1: ", "s-hertogenbosch.md"]),
        ("s-hertogenbosch", "’s-Hertogenbosch", []),
    ],
)  # fmt: skip
def test_a_place_that_is_known_gets_no_second_file(project, stem, title, says):
    """With its own coordinates it would be a second place beside the one that the gazetteer has under another name."""
    path = project / "content" / "steden" / f"{stem}.md"
    path.write_text(f'---\ntitle: "{title}"\nlatitude: 51.7\nlongitude: 5.3\n---\n', encoding="utf-8")
    result = run(project, "check.py")
    assert (result.returncode == 0) is (not says) and all(part in result.stdout for part in says), result.stdout


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("[Utrecht]", "[Utrecth]", "7:10", "bedoelde je ‘Utrecht’"),
        ("[Utrecht]", "[’s-Gravenhage]", "7:10", "‘Den Haag’"),
        ("[Utrecht]", "[’s-Gravendel]", "7:10", "bedoelde je ‘’s-Gravendeel’"),
        ("[Utrecht]", "[t Harde]", "7:10", "schrijven we hier als ‘’t Harde’"),
        ("[Utrecht]", "[Utrecht/]", "7:10", "noemt geen wijk"),
        ("[Utrecht]", "[Utrecht/Overvecht, Utrecht/ overvecht]", "7:29", "twee keer"),
        ("[zelfhulp]", "[zelfhulp, herstel, zelfhulp]", "5:29", "‘zelfhulp’ staat hier twee keer"),
        (
            "added: 2026-11-22",
            "organisations: [{name: 113, role: uitvoerder}]\nadded: 2026-11-22",
            "10:24",
            "alleen cijfers",
        ),
        ("kind: initiatief", "kind: NO", "4:7", "‘NO’"),
        ("as_of: 2020", "as_of: 2020-13", "8:31", "bestaat niet"),
        ("added: 2026-11-22", "added: 12:30", "10:8", "datum"),
        ("added: 2026-11-22", "added: 1732233600", "10:8", "datum"),
        ("added: 2026-11-22", "added: 2026-11-22T00:00", "10:8", "datum"),
        ("as_of: 2020", "as_of: ٢٠٢٠", "8:31", "geen datum"),
        ("added: 2026-11-22", "Added: 2026-11-22", "10:1", "heet hier ‘added’"),
        ("Een bron", "*verwijzing", "9:19", "aanhalingstekens"),
        ("Een bron", "!!python/object:os.system x", "9:19", "vóór een waarde kan geen !"),
        ("places: [Utrecht]\n", "", "2:1", "noem ten minste één plaats"),
        ("## Waarom\n", "## Waarom\n\n<script>alert(1)</script>\n", "20:1", "HTML kan hier niet"),
        ("## Waarom\n", "## Waarom\n\n[x](data:text/html,x)\n", "20:5", "‘data:’"),
        ("## Waarom\n", "## Waarom\n\n[x](../../etc/passwd)\n", "20:5", "leidt nergens heen"),
        ("Een goede", "Een\u202e goede", "2:11", "U+202E"),
        ("## Waarom\n", "```sh\nmake\n\n## Waarom\n", "18:1", "zet er een regel ``` onder"),
        ("## Waarom\n", "~~~\n```\n\n## Waarom\n", "18:1", "zet er een regel ~~~ onder"),
        ("Een bron", "Een bron, retrieved: 2062-03-03", "9:40", "‘2062-03-03’ ligt in de toekomst"),
        ("status:", "period: 2062\nstatus:", "8:9", "‘2062’ ligt in de toekomst"),
        ("status:", "period: vanaf 2062-03\nstatus:", "8:9", "in de toekomst"),
        ("added:", "evidence: {level: goed-beschreven, assessor: X, date: 2062}\nadded:", "10:55", "2062"),
        ("added:", "figures: [{label: Mensen, value: '4', source: 1, as_of: 2062}]\nadded:", "10:57", "2062"),
        ("title: Een goede", "aliases: [Een goede beschrijving]\ntitle: Een goede", "2:11", "is de titel zelf"),
        ("themes:", "aliases: [Goed, Beter, goed]\nthemes:", "5:24", "‘goed’ staat hier twee keer"),
        ("themes:", "former_slugs: [a-b, a-b]\nthemes:", "5:21", "‘a-b’ staat hier twee keer"),
        ("title: Een goede beschrijving", "title: *Goed*", "2:8", "die met & of * begint"),
        ("title: Een goede beschrijving", "title: &goed", "2:8", "die met & of * begint"),
        ("[zelfhulp]", "[zelfhulp, *herstel*]", "5:20", "die met & of * begint"),
        ("status:", "coverage: landelijk\nstatus:", "8:11", "laat een van de twee weg"),
        ("added:", "evidence: {level: niet-beoordeeld, assessor: X}\nadded:", "10:19", "horen bij een oordeel"),
        ("## Waarom\n", "## Waarom\n\nZie [](https://x.nl).\n", "20:8", "link heeft geen tekst"),
        ("## Waarom\n", "## Waarom\n\n[ ` ` ](https://x.nl)\n", "20:9", "link heeft geen tekst"),
        ("## Waarom\n", "## Waarom\n\n[&nbsp;](https://x.nl)\n", "20:10", "link heeft geen tekst"),
        ("## Waarom\n", "## Waarom\n\n### \n\nTekst.\n", "20:1", "kop heeft geen tekst"),
        ("## Waarom\n", "## Waarom\n\nTekst.\n\n##\n", "22:1", "kop heeft geen tekst"),
        ("## Waarom\n", "## Waarom\n\n[a](http://)\n", "20:5", "‘http://’ is geen webadres"),
        ("## Waarom\n", "## Waarom\n\n[a](http:foo)\n", "20:5", "‘http:foo’ is geen webadres"),
        ("## Waarom\n", "## Waarom\n\n[a](https:///x)\n", "20:5", "is geen webadres"),
        ("## Waarom\n", "## Waarom\n\n[a](https://ik:" + "geheim@x.nl)\n", "20:5", "wachtwoord"),
        ("## Waarom\n", "## Waarom\n\n[b](mailto:)\n", "20:5", "‘mailto:’ is geen mailadres"),
        ("## Waarom\n", "## Waarom\n\n[b](mailto:?subject=x)\n", "20:5", "geen mailadres"),
        ("Een bron", "Een bron, url: 'http:foo'", "9:34", "‘http:foo’ is geen webadres"),
        ("## Waarom\n", "## Waarom\n\nTekst &#x202e;om.\n", "20:7", "U+202E"),
        ("## Waarom\n", "## Waarom\n\n`&shy;` en a&shy;b.\n", "20:13", "U+00AD"),
        ("## Waarom\n", "## Waarom\n\nTekst &#0;\n", "20:7", "U+0000"),
        ("## Waarom\n", "## Waarom\n\nTekst&ZeroWidthSpace;\n", "20:6", "U+200B"),
        ("## Waarom\n", "## Waarom\n\n|a|b|\n|-|-|\n|1|2|3|\n", "22:6", "meer vakken"),
        ("## Waarom\n", "## Waarom\n\n> a | b\n> -|-\n> 1 | `2 | 3`\n", "22:11", "meer vakken"),
        ("## Waarom\n", "## Waarom\n\nZo:\n| a | b |\n| 1 | 2 |\n", "21:1", "‘| --- | --- |’"),
    ],
)
def test_a_mistake_is_named_at_its_place(project, old, new, place, says):
    assert GOOD.count(old) == 1 or old.startswith("##")
    result = check(project, text=GOOD.replace(old, new, 1))
    assert result.returncode == 1
    assert any(
        line.startswith(f"initiatives/goed.md:{place}: ") and says in line for line in result.stdout.splitlines()
    ), result.stdout


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("  edition: 1", "  edition: eerste", "mkdocs.yml:72:14: ", "heel getal"),
        ("site_name: ", "naam: ", "mkdocs.yml: ", "‘site_name’ ontbreekt"),
        ("theme:\n", "theme: [\n", "mkdocs.yml:10:", "niet te lezen"),
        ("  date: ", "  date: 13-", "mkdocs.yml:73:11: ", "een datum"),
        ("  date: 2026-11\n", "  date: 9999-12\n", "mkdocs.yml:73:11: ", "een datum"),
        ("  date: 2026-11\n", "  date: 2026-W10-1\n", "mkdocs.yml:73:11: ", "een datum"),
    ],
)
def test_settings_that_are_wrong_are_told_by_every_verb(project, old, new, place, says):
    file = project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    for verb in ("check.py", "build.py", "status.py"):
        result = run(project, verb)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith(place) and says in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: (file.unlink(), file.mkdir())], ids=["gone", "a folder"])
def test_without_settings_every_verb_says_so(project, damage):
    damage(project / "mkdocs.yml")
    said = "mkdocs.yml: dit bestand is niet te lezen, en zonder dit bestand werkt er niets\n"
    for verb in (
        "check.py",
        "check.py --fix",
        "build.py",
        "status.py",
        "addresses.py",
        "generate.py",
        "new.py --title X",
    ):
        result = run(project, *verb.split())
        assert (result.returncode, result.stdout, result.stderr) == (1, "", said), verb


@pytest.mark.parametrize(
    ("file", "change", "place", "says"),
    [
        ("content/over.md", lambda data: b"caf\xe9\n" + data, "1:4: ", "UTF-8"),
        ("content/over.md", lambda data: b"Zie [dit](nergens.md#hier).\n\n" + data, "1:11: ", "leidt nergens heen"),
        (
            "content/themas/zelfhulp.md",
            lambda data: data.replace(b"title: Zelfhulp", b"title: herstel"),
            "2:8: ",
            "content/themas/herstel.md",
        ),  # fmt: skip
        (
            "content/over.md",
            lambda data: data.replace(b"description: ", b"description: Let op: ", 1),
            "3:",
            "nog een ‘: ’",
        ),
        ("content/over.md", lambda data: data.replace(b"\n---\n", b"\n", 1), "9:1: ", "houden niet op"),
        ("content/publicaties.md", lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), None, ""),
    ],
)
def test_chapters_and_terms_are_read_as_strictly(project, file, change, place, says):
    before = load(project)[0].chapters
    path = project / file
    path.write_bytes(change(path.read_bytes()))
    result = run(project, "check.py")
    if place:
        assert result.stdout.count("\n") == 1 and result.stdout.startswith(f"{file}:{place}"), result.stdout
        assert says in result.stdout
    else:  # a byte order mark and other line ends make no other text
        assert (result.returncode, load(project)[0].chapters) == (0, before)


def test_sentences_reach_a_stream_that_knows_few_signs(project):
    result = run(project, "rename.py", "flevo-fiets", "fietsen", PYTHONIOENCODING="cp1252")
    assert result.returncode == 0 and "→" in result.stdout


def test_every_invisible_sign_is_named_and_hides_nothing_else(project):
    text = GOOD.replace("Een goede", "Een\u202e goede").replace("[Utrecht]", "[Utr\u200bech\x07t, Utrecth]")
    text = text.replace("Tekst.", "Te\u200bkst.\u202e [x](nergens-heen.md)", 1)
    said = [line.split(": ")[0] for line in check(project, text=text).stdout.splitlines()]
    assert said == [f"initiatives/goed.md:{at}" for at in ("2:11", "7:13", "7:17", "7:21", "16:3", "16:8", "16:14")]
    heap = check(project, text=GOOD.replace("Tekst.", "\x07" * 101, 1)).stdout
    assert heap.count("U+0007") == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe-\x00-\x00",
        b"---\n" + b"[" * 60000 + b"\n---\n",
        b"---\na: &a [*a]\n---\n",
        b"---\n? {x: 1}\n: 2\n---\n",
        b"---\n\x00\n---\n",
        b"---\n" + b"a: b\n" * 20000 + b"---\n",
        b"---\ntitle: \xf0\x9f\x98\x80\n---\n<![>",
        b"\n\n\n",
        b"---",
        b"---\n---\n",
    ],
)
def test_any_bytes_yield_problems_with_a_place(project, data):
    result = check(project, text=data)
    assert result.returncode == 1
    assert result.stdout.startswith("initiatives/goed.md:")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n---\n\n", "\n--- \n\n"),
    ],
)
def test_other_ways_of_saving_are_fine(project, change):
    """CRLF, a byte order mark and trailing spaces do no harm."""
    assert check(project, text=change(GOOD)).returncode == 0


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_described_entry_has_a_text(project, end):
    front = GOOD[: GOOD.index("\n---\n") + 4]
    result = check(project, text=front + end)
    assert result.returncode == 1 and result.stdout.count("ontbreekt") == 5, result.stdout
    assert {line.split(":")[1] for line in result.stdout.splitlines()} == {"13" if end else "12"}


@pytest.mark.parametrize(
    ("name", "says"),
    [("onder/kompas.md", "wordt niet gelezen"), ("index.md", "voor iets anders"), ("readme.md", "voor iets anders")],
)
def test_no_file_is_passed_over_without_a_word(project, name, says):
    (project / "initiatives" / "onder").mkdir()
    result = check(project, name, GOOD)
    assert result.returncode == 1 and f"initiatives/{name}:1:1: " in result.stdout and says in result.stdout
    (project / "initiatives" / name).unlink()
    assert check(project, "README.md", "Hier staan de initiatieven.").returncode == 0


def test_a_broken_entry_does_not_hide_the_others(project):
    (project / "initiatives" / "a-kapot.md").write_text("---\ntitle: 'x\n---\n", encoding="utf-8")
    result = check(project, text=GOOD.replace("[Utrecht]", "[Utrecth]"))
    assert "a-kapot.md:2:8" in result.stdout and "goed.md:7:10" in result.stdout


def test_a_word_of_a_few_letters_off_is_recognised(project):
    """At least 95 in 100 misspelt themes get the right suggestion."""
    from handbook.words.names import nearest

    known = [
        path.stem
        for folder in ("themas", "doelgroepen")
        for path in (ROOT / "content" / folder).glob("*.md")
        if path.stem != "index"
    ]
    tried = right = 0
    for word in known:
        for place in range(len(word)):
            swapped = word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]
            for wrong in (
                word[:place] + word[place + 1 :],
                word[:place] + "q" + word[place:],
                word[:place] + "xx" + word[place + 2 :],
                swapped,
            ):
                if wrong not in known:
                    tried += 1
                    right += nearest(wrong, known) == word
    assert tried > 500 and right / tried >= 0.95, f"{right} of {tried}"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[jongeren]", "[ouderen]", None),
        ("[jongeren]", "[mantelzorgers]", "‘naasten’"),
        ("[jongeren]", "[volwassenen]", None),
        ("[zelfhulp]", "[inloop]", "‘inloop-en-ontmoeting’"),
        ("value: loopt", "value: gestart", "‘loopt’"),
        ("value: loopt", "value: bekend", None),
        ("status:", "evidence: {level: beoordeeld}\nstatus:", None),
        ("status:", "evidence: {level: ineffectief}\nstatus:", None),
    ],
)
def test_no_suggestion_is_another_word_or_says_the_opposite(project, old, new, says):
    """A word recognised by another name, or by a part of it, gets that suggestion; others get all choices."""
    result = check(project, text=GOOD.replace(old, new))
    assert (f"bedoelde je {says}" if says else "je kunt kiezen uit") in result.stdout, result.stdout


def test_who_asks_for_help_waits_for_nothing_heavy():
    """Neither the YAML parser nor the model is loaded before the arguments are parsed."""
    command = [sys.executable, "-X", "importtime", str(ROOT / "scripts" / "check.py"), "--help"]
    result = subprocess.run(command, capture_output=True, text=True)
    loaded = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert result.returncode == 0 and {"argparse", "handbook.model.problem"} <= loaded
    assert loaded & {"pydantic", "yaml", "cmarkgfm", "babel", "rapidfuzz"} == set()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Er is:\n\n•\tkoffie\n•\tthee\n\n- soep", [3]),
        ("o\tkoffie\n\n\uf0b7 thee", [1, 3]),
        ("o ja\n\n– Zeg dat wel.\n\n```\n• code\n```\n\n`• code`", []),
        ("\tEen alinea.\n\n    Nog een.\n\nEn een.", [1]),
        ("- soep\n\n  met brood\n\n```\ncode\n```", []),
    ],
)
def test_what_a_word_processor_leaves_behind_gets_a_warning(project, text, lines):
    result = check(project, text=GOOD.replace("## Waarom\n\nTekst.", f"## Waarom\n\n{text}"))
    first = GOOD[: GOOD.index("## Waarom")].count("\n") + 2
    found = [line for line in result.stdout.splitlines() if "signs" not in line and ("lijst" in line or "code" in line)]
    assert [int(line.split(":")[1]) - first for line in found] == lines and result.returncode == 0, result.stdout
    assert all("waarschuwing" in line or "let op" in line for line in found), found


@pytest.mark.parametrize(
    ("text", "place", "says", "code"),
    [
        ("Zie (dit)[https://x.nl/a].", "5", "dit wordt geen link", 1),
        ("Zie (dit)[peer-to-peer.md].", "5", "dit wordt geen link", 1),
        ("**Goed** en **fout ** hier.", "13", "schrijf ‘**fout**’", 0),
        ("-een\n-twee", "1", "een spatie achter het streepje", 0),
        ("Een noot[^1].\n\n[^1]: Bron.", "9", "voetnoten kunnen hier niet", 1),
        ("naam\tjaar\nJan\t2018", "1", "‘| --- | --- |’", 1),
        ("naam\tjaar\n\n    -een", None, "", 0),
    ],
)
def test_what_comes_out_wrong_on_the_page_is_told_once(project, text, place, says, code):
    """Markup of other programs for a link, bold words, a list, a note or a table: at its place, with the right one."""
    result = check(project, text=GOOD.replace("## Waarom\n\nTekst.", f"## Waarom\n\n{text}"))
    lines = [line for line in result.stdout.splitlines() if "goed.md" in line and "blok code" not in line]
    assert result.returncode == code, result.stdout
    assert [line.split(":")[1:3] for line in lines] == ([["20", place]] if place else []), result.stdout
    assert all(says in line for line in lines), lines


@pytest.mark.parametrize("before", ["    ", "\t"])
def test_a_heading_that_is_indented_too_far_is_told_once(project, before):
    result = check(project, text=GOOD.replace("## Waarom", f"{before}## Waarom"))
    (line,) = [line for line in result.stdout.splitlines() if "goed.md" in line]
    assert "goed.md:18:1: " in line and "haal de spaties of de tab" in line


def test_curly_quotes_that_were_meant_to_hold_a_value_are_told(project):
    """They would appear on the page; quotes inside a value, or around a part of it, belong to it."""
    text = GOOD.replace("title: Een goede beschrijving", "title: “Een goede beschrijving”")
    result = check(project, text=text.replace("voor mensen in de wijk.", "“voor” mensen in de ‘wijk’"))
    (line,) = [line for line in result.stdout.splitlines() if "goed.md" in line]
    assert result.returncode == 0 and "goed.md:2:8: waarschuwing: " in line and "rechte" in line


@pytest.mark.parametrize("written", ["## WAAROM", "## Waarom:", "##  **Waarom** ##"])
def test_a_fixed_heading_in_other_signs_gets_a_warning(project, written):
    """It is recognised by its letters, but would appear on the page as typed."""
    result = check(project, text=GOOD.replace("## Waarom", written))
    assert result.returncode == 0
    assert ("goed.md:18:1: waarschuwing: " in result.stdout) is ("**" not in written), result.stdout


def test_letters_that_another_program_garbled_are_told_and_mended(project):
    """UTF-8 that was read in another encoding can be recovered; what was lost cannot."""
    good = GOOD.replace("Een goede", "Eén goede").replace("Tekst.", "Koffie – ‘thee’ à € 1 … in São Tomé.", 1)
    spoilt = "".join(sign.encode().decode("cp1252") if sign in "é–‘’à€…" else sign for sign in good)
    assert spoilt.count("Ã") == 3 and spoilt.count("â") == 5
    result = check(project, text=spoilt.replace("wijk.", "w\ufffdjk."))
    assert result.returncode == 0 and result.stdout.count("waarschuwing: ") == 9
    assert "goed.md:2:9: waarschuwing: een ander" in result.stdout and "goed.md:3:77: " in result.stdout, result.stdout
    (project / "initiatives" / "goed.md").write_text(spoilt, encoding="utf-8")
    assert run(project, "check.py", "--fix", "initiatives/goed.md").returncode == 0
    assert (project / "initiatives" / "goed.md").read_text(encoding="utf-8") == good


@pytest.mark.parametrize(
    "name", ["Mijn Stuk.txt", "Mijn Stuk.markdown", "Mijn Stuk.MD", "Mijn Stuk.md.txt", "Mijn Stuk.yaml"]
)
def test_an_entry_by_another_name_is_told_how_to_call_it(project, name):
    (line,) = [line for line in check(project, name, GOOD).stdout.splitlines() if name in line]
    assert "waarschuwing: " in line and "‘mijn-stuk.md’" in line


@pytest.mark.parametrize(("text", "pieces"), [*MARKED.items(), *((text, []) for text in UNMARKED)])
def test_marks_of_markdown_in_a_field_are_told(text, pieces):
    """Asterisks, links and codes would appear on the page; one that is no mark is not reported."""
    assert marks(text) == pieces


def test_marks_of_markdown_are_told_at_their_place(project):
    text = GOOD.replace("title: Een goede", 'title: "**Een** goede"').replace(" beschrijving\nsumm", "\nsumm")
    text = text.replace("dat alleen in", "dat <b>alleen</b> &amp; *nu* in").replace("Een bron", "Een _bron_")
    result = check(project, text=text)
    assert result.returncode == 0
    said = [line.split(": waarschuwing: ") for line in result.stdout.splitlines()]
    assert [(place.removeprefix("initiatives/goed.md:"), what.partition("’")[0]) for place, what in said] == [
        ("2:9", "de tekens van ‘**Een**"),
        ("3:49", "de tekens van ‘*nu*"),
        ("9:23", "de tekens van ‘_bron_"),
    ]
