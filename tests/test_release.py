"""A warm build: reuses what has not changed from the release before, and gives the result of a cold build."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

import corpus
import pytest
from conftest import copy_project, run
from handbook.edition.latest import latest
from handbook.running import receipt
from handbook.running.publish import Incomplete
from handbook.running.release import Release
from handbook.running.tree import Tree
from handbook.site import complete
from test_build import digest

QUICK = ("--no-book", "--no-search")


def build(project: Path, *options: str) -> dict[str, str]:
    result = run(project, "build.py", "--root", str(project), *QUICK, *options)
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


def test_a_warm_build_equals_a_cold_one_whatever_changed(project, tmp_path):
    """Changes in random order, two or three at a time, each build in the folder of an earlier one; a cold build of the
    same sources elsewhere gives the same files."""
    other = copy_project(tmp_path / "other")
    build(project)
    order = sorted(CHANGES)
    random.Random(20261125).shuffle(order)
    while order:
        several, order = order[:3], order[3:]
        for name in several:
            CHANGES[name](project)
            CHANGES[name](other)
        assert build(project) == build(other, "--fresh"), several


# Each is on a list that has pages: A–Z, the timeline, what is new.
IN_LISTS = {
    "kind": (r"^kind: initiatief$", "kind: handreiking"),
    "place": (r"^places: .*", "places: [Rotterdam]"),
    "another name": (r"^kind: ", "aliases: [Qwerty]\nkind: "),
    "period": (r"^period: .*", "period: 2024–2025"),
    "end": (r"^  value: loopt$", "  value: afgerond"),
    "as of": (r"^  as_of: .*", "  as_of: 2011"),
    "review": (r"^reviewed: .*", "reviewed: 2026-11-25"),
    "name": (r"^title: .*", "title: Zeer andere naam"),
}


def test_further_pages_of_lists_equal_those_of_a_cold_build(tmp_path):
    project, other = tmp_path / "project", tmp_path / "other"
    for root in (project, other):
        corpus.project(root, 300, 1)
    assert build(project) == build(other)
    assert (project / "site/tijdlijn/2/index.html").is_file()
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((project / "initiatives").glob("*.md"))}
    texts = {path: text for path, text in texts.items() if "aliases:" not in text}
    changes = list(IN_LISTS.values())
    for several in (changes[::2], changes[1::2]):
        for old, new in several:
            path = next(path for path, text in texts.items() if re.search(old, text, re.MULTILINE))
            del texts[path]
            for root in (project, other):
                change(root / "initiatives" / path.name, old, new)
        assert build(project) == build(other, "--fresh"), several
    listed = [path.read_text(encoding="utf-8") for path in (project / "site").glob("*/[2-9]/index.html")]
    assert any("Qwerty" in text for text in listed) and any("2024–2025" in text for text in listed)


def test_a_page_of_a_release_is_never_written_over(project):
    """A renamed entry leaves a page that redirects, instead of one that the published site shares."""
    build(project)
    site = (project / "site").resolve()
    before = digest(site)
    assert run(project, "rename.py", "flevo-fiets", "fiets-van-flevoland").returncode == 0
    after = build(project)
    assert "initiatieven/fiets-van-flevoland/index.html" in after and digest(site) == before
    CHANGES["a title, which others name"](project)
    site, before = (project / "site").resolve(), after
    warm = build(project)
    assert digest(site) == before and warm == build(project, "--fresh")


def test_what_is_touched_while_a_release_is_made_is_made_again_by_the_next(tmp_path):
    """A file that stays is not looked at twice; so the receipt describes it as it was before it was touched."""

    def made(touch: bool) -> bool:
        release = Release(tmp_path / "site", "all that is shared")
        release.open()
        anew = release.put(["index.html"], lambda: ["what it tells"], lambda: ["text"])
        if touch:
            (tmp_path / "site" / "index.html").write_text("another text", encoding="utf-8")
        release.prune()
        receipt.write(tmp_path, release.tree(), "")
        assert release.close() is not anew
        return anew

    assert [made(touch) for touch in (False, False, True, False, False)] == [True, False, False, True, False]
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "text"


def test_a_build_that_fails_leaves_what_the_next_one_is_made_of(project):
    """A link that leads nowhere is found after all pages are made: the next build, in the same folder, repairs it."""
    build(project)
    chapter = project / "content" / "over.md"
    whole = chapter.read_text(encoding="utf-8")
    before = digest(project / "site")
    chapter.write_text(f"{whole}\n[weg](../bestaat-niet/)\n", encoding="utf-8")
    CHANGES["a word in a text"](project)
    assert run(project, "build.py", *QUICK).returncode == 1 and digest(project / "site") == before
    chapter.write_text(whole, encoding="utf-8")
    warm = build(project)
    assert "themas/herstel/index.html" in taken(project)
    assert warm == build(project, "--fresh")


def test_a_link_that_dies_in_a_page_that_did_not_change(project):
    """If the target disappears, pages that link to it are read again."""
    build(project)
    site = (project / "site").resolve()
    texts = {path.parent.name: path.read_text(encoding="utf-8") for path in site.glob("initiatieven/*/index.html")}
    asked = json.loads((site.parent / "walked").read_text(encoding="utf-8"))[1]
    at, anchor, slug = next(
        (at, anchor, slug)
        for at, anchor in asked
        for slug, text in texts.items()
        if at.endswith("/") and f'{at}#{anchor}"' in text
    )
    page = site / at / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(f'id="{anchor}"', 'id="weg"'), encoding="utf-8")
    whole, _ = latest(project)
    with pytest.raises(Incomplete) as found:
        complete.check(Tree(site), whole, complete.counting(site, whole), book=False, search=False)
    assert any(f"initiatieven/{slug}/" in whole.language.say(line) for line in found.value.found)


def test_a_list_follows_an_entry_that_is_told_of_below_it_or_joins_it(project, tmp_path):
    other = copy_project(tmp_path / "other")
    build(project)
    for old, new in (
        (r"publisher: Movisie", "publisher: Kringwijs"),
        (r"^series: ", "organisations:\n  - name: Vivenz\n    role: partner\nseries: "),
    ):
        for root in (project, other):
            change(root / "initiatives/flevo-fiets.md", old, new)
        assert build(project) == build(other, "--fresh"), new
    for name in ("kringwijs", "vivenz"):
        assert "Flevo Fiets" in (project / f"site/organisaties/{name}/index.html").read_text(encoding="utf-8")


def test_a_page_that_stands_as_it_stood_is_not_walked_again(project):
    """The earlier result is reused: also in the second build after the first one, and for lists as well as entries."""
    build(project)
    for number in range(2):
        believed = {"initiatieven/odensehuis/index.html": 1000 + number, "themas/herstel/index.html": 2000 + number}
        for path in (project / ".build").glob("site-*/walked"):
            links, *others = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps([links | believed, *others]), encoding="utf-8")
        change(project / "initiatives/flevo-fiets.md", r"\n\Z", " Nog iets.\n")
        build(project)
        links = json.loads(((project / "site").resolve().parent / "walked").read_text(encoding="utf-8"))[0]
        assert {name: links[name] for name in believed} == believed


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


def test_an_overview_tells_nothing_of_the_texts_below_the_fields(project, tmp_path, edition):
    """So it is not made again when only these change; the page about the data is, as it shows one."""
    shown, unshown = edition.described[0].slug, edition.described[1].slug
    other = copy_project(tmp_path / "other")
    build(project)
    for root in (project, other):
        for path in (root / "initiatives").glob("[!R]*.md"):
            front, text = path.read_text(encoding="utf-8").split("\n---\n", 1)
            text = re.sub(r"^## .*$", r"\g<0>\n\nEen *andere* zin.", text, flags=re.MULTILINE)
            path.write_text(f"{front}\n---\n{text}\n\nEn nog een.\n", encoding="utf-8")
    assert build(project) == build(other, "--fresh")
    chapters = {
        "index.html",
        "kaart/index.html",
        "cijfers/index.html",
        "zoeken/index.html",
        "bijdragen/redactie/index.html",
    }
    build(project, "--fresh")  # the next release is based on this one, not on the one before it, with other texts
    for slug, old, new, anew in (
        (unshown, r"\n\Z", "\n\nZomaar een zin.\n", set()),
        (shown, r"\n\Z", "\n\nZomaar een zin.\n", {"data/index.html"}),
        (unshown, r"^reviewed: .*", "reviewed: 2026-11-30", chapters | {"data/index.html"}),
    ):
        change(project / f"initiatives/{slug}.md", old, new)
        build(project)
        assert (chapters | {"data/index.html"}) - taken(project) == anew, (slug, new)


def test_after_a_change_of_the_programs_that_no_page_shows(project):
    """Everything is made again once, not twice: and never from what the old programs made."""
    build(project)
    change(project / "overrides/pages/initiative.html", r"\A", "{#- Nothing. -#}\n")
    build(project)
    CHANGES["a word in a text"](project)
    build(project)
    assert "themas/herstel/index.html" in taken(project)


def test_what_was_damaged_or_changed_is_not_taken_over(project):
    """Also if size and time were set back, or a link replaces a file."""
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
