"""Certain corrections: the fields of a source and a sentence about one of them in; the correction that it names out.

It is proved by reading the corrected fields: only that value, or that name of a field, may have changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..model.problem import Mend, mend_for
from ..words.language import Message
from .builder import Builder, Path
from .decode import Mark


def mend(front: str, path: Path, place: Mark, what: Message, of_key: bool) -> Mend | None:
    """The correction of the value at a path, or with ``of_key`` of its name, which stands at ``place`` in the file."""
    lines, number = front.split("\n"), place[0] - 2
    if "right" not in what.values or not 0 <= number < len(lines):
        return None
    found = mend_for(lines[number], place[1], what)
    if found:
        lines[number] = found.made(lines[number]) or ""
        before, after = _built(front), _built("\n".join(lines))
        as_much = after.whole and len(after.complaints) == len(before.complaints)
        if as_much and after.values == _put(before.values, path, what, of_key):
            return found
    return None


@lru_cache(maxsize=2)  # the same fields may have many problems
def _built(front: str) -> Builder:
    built = Builder(front)
    built.build()
    return built


def _put(values: Any, path: Path, what: Message, of_key: bool) -> Any:
    """The values with the right one at a path."""
    value, right = what.values["value"], what.values["right"]
    if not path:
        return list(right) if isinstance(right, tuple) else values.replace(value, right, 1)
    first, rest = path[0], path[1:]
    if isinstance(values, list):
        return [_put(item, rest, what, of_key) if at == first else item for at, item in enumerate(values)]
    if of_key and not rest:
        return {right if key == first else key: item for key, item in values.items()}
    return {key: _put(item, rest, what, of_key) if key == first else item for key, item in values.items()}
