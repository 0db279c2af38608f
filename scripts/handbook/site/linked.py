"""Linked data: what each page is about, in the words of schema.org, as JSON-LD.

In: an Edition and what a page shows. Out: a graph as a value; ``head`` writes it into the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..data import dataset, records
from ..edition.edition import Edition
from ..edition.index import Group
from ..model import address
from ..model.gazetteer import Place
from ..model.initiative import Initiative, Programme, Source
from ..words.language import N_
from ..words.periods import Period
from ..words.vocabulary import Kind, ProgrammeKind, Role

Node = dict[str, Any]
Trail = Sequence[tuple[str, str]]  # address and title of each page on the way to this one

_PROVIDERS = (Role.RESPONSIBLE, Role.PROVIDER, Role.PARTNER)


def entry(edition: Edition, item: Initiative) -> list[Node]:
    """An article about a practice, a way of working or a guide."""
    at = address.initiative(item.slug)
    page = _page(edition, "Article", at, item.title, item.summary)
    del page["name"]  # an article has a headline
    article = page | {
        "headline": item.title,
        "datePublished": item.added.isoformat(),
        "dateModified": item.reviewed.isoformat(),
        "license": records.licence_url(edition),
        "author": {"@id": _editors(edition)["@id"]},
        "publisher": _editors(edition),
        "keywords": [edition.theme[theme].title for theme in item.themes],
        "about": _about(edition, item),
        "citation": [_source(source) for source in item.sources],
    }
    if item.period:
        article["temporalCoverage"] = _interval(item.period)
    trail = [(address.A_TO_Z, edition.language.say(N_("Everything from A to Z"))), (at, item.title)]
    return [article, crumbs(edition, trail)]


def group(edition: Edition, found: Group, at: str, title: str, items: Iterable[Initiative], trail: Trail) -> list[Node]:
    """A list of entries, about a theme, a city, an organisation and so on."""
    home = edition.settings.url
    page = _page(edition, "CollectionPage", at, title, found.summary) | {
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(found.entries),
            "itemListElement": [
                {"@type": "ListItem", "position": number, "url": home + address.initiative(item.slug)}
                for number, item in enumerate(items, start=1)
            ],
        },
    }
    about = _term(found)
    if about:
        page["about"] = about
    return [page, crumbs(edition, [*trail, (at, title)])]


def chapter(edition: Edition, at: str, title: str, description: str) -> list[Node]:
    """A chapter that people wrote; the home page stands for the whole site, and ``data/`` for the data."""
    if not at:
        search = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{edition.settings.url}{address.SEARCH}?q={{words}}"},
            "query-input": "required name=words",
        }
        return [
            _site(edition)
            | {
                "description": edition.settings.description,
                "inLanguage": edition.settings.language,
                "publisher": _editors(edition),
                "potentialAction": search,
            }
        ]
    page = _page(edition, "WebPage", at, title, description)
    if at == address.DATA:
        page["mainEntity"] = _dataset(edition)
    return [page, crumbs(edition, [(at, title)])]


def crumbs(edition: Edition, trail: Trail) -> Node:
    steps = [("", edition.language.say(N_("Start"))), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": edition.settings.url + at}
            for number, (at, title) in enumerate(steps, start=1)
        ],
    }


def _page(edition: Edition, kind: str, at: str, title: str, description: str) -> Node:
    url = edition.settings.url + at
    return _present(
        {
            "@type": kind,
            "@id": url,
            "url": url,
            "name": title,
            "description": description,
            "inLanguage": edition.settings.language,
            "isPartOf": _site(edition),
        }
    )


def _site(edition: Edition) -> Node:
    home = edition.settings.url
    return {"@type": "WebSite", "@id": f"{home}#site", "name": edition.settings.name, "url": home}


def _editors(edition: Edition) -> Node:
    home = edition.settings.url
    return {"@type": "Organization", "@id": f"{home}#redactie", "name": edition.settings.publisher, "url": home}


def _about(edition: Edition, item: Initiative) -> Node:
    named = _present({"name": item.title, "alternateName": list(item.aliases)})
    organisations = [
        _present({"@type": "Organization", "name": found.name, "url": found.url})
        for found in item.organisations
        if found.role in _PROVIDERS
    ]
    match item.kind:
        case Kind.METHOD:
            return {"@type": "DefinedTerm", **named}
        case Kind.GUIDE:
            return _present({"@type": "CreativeWork", **named, "publisher": organisations})
    cities = [_city(city.title, city.place) for city in edition.cities_of(item)] if item.places else []
    audience = [
        {"@type": "PeopleAudience", "audienceType": edition.target_group[name].title} for name in item.target_groups
    ]
    return _present({
        "@type": "Service", **named, "provider": organisations, "areaServed": cities, "audience": audience,
    })  # fmt: skip


def _term(found: Group) -> Node:
    """What a list of entries is about; nothing for entries that name no city."""
    folder = found.address.partition("/")[0] + "/"
    term = found.term
    named = _present({
        "name": found.title, "alternateName": list(term.synonyms) if term else [], "url": term.url if term else None,
    })  # fmt: skip
    match folder:
        case address.THEMES | address.TARGET_GROUPS:
            return {"@type": "DefinedTerm", **named}
        case address.ORGANISATIONS:
            return {"@type": "Organization", **named}
        case address.CITIES:
            return _city(found.title, found.place) if found.place else {}
    series = isinstance(term, Programme) and term.kind is ProgrammeKind.SERIES
    return {"@type": "CreativeWorkSeries" if series else "Project", **named}


def _city(title: str, place: Place | None) -> Node:
    if place is None:
        return {"@type": "City", "name": title}
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return {"@type": "City", "name": title, "geo": geo}


def _source(source: Source) -> Node:
    return _present({
        "@type": "CreativeWork",
        "name": source.title,
        "author": source.author and {"@type": "Organization" if source.author == source.publisher else "Person", "name": source.author},
        "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
        "datePublished": source.date and str(source.date),
        "url": source.url,
    })  # fmt: skip


def _dataset(edition: Edition) -> Node:
    say, home = edition.language.say, edition.settings.url
    return {
        "@type": "Dataset",
        "@id": f"{home}{address.DATA}#dataset",
        "name": edition.settings.name,
        "url": home + address.DATA,
        "description": edition.settings.description,
        "inLanguage": edition.settings.language,
        "license": records.licence_url(edition),
        "creator": _editors(edition),
        "dateModified": edition.updated.isoformat(),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": say(file.title),
                "encodingFormat": file.media_type,
                "contentUrl": home + file.address,
            }
            for file in dataset.FILES
        ],
    }


def _interval(period: Period) -> str:
    """ISO 8601, with two dots for an open end."""
    if period.start == period.end:
        return str(period.start)
    return f"{period.start or '..'}/{period.end or '..'}"


def _present(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}
