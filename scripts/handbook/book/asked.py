"""What somebody asked for: slugs, or an address copied from the site, in; the slugs of entries and a title out.

An address of the search page gives its choices: within a facet any of the values, between facets all. Its words are
looked for in the texts of the entries, which must have all of them; the search of the site knows more forms and tolerates
misspellings, so it may show other entries, and ``words`` says that words were asked for. An address of the selection page
gives its entries in their order; that of an entry or of a group gives what it shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from ..edition.edition import Edition
from ..edition.index import Group
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_, message
from ..words.names import nearest
from ..words.vocabulary import Kind
from .excerpt import Unknown, entry_of, found

_FACETS = ("soort", "thema", "stad", "doelgroep")
_PARAMETERS = (*_FACETS, "q", "i", "pagina")
_NOTHING = N_("This address chooses nothing: copy that of a search, of a selection, of a theme or of an entry.")
_ENDINGS = re.compile(r"(?:heden|heid|en|es|e|s|n|je|jes)$")  # as search-words.js


@dataclass(frozen=True, slots=True)
class Asked:
    slugs: tuple[str, ...]
    title: str = ""
    words: str = ""


def asked(edition: Edition, text: str) -> Asked:
    """Raises Unknown for a name that the handbook does not have, and when nothing is left."""
    text = text.strip()
    if re.search(r"[/?=]", text):
        return _address(edition, text)
    return Asked(tuple(entry_of(edition, name).slug for name in dict.fromkeys(re.split(r"[\s,;]+", text)) if name))


def _address(edition: Edition, text: str) -> Asked:
    try:
        parts = urlsplit(text if "?" in text or "=" not in text else f"?{text}")
    except ValueError:  # half an address of the sixth kind, as http://[::1/
        raise Unknown(message(_NOTHING)) from None
    query = {name: values for name, values in parse_qs(parts.query).items() if not name.startswith("utm_")}
    for name in query:
        if name not in _PARAMETERS:
            guess = nearest(name, _PARAMETERS) or _FACETS[1]
            raise Unknown(
                message(
                    N_("“%(name)s” is nothing that the search page asks; did you mean “%(guess)s”?"),
                    name=name,
                    guess=guess,
                )
            )
    if "i" in query:
        return Asked(tuple(entry_of(edition, name).slug for name in dict.fromkeys(query["i"])))
    if any(name in query for name in (*_FACETS, "q")):
        return _search(edition, query)
    return _page(edition, [unquote(step) for step in parts.path.split("/") if step])


def _search(edition: Edition, query: dict[str, list[str]]) -> Asked:
    names: list[str] = []
    kept: Iterable[Initiative] = edition.initiatives
    for facet in _FACETS:
        values = query.get(facet, [])
        if not values:
            continue
        if facet == "soort":
            kinds = [_kind(edition, value) for value in values]
            names += [edition.language.say(kind.label) for kind in kinds]
            kept = [entry for entry in kept if entry.kind in kinds]
        else:
            groups = [_group(edition, facet, value) for value in values]
            names += [group.title for group in groups]
            allowed = {entry.slug for group in groups for entry in group.entries}
            kept = [entry for entry in kept if entry.slug in allowed]
    words = " ".join(query.get("q", [])).strip()
    if words:
        kept = [entry for entry in kept if _holds(edition, entry, words)]
        names.append(f"‘{words}’")
    slugs = tuple(entry.slug for entry in kept)
    if not slugs:
        raise Unknown(message(N_("Nothing in the handbook answers to: %(names)s."), names=", ".join(names)))
    return Asked(slugs, ", ".join(names), words)


def _page(edition: Edition, steps: list[str]) -> Asked:
    """The entries of the page of an entry, a theme, a city and so on; the way to the site's root may stand before it."""
    folder, name = (steps[-2] + "/", steps[-1]) if len(steps) > 1 else ("", "")
    if folder == address.INITIATIVES:
        return Asked((entry_of(edition, name).slug,))
    facets = {address.THEMES: "thema", address.CITIES: "stad", address.TARGET_GROUPS: "doelgroep"}
    if folder in facets:
        group = _group(edition, facets[folder], name)
        return Asked(tuple(entry.slug for entry in group.entries), group.title)
    raise Unknown(message(_NOTHING))


def _group(edition: Edition, facet: str, name: str) -> Group:
    match facet:
        case "thema":
            return found(edition, address.THEMES, name, N_("The theme “%(name)s” is not in the handbook."))
        case "stad":
            return found(edition, address.CITIES, name, N_("The city “%(name)s” is not in the handbook."))
    return found(edition, address.TARGET_GROUPS, name, N_("The target group “%(name)s” is not in the handbook."))


def _kind(edition: Edition, name: str) -> Kind:
    if name in list(Kind):
        return Kind(name)
    guess = nearest(name, Kind) or Kind.INITIATIVE
    raise Unknown(message(N_("“%(name)s” is no kind of entry. Did you mean “%(guess)s”?"), name=name, guess=str(guess)))


def _holds(edition: Edition, entry: Initiative, words: str) -> bool:
    """Whether the entry's own words hold every word, in some form; words in quotes must stand together."""
    text = _folded(" ".join(_texts(edition, entry)))
    if re.fullmatch(r'["“”].+["“”]', words):
        return _folded(words[1:-1]) in text
    written = text.split()
    for word in _folded(words).split():
        bare = _ENDINGS.sub("", word)
        stem = bare if len(bare) >= 4 else word
        if not any(stem in other if len(word) >= 4 else other.startswith(stem) for other in written):
            return False
    return True


def _texts(edition: Edition, entry: Initiative) -> Iterator[str]:
    yield from (entry.title, entry.summary, entry.body, *entry.aliases, *entry.places)
    yield from (edition.theme[name].title for name in entry.themes)
    yield from (edition.target_group[name].title for name in entry.target_groups)
    yield from (item.name for item in entry.organisations)


def _folded(text: str) -> str:
    """Without case, accents and signs, words apart by one space."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", plain))
