"""What the YAML parser complains of, in words that say what to do: its English sentence in, a message out."""

from __future__ import annotations

from ..words.language import N_, Message, message

_SPECIAL = N_(
    "a tab or a special sign stands here; indent with spaces, and put a value that begins with @, ` or % in quotes"
)
_BACKSLASH = N_("a backslash stands between double quotes here; use single quotes, or leave it out")
_REFERENCE = N_("references with & and * are not possible; write the value out, or put it in quotes")

# A part of the parser's sentence, and ours; the first that fits is said.
_SENTENCES = (
    ("tab character", N_("a tab stands here; indent with spaces")),
    ("cannot start any token", _SPECIAL),
    ("mapping values are not allowed", N_("a second “: ” stands in this line; put the whole value in quotes")),
    (
        "entries are not allowed in this context",
        N_("a list cannot begin here; put each item on its own line, below the field name"),
    ),
    (
        "could not find expected ':'",
        N_("a “:” is missing after the field name, or this line is not indented as the one above"),
    ),
    ("expected <document start>", N_("this line is not indented as the ones above it")),
    (
        "did not find expected key",
        N_("this line is not indented as the lines around it, or a quote or bracket above is not closed"),
    ),
    ("did not find expected '-' indicator", N_("this line is not indented as the other items of the list")),
    ("did not find expected ',' or", N_("a comma or a closing bracket is missing before this place")),
    ("node content", N_("a value is missing here, or a comma is one too many")),
    ("unexpected end of stream", N_("a quote is opened and not closed")),
    ("escape", _BACKSLASH),
    ("hexdecimal", _BACKSLASH),
    ("did not find expected alphabetic", _REFERENCE),
    ("control characters", N_("an invisible control character stands here; remove it")),
)


def unclosed(problem: str) -> bool:
    """Whether something was opened and not closed, so that its begin is the place to look at."""
    return "end of stream" in problem or "',' or" in problem


def in_words(problem: str) -> Message:
    """The sentence for one complaint of the parser."""
    for part, message_id in _SENTENCES:
        if part in problem:
            return message(message_id)
    return message(N_("the fields cannot be read here (%(reason)s)"), reason=problem)
