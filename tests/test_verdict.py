"""The verdict on unchanged sources is reused; any others are judged again."""

from __future__ import annotations

import datetime
import os
import re

import check as verb
import pytest
from conftest import run
from handbook.judging import rules
from handbook.judging.verdict import Verdict
from handbook.model.problem import Line
from handbook.running.keep import WORK
from handbook.words.language import Language
from test_kept import edited, entry, rounds, said


def verdict(root, code: str = "nl") -> list[Line]:
    return verb._checked(root, lambda path: True, Language(code)).lines


@pytest.fixture
def unjudged(monkeypatch):
    """A function after which nothing may be judged any more."""

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


def test_all_of_a_long_chapter_is_looked_at(project):
    """It is read whole, while of an entry only the maximum size is read."""
    chapter = project / "content" / "over.md"
    text = chapter.read_text(encoding="utf-8") + "\n\nEen woord." * 8000
    chapter.write_text(f"{text}\n\n![](assets/favicon.svg)\n", encoding="utf-8")
    assert len(verdict(project)) == 1
    chapter.write_text(f"{text}\n\n![a](assets/favicon.svg)".ljust(len(text) + 27), encoding="utf-8")
    assert verdict(project) == []


def test_a_changed_text_of_the_catalogue_is_used_at_once(project):
    edited(entry(project, "flevo-fiets"), "kind: initiatief", "kind: NO")
    assert "is hier niet bekend" in run(project, "check.py").stdout
    words = project / "scripts/handbook/words/locale/nl/LC_MESSAGES/handbook.po"
    words.write_text(words.read_text(encoding="utf-8").replace("is hier niet bekend", "kennen we niet"), "utf-8")
    assert "kennen we niet" in run(project, "check.py").stdout


@pytest.mark.parametrize("back", ["soon", "later"])
def test_what_is_saved_during_the_check_is_judged(project, back):
    """Nobody knows which of the two texts was judged, so that verdict is not kept."""
    before = Verdict(project, "nl")
    path = entry(project, "flevo-fiets")
    good = path.read_bytes()
    path.write_bytes(b"x")
    judged = verb._judged(project, Language("nl"))
    if back == "soon":
        path.write_bytes(good)
    before.keep(judged)
    path.write_bytes(good)
    assert verdict(project) == []


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


@pytest.mark.parametrize("key", ["added", "reviewed"])
def test_a_date_in_the_future_is_refused(project, key):
    """No later than tomorrow, as it is that day elsewhere already, or than the edition, as a clock may be behind.
    Another day is another verdict, and what an earlier edition allowed is judged again."""
    path, config = entry(project, "flevo-fiets"), project / "mkdocs.yml"
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    for date, refused in ((tomorrow, False), (tomorrow.replace(year=2099), True)):
        for name in {key, "reviewed"}:
            edited(path, re.search(f"^{name}: .*", path.read_text("utf-8"), re.MULTILINE)[0], f"{name}: {date}")
        found = [line.text for line in verdict(project) if f"‘{date}’ ligt in de toekomst" in line.text]
        assert len(found) == refused * len({key, "reviewed"})
    refusals = verdict(project)
    text = config.read_text("utf-8")
    config.write_text(text.replace("date: 2026-11", "date: 2100"), "utf-8")
    assert verdict(project) == []
    config.write_text(text, "utf-8")
    assert verdict(project) == refusals


def test_a_damaged_verdict_is_not_believed(project):
    before = verdict(project)
    (file,) = (path for path in (project / WORK / "keep" / "verdict").rglob("*") if path.is_file())
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 20)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert verdict(project) == before
