"""Readers in distress find help: at the foot of every page, and in the colophon of the book."""

from __future__ import annotations

from handbook.book.colophon import colophon
from handbook.book.excerpt import whole
from handbook.book.format import Format


def test_every_page_and_the_book_say_where_help_is(built, edition):
    numbers = ("tel:113", "tel:08000113", "https://www.113.nl/", "tel:112")
    for path in built.site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        foot = html[html.rfind("<footer") :]
        assert 'http-equiv="refresh"' in html or all(f'href="{number}"' in foot for number in numbers), path
    said = {line["text"] for line in colophon(whole(edition), Format())}
    assert any(line.startswith("Hulp nodig? Bel je huisarts.") and "0800-0113" in line for line in said)
