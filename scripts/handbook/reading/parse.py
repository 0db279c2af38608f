"""Markdown as GitHub reads it: a text in, the HTML of cmark-gfm out, with raw HTML off; not yet cleaned.

cmarkgfm never frees the tree and the text of a parse: 50 kB for an ordinary description, hundreds of megabytes for a
handbook. So they are freed here, where the system exposes the functions for that.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

_EXTENSIONS = ("table", "strikethrough", "autolink")


def markdown(text: str) -> str:
    """HTML straight from the parser, with the position of every block in ``data-sourcepos``."""
    cmark, extensions, give_back = _parser()
    options = cmark.Options.CMARK_OPT_SOURCEPOS
    parser = cmark.parser_new(options)
    try:
        for extension in extensions:
            cmark.parser_attach_syntax_extension(parser, extension)
        cmark.parser_feed(parser, text)
        root = cmark.parser_finish(parser)
        written = cmark._cmark.lib.cmark_render_html(root, options, cmark.parser_get_syntax_extensions(parser))
        html = cmark._cmark.ffi.string(written).decode()
        give_back(root, written)
        return html
    finally:
        cmark.parser_free(parser)


def numbered(text: str, places: Sequence[int]) -> str:
    """The HTML of the text with a number, between U+E000 and U+E001, put at each place: it shows what becomes of that."""
    pieces = (text[start:end] for start, end in zip(places, (*places[1:], len(text))))
    return markdown(text[: places[0]] + "".join(f"\ue000{number}\ue001{piece}" for number, piece in enumerate(pieces)))


@cache
def _parser() -> tuple[Any, list[Any], Callable[[Any, Any], None]]:
    from cmarkgfm import cmark  # late: the start of every verb must stay light

    cmark.core_extensions_ensure_registered()
    return cmark, [cmark.find_syntax_extension(name) for name in _EXTENSIONS], _giver(cmark._cmark)


def _giver(compiled: Any) -> Callable[[Any, Any], None]:
    """The function that frees a tree and a text; one that does nothing where the library shows no such function."""
    try:
        free_tree = ctypes.CDLL(compiled.__file__).cmark_node_free
        free_text = ctypes.CDLL(None).free
    except (AttributeError, OSError, TypeError):  # Windows hides both
        return lambda root, written: None
    for free in (free_tree, free_text):
        free.argtypes, free.restype = [ctypes.c_void_p], None

    def at(pointer: Any) -> int:
        return int(compiled.ffi.cast("uintptr_t", pointer))

    def give_back(root: Any, written: Any) -> None:
        free_tree(at(root))
        free_text(at(written))

    return give_back
