"""Errors of the YAML parser in words that say what to do: an error and the fields in, a place and a message out.

Mistakes that people often make are recognised in the line, whatever the parser says; otherwise its message decides.
"""

from __future__ import annotations

import re
from functools import cache

import yaml

from ..model.fields import Field, Shape, fields
from ..words.language import N_, Message, message

_TAB_OR_SIGN = N_(
    "a tab or a special sign stands here; indent with spaces, and put a value that begins with @, ` or % in quotes"
)
_BACKSLASH = N_("a backslash stands between double quotes here; use single quotes, or leave it out")
REFERENCE = N_(
    "a value that begins with & or * must stand in straight quotes; stars that were to make it bold are left out"
)

# Spaces that come along from a word processor: to the parser they are letters.
SPECIAL = "\u00a0\u2000-\u200a\u202f\u3000"
_INDENT = N_("special spaces stand here; indent with ordinary ones")
_ORDINARY = N_("a special space stands here, as from a word processor; type an ordinary one")

_SIGN_FIRST = N_("a value cannot begin with | or >; leave the sign out, or put the whole value in quotes")
_INDENTED = N_("this line is not indented as the ones above it")
_NAME = re.compile(r" *(?:- +)?[\w-]+")

# A part of the parser's sentence, and ours; the first that fits is said.
_SENTENCES = (
    ("tab character", N_("a tab stands here; indent with spaces")),
    ("cannot start any token", _TAB_OR_SIGN),
    ("mapping values are not allowed", N_("a second “: ” stands in this line; put the whole value in quotes")),
    (
        "entries are not allowed in this context",
        N_("a list cannot begin here; put each item on its own line, below the field name"),
    ),
    (
        "could not find expected ':'",
        N_("a “:” is missing after the field name; or this line goes on from the one above, and must be put behind it"),
    ),
    ("expected <document start>", _INDENTED),
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
    ("did not find expected alphabetic", REFERENCE),
    (
        "comment or line break",
        _SIGN_FIRST,
    ),
    ("control characters", N_("an invisible control character stands here; remove it")),
)


# Something was opened and not closed: the place to look at is where it was opened.
_BEGUN = ("end of stream", "',' or", "expected ':'", "expected alphabetic")

# Common mistakes in a line on which the parser fails, each with our sentence; “here” is the place.
_USUAL = tuple(
    (re.compile(pattern), message_id)
    for pattern, message_id in (
        (rf"(?P<here>[ ]*[{SPECIAL}])", _INDENT),
        (r"[ ]*(?P<here>\t)", N_("a tab stands here; indent with spaces")),
        (r"[ ]*(?:- )?[a-z_]+:[ ]+(?P<here>[|>])[ ]*\S", _SIGN_FIRST),
        (r"[ ]*(?:- )?[a-z_]+:[ ]+(?P<here>[@`%])", N_("a value that begins with this sign must stand in quotes")),
        (r"[ ]*(?:- )?(?P<here>\*+)[a-z_]+:?\*", N_("remove the stars around the name of the field")),
        (
            r"[ ]*(?P<here>[•▪◦·‣∙*–—]|\d{1,2}[.)])[ \t]+\S",
            N_("a list has hyphens here; begin this line with a hyphen and a space"),
        ),
        (
            r"[ ]*(?:- )?[a-z_]+:[ ]+(?P<here>[-?])[ ]*$",
            N_("this sign is no value; fill something in or remove the line"),
        ),
        (r"[ ]*(?P<here>-)(?:[a-z_]+:|[^\W\d_])", N_("a space is missing after the hyphen")),
        (
            r"[ ]*(?:- )?(?:url|archived):[ ]+(?P<here>\[[^\]]*\]\((?:https?://|www\.))",
            N_("write only the web address here, without the brackets and its text"),
        ),
        (
            r"[ ]*(?:- )?[a-z_]+:[ ]+(?P<here>\[[^\]]*\]\([^()\s]+\))",
            N_("a link cannot stand here; write only its words, without the brackets and the address"),
        ),
        (r"[ ]*(?:- )?[a-z_]+:[ ]+\[[^\]#]*(?P<here>#)[^\s#]", N_("a # hides what stands behind it; leave it out")),
        (
            r"[ ]*(?:- )?\"?[a-z_]+\"?:[ ]+(?:\"[^\"]*\"|'[^']*'|\[[^]]*\])[ ]*(?P<here>[,;])[ ]*$",
            N_("remove the sign at the end: each field stands on a line of its own"),
        ),
        (r"[ ]*(?:- )?[a-z_]+(?P<here>:)[^\s/]", N_("a space is missing after the colon")),
        (
            r"[ ]*(?:- )?[a-z_]+:[ ]+(?P<here>[“”„‘’].*:[ ])",
            N_("a second “: ” stands in this line; put the whole value in straight double quotes, not in curly ones"),
        ),
        (
            r"[ ]*(?:- )?(?:[a-z_]+:[ ]+)?(?:\[(?:[^']*,)?[ ]*)?(?P<here>'(?:\w{1,2}[ -][^']*$|[stn][ -]))",
            N_(
                "a quote is opened and not closed; write ’ in a word such as ’t, or put the whole value in double quotes"
            ),
        ),
        (
            r"[ ]*(?:- )?[a-z_]+:[ ]+(?:\"[^\"]*\"|'[^']*'|\[[^]]*\])[ ]*(?P<here>[^\s#].*)",
            N_("text stands after the closing quote or bracket; put the whole value in quotes, and use ‘ ’ inside"),
        ),
    )
)


_HALF = re.compile(r"[ ]*(?:- )?(?:[a-z_]+:[ ]+)?(?P<here>\"[^\"]*[“”„]|'[^']*[‘’])[ ]*$")
_FIRST = re.compile(r"[ ]*(?:- )?([a-z_]+):[ ]+[^\s\"'\[{]")
_SECOND = re.compile(r"(?<=[ ,;])(?P<here>[a-z_]+):(?:[ ]|$)")


# The part of a line in which spaces separate: the indentation, a hyphen, a name and its colon.
BEGIN = re.compile(rf"[ {SPECIAL}]*(?:-[ {SPECIAL}]+)?(?:[A-Za-z_]+[ {SPECIAL}]*:[ {SPECIAL}]*)?")
_SPECIAL_SPACE = re.compile(f"[{SPECIAL}]")


def special_space(front: str) -> tuple[int, int, Message] | None:
    """The first special space that stands where an ordinary one separates, and what to do."""
    if "\u00a0" not in front and "\u202f" not in front:  # others are rare: the parser trips over most of those
        return None
    for number, line in enumerate(front.split("\n")):
        if found := _SPECIAL_SPACE.search(BEGIN.match(line)[0]):
            return number, found.start(), message(_INDENT if found.start() == 0 else _ORDINARY)
    return None


def explained(error: yaml.MarkedYAMLError, front: str) -> tuple[int, int, Message]:
    """The line and the column of the mistake in the fields, counted from 0, and what to do."""
    problem = error.problem or ""
    mark = (error.context_mark if any(part in problem for part in _BEGUN) else None) or error.problem_mark
    if mark is None:
        return 0, 0, _in_words(problem)
    lines = front.split("\n")
    for number, line in enumerate(lines[: mark.line + 1]):  # such a quote ends where the next value begins with one
        if half := _HALF.match(line):
            what = N_("this value begins with a straight quote and ends with a curly one; make both straight")
            return number, half.start("here"), message(what)
    if "mapping values" in problem and (second := crowded(lines[mark.line])):
        what = N_("two fields stand on this line: put “%(key)s” on a line of its own")
        return mark.line, second.start("here"), message(what, key=second["here"])
    before = lines[mark.line][: mark.column] if mark.line < len(lines) else ""
    if found := usual(lines, mark.line):
        return found
    if "mapping values" in problem and _NAME.fullmatch(before):  # its only “: ” is its own
        return mark.line, len(before) - len(before.lstrip()), message(_INDENTED)
    return mark.line, mark.column, _in_words(problem)


def crowded(line: str) -> re.Match[str] | None:
    """A second field behind one whose value cannot be a sentence, which may hold a “status: ” of its own."""
    first = _FIRST.match(line)
    if not first or first[1] not in _names() - _names(Shape.TEXT):
        return None
    return next((found for found in _SECOND.finditer(line, first.end()) if found["here"] in _names()), None)


@cache
def _names(shape: Shape | None = None) -> frozenset[str]:
    """The names of all fields, or of those with a shape."""

    def below(some: tuple[Field, ...]) -> set[str]:
        own = {field.key for field in some if shape in (None, field.shape)}
        return own.union(*(below(field.fields) for field in some))

    return frozenset(below(fields()))


def usual(lines: list[str], at: int) -> tuple[int, int, Message] | None:
    """A common mistake in the line that the parser names or in the one above: line, column and what to do; or None."""
    for number in (at, at - 1):
        for pattern, message_id in _USUAL:
            match = pattern.match(lines[number]) if 0 <= number < len(lines) else None
            if match:
                return number, match.start("here"), message(message_id)
    return None


def _in_words(problem: str) -> Message:
    for part, message_id in _SENTENCES:
        if part in problem:
            return message(message_id)
    return message(N_("the fields cannot be read from here; put the value in quotes"))
