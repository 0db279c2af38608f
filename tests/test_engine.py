"""The engine can be replaced: there is a narrow interface for the frame, with specimens in and rendered specimens out.

ProperDocs continues MkDocs 1.x under another name. The handbook is built with it, unchanged, and compared.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, copy_project, run

QUICK = ("--no-book", "--no-search", "--fresh")
GENERATOR = re.compile(rb'<meta name="generator" content="([^"]*)">')
# Every import of mkdocs, by us or by the theme, gets ProperDocs.
PROPERDOCS = "import sys, runpy, properdocs.replacement; sys.argv = sys.argv[1:]; sys.path.insert(0, sys.argv[0].rpartition('/')[0]); runpy.run_path(sys.argv[0], run_name='__main__')"


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.resolve().rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of the site by MkDocs, and by ProperDocs."""
    project = copy_project(tmp_path_factory.mktemp("engine") / "project")
    assert run(project, "build.py", *QUICK).returncode == 0
    before = files((project / "site").resolve())
    command = [sys.executable, "-c", PROPERDOCS, str(project / "scripts" / "build.py"), *QUICK]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return before, files((project / "site").resolve())


def test_properdocs_prints_the_same_addresses(sites):
    ours, theirs = sites
    assert ours.keys() == theirs.keys() and len(ours) > 200


def test_properdocs_prints_the_same_bytes_but_for_the_generator(sites):
    ours, theirs = sites
    assert [name for name in ours if GENERATOR.sub(b"", ours[name]) != GENERATOR.sub(b"", theirs[name])] == []
    engines = {GENERATOR.search(site["index.html"])[1] for site in sites}
    assert len(engines) == 2 and any(b"ProperDocs" in engine for engine in engines)


def test_what_is_printed_from_a_frame_needs_no_engine():
    """The library imports no engine: only hooks.py would have to be rewritten."""
    script = (
        "import sys, pkgutil, importlib, handbook\n"
        "for module in pkgutil.walk_packages(handbook.__path__, 'handbook.'): importlib.import_module(module.name)\n"
        "print([name for name in sys.modules if name.partition('.')[0] in ('mkdocs', 'material', 'properdocs')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "scripts")}
    )
    assert result.stdout.strip() == "[]", result.stdout + result.stderr
