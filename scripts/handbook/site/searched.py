"""The searched parts of a site, set apart: finished pages in; for the index a folder with no more than it must read, out.

A page is searched if one of its elements says ``data-pagefind-body``. That is a third of a page: to read the frame, the
menus and what follows too took 40 % of the work of the index, with 10,000 entries.
"""

from __future__ import annotations

import re
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from ..running import tree
from ..running.write import write

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


def set_apart(site: Path, folder: Path) -> str:
    """Write the searched part of every page below ``folder``, where it stands in the site; return a sum of them all."""
    found = sha256()
    for name, entry in sorted(tree.files(site), key=itemgetter(0)):
        if name.endswith(".html") and (part := searched(Path(entry.path).read_bytes())):
            write(folder, name, b"<html>%b</html>" % part)
            found.update(b"%b\0%d\0%b" % (name.encode(), len(part), part))
    return found.hexdigest()
