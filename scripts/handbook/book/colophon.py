"""The colophon: an Excerpt and its Format in; edition number, date, licence and all else that a book says of itself out."""

from __future__ import annotations

from typing import Any

from ..edition.edition import Edition
from ..words import aid
from ..words.dates import parse_date
from ..words.language import N_
from .article import sentence
from .excerpt import Excerpt, Scope
from .format import Format
from .nodes import safe_address, shown, visible

_PART = {
    Scope.THEME: N_("A part of %(name)s: everything about the theme “%(title)s”."),
    Scope.CITY: N_("A part of %(name)s: everything from %(title)s."),
    Scope.SELECTION: N_("A selection from %(name)s."),
    Scope.REGISTERS: N_("The registers of %(name)s: where everything stands in all its volumes."),
    Scope.VOLUME: N_("Volume %(number)d of %(name)s: “%(title)s”. The catalogue says what stands in which volume."),
}


def edition_line(edition: Edition) -> str:
    """“Editie 1, november 2026”."""
    date = parse_date(edition.settings.date).said(edition.language)
    said = edition.language.say(N_("edition %(number)d, %(date)s"), number=edition.settings.edition, date=date)
    return sentence(said)


def licence_line(edition: Edition) -> str:
    return visible(edition.language.say(N_("Texts: %(licence)s"), licence=edition.settings.licence))


def part_line(excerpt: Excerpt) -> str:
    """What a part of the handbook is a part of; nothing for the whole."""
    edition = excerpt.edition
    said, name = _PART.get(excerpt.scope), edition.settings.name
    return edition.language.say(said, name=name, title=excerpt.title, number=excerpt.volume) if said else ""


def colophon(excerpt: Excerpt, format: Format) -> list[dict[str, Any]]:
    """Label, text and address of each line."""
    edition = excerpt.edition
    settings, language, say = edition.settings, edition.language, edition.language.say
    lines = []
    if excerpt.scope in _PART:
        lines.append((N_("This book"), part_line(excerpt), ""))
    lines.append((N_("Edition"), edition_line(edition), ""))
    if edition.initiatives:
        said = say(N_("The latest check of a description was on %(day)s."), day=language.day(edition.updated))
        lines.append((N_("Checked"), said, ""))
    lines += [
        (N_("Contents"), _counted(excerpt), ""),
        (N_("Publisher"), settings.publisher, ""),
        *([(N_("Help"), aid.text(settings.help), "")] if settings.help else ()),
        (
            N_("Website"),
            say(N_("The newest version, with a search engine and a page for each practice:")),
            settings.url,
        ),
        (
            N_("Licence"),
            say(
                N_(
                    "Texts: %(licence)s. You may copy and adapt them, also for your work. Name this handbook, the licence and what you changed."
                ),
                licence=settings.licence,
            ),
            settings.licence_url,
        ),
        (
            N_("Made with"),
            say(
                N_(
                    "Book and website come from the same files: one for each practice, written by contributors. The book is set with Typst."
                )
            ),
            settings.repository,
        ),
        (N_("Typefaces"), say(N_("Source Serif 4, Source Sans 3 and Vazirmatn, SIL Open Font License 1.1.")), ""),
        (
            N_("Maps"),
            say(
                N_(
                    "Places and coordinates: GeoNames, CC BY 4.0. Outline of the Netherlands: Natural Earth, public domain."
                )
            ),
            "",
        ),
        (N_("This file"), say(_FOR_PRESS if format.press else _FOLDED if format.folded else _FOR_SCREEN), ""),
    ]
    return [
        {"label": visible(say(name)), "text": visible(text), "url": safe_address(url), "shown": shown(url)}
        for name, text, url in lines
    ]


_FOR_SCREEN = N_(
    "An accessible PDF (PDF/UA-1), fit for archiving (PDF/A-2a). The page numbers in the book are those of the file."
)
_FOR_PRESS = N_(
    "For the press: 3 mm bleed, crop marks, chapters that open on the right. The page numbers in the book are those of the file."
)
_FOLDED = N_("For an office printer: two pages on each side of a sheet, to fold in the middle and to staple.")


def _counted(excerpt: Excerpt) -> str:
    edition = excerpt.edition
    if excerpt.scope is Scope.WHOLE:
        return edition.language.say(
            N_("%(described)d descriptions in %(themes)d themes; %(stubs)d practices still to be described."),
            described=len(edition.described),
            themes=len(edition.themes),
            stubs=len(edition.stubs),
        )
    count = edition.language.ngettext("%(count)d description", "%(count)d descriptions", len(edition.described))
    said = count % {"count": len(edition.described)}
    if not edition.stubs:
        return f"{said}."
    stubs = edition.language.ngettext(
        "%(count)d practice still to be described", "%(count)d practices still to be described", len(edition.stubs)
    )
    return f"{said}; {stubs % {'count': len(edition.stubs)}}."
