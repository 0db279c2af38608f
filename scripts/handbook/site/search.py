"""Search: the words by which an entry is found beside its own text, and the index that Pagefind makes of a built site.

In: an Edition. Out: for an entry its other words, which ``search-data.html`` adds to what the index reads of its page.
In: a built site. Out: the folder ``pagefind/`` in it, which ``search.js`` reads in the browser.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ..edition.edition import Edition
from ..edition.index import Group
from ..model import address
from ..model.initiative import Initiative, Term
from ..running import tree
from ..running.keep import Keep, key
from ..running.pack import pack, unpack
from ..words.language import DEFAULT
from ..words.names import same, slug
from ..words.vocabulary import Section
from .compounds import Compounds, words
from .environment import Environment
from .searched import set_apart

BUNDLE = "pagefind"  # the folder of the index in the site

_ENTRY = "pagefind-entry.json"
_NOT_SEARCHED = (
    *(f".hb-text > #{section}" for section in Section),  # headings that every entry has
    ".hb-word__text",  # what a word of the glossary means, wherever it is used
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """``also``: other names and words for what the entry is about; ``parts``: parts of compounds in its text.

    ``place`` is its place in the list of everything from A to Z: the order when no words are searched.
    """

    also: tuple[str, ...]
    parts: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class SearchIndex:
    pages: int
    bytes: int


class SearchError(Exception):
    """The index was not made; the text is what Pagefind said."""


def hidden(edition: Edition) -> Callable[[Initiative], Hidden]:
    """What gives the hidden words of an entry; every text is read for it beforehand, and again when its turn comes,
    because keeping the words of all texts took 360 MB more for 10,000 entries."""
    groups = (*edition.themes, *edition.target_groups, *edition.organisations, *edition.programmes)
    written = (*map(_text, edition.initiatives), *(_introduction(group.term) for group in groups if group.term))
    compounds = Compounds(map(words, written) if edition.language.code == "nl" else ())  # only Dutch joins its words
    places = {entry.slug: place for place, entry in enumerate(edition.initiatives)}

    def found(entry: Initiative) -> Hidden:
        also = _also(edition, entry)
        parts = compounds.absent(words(_text(entry)), words(" ".join(also)))
        return Hidden(also, parts, places[entry.slug])

    return found


def noted(edition: Edition, templates: Path) -> Callable[[str], str]:
    """What gives the index more to read of a page, by its address: filters, order and hidden words, as HTML.

    No reader has to load it: it made each page of an entry a tenth longer.
    """
    words_of = hidden(edition)
    template = Environment(templates, edition.language).get_template("search-data.html")

    def noted(at: str) -> str:
        folder, _, slug = at.rstrip("/").rpartition("/")
        entry = edition.by_slug.get(slug) if f"{folder}/" == address.INITIATIVES else None
        if entry is None:
            return ""
        return template.render(entry=entry, other=words_of(entry), cities=edition.cities_of(entry))

    return noted


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
        made_from = key(set_apart(site, Path(folder), noted), metadata.version("pagefind"), *options)
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


def _also(edition: Edition, entry: Initiative) -> tuple[str, ...]:
    """Each phrase once, whatever its spelling; the most telling first."""
    phrases = {}
    for phrase in _phrases(edition, entry):
        phrases.setdefault(same(phrase), phrase)
    return tuple(phrases.values())


def _phrases(edition: Edition, entry: Initiative) -> Iterator[str]:
    yield from entry.aliases
    for theme in entry.themes:
        yield from _names(edition.theme[theme])
    for target in entry.target_groups:
        yield from _names(edition.target_group[target])
    for place in entry.places:
        yield from (part.strip() for part in place.split("/"))
    for city in edition.cities_of(entry):
        yield from _synonyms(city)
        if city.place:
            yield city.place.province
    for organisation in entry.organisations:
        yield from _names(edition.organisation[slug(organisation.name)])
    yield from (person.name for person in entry.people)
    for programme in filter(None, (entry.programme, entry.series)):
        yield from _names(edition.programme[programme])
    yield from (edition.by_slug[method].title for method in entry.methods)
    yield from filter(None, (entry.coverage_note, entry.project_number))


def _names(group: Group) -> Iterator[str]:
    yield group.title
    yield from _synonyms(group)


def _synonyms(group: Group) -> Iterable[str]:
    return group.term.synonyms if group.term else ()


def _text(entry: Initiative) -> str:
    return f"{entry.title} {entry.summary} {entry.body}"


def _introduction(term: Term) -> str:
    return f"{term.title} {term.summary} {' '.join(term.synonyms)} {term.body}"
