"""The structure of the code: imports run one way, modules stay small, every text is in the catalogue."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
from conftest import ROOT
from handbook.words import messages
from handbook.words.language import languages

HOUSE = ROOT / "scripts" / "handbook"
LIBRARY = sorted(HOUSE.rglob("*.py"))
_MARK = re.compile(r"%\(\w+\)[ds]|\{\w+\}|%%")


def test_imports_run_one_way():
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "scripts", "PATH": ""},
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_style_is_kept():
    result = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "scripts", "tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: "/".join(path.relative_to(HOUSE).parts))
def test_a_module_is_small_and_says_what_it_is(path):
    """At most 250 lines, and a docstring."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert ast.get_docstring(ast.parse(text))


def test_only_hooks_knows_mkdocs():
    knowing = [
        path.name
        for path in (ROOT / "scripts").rglob("*.py")
        if re.search(r"^\s*(import|from) mkdocs", path.read_text(), re.MULTILINE)
    ]
    assert knowing == ["hooks.py"]


@pytest.mark.parametrize("code", languages())
def test_every_word_is_in_the_catalogue(code):
    """All message ids of code, templates and menu have a text in every language, and the catalogue holds no others."""
    catalogue, ids = messages.read(code), messages.used(ROOT)
    known, used = ({messages.key(item) for item in found if item.id} for found in (catalogue, ids))
    assert used - known == set(), "run “make words”, and give these a text"
    assert known - used == set(), "no longer used; run “make words”"
    assert messages.untold(catalogue) == []
    for item in catalogue:
        if item.id:
            assert not item.fuzzy, item.id
            texts = item.string if item.pluralizable else [item.string]
            english = item.id if item.pluralizable else [item.id]
            marks = [{mark for part in parts for mark in _MARK.findall(part)} for parts in (english, texts)]
            assert marks[0] == marks[1], item.id


@pytest.mark.parametrize("code", languages())
def test_a_catalogue_stands_in_its_file_as_make_words_writes_it(code):
    """So that a new sentence is the only change in it."""
    assert messages.path(code).read_bytes() == messages.updated(messages.read(code), messages.used(ROOT))


def test_messages_with_a_count_have_a_singular():
    """The build says “1 pagina”: a message that is only about a count has a plural."""
    said = (ROOT / "scripts" / "build.py").read_text(encoding="utf-8")
    assert re.findall(r"N_\(\s*\"(?:[^\"]*: )?%\(\w+\)d \w+s\b[^\"]*", said) == []


def test_every_command_in_the_guides_works_on_a_fresh_clone():
    """Through make, or the Python that make sets up; and each verb and target exists."""
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wrong = []
    for path in (ROOT / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        wrong += [(path.name, found) for found in re.findall(r"(?<![/\\])\bpython3? scripts\S*", text)]
        wrong += [
            (path.name, verb)
            for verb in re.findall(r"\bscripts[/\\](\w+\.py)", text)
            if not (ROOT / "scripts" / verb).is_file()
        ]
        wrong += [(path.name, target) for target in re.findall(r"`make (\w+)", text) if target not in targets]
    assert wrong == []
    assert not re.findall(r"(?<![/\\])\bpython scripts", messages.path("nl").read_text(encoding="utf-8"))


def test_no_english_text_is_a_dutch_one():
    """For three words or more; a name may be the same in both."""
    dutch = {messages.key(item): item.string for item in messages.read("nl") if item.id}
    same = [item.id for item in messages.read("en") if item.id and item.string == dutch.get(messages.key(item))]
    assert [text for text in same if len(re.findall(r"[a-z]{3,}", _MARK.sub("", text))) > 2] == []


def test_locks_hold_hashes_and_no_addresses():
    for name in ("requirements.lock", "requirements-test.lock", "requirements-bench.lock"):
        text = (ROOT / name).read_text()
        assert text.count("--hash=sha256:") > 50 and "://" not in text and "--index" not in text


def test_every_mechanism_of_trust_stands_where_its_list_looks():
    """So that ``removed.py`` can remove each, as the page about trust says."""
    from removed import MECHANISMS

    changes = [(item.name, path, old) for item in MECHANISMS for path, old, _ in item.changes]
    assert [name for name, path, old in changes if old not in (ROOT / path).read_text(encoding="utf-8")] == []


def test_the_map_of_the_flow_names_every_room():
    """The docstring of the package lists every room with all of its modules, and no others."""
    package = ast.get_docstring(ast.parse((HOUSE / "__init__.py").read_text(encoding="utf-8")))
    rooms = package.split("The rooms, from the ground up:")[1].split("Imports run one way")[0]
    named = {
        tuple(name.strip() for name in [room, *modules.split("·")])
        for room, modules in (re.split(r"\s{2,}", line, maxsplit=1) for line in rooms.strip().splitlines())
    }
    built = {
        (room.name, *sorted(path.stem for path in room.glob("*.py") if path.stem != "__init__"))
        for room in HOUSE.iterdir()
        if (room / "__init__.py").exists()
    }
    assert named == built
