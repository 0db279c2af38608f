"""Rules over the links of a text: each leads somewhere and has a text. A text in, places and sentences out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model import address
from ..model.record import MAIL, fault_of, in_full
from ..reading import body
from ..reading.catalogue import Catalogue
from ..reading.chapter import Chapter
from ..reading.reader import Document
from ..reading.validation import SENTENCES, WRITTEN, shortened, whole
from ..words.language import N_, Message, message
from ..words.names import nearest
from .fate import fate

SCHEME = N_("a link with “%(scheme)s:” is not possible; use https:, http: or mailto:")
NOT_MAIL = N_("“%(value)s” is no mail address; write it in full, such as mailto:name@example.nl")
DEAD = N_("the link “%(target)s” leads nowhere; link to another entry as [name](its-file.md)")
DEAD_GUESS = N_("the link “%(target)s” leads nowhere; did you mean “%(guess)s”?")
NOWHERE = N_("this link leads nowhere; write its address between the brackets: [text](address)")
NO_ANCHOR = N_("“%(source)s” has no heading “#%(anchor)s”")
NO_ANCHOR_GUESS = N_("“%(source)s” has no heading “#%(anchor)s”; did you mean “#%(guess)s”?")
UNNAMED = N_("this link has no text; write between the square brackets where it leads")

InBody = Iterator[tuple[tuple[int, int], Message]]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE = ("http", "https", "mailto")
_MAIL = re.compile(r"mailto:[^\s?@]+@[^\s?@]+", re.IGNORECASE)
# The address of an entry as a browser shows it, or the name that another program would give its file.
PUBLISHED = re.compile(
    rf"(?:\.?\.?/)*(?:{address.INITIATIVES}|initiatives/)([a-z0-9-]+)(?:\.md|/)?|([a-z0-9-]+)\.html?"
)
# Where each page has a file; a place or an organisation that an entry names has a page without one.
_WRITTEN = (address.INITIATIVES, address.THEMES, address.TARGET_GROUPS, address.PROGRAMMES)
IMAGE = N_("images are not possible in a description")
TELEPHONE = N_("a telephone number makes no link here; write it in the text itself")
_FAULTS = ("url_parsing", "url_secret")  # a link may be longer than a field


def linked(links: list[body.Link], document: Document, catalogue: Catalogue) -> InBody:
    """Links have a text and lead somewhere, by https, http or mailto or to another source; there are no images yet."""
    for link in links:
        place = (link.line, link.column)
        if link.image:
            yield place, message(IMAGE)
            continue
        if not link.named:
            yield place, message(UNNAMED)
        scheme = _SCHEME.match(link.target)
        problem = _unfit(link.target, scheme[1]) if scheme else _dead(link.target, document, catalogue)
        if not link.target:
            problem = message(NOWHERE)
        if problem:
            yield place, problem


def _unfit(target: str, scheme: str) -> Message | None:
    """What is wrong with an address that has a scheme; one on the web must be complete, as in a field."""
    known = scheme.lower()
    if known == "tel":
        return message(TELEPHONE)
    if known not in _SAFE:
        return message(SCHEME, scheme=scheme)
    if known == "mailto":
        return None if _MAIL.match(target) else message(NOT_MAIL, value=shortened(target))
    fault = fault_of(target)
    return message(SENTENCES[fault], value=shortened(target)) if fault in _FAULTS else None


def chained(chapter: Chapter, catalogue: Catalogue) -> InBody:
    """The links of a chapter to other sources lead to one that exists. Anchors are not judged: they are known only when
    the chapter has become a page.

    As MkDocs knows no file of an entry or a term, a chapter may also link to the address of its page.
    """
    here = address.of_source(chapter.path) or ""
    for link in body.Parsed(chapter.text).links:
        path = link.target.partition("#")[0]
        if _SCHEME.match(path):
            continue
        if path.endswith(".md"):
            if problem := _dead(path, chapter, catalogue):
                yield (link.line, link.column), problem
            continue
        at = f"{address.linked(path, here)}/"
        stands = address.source_of(at) in catalogue.documents or at in catalogue.former or at in catalogue.removed
        if at.startswith(_WRITTEN) and at.count("/") == 2 and not stands:
            yield (link.line, link.column), message(N_("the link “%(target)s” leads nowhere"), target=link.target)


def sources(text: body.Parsed, document: Document) -> set[str]:
    """The paths of the sources to which the links of a text lead, whether they exist or not; none of too many links."""
    if text.too_many_links:
        return set()
    own = [link.target.partition("#")[0] for link in text.links if not _SCHEME.match(link.target)]
    return {_source(path, document) for path in own if path}


def _source(path: str, document: Document | Chapter) -> str:
    return address.linked(path, document.path.rpartition("/")[0]) if path else document.path


def _stands(source: str, catalogue: Catalogue) -> bool:
    """Whether a source is there, and is not the record of what was removed."""
    known = source in catalogue.documents or source in catalogue.anchors
    return known and not source.startswith(f"content/{address.REMOVED}")


@lru_cache(maxsize=64)
def _anchors(text: str) -> frozenset[str]:
    return body.Parsed(text).anchors


def _dead(target: str, document: Document | Chapter, catalogue: Catalogue) -> Message | None:
    """What is wrong with a link to another source: that is not there, or has no such heading."""
    path, _, anchor = target.partition("#")
    source = _source(path, document)
    at = address.of_source(source)
    become = fate(catalogue, at, target) if at and not _stands(source, catalogue) else None
    if become:
        return become
    if source not in catalogue.documents and source not in catalogue.anchors:
        return _no_source(target, source, document, catalogue)
    return _no_heading(source, anchor, catalogue) if anchor else None


def _no_source(target: str, source: str, document: Document | Chapter, catalogue: Catalogue) -> Message:
    """How a target that leads nowhere was meant: as an address, as an entry by another name, or as a source near it."""
    if right := in_full(target):
        return whole(target, right)
    if MAIL.fullmatch(target):
        return message(WRITTEN, value=target, right=f"mailto:{target}")
    path, mark, anchor = target.partition("#")
    shown = PUBLISHED.fullmatch(path)
    stem = shown and (shown[1] or shown[2])
    if stem and f"initiatives/{stem}.md" in catalogue.documents and document.path.startswith("initiatives/"):
        return message(WRITTEN, value=target, right=f"{stem}.md{mark}{anchor}")
    folder, _, name = source.rpartition("/")
    if guess := nearest(name.removesuffix(".md"), catalogue.siblings.get(folder, ())):
        before = path[: -len(name)] if path.endswith(name) else ""
        return message(DEAD_GUESS, target=target, guess=f"{before}{guess}.md")
    return message(DEAD, target=target)


def _no_heading(source: str, anchor: str, catalogue: Catalogue) -> Message | None:
    anchors = catalogue.anchors.get(source)
    if anchors is None:
        document = catalogue.documents[source]
        if document.problems and not document.body:
            return None  # it cannot be read, which is told there
        anchors = _anchors(document.body)
    if anchor in anchors:
        return None
    if guess := nearest(anchor, anchors):
        return message(NO_ANCHOR_GUESS, source=source, anchor=anchor, guess=guess)
    return message(NO_ANCHOR, source=source, anchor=anchor)
