"""Duplicates: entries that are probably the same. A Catalogue in, warnings out; and for a new title, what is like it.

Only candidates are compared. An entry and a method that it uses are not duplicates, nor are entries of which one links
to the other: whoever wrote the link knew both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..model.folders import CONTENT
from ..model.gazetteer import gazetteer, spelt
from ..model.initiative import Initiative
from ..model.problem import Problem, Severity
from ..reading.catalogue import Catalogue
from ..reading.reader import Path
from ..running.beside import MANY, beside
from ..words.language import N_, Message, message
from ..words.names import order, same, slug
from .candidates import by_name, by_origin, by_text
from .likeness import Name, alike_in_town, equal, misspelt, name, resemblance, runs, shared, shortened
from .traits import Traits, names

UNUSUAL = 3  # a word in the names of at most this many entries makes a shortened name telling
COPIED = 0.35  # of the shorter text
COPIED_STUB = 0.6  # of a few lines, of which a part says what every stub says
AKIN = 0.27  # of the shorter text, when the source is the same too
LIKE = 76  # names, to ask about a new one
RESEMBLING = 72  # names, when the source is the same too
DISTINCTIVE = 9  # letters of a name that two cities do not both invent

Found = tuple[Path, Message]

_NOT_TEXT = re.compile(r"^#.*$|\]\([^)\n]*\)", re.MULTILINE)  # headings are the same everywhere


def duplicates(catalogue: Catalogue, entries: Mapping[str, Traits]) -> Iterator[Problem]:
    """A warning at the newer entry of each likely pair; ``entries`` are the traits of all entries, with drafts."""
    stems, every = list(entries), list(entries.values())
    named = beside(lambda: by_name(every), worthwhile=len(every) > MANY)
    likely = by_text(every) | by_origin(every)
    common = _common_words(every)
    for pair in sorted(named() | likely):
        old, new = sorted(pair, key=lambda number: (every[number].added, stems[number]))
        if stems[new] in every[old].known or stems[old] in every[new].known:
            continue
        where = f"initiatives/{stems[old]}.md"
        found = _alike_in_name(every[new], every[old], where, common)
        if found is None and pair in likely:
            one, other = catalogue.entry(stems[new]), catalogue.entry(stems[old])
            found = _alike_in_content(one, other, every[new], every[old], where)
        if found and not _same_name(every[old], every[new]):
            path, reason = found
            document = catalogue.documents[f"initiatives/{stems[new]}.md"]
            yield Problem(document.path, *document.at(path), reason, Severity.WARNING)


def similar(
    catalogue: Catalogue, title: str, aliases: Iterable[str] = (), place: str | None = None
) -> list[Initiative]:
    """Entries whose name is like a new one's, best first, at most five."""
    new = [name(text) for text in (title, *aliases)]
    city = same(spelt(place.partition("/")[0])) if place else None
    scores = {}
    for entry in catalogue.initiatives.values():
        score = max(resemblance(one, other) for one in new for other in names(entry))
        if city and entry.cities:
            score += 4 if city in map(same, entry.cities) else -4
        if score >= LIKE:
            scores[entry] = score
    return sorted(scores, key=lambda entry: (-scores[entry], order(entry.title)))[:5]


def akin(catalogue: Catalogue, folder: str, title: str) -> list[tuple[str, str]]:
    """Terms of a folder whose present or former name resembles a new one, best first, at most five: title and source.

    An organisation that only entries name, and a place that only the gazetteer knows, have no source (“”). There are
    many of those, so they must be closer; one with exactly this name is left out, as it is the one that gets a file now.
    """
    new, scores = name(title), {}
    for stem, term in catalogue.terms[folder].items():
        score = max(resemblance(new, name(text)) for text in (term.title, stem, *term.synonyms, *term.former_slugs))
        if score >= LIKE:
            scores[term.title, f"{CONTENT}/{folder}/{stem}.md"] = score
    others = {slug(one): one for one in _unwritten(catalogue, folder)}
    if slug(title) not in others:
        for text in (one for stem, one in others.items() if stem not in catalogue.terms[folder]):
            if equal(new, name(text)) or misspelt(new, name(text)):
                scores[text, ""] = resemblance(new, name(text))
    return sorted(scores, key=lambda term: (-scores[term], order(term[0])))[:5]


def _unwritten(catalogue: Catalogue, folder: str) -> Iterable[str]:
    """The names of what may have no file of its own in a folder."""
    if folder == "steden":
        return (place.name for place in gazetteer().values())
    if folder == "organisaties":
        return (one.name for _, entry in catalogue.entries() for one in entry.organisations)
    return ()


def _alike_in_name(entry: Traits, other: Traits, where: str, common: frozenset[str]) -> Found | None:
    """Why the names of two entries say that they are probably the same; ``where`` is the file of the other."""
    apart = _apart(entry, other)
    together = tuple(city for city in entry.cities if city in other.cities)
    for number, one in enumerate(entry.names):
        for known in other.names:
            near = not apart and entry.kind == other.kind
            if (
                _one_name(one, known, apart)
                or (near and _shortened(one, known, common, (*entry.cities, *other.cities)))
                or (near and together and alike_in_town(one.text, known.text, together))
            ):
                path: Path = ("aliases", number - 1) if number else ("title",)
                return path, message(_NAME, name=one.text, other=known.text, where=where)
    return None


def _alike_in_content(entry: Initiative, other: Initiative, own: Traits, its: Traits, where: str) -> Found | None:
    """Why two entries with like texts or one source are probably the same, and the field that shows it best."""
    apart = _apart(own, its)
    numbered = bool(own.project_number) and own.project_number == its.project_number
    if numbered and not apart and own.kind == its.kind:
        return ("project_number",), message(_NUMBER, number=entry.project_number, where=where)
    brief = entry.is_stub or other.is_stub
    part = shared(_runs(entry, brief), _runs(other, brief))
    if part >= (COPIED_STUB if brief else COPIED):
        return ("summary",), message(_TEXT, part=round(100 * part), where=where)
    source = next((n for n, address in enumerate(own.addresses) if address and address in its.addresses), None)
    if source is not None or numbered:
        near = max(resemblance(one, known) for one in own.names for known in its.names)
        if (part >= AKIN and not brief) or (near >= RESEMBLING and not apart):
            path = ("project_number",) if source is None else ("sources", source, "url")
            return path, message(_SOURCE, where=where)
    return None


def _apart(entry: Traits, other: Traits) -> bool:
    """Whether they are in different cities."""
    return bool(entry.cities) and bool(other.cities) and not set(entry.cities) & set(other.cities)


_NAME = N_(
    "“%(name)s” looks like “%(other)s” in %(where)s; if it is the same, put the two together, and if not, link to the other one in your text"
)
_NUMBER = N_(
    "the project number %(number)s also stands in %(where)s; if it is the same, put the two together, and if not, link to the other one in your text"
)
_TEXT = N_(
    "%(part)d in 100 words of this text also stand in %(where)s; if it is the same, put the two together, and if not, use your own words and link to the other one"
)
_SOURCE = N_(
    "the same source and much the same name or text as %(where)s; if it is the same, put the two together, and if not, link to the other one in your text"
)


def _same_name(one: Traits, other: Traits) -> bool:
    """Whether they share a name to the letter, which is an error already."""
    return not {same(text) for text in one.titles}.isdisjoint(map(same, other.titles))


def _one_name(one: Name, other: Name, apart: bool) -> bool:
    if equal(one, other):
        in_order = one.letters == other.letters or len(one.words) == len(other.words)
        return not apart or (in_order and len(one.joined) >= DISTINCTIVE)
    return not apart and misspelt(one, other)


def _shortened(one: Name, other: Name, common: frozenset[str], cities: tuple[str, ...]) -> bool:
    """One name is the other with words left out, and what is left is more than common words and a city."""
    short, long = sorted((one, other), key=lambda item: len(item.words))
    if not shortened(short, long):
        return False
    places = {word for city in cities for word in name(city).words}
    return any(word not in common and word not in places for word in short.words)


def _common_words(entries: list[Traits]) -> frozenset[str]:
    """The words in the names of more than a few entries."""
    counts = Counter(word for entry in entries for word in {word for one in entry.names for word in one.words})
    return frozenset(word for word, count in counts.items() if count > UNUSUAL)


def _runs(entry: Initiative, brief: bool) -> frozenset[tuple[str, ...]]:
    """``brief``: without the summary, which many stubs have in common."""
    return runs(f"{'' if brief else entry.summary}\n{_NOT_TEXT.sub(' ', entry.body)}")
