"""The folders in which the sources lie, below the project's root."""

from __future__ import annotations

INITIATIVES = "initiatives"
CONTENT = "content"
TERMS = ("themas", "doelgroepen", "organisaties", "programmas", "steden")  # below ``content/``, and on the site
# Where the records of what was removed lie, by the folder on the site.
REMOVED = {folder: f"{CONTENT}/vervallen/{folder}" for folder in ("initiatieven", *TERMS)}
EVERY = (INITIATIVES, *(f"{CONTENT}/{name}" for name in TERMS), *REMOVED.values())


def is_page(folder: str, name: str) -> bool:
    """Whether a file in a folder of sources is a page of people. Above the entries stands a list that we make."""
    return name == "README.md" or (name == "index.md" and folder != INITIATIVES)
