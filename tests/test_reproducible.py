"""The same sources give the same bytes, whoever builds them, where and when.

The date is set by the variable that is meant for it; no output depends on the clock itself, as a test shows that
changes the clock of every Python process. The clock only serves to tell that a date is in the future.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SOURCES, copy_project
from test_build import digest

QUICK = ("--no-book", "--no-search", "--fresh")
# Python starts with this: it changes the day.
MOVED = """
import time, datetime
_shift = 400 * 86400 + 12345
_time = time.time
time.time = lambda: _time() + _shift
_gm, _local = time.gmtime, time.localtime
time.gmtime = lambda at=None: _gm(time.time() if at is None else at)
time.localtime = lambda at=None: _local(time.time() if at is None else at)
_Date, _Moment = datetime.date, datetime.datetime
class _Here(type):
    def __instancecheck__(cls, value): return isinstance(value, cls.__mro__[1])
class date(_Date, metaclass=_Here):
    @classmethod
    def today(cls): return _Date.fromtimestamp(time.time())
class moment(_Moment, metaclass=_Here):
    @classmethod
    def now(cls, tz=None): return _Moment.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls): return _Moment.utcfromtimestamp(time.time())
datetime.date, datetime.datetime = date, moment
"""


def build(project: Path, *arguments: str, cwd: Path | None = None, **options) -> dict[str, str]:
    environment = {**os.environ, **options.pop("environment", {})}
    command = [sys.executable, str(project / "scripts" / "build.py"), *arguments]
    result = subprocess.run(command, cwd=cwd or project, capture_output=True, text=True, env=environment, **options)
    assert result.returncode == 0, result.stderr
    return digest(project / "site")


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("same") / "project")


@pytest.fixture(scope="module")
def site(project):
    return build(project, *QUICK)


def copied(project: Path, to: Path) -> Path:
    for name in SOURCES:
        copy = shutil.copytree if (project / name).is_dir() else shutil.copy2
        to.mkdir(parents=True, exist_ok=True)
        copy(project / name, to / name)
    return to


CIRCUMSTANCES = {
    "east": {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"},
    "west": {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "nl_NL.UTF-8", "LANG": "nl_NL.UTF-8"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "3"},
    "C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "random"},
    "another epoch": {"SOURCE_DATE_EPOCH": "86400", "PYTHONHASHSEED": "4"},
    "a zero epoch": {"SOURCE_DATE_EPOCH": "0"},
}


@pytest.mark.parametrize("name", CIRCUMSTANCES)
def test_places_languages_and_seeds(project, site, name):
    assert differing(site, build(project, *QUICK, environment=CIRCUMSTANCES[name])) == []


def test_another_order_of_files_folder_umask_and_processor(project, site, tmp_path):
    """The files are created in another order, in another folder, with permissions for the owner only."""
    other = tmp_path / "ééń andere map" / "project"
    for name in SOURCES:
        if not (project / name).is_dir():
            other.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(project / name, other / name)
            continue
        names = [path for path in (project / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        random.Random(3).shuffle(names)
        for path in names:
            to = other / path.relative_to(project)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)

    def alone() -> None:
        os.umask(0o077)
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    assert differing(site, build(other, *QUICK, cwd=tmp_path, preexec_fn=alone)) == []


def test_another_day_with_book_and_search(built, tmp_path):
    """Also for PDFs, feeds and pictures; the clock of every Python process is more than a year ahead."""
    other = copied(built.root, tmp_path / "later")
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(MOVED, encoding="utf-8")
    moved = {"PYTHONPATH": str(tmp_path / "clock"), "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "9"}
    year = subprocess.run([sys.executable, "-c", "import datetime as d; print(d.date.today() - d.date(2026, 1, 1))"], env={**os.environ, **moved}, capture_output=True, text=True)  # fmt: skip
    assert int(year.stdout.split()[0]) > 400  # the clock really was changed
    found = build(other, environment=moved)
    assert differing(digest(built.site), found) == []
    assert any(name.endswith(".pdf") for name in found) and "atom.xml" in found and "build.json" in found


def test_the_imprint_says_what_was_built(project, site):
    """Versions as installed, counts as in the data, and a checksum of the sources that changes with them."""
    from importlib.metadata import version

    def imprint() -> dict:
        return json.loads((project / "site" / "build.json").read_text(encoding="utf-8"))

    told = imprint()
    for name in ("mkdocs", "mkdocs-material", "typst"):
        assert told["programs"][name] == version(name)
    assert told["programs"]["python"] == ".".join(map(str, sys.version_info[:3]))
    records = json.loads((project / "site" / "data" / "initiatives.json").read_text(encoding="utf-8"))
    assert told["counts"]["entries"] == len(records["initiatives"]) == records["counts"]["initiatives"]
    assert told["counts"]["pages"] == sum(1 for _ in (project / "site").rglob("index.html"))
    entry = project / "initiatives" / "flevo-fiets.md"
    text = entry.read_bytes()
    try:
        entry.write_bytes(text + b"\n")
        build(project, *QUICK)
        assert imprint()["sources"]["sha256"] != told["sources"]["sha256"]
        assert imprint()["sources"]["files"] == told["sources"]["files"]
    finally:
        entry.write_bytes(text)


def test_the_imprint_has_the_version_of_the_project():
    import tomllib

    from handbook.site.imprint import VERSION

    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION
