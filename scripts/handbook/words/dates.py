"""Dates as sources give them: a year, a month or a day; and periods with open ends."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, NoReturn

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .language import N_, Language
from .vocabulary import FIRST_YEAR, LAST_YEAR

NO_DATE = N_("“%(value)s” is not a date; write a year, year-month or year-month-day, such as %(guess)s")
DATE_WRITTEN = N_("the date “%(value)s” is written “%(right)s” here")
NO_SUCH_DATE = N_("the date “%(value)s” does not exist")

DATES = 65536  # cached: ten thousand entries have 90,000 dates, most of them more than once

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# How people write a date themselves: “25-06-2018”, “25 juni 2018”, “6/2018”. The day comes before the month.
WRITTEN = re.compile(
    r"(?:[a-z]{2,6}dag +)?(?:(\d{1,2})(?:[-/.]| +))?(\d{1,2}|[A-Za-z]{3,10})\.?(?:[-/.]| +)(\d{4})", re.ASCII
)
# The year first, as here, but with other signs or without zeros: “2018/6/25”, “20180625”.
YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{2})(\d{2}))", re.ASCII)
_MONTHS = ("jan", "feb", "maa|mrt|mar", "apr", "mei|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec")
MONTHS = {begin: number for number, begins in enumerate(_MONTHS, start=1) for begin in begins.split("|")}
YEAR = re.compile(r"(?:19|20)\d\d")
# A year of two digits: “12-03-26”, “’19”. In “12-03” the 03 is as well a month, so nothing is said of that.
SHORT = re.compile(r"(?!\d{1,2}[-/. ](?:0\d|1[0-2])$)(?P<before>.*[-/. ])(?P<year>\d\d)", re.ASCII)
CUT = re.compile(r"['’‘`](?P<year>\d\d)(?!\d)", re.ASCII)
SHORT_YEAR = N_("the year in “%(value)s” has two digits; write it with four, such as “%(guess)s”")
OF_TODAY = 50  # a year below this is likely one of 2000 to 2049


class PartialDate(NamedTuple):
    """A date that is known to the year, the month or the day; sorts by time."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return "-".join(f"{part:0{width}}" for part, width in zip(self, (4, 2, 2)) if part is not None)

    def said(self, language: Language) -> str:
        return language.date(*self)

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    @property
    def first(self) -> datetime.date:
        """The first day that it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it may mean."""
        return _last(self)


@lru_cache(maxsize=DATES)
def _last(date: PartialDate) -> datetime.date:
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def parse_date(value: Any) -> Any:
    """``2018``, ``2018-06`` or ``2018-06-25``; raises the validation error that says which part is wrong."""
    if isinstance(value, PartialDate):
        return value
    return _parsed(value) if isinstance(value, str) else _refused(str(value))


@lru_cache(maxsize=DATES)
def _parsed(value: str) -> PartialDate:
    match = DATE.fullmatch(value.strip())
    if not match:
        _refuse_other_way(value)
        refuse_short(value, likely(value))
        _refused(value)
    date = _date(match[0])
    if date is None:
        raise _no_such_date(value)
    return date


def _refused(value: str) -> NoReturn:
    years = set(_DAY.findall(value)) or set(YEAR.findall(value))
    raise PydanticCustomError(
        "partial_date", NO_DATE, {"value": value, "guess": years.pop() if len(years) == 1 else "2018-06-25"}
    )


def meant(value: str) -> str | None:
    """The date that was meant, in the notation of the sources, if it was written in another one; else None."""
    if match := YEAR_FIRST.fullmatch(value.strip()):
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    elif match := WRITTEN.fullmatch(value.strip()):
        day, month, year = match.groups()
    else:
        return None
    number = int(month) if month.isdecimal() else MONTHS.get(month[:3].lower(), 0)
    if day and month.isdecimal() and number > 12:  # “06/25/2018” can only be in the order of Americans
        number, day = int(day), month
    date = _date(str(PartialDate(int(year), number, int(day) if day else None)))
    return date and str(date)


def likely(value: str) -> str | None:
    """The likely date where the year has two digits; None if no date can be made of it."""
    full = CUT.sub(century, value.strip())
    if match := SHORT.fullmatch(full):
        full = match["before"] + century(match)
    return full if DATE.fullmatch(full) and _date(full) else meant(full) if full != value.strip() else None


def century(match: re.Match[str]) -> str:
    return ("20" if int(match["year"]) < OF_TODAY else "19") + match["year"]


def refuse_short(value: str, guess: str | None) -> None:
    if guess:
        raise PydanticCustomError("date_short", SHORT_YEAR, {"value": value, "guess": guess})


def _refuse_other_way(value: str) -> None:
    if right := meant(value):
        raise PydanticCustomError("date_written", DATE_WRITTEN, {"value": value, "right": right})


def _date(text: str) -> PartialDate | None:
    """A date that has the right form; None if it does not exist."""
    year, month, day = (int(part) if part else None for part in DATE.fullmatch(text).groups())
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None


def parse_day(value: Any) -> Any:
    """``2026-11-22``; a date and time or a number of seconds, which pydantic would take too, is not a day here."""
    return _day(value) if isinstance(value, str) else value


@lru_cache(maxsize=DATES)
def _day(value: str) -> str:
    if not _DAY.fullmatch(value.strip()):
        if len(meant(value) or "") == 10:
            _refuse_other_way(value)
        if len(right := likely(value) or "") == 10:
            refuse_short(value, right)
        raise PydanticCustomError("date_parsing", "not a day")
    if not FIRST_YEAR <= int(value.strip()[:4]) <= LAST_YEAR:
        raise _no_such_date(value)
    return value


def _no_such_date(value: str) -> PydanticCustomError:
    return PydanticCustomError("no_such_date", NO_SUCH_DATE, {"value": value})


DayField = Annotated[datetime.date, BeforeValidator(parse_day)]
DateField = Annotated[
    PartialDate,
    PlainValidator(parse_date),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
