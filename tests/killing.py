"""Kill builders at random moments and inspect the site that they leave. Run it by hand for more than the tests do:

    python tests/killing.py steps 2000    processes that only stage and publish
    python tests/killing.py builds 200    whole builds (without book and search) of a copy of the project

The moments are drawn with a fixed seed. Prints how many were killed and which site was there after each; the exit code
is 1 if any of these was not the complete old or new site.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
FILES = 60  # in the small site of ``steps``
SEED = 20261122


def digest(site: Path) -> str:
    """A checksum of all names and bytes that a reader of the site gets; "" if there is no site."""
    found = hashlib.sha256()
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    for path in paths:
        found.update(f"{path.relative_to(site).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest() if paths else ""


def fill(folder: Path, version: str) -> None:
    for number in range(FILES):
        path = folder / f"{number % 7}" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(version * 50, encoding="utf-8")


def steps(count: int, seed: int = SEED) -> Counter[str]:
    """Processes that stage and publish a small site again and again, each killed at some moment."""
    import filelock  # noqa: F401 - loaded before this process forks
    from handbook.running.publish import publish, staging, tidy
    from handbook.running.tree import Tree

    chance, found = random.Random(seed), Counter()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        sites = {}
        for version in "ab":
            fill(root / "plain" / version, version)
            sites[digest(root / "plain" / version)] = version

        def publish_once(version: str) -> None:
            with staging(root) as folder:
                tidy(root, folder)
                fill(folder / "site", version)
                publish(Tree(folder / "site"), root)

        took = []
        for version in "aba":  # the shortest counts: a busy machine may stop for longer than all of it takes
            started = time.monotonic()
            publish_once(version)
            took.append(time.monotonic() - started)
        long = max(0.004, 1.5 * min(took))
        number = 0
        while found["killed"] < count and number < 4 * count:
            number += 1
            before, version = digest(root / "site"), "ab"[number % 2]
            if number % 5 == 4:  # the folder of a plain MkDocs build instead of the link
                before = _plain(root, number)
            process = os.fork()
            if process == 0:
                try:
                    publish_once(version)
                    os._exit(0)
                except BaseException as error:
                    print(repr(error), file=sys.stderr)
                    os._exit(3)
            time.sleep(chance.uniform(0, long))
            os.kill(process, signal.SIGKILL)
            status = os.waitpid(process, 0)[1]
            found["killed" if os.WIFSIGNALED(status) else f"ended with {os.WEXITSTATUS(status)}"] += 1
            after = digest(root / "site")
            whole = after in sites and (after == before or sites[after] == version)
            found[("old" if after == before else "new") if whole else "BROKEN"] += 1
        publish_once("a")
        found["as ever"] = int(sites[digest(root / "site")] == "a")
        found["left behind"] = sum(path.is_dir() for path in (root / ".build").iterdir()) - 2
    return found


def _plain(root: Path, number: int) -> str:
    import shutil

    site = root / "site"
    if site.is_symlink():
        site.unlink()
    else:
        shutil.rmtree(site, ignore_errors=True)
    fill(site, "ab"[number % 2])
    return digest(site)


def builds(count: int, project: Path, seed: int = SEED) -> Counter[str]:
    """Whole builds of ``project``, a copy, killed at random moments, while one of its texts changes back and forth."""
    chance, found = random.Random(seed), Counter()
    command = [sys.executable, str(project / "scripts" / "build.py"), "--no-book", "--no-search"]
    entry = project / "initiatives" / "peer-to-peer.md"
    texts = [entry.read_text(encoding="utf-8")]
    texts.append(texts[0].replace("\nsummary: ", "\nsummary: Versie twee. ", 1))
    sites, long = {}, 0.0
    for version in (1, 0, 1, 0):  # the first one also fills the caches
        entry.write_text(texts[version], encoding="utf-8")
        started = time.monotonic()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        long = time.monotonic() - started
        sites[digest(project / "site")] = version
    assert len(sites) == 2
    number = 0
    while found["killed"] < count and number < 4 * count:
        number += 1
        before = digest(project / "site")
        version = 1 - sites[before]  # the version that is published needs no build
        entry.write_text(texts[version], encoding="utf-8")
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        # Half of the moments are in the last third, in which the build writes and publishes.
        time.sleep(long * (chance.uniform(0, 1.1) if number % 2 else chance.uniform(0.66, 1.1)))
        os.kill(process.pid, signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        found["killed" if killed else f"ended with {process.returncode}"] += 1
        long *= 1 if killed else 0.8  # it was measured when the machine was busier
        after = digest(project / "site")
        whole = after in sites and (after == before or sites[after] == version)
        found[("old" if after == before else "new") if whole else "BROKEN"] += 1
    entry.write_text(texts[0], encoding="utf-8")
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    found["as ever"] = int(sites.get(digest(project / "site")) == 0)
    return found


def main() -> int:
    sys.path.insert(0, str(SCRIPTS))
    what, count = sys.argv[1], int(sys.argv[2])
    if what == "steps":
        found = steps(count)
    else:
        from conftest import copy_project

        with tempfile.TemporaryDirectory() as name:
            found = builds(count, copy_project(Path(name) / "project"))
    print(", ".join(f"{name}: {number}" for name, number in sorted(found.items())))
    return int(found["BROKEN"] > 0)


if __name__ == "__main__":
    sys.exit(main())
