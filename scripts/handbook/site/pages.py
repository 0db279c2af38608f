"""The pages of the website: an Edition in, Pages out; pure functions, one for each kind of page.

Pages of families (initiatives, terms, further pages of long lists) are printed by the press. Overviews live in
chapters that people write in ``content/``: ``chapter`` gives the generated part that follows their prose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..data import citation, dataset, records
from ..edition import map
from ..edition.edition import Edition
from ..edition.index import NO_CITY, Group
from ..model import address
from ..model.initiative import Initiative
from ..reading.body import render
from ..words.language import N_
from . import linked
from .head import head
from .page import Page, local
from .parts import Part, parts
from .templates import Templates


def initiative(edition: Edition, templates: Templates, entry: Initiative) -> Page:
    at = address.initiative(entry.slug)
    text, words = edition.glossary.explain(edition.html(entry), entry.title)
    cities = edition.cities_of(entry)
    body = templates.render(
        "initiative.html",
        at,
        entry=entry,
        text=local(text, at),
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
    body = templates.render(
        "group.html", at, family=family, group=group, part=part, intro=local(intro, at), words=words, cross=cross
    )
    if group.term or group.slug == NO_CITY:
        edit = f"{edition.settings.edit}{group.source}"
    else:
        edit = f"{edition.settings.new}content/{family}?filename={group.slug}.md"
    title, description = _title(edition, group.title, part), group.summary or _counted(edition, group)
    trail = [(f"{family}/", edition.language.say(_TITLES[f"{family}/index.md"]))]
    graph = linked.group(edition, group, at, title, part.items, trail)
    feed = (group.address, group.title) if family in _WITH_FEED else None
    shown = head(edition, at, title, description, graph, feed=feed, pictures=templates.books)
    return Page(at, title, description, body, edit, head=shown)


def group_parts(group: Group) -> list[Part]:
    """The entries of a group in pages; stubs come last."""
    return parts(sorted(group.entries, key=lambda entry: entry.is_stub), group.address)


def chapter(edition: Edition, templates: Templates, source: str, prose: str) -> str | None:
    """The whole body of a chapter that has a generated part, or None for a chapter that has none.

    ``source`` is relative to ``content/``; ``prose`` is its text as trusted HTML.
    """
    if source in OVERVIEWS:
        overview = OVERVIEWS[source]
        part = parts(overview.items(edition), overview.address)[0]
        return templates.render(overview.template, overview.address, prose=Markup(prose), part=part)
    if source in SINGLES:
        template, at = SINGLES[source]
        return templates.render(template, at, prose=Markup(prose))
    if source == "data.md":
        example = next(iter(edition.described), None)
        shown = records.sample(edition, example) if example else ""
        return templates.render(
            "data.html",
            address.DATA,
            prose=Markup(prose),
            files=dataset.FILES,
            entry=example,
            shown=shown,
            version=records.SCHEMA_VERSION,
        )
    return None


def chapter_head(edition: Edition, templates: Templates, at: str, title: str, description: str) -> str:
    """The head of a chapter; ``at`` is its address."""
    graph = linked.chapter(edition, at, title, description)
    return head(edition, at, title, description, graph, pictures=templates.books)


@dataclass(frozen=True, slots=True)
class Overview:
    """A chapter that ends in a list of everything of one kind."""

    address: str
    template: str
    items: Callable[[Edition], Sequence]


OVERVIEWS = {
    "themas/index.md": Overview(address.THEMES, "groups.html", lambda edition: edition.themes),
    "steden/index.md": Overview(address.CITIES, "groups.html", lambda edition: edition.cities),
    "doelgroepen/index.md": Overview(address.TARGET_GROUPS, "groups.html", lambda edition: edition.target_groups),
    "organisaties/index.md": Overview(address.ORGANISATIONS, "groups.html", lambda edition: edition.organisations),
    "programmas/index.md": Overview(address.PROGRAMMES, "groups.html", lambda edition: edition.programmes),
    "a-z.md": Overview(address.A_TO_Z, "a-z.html", lambda edition: edition.names),
    "tijdlijn.md": Overview(address.TIMELINE, "timeline.html", lambda edition: edition.timeline.rows),
    "nieuw.md": Overview(address.NEWS, "news.html", lambda edition: edition.by_change),
    "overzicht.md": Overview(address.MATRIX, "matrix.html", lambda edition: edition.cities),
}
SINGLES = {
    "index.md": ("home.html", ""),
    "kaart.md": ("map.html", address.MAP),
    "cijfers.md": ("figures.html", address.FIGURES),
    "zoeken.md": ("search.html", address.SEARCH),
    "boek.md": ("book.html", address.BOOK),
    "vergelijken.md": ("compare.html", address.COMPARE),
    "selectie.md": ("selection.html", address.SELECTION),
    "bijdragen/formulier.md": ("form.html", address.FORM),
    "bijdragen/velden.md": ("field-guide.html", address.FIELDS),
    "bijdragen/redactie.md": ("editors.html", address.EDITORS),
    "colofon.md": ("colophon.html", address.COLOPHON),
}


def further(edition: Edition, templates: Templates, source: str, part: Part) -> Page:
    overview = OVERVIEWS[source]
    title = edition.language.say(_TITLES[source])
    at = part.to(part.number)
    heading = Markup("<h1>{}</h1>").format(_title(edition, title, part))
    body = templates.render(overview.template, at, prose=heading, part=part)
    numbered = _title(edition, title, part)
    graph = [linked.crumbs(edition, [(overview.address, title), (at, numbered)])]
    return Page(
        at,
        numbered,
        "",
        body,
        f"{edition.settings.edit}content/{source}",
        head=head(edition, at, numbered, "", graph, pictures=templates.books),
    )


_WITH_FEED = ("themas", "steden", "doelgroepen")
_TITLES = {
    "themas/index.md": N_("Themes"),
    "steden/index.md": N_("Cities"),
    "doelgroepen/index.md": N_("Target groups"),
    "organisaties/index.md": N_("Organisations"),
    "programmas/index.md": N_("Programmes and series"),
    "a-z.md": N_("Everything from A to Z"),
    "tijdlijn.md": N_("Timeline"),
    "nieuw.md": N_("New and changed"),
    "overzicht.md": N_("Themes and cities"),
}


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


def _title(edition: Edition, title: str, part: Part) -> str:
    if part.number == 1:
        return title
    return edition.language.say(
        N_("%(title)s (page %(number)d of %(count)d)"), title=title, number=part.number, count=part.count
    )


def _counted(edition: Edition, group: Group) -> str:
    """A description for a group that nobody introduced."""
    count = len(group.entries)
    text = edition.language.ngettext(
        "%(title)s: %(count)d entry in the handbook.", "%(title)s: %(count)d entries in the handbook.", count
    )
    return text % {"title": group.title, "count": count}
