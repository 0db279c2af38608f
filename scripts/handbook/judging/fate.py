"""The fate of a page that is gone: its address in, the sentence that says what became of it out.

A source that refers to a former name, or to something removed, is told this instead of being offered a guess.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.removed import Removed
from ..reading.catalogue import Catalogue
from ..words.dates import PartialDate
from ..words.language import N_, Message, message

REMOVED = N_("“%(value)s” was removed on %(date)s (%(why)s)")
REMOVED_SEE = N_("“%(value)s” was removed on %(date)s (%(why)s); see “%(see)s” instead")

UNKNOWN = N_("“%(value)s” does not exist here; did you mean “%(guess)s”?")
FORMER = N_("“%(value)s” is a former name; write “%(right)s”")


def fate(catalogue: Catalogue, at: str, written: str) -> Message | None:
    """What became of the address ``at``, which a source refers to as ``written``; None if nothing is known of it."""
    return fate_of(catalogue.former, catalogue.removed, at, written)


def fate_of(former: Mapping[str, str], gone_by: Mapping[str, Removed], at: str, written: str) -> Message | None:
    """The same, from the address of today for each former one, and the records of what was removed by their address."""
    now = former.get(at)
    if now in gone_by:
        return removed(gone_by[now], written)
    if now:
        return message(FORMER, value=written, right=renamed(written, at, now))
    gone = gone_by.get(at)
    return removed(gone, written) if gone else None


def renamed(written: str, at: str, now: str) -> str:
    """The reference with the id of today: ``../initiatives/new.md`` for ``../initiatives/old.md``."""
    old, new = at.rstrip("/").rpartition("/")[2], now.rstrip("/").rpartition("/")[2]
    path, mark, anchor = written.partition("#")
    head, found, tail = path.rpartition(old)
    return f"{head}{new}{tail}{mark}{anchor}" if found else new


def removed(gone: Removed, written: str) -> Message:
    """What became of something that a source, or a person, refers to as ``written``."""
    date = PartialDate(gone.removed.year, gone.removed.month, gone.removed.day)
    values = {"value": written, "date": date, "why": gone.why.rstrip(".")}
    if gone.see:
        return message(REMOVED_SEE, **values, see=gone.see)
    return message(REMOVED, **values)
