"""Rules over a term: each is a small generator, and its docstring is the rule.

A rule yields the path of a value in the front matter and a sentence.
"""

from __future__ import annotations

from collections.abc import Callable

from ..model.gazetteer import by_address
from ..model.initiative import PlaceTerm, Term, Topic
from ..reading.reader import Document
from ..words.language import N_, message
from ..words.names import slug
from .field_rules import Found
from .place_rules import PLACE_WRITTEN


def introduced(term: Term, document: Document) -> Found:
    """A theme, target group or programme has an introduction."""
    if isinstance(term, Topic) and not term.body.strip():
        yield (), message(N_("the introduction is missing; write a few sentences below the fields"))


def one_place(term: Term, document: Document) -> Found:
    """A place that the gazetteer knows has one name and one address, whatever else people call it."""
    known = by_address().get(slug(term.title)) or by_address().get(term.slug)
    if not isinstance(term, PlaceTerm) or not known:
        return
    if term.title != known.name:
        yield ("title",), message(PLACE_WRITTEN, value=term.title, right=known.name)
    if term.slug != slug(known.name):
        what = N_("“%(name)s” has its page at another address; rename this file to %(slug)s.md")
        yield (), message(what, name=known.name, slug=slug(known.name))


TERM_RULES: tuple[Callable[[Term, Document], Found], ...] = (introduced, one_place)
