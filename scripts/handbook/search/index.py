"""The search index: a built site in; the files with which ``search.js`` finds its pages in the browser, out.

``index.json`` is asked anew each time and names the folder of all others, which never change. ``facets.json`` has the
numbers of the pages that have a value of a facet; ``words/`` the stems, in files of a few thousand: for each the pages,
and how much it says of them; ``places/``, beside these, where in the text it stands, for the search of phrases; and
``pages/`` what a result shows. A first search of a word at 10,000 entries loads 100 kB of these files and takes 0.17 s of
processors; with Pagefind it was 387 kB, as that loads 10 bytes of every page, a program and all facets before anything, and
3 s, as that compares each page that it found with each place of the words.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import address
from ..running import tree
from ..running.beside import MANY, beside
from ..running.keep import Keep, key
from ..running.pack import pack, unpack
from ..running.write import write
from ..words.language import DEFAULT
from . import stems
from .hidden import Hidden
from .postings import Posting, Words, postings
from .stopwords import stopwords
from .text import Text, searched

_LARGE = 30_000  # signs of a file of stems
_CHAPTER = 0.5  # how much a page about the handbook is worth beside an entry


@dataclass(frozen=True, slots=True)
class SearchIndex:
    pages: int
    bytes: int


class SearchError(Exception):
    """The index was not made; the text says why."""


@dataclass(frozen=True, slots=True)
class _Page:
    at: str
    text: Text
    hidden: Hidden


def index_site(
    site: Path,
    language: str = DEFAULT,
    keep: Keep | None = None,
    noted: Callable[[str], Hidden] = lambda at: Hidden(),
) -> SearchIndex:
    """Index a built site; the index comes in its folder ``search/``. Raises SearchError.

    ``noted`` gives the hidden words of the page at an address. An index that was kept serves again as long as nothing
    that went into it has changed.
    """
    if not site.is_dir():
        raise SearchError(f"{site} is no folder")
    pages = sorted(_pages(site, noted), key=lambda page: (page.hidden.place, page.at))
    if not pages:
        raise SearchError(f"{site}: no page says data-searched")
    bundle = site / address.SEARCH_INDEX
    shutil.rmtree(bundle, ignore_errors=True)
    code = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    stop = stopwords(language)
    made_from = key(language, *stop, *code, *(_json((_shown(page), page.hidden.parts)) for page in pages))
    if keep and (kept := keep.get(made_from)):
        unpack(kept, bundle)
    else:
        for name, content in _files(pages, language, stop, made_from[:16]):
            write(site, name, content)
        if keep:
            keep.put(made_from, pack(bundle))
    return SearchIndex(len(pages), sum(entry.stat().st_size for _, entry in tree.files(bundle)))


def _pages(site: Path, noted: Callable[[str], Hidden]) -> list[_Page]:
    """The texts are read while the hidden words are searched: for 10,000 pages each takes 10 seconds."""
    names = sorted(name for name, _ in tree.files(site) if address.page(name) is not None)
    texts = beside(
        lambda: [searched((site / name).read_text(encoding="utf-8")) for name in names], worthwhile=len(names) > MANY
    )
    found = [(at, noted(at)) for at in map(address.page, names)]
    return [_Page(at, text, hidden) for (at, hidden), text in zip(found, texts()) if text]


def _files(pages: Sequence[_Page], language: str, stop: list[str], version: str) -> Iterator[tuple[str, str]]:
    """Each file of the index by its name, as JSON."""
    folder = f"{address.SEARCH_PARTS}{version}/"
    for number, page in enumerate(pages):
        yield f"{folder}pages/{number}.json", _json(_shown(page))
    yield f"{folder}facets.json", _json(_facets(pages))
    starts = []
    for number, (words, places) in enumerate(_runs(postings(map(_words, pages), language))):
        starts.append(next(iter(words)))
        yield f"{folder}words/{number}.json", _json(words)
        yield f"{folder}places/{number}.json", _json(places)
    within = folder.removeprefix(address.SEARCH_INDEX)
    told = {"folder": within, "pages": len(pages), "starts": starts, "rules": stems.rules(language), "stop": stop}
    yield address.SEARCH_ENTRY, _json(told)


def _shown(page: _Page) -> dict[str, object]:
    """Of one result."""
    text, hidden = page.text, page.hidden
    return {
        "url": page.at,
        "title": text.title,
        "summary": hidden.summary,
        "ended": hidden.ended,
        "also": hidden.also,
        "facets": hidden.facets,
        "text": "\n".join((*text.main, *text.less)),
    }


def _facets(pages: Sequence[_Page]) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for number, page in enumerate(pages):
        for name, values in page.hidden.facets.items():
            for value in values:
                found.setdefault(name, {}).setdefault(value, []).append(number)
    return {name: {value: _steps(numbers) for value, numbers in values.items()} for name, values in found.items()}


def _words(page: _Page) -> Words:
    text, hidden = page.text, page.hidden
    more = [" ".join(part) for part in (text.main, text.less, hidden.also, hidden.parts)]
    return Words(text.title, *more, hidden.summary, 1 if hidden.summary else _CHAPTER)


def _runs(found: Iterable[Posting]) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """The stems of each file: for each stem its pages with their scores, and its places in them."""
    words: dict[str, object] = {}
    places: dict[str, object] = {}
    size = 0
    for stem, pages, says, where in found:
        words[stem], places[stem] = [_steps(pages.tolist()), says.tolist()], where.tolist()
        size += len(stem) + 6 * len(pages)
        if size > _LARGE:
            yield words, places
            words, places, size = {}, {}, 0
    if words:
        yield words, places


def _steps(numbers: Sequence[int]) -> list[int]:
    """The first number, and how much more each next one is: small numbers are short."""
    return [number - last for number, last in zip(numbers, [0, *numbers])]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
