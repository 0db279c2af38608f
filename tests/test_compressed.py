"""Compressed copies for hosts that send them: only on request, beside each text file, with the same text."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
from conftest import own, run

COPIES = (".br", ".gz")


def build(project: Path, *options: str) -> Path:
    result = run(project, "build.py", "--no-book", "--no-search", *options)
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


def copies(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.suffix in COPIES}


def test_each_text_has_copies_that_say_the_same_and_are_taken_over(project):
    site = build(project)
    assert copies(site) == {}
    promised = (site / "addresses.txt").read_bytes()

    site = build(project, "--compress")
    found = copies(site)
    texts = {name.removesuffix(path.suffix) for name, path in found.items()}
    assert len(found) == 2 * len(texts)
    for name in texts:
        data = (site / name).read_bytes()
        assert brotli.decompress(found[f"{name}.br"].read_bytes()) == data
        assert gzip.decompress(found[f"{name}.gz"].read_bytes()) == data
        assert found[f"{name}.br"].stat().st_size < len(data)
    large = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.suffix in (".html", ".css", ".js", ".json", ".csv", ".xml") and path.stat().st_size >= 1000
    }
    assert large <= texts and {"index.html", "data/initiatives.json", f"{own(site)}handbook.css"} <= texts
    assert (site / "addresses.txt").read_bytes() == promised
    assert not re.search(r"\.(br|gz)\b", (site / "sitemap.xml").read_text(encoding="utf-8"))

    entry = project / "initiatives" / "flevo-fiets.md"
    entry.write_text(f"{entry.read_text(encoding='utf-8').rstrip()} Nog iets.\n", encoding="utf-8")
    found = copies(build(project, "--compress"))
    taken = {name for name, path in found.items() if path.stat().st_nlink > 1}
    other, changed = (f"initiatieven/{slug}/index.html.br" for slug in ("odensehuis", "flevo-fiets"))
    assert other in taken and changed not in taken
    assert b"Nog iets." in brotli.decompress(found[changed].read_bytes())
