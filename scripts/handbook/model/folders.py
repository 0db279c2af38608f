"""The folders in which the sources lie, below the project's root."""

from __future__ import annotations

INITIATIVES = "initiatives"
CONTENT = "content"
TERMS = ("themas", "doelgroepen", "organisaties", "programmas", "steden")  # below ``content/``, and on the site
# Where the records of what was removed lie, by the folder on the site.
REMOVED = {folder: f"{CONTENT}/vervallen/{folder}" for folder in ("initiatieven", *TERMS)}
EVERY = (INITIATIVES, *(f"{CONTENT}/{name}" for name in TERMS), *REMOVED.values())
# The chapters to which the pages that we make lead, below ``content/``.
CHAPTERS = (
    "index.md", "a-z.md", "boek.md", "cijfers.md", "colofon.md", "data.md", "kaart.md", "nieuw.md", "overzicht.md",
    "over.md", "selectie.md", "tijdlijn.md", "toegankelijkheid.md", "vergelijken.md", "zoeken.md",
    *(f"{folder}/index.md" for folder in (*TERMS, "bijdragen")),
    "bijdragen/formulier.md", "bijdragen/redactie.md", "bijdragen/velden.md",
)  # fmt: skip
EVIDENCE = ("content/over.md", "hoe-sterk-is-het-bewijs")  # the heading to which each entry leads


def is_page(folder: str, name: str) -> bool:
    """Whether a file in a folder of sources is a page and no source: a README, or an index that people wrote."""
    return name == "README.md" or (name == "index.md" and folder != INITIATIVES)
