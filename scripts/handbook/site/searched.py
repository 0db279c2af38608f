"""The searched parts of a site, set apart: finished pages in; for the index a folder with no more than it must read, out.

A page is searched if one of its elements says ``data-pagefind-body``. That is a third of a page: to read the frame, the
menus and what follows too took 40 % of the work of the index, with 10,000 entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from ..model import address
from ..running import tree
from ..running.beside import share
from ..running.write import write

# A word of the glossary: of its explanation, which stands wherever it is used, nothing is searched, and what is left runs on.
_WORD = re.compile(
    rb'<button type="button" class="hb-word"[^>]*>([^<]*)</button><span class="hb-word__text"[^>]*>[^<]*</span>'
)
_KEPT = re.compile(rb'<span class="hb-word__keep">([^<]*)</span>')
_SAYS_SO = b" data-pagefind-body"
_START = re.compile(
    rb'<(\w+)(?:\s+[\w-]+(?:="[^"]*")?)*?%b[\s>=]' % _SAYS_SO
)  # values as a whole: they may say anything


def searched(page: bytes) -> bytes | None:
    """The element of a page that is searched, with everything in it; None for a page that is not searched.

    The page is well made: no value and no text has a bare ``<``.
    """
    start = _start(page)
    if not start:
        return None
    deep = 0
    for tag in re.compile(rb"<(/?)%b\b" % start[1]).finditer(page, start.start()):
        deep += -1 if tag[1] else 1
        if not deep:
            return page[start.start() : tag.end()] + b">"
    return page[start.start() :]


def _start(page: bytes) -> re.Match[bytes] | None:
    at = page.find(_SAYS_SO)
    while at >= 0:
        if found := _START.match(page, page.rfind(b"<", 0, at)):
            return found
        at = page.find(_SAYS_SO, at + 1)  # that was text, or the value of an attribute
    return None


def set_apart(site: Path, folder: Path, noted: Callable[[str], str]) -> str:
    """Write the searched part of every page below ``folder``, where it stands in the site; return a sum of them all.

    ``noted`` gives more to read of the page at an address, as HTML.
    """
    pages = sorted(name for name, _ in tree.files(site) if name.endswith(".html"))
    share([partial(_set_apart, site, folder, name, noted) for name in pages])
    found = sha256()
    for name, entry in sorted(tree.files(folder)):
        part = Path(entry.path).read_bytes()
        found.update(b"%b\0%d\0%b" % (name.encode(), len(part), part))
    return found.hexdigest()


def _set_apart(site: Path, folder: Path, name: str, noted: Callable[[str], str]) -> None:
    part = searched(Path(site, name).read_bytes())
    if part:
        part = _KEPT.sub(rb"\1", _WORD.sub(rb"\1", part))
        start, mark, rest = part.partition(b">")
        more = noted(address.page(name) or "").encode()
        write(folder, name, b"<html>%b%b%b%b</html>" % (start, mark, more, rest))
