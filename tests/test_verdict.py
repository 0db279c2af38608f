"""A verdict on sources that are as they were is given again as it was, and on any others it is given anew."""

from __future__ import annotations

import os

import check as verb
import pytest
from handbook.judging import rules
from handbook.model.problem import Line
from handbook.running.keep import WORK
from handbook.words.language import Language
from test_kept import edited, entry, rounds, said


def verdict(root, code: str = "nl") -> list[Line]:
    return verb._checked(root, lambda path: True, Language(code)).lines


@pytest.fixture
def unjudged(monkeypatch):
    """From when it is called nothing may be judged any more."""

    def refuse(*given):
        raise AssertionError("the sources were judged again")

    return lambda: monkeypatch.setattr(rules, "check", refuse)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_verdict_is_that_of_a_first_check(project, seed):
    for _ in rounds(project, seed):
        assert verdict(project) == verdict(project) == said(project)


def test_the_same_sources_are_not_judged_again(project, unjudged):
    edited(entry(project, "flevo-fiets"), "kind: initiatief", "kind: NO")
    first = verb._checked(project, lambda path: True, Language("nl"))
    assert [line.path for line in first.lines] == ["initiatives/flevo-fiets.md"]
    unjudged()
    assert verb._checked(project, lambda path: True, Language("nl")) == first
    assert verb._checked(project, lambda path: path == "initiatives/odensehuis.md", Language("nl")).files == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda root: edited(root / "content" / "over.md", "\n", "\n\n"),
        lambda root: (root / "initiatives" / "map.md").mkdir(),
        lambda root: (root / "initiatives" / "link.md").symlink_to("flevo-fiets.md"),
        lambda root: os.mkfifo(root / "initiatives" / "pijp.md"),
        lambda root: (root / "content" / "themas" / "CON.png").write_bytes(b""),
        lambda root: (root / "initiatives" / "flevo-fiets.md").write_bytes(b"x" * 70_000),
        lambda root: (root / "initiatives" / "flevo-fiets.md").rename(root / "initiatives" / "fiets.md"),
    ],
    ids=["chapter", "folder", "link", "pipe", "name", "long", "renamed"],
)
def test_what_changes_anything_is_judged(project, change):
    verdict(project)
    change(project)
    assert verdict(project) == said(project)


def test_another_language_says_it_in_its_own_words(project):
    edited(entry(project, "flevo-fiets"), "kind: initiatief", "kind: NO")
    assert verdict(project)[0].text != verdict(project, "en")[0].text


def test_a_damaged_verdict_is_not_believed(project):
    before = verdict(project)
    (file,) = (path for path in (project / WORK / "keep" / "verdict").rglob("*") if path.is_file())
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 20)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert verdict(project) == before
