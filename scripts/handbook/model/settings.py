"""The settings of the handbook: what ``mkdocs.yml`` says of the site and, under ``extra``, of the edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from ..words.language import DEFAULT


@dataclass(frozen=True, slots=True)
class Settings:
    """``edit`` is the address before which a source's path is put to edit it; ``new`` the same for a new file.

    ``email`` is where the editors take contributions by mail; empty when they do not. ``review_months`` is after how
    many months an entry is due for review.
    """

    name: str
    description: str
    url: str
    repository: str
    language: str
    edition: int
    date: str
    licence: str
    licence_url: str
    publisher: str
    email: str = ""
    review_months: int = 12

    @property
    def edit(self) -> str:
        return f"{self.repository}edit/main/"

    @property
    def new(self) -> str:
        return f"{self.repository}new/main/"


def settings(root: Path) -> Settings:
    """Read them from ``root/mkdocs.yml``."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=loader)
    extra = config["extra"]["handbook"]
    return Settings(
        name=config["site_name"],
        description=config["site_description"],
        url=config["site_url"].rstrip("/") + "/",
        repository=extra["repository"].rstrip("/") + "/",
        language=config["theme"].get("language", DEFAULT),
        edition=int(extra["edition"]),
        date=str(extra["date"]),
        licence=extra["licence"],
        licence_url=extra["licence_url"],
        publisher=extra["publisher"],
        email=extra.get("email", ""),
        review_months=int(extra.get("review_months", 12)),
    )
