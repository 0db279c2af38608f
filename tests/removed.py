"""Shows that every test of trust can fail: removes its mechanism in a copy, and runs it. By hand; it takes some
minutes:

    python tests/removed.py                all mechanisms, one after the other
    python tests/removed.py feeds lock     those with one of these words in their name
    python tests/removed.py --look         only check that each mechanism can be found in the code

Prints for each mechanism the first test that failed without it. Exit code 1 if none did, or if a mechanism is not found
where this list looks for it: then the list needs to be updated.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOK = "scripts/handbook/"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".build", "__pycache__", ".*_cache", ".hypothesis")


@dataclass(frozen=True)
class Mechanism:
    """``changes``: file, old text and replacement; ``tests`` are arguments for pytest."""

    name: str
    changes: tuple[tuple[str, str, str], ...]
    tests: tuple[str, ...]


def one(name: str, path: str, old: str, new: str, *tests: str) -> Mechanism:
    return Mechanism(name, ((path, old, new),), tests)


INPUTS = ("tests/test_any_input.py", "-k", "refused or answered_in_time")
MECHANISMS = (
    # No script from a contribution ever runs.
    one("templates escape every value", BOOK + "site/environment.py", "autoescape=True", "autoescape=False",
        "tests/test_payloads.py", "-k", "nothing_runs and without"),
    one("the press escapes what it fills in", BOOK + "site/press.py", '"title": escape(page.title)', '"title": page.title',
        "tests/test_payloads.py", "-k", "nothing_runs and without"),
    Mechanism("texts are parsed without raw HTML and cleaned", (
        (BOOK + "reading/parse.py", "cmark.Options.CMARK_OPT_", "cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_"),
        (BOOK + "reading/body.py", "clean = nh3.clean(\n        markdown(text), ", "clean = markdown(text) or nh3.clean(\n        markdown(text), "),
    ), ("tests/test_payloads.py", "-k", "nothing_runs and without")),
    one("raw HTML is refused", BOOK + "reading/body.py", "if text.html.count(_OMITTED) <= text.text.count(_OMITTED):", "if True:", *INPUTS),
    one("linked data is escaped for a script", BOOK + "site/head.py", "linked = htmlsafe_json_dumps(", "linked = __import__('json').dumps(",
        "tests/test_lookalikes.py", "-k", "fields"),
    one("feeds are written as XML", BOOK + "data/feeds.py", 'ElementTree.tostring(feed, encoding="unicode")',
        '__import__("html").unescape(ElementTree.tostring(feed, encoding="unicode"))', "tests/test_lookalikes.py", "-k", "feeds"),
    one("no cell of a table is a formula", BOOK + "data/table.py", "if cell.startswith(FORMULA) else cell", "if not cell else cell",
        "tests/test_data.py", "-k", "formula"),
    one("benign text is escaped, not thrown away", BOOK + "site/environment.py", "autoescape=True", "autoescape=True, finalize=lambda value: __import__('re').sub('<[^>]*>', '', value) if type(value) is str else value",
        "tests/test_lookalikes.py"),
    one("every page has its policy", BOOK + "site/policy.py", 'return f"{page[: found.end()]}\\n{stated}{page[found.end() :]}"', "return page",
        "tests/test_policy.py", "-k", "obeys"),
    one("a script in a text earns no hash", "scripts/hooks.py", 'frame = frame.replace(text, "") if text else frame', "pass",
        "tests/test_policy.py", "-k", "came_with"),
    one("a page that hangs is told", "tests/attacker.py", '"hung": True', '"hung": False', "tests/test_payloads.py", "-k", "notices"),
    # Any input yields an answer.
    one("a verdict holds for the same sources only", BOOK + "judging/verdict.py", ", *_sources(self._root, read))", ")",
        "tests/test_verdict.py", "-k", "happens or changes"),
    one("the volume of registers is read", BOOK + "site/bound.py", "yield from _led(site, edition, places)", "pass",
        "tests/test_bound.py"),
    one("the numbers of the catalogue are read", BOOK + "site/bound.py", "yield from _catalogued(book, site, edition)", "pass",
        "tests/test_bound.py"),
    one("what is taken over from the release before is looked at", BOOK + "running/release.py",
        " and _sum(path.read_bytes() for path in paths) == made.sum", "", "tests/test_release.py", "-k", "damaged"),
    one("a file has a largest size", BOOK + "reading/decode.py", "if size > MAX_BYTES:", "if False:", *INPUTS),
    one("fields have a deepest level", BOOK + "reading/builder.py", "if len(path) >= MAX_DEPTH:", "if False:", *INPUTS),
    one("invisible signs are refused", BOOK + "reading/decode.py", "found = list(BARRED.finditer(text))", "found = []", *INPUTS),
    one("links in folders are refused", BOOK + "reading/sources.py", "if entry.is_symlink():", "if False:", *INPUTS),
    one("an address has a longest length", BOOK + "words/names.py", '[:_LONGEST].rstrip("-")', "", *INPUTS),
    # The published site survives.
    one("the site is replaced in one step", BOOK + "running/publish.py", "        link.replace(site)\n",
        "        site.unlink(missing_ok=True)\n        shutil.copytree(folder, site)\n", "tests/test_survival.py", "-k", "two_hundred"),
    one("one builder at a time", BOOK + "running/publish.py", "lock.acquire(timeout=0)", "pass", "tests/test_survival.py", "-k", "ten_builds"),
    Mechanism("a web server can read everything", (
        (BOOK + "running/publish.py", "    _readable(made)\n", ""),
        (BOOK + "running/publish.py", "mask = os.umask(_UMASK)", "mask = os.umask(0o077)"),
    ), ("tests/test_survival.py", "-k", "web_server")),
    one("a folder that was moved away comes back", BOOK + "running/publish.py", "            _recover(root)\n", "", "tests/test_survival.py", "-k", "moved_away"),
    one("a full disk is told as such", BOOK + "model/voice.py", 'or "No space left" in reason', "and False", "tests/test_survival.py", "-k", "room_for_a_file"),
    # Reproducible.
    one("no file says on which day it was built", BOOK + "data/feeds.py", "return max((entry.reviewed for entry in newest()), default=edition.updated)",
        "return datetime.date.today()", "tests/test_reproducible.py", "-k", "another_day"),
    one("everything stands in one order", BOOK + "data/feeds.py", "for theme in entry.themes:", "for theme in set(entry.themes):",
        "tests/test_reproducible.py", "-k", "places_languages"),
    # Complete.
    one("lists are held against the sources", BOOK + "site/complete.py", ", *_unlisted(edition, leads)", "", "tests/test_complete.py", "-k", "missing_in_a_list"),
    one("links are followed", BOOK + "site/crawl.py", "if page.mute or any(", "if page.mute and any(", "tests/test_complete.py", "-k", "leads_nowhere"),
    one("the theme's frame is repaired", BOOK + "site/validity.py", "page = pattern.sub(right, page)", "pass", "tests/test_html.py", "-k", "every_page"),
    # Accessible.
    one("a button has a name", "overrides/partials/header.html", """<button type="submit" aria-label="{{ _('Search') }}">""", '<button type="submit">',
        "tests/test_browser.py", "-k", "every_family and reduced"),
    one("the menu is reached by keyboard", "overrides/partials/header.html", '<input class="hb-menu" type="checkbox"', '<input class="hb-menu" tabindex="-1" type="checkbox"',
        "tests/test_keyboard.py", "-k", "menu_of_a_narrow"),
    one("there is a way past the header", "overrides/partials/header.html", '<a class="hb-skip" href="#inhoud">', '<a class="hb-skip">', "tests/test_browser.py", "-k", "skip_link"),
    # Supply chain.
    one("a build asks no network", "scripts/build.py", "    gc.disable()",
        "    __import__('socket').socket(2, 2).connect_ex(('192.0.2.1', 9))\n    gc.disable()", "tests/test_supply.py", "-k", "whole_build"),
    # The engine can be replaced.
    one("the library knows no engine", BOOK + "site/sitemap.py", "from pathlib import Path\n", "from pathlib import Path\nimport mkdocs\n", "tests/test_engine.py", "-k", "needs_no_engine"),
    # Backup of words.
    one("an address that goes is named", BOOK + "judging/against.py", "    yield from _addresses(before, now)\n", "", "tests/test_against.py", "-k", "address_that_goes"),
    one("a fact that goes is named", BOOK + "judging/losses.py", "            yield path, _emptied(Message(field.label), old)\n", "            pass\n", "tests/test_against.py", "-k", "named_at_its_place"),
)  # fmt: skip


def taken(mechanism: Mechanism, project: Path) -> bool:
    """Remove the mechanism from a project; False if it is not found."""
    for name, old, new in mechanism.changes:
        path = project / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if old not in text:
            return False
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return True


def failed(mechanism: Mechanism) -> str:
    """The first test that fails without the mechanism, or what is wrong with this list."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(shutil.copytree(ROOT, Path(name) / "project", ignore=LEFT_OUT, symlinks=True))
        if not taken(mechanism, project):
            return ""
        command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-p", "no:cacheprovider", *mechanism.tests]
        result = subprocess.run(command, cwd=project, capture_output=True, text=True)
        found = re.search(r"^FAILED (.+?)(?: - .*)?$", result.stdout, re.MULTILINE)
        return found[1] if found and result.returncode == 1 else ""


def main() -> int:
    wanted = [word for word in sys.argv[1:] if word != "--look"]
    chosen = [item for item in MECHANISMS if not wanted or any(word in item.name for word in wanted)]
    if "--look" in sys.argv:
        gone = [item.name for item in chosen for path, old, _ in item.changes if old not in (ROOT / path).read_text(encoding="utf-8")]  # fmt: skip
        print(f"{len(chosen)} mechanisms, not found:", gone or "none")
        return int(bool(gone))
    seen = 0
    for item in chosen:
        test = failed(item)
        seen += bool(test)
        print(f"{item.name}: {test or 'NO TEST FAILED'}", flush=True)
    print(f"{seen} of {len(chosen)} were seen to fail")
    return int(seen < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
