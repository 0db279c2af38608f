"""The press: MkDocs sets the type of a frame once, and every page of its family is printed from it.

In: one rendered specimen for each family, with marks where the values of a page go. Out: files.
A frame is the specimen cut at its marks, so printing a page is joining strings; every value is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import escape
from pathlib import Path

from ..running.keep import key
from ..running.release import Release
from ..running.write import write
from .chapters import Written
from .page import Page, Unit, family, tight

# Marks survive Markdown, YAML, escaping and joining of addresses: letters and digits only.
MARKS = {
    name: f"specimen0{name}0mark" for name in ("address", "title", "description", "body", "edit", "reviewed", "head")
}
_CUT = re.compile("specimen0([a-z]+)0mark")


@dataclass(frozen=True)
class Frame:
    """A specimen, cut: ``pieces[0] value pieces[1] value …``; ``names`` says which value goes where."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]

    @cached_property
    def sum(self) -> str:
        return key(*self.pieces, *self.names)

    def printed(self, page: Page) -> str:
        values = {
            "address": escape(page.address),
            "title": escape(page.title),
            "description": escape(page.description),
            "body": page.body,
            "edit": escape(page.edit),
            "reviewed": escape(page.reviewed),
            "head": page.head,
        }
        parts = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:]):
            parts += (values[name], piece)
        return "".join(parts)


Frames = dict[str | tuple[str, int], Frame]  # by the address of a chapter, or by family


@dataclass(slots=True)
class Typeset:
    """What was set: the frames, the chapters by their source below ``content/``, and the policy for the frames' scripts.

    ``key`` stands for everything that these were set from, or is empty.
    """

    frames: Frames = field(default_factory=dict)
    chapters: dict[str, Written] = field(default_factory=dict)
    scripts: set[str] = field(default_factory=set)
    key: str = ""


def specimen(folder: str, depth: int) -> Page:
    """The page that MkDocs renders in the place of all pages of a family: every value is its mark."""
    steps = [folder, *(f"{MARKS['address']}{number}" for number in range(1, depth))]
    values = {name: mark for name, mark in MARKS.items() if name != "address"}
    return Page("".join(f"{step}/" for step in steps), **values)


def cut(rendered: str, at: str = "") -> Frame:
    """Make a frame of a rendered specimen; ``at`` is its address, where that is a mark too."""
    parts = _CUT.split(tight(rendered).replace(at, MARKS["address"]) if at else tight(rendered))
    return Frame(tuple(parts[::2]), tuple(parts[1::2]))


def frame_of(frames: Frames, at: str) -> Frame:
    """A chapter has a frame of its own, every other page that of its family."""
    return frames.get(at) or frames[family(at)]


def jobs(units: Iterable[Unit], frames: Frames, release: Release) -> list[Callable[[], None]]:
    """The printing of pages as work that can be shared."""
    return [partial(_print, unit, frames, release) for unit in units]


def _print(unit: Unit, frames: Frames, release: Release) -> None:
    """A page stands in the release again where nothing that it tells has changed, nor its frame."""

    def printed() -> list[str]:
        return [frame_of(frames, page.address).printed(page) for page in unit.make()]

    names = [f"{at}index.html" for at in unit.addresses]
    if unit.about is None:
        for name, text in zip(names, printed(), strict=True):
            write(release.site, name, text)
    else:
        frame = frame_of(frames, unit.addresses[0]).sum
        release.put(
            names, lambda: (frame, repr(unit.about())), printed, f"{frame} {unit.world()}" if unit.world else ""
        )


def print_pages(pages: Iterable[Page], frames: Frames, site: Path) -> None:
    """Write every page below ``site``."""
    for page in pages:
        write(site, f"{page.address}index.html", frame_of(frames, page.address).printed(page))
