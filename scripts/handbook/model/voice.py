"""The voice of a verb: the settings in; the language that it speaks out, in which it also tells what stopped it.

An error of the system, such as a full disk, is no mistake in the code: it is told in a sentence, without a traceback.
"""

from __future__ import annotations

import errno
import sys
from types import TracebackType

from ..words.language import N_, Language, Message, message
from .settings import Settings

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def voice(chosen: Settings) -> Language:
    language, before = Language(chosen.language), sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, BrokenPipeError) or not isinstance(error, (OSError, KeyboardInterrupt)):
            before(kind, error, trace)
            return
        said = denied(error) if isinstance(error, OSError) else N_("Interrupted.")
        print(language.say(said), file=sys.stderr)

    sys.excepthook = tell
    return language


def denied(error: Exception) -> Message:
    """What stopped the work, and what to do about it where that is known."""
    number, reason = getattr(error, "errno", None), getattr(error, "strerror", None) or str(error)
    file = getattr(error, "filename", None)
    if number in _FULL or "No space left" in reason:
        return message(N_("The disk is full. Make room and try again. (%(reason)s)"), reason=reason)
    if isinstance(error, PermissionError) or number == errno.EROFS:
        what = N_("%(file)s cannot be read or written. Look at the rights of the folder and try again. (%(reason)s)")
        return message(what, file=file or "?", reason=reason)
    if isinstance(error, FileNotFoundError) and file:
        return message(N_("“%(file)s” is not there"), file=file)
    if isinstance(error, IsADirectoryError) and file:
        return message(N_("“%(file)s” is a folder; a file is needed"), file=file)
    if file:
        return message(N_("“%(file)s” cannot be read or written (%(reason)s)"), file=file, reason=reason)
    return Message("%(reason)s", {"reason": reason or type(error).__name__})
