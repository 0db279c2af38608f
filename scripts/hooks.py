"""The only file that knows MkDocs: it hands the library what MkDocs renders, and MkDocs what the library makes.

MkDocs renders the frame of each chapter in ``content/`` and one specimen for each family of pages; after the build the
press prints every page from these. The state of one build is in ``_Build``; ``mkdocs serve`` starts a new one at every
change.
"""

from __future__ import annotations

import json
import logging
import tempfile
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

from handbook.edition.edition import Edition
from handbook.edition.latest import latest
from handbook.model import address
from handbook.model.problem import errors, report
from handbook.reading.load import TERMS
from handbook.running.project import CONFIG
from handbook.running.release import Release
from handbook.search.hidden import noted
from handbook.site import assets, policy, press
from handbook.site.chapters import PARTED, Written, chapter
from handbook.site.overviews import OVERVIEWS
from handbook.site.page import Page, reachable, tight
from handbook.site.printing import print_site
from handbook.site.templates import Templates, templates
from handbook.site.units import units
from handbook.site.validity import repaired
from handbook.words import aid
from handbook.words.language import Language
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.handbook")

FAMILIES = [  # entries, further pages of overviews and terms, further pages of terms
    *((at.rstrip("/"), 2) for at in (address.INITIATIVES, *(one.address for one in OVERVIEWS.values()))),
    *((folder, 3) for folder in TERMS),
]


class _Build:
    """The state of one build: the edition, its templates, and the frames cut so far."""

    serving = False
    edition: Edition
    specimens: dict[str, Page]
    typeset: press.Typeset
    assets: str  # the folder of our own style sheets and scripts
    printed: bool  # whether this build prints the site, or the caller of ``frames`` does
    templates: Templates  # for when MkDocs renders whole pages


def frames(root: Path, folder: Path, shown: Edition) -> press.Typeset:
    """Let MkDocs render the frames, with style sheets and scripts in ``folder``. Raises RuntimeError if it warns."""
    warnings, typeset = _Warnings(), press.Typeset()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config = load_config(str(root / CONFIG), site_dir=str(folder))
        config.extra |= {"edition": shown, "typeset": typeset}
        build(config)
    except Abort as error:  # what is wrong was logged before
        warnings.said.append(str(error))
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)
    if warnings.said:
        raise RuntimeError("\n".join(warnings.said))
    return typeset


def rendered_by_mkdocs(root: Path, addresses: list[str]) -> dict[str, str]:
    """Pages that MkDocs renders in full, without the press: those of the press must be equal to them."""
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(root / CONFIG), site_dir=folder)
        config.extra["whole"] = addresses
        build(config)
        return {at: (Path(folder) / at / "index.html").read_text(encoding="utf-8") for at in addresses}


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def on_startup(command: str, dirty: bool) -> None:
    _Build.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    root = Path(config.config_file_path).parent
    _Build.edition = config.extra.get("edition") or _read(root)
    _Build.printed = "typeset" not in config.extra
    _Build.specimens, _Build.typeset = {}, config.extra.get("typeset", press.Typeset())
    if _Build.printed:
        _Build.templates = templates(root, _Build.edition, root / "site")  # links to what the last whole build made
    _translate(config, _Build.edition.language)
    _Build.assets = assets.folder(root)
    icon = config.theme["favicon"]
    config.theme["favicon"] = assets.placed(icon, _Build.assets) if Path(config.docs_dir, icon).is_file() else icon
    config.watch += [str(root / name) for name in ("initiatives", "overrides", CONFIG) if (root / name).exists()]
    config.extra_css = [assets.placed(name, _Build.assets) for name in config.extra_css]
    return config


def _read(root: Path) -> Edition:
    """The sound part of the sources; errors are logged, so that whoever serves the site can correct them."""
    shown, problems = latest(root)
    for line in report(errors(problems), shown.language):
        log.warning(line)
    return shown


def _translate(config: MkDocsConfig, language: Language) -> None:
    """Titles in ``mkdocs.yml`` that the catalogue knows are translated to the language of the site; others stay."""

    def said(item: Any) -> Any:
        if isinstance(item, list):
            return [said(part) for part in item]
        if isinstance(item, dict):
            return {language.gettext(title): said(below) for title, below in item.items()}
        return item

    config.nav = said(config.nav)
    config.theme["language"] = language.code


def on_env(env, config: MkDocsConfig, files: Files):  # noqa: ANN001, ANN201 - MkDocs' own signature
    shown = _Build.edition
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(shown.language.gettext, shown.language.ngettext, newstyle=True)
    env.globals |= {"edition": shown, "assets": _Build.assets, "aid": aid.html(shown.settings.help)}
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in (file for file in files if file.src_dir == config.docs_dir):
        file.dest_uri = assets.placed(file.dest_uri, _Build.assets)
    for file in [file for file in files if file.src_uri.startswith("assets/javascripts/")]:
        files.remove(file)  # the theme's own file, which no page uses
    for file in list(files.documentation_pages()):
        folder, _, name = file.src_uri.rpartition("/")
        if (folder in TERMS and name != "index.md") or folder.startswith(address.REMOVED):
            files.remove(file)
    whole = config.extra.get("whole")
    if whole:
        made = chain.from_iterable(unit.make() for unit in units(_Build.edition, _Build.templates, {}))
        specimens = [page for page in made if page.address in whole]
    else:
        specimens = [press.specimen(folder, depth) for folder, depth in FAMILIES]
    for page in specimens:
        source = f"{page.address.rstrip('/')}.md"
        title, description = (json.dumps(escape(text)) for text in (page.title, page.description))
        text = f"---\ntitle: {title}\ndescription: {description}\n---\n-\n"
        files.append(File.generated(config, source, content=text))
        _Build.specimens[source] = page
    return files


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    source = page.file.src_uri
    if source in _Build.specimens:
        return _Build.specimens[source].body
    title = _Build.edition.settings.name if page.is_homepage else page.meta.get("title", page.title)
    prose = tight(reachable(html, _Build.edition.language))
    found = Written(page.url.lstrip("./"), title, page.meta.get("description", ""), prose)
    # A page that is wholly text is searched, unless it says `search: false`, as one for maintainers does.
    page.meta["searched"] = source not in PARTED and page.meta.get("search") is not False
    if config.extra.get("whole"):
        shown = chapter(_Build.edition, _Build.templates, source, found)
        page.meta["head"] = shown.head
        return shown.body
    _Build.typeset.chapters[source] = found
    return press.MARKS["body"]


def on_page_context(context: dict, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict:
    specimen = _Build.specimens.get(page.file.src_uri)
    if specimen:
        page.edit_url = escape(specimen.edit)
        page.meta["reviewed"] = escape(specimen.reviewed)
        page.meta["head"] = specimen.head
        _highlight(nav, specimen.family[0])
    else:
        page.edit_url = f"{_Build.edition.settings.edit}content/{page.file.src_uri}"
        page.meta |= {"reviewed": "", "chapter": True}
        page.meta.setdefault("head", press.MARKS["head"])
    page.meta["hide"] = ["navigation", "toc"]
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    source = page.file.src_uri
    output = _guarded(output, page.content, page.meta["head"], kept=page.content)
    if config.extra.get("whole"):
        return output
    if source in _Build.specimens:
        specimen = _Build.specimens[source]
        _Build.typeset.frames[specimen.family] = press.cut(output, specimen.address)
    else:
        _Build.typeset.frames[_Build.typeset.chapters[source].address] = press.cut(output)
    return ""  # MkDocs writes no empty page


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return _guarded(output) if template_name.endswith(".html") else output


def _guarded(output: str, *filled: str, kept: str = "") -> str:
    """A page with its policy, which allows the scripts of the frame and none from the contents that fill it."""
    output = frame = repaired(output)
    for text in filled:
        if text not in frame:
            raise RuntimeError("a page does not hold its own text; the policy cannot tell its frame from what fills it")
        frame = frame.replace(text, "") if text else frame
    allowed = policy.hashes(tight(frame))
    _Build.typeset.scripts |= allowed
    # The server of MkDocs adds a script of its own to every page.
    return policy.guarded(tight(output, kept), ["'unsafe-inline'"] if _Build.serving else allowed)


def on_post_build(config: MkDocsConfig) -> None:
    if config.extra.get("whole") or not _Build.printed:
        return
    site = Path(config.site_dir)
    root = Path(config.config_file_path).parent
    print_site(Release(site), root, _Build.edition, _Build.typeset, root / "site")
    if _Build.serving:
        from handbook.search.index import index_site  # this imports numpy: 0.13 s

        index_site(site, _Build.edition.language.code, noted=noted(_Build.edition))


def _highlight(nav: Navigation, folder: str) -> None:
    """Show the menu item of a folder as the current one; set it last, as a later page would undo this for its section."""
    for page in sorted(nav.pages, key=lambda page: page.url == f"{folder}/"):
        page.active = page.url == f"{folder}/"
