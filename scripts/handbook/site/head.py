"""The head of a page, for machines: what a shared link shows, linked data, and feeds.

In: an Edition and what is known of the page. Out: finished HTML, every value escaped for its place.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from ..book.share import HEIGHT, WIDTH
from ..data.feeds import of
from ..edition.edition import Edition
from ..model import address
from ..words.language import N_

_META = '<meta property="%s" content="%s">'
_FEED = '<link rel="alternate" type="application/atom+xml" title="%s" href="%s">'
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def head(
    edition: Edition,
    at: str,
    title: str,
    description: str,
    graph: Sequence[dict[str, Any]],
    *,
    kind: str = "website",
    feed: tuple[str, str] | None = None,
    pictures: Container[str] = (),
) -> Markup:
    """``feed`` is the page and the title of a feed, beside the one of everything.

    ``pictures`` holds the addresses of all pictures that there are: a page without its own shows that of the site.
    """
    settings, say, root = edition.settings, edition.language.say, address.root_from(at)
    properties = {
        "og:type": kind,
        "og:site_name": settings.name,
        "og:locale": _LOCALES.get(settings.language, settings.language),
        "og:title": title,
        "og:description": description or settings.description,
        "og:url": settings.url + at,
    }
    picture = next((found for found in (at + address.PICTURE, address.PICTURE) if found in pictures), None)
    if picture:
        properties |= {
            "og:image": settings.url + picture,
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": _alt(edition, title if picture.startswith(at) and at else settings.name),
        }
    lines = [_META % (name, escape(value)) for name, value in properties.items()]
    card = "summary_large_image" if picture else "summary"
    lines.append(f'<meta name="twitter:card" content="{card}">')
    feeds = [("", settings.name), *([feed] if feed else [])]
    for page, name in feeds:
        lines.append(_FEED % (escape(say(N_("New in: %(name)s"), name=name)), escape(root + of(page))))
    linked = htmlsafe_json_dumps(
        {"@context": "https://schema.org", "@graph": list(graph)}, ensure_ascii=False, separators=(",", ":")
    )
    lines.append(f'<script type="application/ld+json">{linked}</script>')
    return Markup("\n".join(lines))  # every value was escaped for its place


def _alt(edition: Edition, title: str) -> str:
    return edition.language.say(N_("The title “%(title)s” beside a map of the Netherlands"), title=title)
