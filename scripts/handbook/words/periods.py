"""Periods as sources give them: from one date to another, each end known or open."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .dates import CUT, DATE, DATES, PartialDate, century, likely, meant, parse_date, refuse_short
from .language import N_, Language

NO_PERIOD = N_("“%(value)s” is not a period; write 2017–2020, 2017, vanaf 2017 or tot 2020")
PERIOD_WRITTEN = N_("the period “%(value)s” is written “%(right)s” here")
REVERSED = N_("the period “%(value)s” ends before it begins")

PERIOD = re.compile(r"(?P<a>[\d-]+?)\s*(?:–|-| t/m | tot en met )\s*(?P<b>\d{4}(?:-\d{2}){0,2}|heden)", re.ASCII)
# How people write a period themselves: “sinds juni 2017”, “van 2017 tot 2020”, “2017 -”.
SPOKEN = re.compile(
    r"\s*(?:(?:[Vv]anaf |[Vv]an )?(?P<from>\S.*?)(?:\s*[–—]\s*| +- +|\s*/\s*| +t/m +| +tot(?: en met)? +)(?P<to>\S.*?)"
    r"|(?P<open>[Vv]anaf|[Vv]an|[Ss]inds|[Tt]ot) +(?P<only>\S.*?)|(?P<since>\S.*?)\s*[-–—])\s*"
)
ENDING = re.compile(r"(?P<first>\d{4})\s*[-–/]\s*(?P<last>1[3-9]|[2-9]\d)", re.ASCII)  # “2017-20” names no month


class Period(NamedTuple):
    """From ``start`` to ``end``, each known or None (open)."""

    start: PartialDate | None
    end: PartialDate | None

    def __str__(self) -> str:
        if self.start == self.end:
            return str(self.start)
        if self.end is None:
            return f"vanaf {self.start}"
        return f"{self.start}–{self.end}" if self.start else f"tot {self.end}"

    def said(self, language: Language) -> str:
        start, end = (date and date.said(language) for date in self)
        if start == end:
            return start
        if end is None:
            return language.say(N_("from %(start)s"), start=start)
        if self.start and self.start.year == self.end.year and self.start.month and not self.start.day:
            start = language.month(self.start.month)  # one year is said once: “januari–juni 2021”
        return f"{start}–{end}" if start else language.say(N_("until %(end)s"), end=end)


def parse_period(value: Any) -> Any:
    """``2017–2020``, ``2017``, ``vanaf 2017`` or ``tot 2020``."""
    if isinstance(value, Period):
        return value
    text = str(value).strip()
    if ENDING.fullmatch(text):
        refuse_short(text, period_likely(text))
    found = _period(text)
    if found is None and (right := period_meant(text)):
        raise PydanticCustomError("period_written", PERIOD_WRITTEN, {"value": text, "right": right})
    if found is None:
        refuse_short(text, period_likely(text))
        raise PydanticCustomError("period", NO_PERIOD, {"value": text})
    return found


@lru_cache(maxsize=DATES)
def _period(text: str) -> Period | None:
    """A period in the notation of the sources, or None; raises the validation error of a part that is wrong."""
    word, _, only = text.partition(" ")
    if word in ("vanaf", "tot") and DATE.fullmatch(only.strip()):
        date = parse_date(only)
        return Period(date, None) if word == "vanaf" else Period(None, date)
    if DATE.fullmatch(text):
        return Period(parse_date(text), parse_date(text))
    match = PERIOD.fullmatch(text)
    if not match:
        return None
    start = parse_date(match["a"])
    end = None if match["b"] == "heden" else parse_date(match["b"])
    if end and end.last < start.first:
        raise PydanticCustomError("period_reversed", REVERSED, {"value": text})
    return Period(start, end)


def period_meant(value: str, read: Callable[[str], str | None] = meant) -> str | None:
    """The period that was meant, in the notation of the sources, if it was written otherwise; ``read`` reads a date."""
    if not (match := SPOKEN.fullmatch(value)):
        return read(value)
    start, end, word, only, since = (part and (read(part) or part) for part in match.groups())
    if since or (word and word.lower() != "tot"):
        written = f"vanaf {since or only}"
    else:
        written = f"tot {only}" if word else f"{start}–{'heden' if end == 'nu' else end}"
    try:
        return written if _period(written) else None
    except PydanticCustomError:
        return None


def period_likely(text: str) -> str | None:
    """The likely period where the years have two digits; None if no period can be made of it."""
    full = CUT.sub(century, text)
    if match := ENDING.fullmatch(full):
        full = f"{match['first']}–{match['first'][:2]}{match['last']}"
    word, _, rest = full.partition(" ")
    if word.lower() in ("vanaf", "van", "sinds", "tot") and (date := likely(rest)):
        full = f"{word} {date}"
    full = likely(full) or full
    try:
        return str(found) if (found := _period(full)) else period_meant(full, lambda part: meant(part) or likely(part))
    except PydanticCustomError:
        return None


PeriodField = Annotated[Period, PlainValidator(parse_period), PlainSerializer(str), WithJsonSchema({"type": "string"})]
