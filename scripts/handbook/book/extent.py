"""How much a build prints: the choice of whoever builds, and the sizes of a handbook at which it matters."""

from __future__ import annotations

from enum import StrEnum

EVERYTHING = 300  # entries: up to here everything is made unless something else is asked
ONE_FILE = 300  # entries, about 900 pages: more cannot be bound, and would take more memory than most machines have
UNASKED = 1000  # entries: up to here a handbook that is too large for one book is made in volumes without being asked
PAIR = 2  # entries: a city with fewer has a leaflet and needs no book


class Extent(StrEnum):
    """``AUTO`` is everything for a handbook of at most 300 entries, and else the whole book alone."""

    AUTO = "auto"
    ALL = "all"
    WHOLE = "whole"
    NONE = "none"

    def of(self, count: int) -> Extent:
        """What the choice means for a handbook with this number of entries."""
        if self is not Extent.AUTO:
            return self
        return Extent.ALL if count <= EVERYTHING else Extent.WHOLE
