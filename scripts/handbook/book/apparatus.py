"""What surrounds the entries: matrix, publications, lists, glossary and bibliography, from an Edition and its articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..edition.edition import Edition
from ..model import address
from ..words.language import N_
from .bibliography import bibliography
from .glossary import glossary
from .lists import methods, organisations
from .matrix import matrix
from .nodes import shown, visible
from .publications import publications
from .qr import qr
from .resolver import Targets, resolver

WORDS = {
    "bibliography": N_("All sources"),
    "bibliography_note": N_("By author or publisher. Behind each source are the pages of the practices that lean on it."),
    "city": N_("City"),
    "glossary": N_("Words explained"),
    "glossary_note": N_("A word with a dotted line under it is explained here. The pages are those of the practices that use it."),
    "matrix": N_("Themes and cities"),
    "matrix_note": N_("The numbers are pages: where the row of a city meets the column of a theme, you find what the city does about it."),
    "methods": N_("Methods and guides"),
    "methods_note": N_("Ways of working that you can take over, and guides that help with it."),
    "online": N_("On the website"),
    "organisations": N_("Organisations"),
    "organisations_note": N_("Who takes part in the practices, what our sources say of them, and in which role they do so."),
    "write": N_("Write along"),
}  # fmt: skip


def apparatus(edition: Edition, entries: Mapping[str, Mapping[str, Any]], targets: Targets) -> dict[str, Any]:
    """``targets`` gives the label in the book of every address that is in it."""
    page = f"{edition.settings.url}{address.FORM}"
    resolve = resolver(edition.settings.url, targets)
    return {
        "matrix": matrix(edition),
        "publications": publications(edition, resolve),
        "methods": methods(edition),
        "organisations": organisations(edition, resolve),
        "glossary": glossary(edition, entries),
        "bibliography": bibliography(edition),
        "write": {
            "url": page,
            "shown": shown(page),
            "qr": {**qr(page), "alt": visible(edition.language.say(N_("QR code of the form to write along")))},
        },
    }
