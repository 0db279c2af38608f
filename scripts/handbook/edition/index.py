"""The cross-indexes: initiatives under each theme, city, target group, organisation and programme.

Every ordering and grouping of the handbook is decided here, once; website, book and data follow it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ..model import address
from ..model.folders import CONTENT
from ..model.gazetteer import Place
from ..model.initiative import Initiative, Term
from ..reading.catalogue import Catalogue
from ..reading.chapter import PUBLICATIONS
from ..words.names import initial, order, slug

NO_CITY = "zonder-stad"
_ALIKE = 4  # initial letters that two names share if a reader sees both at once


@dataclass(frozen=True, slots=True)
class Group:
    """A term with its entries, in alphabetical order.

    ``address`` is that of its page; ``source`` the file that introduces it, whether it exists (``term``) or not.
    ``place`` is set for a city whose coordinates are known.
    """

    slug: str
    title: str
    address: str
    source: str
    entries: tuple[Initiative, ...]
    term: Term | None = None
    place: Place | None = None

    @property
    def summary(self) -> str:
        return self.term.summary if self.term else ""

    @property
    def former(self) -> tuple[str, ...]:
        """The addresses at which it stood before."""
        folder = self.address.partition("/")[0]
        return tuple(f"{folder}/{old}/" for old in self.term.former_slugs) if self.term else ()

    @property
    def described(self) -> tuple[Initiative, ...]:
        return tuple(entry for entry in self.entries if not entry.is_stub)


def by_change(entries: Iterable[Initiative]) -> list[Initiative]:
    """Last added or reviewed first; on one day described entries before stubs."""
    return sorted(entries, key=lambda entry: (-entry.reviewed.toordinal(), entry.is_stub))


def by_turns(entries: Iterable[Initiative], score: Callable[[Initiative], int]) -> list[Initiative]:
    """The best of each theme first, then the second of each, and so on; an entry counts for its first theme.

    Better is what has a higher score, or else more themes: no clock and no chance decides.
    """
    before: dict[str, int] = defaultdict(int)
    turns: dict[str, int] = {}
    best = sorted(entries, key=lambda entry: (-score(entry), -len(entry.themes)))
    for entry in best:
        turns[entry.slug] = before[entry.themes[0]]
        before[entry.themes[0]] += 1
    return sorted(best, key=lambda entry: turns[entry.slug])


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the list from A to Z: the title of an entry, or another name that leads to it."""

    text: str
    letter: str
    entry: Initiative

    @property
    def is_other(self) -> bool:
        return self.text != self.entry.title


def names(entries: Iterable[Initiative], language: str) -> tuple[Name, ...]:
    """Titles and other names in the alphabetical order of a language.

    Another name that begins as the title does, and would stand right next to it, is left out: it leads nowhere new.
    """
    texts = [(text, entry) for entry in entries for text in (entry.title, *entry.aliases)]
    found = sorted(texts, key=lambda item: (order(item[0], language), item[1].slug))
    lines = [Name(text, initial(text, language), entry) for text, entry in found]
    return tuple(
        name
        for _, run in groupby(lines, key=lambda name: (name.entry.slug, order(name.text, language)[0][:_ALIKE]))
        for name in _telling(list(run))
    )


def _telling(run: list[Name]) -> list[Name]:
    """Of adjacent lines of one entry: the title if that is among them, otherwise all."""
    return [name for name in run if not name.is_other] or run


def proper_names(catalogue: Catalogue, entries: Iterable[Initiative]) -> Iterator[str]:
    """The proper names: of entries, programmes, series, organisations and publications."""
    for entry in entries:
        yield from (entry.title, *entry.aliases)
    yield from (term.title for terms in (catalogue.programmes, catalogue.organisations) for term in terms.values())
    if PUBLICATIONS in catalogue.chapters:
        yield from (section.title for section in catalogue.chapters[PUBLICATIONS].parts()[1])


def alphabetical(entries: Iterable[Initiative], language: str) -> tuple[Initiative, ...]:
    return tuple(sorted(entries, key=lambda entry: order(entry.title, language)))


# Terms that entries refer to by name, in any spelling, so that they need no file of their own: their names by slug.
_NAMED: dict[str, Callable[[Initiative], Mapping[str, str]]] = {
    "steden": lambda entry: {slug(city): city for city in entry.cities},
    "organisaties": lambda entry: {slug(item.name): item.name for item in entry.organisations},
}
# The slugs of the groups in a folder in which an entry stands.
_WITHIN: dict[str, Callable[[Initiative], Iterable[str]]] = {
    "themas": lambda entry: entry.themes,
    "doelgroepen": lambda entry: entry.target_groups,
    "steden": lambda entry: _NAMED["steden"](entry) or (NO_CITY,),
    "organisaties": _NAMED["organisaties"],
    "programmas": lambda entry: filter(None, (entry.programme, entry.series)),  # programmes and series alike
}


def within(entries: Iterable[Initiative], folder: str) -> dict[str, list[Initiative]]:
    """The entries in each group of a folder, by its slug."""
    return _postings(entries, _WITHIN[folder])


def groups(catalogue: Catalogue, folder: str, entries: Iterable[Initiative], language: str) -> tuple[Group, ...]:
    """The groups of a folder: terms with a file, and those that entries name; all spellings of a name are one group."""
    terms, found = catalogue.terms[folder], within(entries, folder)
    titles = {name: term.title for name, term in terms.items()}
    for name, (entry, *_) in found.items() if folder in _NAMED else ():
        if name != NO_CITY:
            titles.setdefault(name, _NAMED[folder](entry)[name])
    return tuple(
        Group(
            slug=name,
            title=titles[name],
            address=f"{folder}/{name}/",
            source=f"{CONTENT}/{folder}/{name}.md",
            entries=tuple(found.get(name, ())),
            term=terms.get(name),
            place=catalogue.place(titles[name]) if folder == "steden" else None,
        )
        for name in sorted(titles, key=lambda name: order(titles[name], language))
    )


def without_city(entries: Iterable[Initiative], title: str) -> tuple[Group, ...]:
    """The group for entries that name no city, if there are any."""
    rest = tuple(entry for entry in entries if not entry.cities)
    return (Group(NO_CITY, title, f"{address.CITIES}{NO_CITY}/", f"{CONTENT}/steden/index.md", rest),) if rest else ()


def by_publisher(organisations: Iterable[Group], entries: Iterable[Initiative]) -> dict[str, tuple[Initiative, ...]]:
    """By the slug of an organisation, the entries that have a source from it and in which it takes no part."""
    published = _postings(entries, lambda entry: {slug(item.publisher) for item in entry.sources if item.publisher})
    found = {}
    for group in organisations:
        if group.slug not in published:
            continue
        own = {entry.slug for entry in group.entries}
        if about := tuple(entry for entry in published[group.slug] if entry.slug not in own):
            found[group.slug] = about
    return found


def by_method(entries: Iterable[Initiative]) -> dict[str, tuple[Initiative, ...]]:
    """The entries that use each method."""
    return {method: tuple(users) for method, users in _postings(entries, lambda entry: entry.methods).items()}


def _postings(
    entries: Iterable[Initiative], keys: Callable[[Initiative], Iterable[str]]
) -> dict[str, list[Initiative]]:
    found: dict[str, list[Initiative]] = defaultdict(list)
    for entry in entries:
        for key in keys(entry):
            found[key].append(entry)
    return found
