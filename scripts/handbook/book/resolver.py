"""Where a link leads from a book: an address in; a place in the same book, a web address, or nothing out.

An address that begins with one slash is one of the site. What it shows may stand in the book too, under a label;
``targets`` gives the label of every address that does, without a slash before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .nodes import safe_address

Targets = Mapping[str, str]
Link = dict[str, str]  # its label in ``to``; or its address in ``url``, and in ``mark`` the letter of its note
Resolve = Callable[[str], Link | None]


def resolver(site: str, targets: Targets, letter: Callable[[str], str] = lambda url: "") -> Resolve:
    """``letter`` gives the letter of the note in which a web address is printed in full."""

    def resolve(href: str) -> Link | None:
        if href.startswith("/") and not href.startswith("//"):
            label = targets.get(href[1:]) or targets.get(href[1:].partition("#")[0])
            if label:
                return {"to": label}
            href = site + href[1:]
        url = safe_address(href)
        return {"url": url, "mark": letter(url)} if url else None

    return resolve
