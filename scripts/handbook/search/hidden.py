"""The hidden words of an entry: words by which it is found besides its own text, and what a search result shows of it.

In: an Edition. Out: by the address of a page, what only the search index needs to hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ..edition.edition import Edition
from ..edition.index import Group
from ..model import address
from ..model.initiative import Initiative, Term
from ..words.names import same, slug
from .compounds import Compounds, words

_LAST = 1 << 30  # a place after all entries


@dataclass(frozen=True, slots=True)
class Hidden:
    """``also``: other names and words for what the entry is about; ``parts``: parts of compounds in its text.

    ``place`` is its place in the list of everything from A to Z: the order when no words are searched. ``facets``: by
    facet, the values that it has. Without an entry: of a page about the handbook.
    """

    summary: str = ""
    ended: str = ""
    also: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    place: int = _LAST
    facets: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"soort": ("pagina",)})


def hidden(edition: Edition) -> Callable[[Initiative], Hidden]:
    """A function that gives the hidden words of an entry; its first call reads all texts."""
    groups = (*edition.themes, *edition.target_groups, *edition.organisations, *edition.programmes)
    written = (*map(_text, edition.initiatives), *(_introduction(group.term) for group in groups if group.term))
    compounds = cache(lambda: Compounds(map(words, written)))
    joins = edition.language.code == "nl"  # only Dutch joins its words
    places = {entry.slug: place for place, entry in enumerate(edition.initiatives)}

    def found(entry: Initiative) -> Hidden:
        also = _also(edition, entry)
        place = places[entry.slug]
        parts = compounds().absent(place, words(" ".join(also))) if joins else ()
        ended = edition.language.say(entry.ended) if entry.ended else ""
        return Hidden(entry.summary, ended, also, parts, place, _facets(edition, entry))

    return found


def noted(edition: Edition) -> Callable[[str], Hidden]:
    """A function that gives the hidden words of the page at an address."""
    words_of = hidden(edition)

    def of(at: str) -> Hidden:
        folder, _, name = at.rstrip("/").rpartition("/")
        entry = edition.by_slug.get(name) if f"{folder}/" == address.INITIATIVES else None
        return words_of(entry) if entry else Hidden()

    return of


def _facets(edition: Edition, entry: Initiative) -> dict[str, tuple[str, ...]]:
    """As the search page names them."""
    return {
        "soort": (str(entry.kind),),
        "thema": tuple(entry.themes),
        "stad": tuple(city.slug for city in edition.cities_of(entry)),
        "doelgroep": tuple(entry.target_groups),
    }


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
