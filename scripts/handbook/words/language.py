"""The words that the software itself says, in the language of the site.

In: English message ids (``N_("…")`` in code, ``_("…")`` in templates). Out: the same sentence in the
site's language, from one gettext catalogue per language (``locale/<code>/LC_MESSAGES/handbook.po``).
A message travels as a value and becomes text only at the edge, so the core knows no language.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent / "locale"
DEFAULT = "nl"


def N_(message_id: str) -> str:
    """Mark a message id for extraction; it is translated later, by :meth:`Language.say`."""
    return message_id


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is not in any language yet: an id and the values for its ``%(name)s`` marks.

    A value may be a message itself, or a tuple of values, which is said as a list.
    """

    id: str
    values: dict[str, Any] = field(default_factory=dict)


def message(message_id: str, /, **values: Any) -> Message:
    return Message(message_id, values)


class UnknownLanguage(SystemExit):
    """No verb can say anything without a language: it ends with this sentence instead of a traceback."""


def languages() -> list[str]:
    """The codes of the languages that have a catalogue."""
    return sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/handbook.po"))


class Language:
    """One language: its sentences, its dates, its numbers and its lists."""

    def __init__(self, code: str) -> None:
        if code not in (known := languages()):
            what = message(
                N_("mkdocs.yml: “%(code)s” is not a language of this handbook; theme.language can be %(known)s"),
                code=code,
                known=tuple(known),
            )
            raise UnknownLanguage(Language(DEFAULT).say(what))
        self.code = code
        self.translations = _translations(code)

    def gettext(self, message_id: str) -> str:
        return self.translations.gettext(message_id)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.translations.ngettext(one, many, count)

    def counted(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """The sentence for so many, which it may name as ``count`` or, as in a template, as ``num``."""
        return self.ngettext(one, many, count) % {"count": count, "num": count, **values}

    def say(self, what: Message | str, /, **values: Any) -> str:
        """The sentence in this language. A plain string is taken as a message id."""
        if isinstance(what, Message):
            what, values = what.id, what.values
        text = self.gettext(what)
        return text % {key: self.value(value) for key, value in values.items()} if values else text

    def value(self, value: Any) -> Any:
        """A value as text, to fill in a ``%(name)s`` mark."""
        if isinstance(value, Message):
            return self.say(value)
        if hasattr(value, "said"):  # a date or a period says itself
            return value.said(self)
        if isinstance(value, tuple):
            return ", ".join(str(self.value(item)) for item in value)
        return value

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """“2018”, “juni 2018” or “25 juni 2018”: as precise as the date is known."""
        if month is None:
            return str(year)
        name = self.month(month)
        return f"{name} {year}" if day is None else f"{day} {name} {year}"

    def cited(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """A date in a list of references, the year first: “2018, 25 juni”, in English “2018, June 25”."""
        if month is None:
            return str(year)
        name = self.month(month)
        return self.say(N_("%(year)d, %(month)s %(day)d"), year=year, month=name, day=day) if day else f"{year}, {name}"

    def month(self, number: int) -> str:
        return _months(self.code)[number]

    def size(self, count: int) -> str:
        """A number of bytes as readers say it: “812 kB”, “1,4 MB”."""
        if count < 1_000_000:
            return f"{max(1, round(count / 1000))} kB"
        return f"{self.decimal(round(count / 1_000_000, 1), '0.0')} MB"

    def decimal(self, number: float, form: str = "0.##") -> str:
        """A number with its decimals: “1,4”; ``form`` is a pattern of Unicode’s CLDR."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, format=form, locale=self.code))

    def day(self, date: datetime.date) -> str:
        return self.date(date.year, date.month, date.day)


@cache
def _translations(code: str) -> NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = LOCALE / code / "LC_MESSAGES" / "handbook.po"
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _months(code: str) -> dict[int, str]:
    from babel.dates import get_month_names

    return dict(get_month_names(locale=code))
