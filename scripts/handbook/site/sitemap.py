"""The sitemap: every page of the site, for search engines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from ..edition.edition import Edition
from ..running.write import write

_MOST = 50_000  # addresses in one sitemap, by the protocol of sitemaps.org


def put(site: Path, edition: Edition, addresses: Sequence[str]) -> None:
    """Write ``sitemap.xml`` below ``site``; beyond 50,000 addresses an index of numbered sitemaps."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    home = edition.settings.url
    chunks = [addresses[start : start + _MOST] for start in range(0, len(addresses), _MOST)]
    if len(chunks) == 1:
        write(site, "sitemap.xml", _text("urlset", "url", [home + path for path in addresses]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks):
        write(site, name, _text("urlset", "url", [home + path for path in chunk]))
    write(site, "sitemap.xml", _text("sitemapindex", "sitemap", [home + name for name in names]))


def _text(outer: str, inner: str, locations: Sequence[str]) -> str:
    lines = "".join(f"  <{inner}><loc>{escape(location)}</loc></{inner}>\n" for location in locations)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{outer}>\n'
