"""build.py: the published site is the complete old or new one; and the same sources give the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, copy_project, run

QUICK = ("--no-book", "--no-search", "--fresh")


def digest(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_a_problem_leaves_the_published_site_as_it_was(project):
    assert run(project, "build.py", *QUICK).returncode == 0
    before = digest(project / "site")
    entry = project / "initiatives" / "peer-to-peer.md"
    entry.write_text(entry.read_text(encoding="utf-8").replace("kind: ", "kind: x", 1), encoding="utf-8")
    result = run(project, "build.py", *QUICK)
    assert result.returncode == 1 and "peer-to-peer.md:" in result.stdout
    assert "er staat 1 probleem in de bronnen" in result.stderr
    assert digest(project / "site") == before


def test_a_failure_leaves_the_published_site_as_it_was(project):
    """A template that cannot be rendered stops the build with one clear line."""
    assert run(project, "build.py", *QUICK).returncode == 0
    before = digest(project / "site")
    (project / "overrides" / "pages" / "initiative.html").write_text("{{ bestaat_niet }}", encoding="utf-8")
    result = run(project, "build.py", *QUICK)
    assert result.returncode == 1 and "Traceback" not in result.stderr and "bestaat_niet" in result.stderr
    assert digest(project / "site") == before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("custom_dir: overrides", "custom_dir: weg", "/weg'"), ("name: material", "name: nergens", "'nergens'")],
)
def test_a_setting_that_mkdocs_refuses_is_told_in_its_words(project, old, new, says):
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count(old) == 1
    config.write_text(text.replace(old, new), encoding="utf-8")
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 1 and says in result.stderr and "Traceback" not in result.stderr


def test_a_killed_build_leaves_the_published_site_and_nothing_that_harms(project):
    import subprocess
    import sys

    assert run(project, "build.py", *QUICK).returncode == 0
    before = digest(project / "site")
    for seconds in (0.3, 0.6, 0.9):
        process = subprocess.Popen(
            [sys.executable, str(project / "scripts" / "build.py"), *QUICK],
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.kill()
        process.wait()
        assert digest(project / "site") == before
    assert run(project, "build.py", *QUICK).returncode == 0
    releases = list((project / ".build").glob("site-*"))
    assert len(releases) == 3  # the published one, its copy, and the one before it, for readers who still use it


def test_a_second_builder_is_refused(project):
    from handbook.running.publish import Busy, staging

    with staging(project):
        result = run(project, "build.py", *QUICK)
        assert result.returncode == 1 and "loopt al een bouw" in result.stderr
        with pytest.raises(Busy), staging(project):
            pass


def test_nothing_is_built_when_nothing_has_changed(project):
    """The receipt of a release is only valid as long as the same sources, options and files are untouched."""
    usual = QUICK[:-1]

    def built_again(*options: str) -> bool:
        release = (project / "site").resolve()
        result = run(project, "build.py", *(options or usual))
        assert result.returncode == 0, result.stderr
        again = (project / "site").resolve() != release
        assert again != ("niets veranderd" in result.stderr)
        return again

    assert run(project, "build.py", *usual).returncode == 0
    whole, page = digest(project / "site"), project / "site" / "initiatieven" / "flevo-fiets" / "index.html"
    assert not built_again()
    assert built_again(*usual, "--fresh") and not built_again()

    receipt = (project / "site").resolve().parent / "receipt"
    receipt.write_text("f" * 64 + "\n" + receipt.read_text(encoding="ascii").split()[1] + "\n", encoding="ascii")
    assert built_again()

    as_it_was, text = page.stat(), page.read_bytes()
    page.write_bytes(text.replace(b"Flevo", b"Fleva", 1))  # of the same length, and with the old times
    os.utime(page, ns=(as_it_was.st_atime_ns, as_it_was.st_mtime_ns))
    assert built_again() and digest(project / "site") == whole
    (project / "site" / "initiatieven" / "flevo-fiets" / "index.html").unlink()
    assert built_again() and digest(project / "site") == whole
    (project / "site" / "strange.html").write_text("?", encoding="utf-8")
    assert built_again() and digest(project / "site") == whole

    for source in ("initiatives/flevo-fiets.md", "content/over.md", "overrides/pages/group.html", "mkdocs.yml"):
        with (project / source).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert built_again() and not built_again(), source
    assert built_again("--no-book") and built_again()


def test_a_removed_entry_leaves_no_page(project):
    assert run(project, "build.py", *QUICK).returncode == 0
    assert (project / "site" / "initiatieven" / "flevo-fiets").exists()
    (project / "initiatives" / "flevo-fiets.md").unlink()
    assert run(project, "build.py", *QUICK).returncode == 0
    assert not (project / "site" / "initiatieven" / "flevo-fiets").exists()


def test_the_same_sources_give_the_same_bytes(built, tmp_path):
    """Another folder, time zone, language, hash seed and umask make no difference."""
    copy = copy_project(tmp_path / "elders")
    result = run(copy, "build.py", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="7")
    assert result.returncode == 0, result.stderr
    assert digest(copy / "site") == digest(built.site)


def test_the_press_prints_what_mkdocs_would(project, built):
    """A sample of pages, rendered by MkDocs itself instead of the press, has the same bytes."""
    import json
    import subprocess
    import sys

    script = (
        "import json, sys; sys.path.insert(0, 'scripts'); import hooks; from pathlib import Path;"
        "json.dump(hooks.rendered_by_mkdocs(Path('.'), sys.argv[1:]), sys.stdout)"
    )
    sample = [
        "initiatieven/peer-to-peer/",
        "initiatieven/flevo-fiets/",
        "themas/zelfhulp/",
        "steden/amsterdam/",
        "organisaties/zonmw/",
        "",
        "over/",
        "a-z/",
        "cijfers/",
        "bijdragen/formulier/",
    ]
    (project / "site").symlink_to(built.site, target_is_directory=True)
    result = subprocess.run([sys.executable, "-c", script, *sample], cwd=project, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    for address, text in json.loads(result.stdout).items():
        assert (built.site / address / "index.html").read_text(encoding="utf-8") == text, address


@pytest.mark.parametrize("left", [(), ("buurtcirkels.md",)])
def test_a_handbook_may_still_be_empty(project, left):
    """Without any entry, or even without their folder, and with a single entry that has no date for the timeline."""
    for path in (project / "initiatives").iterdir():
        if path.name not in left:
            path.unlink()
    if not left:
        (project / "initiatives").rmdir()
    for path in [*project.glob("content/**/*.md"), *project.glob("initiatives/*.md")]:
        leads = r"\]\((?:(?:\.\./)+initiati[a-z]+/[^)]*|resourcegroepen\.md)\)"  # to the present entries
        text = re.sub(leads, "](https://example.nl/)", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stdout + result.stderr
    page = (project / "site" / "tijdlijn" / "index.html").read_text(encoding="utf-8")
    assert ("Buurtcirkels" in page) is bool(left) and ("hb-timeline" in page) is bool(left)


def test_progress_and_counts_are_said(built):
    """Every stage is named with its seconds, and the end tells where the handbook is."""
    for stage in ("Nakijken", "Boek", "Site", "Zoeken", "Publiceren"):
        assert stage in built.log
    assert "Het handboek staat in site/" in built.log


@pytest.mark.parametrize("verb", ["build.py", "check.py"])
def test_every_verb_has_a_help_text(verb):
    result = run(ROOT, verb, "--help")
    assert result.returncode == 0 and len(result.stdout.splitlines()) > 4


VERBS = sorted(
    path.name for path in (ROOT / "scripts").glob("*.py") if " begin(__doc__)" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    "command",
    [
        ("serve.py", "--port", "99999"),
        ("links.py", "--pause", "-1"),
        ("links.py", "--timeout", "nan"),
        ("links.py", "--max-age", "week"),
        ("book.py", "--sheet", "dik"),
        ("issue.py", "melding.md", "--number", "0"),
        ("corpus.py", "--size", "-1", "nieuw"),
        ("corpus.py", "initiatives"),
    ],
)
def test_an_argument_that_cannot_be_used_is_told_with_what_can(project, command):
    result = run(project, *command)
    (said,) = result.stderr.splitlines()[-1:]
    assert result.returncode == 2 and ": error: " in said and "invalid" not in said, result.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_that_is_no_project_is_refused_by_name(project, verb):
    result = run(project, verb, "--root", "tests")
    assert result.returncode == 2 and "“tests” holds no mkdocs.yml" in result.stderr, result.stderr


def test_a_project_may_be_named_from_where_one_stands(project):
    """MkDocs takes the path of the site as relative to the folder of its settings."""
    command = [
        sys.executable,
        str(project / "scripts" / "build.py"),
        "--root",
        project.name,
        "--no-book",
        "--no-search",
    ]
    result = subprocess.run(command, cwd=project.parent, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert (project / "site" / "index.html").is_file()
