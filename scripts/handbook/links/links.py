"""Links that lead out of the handbook: where each stands, and what to do about those that no longer work.

In: a Catalogue and the chapters' texts; later, a verdict on each address (see ``visit``). Out: every address with its
places, and sentences that say what is wrong and where the page may still be found.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from ..judging.formats import escaped
from ..reading.body import Parsed
from ..reading.catalogue import Catalogue
from ..words.language import N_, Language, Message, message

ARCHIVE = "https://web.archive.org/web/"
_MOST = 60_000  # signs; GitHub refuses the text of an issue that has more than 65,536
_LASTING = ("web.archive.org", "archive.org")  # made to stay, and too busy to ask every week


class State(StrEnum):
    GOOD = "good"
    MOVED = "moved"
    DEAD = "dead"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a visit found. ``target`` is where the page went, ``since`` the first day in a row with this state."""

    state: State
    reason: Message | None = None
    target: str = ""
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an address stands in a source."""

    path: str
    line: int
    column: int


@dataclass(slots=True)
class Outward:
    """An address, without its anchor, with every place where it stands.

    ``archived`` is a copy that a source names; ``seen`` the day at which somebody read the page.
    """

    url: str
    spots: list[Spot] = field(default_factory=list)
    archived: str = ""
    seen: datetime.date | None = None

    @property
    def copy(self) -> str:
        """Where a copy may be found: the one that is named, or the one nearest to the day at which it was read."""
        day = f"{self.seen:%Y%m%d}/" if self.seen else ""
        return self.archived or f"{ARCHIVE}{day}{self.url}"


def outward(catalogue: Catalogue, chapters: Mapping[str, str]) -> dict[str, Outward]:
    """Every address that leads out, sorted; ``chapters`` are texts by their path."""
    found: dict[str, Outward] = {}

    def note(url: str, spot: Spot) -> Outward | None:
        try:
            url = urldefrag(url).url
            parts = urlsplit(url)
        except ValueError:  # of a broken file: the check tells
            return None
        if parts.scheme not in ("http", "https") or parts.hostname in _LASTING or not parts.hostname:
            return None
        one = found.setdefault(url, Outward(url))
        one.spots.append(spot)
        return one

    for path, document in catalogue.documents.items():
        for place, record in _addresses(document.values):
            one = note(record[place[-1]], Spot(path, *document.at(place)))
            if one and place[-1] == "url":
                one.archived = one.archived or record.get("archived", "")
                one.seen = one.seen or _day(record.get("retrieved", ""))
        for spot, url in _written(path, document.body, document.body_line):
            note(url, spot)
    for path, text in chapters.items():
        for spot, url in _written(path, text, 1):
            note(url, spot)
    return dict(sorted(found.items()))


def listed(links: Iterable[Outward], verdicts: Mapping[str, Verdict], language: Language) -> list[str]:
    """One line for each place of a link that is dead, moved or unsure, the dead ones first."""
    return [
        f"{spot.path}:{spot.line}:{spot.column}: {_sentence(one, verdicts[one.url], language)}"
        for _, ones in _grouped(links, verdicts)
        for one in ones
        for spot in one.spots
    ]


def issue(links: Iterable[Outward], verdicts: Mapping[str, Verdict], language: Language, edit: str) -> str:
    """The text of one issue in Markdown: what to mend, as a list to tick off, with links to the edit pages."""
    say = language.gettext
    page = [
        say(
            N_(
                "The handbook was checked for links that no longer work. Tick off what you have mended; this list is renewed every week."
            )
        ),
        "",
    ]
    room, left = _MOST, 0
    for state, ones in _grouped(links, verdicts):
        title, advice = _TITLES[state]
        page += [f"## {say(title)} ({len(ones)})", "", say(advice), ""]
        for one in ones:
            places = ", ".join(f"[{escaped(spot.path)}:{spot.line}]({edit}{spot.path})" for spot in one.spots)
            line = f"- [ ] {escaped(_sentence(one, verdicts[one.url], language))}<br>{places}"
            room -= len(line) + 1
            if room > 0:
                page.append(line)
            else:
                left += 1
        page.append("")
    if left:
        page.append(say(N_("and %(count)d more")) % {"count": left})
    if len(page) == 2:
        page.append(say(N_("All links work.")))
    return "\n".join(page).rstrip() + "\n"


_TITLES = {
    State.DEAD: (
        N_("Dead links"),
        N_("The page is gone. Use the copy, look for the page elsewhere, or leave the address out."),
    ),
    State.MOVED: (
        N_("Moved links"),
        N_("The page has another address for good. Replace the old one when the page is still the same."),
    ),
    State.UNSURE: (
        N_("Unsure"),
        N_("These may work for a person. Look at them yourself; nothing has to be done when they do."),
    ),
}


def _grouped(links: Iterable[Outward], verdicts: Mapping[str, Verdict]) -> Iterator[tuple[State, list[Outward]]]:
    links = list(links)
    for state in _TITLES:
        ones = [one for one in links if one.url in verdicts and verdicts[one.url].state is state]
        if ones:
            yield state, ones


def _sentence(one: Outward, verdict: Verdict, language: Language) -> str:
    reason = verdict.reason or message(N_("no reason is known"))
    if verdict.state is State.DEAD:
        said = message(
            N_("the link %(url)s is dead: %(reason)s. Perhaps there is a copy at %(copy)s"),
            url=one.url,
            reason=reason,
            copy=one.copy,
        )
    elif verdict.state is State.MOVED:
        said = message(N_("the link %(url)s has moved to %(target)s"), url=one.url, target=verdict.target)
    else:
        said = message(N_("it is unsure whether the link %(url)s works: %(reason)s"), url=one.url, reason=reason)
    text = language.say(said)
    if verdict.since:
        text += language.gettext(N_(" (since %(date)s)")) % {"date": language.day(verdict.since)}
    return text


def _addresses(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], dict[str, str]]]:
    """The place of every ``url`` in the fields of a source, and the record in which it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "url" and isinstance(inner, str):
                yield (*path, key), value
            else:
                yield from _addresses(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _addresses(inner, (*path, number))


def _written(path: str, text: str, first: int) -> Iterator[tuple[Spot, str]]:
    if "http" in text:
        for link in Parsed(text).links:
            yield Spot(path, link.line + first - 1, link.column), link.href


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
