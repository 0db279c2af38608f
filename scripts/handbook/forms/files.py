"""What the forms publish beside their pages: the schema, the starter file and the names in use. An Edition in, texts out."""

from __future__ import annotations

import json

from ..edition.edition import Edition
from ..model import address
from .form import names
from .schema import schema
from .starter import starter


def files(edition: Edition) -> dict[str, str]:
    """The text of each file, by its address."""
    described = json.dumps(schema(edition.terms, edition.language, edition.settings.url), ensure_ascii=False, indent=2)
    return {
        address.SCHEMA_FILE: f"{described}\n",
        address.STARTER_FILE: starter({}, edition.terms, edition.language),
        address.NAMES_FILE: json.dumps(names(edition), ensure_ascii=False, separators=(",", ":")),
    }
