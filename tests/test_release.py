"""A warm build: what has not changed is taken over from the release before, and the result is that of a cold build."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

from conftest import run
from test_build import digest

QUICK = ("--no-book", "--no-search")


def build(project: Path, *options: str) -> dict[str, str]:
    result = run(project, "build.py", *QUICK, *options)
    assert result.returncode == 0, result.stdout + result.stderr
    return digest(project / "site")


def taken(project: Path) -> set[str]:
    """The files that the release shares with the one before it."""
    site = project / "site"
    return {
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file() and path.stat().st_nlink > 1
    }


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text, re.MULTILINE), (path, old)
    path.write_text(re.sub(old, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")


CHANGES = {
    "a word in a text": lambda root: change(root / "initiatives/flevo-fiets.md", r"\n\Z", " Nog iets.\n"),
    "a title, which others name": lambda root: change(root / "initiatives/buurtcirkels.md", r"^title: .*", "title: Cirkels in de buurt"),
    "a summary": lambda root: change(root / "initiatives/ggz-coaches.md", r"^summary: .*", "summary: Coaches die mensen thuis opzoeken en met hen de buurt in gaan."),
    "a place": lambda root: change(root / "initiatives/peer-to-peer.md", r"^places: .*", "places: [Rotterdam, Utrecht]"),
    "a review, newer than any": lambda root: change(root / "initiatives/stadskamer-doetinchem.md", r"^reviewed: .*", "reviewed: 2026-11-30"),
    "a theme’s title": lambda root: change(root / "content/themas/herstel.md", r"^title: .*", "title: Herstel en moed"),
    "a target group’s text": lambda root: change(root / "content/doelgroepen/jongeren.md", r"\n\Z", "\n\nEn nog een alinea.\n"),
    "a programme’s title": lambda root: change(root / "content/programmas/nieuwe-wegen-ggz-en-opvang.md", r"^title: .*", "title: Andere wegen"),
    "a word of the glossary": lambda root: change(root / "content/woorden.md", r"^## Peer$", "## Gelijke"),
    "a template": lambda root: change(root / "overrides/pages/initiative.html", r"hb-kicker", "hb-kicker hb-x"),
    "the frame": lambda root: change(root / "overrides/partials/footer.html", r"hb-footer__name", "hb-footer__name hb-x"),
    "a setting": lambda root: change(root / "mkdocs.yml", r"publisher: .*", "publisher: Een andere redactie"),
    "an entry gone": lambda root: (root / "initiatives/odensehuis.md").unlink(),
    "an entry more": lambda root: (root / "initiatives/nieuw-huis.md").write_text(
        (root / "initiatives/flevo-fiets.md").read_text(encoding="utf-8").replace("Flevo Fiets", "Nieuw Huis"), encoding="utf-8"
    ),
}  # fmt: skip


def test_a_warm_build_equals_a_cold_one_whatever_changed(project):
    """Changes in an order of chance, two or three at a time; the same files in a cold build of the same sources."""
    build(project)
    order = sorted(CHANGES)
    random.Random(20261125).shuffle(order)
    while order:
        several, order = order[:3], order[3:]
        for name in several:
            CHANGES[name](project)
        warm = build(project)
        assert warm == build(project, "--fresh"), several


def test_one_change_makes_few_pages_anew(project):
    before = build(project)
    CHANGES["a word in a text"](project)
    after = build(project)
    site, kept = project / "site", taken(project)
    pages = {name for name in after if name.startswith("initiatieven/") and name.endswith("index.html")}
    assert pages - kept == {"initiatieven/flevo-fiets/index.html"}
    assert "themas/herstel/index.html" in kept and "data/initiatives/peer-to-peer.json" in kept
    assert "Nog iets." in (site / "initiatieven/flevo-fiets/index.html").read_text(encoding="utf-8")
    assert before.keys() == after.keys()


def test_what_was_damaged_or_changed_is_not_taken_over(project):
    """Also where size and time were set back, or a link stands in the place of a file."""
    build(project)
    site = project / "site"
    touched, linked = site / "initiatieven/peer-to-peer/index.html", site / "initiatieven/odensehuis/cite.bib"
    stand, text = touched.stat(), touched.read_bytes()
    touched.write_bytes(text.replace(b"Peer", b"Pier", 1))
    os.utime(touched, ns=(stand.st_atime_ns, stand.st_mtime_ns))
    elsewhere = project / "elsewhere"
    linked.rename(elsewhere)
    linked.symlink_to(elsewhere)
    CHANGES["a word in a text"](project)
    warm = build(project)
    assert not linked.is_symlink() and not (site / "initiatieven/odensehuis/cite.bib").is_symlink()
    assert warm == build(project, "--fresh")


def test_a_strange_list_is_not_believed(project):
    build(project)
    lists = (project / "site").resolve().parent / "made"
    for path in lists.iterdir():
        lines = path.read_bytes().splitlines()
        random.Random(1).shuffle(lines)
        path.write_bytes(
            b"\xff\x00 \n"
            + b"\n".join(line[: len(line) * 2 // 3] for line in lines[:9])
            + b"\n"
            + b"\n".join(lines[9:])
        )
    CHANGES["a word in a text"](project)
    assert build(project) == build(project, "--fresh")
