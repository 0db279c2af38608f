"""Duplicates: entries that are probably the same. A Catalogue in, warnings out; and for a new title, what is like it.

Only candidates are compared. An entry and a method that it uses are not duplicates, nor are entries of which one links
to the other: whoever wrote the link knew both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..model.initiative import Initiative
from ..model.problem import Problem, Severity
from ..reading.catalogue import Catalogue
from ..reading.reader import Path
from ..words.language import N_, Message, message
from ..words.names import order, same
from .candidates import Pair, address, addresses, by_name, by_origin, by_text, names, project_number
from .likeness import Name, equal, misspelt, name, resemblance, runs, shared, shortened

UNUSUAL = 3  # a word in the names of so few entries makes a shortened name telling
COPIED = 0.35  # of the shorter text
AKIN = 0.27  # of the shorter text, when the source is the same too
RESEMBLING = 72  # names, when the source is the same too
DISTINCTIVE = 9  # letters of a name that two cities do not both invent

Found = tuple[Path, Message]

_LINK = re.compile(r"\]\((?:\./)?([a-z0-9-]+)\.md[#) ]")
_NOT_TEXT = re.compile(r"^#.*$|\]\([^)\n]*\)", re.MULTILINE)  # headings are the same everywhere


def alike(catalogue: Catalogue) -> set[Pair]:
    """The pairs of entries whose texts make them candidates, by their places in the catalogue."""
    return by_text((catalogue.initiatives | catalogue.drafts).values())


def namesakes(catalogue: Catalogue) -> set[Pair]:
    """The pairs of entries whose names make them candidates."""
    return by_name(list((catalogue.initiatives | catalogue.drafts).values()))


def duplicates(catalogue: Catalogue, alike: set[Pair], namesakes: set[Pair]) -> Iterator[Problem]:
    """A warning at the newer entry of each pair that is probably one, of the pairs that the functions above give."""
    everything = catalogue.initiatives | catalogue.drafts
    stems, entries = list(everything), list(everything.values())
    known = {
        (stem, other) for stem, entry in everything.items() for other in (*entry.methods, *_LINK.findall(entry.body))
    }
    told = alike | by_origin(entries)
    common = _common_words(entries)
    for pair in sorted(namesakes | told):
        old, new = sorted(pair, key=lambda number: (entries[number].added, stems[number]))
        if (stems[old], stems[new]) in known or (stems[new], stems[old]) in known:
            continue
        where = f"initiatives/{stems[old]}.md"
        found = _judged(entries[new], entries[old], where, common, told=pair in told)
        if found and not _same_name(entries[old], entries[new]):
            path, reason = found
            document = catalogue.documents[f"initiatives/{stems[new]}.md"]
            yield Problem(document.path, *document.at(path), reason, Severity.WARNING)


def similar(
    catalogue: Catalogue, title: str, aliases: Iterable[str] = (), place: str | None = None
) -> list[Initiative]:
    """Entries whose name is like a new one's, best first, at most five."""
    new = [name(text) for text in (title, *aliases)]
    city = same(place.partition("/")[0]) if place else None
    scores = {}
    for entry in catalogue.initiatives.values():
        score = max(resemblance(one, other) for one in new for other in names(entry))
        if city and entry.cities:
            score += 4 if city in map(same, entry.cities) else -4
        if score >= 76:
            scores[entry] = score
    return sorted(scores, key=lambda entry: (-scores[entry], order(entry.title)))[:5]


def _judged(entry: Initiative, other: Initiative, where: str, common: frozenset[str], *, told: bool) -> Found | None:
    """Why two entries are probably the same, and the field of ``entry`` that shows it best.

    ``where`` is the file of the other; ``told`` says that their texts or sources made them candidates, and not their names alone.
    """
    apart = bool(entry.cities) and bool(other.cities) and not set(entry.cities) & set(other.cities)
    for number, one in enumerate(names(entry)):
        for known in names(other):
            if _one_name(one, known, apart) or (
                not apart
                and entry.kind is other.kind
                and _shortened(one, known, common, (*entry.cities, *other.cities))
            ):
                path: Path = ("aliases", number - 1) if number else ("title",)
                return path, message(_NAME, name=one.text, other=known.text, where=where)
    if not told:
        return None
    source = _shared_source(entry, other)
    if (
        entry.project_number
        and not apart
        and entry.kind is other.kind
        and project_number(entry) == project_number(other)
    ):
        return ("project_number",), message(_NUMBER, number=entry.project_number, where=where)
    part = 0.0 if entry.is_stub or other.is_stub else shared(_runs(entry), _runs(other))
    if part >= COPIED:
        return ("summary",), message(_TEXT, part=round(100 * part), where=where)
    if source is not None or (entry.project_number and project_number(entry) == project_number(other)):
        near = max(resemblance(one, known) for one in names(entry) for known in names(other))
        if part >= AKIN or (near >= RESEMBLING and not apart):
            path = ("project_number",) if source is None else ("sources", source, "url")
            return path, message(_SOURCE, where=where)
    return None


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


def _same_name(one: Initiative, other: Initiative) -> bool:
    """Whether they share a name to the letter, which is an error already."""
    return not {same(text) for text in (one.title, *one.aliases)}.isdisjoint(map(same, (other.title, *other.aliases)))


def _one_name(one: Name, other: Name, apart: bool) -> bool:
    if equal(one, other):
        return not apart or len(one.joined) >= DISTINCTIVE
    return not apart and misspelt(one, other)


def _shortened(one: Name, other: Name, common: frozenset[str], cities: tuple[str, ...]) -> bool:
    """One name is the other with words left out, and what is left is more than common words and a city."""
    short, long = sorted((one, other), key=lambda item: len(item.words))
    if not shortened(short, long):
        return False
    places = {word for city in cities for word in name(city).words}
    return any(word not in common and word not in places for word in short.words)


def _common_words(entries: list[Initiative]) -> frozenset[str]:
    """The words in the names of more than a few entries."""
    counts = Counter(word for entry in entries for word in {word for one in names(entry) for word in one.words})
    return frozenset(word for word, count in counts.items() if count > UNUSUAL)


def _runs(entry: Initiative) -> frozenset[tuple[str, ...]]:
    return runs(f"{entry.summary}\n{_NOT_TEXT.sub(' ', entry.body)}")


def _shared_source(entry: Initiative, other: Initiative) -> int | None:
    """The number of a source of ``entry`` that ``other`` has too."""
    known = addresses(other)
    return next((n for n, source in enumerate(entry.sources) if source.url and address(source.url) in known), None)
