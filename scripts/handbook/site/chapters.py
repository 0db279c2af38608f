"""Chapters: what people wrote in ``content/`` in, whole pages out, with the part that is made from the edition.

Their prose is the editors' own, and trusted; it comes as HTML from whatever renders ``content/``.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..data import dataset, records
from ..edition.edition import Edition
from ..model import address
from . import linked
from .head import head
from .overviews import OVERVIEWS
from .page import LONG, Page, headings
from .parts import Part, numbered, parts
from .templates import Templates

# Chapters with a made part that is no list, by their source: its template, and the address.
_SINGLES = {
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
    "data.md": ("data.html", address.DATA),
}
EXAMPLE = "data.md"  # the source of the one page that shows a whole entry, the first that is described
PARTED = {*OVERVIEWS, *_SINGLES}  # the sources that have a made part

_TEXTS = {"cijfers.md", "colofon.md"}  # with a made part, and still a text to read from above to below


@dataclass(frozen=True, slots=True)
class Written:
    """A chapter as it was written: ``prose`` is trusted HTML, the others are plain text."""

    address: str
    title: str
    description: str
    prose: str


def chapter(edition: Edition, templates: Templates, source: str, written: Written) -> Page:
    """The page of a chapter; ``source`` is relative to ``content/``."""
    graph = linked.chapter(edition, written.address, written.title, written.description)
    shown = head(edition, written.address, written.title, written.description, graph, pictures=templates.books)
    body = _body(edition, templates, source, written)
    if source not in PARTED or source in _TEXTS:
        title, end, text = body.partition("</h1>")
        body = title + end + _contents(templates, written.address, body) + text
    return Page(written.address, written.title, written.description, body, head=shown)


def _contents(templates: Templates, at: str, body: str) -> str:
    """The headings of a long text, to go to."""
    found = headings(body)
    return templates.render("contents.html", at, headings=found) if len(found) >= LONG else ""


def _body(edition: Edition, templates: Templates, source: str, written: Written) -> str:
    prose = Markup(written.prose)
    if source in OVERVIEWS:
        overview = OVERVIEWS[source]
        part = parts(overview.items(edition), overview.address)[0]
        return templates.render(overview.template, overview.address, prose=prose, part=part)
    if source in _SINGLES:
        template, at = _SINGLES[source]
        return templates.render(template, at, prose=prose, **(_data(edition) if source == EXAMPLE else {}))
    return written.prose


def _data(edition: Edition) -> dict:
    example = next(iter(edition.described), None)
    shown = records.sample(edition, example) if example else ""
    return {"files": dataset.FILES, "entry": example, "shown": shown, "version": records.SCHEMA_VERSION}


def further(edition: Edition, templates: Templates, source: str, part: Part) -> Page:
    """A further page of an overview."""
    overview = OVERVIEWS[source]
    title, at = edition.language.say(overview.title), part.to(part.number)
    shown = numbered(edition.language, title, part)
    body = templates.render(overview.template, at, prose=Markup("<h1>{}</h1>").format(shown), part=part)
    graph = [linked.crumbs(edition, [(overview.address, title), (at, shown)])]
    edit = f"{edition.settings.edit}content/{source}"
    return Page(at, shown, "", body, edit, head=head(edition, at, shown, "", graph, pictures=templates.books))
