"""The book as data: an Edition in, plain JSON values out for the Typst template to set in type.

The template decides how the book looks; this module decides what stands in it, in which order and in which words.
Every sentence goes through the edition's language, and every text of a contributor is a value, never markup.
"""

from __future__ import annotations

from typing import Any

from ..edition.edition import Edition
from ..edition.index import Group
from ..model import address
from ..reading.body import render
from ..words.dates import parse_date
from ..words.language import N_
from ..words.vocabulary import EvidenceLevel
from .article import article, label, sentence, shown
from .nodes import nodes, safe_address, visible
from .registers import atlas, registers

PAGE = {"width": 210, "height": 297}  # millimetres
MANY = 150  # entries: from here on lines are broken the simple way, and no page is fitted

# One dark colour for each chapter; all have a contrast of over 5.5 with white and 5 with the paper tint.
COLOURS = (
    "#0f5c5c", "#8a3a1e", "#3f4a8a", "#5b5a12", "#7a2e5d", "#1d5f86",
    "#2c6238", "#8f2d3a", "#5d4a2f", "#56408f", "#3d5160", "#7a4a08",
)  # fmt: skip

_WORDS = {
    "also": N_("Also about this theme"),
    "colophon": N_("Colophon"),
    "contents": N_("Contents"),
    "evidence": N_("What do we know about whether it works?"),
    "figures": N_("Figures"),
    "from": N_("Source"),
    "in_this_chapter": N_("In this chapter"),
    "links": N_("Web addresses"),
    "map": N_("Where are the practices?"),
    "map_note": N_(
        "A dot is a city; the larger the dot, the more practices. A practice that works in several cities is counted in each."
    ),
    "now": N_("How is it now?"),
    "page": N_("p."),
    "reading": N_("How to read this book"),
    "refused": N_("the book cannot be set in type:"),
    "registers": N_("Registers"),
    "related": N_("See also"),
    "source": N_("source"),
    "sources": N_("Sources"),
    "stubs": N_("Still to be described"),
    "stubs_intro": N_(
        "Of these practices our sources give little more than the name. Do you work there, or did you take part? Help to describe them: on the website, each has a page with a button to write along."
    ),
    "users": N_("Used in"),
    "value": N_("Value"),
    "what": N_("What is counted"),
}

_READING = (
    (
        N_("Themes are chapters"),
        N_(
            "Every practice stands in full in one chapter: that of the theme that fits it best. Under its other themes you find its name, with the page."
        ),
    ),
    (
        N_("The box in the margin"),
        N_(
            "It gives the facts: where, for whom, with whom and how it stood. The status is that of the day of the source, not of today. “Not stated in the source” means exactly that: we have not guessed."
        ),
    ),
    (
        N_("Figures have a source"),
        N_(
            "Behind every figure is the number of its source. The sources stand at the end of each description, with the date when they were published."
        ),
    ),
    (
        N_("References"),
        N_(
            "A page number between brackets leads to another place in this book. A raised letter leads to a web address at the end of the description."
        ),
    ),
    (
        N_("Still to be described"),
        N_(
            "Of some practices we know only the name. They stand together in the last chapter, as an invitation to write along."
        ),
    ),
)
_RUNGS = {
    EvidenceLevel.NOT_ASSESSED: N_("Nobody has yet judged whether it works."),
    EvidenceLevel.WELL_DESCRIBED: N_("It is written down so clearly that others can repeat it."),
    EvidenceLevel.WELL_FOUNDED: N_("Theory and research make it likely that it works."),
    EvidenceLevel.EFFECTIVE: N_("Research in practice shows that it works."),
}


def compose(edition: Edition) -> dict[str, Any]:
    """The whole book."""
    settings, language = edition.settings, edition.language
    targets = _targets(edition)
    return {
        "title": visible(settings.name),
        "tagline": visible(settings.description),
        "publisher": visible(settings.publisher),
        "language": language.code,
        "date": edition.updated.isoformat(),
        "site": {"url": safe_address(settings.url), "shown": shown(settings.url)},
        "edition": sentence(_edition(edition)),
        "page": PAGE,
        "simple": len(edition.initiatives) > MANY,
        "words": {name: visible(language.say(text)) for name, text in _WORDS.items()},
        "colophon": _colophon(edition),
        "reading": [
            {"title": visible(language.say(title)), "text": visible(language.say(text))} for title, text in _READING
        ],
        "ladder": [
            {"level": sentence(language.say(level.label)), "text": visible(language.say(text))}
            for level, text in _RUNGS.items()
        ],
        "map": atlas(edition),
        "chapters": [_chapter(number, theme, edition, targets) for number, theme in enumerate(edition.themes, 1)],
        "entries": {entry.slug: article(entry, edition, targets) for entry in edition.initiatives},
        "stubs": [entry.slug for entry in edition.stubs],
        "registers": list(registers(edition)),
    }


def _edition(edition: Edition) -> str:
    date = parse_date(edition.settings.date).said(edition.language)
    return edition.language.say(N_("edition %(number)d, %(date)s"), number=edition.settings.edition, date=date)


def _targets(edition: Edition) -> dict[str, str]:
    """The label in the book of every address that is in it: entries, chapters, and the groups of the registers."""
    targets = {address.initiative(entry.slug): label(entry) for entry in edition.initiatives}
    targets |= {theme.address: f"t-{theme.slug}" for theme in edition.themes}
    for kind, groups in (
        ("d", edition.target_groups),
        ("s", edition.cities),
        ("o", edition.organisations),
        ("p", edition.programmes),
    ):
        targets |= {group.address: f"{kind}-{group.slug}" for group in groups if group.entries}
    return targets


def _chapter(number: int, theme: Group, edition: Edition, targets: dict[str, str]) -> dict[str, Any]:
    def resolve(href: str) -> dict[str, str] | None:
        site = href.startswith("/")
        found = targets.get(href[1:].partition("#")[0]) if site else None
        url = safe_address(edition.settings.url + href[1:] if site else href)
        return {"to": found} if found else {"url": url, "mark": ""} if url else None

    own = [entry for entry in theme.entries if entry.themes[0] == theme.slug]
    return {
        "number": number,
        "label": f"t-{theme.slug}",
        "title": visible(theme.title),
        "summary": visible(theme.summary),
        "colour": COLOURS[(number - 1) % len(COLOURS)],
        "intro": nodes(render(theme.term.body, "content/themas"), resolve) if theme.term else [],
        "entries": [entry.slug for entry in own if not entry.is_stub],
        "also": [entry.slug for entry in theme.entries if entry.themes[0] != theme.slug and not entry.is_stub],
        "stubs": [entry.slug for entry in theme.entries if entry.is_stub],
    }


def _colophon(edition: Edition) -> list[dict[str, Any]]:
    """Label, text and address of each line."""
    settings, language, say = edition.settings, edition.language, edition.language.say
    lines = [
        (N_("Edition"), sentence(_edition(edition)), ""),
        (
            N_("Checked"),
            say(N_("The latest check of a description was on %(day)s."), day=language.day(edition.updated)),
            "",
        ),
        (
            N_("Contents"),
            say(
                N_("%(described)d descriptions in %(themes)d themes; %(stubs)d practices still to be described."),
                described=len(edition.described),
                themes=len(edition.themes),
                stubs=len(edition.stubs),
            ),
            "",
        ),
        (N_("Publisher"), settings.publisher, ""),
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
        (N_("Typefaces"), say(N_("Source Serif 4 and Source Sans 3, SIL Open Font License 1.1.")), ""),
        (
            N_("Maps"),
            say(
                N_(
                    "Places and coordinates: GeoNames, CC BY 4.0. Outline of the Netherlands: Natural Earth, public domain."
                )
            ),
            "",
        ),
        (
            N_("This file"),
            say(
                N_(
                    "An accessible PDF (PDF/UA-1), fit for archiving (PDF/A-2a). The page numbers in the book are those of the file."
                )
            ),
            "",
        ),
    ]
    return [
        {"label": visible(say(name)), "text": visible(text), "url": safe_address(url), "shown": shown(url)}
        for name, text, url in lines
    ]
