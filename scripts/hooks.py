"""The one file that knows MkDocs: it gives the library what MkDocs renders, and the site what the library prints.

MkDocs renders ``content/`` and one specimen for each family of pages; ``handbook.press`` prints the rest after
the build. The state of one build lives in ``_Build``; ``mkdocs serve`` starts a fresh one at every change.
"""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from handbook import press, sitemap
from handbook.edition import Edition, edition
from handbook.language import Language
from handbook.load import TERMS, load
from handbook.pages import chapter, pages
from handbook.problem import report
from handbook.rules import check
from handbook.settings import settings
from handbook.templates import Templates

log = logging.getLogger("mkdocs.handbook")

FAMILIES = [("initiatieven", 2), ("a-z", 2), ("overzicht", 2), *((folder, depth) for folder in TERMS for depth in (2, 3))]


class _Build:
    """What one build knows: the edition, its templates, and the frames cut so far."""

    edition: Edition
    templates: Templates
    specimens: dict[str, tuple[str, int]]
    frames: dict[tuple[str, int], press.Frame]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    root = Path(config.config_file_path).parent
    chosen = settings(root)
    language = Language(chosen.language)
    catalogue, problems = load(root)
    for line in report([*problems, *check(catalogue)], language):
        log.warning(line)
    _Build.edition = edition(catalogue, chosen, language)
    _Build.templates = Templates(root / "overrides" / "pages", _Build.edition)
    _Build.specimens, _Build.frames = {}, {}
    return config


def on_env(env, config: MkDocsConfig, files: Files):  # noqa: ANN001, ANN201 - MkDocs' own signature
    language = _Build.edition.language
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)
    env.globals["edition"] = _Build.edition
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in list(files.documentation_pages()):
        folder, _, name = file.src_uri.rpartition("/")
        if folder in TERMS and name != "index.md":
            files.remove(file)
    for folder, depth in FAMILIES:
        page = press.specimen(folder, depth)
        source = f"{page.address.rstrip('/')}.md"
        front = f"---\ntitle: {page.title}\ndescription: {page.description}\n---\n"
        files.append(File.generated(config, source, content=f"{front}{page.body}\n"))
        _Build.specimens[source] = (folder, depth)
    return files


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    if page.file.src_uri in _Build.specimens:
        return press.MARKS["body"]
    return chapter(_Build.edition, _Build.templates, page.file.src_uri, html) or html


def on_page_context(context: dict, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict:
    family = _Build.specimens.get(page.file.src_uri)
    if family:
        page.edit_url = press.MARKS["edit"]
        page.meta["reviewed"] = press.MARKS["reviewed"]
        _menu_item(nav, family[0], active=True)
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    family = _Build.specimens.get(page.file.src_uri)
    if family is None:
        return output
    _Build.frames[family] = press.cut(output, press.specimen(*family))
    return ""  # MkDocs writes no empty page


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    printed = press.print_pages(pages(_Build.edition, _Build.templates), _Build.frames, site)
    chapters = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    sitemap.write(site, _Build.edition, sorted({*printed, *(f"{path}/" if path != "." else "" for path in chapters)}))


def _menu_item(nav: Navigation, folder: str, active: bool) -> None:
    for page in nav.pages:
        if page.url == f"{folder}/":
            page.active = active
