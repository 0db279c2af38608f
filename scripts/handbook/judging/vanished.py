"""An address that would vanish: that address, and those that stay, in; a sentence that says what to do out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model import address
from ..words.language import N_, Message, message
from ..words.names import nearest


def names(staying: Iterable[str]) -> dict[str, list[str]]:
    """The names at the addresses that stay, by their folder."""
    found: dict[str, list[str]] = {}
    for at in staying:
        if at.endswith("/") and at.count("/") == 2:
            folder, name, _ = at.split("/")
            found.setdefault(folder, []).append(name)
    return found


def vanished(at: str, staying: Mapping[str, Sequence[str]]) -> Message:
    """What may have happened, and how to keep the address; ``staying`` are the ``names`` of those that stay."""
    if at == address.BOOK_FILE:
        return message(
            N_("“%(address)s” would vanish; was the site built without the book, then run “make site” first"),
            address=at,
        )
    if not at.endswith("/") or at.count("/") != 2 or at.startswith("bijdragen/"):
        return message(N_("“%(address)s” would vanish; a page or file must stay at this address"), address=at)
    folder, name, _ = at.split("/")
    guess = nearest(name, staying.get(folder, ()))
    values = {"address": at, "slug": name, "what": f"{folder}/{name}"}
    if f"{folder}/" in (address.CITIES, address.ORGANISATIONS):
        return message(
            N_(
                "“%(address)s” would vanish; keep its page with a file content/%(what)s.md that has a title, or add “former_slugs: [%(slug)s]” to the file of its new name"
            ),
            **values,
        )
    if guess:
        return message(
            N_(
                "“%(address)s” would vanish; was it renamed, then add “former_slugs: [%(slug)s]” to its new file (%(path)s?); is it gone, then run: remove.py %(what)s --title … --why …"
            ),
            **values,
            path=address.source_of(f"{folder}/{guess}/"),
        )
    return message(
        N_(
            "“%(address)s” would vanish; was it renamed, then add “former_slugs: [%(slug)s]” to its new file; is it gone, then run: remove.py %(what)s --title … --why …"
        ),
        **values,
    )
