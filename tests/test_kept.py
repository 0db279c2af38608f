"""Kept results do not change what the check says, whatever happens to the entries or to the kept files."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import time
from collections.abc import Iterator

import pytest
from conftest import ROOT
from handbook.judging.rules import check
from handbook.model.problem import Line, told
from handbook.reading.file import Files
from handbook.reading.kept import Kept
from handbook.reading.load import load
from handbook.running.keep import WORK
from handbook.words.language import Language

AWFUL = sorted((ROOT / "tests" / "golden" / "awful" / "initiatives").glob("[!R]*.md"))


def said(root, kept=None) -> list[Line]:
    catalogue, problems = load(root, kept)
    return told([*problems, *check(catalogue, kept)], Language("nl"))


def kept_files(root):
    return [path for path in (root / WORK / "keep" / "check").rglob("*") if path.is_file()]


def entry(root, stem):
    return root / "initiatives" / f"{stem}.md"


def edited(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def happened(root, chance: random.Random) -> None:
    """Something that may happen to a source: damage, repair, a new file, a removal, or a removed term."""
    files = sorted((root / "initiatives").glob("[!R]*.md"))
    one = chance.choice(files)
    text = one.read_text(encoding="utf-8", errors="replace")
    terms = sorted(path for path in (root / "content" / "themas").glob("*.md") if path.stem != "index")
    what = chance.randrange(8)
    if what == 0:
        shutil.copy(chance.choice(AWFUL), root / "initiatives")
    elif what == 1:
        shutil.copy(one, one.with_name(f"kopie-{chance.randrange(5)}.md"))
    elif what == 2 and len(files) > 20:
        one.unlink()
    elif what == 3:
        lines = text.split("\n")
        del lines[chance.randrange(len(lines))]
        one.write_text("\n".join(lines), encoding="utf-8")
    elif what == 4:
        at = chance.randrange(len(text) + 1)
        one.write_text(
            text[:at] + chance.choice(["x", "#", ": ", "[a](b.md)", "\u200b", "\n", "→⇶"]) + text[at:], encoding="utf-8"
        )
    elif what == 5 and len(terms) > 5:
        chance.choice(terms).unlink()
    elif what == 6:
        name = chance.choice(sorted((ROOT / "initiatives").glob("[!R]*.md")))
        shutil.copy(name, root / "initiatives")
    else:
        for path in (ROOT / "content" / "themas").glob("*.md"):
            shutil.copy(path, root / "content" / "themas")


def rounds(root, seed: int) -> Iterator[None]:
    """Twelve rounds, each with a few such changes, or none."""
    chance = random.Random(seed)
    for _ in range(12):
        for _ in range(chance.randint(0, 3)):
            happened(root, chance)
        yield


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_check_says_the_same(project, seed):
    for _ in rounds(project, seed):
        assert said(project, Kept(project)) == said(project)
    assert len(kept_files(project)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_cache_that_is_reused_gives_the_same_at_every_reading(project, seed):
    """As when somebody saves again and again: readings give the same as without it, and its file stays the same."""
    kept = Kept(project, again=True)
    said(project, kept)
    (file,) = kept_files(project)
    before = file.read_bytes()
    for _ in rounds(project, seed):
        assert said(project, kept) == said(project)
        assert dict(load(project, kept)[0].initiatives) == load(project)[0].initiatives
    assert kept_files(project) == [file] and file.read_bytes() == before


def test_what_nobody_touched_is_not_read_again(tmp_path):
    """A change is noticed even if it leaves size and time as they were, or follows right after another."""
    files, path = Files(), tmp_path / "een.md"

    def read() -> bytes:
        return files.contents(tmp_path, "een.md").data

    path.write_bytes(b"een")
    assert read() == b"een"
    before = path.stat()
    path.write_bytes(b"twe")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read() == b"twe"
    time.sleep(2.1)  # seconds: until then the time of the file is too recent to tell
    assert read() == b"twe" and read() is read()
    path.write_bytes(b"dri")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read() == b"dri"
    path.unlink()
    assert files.contents(tmp_path, "een.md").error


def test_the_records_are_the_same(project):
    said(project, Kept(project))
    kept, anew = load(project, Kept(project))[0], load(project)[0]
    assert dict(kept.initiatives) == anew.initiatives and list(kept.initiatives) == list(anew.initiatives)
    for path, document in anew.documents.items():
        again = kept.documents[path]
        assert (again.values, again.front, again.body, again.body_line, again.whole) == (
            document.values, document.front, document.body, document.body_line, document.whole
        )  # fmt: skip
    assert kept.former == anew.former


def test_nothing_is_written_when_nothing_has_changed(project):
    said(project, Kept(project))
    (file,) = kept_files(project)
    before = file.stat()
    assert said(project, Kept(project)) == []
    assert kept_files(project) == [file]
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_is_seen_when_size_and_time_are_as_they_were(project):
    said(project, Kept(project))
    path = entry(project, "flevo-fiets")
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"kind: initiatief", b"kind: initiatieg"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert [line.path for line in said(project, Kept(project))] == ["initiatives/flevo-fiets.md"]


def test_who_leads_to_an_entry_is_judged_again_when_that_changes(project):
    """A method that becomes something else, a heading that a link leads to, and a removed file."""
    target, other = entry(project, "zelfhulpgroepen"), entry(project, "flevo-fiets")
    other.write_text(other.read_text(encoding="utf-8") + "\nZie [daar](zelfhulpgroepen.md#hoe-het-werkt).\n", encoding="utf-8")  # fmt: skip
    assert said(project, Kept(project)) == []
    edited(target, "## Hoe het werkt", "## Hoe dat werkt")
    after = said(project, Kept(project))
    assert "initiatives/flevo-fiets.md" in {line.path for line in after} and after == said(project)
    target.unlink()
    after = said(project, Kept(project))
    assert "initiatives/flevo-fiets.md" in {line.path for line in after} and after == said(project)


@pytest.mark.parametrize("harm", ["flipped", "cut", "foreign", "empty"])
def test_what_is_damaged_is_not_believed(project, harm):
    said(project, Kept(project))
    (file,) = kept_files(project)
    whole = file.read_bytes()
    edited(entry(project, "flevo-fiets"), "kind: initiatief", "kind: NO")
    right = said(project)
    chance = random.Random(harm)
    for _ in range(10 if harm == "flipped" else 1):
        at = chance.randrange(len(whole))
        file.write_bytes({
            "flipped": whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :],
            "cut": whole[:at],
            "foreign": b"kept1\n" + os.urandom(5000),
            "empty": b"",
        }[harm])  # fmt: skip
        assert said(project, Kept(project)) == right
        (file,) = kept_files(project)


def test_who_cannot_keep_anything_checks_all_the_same(project):
    (project / WORK).write_text("in the way", encoding="utf-8")
    edited(entry(project, "flevo-fiets"), "kind: initiatief", "kind: NO")
    assert said(project, Kept(project)) == said(project, Kept(project)) == said(project) != []


def test_another_program_believes_nothing(project, monkeypatch):
    """A new version of the code that reads or judges may make something else of the same bytes."""
    from handbook.reading import kept

    said(project, Kept(project))
    digest = hashlib.sha256(entry(project, "flevo-fiets").read_bytes()).hexdigest()
    assert Kept(project).known("initiatives/flevo-fiets.md", digest)
    monkeypatch.setattr(kept, "version", lambda name: "0.0")
    assert Kept(project).known("initiatives/flevo-fiets.md", digest) is None
