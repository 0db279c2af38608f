"""A passage: Markdown written for one section in; text that cannot affect what follows it, and complaints, out."""

from __future__ import annotations

import re

from ..judging.text_rules import DEEP
from ..reading import body
from ..reading.headings import Heading, headings
from ..words.language import N_, Message, message

# The marks of lists and quotes, and then those of a heading.
_MARKS = re.compile(r"^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)#{1,6}(?:\s+|$)")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)\s*$")
_STAND_IN = "…"  # for a passage that cannot be used, so that the rest can be judged


def contained(text: str) -> tuple[str, list[Message]]:
    """The passage with headings of level 3 only. A complaint if a block in it would not end with it."""
    text = _lowered(body.GAP.sub("", body.BULLET.sub(r"\1- ", text)))
    parsed = body.markdown(f"{text}\n\n## x\n")
    if body.too_deep(parsed):
        what = message(DEEP, limit=body.MAX_DEPTH)
        return _STAND_IN, [what]
    *inside, last = headings(parsed) or [Heading(0, "", 0)]
    if (last.level, last.text) != (2, "x"):
        return _STAND_IN, [
            message(N_("something begins in this answer and does not end, such as a block of code (```) or HTML"))
        ]
    if any(heading.level != 3 for heading in inside):
        return _STAND_IN, [message(N_("there is a heading in this answer that cannot stand there; begin it with ###"))]
    return text, []


def _lowered(text: str) -> str:
    """Every heading, also one that is underlined, as a heading of level 3; one in a list or a quote as plain words."""
    lines = text.split("\n")
    for heading in reversed(headings(body.markdown(text))):
        at = heading.line - 1
        if _MARKS.match(lines[at]):
            lines[at] = _MARKS.sub(r"\1" if heading.inside else r"\1### ", lines[at])
        else:
            end = next((n for n in range(at + 1, len(lines)) if _UNDERLINE.match(lines[n])), at)
            lines[at : end + 1] = [f"### {heading.text}", ""]
    return "\n".join(lines).strip()
