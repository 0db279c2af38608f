"""Former addresses: an Edition in; a page that leads on for each former address, and for everything removed a page that
tells what became of it, out.

None of them is in the search, the sitemap, a feed or a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..edition.edition import Edition
from ..model import address
from ..model.folders import REMOVED
from ..model.removed import target
from ..reading.body import render
from ..words.language import N_
from . import linked
from .head import head
from .page import Page, local
from .policy import guarded
from .templates import Templates

NO_INDEX = Markup('<meta name="robots" content="noindex">\n')


@dataclass(frozen=True, slots=True)
class Way:
    """Where a reader can go on: a page of the site and what it is called."""

    address: str
    title: str


def leading_on(edition: Edition, templates: Templates) -> Iterator[tuple[str, str]]:
    """Former addresses, each with its whole page: small, without a frame, and gone in an instant."""
    titles = _titles(edition) if edition.former else {}
    for at, now in edition.former.items():
        if now in titles:
            html = templates.render("moved.html", at, to=Way(now, titles[now]), language=edition.language.code)
            yield at, guarded(html, ())


def farewells(edition: Edition, templates: Templates) -> Iterator[Page]:
    """The page of each entry or term that was removed."""
    titles = _titles(edition) if edition.removed else {}
    for gone in edition.removed:
        at = gone.address
        title = edition.language.say(N_("%(title)s (removed)"), title=gone.title)
        ways = [Way(to, titles[to]) for to in map(target, gone.see) if to in titles]
        text = local(render(gone.body, REMOVED[gone.folder]), at, edition.language)
        body = templates.render("removed.html", at, gone=gone, ways=ways, text=text)
        lines = head(edition, at, title, gone.why, [linked.crumbs(edition, [(at, gone.title)])])
        yield Page(at, title, gone.why, body, edit=edition.settings.edit + gone.path, head=NO_INDEX + lines)


def _titles(edition: Edition) -> dict[str, str]:
    """What stands at each address of an entry or a term today."""
    return (
        {gone.address: gone.title for gone in edition.removed}
        | {group.address: group.title for groups in edition.families.values() for group in groups}
        | {address.initiative(entry.slug): entry.title for entry in edition.initiatives}
    )
