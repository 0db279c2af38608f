"""A trial, by hand: the whole site in the frame of Zensical, the successor of Material, compared with that of MkDocs.

    python -m venv /tmp/zensical && /tmp/zensical/bin/pip install zensical
    python tests/zensical_trial.py /tmp/zensical/bin/zensical site TO

``site`` is a whole build by MkDocs, whose books are linked here too. Zensical renders specimens only, one of every
family and one for each chapter, in our own header, menu and footer; the press prints the pages from these. Prints which
addresses differ and what the completeness check says, and leaves the site in the folder TO. The browser tests use that
site instead of building one if told to:

    HANDBOOK_SITE=TO python -m pytest tests/test_browser.py tests/test_keyboard.py …

What it needs, and so what ``hooks.py`` would become: the texts of our templates are filled in before Zensical reads
them (it has no gettext), what MkDocs' hooks fill in are marks (it has no hooks), and the press prints the pages of
chapters too.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import chain
from pathlib import Path

import markdown
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from handbook.data import export  # noqa: E402
from handbook.edition.edition import edition  # noqa: E402
from handbook.forms.files import files  # noqa: E402
from handbook.model import address  # noqa: E402
from handbook.model.settings import settings  # noqa: E402
from handbook.reading.load import TERMS, chapters, load  # noqa: E402
from handbook.running.publish import Incomplete  # noqa: E402
from handbook.running.tree import Tree  # noqa: E402
from handbook.running.write import write  # noqa: E402
from handbook.search.hidden import noted  # noqa: E402
from handbook.search.index import index_site  # noqa: E402
from handbook.site import assets, complete, imprint, moved, policy, press, sitemap  # noqa: E402
from handbook.site.chapters import PARTED, Written, chapter  # noqa: E402
from handbook.site.downloads import copy, offered  # noqa: E402
from handbook.site.page import Page, tight  # noqa: E402
from handbook.site.templates import Templates  # noqa: E402
from handbook.site.units import units  # noqa: E402
from handbook.site.validity import repaired  # noqa: E402
from handbook.words.language import Language  # noqa: E402

LINK = re.compile(r"\]\(([^)#:]+\.(?:md|png))((?:#[^)]*)?)\)")
WORDS = re.compile(r"""\{\{ _\((["'])(.*?)\1\) \}\}""")
FAMILIES = [
    *((name, 2) for name in ("initiatieven", "a-z", "overzicht", "nieuw", "tijdlijn")),
    *((name, depth) for name in TERMS for depth in (2, 3)),
]
OWN = assets.folder(ROOT)
VALUES = {name: mark for name, mark in press.MARKS.items() if name != "address"}
# What hooks fill in with MkDocs is a mark here, also on chapters.
FILLED = {
    "(assets ~ '": f"('{OWN}",
    "{{ page.content }}": VALUES["body"],
    "{{ page.meta.head }}": VALUES["head"],
    "{{ page.meta.reviewed }}": VALUES["reviewed"],
    "{{ page.edit_url }}": VALUES["edit"],
    # Zensical treats what is missing as an error, and its 404 page has no front matter.
    "{% if page ": "{% if page and page.meta ",
    "{% if page %}": "{% if page and page.meta %}",
}


def overrides(to: Path, language: Language, licence: tuple[str, str]) -> None:
    """Our templates, with the texts and values of the edition filled in."""
    shutil.copytree(ROOT / "overrides", to, ignore=shutil.ignore_patterns("pages"))
    for path in to.rglob("*.html"):
        text = WORDS.sub(lambda found: language.gettext(found[2]), path.read_text(encoding="utf-8"))
        for name, mark in FILLED.items():
            text = text.replace(name, mark)
        text = text.replace("{{ edition.settings.licence_url }}", licence[0]).replace("{{ edition.settings.licence }}", licence[1])  # fmt: skip
        path.write_text(text, encoding="utf-8")


def said(item: object, language: Language) -> object:
    """The menu in the language of the site."""
    if isinstance(item, list):
        return [said(part, language) for part in item]
    if isinstance(item, dict):
        return {language.gettext(title): said(below, language) for title, below in item.items()}
    return item


def rendered(zensical: str, specimens: dict[str, Page], chosen: dict, language: Language, work: Path) -> dict[str, str]:
    """The pages that Zensical makes of all specimens, by source; ``chosen`` are the settings of mkdocs.yml."""
    names = ("site_name", "site_description", "site_url", "extra_css", "use_directory_urls")
    kept = {key: chosen[key] for key in names} | {"nav": said(chosen["nav"], language), "docs_dir": "docs"}
    kept["extra_css"] = [assets.placed(name, OWN) for name in kept["extra_css"]]
    favicon = assets.placed(chosen["theme"]["favicon"], OWN)
    kept["theme"] = chosen["theme"] | {"custom_dir": "overrides", "variant": "classic", "favicon": favicon}
    (work / "mkdocs.yml").write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(ROOT / "content" / "assets", work / "docs" / OWN)
    for source, page in specimens.items():
        path = work / "docs" / source
        path.parent.mkdir(parents=True, exist_ok=True)
        meta = {"title": page.title, "description": page.description, "hide": ["navigation", "toc"]}
        meta |= {"chapter": page.family[0] != "specimen" and source in CHAPTERS, "searched": source in WRITTEN}
        path.write_text(f"---\n{json.dumps(meta)}\n---\n-\n")
    subprocess.run([zensical, "build"], cwd=work, check=True, stdout=subprocess.DEVNULL)
    found = {source: (work / "site" / page.address / "index.html").read_text("utf-8") for source, page in specimens.items()}  # fmt: skip
    return found | {"404.html": (work / "site" / "404.html").read_text("utf-8")}


HIDDEN = '<label class="md-overlay" for="__drawer" aria-hidden="true">'
CHAPTERS: set[str] = set()
WRITTEN: set[str] = set()  # chapters that are wholly text, and so are searched


def guarded(text: str) -> str:
    # A switch that the keyboard reaches is not hidden; see validity.py for what Material needs.
    frame = tight(repaired(text)).replace(HIDDEN, HIDDEN.replace(' aria-hidden="true"', ""))
    return policy.guarded(frame, policy.hashes(frame))


def _address(source: str, base: str, root: str) -> str:
    path = address.linked(source, base)
    found = address.of_source(path)
    if path.startswith("content/assets/"):
        found = assets.placed(path.removeprefix("content/"), OWN)
    return source if found is None else f"{root}{found}"


def written(made, templates: Templates) -> dict[str, Page]:
    """The chapters, by source."""
    found = {}
    for path in chapters(ROOT):
        source = path.relative_to(ROOT / "content").as_posix()
        _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
        meta = yaml.safe_load(front)
        at = source.removesuffix("index.md").removesuffix(".md")
        at = f"{at.rstrip('/')}/" if at else ""
        base, root = path.parent.relative_to(ROOT).as_posix(), address.root_from(at)
        links = LINK.sub(lambda found, base=base, root=root: f"]({_address(found[1], base, root)}{found[2]})", text)
        prose = markdown.markdown(links, extensions=["attr_list", "tables", "toc", "pymdownx.superfences"])
        CHAPTERS.add(source)
        if source not in PARTED and meta.get("search") is not False:
            WRITTEN.add(source)
        title = made.settings.name if not at else meta["title"]
        page = chapter(made, templates, source, Written(at, title, meta["description"], prose))
        found[source] = replace(page, title=meta["title"], edit=f"{made.settings.edit}content/{source}")
    return found


def main() -> int:
    zensical, before, to = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    shutil.rmtree(to, ignore_errors=True)
    chosen, config = settings(ROOT), yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    language = Language(chosen.language)
    made = edition(load(ROOT)[0], chosen, language)
    templates = Templates(ROOT / "overrides" / "pages", made, offered(before, language), OWN)
    families = {f"{page.address.rstrip('/')}.md": page for page in (press.specimen(*family) for family in FAMILIES)}
    own = written(made, templates)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        overrides(work / "overrides", language, (chosen.licence_url, chosen.licence))
        specimens = families | {source: Page(page.address, **VALUES) for source, page in own.items()}
        found = rendered(zensical, specimens, config, language, work)
        shutil.copytree(work / "site", to)
    for left in to.rglob("*specimen*"):
        shutil.rmtree(left, ignore_errors=True)
    frames = {page.family: press.cut(guarded(found[source]), page.address) for source, page in families.items()}
    for source, page in own.items():
        text = press.cut(guarded(found[source])).printed(page)
        write(to, f"{page.address}index.html", text)
    write(to, "404.html", guarded(found["404.html"]))
    for name, drawn in assets.DRAWN.items():
        write(to, OWN + name, drawn())
    for at, text in chain(export.files(made), files(made).items()):
        write(to, at, text)
    copy(before, to, [*templates.books, address.BOOKS_FILE], made.former)
    for unit in units(made, templates, {}):
        press.print_pages(unit.make(), frames, to)
    listed = [path.parent.relative_to(to).as_posix() for path in to.rglob("index.html")]
    sitemap.put(to, made, sorted(f"{at}/" if at != "." else "" for at in listed))
    press.print_pages(moved.farewells(made, templates), frames, to)
    for at, html in moved.leading_on(made, templates):
        write(to, f"{at}index.html", html)
    scripts = set().union(*(policy.hashes(tight(repaired(text))) for text in found.values()))
    hashed = [path.relative_to(to).as_posix() for path in to.glob("assets/**/*.min.*")]
    write(to, policy.HEADERS_FILE, policy.headers(scripts, hashed, OWN))
    index_site(to, language.code, noted=noted(made))
    finished = Tree(to)
    imprint.put(finished, made, imprint.origin(ROOT).sources)
    ours, theirs = ({path.relative_to(site).as_posix() for path in site.rglob("*.html")} for site in (before, to))
    print(f"{len(theirs)} pages; missing: {sorted(ours - theirs)}; more: {sorted(theirs - ours)}")
    try:
        print(
            complete.check(
                finished, made, complete.counting(finished.top, made), book=bool(templates.books), search=True
            ).links,
            "links lead somewhere",
        )
    except Incomplete as error:
        print(*(made.language.say(item) for item in error.found), sep="\n")
        return 1
    return int(ours != theirs)


if __name__ == "__main__":
    sys.exit(main())
