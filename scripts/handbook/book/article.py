"""One entry as it stands in the book: an Initiative in, the JSON values of its article out.

Facts become lines of nodes (see ``nodes``). A link to something that is in the book becomes a reference with its page;
any other web address gets a letter, and is printed in full at the end of the article.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..edition import map
from ..edition.edition import Edition
from ..edition.index import Group
from ..model import address
from ..model.initiative import Figure, FollowUp, Initiative, Organisation
from ..words.language import N_, Message
from ..words.names import capital, slug
from ..words.vocabulary import Coverage, EvidenceLevel
from . import guess
from .bibliography import note
from .glossary import described
from .hyphens import hyphenated, together
from .nodes import Node, shown, visible
from .qr import qr
from .resolver import Resolve, Targets, resolver


def article(entry: Initiative, edition: Edition, targets: Targets, brief: bool = False) -> dict[str, Any]:
    """Everything of one entry. Links are lettered in reading order: facts first, then the description.

    ``brief`` leaves out the facts and the related entries: a stub is printed so in a book.
    """
    links = _Links(edition.settings.url, targets)
    say = edition.language.say
    told = [] if brief else [fact for fact in _facts(entry, edition, links) if fact["lines"]]
    facts = [fact | {"wide": guess.wide(fact["lines"])} for fact in told]
    users = () if brief else edition.users.get(entry.slug, ())
    related = () if brief else edition.related.get(entry.slug, ())
    body, words = described(entry, edition, links.resolve)
    page = f"{edition.settings.url}{address.initiative(entry.slug)}"
    dotted = dots(edition, entry)
    return {
        **mention(entry, edition),
        "path": f"initiatives/{entry.slug}.md",
        "summary": together(visible(entry.summary)),
        "kind": sentence(say(entry.kind.label)),
        "themes": [visible(edition.theme[name].title) for name in entry.themes],
        "dots": dotted,
        "alt": say(N_("Map of the Netherlands with a dot at %(places)s"), places=entry.cities),
        "facts": facts,
        "evidence": _evidence(entry, edition),
        "body": hyphenated(body),
        "words": words,
        "box": guess.box(facts, shown(page), bool(dotted)),
        "least": guess.least(body),
        "figures": [_figure(figure, edition) for figure in entry.figures],
        "now": [_follow_up(item, edition) for item in entry.follow_up],
        "users": [links.named(user) for user in users],
        "related": [
            {
                **links.named(relation.entry),
                "ended": ended(relation.entry, edition),
                "why": _reasons(relation.reasons, edition),
            }
            for relation in related
            if relation.entry not in users
        ],
        "sources": [note(source, edition.language) for source in entry.sources],
        "links": links.lettered,
        "address": page,
        "shown": shown(page),
        "qr": {
            **qr(page),
            "alt": visible(say(N_("QR code of the page of “%(title)s” on the website"), title=entry.title)),
        },
        "checked": say(
            N_("Added on %(added)s, last checked on %(reviewed)s."),
            added=edition.language.day(entry.added),
            reviewed=edition.language.day(entry.reviewed),
        ),
    }


def mention(entry: Initiative, edition: Edition) -> dict[str, Any]:
    """What a list says of an entry."""
    return {
        "slug": entry.slug,
        "label": label(entry),
        "title": visible(entry.title),
        "place": visible(", ".join(entry.cities)) or sentence(_reach(entry, edition)),
        "ended": ended(entry, edition),
    }


def ended(entry: Initiative, edition: Edition) -> str:
    """“completed in 2020”: what a reader must know before going there."""
    return visible(edition.language.say(entry.ended)) if entry.ended else ""


def label(entry: Initiative) -> str:
    """The named destination of an entry: ``handboek.pdf#nameddest=i-flevo-fiets``."""
    return f"i-{entry.slug}"


def sentence(text: str) -> str:
    """With a capital, for words that stand alone."""
    return visible(capital(text))


def dots(edition: Edition, entry: Initiative) -> list[list[float]]:
    places = [edition.city[slug(city)].place for city in entry.cities]
    return [list(map.point(place)) for place in places if place]


class _Links:
    """Gives every link its target: a label in the book, or a web address and its letter."""

    def __init__(self, site: str, targets: Targets) -> None:
        self.targets = targets
        self.letters: dict[str, str] = {}
        self.resolve = resolver(site, targets, self._letter)
        self.unlettered = resolver(site, targets)

    def _letter(self, url: str) -> str:
        return self.letters.setdefault(url, _letters(len(self.letters)))

    def entry(self, entry: Initiative) -> dict[str, str]:
        """A reference to another entry: by its page, or by its web address when it is not in this book."""
        return self._reference(entry, self.resolve)

    def named(self, entry: Initiative) -> dict[str, str]:
        """The same, but only its name when it is not in this book. The addresses of all related entries would take a
        quarter of a page; nobody types them, as the QR code leads to a page that has them all."""
        return self._reference(entry, self.unlettered)

    def _reference(self, entry: Initiative, resolve: Resolve) -> dict[str, str]:
        found = resolve(f"/{address.initiative(entry.slug)}")
        return {**(found or {}), "text": visible(entry.title)}

    def group(self, group: Group | None, text: str) -> Node:
        """A text that leads to the page of a group, if that is in this book; no number is printed behind it."""
        target = self.targets.get(group.address) if group else None
        return {"t": "a", "to": target, "bare": True, "c": [visible(text)]} if target else visible(text)

    @property
    def lettered(self) -> list[dict[str, str]]:
        return [{"mark": mark, "url": url, "text": shown(url)} for url, mark in self.letters.items()]


def _letters(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


# What the site calls a fact, where that is not the name of its field.
_LABELS = {"places": N_("Place"), "target_groups": N_("For whom")}


def _facts(entry: Initiative, edition: Edition, links: _Links) -> Iterable[dict[str, Any]]:
    say, fields = edition.language.say, Initiative.model_fields

    def name(field: str) -> str:
        return visible(say(_LABELS.get(field) or fields[field].title or field))

    def fact(field: str, lines: list[list[Node]]) -> dict[str, Any]:
        return {"label": name(field), "lines": lines}

    def titled(groups: Iterable[Group]) -> list[list[Node]]:
        return [[links.group(group, group.title)] for group in groups]

    yield fact("places", _places(entry, edition, links))
    yield fact("target_groups", titled(edition.target_group[name] for name in entry.target_groups))
    yield fact("organisations", [_organisation(item, edition, links) for item in entry.organisations])
    for person in entry.people:
        yield {"label": sentence(person.role), "lines": [[visible(person.name)]]}
    yield fact("period", [[visible(entry.period.said(edition.language))]] if entry.period else [])
    if entry.status:
        yield fact("status", _status(entry, edition))
    methods = [edition.by_slug[name] for name in entry.methods]
    yield fact("methods", [[{"t": "a", **links.entry(method), "c": [visible(method.title)]}] for method in methods])
    for field, term in (("programme", entry.programme), ("series", entry.series)):
        yield fact(field, titled([edition.programme[term]] if term else ()))
    yield fact("project_number", [[visible(entry.project_number)]] if entry.project_number else [])
    yield fact("aliases", [[visible(alias)] for alias in entry.aliases])
    if unstated := edition.unstated(entry):
        told = ", ".join(name(field).lower() for field in unstated)
        yield {"label": visible(say(N_("Not in the source"))), "lines": [[told]]}


def _places(entry: Initiative, edition: Edition, links: _Links) -> list[list[Node]]:
    """A line for each place, or one that tells how far it reaches; and what is noted of that."""
    lines = []
    for place in entry.places:
        city, _, district = (part.strip() for part in place.partition("/"))
        lines.append([links.group(edition.city.get(slug(city)), ", ".join(filter(None, (city, district))))])
    if not lines and entry.coverage is not Coverage.UNSTATED:
        lines = [[sentence(edition.language.say(entry.coverage.label))]]
    return [*lines, [visible(entry.coverage_note)]] if entry.coverage_note else lines


def _organisation(item: Organisation, edition: Edition, links: _Links) -> list[Node]:
    """Its name, which leads to its own site or else to its place in the book, and what it does here."""
    named: Node = links.group(edition.organisation.get(slug(item.name)), item.name)
    if target := item.url and links.resolve(item.url):
        named = {"t": "a", **target, "c": [visible(item.name)]}
    return [{"t": "strong", "c": [named]}, visible(f" {edition.language.say(item.role.label)}")]


def _reach(entry: Initiative, edition: Edition) -> str:
    """The coverage of an entry without places, in few words; “” when its source does not tell."""
    if entry.coverage is Coverage.MUNICIPALITIES:
        return edition.language.say(N_("several municipalities"))
    return "" if entry.coverage in (Coverage.UNSTATED, Coverage.PLACES) else edition.language.say(entry.coverage.label)


def _status(entry: Initiative, edition: Edition) -> list[list[Node]]:
    lines = [edition.language.say(entry.status.sentence())]
    if entry.status.why:
        lines.append(entry.status.why)
    return [[sentence(line)] for line in lines]


def _evidence(entry: Initiative, edition: Edition) -> dict[str, Any]:
    """The rung of the ladder, from 0, with who judged it and when."""
    found = entry.evidence
    by = [found.assessor or "", found.date.said(edition.language) if found.date else ""]
    return {
        "label": visible(edition.language.say(Initiative.model_fields["evidence"].title or "")),
        "rung": list(EvidenceLevel).index(found.level),
        "text": sentence(edition.language.say(found.level.label)),
        "by": visible(", ".join(filter(None, by))),
    }


def _figure(figure: Figure, edition: Edition) -> dict[str, Any]:
    text = f"{figure.label} ({figure.as_of.said(edition.language)})" if figure.as_of else figure.label
    return {"label": visible(text), "value": visible(figure.value), "source": figure.source}


def _follow_up(item: FollowUp, edition: Edition) -> dict[str, Any]:
    return {"date": sentence(item.date.said(edition.language)), "text": visible(item.text), "source": item.source}


def _reasons(reasons: Iterable[Message], edition: Edition) -> str:
    return visible("; ".join(edition.language.say(reason) for reason in reasons))
