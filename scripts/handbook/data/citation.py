"""How to cite an entry: its title, date and address in; APA, BibTeX, RIS and CSL-JSON out.

The editors are the author, the last review is the date: an entry is a living page of a reference work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

from ..edition.edition import Edition
from ..model import address
from ..model.initiative import Initiative
from ..words.language import N_
from .reference import ended

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BIBTEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#_%"},
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """A file that holds the citation: where it stands beside the page, its name to people, and what sort it is."""

    name: str
    label: str
    media_type: str
    extension: str


FORMS = (
    Form("cite.bib", "BibTeX", "application/x-bibtex", "bib"),
    Form("cite.ris", "RIS", "application/x-research-info-systems", "ris"),
    Form("cite.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json"),
)


def files(edition: Edition, entry: Initiative) -> dict[str, str]:
    """The text of each form, by the name of its file."""
    texts = (bibtex(edition, entry), ris(edition, entry), csl(edition, entry))
    return {form.name: text for form, text in zip(FORMS, texts)}


def apa(edition: Edition, entry: Initiative) -> Markup:
    """APA, seventh edition, as HTML: only the title is in italics."""
    date = entry.reviewed
    end = "" if entry.title[-1] in ".?!" else "."
    return Markup("{} ({}). <cite>{}</cite>{} {}. {}").format(
        ended(edition.settings.publisher),
        edition.language.cited(date.year, date.month, date.day),
        entry.title,
        end,
        edition.settings.name,
        _url(edition, entry),
    )


def bibtex(edition: Edition, entry: Initiative) -> str:
    date = entry.reviewed
    values = {
        "author": f"{{{_tex(edition.settings.publisher)}}}",
        "title": f"{{{_tex(entry.title)}}}",
        "howpublished": _tex(edition.settings.name),
        "year": str(date.year),
        "date": date.isoformat(),
        "url": _url(edition, entry),
        "language": edition.settings.language,
        "abstract": _tex(entry.summary),
        "note": _tex(_licence(edition)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in values.items()]
    lines.insert(4, f"  month = {_MONTHS[date.month - 1]},")
    return "\n".join([f"@misc{{{entry.slug},", *lines, "}", ""])


def ris(edition: Edition, entry: Initiative) -> str:
    """Every value on one line, so that no value can begin a field of its own."""
    date = entry.reviewed
    fields = [
        ("TY", "ELEC"),
        ("AU", edition.settings.publisher),
        ("TI", entry.title),
        ("T2", edition.settings.name),
        ("PB", edition.settings.publisher),
        ("PY", str(date.year)),
        ("DA", f"{date:%Y/%m/%d}/"),
        ("LA", edition.settings.language),
        ("AB", entry.summary),
        *(("KW", edition.theme[theme].title) for theme in entry.themes),
        ("UR", _url(edition, entry)),
        ("N1", _licence(edition)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields)


def csl(edition: Edition, entry: Initiative) -> str:
    date = entry.reviewed
    item = {
        "id": entry.slug,
        "type": "webpage",
        "title": entry.title,
        "author": [{"literal": edition.settings.publisher}],
        "container-title": edition.settings.name,
        "issued": {"date-parts": [[date.year, date.month, date.day]]},
        "URL": _url(edition, entry),
        "language": edition.settings.language,
        "abstract": entry.summary,
        "note": _licence(edition),
    }
    return json.dumps([item], ensure_ascii=False) + "\n"


def _url(edition: Edition, entry: Initiative) -> str:
    return edition.settings.url + address.initiative(entry.slug)


def _licence(edition: Edition) -> str:
    return edition.language.say(N_("Licence: %(name)s"), name=edition.settings.licence)


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)
