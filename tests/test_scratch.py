"""Temporary files of a killed process are removed by the next; those in use by another stay."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import ROOT

HOLDER = """
import sys
from handbook.book import engine
kept = engine._compiler("signs.typ", '{"signs": []}')
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holders(tmp_path):
    """Starts processes that hold a folder for typesetting, all in the same temp folder."""
    begun = []
    names = {"PYTHONPATH": str(ROOT / "scripts"), **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))}

    def begin():
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER],
            env=os.environ | names,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def held(tmp_path):
    return {path.name for path in tmp_path.iterdir() if path.is_dir()}


def test_what_a_killed_process_left_is_removed_and_what_is_in_use_stays(holders, tmp_path):
    killed, living = holders(), holders()
    assert len(both := held(tmp_path)) == 2
    killed.kill()
    killed.wait()
    assert held(tmp_path) == both
    last = holders()
    now = held(tmp_path)
    assert len(now) == 2 and len(now & both) == 1  # the killed one's is gone, and the last has its own
    for process in (living, last):
        process.communicate("")
    assert not list(tmp_path.iterdir())  # no lock is left either


def test_many_that_begin_at_once_take_nothing_from_each_other(holders, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    for round in range(3):
        with ThreadPoolExecutor(6) as threads:
            begun = list(threads.map(lambda _: holders(), range(6)))
        assert len(held(tmp_path)) == 6, round
        for process in begun:
            process.kill()
            process.wait()
