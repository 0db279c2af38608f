"""Work in a forked process gives the same result as it would here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import ROOT
from handbook.judging import rules
from handbook.reading.load import load
from handbook.running.beside import beside


@pytest.mark.parametrize("worthwhile", [True, False])
def test_the_result_is_the_same(worthwhile):
    assert beside(lambda: [1, 2], worthwhile=worthwhile)() == [1, 2]


def test_a_copy_that_dies_is_replaced():
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done"

    assert beside(work, worthwhile=True)() == "done"


def test_a_copy_that_dies_while_it_tells_its_result_is_replaced():
    here = os.getpid()

    class Torn:
        def __reduce__(self):
            if os.getpid() != here:  # a message of two megabytes, of which the first are on their way
                threading.Timer(0.5, os._exit, (9,)).start()
            return bytes, (b"x" * 2_000_000,)

    result = beside(Torn, worthwhile=True)
    time.sleep(1)  # nobody takes the message before the process is gone
    assert type(result()).__name__ in ("bytes", "Torn")


def test_what_goes_wrong_in_a_copy_is_said_here(capfd):
    def work() -> None:
        raise PermissionError("not here")

    result = beside(work, worthwhile=True)
    with pytest.raises(PermissionError, match="not here"):
        result()
    assert capfd.readouterr().err == ""


ORPHAN = """
import os, signal, sys, time
from handbook.running.beside import beside
def work():
    with open(sys.argv[1], "w") as file:
        file.write(str(os.getpid()))
    return b"x" * 2_000_000
beside(work, worthwhile=True)
time.sleep(1)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_copy_ends_when_its_process_is_killed(tmp_path):
    """Otherwise it would hold the lock of a build for ever."""
    told = tmp_path / "pid"
    killed = subprocess.run([sys.executable, "-c", ORPHAN, told], cwd=ROOT / "scripts")
    copy = int(told.read_text())
    assert killed.returncode == -signal.SIGKILL
    for _ in range(50):
        if not Path(f"/proc/{copy}").exists():
            return
        time.sleep(0.1)
    os.kill(copy, signal.SIGKILL)
    pytest.fail("the copy still runs")


def test_many_sources_give_the_same_problems_as_few(project, monkeypatch):
    shutil.rmtree(project / "initiatives")
    shutil.copytree(ROOT / "tests" / "golden" / "awful" / "initiatives", project / "initiatives")
    catalogue, _ = load(project)
    few = rules.check(catalogue)
    monkeypatch.setattr(rules, "MANY", 0)
    assert rules.check(catalogue) == few and len(few) > 20


FAILING = """
import os, time
from handbook.running.beside import share

class Odd(Exception):  # one that cannot be sent as it is
    def __init__(self, what, more):
        super().__init__(f"{what} is odd")

here = os.getpid()

def job():
    time.sleep(0.002)  # so that each process gets its share
    if os.getpid() != here:
        raise ERROR

try:
    share([job] * 400)
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="with one processor no copy is made")
@pytest.mark.parametrize(
    ("error", "told"),
    [
        ('PermissionError(13, "No", "file")', "PermissionError [Errno 13] No: 'file'"),
        ('Odd("this", lambda: None)', "RuntimeError this is odd"),
    ],
)
def test_what_a_copy_meets_is_raised_here_and_told_once(error, told):
    """Only forked processes fail: the error is theirs, and no traceback is written. Run in a process of its own, as one
    that runs tests already has threads, and then does not fork.
    """
    made = subprocess.run(
        [sys.executable, "-c", FAILING.replace("ERROR", error)], cwd=ROOT / "scripts", capture_output=True, text=True
    )
    assert (made.stdout.strip(), made.stderr) == (told, "")


MEANWHILE = """
import os, sys, time
from handbook.running.beside import meanwhile

here = os.getpid()

def work():
    time.sleep(1)
    if "dies" in sys.argv and os.getpid() != here:
        os._exit(9)
    with open(sys.argv[1], "a") as file:
        file.write("done\\n")

with meanwhile(work, worthwhile="beside" in sys.argv):
    if "fails" in sys.argv:
        raise PermissionError("the body")
"""


@pytest.mark.parametrize(
    ("how", "done", "ended"),
    [
        (["beside"], 1, 0),
        (["here"], 1, 0),
        (["beside", "dies"], 1, 0),
        (["beside", "fails"], 0, 1),
        (["here", "fails"], 0, 1),
    ],
)
def test_what_is_done_meanwhile_is_done_once_or_given_up(tmp_path, how, done, ended):
    """If the body fails, no output may be written later, to a folder that is removed."""
    file = tmp_path / "done"
    made = subprocess.run(
        [sys.executable, "-c", MEANWHILE, file, *how], cwd=ROOT / "scripts", capture_output=True, text=True
    )
    time.sleep(1.2 * (not done))
    assert (made.returncode, file.read_text().count("done") if file.exists() else 0) == (ended, done)
    assert made.stderr.count("PermissionError: the body") == ended
