"""The web form in a real browser: the same rules, messages and names as check.py, and files that pass it unchanged."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import defaultdict

import pytest
import yaml
from conftest import ROOT, run
from form_samples import BASE, JUDGED, NAMES, NASTY, TEXTS, base, filled, random_entry
from handbook.fields import fields
from handbook.form import form
from handbook.form_words import said
from handbook.language import Language
from handbook.load import load
from handbook.names import nearest, same, slug
from handbook.problem import errors
from handbook.reader import read
from handbook.rules import check

FORM = "bijdragen/formulier/"
# In the page: the form's own modules, by the addresses at which the page itself loads them.
MODULES = """
const at = (name) => new URL(`../../assets/form/${name}.js`, location.href).href;
const [{ configuration }, { rulesBy }, { clean }, { file, scalar }, names] = await Promise.all(
  ["config", "rules", "entry", "yaml", "names"].map((name) => import(at(name))));
const config = configuration();
const { judge } = rulesBy(config);
"""


def in_page(page, script: str, value=None):
    """Run a function body with the form's modules at hand; ``value`` is what it is given."""
    return page.evaluate(f"async (value) => {{ {MODULES} {script} }}", value)


@pytest.fixture
def page(browser, server):
    """The form, freshly opened; an error of its script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server + FORM)
    page.wait_for_selector(".hb-form--ready")
    yield page
    context.close()
    assert errors == []


def fill(page, entry: dict) -> None:
    """Fill in an entry by the real inputs, as a person would."""
    for step in page.evaluate("JSON.parse(document.getElementById('hb-form-data').textContent)")["steps"]:
        for field in step["fields"]:
            _fill(page, field, entry["values"][field["key"]])
    stub = entry["values"]["stage"] == "nog-te-beschrijven"
    if stub:
        page.locator("[data-text] textarea").fill(entry["text"])
    else:
        for key, text in entry["sections"].items():
            page.locator(f"#deel-{key}").fill(text)
    page.wait_for_timeout(400)


def _fill(page, field, value) -> None:
    node = page.locator(f"[data-key={field['key']}]:not([data-key] [data-key])")
    if not node.is_visible():
        if node.locator("xpath=ancestor::details").count() == 0:
            return
        page.locator(".hb-optional").evaluate("details => details.open = true")
        if not node.is_visible():
            return
    if field["widget"] == "radio":
        if value:
            node.locator(f"[value={value}]").check()
    elif field["widget"] == "checks":
        for item in value:
            node.locator(f"[value={item}]").check()
    elif field["widget"] == "lines":
        node.locator("textarea").fill("\n".join(value))
    elif field["widget"] in ("records", "places"):
        for number, item in enumerate(value):
            if node.locator("[data-item]").count() <= number:
                node.locator("[data-add]").click()
            place = node.locator("[data-item]").nth(number)
            if field["widget"] == "places":
                city, _, district = item.partition("/")
                place.locator("[data-key=city] input").fill(city)
                place.locator("[data-key=district] input").fill(district)
            else:
                _fill_record(place, field, item)
    elif field["widget"] == "record":
        _fill_record(node, field, value)
    else:
        _put(node.locator("input, textarea, select"), value)


def _fill_record(node, field, value) -> None:
    for inner in field["fields"]:
        if inner["widget"] == "source" and value.get(inner["key"]):
            node.page.wait_for_timeout(300)  # the sources are offered once they were filled in
        _put(node.locator(f"[data-key={inner['key']}] :is(input, textarea, select)"), value.get(inner["key"], ""))


def _put(control, value: str) -> None:
    if control.evaluate("control => control.tagName") == "SELECT":
        control.select_option(value)
    else:
        control.fill(value)


def written(page) -> str:
    return page.locator("#bestand").input_value()


def made(page, entries: list[dict]) -> list[dict]:
    """What the form makes of entries: the text of each file, its problems and its values."""
    return in_page(page, "return value.map((entry) => ({ text: file(clean(entry, config), config), problems: judge(entry), entry: clean(entry, config) }));", entries)


# ---------------------------------------------------------------- from the model


def test_every_field_has_its_input(built):
    html = (built.site / FORM / "index.html").read_text(encoding="utf-8")
    for field in fields():
        assert f'data-key="{field.key}"' in html, field.key
        for inner in field.fields:
            assert f'for="veld-{field.key}-{"0-" if field.many else ""}{inner.key}"' in html, (field.key, inner.key)


def test_a_new_field_appears_by_itself(project):
    """A line in the model is enough: the field has a label, an input and a place in the file."""
    model = project / "scripts/handbook/model.py"
    text = model.read_text(encoding="utf-8")
    old = "    added: datetime.date = declared("
    new = '    colour: tuple[Words, ...] = declared("Kleur", "Welke kleur het heeft.", default=(), max_length=3)\n' + old
    assert text.count(old) == 1
    model.write_text(text.replace(old, new), encoding="utf-8")
    code = """
import sys; sys.path.insert(0, "scripts")
from pathlib import Path
from handbook.edition import edition
from handbook.language import Language
from handbook.load import load
from handbook.pages import chapter
from handbook.settings import settings
from handbook.templates import Templates
root = Path.cwd()
catalogue, problems = load(root)
made = edition(catalogue, settings(root), Language("nl"))
print(chapter(made, Templates(root / "overrides/pages", made), "bijdragen/formulier.md", ""))
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert 'for="veld-colour">Kleur' in result.stdout and 'textarea id="veld-colour"' in result.stdout


# ---------------------------------------------------------------- the same rules


def test_the_form_judges_as_check_does(page, project):
    """For a table of values of every field: the verdict and the sentence are those of check.py for the same file."""
    cases = []
    for number, (path, value) in enumerate(JUDGED):
        entry = base(f"Proef {number}")
        place = entry["values"]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        cases.append(entry)
    found = made(page, cases)
    for number, result in enumerate(found):
        (project / "initiatives" / f"zz-{number}.md").write_text(result["text"], encoding="utf-8")
    catalogue, problems = load(project)
    language = Language("nl")
    expected = defaultdict(list)
    for problem in errors([*problems, *check(catalogue)]):
        expected[problem.path].append(problem.message)
    wrong = []
    for number, result in enumerate(found):
        key = JUDGED[number][0][0]
        messages = expected[f"initiatives/zz-{number}.md"]
        if key == "places" and len(messages) > 1:  # check.py has no places left then, and asks for one as well
            messages = [what for what in messages if "coverage" not in what.id]
        ours = sorted(problem["text"] for problem in result["problems"])
        theirs = sorted(said(what, language, labels(key)) for what in messages)
        if ours != theirs:
            wrong.append((JUDGED[number], ours, theirs))
    assert wrong == []
    assert sum(bool(result["problems"]) for result in found) > 60


def labels(key: str = "") -> dict[str, str]:
    """What the form calls each key; inside a record, what it calls it there."""
    language = Language("nl")
    own = {inner.key: language.say(inner.label) for field in fields() if field.key == key for inner in field.fields}
    return {field.key: language.say(field.label) for field in fields()} | INNER | own


INNER = {"assessor": "Beoordeeld door", "date": "Datum", "why": "Waarom het ophield"}


def test_the_form_finds_what_check_finds_in_a_text(page, edition):
    """No text that the form lets pass is refused by check.py; the usual mistakes get the same sentence."""
    from handbook.text_rules import description

    catalogue, _ = load(ROOT)
    language = Language("nl")
    generator = random.Random(20261122)
    soup = ["".join(generator.choices(PIECES, k=generator.randint(2, 9))) for _ in range(SOUP)]
    texts = [text for text, _ in TEXTS] + soup
    cases = [{**base("Proef"), "sections": {**base("Proef")["sections"], "waarom": f"Woord.\n\n{text}"}} for text in texts]
    missed, other = [], []
    for number, result in enumerate(made(page, cases)):
        document = read("initiatives/proef.md", result["text"].encode())
        catalogue_with = type(catalogue)(**{name: getattr(catalogue, name) for name in catalogue.__slots__} | {"initiatives": {**catalogue.initiatives, "proef": STAND_IN(edition)}})
        theirs = [said(what, language, labels()) for _, what in description(document, catalogue_with)]
        ours = [problem["text"] for problem in result["problems"]]
        if theirs and not ours:
            missed.append((texts[number], theirs))
        if number < len(TEXTS) and (bool(ours), bool(theirs)) != (TEXTS[number][1],) * 2:
            other.append((texts[number], ours, theirs))
        if number < len(TEXTS) and TEXTS[number][1] and not set(ours) & set(theirs):
            other.append((texts[number], ours, theirs))
    assert (missed, other) == ([], [])


SOUP = 25000
PIECES = [
    "woord", " ", "\n", "\n\n", "<", ">", "<b>", "</b>", "<!--", "`", "``", "```", "~~~", "# ", "## ", "### ", "#### ", "- ", "1. ", "> ", "    ", "\t",
    "[", "](", ")", "![", "x](http://a.nl)", "[a]: ", "javascript:x", "http://x.nl", "ftp://x.nl", "<tel:1>", "<a@b.nl>", "===", "---", "\n---\n", "|", "\\", "*", "_", "&lt;b&gt;",
    "&#60;b>", "<b", "<?x", "</", "xmpp:a@b.nl", "mailto:a@b.nl", "www.x.nl", "'", '"', "=", "/>", "a\n===\n", "<div", "\n<b>\n", "`<b>`", "😀",
]


def STAND_IN(edition):  # noqa: N802 - any described entry: the rules ask only whether it is a stub
    return edition.described[0]


def test_names_become_the_same_addresses(page):
    """names.js says what names.py says: slug, same and nearest."""
    assert in_page(page, "return value.map(names.slug)", NAMES) == [slug(name) for name in NAMES]
    assert in_page(page, "return value.map(names.same)", NAMES) == [same(name) for name in NAMES]
    signs = [f"a{chr(code)}b" for code in range(0x20, 0x3000) if chr(code).isprintable()] + [f"a{chr(code)}b" for code in range(0xFB00, 0xFFF0) if chr(code).isprintable()]
    theirs = dict(zip(signs, in_page(page, "return value.map(names.slug)", signs)))
    assert {sign: found for sign, found in theirs.items() if found != slug(sign)} == {}
    places = in_page(page, "return config.places.map(([name]) => name)")
    misspelt = ["Utrecth", "Amsterdm", "Rotredam", "den hag", "Groninge", "Sneekk", "xyz", "'s-Gravehage", "Nijmegn", "", "Lewarden", "eindhove", "Almeer", "Haarlmmermeer"]
    assert in_page(page, "return value.map((name) => names.nearest(name, config.places.map(([place]) => place)) ?? null)", misspelt) == [nearest(name, places) for name in misspelt]


def test_yaml_reads_back_what_was_written(page):
    """Every value comes back from PyYAML as the very same text."""
    values = [*NASTY, *NAMES, "regel een\nregel twee", " spaties ", "a\u2028b", "\x85", "x: y: z", "'", '"', "\\n"]
    lines = in_page(page, "return value.map((text) => scalar(text))", values)
    assert [yaml.safe_load(f"key: {line}\n")["key"] for line in lines] == values


# ---------------------------------------------------------------- files that pass


def test_files_of_the_form_pass_the_check(page, project):
    """All fields, only the needed ones, a stub, each optional field alone, and 120 random ones: check.py is content."""
    generator = random.Random(20261122)
    entries = [filled("Alles ingevuld"), base("Alleen het nodige"), stub("Nog te beschrijven")]
    everything = filled("x")["values"]
    needed = base("x")["values"]
    for number, (key, value) in enumerate((key, value) for key, value in everything.items() if value != needed[key] and key != "title"):
        entries.append(base(f"Los veld {number}"))
        entries[-1]["values"][key] = value if key != "aliases" else ["Nog een naam: hier"]
        if key in ("figures", "follow_up"):
            entries[-1]["values"]["sources"] = everything["sources"]
    entries += [random_entry(generator, number) for number in range(120)]
    found = made(page, entries)
    assert [(result["entry"]["values"].get("title"), result["problems"]) for result in found if result["problems"]] == []
    for result in found:
        path = project / "initiatives" / f"{slug(result['entry']['values']['title'])}.md"
        assert not path.exists(), path.name
        path.write_text(result["text"], encoding="utf-8", newline="\n")
        document = read("x.md", result["text"].encode())
        assert document.values == result["entry"]["values"] and document.problems == []
    checked = run(project, "check.py")
    assert [line for line in checked.stdout.splitlines() if ": waarschuwing: " not in line] == []
    assert checked.returncode == 0, checked.stderr


def stub(title: str) -> dict:
    entry = base(title)
    entry["values"] |= {"stage": "nog-te-beschrijven", "target_groups": []}
    return entry | {"sections": {key: "" for key in entry["sections"]}, "text": "Meer dan een naam is nog niet bekend."}


@pytest.mark.parametrize("make", [filled, base, stub, lambda title: random_entry(random.Random(7), 7) | {}])
def test_by_the_real_inputs_the_same_file_comes_out(page, project, make):
    """What a person fills in, becomes the file that the serialiser makes of it; it passes unchanged."""
    entry = make("Buurtkamer de Brug")
    fill(page, entry)
    (result,) = made(page, [entry])
    assert written(page) == result["text"]
    assert page.locator("[data-part=todo-text]").inner_text().startswith("Alles is in orde")
    with page.expect_download() as download:
        page.locator("[data-part=download]").click()
    name = download.value.suggested_filename
    assert name == f"{slug(entry['values']['title'])}.md"
    download.value.save_as(project / "initiatives" / name)
    assert (project / "initiatives" / name).read_text(encoding="utf-8") == result["text"]
    checked = run(project, "check.py")
    assert checked.returncode == 0, checked.stdout
