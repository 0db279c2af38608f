"""A trial, by hand: the whole site in the frame of Zensical, the successor of Material, beside the one of MkDocs.

    python -m venv /tmp/zensical && /tmp/zensical/bin/pip install zensical
    python tests/zensical_trial.py /tmp/zensical/bin/zensical SITE_OF_A_BUILD TO

Zensical renders specimens only, of every family and of every chapter; the press prints the pages from them. Prints which
addresses differ and what the completeness check says of the result, and leaves it in the folder TO.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import markdown
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from handbook.data import export  # noqa: E402
from handbook.edition import map  # noqa: E402
from handbook.edition.edition import edition  # noqa: E402
from handbook.forms.schema import schema  # noqa: E402
from handbook.forms.starter import starter  # noqa: E402
from handbook.model import address  # noqa: E402
from handbook.model.settings import settings  # noqa: E402
from handbook.reading.load import TERMS, chapters, load  # noqa: E402
from handbook.running.publish import Incomplete  # noqa: E402
from handbook.site import complete, imprint, policy, press, sitemap  # noqa: E402
from handbook.site.page import Page, tight  # noqa: E402
from handbook.site.pages import chapter, chapter_head, pages  # noqa: E402
from handbook.site.templates import Templates  # noqa: E402
from handbook.words.language import Language  # noqa: E402

LINK = re.compile(r"\]\(([^)#:]+\.md)((?:#[^)]*)?)\)")
FAMILIES = [
    *((name, 2) for name in ("initiatieven", "a-z", "overzicht", "nieuw", "tijdlijn")),
    *((name, depth) for name in TERMS for depth in (2, 3)),
]
FRAME = """{% extends "base.html" %}
{% block htmltitle %}<title>{% if page and page.meta and page.meta.title %}{{ page.meta.title }} – {% endif %}{{ config.site_name }}</title>{% endblock %}
{% block extrahead %}specimen0head0mark{% endblock %}
{% block content %}<div id="inhoud" tabindex="-1">specimen0body0mark</div>
<p class="hb-end"><span class="hb-reviewed">specimen0reviewed0mark</span>
<a class="hb-edit" href="specimen0edit0mark">Wijzig deze pagina</a></p>{% endblock %}
"""


def rendered(zensical: str, specimens: list[Page], work: Path) -> dict[str, str]:
    """What Zensical makes of every specimen, by its address."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    kept = {
        key: config[key]
        for key in ("site_name", "site_description", "site_url", "nav", "extra_css", "use_directory_urls")
    }
    kept["theme"] = config["theme"] | {"custom_dir": "overrides"}
    kept["extra"] = {"generator": False}
    (work / "mkdocs.yml").write_text(yaml.safe_dump(kept | {"docs_dir": "docs"}, allow_unicode=True), encoding="utf-8")
    (work / "overrides").mkdir()
    (work / "overrides" / "main.html").write_text(FRAME, encoding="utf-8")
    shutil.copytree(ROOT / "content" / "assets", work / "docs" / "assets")
    for page in specimens:
        path = work / "docs" / (f"{page.address.rstrip('/')}.md" if page.address else "index.md")
        if (ROOT / "content" / page.address / "index.md").is_file():
            path = work / "docs" / page.address / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {page.title}\ndescription: {page.description}\nhide: [navigation, toc]\n---\n-\n")
    subprocess.run([zensical, "build"], cwd=work, check=True, stdout=subprocess.DEVNULL)
    return {
        page.address: (work / "site" / page.address / "index.html").read_text(encoding="utf-8") for page in specimens
    }


def framed(text: str, page: Page) -> press.Frame:
    return press.cut(policy.guarded(tight(text), policy.hashes(tight(text))), page)


def _address(source: str, base: str, root: str) -> str:
    found = address.of_source(address.source_of(source, base))
    return source if found is None else f"{root}{found}"


def main() -> int:
    zensical, before, to = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    chosen = settings(ROOT)
    made = edition(load(ROOT)[0], chosen, Language(chosen.language))
    templates = Templates(ROOT / "overrides" / "pages", made)
    printed = [page for make in pages(made, templates) for page in make()]
    written = []
    for path in chapters(ROOT):
        source = path.relative_to(ROOT / "content").as_posix()
        _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
        meta = yaml.safe_load(front)
        at = source.removesuffix("index.md").removesuffix(".md")
        at = f"{at.rstrip('/')}/" if at else ""
        base, root = path.parent.relative_to(ROOT).as_posix(), address.root_from(at)
        links = LINK.sub(lambda found, base=base, root=root: f"]({_address(found[1], base, root)}{found[2]})", text)
        prose = markdown.markdown(links, extensions=["attr_list", "tables", "toc", "pymdownx.superfences"])
        body = chapter(made, templates, source, prose) or prose
        head = chapter_head(made, templates, at, meta["title"], meta["description"])
        written.append(Page(at, meta["title"], meta["description"], body, head=head))
    marks = {name: mark for name, mark in press.MARKS.items() if name != "address"}
    specimens = [press.specimen(folder, depth) for folder, depth in FAMILIES]
    specimens += [Page(page.address, **marks) for page in written]
    with tempfile.TemporaryDirectory() as work:
        found = rendered(zensical, specimens, Path(work))
        shutil.copytree(Path(work) / "site", to, dirs_exist_ok=True)
    for left in to.rglob("*specimen*"):
        shutil.rmtree(left, ignore_errors=True)
    frames = {page.family: framed(found[page.address], page) for page in specimens[: len(FAMILIES)]}
    for page in written:
        own = framed(found[page.address], Page("specimen0none", **marks)).printed(page)
        (to / page.address / "index.html").write_text(own, encoding="utf-8")
    press.print_pages(printed, frames, to)
    for name, data in export.files(made):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(data.encode() if isinstance(data, str) else data)
    described = json.dumps(schema(made.terms, made.language, chosen.url), ensure_ascii=False)
    (to / address.SCHEMA_FILE).write_text(described, encoding="utf-8")
    (to / address.STARTER_FILE).write_text(starter({}, made.terms, made.language), encoding="utf-8")
    (to / "assets" / "nederland.svg").write_text(map.picture(), encoding="utf-8")
    ours, theirs = ({path.relative_to(site).as_posix() for path in site.rglob("*.html")} for site in (before, to))
    sitemap.write(to, made, sorted(name.removesuffix("index.html") for name in theirs if name.endswith("index.html")))
    imprint.write(ROOT, to, made)
    print(f"{len(theirs)} pages; missing: {sorted(ours - theirs)}; more: {sorted(theirs - ours)}")
    try:
        print(complete.check(to, made, book=False, search=False), "links lead somewhere")
    except Incomplete as error:
        print(*(made.language.say(item) for item in error.found), sep="\n")
        return 1
    return int(ours != theirs)


if __name__ == "__main__":
    sys.exit(main())
