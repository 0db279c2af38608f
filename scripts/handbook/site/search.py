"""Search: the index that Pagefind makes of a built site.

In: a built site. Out: the folder ``pagefind/`` in it, which ``search.js`` reads in the browser.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ..running import tree
from ..running.keep import Keep, key
from ..running.pack import pack, unpack
from ..words.language import DEFAULT
from ..words.vocabulary import Section
from .searched import set_apart

BUNDLE = "pagefind"  # the folder of the index in the site

_ENTRY = "pagefind-entry.json"
_NOT_SEARCHED = (
    *(f".hb-text #{section}" for section in Section),  # headings that every entry has
    *("pre", "code"),  # for a machine
)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    pages: int
    bytes: int


class SearchError(Exception):
    """The index was not made; the text is what Pagefind said."""


def index_site(
    site: Path,
    language: str = DEFAULT,
    keep: Keep | None = None,
    noted: Callable[[str], str] = lambda at: "",
) -> SearchIndex:
    """Have Pagefind index a built site; the index comes in its folder ``pagefind/``. Raises SearchError.

    ``noted`` gives what it reads beside the text of a page. One that was kept serves again as long as nothing that it
    read has changed.
    """
    if not site.is_dir():
        raise SearchError(f"{site} is no folder")
    bundle = site / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    options = ["--force-language", language, "--exclude-selectors", ", ".join(_NOT_SEARCHED)]
    with tempfile.TemporaryDirectory(prefix="searched-", dir=site.parent) as folder:
        texts = set_apart(site, Path(folder), noted)
        made_from = key(texts, metadata.version("pagefind"), Path(__file__).read_bytes(), *options)
        if keep and (kept := keep.get(made_from)):
            unpack(kept, bundle)
        else:
            _make(Path(folder), bundle, options)
            if keep:
                keep.put(made_from, pack(bundle))
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
