"""The published site survives: whatever ends a build, readers see the complete old or new site.

The site is built without book and search, as a build makes these before it publishes in the same way. ``killing.py``
does the killing, by hand for as long as one likes.
"""

from __future__ import annotations

import ctypes
import os
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, copy_project, run
from killing import builds, digest, steps

QUICK = ("--no-book", "--no-search", "--fresh")
ISSUE = ROOT / "tests" / "golden" / "issues" / "compleet.md"
WRITING = (
    ("new.py", "--title", "Nieuw huis", "--theme", "zelfhulp"),
    ("issue.py", str(ISSUE)),
    ("check.py", "--fix", "initiatives"),
    ("rename.py", "themas/zelfhulp", "lotgenoten"),
    ("remove.py", "het-kompas", "--why", "Het stond dubbel in het handboek."),
    ("restore.py", "site/data/initiatives.json"),
    ("generate.py",),
    ("addresses.py", "--keep"),
    ("book.py", "--leaflet", "peer-to-peer", "--out", "initiatives/blad.pdf"),
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and mounts of Linux")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """One built copy for all tests here; each test leaves its sources as they were."""
    copy = copy_project(tmp_path_factory.mktemp("survival") / "project")
    assert run(copy, "build.py", *QUICK).returncode == 0
    return copy


class Builder(subprocess.Popen):
    def fileno(self) -> int:
        return self.stderr.fileno()


def began(project: Path, **options) -> Builder:
    command = [sys.executable, str(project / "scripts" / "build.py"), *QUICK]
    return Builder(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8", **options)


def refused(project: Path, said: str, **options) -> None:
    """A build that fails says why in Dutch, leaves the site as it was and no files behind."""
    before, left = digest(project / "site"), releases(project)
    process = began(project, **options)
    _, text = process.communicate()
    assert process.returncode == 1 and said in text and "Traceback" not in text, text
    assert "de gepubliceerde site is zoals hij was" in text
    assert digest(project / "site") == before and releases(project) <= left


def releases(project: Path) -> set[str]:
    work = project / ".build"
    return {path.name for path in work.glob("site-*")} if work.is_dir() else set()


def builds_again(project: Path) -> None:
    result = run(project, "build.py", *QUICK)
    assert result.returncode == 0, result.stderr
    assert (project / "site" / "index.html").is_file() and len(releases(project)) <= 3


@linux
def test_two_hundred_kills_while_staging_and_publishing():
    found = steps(200)
    assert found["BROKEN"] == 0 and found["killed"] == 200 and found["as ever"] and found["left behind"] <= 0, found


@linux
def test_kills_of_whole_builds(project):
    found = builds(6, project)
    assert found["BROKEN"] == 0 and found["killed"] == 6 and found["as ever"], found
    assert len(releases(project)) <= 3


@linux
def test_ten_builds_at_once(project):
    """One wins, and is held until the nine others have refused, each with a message."""
    processes = [began(project) for _ in range(10)]
    said = dict.fromkeys(processes, b"")
    winner, end = None, time.monotonic() + 300
    while time.monotonic() < end and (winner is None or sum(process.poll() is not None for process in processes) < 9):
        for process in select.select(processes, [], [], 0.05)[0] if winner is None else ():
            said[process] += os.read(process.stderr.fileno(), 1000)
            if winner is None and b"Nakijken" in said[process]:
                winner = process
                winner.send_signal(signal.SIGSTOP)
        time.sleep(0.01)
    assert winner is not None and winner.poll() is None
    winner.send_signal(signal.SIGCONT)
    for process in processes:
        text = said[process].decode() + process.communicate()[1]
        assert (process is winner) == (process.returncode == 0), text
        assert process is winner or "loopt al een bouw" in text
    assert len(releases(project)) == 3


@linux
def test_a_dead_builder_holds_no_lock_even_when_its_helper_lives(tmp_path):
    """A forked helper outlives a kill; the lock ended with the builder."""
    script = (
        "import os, sys, time; from pathlib import Path; from handbook.running.publish import staging\n"
        f"with staging(Path({str(tmp_path)!r})):\n"
        "    if os.fork() == 0: print('helper', flush=True); time.sleep(30); os._exit(0)\n"
        "    time.sleep(30)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    builder = subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        assert builder.stdout.readline() == b"helper\n"
        builder.kill()
        builder.wait()
        from handbook.running.publish import staging

        with staging(tmp_path) as folder:
            assert folder.is_dir()
    finally:
        os.killpg(builder.pid, signal.SIGKILL)


def mounted(folder: Path, size: str) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@linux
def test_a_full_disk_leaves_the_published_site(project, tmp_path):
    """On a file system of its own, with various amounts of space left, so that different steps find it full."""
    if not mounted(tmp_path / "disk", "80m"):
        pytest.skip("no rights to mount a small disk; the limit on the size of files is tested")
    try:
        project = shutil.copytree(project, tmp_path / "disk" / "project", symlinks=True)
        for old in releases(project) - {(project / "site").readlink().parts[1]}:
            shutil.rmtree(project / ".build" / old)
        filler = project / "filler"
        for room in (0, 2_000_000):
            usage = shutil.disk_usage(project)
            with filler.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, usage.free - room - 4096)
            refused(project, "De schijf is vol")
            filler.unlink()
        builds_again(project)
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path / "disk")], check=True)


@linux
@pytest.mark.parametrize("most", [0, 100_000])
def test_no_room_for_a_file(project, most):
    refused(project, "De schijf is vol", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    builds_again(project)


def as_anyone() -> None:
    """Give up the right of root to write everywhere, which tests in a container have."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if libc.prctl(24, right, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
                os._exit(77)


@linux
@pytest.mark.parametrize("name", [".", ".build"])
def test_a_folder_that_may_not_be_written(project, name):
    folder = project / name
    if name == ".":  # no earlier build here
        link = (project / "site").readlink()
        (project / "site").unlink()
        shutil.move(project / ".build", project.parent / "away")
    folder.chmod(0o555)
    try:
        refused(project, "rechten", preexec_fn=as_anyone)
    finally:
        folder.chmod(0o755)
        if name == ".":
            shutil.move(project.parent / "away", project / ".build")
            (project / "site").symlink_to(link)


@linux
@pytest.mark.parametrize("name", ["content/over.md", "overrides/pages/initiative.html"])
def test_a_source_that_vanishes_during_the_build(project, name):
    """Removed while the site is being made: it was read already, or the build stops and names it."""
    source, before = project / name, digest(project / "site")
    data = source.read_bytes()
    process = began(project)
    said = ""
    try:
        while "Site" not in said:
            said += process.stderr.read(1)
        source.unlink()
        said += process.communicate()[1]
    finally:
        source.write_bytes(data)
    assert "Traceback" not in said
    if process.returncode == 0:
        assert (project / "site" / "index.html").is_file()
    else:
        assert source.stem in said and digest(project / "site") == before, said
    builds_again(project)
    assert digest(project / "site") == before


@linux
def test_files_that_a_web_server_can_read(tmp_path):
    """With a umask that hides everything, and sources that nobody else may read."""
    project = copy_project(tmp_path / "project")
    for path in (project / "content").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    process = began(project, preexec_fn=lambda: os.umask(0o077))
    assert process.wait() == 0
    for path in (project / ".build", *(project / ".build").glob("site-*"), *(project / "site").resolve().rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o755 if path.is_dir() else 0o644), path


def plain(project: Path) -> None:
    """Put the folder of a plain MkDocs build in place of the link."""
    site = project / "site"
    release = site.resolve()
    site.unlink()
    shutil.copytree(release, site)


def dangling(project: Path) -> None:
    (project / "site").unlink()
    (project / "site").symlink_to("nergens/site")


def without_work(project: Path) -> None:
    shutil.rmtree(project / ".build")


def killed_between(project: Path) -> None:
    """The state after a builder was killed between its two renames, where names cannot be exchanged in one step."""
    plain(project)
    (project / "site").rename(project / ".build" / "site-plain")


def killed_after(project: Path) -> None:
    """The state after a builder was killed right after the exchange of names."""
    shutil.copytree(project / "site", project / ".build" / "next")


@pytest.mark.parametrize("state", [plain, dangling, without_work, killed_between, killed_after])
def test_whatever_lies_there_the_next_build_publishes(project, state):
    before = digest(project / "site")
    state(project)
    builds_again(project)
    assert digest(project / "site") == before and (project / "site").is_symlink()
    assert not (project / ".build" / "next").exists()


def test_a_folder_that_was_moved_away_is_there_again_when_the_next_build_fails(project):
    before = digest(project / "site")
    killed_between(project)
    entry = project / "initiatives" / "peer-to-peer.md"
    text = entry.read_bytes()
    entry.write_bytes(b"---\n")
    try:
        assert run(project, "build.py", *QUICK).returncode == 1
        assert digest(project / "site") == before
    finally:
        entry.write_bytes(text)


@pytest.mark.parametrize("name", ["site", ".build"])
def test_a_file_in_the_way_is_named_and_kept(tmp_path, name):
    project = copy_project(tmp_path / "project")
    (project / name).write_text("bewaar mij", encoding="utf-8")
    result = run(project, "build.py", *QUICK)
    assert result.returncode == 1 and f"‘{name}’" in result.stderr and "Traceback" not in result.stderr
    assert (project / name).read_text(encoding="utf-8") == "bewaar mij"


def standing(project: Path) -> dict[str, bytes]:
    folders = ("initiatives", "content", ".github")
    found = (path for folder in folders for path in (project / folder).rglob("*"))
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in found if path.is_file()}


@linux
@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
@pytest.mark.parametrize("why", ["no room", "no right"])
def test_a_verb_that_may_not_write_says_why_and_leaves_everything(project, tmp_path, command, why):
    """Existing files are whole, and no part of a new file is left behind either."""
    trial = shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns(".build", "__pycache__"))
    (trial / ".github").mkdir()
    (trial / ".github" / "addresses.txt").write_text("# bewaar mij\n" * 500, encoding="utf-8")
    if command[0] == "restore.py":
        (trial / "initiatives" / "ggz-coaches.md").unlink()  # so that this can be written
    for path in (trial / "initiatives").glob("e*.md" if command[0] == "check.py" else "-"):  # and this corrected
        path.write_text(path.read_text(encoding="utf-8").replace("\nsummary", " \nsummary"), encoding="utf-8")
    before, limit = standing(trial), 900 if command[0] == "rename.py" else 5  # room for the first of its files

    def limited() -> None:
        if why == "no right":
            as_anyone()
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    names = (".github", "initiatives") if why == "no right" else ()
    locked = [trial / name for name in names]
    for folder in locked:
        folder.chmod(0o555)
    result = subprocess.run(
        [sys.executable, str(trial / "scripts" / command[0]), *command[1:]],
        cwd=trial,
        capture_output=True,
        text=True,
        encoding="utf-8",
        preexec_fn=limited,
        check=False,
    )
    for folder in locked:
        folder.chmod(0o755)
    said = result.stderr.splitlines()[-1]
    assert result.returncode == 1 and "Traceback" not in result.stderr, result.stderr
    assert {"no room": "De schijf is vol", "no right": "Permission denied"}[why] in said
    assert standing(trial) == before


# Ctrl-C, which a terminal sends to every process of a verb


def helpers(process) -> list[str]:
    found = []
    for line in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        with suppress(OSError):
            found.append(Path(f"/proc/{line}/maps").read_text())
    return found


def stopped(process, how, *, when: str, count: int = 1) -> str:
    """Waits until ``count`` helpers have loaded something, stops the verb (or all of its processes), and returns the
    output until the last of them ended."""
    while sum(when in one for one in helpers(process)) < count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    how(process.pid, signal.SIGINT if how is os.killpg else signal.SIGKILL)
    return process.communicate(timeout=60)[1]


BEGIN = f"import sys, time; sys.path.insert(0, {str(ROOT / 'scripts')!r})\n"
SHARED = f"""{BEGIN}
from handbook.running.beside import beside, share
waiting = beside(lambda: time.sleep(30), worthwhile=True)
share([lambda: time.sleep(0.05)] * 2000)
"""
ANEW = f"""{BEGIN}
from handbook.running.anew import anew
anew(time.sleep, 30)
"""
MUCH = f"""{BEGIN}
import subprocess
from handbook.running.anew import anew
anew(subprocess.check_output, ["sh", "-c", "sleep 1; head -c 100000 /dev/zero"])
"""


@linux
@pytest.mark.parametrize(
    ("verb", "how", "when", "count"),
    [(SHARED, os.killpg, "", 2), (ANEW, os.killpg, "_pickle", 1), (MUCH, os.kill, "_pickle", 1)],
    ids=["Ctrl-C, copies", "Ctrl-C, anew", "killed, anew"],
)
def test_a_helper_says_nothing_of_the_end_of_its_verb(verb, how, when, count):
    """For example the one that typesets the book: the verb itself reports an interruption, and nobody a kill."""
    process = subprocess.Popen([sys.executable, "-c", verb], stderr=subprocess.PIPE, text=True, start_new_session=True)
    said = stopped(process, how, when=when, count=count)
    assert process.returncode == -(signal.SIGINT if how is os.killpg else signal.SIGKILL) and not said.strip(), said


@linux
@pytest.mark.parametrize("after", ["import handbook", "from handbook.running import project; project.begin('')"])
def test_ctrl_c_while_a_verb_gets_ready(after):
    """It has not yet read its language, so it ends without a message or a traceback."""
    command = [sys.executable, "-c", f"{after}\nimport os; os.kill(os.getpid(), 2)\nfor _ in iter(int, 1): pass"]
    result = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")}, capture_output=True, text=True
    )
    assert result.returncode == -signal.SIGINT and not result.stderr.strip(), result.stderr


# Two at once


WRITING_ONE = f"""{BEGIN}
from pathlib import Path
from handbook.running.write import replace
path, sign = Path(sys.argv[1]), sys.argv[2].encode()
for _ in range(200):
    replace(path, 500_000 * sign)
    found = path.read_bytes()
    assert len(found) == 500_000 and len(set(found)) == 1, "half written"
"""


@linux
def test_of_two_who_write_a_file_at_once_each_writes_it_whole(tmp_path):
    """For example two runs of book.py with one --out, or of check.py --fix."""
    (tmp_path / ".boek.pdf.part").write_bytes(b"what somebody left who was killed")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITING_ONE, tmp_path / "boek.pdf", sign], stderr=subprocess.PIPE, text=True
        )
        for sign in "ab"
    ]
    said = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert [path.name for path in tmp_path.iterdir()] == ["boek.pdf"]
