"""Any file yields an answer: a problem with its place, or pages; never a traceback, a hang or exhausted memory.

The hand-made cases are in ``inputs.py``; hypothesis makes others, the same ones in every run. ``fuzz_reader.py``
continues from these for as long as one likes.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest
from conftest import ROOT, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inputs import answer, cases, faults, small
from test_mutations import BODY, FRONT, whole

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and pipes of Linux")
steady = settings(
    max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return small(tmp_path_factory.mktemp("inputs"))


@pytest.fixture(scope="module")
def answers():
    """Each case in a process of its own, with at most two seconds of CPU time and 200 MB."""
    result = subprocess.run([sys.executable, str(ROOT / "tests" / "inputs.py")], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-2000:]
    return [json.loads(line) for line in result.stdout.splitlines()]


@linux
def test_every_case_is_answered_in_time(answers):
    assert len(answers) == len(cases()) >= 300
    assert not [item for item in answers if "raised" in item]


@linux
def test_what_must_be_refused_is_and_nothing_else(answers):
    refused = [item["name"] for item in answers if item["refused"] is False and item["lines"]]
    accepted = [item["name"] for item in answers if item["refused"] and not item["lines"]]
    assert not refused and not accepted


@linux
def test_the_answer_says_what_is_wrong(answers):
    silent = [
        (item["name"], item["lines"][:2])
        for item in answers
        if item["says"] and not any(item["says"] in text for *_, text in item["lines"])
    ]
    assert not silent
    assert all(line >= 1 and column >= 1 for item in answers for _, line, column, _ in item["lines"])


@linux
def test_the_command_answers_odd_names_too(project):
    """All cases as files, through the shell: a line for each, and no traceback."""
    odd = [case for case in cases() if case.name.startswith(("name", "link", "pipe", "folder", "twins"))]
    for case in random.Random(7).sample(odd, 8):
        case.put(project)
    result = run(project, "check.py", "initiatives", "content/themas")
    assert result.returncode == 1 and result.stderr.count("\n") == 1 and "Traceback" not in result.stderr
    assert run(project, "build.py", "--no-book", "--no-search").returncode == 1


def answered(root, data: bytes) -> None:
    assert not faults(answer(root, data), data)


KEYS = [line.partition(":")[0].strip(" -") for line in FRONT if ":" in line]
SIGNS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PIECES = st.sampled_from(
    ["#", "## ", "### x\n", "- ", "  ", "\n", "\n\n", "> ", "`", "```\n", "*", "_", "[", "](", ")", "!", "<", ">", "<b", "|", "|-|\n",
     "\\", "&", "http://", "methode.md", "#voor-wie", "Voor wie", "~~", "1. ", "\t", "{{", "%", "é", "日", "<!--", "x"]
)  # fmt: skip


@steady
@given(st.sampled_from(KEYS), SIGNS)
def test_any_text_in_any_field(root, key, text):
    lines = [
        f"{line.partition(':')[0]}: {json.dumps(text, ensure_ascii=False)}" if line.strip(" -").startswith(f"{key}:") else line
        for line in FRONT
    ]  # fmt: skip
    answered(root, whole(lines))


@steady
@given(st.lists(st.one_of(PIECES, SIGNS), max_size=60))
def test_any_text_below_the_fields(root, pieces):
    answered(root, whole(FRONT, [*BODY[:2], "".join(pieces), *BODY[2:]]))


@steady
@given(st.lists(st.tuples(st.integers(0, 5000), st.sampled_from("dri"), st.binary(min_size=1, max_size=8)), max_size=6))
def test_any_bytes_in_place_of_others(root, changes):
    data = bytearray(whole(FRONT))
    for where, what, new in changes:
        where %= len(data)
        data[where : where + (0 if what == "i" else len(new))] = b"" if what == "d" else new
    answered(root, bytes(data))


@steady
@given(st.recursive(SIGNS, lambda deeper: st.one_of(st.lists(deeper, max_size=4), st.dictionaries(SIGNS, deeper, max_size=4)), max_leaves=30), st.sampled_from(KEYS))  # fmt: skip
def test_any_shape_of_value(root, value, key):
    at = next(number for number, line in enumerate(FRONT) if line.startswith(f"{key}:") or key in line)
    answered(root, whole([*FRONT[:at], f"{key}: {json.dumps(value, ensure_ascii=False)}", *FRONT[at + 1 :]]))


def test_the_field_guide_states_the_limits(built):
    """The same numbers that the reader uses."""
    from handbook.reading.body import MAX_DEPTH as NESTED
    from handbook.reading.body import MAX_LINKS
    from handbook.reading.builder import MAX_DEPTH
    from handbook.reading.decode import MAX_BYTES
    from handbook.words.names import LONGEST

    page = (built.site / "bijdragen" / "velden" / "index.html").read_text(encoding="utf-8")
    limits = page.split('id="grenzen"')[1].split("<h2")[0]
    for number in (
        f"{MAX_BYTES // 1024} kB",
        f"{MAX_DEPTH} niveaus",
        f"{NESTED} niveaus",
        f"{MAX_LINKS} links",
        f"{LONGEST} tekens",
    ):
        assert number in limits, number
