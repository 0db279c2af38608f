"""Related entries, each with the reason why: computed from the fields, never written twice.

An inverted index gives the candidates. A value that very many entries share says little, so of each value only
the nearest neighbours in alphabetical order are looked at; that keeps the cost linear in the number of entries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.initiative import Initiative
from ..words.language import N_, Message, message

NEIGHBOURS = 20  # on either side, for each value that an entry has
MOST = 5

_WEIGHTS = {"uses": 6, "programme": 2, "series": 2, "city": 3, "theme": 2, "target": 1}
_HEAVIEST = 1000  # more than an entry can weigh


@dataclass(frozen=True, slots=True)
class Relation:
    entry: Initiative
    reasons: tuple[Message, ...]


class Related(Mapping[str, tuple[Relation, ...]]):
    """For each slug its at most five nearest entries, nearest first, found when they are asked for.

    ``titles`` gives the title of a feature's value, as in ``("theme", "zelfhulp")``.
    """

    def __init__(self, entries: tuple[Initiative, ...], titles: Mapping[tuple[str, str], str]) -> None:
        self._entries, self._titles = entries, titles
        self._numbers = {entry.slug: number for number, entry in enumerate(entries)}
        self._index: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for value in _features(entry):
                self._index[value].append(number)
        # One whole number for each candidate puts them in order: described before stubs, heavy before light, and as
        # they stand. There are two million for 10,000 entries; sorting them by a function was three quarters of the work.
        count = len(entries)
        self._ends = [(entry.is_stub + 1) * _HEAVIEST * count + number for number, entry in enumerate(entries)]

    def __getitem__(self, slug: str) -> tuple[Relation, ...]:
        entries, count, number = self._entries, len(self._entries), self._numbers[slug]
        entry = entries[number]
        weights: dict[int, int] = defaultdict(int)
        near = {value: _near(self._index[value], number) for value in _features(entry)}
        for value, others in near.items():
            weight = _WEIGHTS[value[0]]
            for other in others:
                weights[other] += weight
        del weights[number]
        best = sorted([self._ends[other] - weight * count for other, weight in weights.items()])[:MOST]
        return tuple(
            Relation(
                entries[other], _reasons([v for v in near if other in near[v]], entry, entries[other], self._titles)
            )
            for other in (key % count for key in best)
            if weights[other] > 1
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _near(numbers: list[int], number: int) -> list[int]:
    """The numbers on either side of one of them; they stand in their order."""
    place = bisect_left(numbers, number)
    return numbers[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]


def _features(entry: Initiative) -> Iterator[tuple[str, str]]:
    yield "uses", entry.slug
    yield from (("uses", method) for method in entry.methods)
    yield from (("theme", theme) for theme in entry.themes)
    yield from (("target", group) for group in entry.target_groups)
    yield from (("city", city) for city in entry.cities)
    if entry.programme:
        yield "programme", entry.programme
    if entry.series:
        yield "series", entry.series


def _reasons(
    values: list[tuple[str, str]], entry: Initiative, other: Initiative, titles: Mapping[tuple[str, str], str]
) -> tuple[Message, ...]:
    """The weightiest reasons, at most two and of different kinds, as messages."""
    first_of_kind = dict(reversed(values))
    ranked = sorted(first_of_kind.items(), key=lambda value: -_WEIGHTS[value[0]])
    reasons = []
    for kind, name in ranked[:2]:
        if kind == "uses" and name == other.slug:
            reasons.append(message(N_("a method that is used here")))
        elif kind == "uses" and name == entry.slug:
            reasons.append(message(N_("uses this method")))
        else:
            reasons.append(message(_REASONS[kind], name=titles.get((kind, name), name)))
    return tuple(reasons)


_REASONS = {
    "uses": N_("the same method: %(name)s"),
    "programme": N_("also took part in %(name)s"),
    "series": N_("also in the series %(name)s"),
    "city": N_("also in %(name)s"),
    "theme": N_("also about %(name)s"),
    "target": N_("also for %(name)s"),
}
