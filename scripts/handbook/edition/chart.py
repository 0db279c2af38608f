"""A bar chart as values: what is counted in, bars with their lengths out; templates draw it and print it as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..words.language import Language
from ..words.names import capital
from ..words.vocabulary import Vocabulary
from .index import Group

MOST = 15  # bars of one chart that could have any number

Steps = Sequence[tuple[int | None, str]]  # numbers up to and including this one, or all that remain; and their name


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` is its length, in hundredths of all that the chart is about; ``address`` the page of what is counted, if any."""

    label: str
    count: int
    share: float
    address: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """``column`` heads the labels in the table; ``said`` is a sentence below the title, or empty; ``empty`` names what nothing
    was counted for. What has fewer than two bars needs no drawing.
    """

    key: str
    title: str
    column: str
    bars: tuple[Bar, ...]
    said: str = ""
    empty: tuple[str, ...] = ()

    @property
    def drawn(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.count]

    @property
    def summary(self) -> str:
        """What is drawn as words, for those who do not see it."""
        return "; ".join(f"{bar.label}: {bar.count}" for bar in self.drawn)


def chart(key: str, title: str, column: str, counts: Iterable[tuple], of: int, said: str = "") -> Chart:
    """``counts`` holds labels with their number, and perhaps an address, in their order; ``of`` is how many there are in all,
    by which every bar is measured: one of twenty is as long in each chart.
    """
    found = [(label, count, *rest) for label, count, *rest in counts]
    bars = (Bar(capital(label), count, round(100 * count / (of or 1), 1), *rest) for label, count, *rest in found)
    return Chart(key, title, column, tuple(bars), said, tuple(label for label, count, *_ in found if not count))


def of_groups(groups: Iterable[Group]) -> list[tuple]:
    """Groups by their number of entries, the largest first."""
    return sorted(((group.title, len(group.entries), group.address) for group in groups), key=lambda item: -item[1])


def of_choices(choices: type[Vocabulary], counts: Mapping[Vocabulary, int], language: Language) -> list[tuple]:
    """The words of a vocabulary in their own order."""
    return [(language.say(choice.label), counts.get(choice, 0)) for choice in choices]


def of_steps(values: Iterable[int | None], steps: Steps, unknown: str, language: Language) -> list[tuple]:
    """Numbers by the first step that they do not pass; those that nobody knows come last, if there are any."""
    counts = Counter(_step(value, steps) for value in values)
    found: list[tuple] = [(language.say(name), counts[number]) for number, (_, name) in enumerate(steps)]
    return [*found, (language.say(unknown), counts[None])] if counts[None] else found


def _step(value: int | None, steps: Steps) -> Hashable:
    if value is None:
        return None
    return next(number for number, (limit, _) in enumerate(steps) if limit is None or value <= limit)
