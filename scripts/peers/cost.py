"""The cost of a command or a stage: wall time, CPU time, memory, and the size of its output."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

WORK = Path(__file__).resolve().parents[2] / ".build" / "bench"


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one command: wall and CPU time in seconds, peak memory and size of the output in MB."""

    wall: float
    cpu: float
    memory: float
    made: float


def run(command: list[str], folder: Path, made: Path, **environment: str) -> Cost:
    """Run a command to its end. Raises CalledProcessError, with the output, if it fails."""
    log = WORK / "log"
    began = time.perf_counter()
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=file, env=os.environ | environment)
        _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, log.read_text(errors="replace")[-2000:])
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, size(made))


def size(folder: Path) -> float:
    """The size of all files below a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6 if folder.exists() else 0.0


def used() -> tuple[float, float]:
    """CPU seconds of this process and those that it started, and the peak memory of a single one, in MB."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found), max(one.ru_maxrss for one in found) / 1000
