"""Candidates: which entries are worth comparing. The traits of entries in; pairs of their positions out.

Never all pairs: entries become candidates when they share something rare (the sound of a name, a few of its letters,
a run of words, a source, a project number), and only candidates are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import chain

from .likeness import core
from .traits import Traits

RARE = 20  # a key that more entries share is no sign of a duplicate
NEIGHBOURS = 8  # of those that share a key, each is compared with this many, to keep the cost linear
LONG = 14  # letters of a name

Pair = tuple[int, int]


def by_text(entries: Sequence[Traits]) -> set[Pair]:
    """Pairs whose texts share runs of words."""
    return _often([entry.samples for entry in entries])


def by_name(entries: Sequence[Traits]) -> set[Pair]:
    """Pairs of which the names share something rare."""
    return {*_sharing([set(_name_keys(entry)) for entry in entries]), *_often(_rarest(entries))}


def by_origin(entries: Sequence[Traits]) -> set[Pair]:
    """Pairs that share a source or a project number."""
    sources = [{address for address in entry.addresses if address} for entry in entries]
    numbers = [(entry.project_number,) if entry.project_number else () for entry in entries]
    return {*_sharing(sources), *_sharing(numbers)}


def _name_keys(entry: Traits) -> Iterator[Hashable]:
    """What two spellings of one name share: its sound, its consonants, all but a letter, a word in the same city.

    A long name has rare letters enough (see ``_rarest``) and would have very many forms with a letter less.
    """
    for one in entry.names:
        yield from (one.joined, one.ordered, one.letters)
        if len(one.skeleton) > 3:
            yield "skeleton", one.skeleton
        if 5 < len(one.joined) <= LONG:
            yield from (one.joined[:at] + one.joined[at + 1 :] for at in range(len(one.joined)))
        yield from ((piece, city) for city in entry.cities for piece in core(one.text, (city,))[0])
        for word in one.words:
            if len(word) > 3:
                yield word, ""
                yield from ((word, city) for city in entry.cities)


def _sharing(keys: Sequence[Collection[Hashable]]) -> Counter[Pair]:
    """How many rare keys each pair shares; each entry has a key once.

    Nearly all keys are met once only. They are counted and left out by the loops of the interpreter itself: a third of
    the time of looking at each here.
    """
    met = Counter(chain.from_iterable(keys))
    rare = {key for key, times in met.items() if 1 < times <= RARE}
    postings: dict[Hashable, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in rare.intersection(own):
            postings[key].append(number)
    return Counter(
        (number, other)
        for numbers in postings.values()
        for place, number in enumerate(numbers)
        for other in numbers[place + 1 : place + 1 + NEIGHBOURS]
    )


def _often(keys: Sequence[Collection[Hashable]]) -> set[Pair]:
    """Pairs that share two rare keys at least."""
    return {pair for pair, count in _sharing(keys).items() if count > 1}


def _rarest(entries: Sequence[Traits]) -> list[list[str]]:
    """For each entry its eight rarest trigrams of names: a misspelling leaves most of them intact."""
    letters = [
        {one.joined[at : at + 3] for one in entry.names for at in range(len(one.joined) - 2)} for entry in entries
    ]
    counts = Counter(chain.from_iterable(letters))
    rare = {group for group, times in counts.items() if 1 < times <= RARE}
    return [sorted(rare.intersection(own), key=lambda group: (counts[group], group))[:8] for own in letters]
