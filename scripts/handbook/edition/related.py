"""Related entries, each with the reason why: computed from the fields, never written twice.

An inverted index gives the candidates. A value that very many entries share says little, so of each value only
the nearest neighbours in alphabetical order are looked at; that keeps the cost linear in the number of entries.
"""

from __future__ import annotations

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


def related(entries: tuple[Initiative, ...], titles: Mapping[tuple[str, str], str]) -> dict[str, tuple[Relation, ...]]:
    """For each slug its at most five nearest entries, nearest first.

    ``titles`` gives the title of a feature's value, as in ``("theme", "zelfhulp")``.
    """
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    features = [tuple(_features(entry)) for entry in entries]
    for number, values in enumerate(features):
        for value in values:
            index[value].append(number)
    rank = {value: {number: place for place, number in enumerate(numbers)} for value, numbers in index.items()}
    # One whole number for each candidate puts them in order: described before stubs, heavy before light, and as they
    # stand. There are two million for 10,000 entries; sorting them by a function was three quarters of the work.
    count = len(entries)
    ends = [(entry.is_stub + 1) * _HEAVIEST * count + number for number, entry in enumerate(entries)]

    result = {}
    for number, entry in enumerate(entries):
        weights: dict[int, int] = defaultdict(int)
        near = {value: _near(index[value], rank[value][number]) for value in features[number]}
        for value, others in near.items():
            weight = _WEIGHTS[value[0]]
            for other in others:
                weights[other] += weight
        del weights[number]
        best = sorted([ends[other] - weight * count for other, weight in weights.items()])[:MOST]
        result[entry.slug] = tuple(
            Relation(entries[other], _reasons([v for v in near if other in near[v]], entry, entries[other], titles))
            for other in (key % count for key in best)
            if weights[other] > 1
        )
    return result


def _near(numbers: list[int], place: int) -> list[int]:
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
