"""Work in a freshly started process: it gives or raises the same as it would here."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from handbook.book import engine
from handbook.running.anew import anew


def test_it_gives_its_result_and_nothing_else_gets_in():
    assert anew(sorted, [3, 1, 2]) == [1, 2, 3]
    assert anew(os.getpid) != os.getpid()
    assert anew(eval, "print('said') or 7") == 7


def test_it_starts_small_and_in_no_folder(tmp_path, monkeypatch):
    """Nothing of the calling program is imported, and no file that happens to have the name of a module."""
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    known = anew(eval, "__import__('json') and set(__import__('sys').modules)")
    assert "pytest" in sys.modules and not {"pytest", "pydantic", "typst"} & known


def test_what_it_raises_is_raised_here():
    with pytest.raises(engine.Refused):
        anew(engine.pdf, "main.typ", "{}", "2026-11-22")


def test_a_process_that_is_killed_is_no_result():
    with pytest.raises(RuntimeError):
        anew(eval, f"__import__('os').kill(__import__('os').getpid(), {int(signal.SIGKILL)})")
