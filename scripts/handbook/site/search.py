"""Search: the index that Pagefind makes of a built site.

In: a built site. Out: the folder ``pagefind/`` in it, which ``search.js`` reads in the browser.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ..running import tree
from ..running.keep import Keep, key
from ..running.write import write
from ..words.language import DEFAULT
from ..words.vocabulary import Section
from .searched import set_apart

BUNDLE = "pagefind"  # the folder of the index in the site

_ENTRY = "pagefind-entry.json"
_NOT_SEARCHED = (
    *(f".hb-text > #{section}" for section in Section),  # headings that every entry has
    ".hb-word__text",  # what a word of the glossary means, wherever it is used
)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    pages: int
    bytes: int


class SearchError(Exception):
    """The index was not made; the text is what Pagefind said."""


def index_site(site: Path, language: str = DEFAULT, keep: Keep | None = None) -> SearchIndex:
    """Have Pagefind index a built site; the index comes in its folder ``pagefind/``. Raises SearchError.

    One that was kept serves again as long as no searched text has changed.
    """
    if not site.is_dir():
        raise SearchError(f"{site} is no folder")
    bundle = site / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    options = ["--force-language", language, "--exclude-selectors", ", ".join(_NOT_SEARCHED)]
    with tempfile.TemporaryDirectory(prefix="searched-", dir=site.parent) as folder:
        made_from = key(set_apart(site, Path(folder)), metadata.version("pagefind"), *options)
        if keep and (kept := keep.get(made_from)):
            _unpack(kept, bundle)
        else:
            _make(Path(folder), bundle, options)
            if keep:
                keep.put(made_from, _pack(bundle))
    entry = json.loads((bundle / _ENTRY).read_text(encoding="utf-8"))
    pages = sum(language["page_count"] for language in entry["languages"].values())
    return SearchIndex(pages, sum(entry.stat().st_size for _, entry in tree.files(bundle)))


def _make(texts: Path, bundle: Path, options: Iterable[str]) -> None:
    command = [sys.executable, "-I", "-m", "pagefind", "--site", str(texts), "--output-path", str(bundle.resolve())]
    command += [*options, "--quiet"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if run.returncode != 0 or not (bundle / _ENTRY).is_file():
        raise SearchError(run.stderr.strip() or run.stdout.strip() or f"pagefind: {run.returncode}")
    for unused in (*bundle.glob("*-ui.*"), *bundle.glob("pagefind-highlight.js")):
        unused.unlink()  # ready-made interfaces; ours is search.js


def _pack(bundle: Path) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, entry in tree.files(bundle):
            tar.add(entry.path, name)
    return packed.getvalue()


def _unpack(packed: bytes, bundle: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        for member in tar:
            write(bundle, member.name, tar.extractfile(member).read())  # half the time of extractall
