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
FIGURES = "cijfers/"
SEARCH = "zoeken/"
SEARCH_INDEX = "search/"  # what the page searches; no page
SEARCH_ENTRY = f"{SEARCH_INDEX}index.json"  # asked anew each time
SEARCH_PARTS = f"{SEARCH_INDEX}by/"  # what is there never changes
BOOK = "boek/"
COMPARE = "vergelijken/"
SELECTION = "selectie/"
FORM = "bijdragen/formulier/"
FIELDS = "bijdragen/velden/"
EDITORS = "bijdragen/redactie/"
COLOPHON = "colofon/"
SCHEMA_FILE = "data/schema.json"
STARTER_FILE = "data/startbestand.md"
NAMES_FILE = "bijdragen/formulier/names.json"
BOOK_FILE = "handboek.pdf"
BOOKS_FILE = "boek/bestanden.json"  # what there is to download
PICTURE = "deelbeeld.png"  # below the address of a page: what a shared link shows
DATA = "data/"
FEED_FILE = "atom.xml"
REMOVED = "vervallen/"  # a folder of sources that is no folder of the site


def initiative(slug: str) -> str:
    return f"{INITIATIVES}{slug}/"


def record(slug: str) -> str:
    """The entry as data."""
    return f"{DATA}initiatives/{slug}.json"


def leaflet(slug: str) -> str:
    """The entry as a PDF."""
    return f"{INITIATIVES}{slug}/{slug}.pdf"


def theme_book(slug: str) -> str:
    return f"{BOOK}thema/{slug}.pdf"


def volume(slug: str, number: int = 0) -> str:
    """A volume of a handbook that is too large for one book: that of a theme, or one of several of a theme."""
    return f"{BOOK}deel/{slug}-{number}.pdf" if number else f"{BOOK}deel/{slug}.pdf"


def register_volume() -> str:
    """What leads through all volumes."""
    return f"{BOOK}deel/registers.pdf"


def city_book(slug: str) -> str:
    return f"{BOOK}stad/{slug}.pdf"


def downloads(page: str) -> tuple[str, ...]:
    """The files that belong to the page of an entry, a theme or a city: its picture and its PDF; none for other pages."""
    folder, _, name = page.rstrip("/").partition("/")
    pdf = {INITIATIVES: leaflet, THEMES: theme_book, CITIES: city_book}.get(f"{folder}/")
    return (f"{page}{PICTURE}", pdf(name)) if pdf else ()


def page(file: str) -> str | None:
    """The address of the page in a file of the site; None for a file that is no page with an address of its own."""
    folder, slash, name = file.rpartition("/")
    return folder + slash if name == "index.html" else None


def numbered(address: str, number: int) -> str:
    """The address of a later page of a long list."""
    return address if number == 1 else f"{address}{number}/"


def root_from(address: str) -> str:
    """The way from a page back to the root, to put before an address: ``../../`` from ``themas/zelfhulp/``."""
    return "../" * address.count("/") or "./"


def linked(link: str, base: str) -> str:
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
    if inside.startswith(REMOVED):  # what was removed keeps its address
        return f"{inside.removeprefix(REMOVED)}/{stem}/"
    parts = [part for part in (inside, "" if stem == "index" else stem) if part]
    return "".join(f"{part}/" for part in parts)


def source_of(address: str) -> str:
    """The file in which the entry or the term at an address stands."""
    path = f"{address.rstrip('/')}.md"
    return f"initiatives/{path.removeprefix(INITIATIVES)}" if path.startswith(INITIATIVES) else f"content/{path}"


def web(url: str | None) -> str:
    """An http or https address, unchanged; “” for any other. The model refuses those, but pages do not rely on that."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""
