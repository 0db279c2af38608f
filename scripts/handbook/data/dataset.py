"""The handbook as a data set: its files, and their description in catalogues of data.

In: an Edition, and the sizes and checksums of the files. Out: a Frictionless data package, with the codebook as the
schema of its table, and a catalogue as JSON-LD, after DCAT-AP and DCAT-AP-NL 3.0. Neither uses a context or profile that
must be fetched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..edition.edition import Edition
from ..model import address
from ..words.language import N_
from ..words.names import slug
from . import records, table

_EUROPE = "http://publications.europa.eu/resource/authority/"
_LANGUAGES = {"nl": "NLD", "en": "ENG"}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file below ``data/``; ``title`` and ``help`` are message ids, ``sort`` is the European name of its format."""

    name: str
    title: str
    help: str
    media_type: str
    sort: str

    @property
    def address(self) -> str:
        return address.DATA + self.name


FILES = (
    File(
        "initiatives.csv",
        N_("All entries as a table"),
        N_("For Excel, Calc and statistics: one row for each entry, without the long descriptions."),
        "text/csv",
        "CSV",
    ),
    File(
        "codebook.csv",
        N_("Explanation of the columns"),
        N_("What each column of the table means, and which values are possible."),
        "text/csv",
        "CSV",
    ),
    File(
        "initiatives.json",
        N_("All entries in full"),
        N_("For programmers: every field and the whole description, one entry on each line."),
        "application/json",
        "JSON",
    ),
    File(
        "terms.json",
        N_("Themes, cities and other terms"),
        N_("The names behind the ids: themes, target groups, cities, organisations, programmes and series."),
        "application/json",
        "JSON",
    ),
    File(
        "places.geojson",
        N_("Places on the map"),
        N_("For QGIS and other maps: each city as a point, with its entries."),
        "application/geo+json",
        "GEOJSON",
    ),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a catalogue tells of the bytes of a file: how many they are, and their SHA-256."""

    bytes: int
    sha256: str


def content(data: bytes) -> Content:
    return Content(len(data), hashlib.sha256(data).hexdigest())


def package(edition: Edition, contents: Mapping[str, Content]) -> str:
    """``datapackage.json`` (Data Package 1); ``contents`` are those of the files by their name."""
    settings = edition.settings
    licence = {
        "name": settings.licence.replace(" ", "-"),
        "title": settings.licence,
        "path": records.licence_url(edition),
    }
    described = {
        "profile": "data-package",
        "name": slug(settings.name),
        "id": settings.url + address.DATA,
        "title": settings.name,
        "description": settings.description,
        "homepage": settings.url,
        "version": f"{settings.edition}.{edition.updated:%Y%m%d}",
        "schema_version": records.SCHEMA_VERSION,
        "created": f"{edition.updated.isoformat()}T00:00:00Z",
        "keywords": [theme.title for theme in edition.themes],
        "licenses": [licence],
        "contributors": [{"title": settings.publisher, "path": settings.url, "role": "publisher"}],
        "sources": [{"title": "GeoNames", "path": "https://www.geonames.org/"}],  # of the coordinates
        "resources": [_resource(edition, file, contents[file.name]) for file in FILES],
    }
    return _written(described)


def _resource(edition: Edition, file: File, content: Content) -> dict[str, Any]:
    name, _, extension = file.name.partition(".")
    found = {
        "profile": "data-resource",
        "name": f"{name}-{extension}" if name == "initiatives" and extension == "json" else name,
        "path": file.name,
        "title": edition.language.say(file.title),
        "description": edition.language.say(file.help),
        "format": extension,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": content.bytes,
        "hash": f"sha256:{content.sha256}",
    }
    if extension == "csv":
        found |= {"profile": "tabular-data-resource", "dialect": {"delimiter": ";", "lineTerminator": "\r\n"}}
        found["schema"] = (
            table.schema(edition.language) if name == "initiatives" else table.codebook_schema(edition.language)
        )
    return found


def catalogue(edition: Edition, contents: Mapping[str, Content]) -> str:
    """``catalog.jsonld``: a catalogue with one data set, and a distribution for each file."""
    settings, page = edition.settings, edition.settings.url + address.DATA
    title, description = _said(edition, settings.name), _said(edition, settings.description)
    common = {
        "dct:license": {"@id": records.licence_url(edition)},
        "dct:language": {"@id": f"{_EUROPE}language/{_LANGUAGES.get(settings.language, 'MUL')}"},
        "dct:modified": {"@value": edition.updated.isoformat(), "@type": "xsd:date"},
    }
    publisher = {
        "@id": f"{settings.url}#redactie",
        "@type": "foaf:Agent",
        "foaf:name": settings.publisher,
        "foaf:homepage": {"@id": settings.url},
    }
    mail = {"vcard:hasEmail": {"@id": f"mailto:{settings.email}"}} if settings.email else {}
    contact = {
        "@id": f"{page}#contact",
        "@type": "vcard:Kind",
        "vcard:fn": settings.publisher,
        "vcard:hasURL": {"@id": settings.repository},
    } | mail
    dataset = {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": title,
        "dct:description": description,
        "dct:identifier": page,
        "dct:publisher": {"@id": publisher["@id"]},
        "dct:creator": {"@id": publisher["@id"]},
        "dcat:contactPoint": {"@id": contact["@id"]},
        "dcat:theme": [{"@id": f"{_EUROPE}data-theme/SOCI"}],
        "dcat:keyword": [_said(edition, theme.title) for theme in edition.themes],
        "dct:spatial": {"@id": f"{_EUROPE}country/NLD"},
        "dct:accrualPeriodicity": {"@id": f"{_EUROPE}frequency/IRREG"},
        "dct:accessRights": {"@id": f"{_EUROPE}access-right/PUBLIC"},
        "dcat:landingPage": {"@id": page},
        "dcat:version": str(settings.edition),
        "dcat:distribution": [_distribution(edition, file, contents[file.name], common) for file in FILES],
        **common,
    }
    return _written(
        {
            "@context": _CONTEXT,
            "@id": f"{page}#catalog",
            "@type": "dcat:Catalog",
            "dct:title": title,
            "dct:description": description,
            "dct:publisher": publisher,
            "dcat:contactPoint": contact,
            "foaf:homepage": {"@id": page},
            "dcat:dataset": [dataset],
            **common,
        }
    )


def _distribution(edition: Edition, file: File, content: Content, common: Mapping[str, Any]) -> dict[str, Any]:
    url = edition.settings.url + file.address
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": _said(edition, edition.language.say(file.title)),
        "dct:description": _said(edition, edition.language.say(file.help)),
        "dcat:accessURL": {"@id": edition.settings.url + address.DATA},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"},
        "dct:format": {"@id": f"{_EUROPE}file-type/{file.sort}"},
        "dcat:byteSize": {"@value": str(content.bytes), "@type": "xsd:nonNegativeInteger"},
        **common,
    }


def _said(edition: Edition, text: str) -> dict[str, str]:
    return {"@value": text, "@language": edition.settings.language}


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
