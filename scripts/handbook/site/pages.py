"""The pages of the website: an Edition in, Pages out; pure functions, one for each kind of page.

Those that are not of people's own writing: an entry, and each page of a theme, city, target group, organisation or
programme. See ``chapters`` for the others.
"""

from __future__ import annotations

from ..data import citation
from ..edition import map
from ..edition.edition import Edition
from ..edition.index import NO_CITY, Group
from ..model import address
from ..model.initiative import Initiative
from ..reading.body import render
from ..words.language import N_
from . import linked
from .head import head
from .overviews import OVERVIEWS
from .page import LONG, Page, headings, local
from .parts import Part, numbered, parts
from .templates import Templates


def initiative(edition: Edition, templates: Templates, entry: Initiative) -> Page:
    at = address.initiative(entry.slug)
    text, words = edition.glossary.explain(edition.html(entry), entry.title)
    cities = edition.cities_of(entry)
    body = templates.render(
        "initiative.html",
        at,
        entry=entry,
        text=local(text, at, edition.language),
        headings=headings(text),
        LONG=LONG,
        words=words,
        cities=cities,
        points=[map.point(city.place) for city in cities if city.place],
        related=edition.related[entry.slug],
        users=edition.users.get(entry.slug, ()),
        citation=citation.apa(edition, entry),
        forms=citation.FORMS,
    )
    return Page(
        at,
        entry.title,
        entry.summary,
        body,
        edit=f"{edition.settings.edit}initiatives/{entry.slug}.md",
        reviewed=edition.language.say(N_("Last reviewed: %(date)s"), date=edition.language.day(entry.reviewed)),
        head=head(
            edition,
            at,
            entry.title,
            entry.summary,
            linked.entry(edition, entry),
            kind="article",
            pictures=templates.books,
        ),
    )


def group_page(edition: Edition, templates: Templates, family: str, group: Group, part: Part) -> Page:
    """A page of a theme, city, target group, organisation or programme: the first, or a further one if it is long."""
    at = part.to(part.number)
    intro = render(group.term.body, f"content/{family}") if group.term and part.number == 1 else ""
    intro, words = edition.glossary.explain(intro, group.title)
    cross = across(edition, family, group, part)
    told, further = published(edition, family, group, part)
    trail = [(f"{family}/", edition.language.say(OVERVIEWS[f"{family}/index.md"].title))]
    body = templates.render(
        "group.html",
        at,
        family=family,
        group=group,
        part=part,
        intro=local(intro, at, edition.language),
        words=words,
        cross=cross,
        published=told,
        further=further,
        most=LISTED,
        trail=trail,
    )
    if group.term or group.slug == NO_CITY:
        edit = f"{edition.settings.edit}{group.source}"
    else:
        edit = f"{edition.settings.new}content/{family}?filename={group.slug}.md"
    title, description = numbered(edition.language, group.title, part), group.summary or _counted(edition, group)
    graph = linked.group(edition, group, at, title, part.items, trail)
    feed = (group.address, group.title) if family in _WITH_FEED else None
    shown = head(edition, at, title, description, graph, feed=feed, pictures=templates.books)
    return Page(at, title, description, body, edit, head=shown)


def group_parts(group: Group) -> list[Part]:
    """The entries of a group in pages; stubs come last."""
    return parts(sorted(group.entries, key=lambda entry: entry.is_stub), group.address)


LISTED = 20  # entries of a theme on the page of a city
PUBLISHED = 100  # entries about which an organisation published a source, on its page
_WITH_FEED = ("themas", "steden", "doelgroepen")


def published(edition: Edition, family: str, group: Group, part: Part) -> tuple[tuple[Initiative, ...], int]:
    """On the first page of an organisation: entries about which it published a source, and how many more there are."""
    found = edition.published.get(group.slug, ()) if family == "organisaties" and part.number == 1 else ()
    return found[:PUBLISHED], max(0, len(found) - PUBLISHED)


def across(edition: Edition, family: str, group: Group, part: Part) -> list[tuple[Group, tuple[Initiative, ...]]]:
    """The cities of a theme, or the themes of any other group, each with the entries that both have.

    Only on the first page; that of a theme stands on all, which have a map.
    """
    if family == "themas":
        cells = ((city, edition.matrix.get((group.slug, city.slug))) for city in edition.cities)
        return [(city, entries) for city, entries in cells if entries]
    found: dict[str, list[Initiative]] = {}
    for entry in group.entries if part.number == 1 else ():
        for theme in entry.themes:
            found.setdefault(theme, []).append(entry)
    return [(theme, tuple(found[theme.slug])) for theme in edition.themes if theme.slug in found]


def _counted(edition: Edition, group: Group) -> str:
    """A description for a group that nobody introduced."""
    return edition.language.counted(
        "%(title)s: %(count)d entry in the handbook.",
        "%(title)s: %(count)d entries in the handbook.",
        len(group.entries),
        title=group.title,
    )
