"""Candidates: which entries are worth comparing. Entries in; pairs of their positions out.

Never all pairs: entries become candidates when they share something rare (the sound of a name, a few of its letters,
a run of words, a source, a project number), and only candidates are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote

from ..model.initiative import Initiative
from .likeness import Name, name

RARE = 20  # what more entries share than this is no sign of a duplicate
NEIGHBOURS = 8  # so many of those who share something are compared, to keep the cost linear
LONG = 14  # letters of a name

Pair = tuple[int, int]

_INDEX = re.compile(r"/(index\.(html?|php))?$")


def by_text(entries: Iterable[Initiative]) -> set[Pair]:
    """Pairs whose texts share runs of words."""
    return _often(((n, key) for n, entry in enumerate(entries) if not entry.is_stub for key in _text_keys(entry)), 2)


def by_name(entries: Sequence[Initiative]) -> set[Pair]:
    """Pairs of which the names share something rare."""
    found = set(_sharing((n, key) for n, entry in enumerate(entries) for key in set(_name_keys(entry))))
    return found | _often(_rarest([names(entry) for entry in entries]), 2)


def by_origin(entries: Sequence[Initiative]) -> set[Pair]:
    """Pairs that share a source or a project number."""
    found = set(_sharing((n, key) for n, entry in enumerate(entries) for key in addresses(entry)))
    return found | set(_sharing((n, project_number(entry)) for n, entry in enumerate(entries) if entry.project_number))


def _name_keys(entry: Initiative) -> Iterator[Hashable]:
    """What two spellings of one name share: its sound, its consonants, all but a letter, a word in the same city.

    A long name has rare letters enough (see ``_rarest``) and would have very many forms with a letter less.
    """
    for one in names(entry):
        yield from (one.joined, one.ordered, one.letters)
        if len(one.skeleton) > 3:
            yield "skeleton", one.skeleton
        if 5 < len(one.joined) <= LONG:
            yield from (one.joined[:at] + one.joined[at + 1 :] for at in range(len(one.joined)))
        for word in one.words:
            if len(word) > 3:
                yield word, ""
                yield from ((word, city) for city in entry.cities)


def _text_keys(entry: Initiative) -> set[str]:
    """Each word of a certain length with the next two: a fair sample of the text, most of which a copy keeps."""
    words = f"{entry.summary} {entry.body}".casefold().split()
    return {
        f"{word} {second} {third}"
        for word, second, third in zip(words, words[1:], words[2:])
        if 8 <= len(word) <= 9 and word.isalpha()
    }


def _sharing(keyed: Iterable[tuple[int, Hashable]]) -> Counter[Pair]:
    """How many rare keys each pair shares."""
    first: dict[Hashable, int] = {}
    postings: dict[Hashable, list[int]] = {}
    for number, key in keyed:
        before = first.setdefault(key, number)  # most keys are met once, and need no list
        if before != number:
            postings.setdefault(key, [before]).append(number)
    counts: Counter[Pair] = Counter()
    for numbers in postings.values():
        if len(numbers) <= RARE:
            for place, number in enumerate(numbers):
                for other in numbers[place + 1 : place + 1 + NEIGHBOURS]:
                    if other != number:
                        counts[number, other] += 1
    return counts


def _often(keyed: Iterable[tuple[int, Hashable]], least: int) -> set[Pair]:
    return {pair for pair, count in _sharing(keyed).items() if count >= least}


def _rarest(names: list[tuple[Name, ...]]) -> Iterator[tuple[int, str]]:
    """Of each entry the groups of three letters that are rarest in names: a misspelling leaves most of them."""
    letters = [{one.joined[at : at + 3] for one in own for at in range(len(one.joined) - 2)} for own in names]
    counts: Mapping[str, int] = Counter(chain.from_iterable(letters))
    for number, own in enumerate(letters):
        telling = sorted((counts[group], group) for group in own if 1 < counts[group] <= RARE)
        yield from ((number, group) for _, group in telling[:8])


def names(entry: Initiative) -> tuple[Name, ...]:
    return _named((entry.title, *entry.aliases))


@lru_cache(maxsize=65536)
def _named(texts: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(map(name, texts))


def project_number(entry: Initiative) -> str:
    return re.sub(r"\W", "", entry.project_number or "").casefold()


def addresses(entry: Initiative) -> set[str]:
    return {address(source.url) for source in entry.sources if source.url}


def address(url: str) -> str:
    """The part of a web address that says which page it is: no scheme, “www.”, anchor, tracking or last slash."""
    page, _, query = url.partition("://")[2].partition("#")[0].partition("?")
    path = _INDEX.sub("", unquote(page)).casefold().removeprefix("www.")
    telling = sorted(item for item in query.split("&") if item and not item.startswith(("utm_", "fbclid=", "gclid=")))
    return f"{path}{'?' if telling else ''}{'&'.join(telling)}"
