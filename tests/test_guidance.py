"""The guidance for contributors: its instructions can be followed, and its pictures are accessible to all."""

from __future__ import annotations

import re
from functools import cache

import pytest
from conftest import ROOT, run
from handbook.model.settings import settings

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "content" / "bijdragen").glob("*.md"))]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
PICTURES = ROOT / "content" / "assets" / "bijdragen"

every = pytest.mark.parametrize("page", TEXTS)


@cache
def helped(verb: str) -> str:
    return run(ROOT, verb, "--help").stdout


@every
def test_each_command_that_is_named_exists(page):
    """Targets of make, verbs and their options."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)\b", TEXTS[page]):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for verb in re.findall(r"scripts[/\\](\w+\.py)", TEXTS[page]):
        assert (ROOT / "scripts" / verb).is_file(), verb
    for verb, option in re.findall(r"\b([a-z]+\.py)`?[^`\n|]*?`?(--[a-z-]+)", TEXTS[page]):
        assert option in helped(verb), (verb, option)


@every
def test_each_file_that_is_linked_exists(page):
    folder = (ROOT / page).parent
    prose = re.sub(r"```.*?```", "", TEXTS[page], flags=re.DOTALL)
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", prose):
        if not target.startswith("../data/"):  # made by the build
            assert (folder / target).exists(), target


def test_links_to_github_are_those_of_this_handbook():
    """They start with the repository that is set in mkdocs.yml."""
    found = re.findall(r"https://github\.com/[^)\s]+", "".join(TEXTS.values()))
    assert found and all(link.startswith(settings(ROOT).repository) for link in found)
    assert f"{settings(ROOT).repository}issues/new/choose" in TEXTS["content/bijdragen/index.md"]


def test_the_complete_example_passes_the_check(project):
    """As it is, with the name and text of the entry that it shortens."""
    example = re.search(r"```markdown\n(.*?)```", TEXTS["content/bijdragen/index.md"], re.DOTALL)[1]
    (project / "initiatives" / "peer-to-peer.md").write_text(example, encoding="utf-8")
    checked = run(project, "check.py", "initiatives/peer-to-peer.md")
    assert checked.returncode == 0, checked.stdout


def test_pictures_are_small_and_said_in_words():
    """Each is used, has a description in words, and is small enough for a phone."""
    shown = dict(re.findall(r"!\[([^\]]*)\]\(\.\./assets/bijdragen/([^)]+)\)", "".join(TEXTS.values())))
    assert {path.name for path in PICTURES.iterdir()} == set(shown.values())
    assert all(len(words) > 40 for words in shown)
    assert all(path.stat().st_size < 50_000 for path in PICTURES.iterdir())
