"""Former addresses: records by their folder on the site in; the address of today, for each former one, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Lasting(Protocol):
    """A record that may have had other addresses before."""

    former_slugs: tuple[str, ...]


def former(living: Mapping[str, Mapping[str, Lasting]], removed: Mapping[str, Mapping[str, Lasting]]) -> dict[str, str]:
    """Addresses as ``themas/wonen/``. Where two records claim one address, one that is not removed gets it; the rules
    report the conflict."""
    return {
        f"{folder}/{old}/": f"{folder}/{slug}/"
        for families in (removed, living)
        for folder, records in families.items()
        for slug, record in records.items()
        for old in record.former_slugs
    }
