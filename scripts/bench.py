"""Compare the speed of the handbook with that of its peers: all build the same invented corpus in turn, in one run.

Every figure is the median of the runs; what counts are the ratios within a round, as the load of the machine then
affects all peers alike. ``--json`` writes all figures. Wall time and CPU time are in seconds (CPU time of all processes
of a build together), memory is the peak of a single process in MB, and sizes are those of the output.

The peers (``scripts/peers/``) are installed by ``requirements-bench.lock`` only. Hugo makes the same pages, lists,
feeds and data files with bare templates, and once more without related entries, which take most of its time when there
are many entries. MkDocs, with Material and its tags plugin, makes pages of the texts and one list of tags. Its menu has
two pages: with all entries in the menu of every page it made 440 MB for 1,000 entries, and that grows with the square.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import corpus
from peers.cost import WORK, Cost, run

HERE = Path(__file__).resolve().parent.parent
PEERS = HERE / "scripts" / "peers"
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_NAMES = re.compile(r"^  - name: (.+)$", re.MULTILINE)
_LISTS = re.compile(r"^(?:themes|places): \[(.*)\]$", re.MULTILINE)


class Bench:
    """The corpus, prepared for each of the builders."""

    def __init__(self, size: int, seed: int) -> None:
        self.root, self.hugo, self.mkdocs = (WORK / f"{size}-{name}" for name in ("ours", "hugo", "mkdocs"))
        for folder in (self.root, self.hugo, self.mkdocs):
            shutil.rmtree(folder, ignore_errors=True)
        WORK.mkdir(parents=True, exist_ok=True)
        corpus.project(self.root, size, seed)
        shutil.copytree(PEERS / "hugo", self.hugo)
        shutil.copytree(PEERS / "mkdocs", self.mkdocs)
        for folder in (self.hugo / "content" / "initiatieven", self.mkdocs / "docs" / "initiatieven"):
            folder.mkdir(parents=True)
        (self.mkdocs / "docs" / "index.md").write_text("# Handboek\n", encoding="utf-8")
        (self.mkdocs / "docs" / "tags.md").write_text(
            "# Alles op een rij\n\n<!-- material/tags -->\n", encoding="utf-8"
        )
        for path in sorted((self.root / "initiatives").glob("[!R]*.md")):
            self._give(path.name, path.read_text(encoding="utf-8"))

    def _give(self, name: str, text: str) -> None:
        """Write an entry for both peers, with a list of its organisations for Hugo, and with tags for MkDocs."""
        front = _FRONT.match(text)[1]
        names = json.dumps(_NAMES.findall(front), ensure_ascii=False)
        tags = json.dumps([tag for found in _LISTS.findall(front) for tag in found.split(", ")], ensure_ascii=False)
        for folder, more in ((self.hugo / "content", f"names: {names}\n"), (self.mkdocs / "docs", f"tags: {tags}\n")):
            path = folder / "initiatieven" / name
            path.write_text(_FRONT.sub(lambda found, more=more: f"---\n{found[1]}{more}---\n", text), encoding="utf-8")

    def check(self) -> Cost:
        """A first check, without anything kept from before."""
        shutil.rmtree(self.root / ".build", ignore_errors=True)
        return self._ours("check.py")

    def check_none(self) -> Cost:
        """A second check, with nothing changed."""
        return self._ours("check.py")

    def cold(self) -> Cost:
        """A first build of pages, lists, data and feeds, without anything kept from before."""
        shutil.rmtree(self.root / ".build", ignore_errors=True)
        (self.root / "site").unlink(missing_ok=True)
        return self._ours("build.py", "--no-book", "--no-search")

    def warm_none(self) -> Cost:
        """Another build, with nothing changed."""
        return self._ours("build.py", "--no-book", "--no-search")

    def warm_one(self) -> Cost:
        """Another build, after a change of one entry."""
        path = next((self.root / "initiatives").glob("[!R]*.md"))
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()} Nog iets.\n", encoding="utf-8")
        return self.warm_none()

    def pages(self, stage: str = "pages") -> Cost:
        """One stage of the build, without the reading before it (see ``peers/stage.py``)."""
        return Cost(**self._told("stage.py", stage))

    def data(self) -> Cost:
        return self.pages("data")

    def search(self) -> Cost:
        return self.pages("search")

    def book(self) -> Cost:
        return self.pages("book")

    def query_first(self, which: str = "first") -> Cost:
        """A query on the search page of the built site, in a browser; the size is what was transferred."""
        return Cost(**self._told("query.py")[which])

    def query_further(self) -> Cost:
        return self.query_first("further")

    def pagefind(self) -> Cost:
        """Pagefind over the pages of Hugo, which have the same texts."""
        shutil.rmtree(self.hugo / "public" / "pagefind", ignore_errors=True)
        command = [sys.executable, "-m", "pagefind", "--site", "public", "--root-selector", "article", "--silent"]
        return run(command, self.hugo, self.hugo / "public" / "pagefind")

    def hugo_unrelated(self) -> Cost:
        """Hugo without the list of related entries."""
        template = self.hugo / "layouts" / "_default" / "single.html"
        whole = template.read_text(encoding="utf-8")
        template.write_text("".join(line for line in whole.splitlines(True) if "Related" not in line), encoding="utf-8")
        try:
            return self.plain_hugo()
        finally:
            template.write_text(whole, encoding="utf-8")

    def plain_hugo(self) -> Cost:
        shutil.rmtree(self.hugo / "public", ignore_errors=True)
        command = [shutil.which("hugo", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}"), "--quiet"]
        return run(command, self.hugo, self.hugo / "public")

    def plain_mkdocs(self) -> Cost:
        shutil.rmtree(self.mkdocs / "site", ignore_errors=True)
        return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], self.mkdocs, self.mkdocs / "site")

    def _told(self, script: str, *options: str) -> dict:
        """The figures that a script measured itself, from its last line of output."""
        command = [sys.executable, str(PEERS / script), *options]
        run(command, self.root, self.root / "nothing", PYTHONPATH=str(HERE / "scripts"))
        return json.loads((WORK / "log").read_text().splitlines()[-1])

    def _ours(self, verb: str, *options: str) -> Cost:
        command = [sys.executable, str(HERE / "scripts" / verb), "--root", str(self.root), *options]
        return run(command, self.root, self.root / "site" / "")


STAGES = (
    "check",
    "check_none",
    "cold",
    "warm_none",
    "warm_one",
    "pages",
    "data",
    "search",
    "hugo_unrelated",
    "plain_hugo",
    "pagefind",
    "plain_mkdocs",
)
ASKED = ("book", "query_first", "query_further")  # only when asked for: slow at 10,000, or in need of a browser
RATIOS: dict[str, tuple[str, str, float | None]] = {  # the two stages that each divides, and the highest ratio allowed
    "cold_vs_hugo": ("cold", "plain_hugo", 0.6),
    "cold_vs_hugo_unrelated": ("cold", "hugo_unrelated", None),
    "cold_vs_mkdocs": ("cold", "plain_mkdocs", 0.12),
    "warm_one_vs_cold": ("warm_one", "cold", 0.15),
    "warm_none_vs_cold": ("warm_none", "cold", 0.08),
    "search_vs_pagefind": ("search", "pagefind", 1.0),
}


def measure(bench: Bench, stages: Sequence[str], runs: int) -> dict[str, list[Cost]]:
    """Measure every stage ``runs`` times, in rounds, so that a change in the machine's load affects all of them."""
    costs: dict[str, list[Cost]] = {stage: [] for stage in stages}
    for number in range(runs):
        for stage in stages:
            print(f"\r  {number + 1}/{runs} {stage:<14}", end="", file=sys.stderr, flush=True)
            work: Callable[[], Cost] = getattr(bench, stage)
            costs[stage].append(work())
    print(f"\r{'':<40}\r", end="", file=sys.stderr)
    return costs


def result(size: int, costs: dict[str, list[Cost]]) -> dict:
    """The medians of every stage, and the ratios of wall times within the same round."""
    medians = {
        stage: {name: round(statistics.median(asdict(cost)[name] for cost in found), 3) for name in asdict(found[0])}
        for stage, found in costs.items()
    }
    ratios = {
        name: round(statistics.median(a.wall / b.wall for a, b in zip(costs[one], costs[other])), 3)
        for name, (one, other, _) in RATIOS.items()
        if one in costs and other in costs
    }
    return {"size": size, "machine": machine(), "stages": medians, "ratios": ratios}


def machine() -> dict[str, str | int]:
    return {
        "system": platform.system(),
        "python": platform.python_version(),
        "processors": len(os.sched_getaffinity(0)),
    }


def table(found: dict) -> str:
    lines = [f"| {found['size']} entries | wall s | CPU s | memory MB | made MB |", "|---|---:|---:|---:|---:|"]
    for stage, cost in found["stages"].items():
        figures = " | ".join(f"{cost[name]:.{1 + (name == 'made')}f}" for name in ("wall", "cpu", "memory", "made"))
        lines.append(f"| {stage.replace('_', ' ')} | {figures} |")
    lines += ["", "| ratio of wall times | here | at most |", "|---|---:|---:|"]
    lines += [
        f"| {name.replace('_', ' ')} | {ratio:.2f} | {RATIOS[name][2] or ''} |"
        for name, ratio in found["ratios"].items()
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1000, help="number of initiatives")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to a file")
    parser.add_argument("--stages", nargs="+", choices=STAGES + ASKED, default=STAGES, help="measure only these")
    arguments = parser.parse_args()
    bench = Bench(arguments.size, arguments.seed)
    try:
        found = result(arguments.size, measure(bench, arguments.stages, arguments.runs))
    except subprocess.CalledProcessError as error:
        print(f"\n{' '.join(error.cmd)}\nended with {error.returncode}:\n{error.output}", file=sys.stderr)
        return 1
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
