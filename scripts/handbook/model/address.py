"""Addresses: where each source appears on the site, relative to the site's root.

An address ends in a slash and starts without one: ``themas/zelfhulp/``. The home page is ``""``.
"""

from __future__ import annotations

import posixpath

INITIATIVES = "initiatieven/"
THEMES = "themas/"
TARGET_GROUPS = "doelgroepen/"
CITIES = "steden/"
ORGANISATIONS = "organisaties/"
PROGRAMMES = "programmas/"
A_TO_Z = "a-z/"
MATRIX = "overzicht/"
MAP = "kaart/"
NEWS = "nieuw/"
TIMELINE = "tijdlijn/"
SEARCH = "zoeken/"
BOOK = "boek/"
COMPARE = "vergelijken/"
SELECTION = "selectie/"
FORM = "bijdragen/formulier/"
FIELDS = "bijdragen/velden/"
EDITORS = "bijdragen/redactie/"
SCHEMA_FILE = "data/schema.json"
STARTER_FILE = "data/startbestand.md"
BOOK_FILE = "handboek.pdf"
DATA = "data/"
FEED_FILE = "atom.xml"


def initiative(slug: str) -> str:
    return f"{INITIATIVES}{slug}/"


def record(slug: str) -> str:
    """The entry as data."""
    return f"{DATA}initiatives/{slug}.json"


def numbered(address: str, number: int) -> str:
    """The address of a later page of a long list."""
    return address if number == 1 else f"{address}{number}/"


def root_from(address: str) -> str:
    """The way from a page back to the root, to put before an address: ``../../`` from ``themas/zelfhulp/``."""
    return "../" * address.count("/") or "./"


def source_of(link: str, base: str) -> str:
    """The source file that a link in a Markdown file means; ``base`` is that file's folder, as ``initiatives``."""
    return posixpath.normpath(posixpath.join(base, link))


def of_source(path: str) -> str | None:
    """The address at which a source file appears, or None when it is not a page of the handbook."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".md"):
        return None
    stem = name[:-3]
    if folder == "initiatives":
        return initiative(stem)
    if folder != "content" and not folder.startswith("content/"):
        return None
    inside = folder[len("content/") :]
    parts = [part for part in (inside, "" if stem == "index" else stem) if part]
    return "".join(f"{part}/" for part in parts)
