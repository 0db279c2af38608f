"""The folders in which the sources lie, below the project's root."""

from __future__ import annotations

INITIATIVES = "initiatives"
CONTENT = "content"
TERMS = ("themas", "doelgroepen", "organisaties", "programmas", "steden")  # below ``content/``, and on the site
# Where the records of what was removed lie, by the folder on the site.
REMOVED = {folder: f"{CONTENT}/vervallen/{folder}" for folder in ("initiatieven", *TERMS)}
KEPT = ("index.md", "README.md")  # pages of people, in the folders of sources
EVERY = (INITIATIVES, *(f"{CONTENT}/{name}" for name in TERMS), *REMOVED.values())
