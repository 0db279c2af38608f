"""check.py --fix: corrects what is mechanical, and loses nothing that a contributor wrote."""

from __future__ import annotations

import json
import os
import re

import pytest
from conftest import run
from handbook.judging.fix import mend
from handbook.model.fields import Shape, fields
from handbook.reading.reader import read
from hypothesis import given, settings
from hypothesis import strategies as st
from test_check import GOOD
from test_mutations import MUTANTS

FIELDS = fields()
ORDER = [field.key for field in FIELDS]
LISTS = [field.key for field in FIELDS if field.many and field.shape is not Shape.RECORD]
RECORDS = {field.key: [inner.key for inner in field.fields] for field in FIELDS if field.shape is Shape.RECORD}
MANY = {field.key for field in FIELDS if field.many}

WORDS = st.sampled_from(
    [
        "zelfhulp",
        "Samen aan zet",
        "’s-Hertogenbosch",
        "12–16",
        "NO",
        "12:30",
        "a, b",
        "Huis: een begin",
        "#1",
        "@buurt",
        "- streep",
        "[x]",
        "“ja”",
        "één",
        "x" * 90,
        "it's",
        'zeg "ja"',
        "*ster*",
    ]
)
BODY = "\n## Voor wie  \n\nTekst met twee spaties  \nen een tab\t.\n\n\n# geen commentaar\n- [ ] x   \n"


def fixed(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    mended = mend("initiatives/x.md", data, FIELDS)
    return (mended.data if mended else data).decode()


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", BODY])


@st.composite
def scalar(draw, inside: str = "") -> str:
    word = draw(WORDS)
    plain = re.fullmatch(r"[^\s,\[\]{}#&*!|>'\"%@`:?\-][^,\[\]{}#:\"']*", word)
    styles = ["'" + word.replace("'", "''") + "'", '"' + word.replace('"', '\\"') + '"']
    return draw(st.sampled_from([word, *styles] if plain else styles))


@st.composite
def entries(draw) -> tuple[bytes, int]:
    """A readable file in any style that people use, and the number of its comments."""
    count = 0

    def comment(indent: str = "") -> list[str]:
        nonlocal count
        if draw(st.integers(0, 5)):
            return []
        count += 1
        return [f"{indent}# opmerking-{count}."]

    def tail() -> str:
        nonlocal count
        spaces = " " * draw(st.integers(0, 2))
        if draw(st.integers(0, 7)):
            return spaces
        count += 1
        return f" # opmerking-{count}.{spaces}"

    lines: list[str] = []
    for key in draw(st.lists(st.sampled_from(ORDER), min_size=1, max_size=8, unique=True)):
        if not draw(st.integers(0, 6)):
            lines.append("")
        lines += comment()
        if key in RECORDS:
            lines.append(f"{key}:{tail()}")
            for _ in range(draw(st.integers(1, 3)) if key in MANY else 1):
                names = draw(st.lists(st.sampled_from(RECORDS[key]), min_size=1, unique=True))
                if key in MANY and not draw(st.integers(0, 3)):
                    lines.append("  - {" + ", ".join(f"{name}: {draw(scalar())}" for name in names) + "}" + tail())
                    continue
                for number, name in enumerate(names):
                    lines += comment("    ") if number else []
                    start = "  - " if key in MANY and number == 0 else "    " if key in MANY else "  "
                    lines.append(f"{start}{name}: {draw(scalar())}{tail()}")
        elif key in LISTS:
            items = draw(st.lists(scalar(), min_size=1, max_size=4))
            if draw(st.booleans()):
                lines.append(f"{key}: [{', '.join(items)}]{tail()}")
            else:
                indent = " " * draw(st.sampled_from([0, 2, 4]))
                lines.append(f"{key}:{tail()}")
                for item in items:
                    lines += comment(indent)
                    lines.append(f"{indent}- {item}{tail()}")
        elif draw(st.integers(0, 8)):
            lines.append(f"{key}: {draw(scalar())}{tail()}")
        else:
            lines += [
                f"{key}: {draw(st.sampled_from('|>'))}",
                "  eerste regel",
                "",
                "    dieper  # geen commentaar",
                "  laatste  ",
            ]
    lines += comment()
    text = front(*lines)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode(), count


@settings(max_examples=400, deadline=None, derandomize=True)
@given(entries())
def test_nothing_that_was_written_is_lost(entry):
    """Values, comments and text are unchanged; the fields are in order; a second run has nothing to do."""
    data, comments = entry
    before = read("initiatives/x.md", data)
    assert before.whole, before.problems
    text = fixed(data)
    after = read("initiatives/x.md", text.encode())
    assert after.values == before.values and after.empty == before.empty
    assert after.body == before.body and text.endswith("\n---\n" + BODY)
    for number in range(1, comments + 1):
        assert text.count(f"# opmerking-{number}.") == 1
    assert list(after.values) == sorted(after.values, key=ORDER.index)
    assert mend("initiatives/x.md", text.encode(), FIELDS) is None


def test_spoilt_files_are_mended_or_left_alone():
    """Of each mutant: it never fails; the result can be read, means the same, and does not change again."""
    mended_ones = 0
    for mutant in MUTANTS:
        mended = mend("initiatives/x.md", mutant.data, FIELDS)
        if mended is None:
            continue
        mended_ones += 1
        before, after = read("initiatives/x.md", mutant.data), read("initiatives/x.md", mended.data)
        assert after.whole and mended.done, mutant.name
        if before.whole:
            assert (after.values, after.body) == (before.values, before.body), mutant.name
        assert mend("initiatives/x.md", mended.data, FIELDS) is None, mutant.name
    assert mended_ones > 50


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (["title: Samen: een begin"], ["title: 'Samen: een begin'"]),
        (["title: @buurt"], ["title: '@buurt'"]),
        (["title: `code`"], ["title: '`code`'"]),
        (["title: *Samen* it's: so"], ["title: '*Samen* it''s: so'"]),
        (["title: 100% zeker", "summary: % meer"], ["title: 100% zeker", "summary: '% meer'"]),
        (["sources:", "  - title: Boek: deel 1"], ["sources:", "  - title: 'Boek: deel 1'"]),
        (["status:", "\tvalue: loopt", "\tas_of: 2020"], ["status:", "  value: loopt", "  as_of: 2020"]),
        (["title:\tSamen"], ["title: Samen"]),
        (["themes:", "  - zelfhulp", "- herstel"], None),
        (["themes: # eerst de beste", "  - zelfhulp"], ["themes: # eerst de beste", "  - zelfhulp"]),
        (["themes:", "- zelfhulp", "- herstel  "], ["themes: [zelfhulp, herstel]"]),
        (["themes:", "  - zelfhulp # eerst"], ["themes:", "  - zelfhulp # eerst"]),
        (
            ["aliases:", *(f"  - {'naam ' * 6}{number}" for number in range(4))],
            ["aliases:", *(f"  - {'naam ' * 6}{number}" for number in range(4))],
        ),
        (
            ["kind: x", "# bij de titel", "title: A", "", "# los"],
            ["# bij de titel", "title: A", "", "# los", "kind: x"],
        ),
        (
            ["organisations:", "  - role: partner", "    name: A", "    url: https://a.nl/"],
            ["organisations:", "  - name: A", "    role: partner", "    url: https://a.nl/"],
        ),
        (
            ["summary: >", "  Een verhaal  ", "  verder", "title: A"],
            ["title: A", "summary: >", "  Een verhaal  ", "  verder"],
        ),
        (["titel: A", "kind: x", "title: B"], ["titel: A", "kind: x", "title: B"]),
        (["title: 'open", "kind: x"], None),
        (["title: A: b # c"], None),
    ],
)
def test_each_is_mended_in_its_way(wrong, right):
    """A file that cannot be corrected with certainty is left as it is."""
    assert fixed(front(*wrong)) == front(*(wrong if right is None else right))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"no fields",
        b"---\n",
        b"---\n---\n",
        b"---\ntitle: x",
        b"---\n\x00: x\n---\n",
        b"---\na: &a [*a]\n---\n",
        b"---\n" + b"[" * 9000 + b"\n---\n",
        b"---\n- a\n---\n",
    ],
)
def test_what_cannot_be_read_is_left_alone(data):
    assert mend("initiatives/x.md", data, FIELDS) is None


def test_the_command_mends_says_what_it_did_and_then_checks(project):
    path = project / "initiatives" / "goed.md"
    spoilt = (
        GOOD.replace("title: Een goede beschrijving\n", "")
        .replace("added:", "title: Een goede: beschrijving\nadded:")
        .replace("kind: initiatief", "kind:\tinitiatief  ")
    )
    path.write_bytes(spoilt.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    others = {other: other.read_bytes() for other in project.glob("initiatives/[!R]*.md") if other != path}
    assert run(project, "check.py").returncode == 1
    result = run(project, "check.py", "--fix", "initiatives/goed.md")
    assert result.returncode == 0, result.stdout
    assert "goed.md: hersteld (" in result.stderr and "aanhalingstekens" in result.stderr
    assert path.read_text(encoding="utf-8") == GOOD.replace("Een goede beschrijving", "'Een goede: beschrijving'")
    assert path.stat().st_mode & 0o777 == 0o640
    assert others == {other: other.read_bytes() for other in others}
    assert run(project, "check.py", "--fix", "initiatives/goed.md").stderr == ""


def test_special_spaces_and_the_signs_of_a_keyboard_are_mended():
    good = front("title: Een titel", "figures:", "  - label: Deelnemers", '    value: "circa 12–16"', "    source: 1")
    good = good.replace("## Voor wie  ", "## Voor wie")
    wrong = (
        good.replace("title: ", "title\u00a0:\u00a0")
        .replace("- label", "-\u00a0label")
        .replace("circa 12–16", "ca. 12-16")
        .replace("## Voor", "##\u00a0Voor")
    )
    assert wrong != good and fixed(wrong) == good


def test_the_first_edition_is_tidy(project):
    before = {path: path.read_bytes() for path in project.rglob("*.md")}
    assert run(project, "check.py", "--fix").returncode == 0
    assert before == {path: path.read_bytes() for path in project.rglob("*.md")}


def test_what_is_no_readable_file_is_left_to_the_check(project):
    (project / "initiatives" / "map.md").mkdir()
    os.mkfifo(project / "initiatives" / "pijp.md")
    (project / "initiatives" / "lang.md").write_bytes(b"---\n\n\n" * 20_000)
    result = run(project, "check.py", "--fix")
    assert result.returncode == 1 and result.stderr.count("Traceback") == 0
    assert (project / "initiatives" / "lang.md").stat().st_size == 120_000


CERTAIN = [
    ("as_of: 2020", "as_of: 3 mei 2018", "as_of: 2018-05-03"),
    ("as_of: 2020", "as_of: '25/06/2018'", "as_of: '2018-06-25'"),
    ("as_of: 2020", "as_of: 06/25/2018", "as_of: 2018-06-25"),
    ("places: [Utrecht]", "places: [utrecht, den bosch/West]", "places: [Utrecht, ’s-Hertogenbosch/West]"),
    ("places: [Utrecht]", "places: [Gemeente Utrecht]", "places: [Utrecht]"),
    ("places: [Utrecht]", "places: [Utrecht (Overvecht)]  # wijk", "places: [Utrecht/Overvecht]  # wijk"),
    ("kind: initiatief", "kind: Initiatief", "kind: initiatief"),
    ("themes: [zelfhulp]", "themes: Zelfhulp, herstel", "themes: [zelfhulp, herstel]"),
    ("themes: [zelfhulp]", 'themes: ["Zorg en Welzijn samen"]', 'themes: ["zorg-en-welzijn"]'),
    ("title: Een goede", "titel: Een goede", "title: Een goede"),
    ("themes: [zelfhulp]", "Themas: zelfhulp, herstel", "themes: [zelfhulp, herstel]"),
    ("kind: initiatief", "kind: ‘initiatief’", "kind: initiatief"),
    (
        "sources: [{title: Een bron}]",
        "sources: [{Title: Een bron, url: www.example.nl}] # x",
        "sources: [{title: Een bron, url: https://www.example.nl}] # x",
    ),
    ("places: [Utrecht]", "period: sinds mei 2017\nplaces: [Utrecht]", "places: [Utrecht]\nperiod: vanaf 2017-05"),
    ("## Waarom", "##Waarom", "## Waarom"),
    ("## Waarom", "    ## Waarom", "## Waarom"),
    ("## Waarom", "**WAAROM:**", "## Waarom"),
    ("Tekst.", "Een ** vet ** woord.", "Een **vet** woord."),
    (
        "Tekst.",
        "Zie (dit)[https://example.nl/a] en [dat] (www.example.nl).",
        "Zie [dit](https://example.nl/a) en [dat](https://www.example.nl).",
    ),
    ("Tekst.", "Zie (dit)[peer-to-peer.md#waarom].", "Zie [dit](peer-to-peer.md#waarom)."),
    ("Tekst.", "Dus:\n• een **vet**\n•\u00a0twee\n  ▪\tdrie", "Dus:\n- een **vet**\n- twee\n  - drie"),
    ("title: Een goede", "title: Een **goede**", "title: Een goede"),
    ("dat alleen in", "dat *alleen* hier en *nu* in", "dat alleen hier en nu in"),
    ("{title: Een bron}", "{title: Een bron &amp; <b>een</b> _bron_}", "{title: Een bron & een bron}"),
    ("Tekst.", "-een\n-twee", "- een\n- twee"),
    ("Tekst.", "• alleen  \nmet [een link](https://x.nl)\n", "- alleen  \nmet [een link](https://x.nl)\n"),
    ("Tekst.", "```\n• code\n```\n\n• geen", "```\n• code\n```\n\n- geen"),
    ("Tekst.", "Zie [dit](www.example.nl) .", "Zie [dit](https://www.example.nl) ."),
    ("Tekst.", "Zie [dit](/initiatieven/peer-to-peer/)\t.", "Zie [dit](peer-to-peer.md)\t."),
]


def written(project, texts) -> dict:
    """Each text as the file of an entry with a name of its own; what it is, by its path."""
    own = [text.replace("goede", f"goede{number}", 1) for number, text in enumerate(texts)]
    found = {project / "initiatives" / f"goed-{number}.md": text for number, text in enumerate(own)}
    for path, text in found.items():
        path.write_text(text, encoding="utf-8")
    return found


def test_what_the_check_is_certain_of_is_written(project):
    """The one right value that the message names replaces the wrong one, and no other character changes."""
    wrong = written(project, [GOOD.replace(good, wrong, 1) for good, wrong, _ in CERTAIN])
    result = run(project, "check.py", "--fix")
    made = {path: path.read_text(encoding="utf-8") for path in wrong}
    assert made == written(project, [GOOD.replace(good, right, 1) for good, _, right in CERTAIN])
    assert result.returncode == 0, result.stdout + result.stderr
    assert [path.name for path in wrong if f"initiatives/{path.name}" not in result.stderr] == []


def test_what_is_a_guess_or_would_break_something_is_left_to_its_writer(project):
    guesses = [
        ("themes: [zelfhulp]", "themes: [zelfhlp]"),
        ("places: [Utrecht]", "places: [Utrecth]"),
        ("as_of: 2020", "as_of: 31-02-2018"),
        ("title: Een goede", "Title: Een andere goede\ntitle: Een goede"),
        ("kind: initiatief", "kind: |\n  Initiatief"),
        ("kind: initiatief", 'kind: "Initi\\x61tief"'),
        ("themes: [zelfhulp]", "themes: zelfhulp en herstel"),
    ]
    before = written(project, [GOOD.replace(good, wrong, 1) for good, wrong in guesses])
    result = run(project, "check.py", "--fix")
    assert before == {path: path.read_text(encoding="utf-8") for path in before}
    assert result.returncode == 1
    assert [path.name for path in before if f"initiatives/{path.name}:" not in result.stdout] == []


@pytest.mark.parametrize(
    "text",
    [
        "Prijs • € 5\nnaam · adres",
        "-vijf graden, en verder",
        "    • code",
        "`x`\n• ```\ncode\n```",
        "• # Kop",
        "| a |\n|---|\n• b",
        "(x)[1] en (y)[zie z.md verder] en `(z)[a.md]`",
    ],
)
def test_what_would_not_make_the_list_or_the_link_that_was_meant_stays(text):
    """Nothing changes that other programs read in a certain way."""
    data = GOOD.replace("Tekst.", text, 1).encode()
    assert mend("initiatives/x.md", data, FIELDS) is None


def test_a_list_that_stays_keeps_no_other_from_being_mended():
    data = GOOD.replace("Tekst.", "• # Kop\n\nTekst.\n\n• een\n• twee", 1).encode()
    assert mend("initiatives/x.md", data, FIELDS).data == data.replace("• een\n• twee".encode(), b"- een\n- twee")
    lists = "• een\n\nTekst.\n\n" * 3000  # each by itself would take minutes
    data = GOOD.replace("Tekst.", lists, 1).encode()
    assert mend("initiatives/x.md", data, FIELDS).data == data.replace("•".encode(), b"-")


def test_a_program_gets_the_same_mend(project):
    """JSON and SARIF contain what --fix would write, with its place."""
    wrong = GOOD.replace("as_of: 2020", "as_of: '3 mei 2018'").replace("[Utrecht]", "[Utrecth]")
    (project / "initiatives" / "goed.md").write_text(wrong, encoding="utf-8")
    line = next(line for line in wrong.split("\n") if "mei" in line)
    guessed, dated = json.loads(run(project, "check.py", "--format", "json").stdout)["problems"]
    assert "mend" not in guessed
    assert dated["mend"] == {"column": line.index("3 mei") + 1, "old": "3 mei 2018", "new": "2018-05-03"}
    guessed, dated = json.loads(run(project, "check.py", "--format", "sarif").stdout)["runs"][0]["results"]
    assert "fixes" not in guessed
    (replacement,) = dated["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "3 mei 2018" and region["startLine"] == 8
    assert replacement["insertedContent"] == {"text": "2018-05-03"}


def test_a_former_name_becomes_the_one_of_today(project):
    """In a field and in a link."""
    term = project / "content" / "themas" / "zelfhulp.md"
    term.write_text(
        term.read_text(encoding="utf-8").replace("---\n", "---\nformer_slugs: [zelf]\n", 1), encoding="utf-8"
    )
    path = project / "initiatives" / "goed.md"
    good = GOOD.replace("Tekst.", "Zie [dit](../content/themas/zelfhulp.md).", 1)
    path.write_text(good.replace("[zelfhulp]", "[zelf]").replace("themas/zelfhulp", "themas/zelf"), encoding="utf-8")
    result = run(project, "check.py", "--fix")
    assert (result.returncode, path.read_text(encoding="utf-8")) == (0, good), result.stdout
