"""The hidden words of an entry: by which it is found beside its own text.

In: an Edition. Out: for an entry its other words, and with ``search-data.html`` what the index reads beside its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..edition.edition import Edition
from ..edition.index import Group
from ..model import address
from ..model.initiative import Initiative, Term
from ..words.names import same, slug
from .compounds import Compounds, words
from .environment import Environment


@dataclass(frozen=True, slots=True)
class Hidden:
    """``also``: other names and words for what the entry is about; ``parts``: parts of compounds in its text.

    ``place`` is its place in the list of everything from A to Z: the order when no words are searched.
    """

    also: tuple[str, ...]
    parts: tuple[str, ...]
    place: int


def hidden(edition: Edition) -> Callable[[Initiative], Hidden]:
    """What gives the hidden words of an entry; every text is read for it beforehand."""
    groups = (*edition.themes, *edition.target_groups, *edition.organisations, *edition.programmes)
    written = (*map(_text, edition.initiatives), *(_introduction(group.term) for group in groups if group.term))
    compounds = Compounds(map(words, written)) if edition.language.code == "nl" else None  # only Dutch joins its words
    places = {entry.slug: place for place, entry in enumerate(edition.initiatives)}

    def found(entry: Initiative) -> Hidden:
        also = _also(edition, entry)
        place = places[entry.slug]
        parts = compounds.absent(place, words(" ".join(also))) if compounds else ()
        return Hidden(also, parts, place)

    return found


def noted(edition: Edition, templates: Path) -> Callable[[str], str]:
    """What gives the index more to read of a page, by its address: filters, order and hidden words, as HTML.

    No reader has to load it: it made each page of an entry a tenth longer.
    """
    words_of = hidden(edition)
    template = Environment(templates, edition.language).get_template("search-data.html")

    def more(at: str) -> str:
        folder, _, name = at.rstrip("/").rpartition("/")
        entry = edition.by_slug.get(name) if f"{folder}/" == address.INITIATIVES else None
        if entry is None:
            return ""
        ended = edition.language.say(entry.ended) if entry.ended else ""
        return template.render(entry=entry, other=words_of(entry), cities=edition.cities_of(entry), ended=ended)

    return more


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
