"""The settings of the handbook: what ``mkdocs.yml`` says of the site and, under ``extra``, of the edition."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from ..running.project import CONFIG
from ..words.dates import DATE, parse_date
from ..words.language import DEFAULT, N_, Language, languages, message
from ..words.vocabulary import FIRST_YEAR, LAST_YEAR

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OURS = ("extra", "handbook")
_ADDRESS = re.compile(r"https?://[^\s/]")
_MOST = 10_000  # of the number of an edition, and of months


@dataclass(frozen=True, slots=True)
class Settings:
    """``edit`` is the address before which a source's path is put to edit it; ``new`` the same for a new file.

    ``email`` is where the editors take contributions by mail; empty when they do not. ``help`` says where a reader
    in need finds help (see ``aid``), or is empty. ``review_months`` is after how many months an entry is due for review.
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
    help: str = ""
    review_months: int = 12

    @property
    def edit(self) -> str:
        return f"{self.repository}edit/main/"

    @property
    def new(self) -> str:
        return f"{self.repository}new/main/"


class WrongSettings(SystemExit):
    """No verb can work without settings: it ends with this sentence instead of a traceback."""


def settings(root: Path) -> Settings:
    """Read them from ``root/mkdocs.yml``. Raises WrongSettings."""
    found = _Config(root / CONFIG)
    return Settings(
        name=found.text("site_name"),
        description=found.text("site_description"),
        url=found.address("site_url").rstrip("/") + "/",
        repository=found.address(*_OURS, "repository").rstrip("/") + "/",
        language=found.text("theme", "language", default=DEFAULT),
        edition=found.number(*_OURS, "edition"),
        date=found.date(*_OURS, "date"),
        licence=found.text(*_OURS, "licence"),
        licence_url=found.address(*_OURS, "licence_url"),
        publisher=found.text(*_OURS, "publisher"),
        email=found.text(*_OURS, "email", default=""),
        help=found.text(*_OURS, "help", default=""),
        review_months=found.number(*_OURS, "review_months", default="12"),
    )


def ends(root: Path) -> datetime.date:
    """The last day of the edition; where there are no settings, the first of all days."""
    return parse_date(settings(root).date).last if (root / CONFIG).is_file() else datetime.date.min


def until(root: Path) -> datetime.date:
    """The last day on which an entry can have been reviewed: tomorrow, which it is already in other time zones, or the
    last day of the edition if that is later, as the clock of a machine may be behind."""
    return max(ends(root), datetime.date.today() + datetime.timedelta(days=1))


def numbered(root: Path) -> int:
    """The number of the edition; 0 where there are no settings."""
    return settings(root).edition if (root / CONFIG).is_file() else 0


class _Config:
    """The values of our settings as texts; what MkDocs and its plugins have in the file is ignored."""

    def __init__(self, path: Path) -> None:
        self._top = None
        try:
            self._top = yaml.compose(path.read_text(encoding="utf-8", errors="replace"), Loader=LOADER)
        except OSError:
            self._refuse(None, N_("this file cannot be read, and nothing works without it"))
        except yaml.YAMLError as error:
            self._refuse(getattr(error, "problem_mark", None), N_("this cannot be read; look at the spaces, quotes and brackets here"))  # fmt: skip

    def text(self, *path: str, default: str | None = None) -> str:
        node = self._node(path)
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return node.value
        if default is None:
            self._refuse(node and node.start_mark, N_("the setting “%(key)s” is missing"), path)
        return default

    def number(self, *path: str, default: str | None = None) -> int:
        text = self.text(*path, default=default)
        if not (text.isascii() and text.isdigit() and 0 < int(text) < _MOST):
            self._refuse(self._mark(path), N_("“%(key)s” is a whole number, such as 12; not “%(value)s”"), path, text)
        return int(text)

    def address(self, *path: str) -> str:
        text = self.text(*path)
        if not _ADDRESS.match(text):
            what = N_("“%(key)s” is a web address, such as https://www.example.nl/; not “%(value)s”")
            self._refuse(self._mark(path), what, path, text)
        return text

    def date(self, *path: str) -> str:
        text = self.text(*path)
        try:
            found = datetime.date.fromisoformat((text + "-01-01")[:10] if DATE.fullmatch(text) else "")
        except ValueError:
            found = None
        if not found or not FIRST_YEAR <= found.year <= LAST_YEAR:
            what = N_("“%(key)s” is a date, such as 2026-11 or 2026-11-22; not “%(value)s”")
            self._refuse(self._mark(path), what, path, text)
        return text

    def _node(self, path: Iterable[str]) -> yaml.Node | None:
        node = self._top
        for name in path:
            pairs = node.value if isinstance(node, yaml.MappingNode) else ()
            node = next((value for key, value in pairs if key.value == name), None)
        return node

    def _mark(self, path: Iterable[str]) -> yaml.Mark | None:
        node = self._node(path)
        return node and node.start_mark

    def _refuse(self, mark: yaml.Mark | None, what: str, path: Iterable[str] = (), value: str = "") -> NoReturn:
        place = f"{CONFIG}:{mark.line + 1}:{mark.column + 1}" if mark else CONFIG
        spoken = self._node(("theme", "language"))
        language = Language(spoken.value if spoken and spoken.value in languages() else DEFAULT)
        said = language.say(message(what, key=".".join(path), value=value[:100]))
        raise WrongSettings(f"{place}: {said}")
