"""Where a reader in need finds help: the owner's sentence in ``mkdocs.yml``, at the foot of every page and in the colophon
of every book. It may hold links as in Markdown: ``[112](tel:112)``.
"""

from __future__ import annotations

import re
from html import escape

_LINK = re.compile(r"\[([^\]]+)\]\(((?:https?://|tel:|mailto:)[^\s)\"<>]+)\)")


def text(said: str) -> str:
    return _LINK.sub(r"\1", said)


def html(said: str) -> str:
    """The sentence as HTML; each number can be tapped, and is never broken over two lines."""
    return _LINK.sub(
        lambda link: f'<a href="{link[2]}">{link[1].replace("-", chr(0x2011))}</a>', escape(said, quote=False)
    )
