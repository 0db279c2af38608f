"""The handbook as an attacker would write it: every payload in every field, without the checks.

    python tests/hostile.py PROJECT SITE [--plain] [--every]

Writes the website to SITE. ``--plain`` also leaves out escaping and cleaning, to show what the attacks do to a site
that inserts values as they are. Entries ``lijf-N`` have payloads in their text, each in an element of its own; entries
``veld-N`` have one in every field; other entries have one in their file name. ``--every`` makes an entry for each
payload, with that payload in all fields, and one for each payload that can be part of a file name.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

TESTS = Path(__file__).parent
BODIES = 96  # payloads in the text of an entry
FIELDS = 44  # payloads in the fields of another entry: each is in one of them

_SCHEMES = ("javascript", "JaVaScRiPt", "vbscript", "data", "blob", "file", "view-source", "livescript")
_CODE = {"data": "text/html,<script>alert(1)</script>"}
_LINKS = (
    "[x]({})", "[x](<{}>)", "[x]( {} )", '[x]({} "t")', "[x][r]\n\n[r]: {}", "[x][r]\n\n[r]: <{}> 'x'", "<{}>",
    "![x]({})", "[![x](x)]({})", "**[x]({})**", "| [x]({}) |\n|---|", "> [x]({})", '[x](https://a.nl "\\" href={} x=\\"")',
    "[x](\\{})", "https://a.nl/{}", "www.a.nl/?{}",
)  # fmt: skip
_DISGUISES = (
    "&#106;avascript:alert(1)", "java&#10;script:alert(1)", "java&Tab;script:alert(1)", "javascript&colon;alert(1)",
    "javascript%3Aalert(1)", "%6Aavascript:alert(1)", "&#x6A;avascript:alert(1)", " javascript:alert(1)",
    "javas\\cript:alert(1)", "//evil.example/alert(1)", "/\\evil.example/alert(1)", "https:javascript:alert(1)",
    "mailto:x@y.nl?body=<script>alert(1)</script>", "http://a.nl/\"onmouseover=alert(1)//", "&NewLine;javascript:alert(1)",
)  # fmt: skip
_ELEMENTS = ("div", "a href=#", "img src=x", "svg", "input", "video", "details open")
_EVENTS = re.findall(
    r"\w+",
    "abort afterprint animationend animationstart auxclick beforecopy beforeinput beforematch beforeprint beforetoggle "
    "beforeunload blur cancel canplay change click close contentvisibilityautostatechange contextmenu copy cut dblclick "
    "drag dragend dragenter dragstart drop durationchange emptied ended error focus focusin focusout formdata "
    "fullscreenchange gotpointercapture hashchange input invalid keydown keypress keyup load loadeddata loadedmetadata "
    "loadstart message mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel pagehide pageshow "
    "paste pause play playing pointerdown pointerenter pointermove pointerover pointerrawupdate pointerup popstate "
    "progress ratechange reset resize scroll scrollend search securitypolicyviolation seeked select selectionchange "
    "selectstart show slotchange stalled storage submit suspend timeupdate toggle touchend touchstart transitionend "
    "transitionrun unload volumechange waiting webkitanimationstart webkittransitionend wheel",
)


def payloads() -> list[str]:
    """The payloads of the file, links in every form of Markdown, and handlers of every event."""
    lines = (TESTS / "payloads.txt").read_text(encoding="utf-8").split("\n")
    found = [json.loads(line) for line in lines if line.startswith('"')]
    found += [form.format(f"{scheme}:{_CODE.get(scheme, 'alert(1)')}") for scheme in _SCHEMES for form in _LINKS]
    found += [form.format(disguise) for disguise in _DISGUISES for form in _LINKS[:4]]
    found += [f"<{element} on{event}=alert(1)>" for event, element in zip(_EVENTS, cycle(_ELEMENTS))]
    return list(dict.fromkeys(found))


def batches(items: list[str], size: int) -> Iterator[list[tuple[int, str]]]:
    numbered = list(enumerate(items))
    for start in range(0, len(numbered), size):
        yield numbered[start : start + size]


def spoilt(catalogue, attacks: list[str], every: bool):
    """A catalogue of entries that attack, and one harmless entry to compare with."""
    from dataclasses import replace

    model = catalogue.initiatives["eigen-plan-trekken-door-zelfhulp"]
    entries = {"gewoon": model.model_copy(update={"slug": "gewoon", "methods": ()})}
    for number, batch in enumerate(batches(attacks, BODIES)):
        slug = f"lijf-{number}"
        text = json.dumps([n for n, _ in batch])
        entries[slug] = model.model_copy(update={"slug": slug, "title": f"Lijf {number}", "body": text, "methods": ()})
    for number, batch in enumerate(batches(attacks, 1 if every else FIELDS)):
        slug = f"veld-{number}"
        # The title is in <title>, the summary in attributes: those that would break out of these go first.
        texts = sorted([text for _, text in batch], key=lambda text: ("</title" not in text.lower(), text[:1] != '"'))
        entries[slug] = _filled(model, slug, f"Veld {number} ", cycle(texts))
    longest = sorted(attacks, key=lambda text: max(map(len, text.split()), default=0))[-12:]
    for number, text in enumerate(longest):  # without a possible line break: nothing may get wider
        slug = f"breed-{number}"
        entries[slug] = model.model_copy(update={"slug": slug, "title": f"Breed {number} {text}", "body": "[]", "methods": ()})  # fmt: skip
    names = [text for text in attacks if "/" not in text and "\0" not in text and len(text.encode()) < 100]
    for number, name in enumerate(names if every else names[:: len(names) // 24]):
        slug = f"naam-{number}{name}"
        entries[slug] = model.model_copy(update={"slug": slug, "title": f"Naam {number}", "body": "[]", "methods": ()})
    some = iter(attacks[3::29])
    terms = {
        name: {
            slug: term.model_copy(
                update={
                    "title": f"{term.title} {next(some)}",
                    "summary": next(some),
                    "synonyms": tuple(islice(some, 1)),
                    "body": json.dumps([index, index + 7, index + 14]),
                }
            )
            if index < 3
            else term.model_copy(update={"body": "[]"})
            for index, (slug, term) in enumerate(getattr(catalogue, name).items())
        }
        for name in ("themes", "target_groups", "programmes")
    }
    digests = dict.fromkeys(entries, "")  # so that nothing is reused from an earlier release
    return replace(catalogue, initiatives=entries, organisations={}, cities={}, documents={}, digests=digests, **terms)


def _filled(model, slug: str, first: str, texts: Iterator[str]):
    """An entry with the next payload in each text field; a field that the site sorts by keeps its own first word."""

    def take(count: int = 1) -> str:
        return " ".join(islice(texts, count))

    title, summary = first + take(), take()
    source, figure, status = model.sources[0], model.figures[0], model.status
    organisation = model.organisations[0]
    sources = [
        {"title": take(), "author": take(), "publisher": take(), "url": take(), "archived": take()} for _ in range(4)
    ]
    evidence = model.evidence.model_copy(update={"assessor": take(), "date": status.as_of})
    note, person = model.follow_up[0], model.people[0]
    return model.model_copy(
        update={
            "slug": slug,
            "title": title,
            "summary": summary,
            "body": "[]",
            "aliases": tuple(take() for _ in range(6)),
            "places": (f"Stad {slug} {take()[:150]}", f"Utrecht/{take()}"),
            "coverage_note": take(),
            "organisations": (
                organisation.model_copy(update={"name": f"Club {slug} {take()[:150]}", "url": take()}),
                organisation.model_copy(update={"url": take()}),
            ),
            "people": (person.model_copy(update={"name": take(), "role": take()}),),
            "status": status.model_copy(update={"why": take()}),
            "methods": (),
            "project_number": take(),
            "figures": tuple(
                figure.model_copy(update={"label": take(), "value": take()[:40], "source": 1}) for _ in range(3)
            ),
            "evidence": evidence,
            "sources": tuple(source.model_copy(update=values) for values in sources),
            "follow_up": (note.model_copy(update={"text": take()}),),
        }
    )


def build(root: Path, site: Path, plain: bool, every: bool) -> None:
    """The checks are replaced before MkDocs loads ``hooks.py``, which imports each name for itself."""
    sys.path.insert(0, str(root / "scripts"))
    if plain:
        import html

        html.escape = lambda text, quote=True: text
    from handbook.edition.edition import Edition
    from handbook.judging import rules
    from handbook.reading import body, load
    from handbook.site import head, pages, templates

    attacks = payloads()
    cleaned, read = body.render, load.load

    def text(source: str, base: str) -> str:
        """A body here is a JSON list of payloads; each is rendered separately, so that none hides another."""
        if not source.startswith("["):
            return cleaned(source, base)
        return "".join(f'<div data-n="{n}">{rendered(attacks[n], base)}</div>' for n in json.loads(source))

    def inserted(source: str, base: str) -> str:
        from cmarkgfm import cmark

        parsed = cmark.markdown_to_html_with_extensions(
            source, options=cmark.Options.CMARK_OPT_UNSAFE, extensions=["table", "autolink"]
        )
        return (
            f"{parsed}<!-- --></title></style></script></textarea></noscript></iframe></select></template></svg></math>"
        )

    rendered = inserted if plain else cleaned
    load.load = lambda root, kept=None: (spoilt(read(root)[0], attacks, every), [])
    rules.check = lambda *arguments, **options: []
    Edition.html = lambda self, entry: text(entry.body, "initiatives")
    pages.render = text
    if plain:
        made = templates.Templates.__init__

        def careless(self, *arguments) -> None:
            made(self, *arguments)
            self.environment.autoescape = False

        templates.Templates.__init__ = careless
        head.Markup = str
    import hooks
    from handbook.edition.latest import latest
    from handbook.running.release import Release
    from handbook.search.hidden import noted
    from handbook.search.index import index_site
    from handbook.site.printing import print_site

    shown, _ = latest(root)
    print_site(Release(site), root, shown, hooks.frames(root, site, shown), None)
    if not plain:
        index_site(site, noted=noted(shown))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]), "--plain" in sys.argv, "--every" in sys.argv)
