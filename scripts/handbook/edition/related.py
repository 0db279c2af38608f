"""Related entries, each with the reason why: computed from the fields, never written twice.

The groups and the users of methods give the candidates. A value that very many entries share says little, so of each value
only the nearest neighbours in alphabetical order are looked at; that keeps the cost linear in the number of entries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.initiative import Initiative
from ..words.language import N_, Message, message
from ..words.names import slug
from .index import Group
from .lazy import Lazy

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

    ``groups`` are those of each kind of feature that has any, and ``users`` the entries that use each method.
    """

    def __init__(
        self,
        entries: tuple[Initiative, ...],
        groups: Mapping[str, Sequence[Group]],
        users: Mapping[str, tuple[Initiative, ...]],
    ) -> None:
        self._entries, self._users = entries, users
        self._groups = {(kind, group.slug): group for kind, found in groups.items() for group in found}
        self._with = Lazy(self._numbers_with)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {entry.slug: number for number, entry in enumerate(self._entries)}

    @cached_property
    def _ends(self) -> list[int]:
        """A sort key for each candidate as one integer: described before stubs, then by weight, then in order of entries.
        10,000 entries have two million candidates; sorting these by a function was three quarters of the work."""
        each = _HEAVIEST * len(self._entries)
        return [(entry.is_stub + 1) * each + number for number, entry in enumerate(self._entries)]

    def _numbers_with(self, value: tuple[str, str]) -> list[int]:
        """The numbers of the entries with a value, ascending; a method counts as using itself."""
        kind, name = value
        found = [self._numbers[name]] if kind == "uses" else []
        entries = self._users.get(name, ()) if kind == "uses" else self._groups[value].entries
        return sorted(found + [self._numbers[entry.slug] for entry in entries])

    def __getitem__(self, slug: str) -> tuple[Relation, ...]:
        entries, count, number = self._entries, len(self._entries), self._numbers[slug]
        entry = entries[number]
        weights: dict[int, int] = defaultdict(int)
        near = {value: _near(self._with[value], number) for value in self._features(entry)}
        for value, others in near.items():
            weight = _WEIGHTS[value[0]]
            for other in others:
                weights[other] += weight
        del weights[number]
        best = sorted([self._ends[other] - weight * count for other, weight in weights.items()])[:MOST]
        return tuple(
            Relation(entries[other], self._reasons([v for v in near if other in near[v]], entry, entries[other]))
            for other in (key % count for key in best)
            if weights[other] > 1
        )

    def _features(self, entry: Initiative) -> Iterator[tuple[str, str]]:
        if entry.slug in self._users:
            yield "uses", entry.slug
        yield from (("uses", method) for method in entry.methods)
        yield from (("theme", theme) for theme in entry.themes)
        yield from (("target", group) for group in entry.target_groups)
        yield from (("city", slug(city)) for city in entry.cities)
        if entry.programme:
            yield "programme", entry.programme
        if entry.series:
            yield "series", entry.series

    def _reasons(self, values: list[tuple[str, str]], entry: Initiative, other: Initiative) -> tuple[Message, ...]:
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
                reasons.append(message(_REASONS[kind], name=self._title(kind, name)))
        return tuple(reasons)

    def _title(self, kind: str, name: str) -> str:
        return self._entries[self._numbers[name]].title if kind == "uses" else self._groups[kind, name].title

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _near(numbers: list[int], number: int) -> list[int]:
    """The numbers on either side of one of them; they stand in their order."""
    place = bisect_left(numbers, number)
    return numbers[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]


_REASONS = {
    "uses": N_("the same method: %(name)s"),
    "programme": N_("also took part in %(name)s"),
    "series": N_("also in the series %(name)s"),
    "city": N_("also in %(name)s"),
    "theme": N_("also about %(name)s"),
    "target": N_("also for %(name)s"),
}
