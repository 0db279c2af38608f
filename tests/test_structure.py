"""The house itself: imports run one way, modules stay small, every word is in the catalogue."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
from conftest import ROOT

HOUSE = ROOT / "scripts" / "handbook"
LIBRARY = sorted(HOUSE.rglob("*.py"))


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
def test_a_module_is_one_noun(path):
    """At most 250 lines, and a docstring that says what it is."""
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


def test_every_word_is_in_the_catalogue():
    """All message ids of code and templates have a Dutch text, and the catalogue holds no others."""
    from babel.messages.extract import extract_from_dir
    from babel.messages.pofile import read_po

    with (ROOT / "scripts/handbook/words/locale/nl/LC_MESSAGES/handbook.po").open("rb") as file:
        catalogue = read_po(file, locale="nl")
    methods = [("scripts/**.py", "python"), ("overrides/**.html", "jinja2")]
    options = {"overrides/**.html": {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
    keywords = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
    used = {
        item[2] if isinstance(item[2], str) else item[2][0]
        for item in extract_from_dir(str(ROOT), methods, options, keywords=keywords, comment_tags=())
    }
    texts = {
        message.id if isinstance(message.id, str) else message.id[0]: message for message in catalogue if message.id
    }
    assert used - set(texts) == set(), "without a Dutch text"
    assert set(texts) - used == set(), "no longer used"
    assert not [key for key, message in texts.items() if not message.string or message.fuzzy]
    for message in texts.values():
        pairs = zip(message.id, message.string) if message.pluralizable else [(message.id, message.string)]
        for english, dutch in pairs:
            marks = [set(re.findall(r"%\(\w+\)[ds]|\{\w+\}", text)) for text in (english, dutch)]
            assert marks[0] == marks[1] or message.pluralizable, english


def test_locks_hold_hashes_and_no_addresses():
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert text.count("--hash=sha256:") > 50 and "://" not in text and "--index" not in text


def test_the_map_of_the_flow_names_every_room():
    """The docstring of the package lists every room with every module, and none that is gone."""
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
