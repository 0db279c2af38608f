"""Bytes in, text out: UTF-8 with line ends of one kind, and nothing in it that nobody can see."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ..words.language import N_, Message, message

TOO_LARGE = N_("the file is %(size)d kB; at most %(limit)d kB is possible")
CONFLICTING = N_("“%(mark)s” stands where Git found two versions; keep one of them and remove its marks")
INVISIBLE = N_("an invisible character (U+%(code)s) stands here; remove it")

MAX_BYTES = 64 * 1024
# Invisible characters: control signs, marks of direction, fillers, selectors and tags. Joiners are allowed behind
# a letter of a script that uses them, and in emoji.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
BARRED = re.compile(f"[{_UNSEEN}]|(?<![^\x00-\u036f])[\u200c\u200d]|(?<=[A-Za-z\u00c0-\u036f])\ufe0f")
SUSPECT = re.compile(f"[{_UNSEEN}\u200c\u200d\ufe0f]")
_ASCII = bytes((9, 10, 13, *range(0x20, 0x7F)))  # what is seen of it

MOST = 100  # invisible signs that are told at once
MASK = "\u2060"

CONFLICT = re.compile("^(?:<{7}|>{7}) ", re.MULTILINE)  # above the first of two versions, or below the second
_PROGRAMS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")  # how files of Word, PDF and the like begin

Mark = tuple[int, int]


class Unreadable(Exception):
    """Says what is wrong, and at which line and column, counted from 1."""

    def __init__(self, what: Message, mark: Mark = (1, 1)) -> None:
        super().__init__(what)
        self.what = what
        self.mark = mark


def decode(data: bytes, size: int) -> str:
    """``size`` is that of the file; of one that is too long, ``data`` may be only the beginning. Raises Unreadable."""
    if size > MAX_BYTES:
        raise Unreadable(message(TOO_LARGE, size=-(-size // 1024), limit=MAX_BYTES // 1024))
    if data.startswith(_PROGRAMS):
        what = N_("this is a file of Word or another program; save it as plain text, with a name that ends in .md")
        raise Unreadable(message(what))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = _lines(data[: error.start].decode())
        what = message(N_("the file is not UTF-8 text; save it again with the encoding UTF-8"))
        raise Unreadable(what, placed(before, len(before))) from None
    text = _lines(text)
    if not text or text.isspace():
        raise Unreadable(message(N_("the file is empty; start from an existing entry")))
    marked = "<<<<<<< " in text or ">>>>>>> " in text  # a fifth of the time of looking at the start of every line
    if marked and (conflict := CONFLICT.search(text)):
        raise Unreadable(message(CONFLICTING, mark=conflict[0].strip()), placed(text, conflict.start()))
    return text


def sound(data: bytes) -> str:
    """The text of a file that was decoded before."""
    return _lines(data.removeprefix(codecs.BOM_UTF8).decode())


def visible(text: str) -> str:
    """What somebody typed or pasted, with composed letters and plain line ends, and without invisible characters."""
    return BARRED.sub("", unicodedata.normalize("NFC", _lines(text)))


def unseen(text: str) -> list[tuple[Mark, Message]]:
    """Every invisible character with its place; only the first of more than ``MOST``, as in a file that is no text."""
    # Looking at the few signs that are left without ASCII takes a fifteenth of the time of looking at every sign.
    if not SUSPECT.search(text.encode().translate(None, _ASCII).decode()):
        return []
    found = list(BARRED.finditer(text))
    return [
        (placed(text, match.start()), invisible(match[0])) for match in (found if len(found) <= MOST else found[:1])
    ]


def masked(text: str) -> str:
    """The text with each invisible character replaced by ``MASK``, which every parser accepts; places stay the same."""
    return BARRED.sub(MASK, text)


def invisible(sign: str | int) -> Message:
    number = sign if isinstance(sign, int) else ord(sign)
    return message(INVISIBLE, code=f"{number:04X}")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def placed(text: str, index: int) -> Mark:
    """The line and the column, counted from 1, of a sign of a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
