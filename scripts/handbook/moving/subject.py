"""The subject of a rename or a removal: what a person types in; the one entry or term that it means out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urldefrag

from ..judging.fate import FORMER, UNKNOWN
from ..judging.lasting import pages
from ..model import address
from ..model.fields import TERMS as REFERRING
from ..model.folders import CONTENT, INITIATIVES
from ..model.record import SLUG
from ..reading.catalogue import Catalogue
from ..reading.load import TERMS
from ..words.language import N_, Message, message
from ..words.names import nearest, slug

NAMED = ("organisaties", "steden")  # entries refer to these by their name; a file for them is optional
_FOLDERS_ABOVE = re.compile(rf"^.*/(?=(?:{INITIATIVES}|{CONTENT})/.*\.md$)")
_ALREADY = N_("“%(value)s” was removed already")
FOLDERS = (address.INITIATIVES.rstrip("/"), *TERMS)


class Refused(Exception):
    """Nothing is changed; holds the sentence that says why, and what would be right."""

    def __init__(self, said: Message) -> None:
        self.said = said


@dataclass(frozen=True, slots=True)
class Subject:
    """``folder`` is the one on the site; the file need not exist for an organisation or a place."""

    folder: str
    slug: str

    @property
    def address(self) -> str:
        return f"{self.folder}/{self.slug}/"

    @property
    def path(self) -> str:
        return address.source_of(self.address)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields of an entry that refer to it by its id."""
        source = self.path.rpartition("/")[0]
        return tuple(key for key, folder in REFERRING.items() if folder == source)


def gone(catalogue: Catalogue, typed: str, home: str) -> Subject:
    """What a whole address such as ``themas/wonen``, with or without ``home`` before it, stood for when nothing stands
    there any more."""
    folder, _, name = _path(typed, home).partition("/")
    if folder not in FOLDERS or not re.fullmatch(SLUG, name):
        what = N_("write the whole address of what is gone, such as %(example)s")
        raise Refused(message(what, example="themas/zelfhulp"))
    if f"{folder}/{name}/" in pages(catalogue):
        raise Refused(message(N_("“%(value)s” is there; --title is for what is gone already"), value=typed))
    if f"{folder}/{name}/" in catalogue.removed:
        raise Refused(message(_ALREADY, value=typed))
    return Subject(folder, name)


def subject(catalogue: Catalogue, typed: str, home: str) -> Subject:
    """What is meant by an id, a name, the path of a file, or an address: ``themas/zelfhulp``, or all of it, which begins
    with ``home``."""
    path = _path(typed, home)
    known = {at for at in pages(catalogue) if at.partition("/")[0] in FOLDERS and at.count("/") == 2}
    if path.endswith(".md"):
        asked = {address.of_source(path) or ""}
    elif "/" in path:
        asked = {f"{path}/"}
    else:
        asked = {f"{folder}/{name}/" for folder in FOLDERS for name in {path, slug(path)}}
    found = sorted(known & asked)
    if len(found) > 1:
        choices = tuple(at.rstrip("/") for at in found)
        what = N_("“%(value)s” can mean more than one: %(choices)s; write it so")
        raise Refused(message(what, value=typed, choices=choices))
    if not found:
        raise Refused(_unknown(catalogue, typed, path, asked, known))
    folder, name, _ = found[0].split("/")
    return Subject(folder, name)


def _path(typed: str, home: str) -> str:
    """What was typed, without the address of the site, the folders above the sources, and slashes at its ends."""
    path = _FOLDERS_ABOVE.sub("", typed.strip().replace("\\", "/"))
    return urldefrag(path.removeprefix(home).removeprefix("./")).url.strip("/")


def _unknown(catalogue: Catalogue, typed: str, path: str, asked: set[str], known: set[str]) -> Message:
    """What became of something that is not there, or what was meant; ``asked`` are the addresses that it could have."""
    past = next((at for at in sorted(asked) if at in catalogue.former or at in catalogue.removed), None)
    if past in catalogue.former:
        return message(FORMER, value=typed, right=catalogue.former[past].rstrip("/"))
    if past:
        return message(_ALREADY, value=typed)
    names = {at.rstrip("/") if "/" in path else at.split("/")[1]: at for at in sorted(known, reverse=True)}
    guess = nearest(path.rpartition("/")[2].removesuffix(".md") if path.endswith(".md") else path, names)
    if guess:
        return message(UNKNOWN, value=typed, guess=names[guess].rstrip("/"))
    what = N_("“%(value)s” does not exist here; write the id of an entry, or a folder and an id, such as %(example)s")
    return message(what, value=typed, example="themas/zelfhulp")
