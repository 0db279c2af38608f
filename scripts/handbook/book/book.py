"""The book as data: an Edition or an Excerpt of one in, plain JSON values out for the Typst template to set in type.

The template decides how the book looks; this module decides what stands in it, in which order and in which words.
Every sentence goes through the edition's language, and every text of a contributor is a value, never markup.
"""

from __future__ import annotations

from typing import Any

from ..edition.edition import Edition
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_, Language
from ..words.vocabulary import EvidenceLevel
from .apparatus import WORDS, apparatus
from .article import article, label, mention, sentence
from .chapters import chapter_labels, chapters, colour, is_part, is_single
from .colophon import colophon, edition_line, licence_line, part_line
from .excerpt import Excerpt, Scope, whole
from .format import Format
from .glossary import described
from .nodes import safe_address, shown, visible
from .publications import targets as publication_labels
from .qr import qr
from .registers import atlas, register_labels, registers
from .resolver import Targets, resolver

MANY = 150  # entries: from here on lines are broken the simple way, and no page is fitted
FEW = 4  # entries: a book with fewer has no registers

_WORDS = {
    "aloud": N_("page number"),
    "also": N_("Also about this theme"),
    "colophon": N_("Colophon"),
    "contents": N_("Contents"),
    "continued": N_("continued"),
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
    "newest": N_("The newest version, with a search engine"),
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

_IN_PART = N_("In this booklet")
_READING = (
    (
        N_("Themes are chapters"),
        N_(
            "Every practice stands in full in one chapter: that of the theme that fits it best. Under its other themes you find its name, with the page."
        ),
    ),
    (
        N_("The box with the facts"),
        N_(
            "It says where, for whom, with whom and how it stood. The status is that of the day of the source, not of today. “Not in the source” means exactly that: we have not guessed."
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
        N_("Words, sources and codes"),
        N_(
            "A word with a dotted line is explained at the back, where all sources and the registers stand too. Point your phone at the square code and you are on the page on the website."
        ),
    ),
    (
        N_("Still to be described"),
        N_(
            "Of some practices we know only the name. They stand together in the last chapter, as an invitation to write along."
        ),
    ),
)
# On the back of the cover.
_BLURB = (
    N_(
        "What do people do elsewhere, and what can you take over from it? Of each practice you read for whom it is, how it works, what it brings and what we do not know yet. Every fact has a source. What the source does not say is not filled in."
    ),
    N_("For everyone who wants to start or improve something: from your own experience, as a volunteer or at work."),
)
_RUNGS = {
    EvidenceLevel.NOT_ASSESSED: N_("We have not looked at the evidence yet."),
    EvidenceLevel.WELL_DESCRIBED: N_("It is written down so clearly that others can repeat it."),
    EvidenceLevel.WELL_FOUNDED: N_("It is explained too why it should work."),
    EvidenceLevel.EFFECTIVE: N_("Research in practice shows that it works."),
}


def compose(what: Edition | Excerpt, format: Format = Format()) -> dict[str, Any]:  # noqa: B008 - a frozen value
    """A whole book, or one about a part of the handbook."""
    excerpt = what if isinstance(what, Excerpt) else whole(what)
    edition = excerpt.edition
    settings, language = edition.settings, edition.language
    targets = _targets(excerpt)
    elsewhere = excerpt.scope is Scope.REGISTERS
    entries = {
        entry.slug: _absent(entry, edition, targets) if elsewhere else article(entry, edition, targets, entry.is_stub)
        for entry in edition.initiatives
    }
    # One entry explains its words itself: a list of them would be a page with hardly anything on it.
    lone = is_part(excerpt) and len(edition.initiatives) == len(edition.described) == 1
    return {
        "title": visible(_title(excerpt)),
        "tagline": visible(excerpt.summary or part_line(excerpt)),
        "publisher": visible(settings.publisher),
        "language": language.code,
        "date": edition.updated.isoformat(),
        "site": site(edition),
        "edition": edition_line(edition),
        "cover": cover(excerpt),
        "page": format.page,
        "sections": sections(excerpt, format),
        "simple": excerpt.scope in (Scope.VOLUME, Scope.REGISTERS) or len(edition.initiatives) > MANY,
        "words": words(language) | ({"in_this_chapter": visible(language.say(_IN_PART))} if is_part(excerpt) else {}),
        "colophon": colophon(excerpt, format),
        "reading": [
            {"title": visible(language.say(title)), "text": visible(language.say(text))} for title, text in _READING
        ],
        "ladder": [
            {"level": sentence(language.say(level.label)), "text": visible(language.say(text))}
            for level, text in _RUNGS.items()
        ],
        "map": atlas(edition, format.names),
        "chapters": chapters(excerpt, targets),
        "entries": entries,
        "stubs": [entry.slug for entry in edition.stubs],
        "registers": _registers(excerpt),
        **apparatus(edition, entries, targets),
        **({"defines": True, "glossary": []} if lone else {}),
    }


def _absent(entry: Initiative, edition: Edition, targets: Targets) -> dict[str, Any]:
    """An entry as the lists at the back need it, if its article stands in another volume."""
    _, words = described(entry, edition, resolver(edition.settings.url, targets))
    return {**mention(entry, edition), "words": words}


def words(language: Language) -> dict[str, str]:
    """The words that the templates say themselves."""
    return {name: visible(language.say(text)) for name, text in (_WORDS | WORDS).items()}


def cover(excerpt: Excerpt) -> dict[str, Any]:
    """What stands on the front: the handbook's name above the title of a part, and who made it, when, under which licence."""
    settings = excerpt.edition.settings
    return {
        "kicker": "" if excerpt.scope is Scope.WHOLE else visible(excerpt.of),
        "title": visible(excerpt.title),
        "summary": visible(excerpt.summary),
        "colour": colour(excerpt.number),
        "lines": [visible(settings.publisher), edition_line(excerpt.edition), licence_line(excerpt.edition)],
        "name": visible(settings.name),
        "lead": visible(excerpt.summary or part_line(excerpt)),
        "blurb": [visible(excerpt.edition.language.say(text)) for text in _BLURB],
    }


def site(edition: Edition) -> dict[str, Any]:
    """The web address of the handbook, as text and as a QR code."""
    url = edition.settings.url
    alt = visible(edition.language.say(N_("QR code of the website")))
    return {"url": safe_address(url), "shown": shown(url), "qr": {**qr(url), "alt": alt}}


def sections(excerpt: Excerpt, format: Format) -> list[str]:
    """What the book consists of beside its chapters. A small book needs less to find the way in it."""
    found = ["title" if format.press else "cover", "colophon", "stubs"]
    if not is_single(excerpt):
        found += ["contents", "map", "apparatus"]
        found += ["reading"] if excerpt.scope is not Scope.REGISTERS else []
    if excerpt.scope in (Scope.WHOLE, Scope.REGISTERS) or len(excerpt.edition.initiatives) >= FEW:
        found.append("registers")
    return found if format.press else [*found, "back"]


def _title(excerpt: Excerpt) -> str:
    return excerpt.of if excerpt.scope is Scope.WHOLE else f"{excerpt.title} – {excerpt.of}"


def _registers(excerpt: Excerpt) -> list[dict[str, Any]]:
    """The registers, without a list of everything in a book about one thing."""
    found = list(registers(excerpt.edition))
    if not is_single(excerpt):
        return found
    for register in found:
        register["groups"] = [group for group in register["groups"] if group["label"] not in _needless(excerpt)]
    return [register for register in found if register["groups"]]


def _needless(excerpt: Excerpt) -> tuple[str, ...]:
    return (f"rt-{excerpt.group.slug}", f"s-{excerpt.group.slug}") if excerpt.group else ()


def _targets(excerpt: Excerpt) -> dict[str, str]:
    """The label in the book of every address that is in it: entries, chapters, and the groups of the registers."""
    edition = excerpt.edition
    targets = {address.initiative(entry.slug): label(entry) for entry in edition.initiatives}
    if "registers" in sections(excerpt, Format()):
        targets |= register_labels(edition)
    if "apparatus" in sections(excerpt, Format()):
        targets |= publication_labels(edition)
    return targets | chapter_labels(excerpt)
