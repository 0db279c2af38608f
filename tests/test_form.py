"""The web form in a real browser: the same rules, messages and names as check.py, and files that pass it unchanged."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from conftest import ROOT, faults_at, foreign, run
from form_samples import BASE, JUDGED, NAMES, NASTY, SAID, TEXTS, UNSAID, base, filled, random_entry
from handbook.edition.edition import edition as make_edition
from handbook.forms.form import form
from handbook.forms.form_words import said
from handbook.judging.field_rules import ENTRY_RULES
from handbook.judging.rules import check
from handbook.model.fields import asked, fields
from handbook.model.guidance import CONDITIONS
from handbook.model.initiative import Initiative
from handbook.model.problem import errors
from handbook.model.settings import settings
from handbook.reading.body import Parsed, render
from handbook.reading.load import load
from handbook.reading.reader import read
from handbook.reading.validation import validate
from handbook.words.language import Language
from handbook.words.names import nearest, same, slug
from handbook.words.vocabulary import FIRST_YEAR, LAST_YEAR, Section

FORM = "bijdragen/formulier/"
# In the page: imports the form's modules, at the addresses that the page itself uses.
MODULES = """
const form = document.querySelector("script[src$='/form.js']").src;
const at = (name) => form.replace(/[.]js$/, `/${name}.js`);
const [{ configuration, learnNames }, { rulesBy }, { clean }, { file, scalar }, names] = await Promise.all(
  ["config", "rules", "entry", "yaml", "names"].map((name) => import(at(name))));
const config = configuration();
await learnNames(config);
const { judge } = rulesBy(config);
"""


def in_page(page, script: str, value=None):
    """Run a function body that can use the form's modules; it gets ``value``."""
    return page.evaluate(f"async (value) => {{ {MODULES} {script} }}", value)


@pytest.fixture
def page(tab, server):
    """The form, freshly opened; an error in its script fails the test."""
    page = tab(server + FORM, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.wait_for_selector(".hb-form--ready")
    yield page
    assert errors == []


def fill(page, entry: dict) -> None:
    """Fill in an entry through the real inputs, as a person would."""
    stub = entry["values"]["stage"] == "nog-te-beschrijven"
    for step in page.evaluate("JSON.parse(document.getElementById('hb-form-data').textContent)")["steps"]:
        for field in step["fields"]:
            _fill(page, field, entry["values"][field["key"]])
            if stub and field["key"] == "stage":
                page.locator("[data-text]").wait_for()  # by then the fields that a stub does not have are gone
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
            if node.locator("[data-item]").count() <= number:  # there is one from the start if one is required
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
    node.locator("[data-more]").evaluate_all("all => all.forEach((details) => (details.open = true))")
    for inner in field["fields"]:
        if inner["widget"] == "source" and value.get(inner["key"]):
            node.page.wait_for_timeout(300)  # sources are offered as choices once they are filled in
        _put(node.locator(f"[data-key={inner['key']}] :is(input, textarea, select)"), value.get(inner["key"], ""))


def _put(control, value: str) -> None:
    if control.evaluate("control => control.tagName") == "SELECT":
        control.select_option(value)
    else:
        control.fill(value)


def written(page) -> str:
    return page.locator("#bestand").input_value()


def made(page, entries: list[dict]) -> list[dict]:
    """What the form makes of entries: for each the text of its file, its problems and its values."""
    return in_page(
        page,
        "return value.map((entry) => ({ text: file(clean(entry, config), config), problems: judge(entry), entry: clean(entry, config) }));",
        entries,
    )


# ---------------------------------------------------------------- from the model


def test_every_field_has_its_input(built):
    html = (built.site / FORM / "index.html").read_text(encoding="utf-8")
    for field in asked():
        assert f'data-key="{field.key}"' in html, field.key
        for inner in field.fields:
            assert f'for="veld-{field.key}-{"0-" if field.many else ""}{inner.key}"' in html, (field.key, inner.key)


def test_a_new_field_appears_by_itself(project):
    """One line in the model is enough: the field has a label, an input and a place in the file."""
    model = project / "scripts/handbook/model/initiative.py"
    text = model.read_text(encoding="utf-8")
    old = "    added: DayField = declared("
    new = (
        '    colour: tuple[Words, ...] = declared("Kleur", "Welke kleur het heeft.", default=(), max_length=3)\n' + old
    )
    assert text.count(old) == 1
    model.write_text(text.replace(old, new), encoding="utf-8")
    code = """
import sys; sys.path.insert(0, "scripts")
from pathlib import Path
from handbook.edition.edition import edition
from handbook.words.language import Language
from handbook.reading.load import load
from handbook.site.chapters import Written, chapter
from handbook.model.settings import settings
from handbook.site.templates import Templates
root = Path.cwd()
catalogue, problems = load(root)
made = edition(catalogue, settings(root), Language("nl"))
form = Written("bijdragen/formulier/", "", "", "")
print(chapter(made, Templates(root / "overrides/pages", made), "bijdragen/formulier.md", form).body)
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert 'for="veld-colour">Kleur' in result.stdout and 'textarea id="veld-colour"' in result.stdout


# ---------------------------------------------------------------- the same rules


def test_the_form_judges_as_check_does(page, project):
    """For a table of values of every field: the verdict and the message are those of check.py for the same file."""
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
        if key == "places" and len(messages) > 1:  # check.py then has no places left, and also asks for one
            messages = [what for what in messages if "coverage" not in what.id]
        ours = sorted(problem["text"] for problem in result["problems"])
        theirs = sorted(said(what, language, labels(key)) for what in messages)
        if ours != theirs:
            wrong.append((JUDGED[number], ours, theirs))
    assert wrong == []
    assert sum(bool(result["problems"]) for result in found) > 60


def labels(key: str = "") -> dict[str, str]:
    """The name that the form gives to each key; with ``key``, to those inside that record."""
    language = Language("nl")
    own = {inner.key: language.say(inner.label) for field in fields() if field.key == key for inner in field.fields}
    return {field.key: language.say(field.label) for field in fields()} | INNER | own


INNER = {"assessor": "Beoordeeld door", "date": "Datum", "why": "Waarom het ophield"}


def test_the_form_finds_what_check_finds_in_a_text(page, edition):
    """check.py refuses no text that the form accepts; common mistakes get the same message."""
    from handbook.judging.blocks import unmeant
    from handbook.judging.text_rules import description

    catalogue, _ = load(ROOT)
    language = Language("nl")
    generator = random.Random(20261122)
    soup = ["".join(generator.choices(PIECES, k=generator.randint(2, 9))) for _ in range(SOUP)]
    texts = [text for text, _ in TEXTS] + soup
    cases = [
        {**base("Proef"), "sections": {**base("Proef")["sections"], "waarom": f"Woord.\n\n{text}"}} for text in texts
    ]
    missed, other = [], []
    for number, result in enumerate(made(page, cases)):
        document = read("initiatives/proef.md", result["text"].encode())
        catalogue_with = replace(
            catalogue,
            initiatives={**catalogue.initiatives, "proef": described(edition)},
            documents={**catalogue.documents, document.path: document},
        )
        theirs = [
            said(what, language, labels()) for _, what in description(document, Parsed(document.body), catalogue_with)
        ]
        ours = [problem["text"] for problem in result["problems"]]
        if theirs and not ours:
            missed.append((texts[number], theirs))
        refused = TEXTS[number][1] if number < len(TEXTS) else True
        if refused is None and not theirs:
            theirs = [said(one.message, language, labels()) for one in unmeant(document, Parsed(document.body))]
        if number < len(TEXTS) and (bool(ours), bool(theirs)) != (refused is not False,) * 2:
            other.append((texts[number], ours, theirs))
        if number < len(TEXTS) and refused is not False and not set(ours) & set(theirs):
            other.append((texts[number], ours, theirs))
    assert (missed, other) == ([], [])


def test_one_mistake_in_a_text_gets_one_sentence(page):
    """Nothing is said about the address in a turned link, nor about the apparent link of a note."""
    texts = ["(x)[https://x.nl/a]", "Een noot[^1].\n\n[^1]: bron", "naam\tjaar\nJan\t2018\nPiet\t2019"]
    cases = [{**base("Proef"), "sections": {**base("Proef")["sections"], "waarom": text}} for text in texts]
    told = [[problem["text"][:19] for problem in result["problems"]] for result in made(page, cases)]
    assert told == [["dit wordt geen link"], ["voetnoten kunnen hi"], ["dit is nog geen tab"]]


def test_a_part_in_which_nobody_reads_a_word_is_empty(page):
    """In the form as in check.py; an optional part is left out of the file."""
    from handbook.judging.text_rules import says_nothing

    learn = "wat-anderen-ervan-kunnen-leren"
    cases = [base("Proef") for _ in UNSAID + SAID]
    for case, text in zip(cases, UNSAID + SAID):
        case["sections"] |= {"waarom": text, learn: text}
    results = made(page, cases)
    ours = [[problem["path"] for problem in result["problems"]] for result in results]
    assert ours == [[["sections", "waarom"]]] * len(UNSAID) + [[]] * len(SAID)
    assert [says_nothing(text.split("\n")) for text in UNSAID + SAID] == [True] * len(UNSAID) + [False] * len(SAID)
    assert ["kunnen leren" in result["text"] for result in results] == [False] * len(UNSAID) + [True] * len(SAID)


SOUP = 600
PIECES = [
    "woord",
    " ",
    "\n",
    "\n\n",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "`",
    "``",
    "```",
    "~~~",
    "# ",
    "## ",
    "### ",
    "#### ",
    "- ",
    "1. ",
    "> ",
    "    ",
    "\t",
    "[",
    "](",
    ")",
    "![",
    "x](http://a.nl)",
    "[a]: ",
    "javascript:x",
    "http://x.nl",
    "ftp://x.nl",
    "<tel:1>",
    "<a@b.nl>",
    "===",
    "---",
    "\n---\n",
    "|",
    "\\",
    "*",
    "_",
    "&lt;b&gt;",
    "&#60;b>",
    "<b",
    "<?x",
    "</",
    "xmpp:a@b.nl",
    "mailto:a@b.nl",
    "mailto:",
    "http:",
    "](http://",
    "](#waarom)",
    "](../content/over.md)",
    "[^1]: ",
    "[^1]",
    "&shy;",
    "&nbsp;",
    "&#8203;",
    "|a|b|\n",
    "|-|-|\n",
    "| 1 | 2 | 3 |\n",
    "www.x.nl",
    "'",
    '"',
    "=",
    "/>",
    "a\n===\n",
    "<div",
    "\n<b>\n",
    "`<b>`",
    "😀",
]


def described(edition):
    """Any entry that is not a stub: the rules need no more."""
    return edition.described[0]


def test_a_search_word_does_not_stay_when_somebody_goes_on(page):
    """When the writer comes back to a list of choices it is whole again."""
    themes = page.locator("[data-key=themes]")
    themes.locator("[data-find]").fill("herstel")
    assert themes.locator("li:visible").count() == 1
    themes.locator("li:visible input").check()  # the word stays while the focus is in the list
    page.wait_for_timeout(500)
    assert themes.locator("li:visible").count() == 1
    page.locator("#veld-title").focus()
    page.wait_for_timeout(500)
    assert themes.locator("[data-find]").input_value() == ""
    assert themes.locator("li:visible").count() == themes.locator("li").count() > 1


def test_names_become_the_same_addresses(page):
    """names.js gives the same as names.py: slug, same and nearest."""
    assert in_page(page, "return value.map(names.slug)", NAMES) == [slug(name) for name in NAMES]
    assert in_page(page, "return value.map(names.same)", NAMES) == [same(name) for name in NAMES]
    signs = [f"a{chr(code)}b" for code in range(0x20, 0x3000) if chr(code).isprintable()] + [
        f"a{chr(code)}b" for code in range(0xFB00, 0xFFF0) if chr(code).isprintable()
    ]
    theirs = dict(zip(signs, in_page(page, "return value.map(names.slug)", signs)))
    assert {sign: found for sign, found in theirs.items() if found != slug(sign)} == {}
    places = in_page(page, "return config.places.map(([name]) => name)")
    misspelt = [
        "Utrecth",
        "Amsterdm",
        "Rotredam",
        "den hag",
        "Groninge",
        "Sneekk",
        "xyz",
        "'s-Gravehage",
        "Nijmegn",
        "",
        "Lewarden",
        "eindhove",
        "Almeer",
        "Haarlmmermeer",
        "Tibxlurg",  # a letter between two that changed places: no longer a swap
    ]
    assert in_page(
        page, "return value.map((name) => names.nearest(name, config.places.map(([place]) => place)) ?? null)", misspelt
    ) == [nearest(name, places) for name in misspelt]


def test_yaml_reads_back_what_was_written(page):
    """PyYAML reads every value back as exactly the same text."""
    values = [*NASTY, *NAMES, "regel een\nregel twee", " spaties ", "a\u2028b", "\x85", "x: y: z", "'", '"', "\\n"]
    lines = in_page(page, "return value.map((text) => scalar(text))", values)
    assert [yaml.safe_load(f"key: {line}\n")["key"] for line in lines] == values


# ---------------------------------------------------------------- files that pass


def test_files_of_the_form_pass_the_check(page, project):
    """check.py accepts all fields, only required ones, a stub, each optional field alone, and 120 random files."""
    generator = random.Random(20261122)
    entries = [filled("Alles ingevuld"), base("Alleen het nodige"), stub("Nog te beschrijven")]
    everything = filled("x")["values"]
    needed = base("x")["values"]
    for number, (key, value) in enumerate(
        (key, value) for key, value in everything.items() if value != needed[key] and key != "title"
    ):
        entries.append(base(f"Los veld {number}"))
        entries[-1]["values"][key] = value if key != "aliases" else ["Nog een naam: hier"]
        if key in ("figures", "follow_up"):
            entries[-1]["values"]["sources"] = everything["sources"]
    entries += [random_entry(generator, number) for number in range(120)]
    found = made(page, entries)
    told = [(one["name"], one["text"]) for result in found for one in result["problems"]]
    assert [text for name, text in told if name not in ("marked", "tagged")] == []  # the check only warns of these too
    for result in found:
        path = project / "initiatives" / f"{slug(result['entry']['values']['title'])}.md"
        assert not path.exists(), path.name
        path.write_text(result["text"], encoding="utf-8", newline="\n")
        document = read("x.md", result["text"].encode())
        assert document.values == result["entry"]["values"] and document.problems == []
    checked = run(project, "check.py")
    assert [line for line in checked.stdout.splitlines() if ": waarschuwing: " not in line] == []
    assert checked.returncode == 0, checked.stderr


OPTIONAL = (
    "aliases",
    "coverage_note",
    "organisations",
    "people",
    "period",
    "methods",
    "programme",
    "series",
    "project_number",
    "figures",
    "evidence",
    "follow_up",
)  # fmt: skip


def test_every_combination_of_fields_passes(page):
    """Every optional field is left out or filled in: 4096 files that the reader, the model and the rules accept."""
    whole = filled("Buurtkamer de Brug")
    spare = base("Buurtkamer de Brug")["values"]
    assert set(OPTIONAL) <= {key for key in spare if whole["values"][key] != spare[key]}
    found = in_page(
        page,
        """const { whole, spare, keys } = value;
        return Array.from({ length: 2 ** keys.length }, (_, mask) => {
          const left = Object.fromEntries(keys.filter((_, bit) => mask & (1 << bit)).map((key) => [key, spare[key]]));
          const entry = { ...whole, values: { ...whole.values, ...left } };
          return [file(clean(entry, config), config), judge(entry).length];
        });""",
        {"whole": whole, "spare": spare, "keys": OPTIONAL},
    )
    catalogue, _ = load(ROOT)
    kept = set()
    for text, count in found:
        document = read("initiatives/proef.md", text.encode())
        record = validate(document, Initiative, slug="proef", body=document.body)
        assert (count, document.problems) == (0, []) and record, text
        assert [what for rule in ENTRY_RULES for what in rule(record, catalogue)] == [], text
        kept.add(frozenset(document.values) & set(OPTIONAL))
    assert len(kept) == 2 ** len(OPTIONAL)


def test_a_link_to_what_is_gone_gets_the_sentence_of_the_check(page, project):
    """Both judge the same file: a target that was removed, renamed or mistyped gets the same message."""
    from handbook.forms.form import names

    why = ("--why", "Het stond dubbel in het handboek.")
    for verb in (
        ("rename.py", "peer-to-peer", "de-training"),
        ("rename.py", "themas/zelfhulp", "zelf-helpen"),
        ("remove.py", "odensehuis", *why, "--see", "de-training"),
        ("remove.py", "zelfhulpgroepen", *why),
    ):
        done = run(project, *verb)
        assert done.returncode in (0, 1), done.stdout + done.stderr  # 1: something still refers to it
    catalogue, _ = load(project)
    language = Language("nl")
    page.route("**/names.json", lambda route: route.fulfill(json=names(make_edition(catalogue, settings(project), language))))  # fmt: skip
    entries = []
    for number, link in enumerate(GONE):
        entries.append(base(f"Proef {number}"))
        entries[-1]["values"]["themes"] = ["herstel"]
        entries[-1]["sections"]["waarom"] = f"Kijk bij [dit]({link})."
    results = made(page, entries)
    for number, result in enumerate(results):
        (project / "initiatives" / f"proef-{number}.md").write_text(result["text"], encoding="utf-8")
    catalogue, problems = load(project)
    theirs = defaultdict(list)
    for problem in errors([*problems, *check(catalogue)]):
        theirs[problem.path].append(said(problem.message, language, labels()))
    ours = {f"initiatives/proef-{n}.md": [problem["text"] for problem in result["problems"]] for n, result in enumerate(results)}  # fmt: skip
    assert ours == {path: theirs[path] for path in ours}
    assert [bool(found) for found in ours.values()] == [link not in ("de-training.md", "#waarom") for link in GONE]
    assert "is een oude naam" in str(ours) and "vervallen" in str(ours)


GONE = (
    "de-training.md",
    "#waarom",
    "peer-to-peer.md",
    "../initiatives/peer-to-peer.md#waarom",
    "odensehuis.md",
    "./odensehuis.md#hoe-het-werkt",
    "zelfhulpgroepen.md",
    "../content/themas/zelfhulp.md",
    "../content/vervallen/initiatieven/odensehuis.md",
    "../initiatives/de-trainingen.md",
    "../content/themas/herstell.md",
    "../content/vertrouwn.md",
    "../content/themas/nergens-op-lijkend.md",
    "/themas/zelfhulp/",
    "",
)


def test_an_address_that_was_used_before_is_taken(page, edition):
    """The form knows former ids, as check.py does: an address never gets another meaning."""
    from handbook.forms.form import names

    changed = replace(edition, former={"initiatieven/het-oude-huis/": "initiatieven/odensehuis/"})
    page.route("**/names.json", lambda route: route.fulfill(json=names(changed)))
    page.reload()
    page.wait_for_selector(".hb-form--ready")
    page.locator("#veld-title").fill("Het oude huis")
    page.locator("#veld-title").blur()
    page.locator("#veld-title-error", has_text="het-oude-huis").wait_for()
    page.locator("#veld-title").fill("De Gedachtenkamer")
    page.locator("#veld-title-error", has_text="initiatieven/de-gedachtenkamer/").wait_for()
    for title in ("Con", "Index"):
        page.locator("#veld-title").fill(title)
        page.locator("#veld-title-error", has_text="die computers voor iets anders gebruiken").wait_for()


def stub(title: str) -> dict:
    entry = base(title)
    entry["values"] |= {"stage": "nog-te-beschrijven", "target_groups": []}
    return entry | {"sections": dict.fromkeys(entry["sections"], ""), "text": "Meer dan een naam is nog niet bekend."}


@pytest.mark.parametrize("make", [filled, base, stub, lambda title: random_entry(random.Random(7), 7) | {}])
def test_by_the_real_inputs_the_same_file_comes_out(page, project, make):
    """The real inputs give the same file as the serialiser, and it passes unchanged."""
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


# ---------------------------------------------------------------- in use


def test_mistakes_are_named_beside_the_input_and_never_block(page):
    """A mistake shows when the field is left, is linked to it, and goes when corrected; a final list has links."""
    summary = page.locator("#veld-summary")
    assert page.locator("#veld-summary-error").is_hidden()
    summary.fill("kort")
    summary.blur()
    error = page.locator("#veld-summary-error")
    error.wait_for(state="visible")
    assert error.inner_text() == "‘Samenvatting’ is te kort: ten minste 20 tekens"
    assert summary.get_attribute("aria-invalid") == "true" and "veld-summary-error" in summary.get_attribute(
        "aria-describedby"
    )
    page.locator("[data-part=todo-list] a", has_text="Samenvatting").click()
    assert page.evaluate("document.activeElement.id") == "veld-summary"
    summary.fill("Een zin die lang genoeg is voor de regel.")
    error.wait_for(state="hidden")
    assert summary.get_attribute("aria-invalid") is None
    page.locator("[data-part=todo-list] a", has_text="Wat we nog niet weten").click()
    assert page.evaluate("document.activeElement.id") == "deel-wat-we-nog-niet-weten"


@pytest.mark.parametrize(
    ("where", "typed", "kept"),
    [
        ("#veld-status-as_of", "25-06-2018", "2018-06-25"),
        ("#veld-status-as_of", "juni 2018", "2018-06"),
        ("#veld-status-as_of", "31-02-2018", "31-02-2018"),
        ("#veld-period", "Sinds juni 2017", "vanaf 2017-06"),
        ("#veld-period", "1-6-2017 - mei 2018", "2017-06-01–2018-05"),
        ("#veld-period", "2017 t/m heden", "2017–heden"),
        ("#veld-period", "tot 2020-06", "tot 2020-06"),
        ("#veld-period", "van 2017 tot 2020", "2017–2020"),
        ("#veld-period", "2017 -", "vanaf 2017"),
        ("#veld-status-as_of", "maandag 25 juni 2018", "2018-06-25"),
        ("#veld-period", "lang geleden", "lang geleden"),
        ("[id^=veld-sources][id$=-retrieved]", "1 mei 2026", "2026-05-01"),
        ("[id^=veld-sources][id$=-retrieved]", "mei 2026", "mei 2026"),
        ("[id^=veld-sources][id$=-url]", "www.example.nl/a?b=c", "https://www.example.nl/a?b=c"),
        ("[id^=veld-sources][id$=-url]", "https://https://example.nl", "https://example.nl"),
        ("[id^=veld-sources][id$=-url]", "in de krant", "in de krant"),
        ("[id^=veld-figures][id$=-value]", "ca. 12-16", "circa 12–16"),
        (
            "#deel-waarom",
            "\tEen alinea.\n\n    Nog een.\n\n•\u00a0samen\no\tkoken\n–\teten\n\uf0b7 doen",
            "Een alinea.\n\nNog een.\n\n- samen\n- koken\n- eten\n- doen",
        ),
        ("#deel-waarom", "1. Kom\n\n\tmet de bus\n\no ja", "1. Kom\n\n\tmet de bus\n\no ja"),
        ("#deel-waarom", "Zie [Movisie] (https://x.nl) of [x] (a).", "Zie [Movisie](https://x.nl) of [x] (a)."),
        ("#veld-places-0-city", "gemeente utrecht", "Utrecht"),
        ("#veld-places-0-city", "den bosch", "’s-Hertogenbosch"),
        ("#veld-places-0-city", "Utrecth", "Utrecth"),
        ("#veld-places-0-district", "den bosch", "den bosch"),
        ("#veld-summary", "Een huis\tin de wijk", "Een huis in de wijk"),
        ("#deel-waarom", "Want:\n\n•\tsamen\n  · koken", "Want:\n\n- samen\n  - koken"),
        ("#veld-title", "Buurt\u200bka\u00admer\u2028", "Buurtkamer"),
    ],
)
def test_what_is_beyond_doubt_is_mended_on_leaving(page, where, typed, kept):
    """People write dates, addresses and lists in their own way; the form converts only what is certain."""
    if "figures" in where:
        page.locator(".hb-optional").evaluate("details => details.open = true")
        page.locator("[data-key=figures] [data-add]").click()
    control = page.locator(where)
    control.evaluate(
        "one => { for (let at = one; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true; }"
    )
    control.fill(typed)
    control.blur()
    assert control.input_value() == kept


def test_records_are_added_and_removed_by_keyboard(page):
    """The focus goes to the new record, and after a removal to the next one; figures keep referring to their source."""
    page.locator("[data-key=sources]").first.locator("[data-add]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "veld-sources-1-title"
    page.keyboard.type("Tweede bron")
    page.locator(".hb-optional").evaluate("details => details.open = true")
    page.locator("[data-key=figures] [data-add]").click()
    page.wait_for_timeout(400)
    page.locator("[data-key=figures] select").select_option(label="2. Tweede bron")
    first = page.get_by_role("button", name="Verwijder Bron 1")
    first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Verwijder Bron 1"
    assert page.locator("[role=status][data-part=said]").inner_text() == "Bron 1 verwijderd"
    page.wait_for_timeout(400)
    assert page.locator("[data-key=figures] select option:checked").inner_text() == "1. Tweede bron"


def test_a_place_is_found_by_typing(page):
    """The list of places works by keyboard alone and accepts other spellings."""
    page.locator("[data-key=city] input").focus()
    page.keyboard.type("utre")
    listed = page.locator("[data-key=city] [role=listbox]").last.bounding_box()
    assert listed["y"] + listed["height"] <= page.viewport_size["height"]
    assert "gevonden" in page.inner_text("#hb-said") and page.inner_text("[data-part=said]") == ""  # only spoken
    page.keyboard.press("ArrowDown")
    field = page.locator("[data-key=city] input").last
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert field.input_value() == "Utrecht" and page.inner_text("#hb-said") == ""
    assert field.get_attribute("aria-expanded") == "false"
    field.fill("'s-gravenhage")
    field.press("Tab")
    assert field.input_value() == "Den Haag"
    field.fill("Den Bosch")
    field.press("Tab")
    assert field.input_value() == "’s-Hertogenbosch"


def test_the_years_of_a_date_are_those_of_the_model(page):
    """The page provides them; the script has none of its own."""
    years = page.evaluate("JSON.parse(document.getElementById('hb-form-data').textContent).years")
    assert years == [FIRST_YEAR, LAST_YEAR]
    judged = in_page(
        page,
        """const { datesBy } = await import(at("dates"));
        const { date } = datesBy({ ...config, years: [1900, 1950] });
        return value.map((text) => { try { return date(text)[0]; } catch (wrong) { return wrong.name; } });""",
        ["1899", "1900", "1950", "1951"],
    )
    assert judged == ["noSuchDate", 1900, 1950, "noSuchDate"]


def left(page) -> list[str]:
    """What each step says that it still needs; the text at its foot is the same as in the list."""
    said_ = {name: page.locator(f"{name} [data-left]").all_text_contents() for name in (".hb-steps-nav", ".hb-steps")}
    assert said_[".hb-steps-nav"] == said_[".hb-steps"]
    return said_[".hb-steps"]


def test_each_step_says_what_it_still_asks(page):
    """Counted by the model: required fields, always or on a condition; mistakes count once these are filled in."""
    always = {field.key for field in fields() if field.required} | CONDITIONS.keys()
    steps = page.evaluate("JSON.parse(document.getElementById('hb-form-data').textContent).steps")
    count = [sum(f["key"] in always - {"added", "reviewed"} for f in step["fields"]) for step in steps]
    count[4] = sum(section.required for section in Section)
    assert left(page) == [f"nog {number} verplicht" if number else "mag zo blijven" for number in count]
    page.locator("[value=methodiek]").check()
    page.locator("[data-key=coverage] select").select_option("landelijk")
    page.wait_for_timeout(300)
    assert left(page)[:3] == [f"nog {count[0] - 1} verplicht", f"nog {count[1] - 1} verplicht", "mag zo blijven"]
    page.locator("[value=nog-te-beschrijven]").check()
    page.wait_for_timeout(300)
    assert (left(page)[1], left(page)[4]) == ("klaar", "mag zo blijven")
    page.locator("#veld-title").fill("De Buurtkamer")
    page.locator("#veld-summary").fill("Te kort")
    page.locator("[data-key=themes] [value=zelfhulp]").check()
    page.wait_for_timeout(300)
    assert left(page)[0] == "nog 1 te verbeteren"
    page.locator("#veld-summary").fill("Buren koken hier elke week samen met mensen uit de wijk.")
    page.locator("#veld-summary").blur()
    page.wait_for_function("() => document.getElementById('hb-said').textContent.includes('Wat is het? klaar')")
    assert left(page)[0] == "klaar"
    assert page.locator(".hb-steps-nav a").first.inner_text().split() == ["1", "Wat", "is", "het?", "klaar"]


def test_what_a_step_asks_stays_in_its_place_in_the_narrowest_window(page):
    page.set_viewport_size({"width": 195, "height": 800})  # a phone with text of twice the size
    numbers = [number.bounding_box() for number in page.locator(".hb-steps-nav b:visible").all()]
    places = [(box["x"], box["y"]) for box in numbers]
    assert len(places) > 4
    assert all(abs(x - a) >= numbers[0]["width"] or y != b for (x, y), (a, b) in zip(places, places[1:], strict=False))


@pytest.mark.parametrize("width", [390, 1280])
def test_one_goes_on_and_back_by_keyboard(page, width):
    """“Verder” moves the focus to the next heading, in sight, and finally to the end; “Terug” moves it back."""
    page.set_viewport_size({"width": width, "height": 800})
    headings = [*page.locator(".hb-step h2").evaluate_all("all => all.map(({ id }) => id)"), "opsturen"]
    for number, heading in enumerate(headings[1:]):
        page.locator(".hb-step").nth(number).get_by_role("link", name="Verder: ").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("id => document.activeElement.id === id", arg=heading)
        box, below = page.locator(f"#{heading}").bounding_box(), page.locator(".hb-steps-nav").bounding_box()
        assert below["y"] + below["height"] <= box["y"] < 400, heading
    assert page.locator("#veld-title-error").inner_text() == "Vul ‘Titel’ nog in"  # a skipped field is named there
    page.locator(".hb-step").nth(1).get_by_role("link", name="Terug").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("id => document.activeElement.id === id", arg=headings[0])
    described_by = page.locator(f"#{headings[0]}").get_attribute("aria-describedby")
    assert page.locator(f"#{described_by}").text_content() == left(page)[0]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "veld-title"


def test_a_stub_asks_less(page):
    page.locator("[value=nog-te-beschrijven]").check()
    page.locator("#deel-tekst").wait_for(state="visible")
    assert page.locator("#deel-waarom").is_hidden() and page.locator("[data-key=target_groups]").is_hidden()
    assert page.locator("#veld-title").is_visible() and page.locator("#veld-sources-0-title").is_visible()


def test_the_draft_survives_and_can_be_wiped(page):
    entry = filled("Concept & meer")
    fill(page, entry)
    before = written(page)
    page.wait_for_timeout(900)
    page.reload()
    page.wait_for_selector(".hb-form--ready")
    assert written(page) == before
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-part=wipe]").click()
    assert "Concept" not in written(page)
    page.reload()
    page.wait_for_selector(".hb-form--ready")
    assert page.locator("#veld-title").input_value() == ""


HOSTILE = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'


@pytest.mark.parametrize(
    "draft",
    [
        "{",
        "null",
        "[]",
        '"x"',
        "{}",
        '{"values": 5, "sections": null, "text": []}',
        '{"__proto__": {"values": {"title": "x"}}, "values": {"__proto__": {"title": "x"}, "constructor": 1}}',
        json.dumps(
            {
                "values": dict.fromkeys(BASE["values"], HOSTILE),
                "sections": dict.fromkeys(BASE["sections"], HOSTILE),
                "text": HOSTILE,
            }
        ),
        json.dumps(
            {
                "values": {
                    "title": HOSTILE,
                    "summary": f"[x](javascript:window.pwned=1) {HOSTILE}",
                    "themes": [HOSTILE, "zelfhulp", 5, None],
                    "places": [HOSTILE] * 500,
                    "sources": [{"title": HOSTILE, "url": "javascript:window.pwned=1", "extra": HOSTILE}, None, 7],
                    "status": [1],
                    "kind": HOSTILE,
                    "figures": [{"source": HOSTILE}],
                },
                "sections": {"waarom": f"{HOSTILE}\n\n[klik](javascript:window.pwned=1)\n\n" + "`" * 500},
                "text": {},
            }
        ),
    ],
    ids=range(9),
)
def test_a_hostile_draft_runs_nothing(page, draft):
    """The contents of browser storage are only ever text; only existing choices are restored."""
    page.evaluate("draft => localStorage.setItem('/handboek/.draft', draft)", draft)
    page.reload()
    page.wait_for_selector(".hb-form--ready")
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned ?? ({}).title ?? null") is None
    assert page.locator(".hb-form img, .hb-form .hb-preview script, .hb-preview a[href^='javascript']").count() == 0
    assert HOSTILE not in [box.get_attribute("value") for box in page.locator(":checked").all()]


def test_the_preview_shows_words_as_words(page):
    page.locator("#veld-title").fill("<b>Koffie</b>")
    page.locator("#deel-waarom").fill(
        "**vet** <i>x</i> [site](https://www.example.nl) [kwaad](javascript:alert(1))\n\n- een\n- twee"
    )
    page.wait_for_timeout(400)
    preview = page.locator("[data-part=page]")
    assert preview.locator("h3").inner_text() == "<b>Koffie</b>"
    assert preview.locator("strong").inner_text() == "vet" and preview.locator("li").count() == 2
    assert [link.get_attribute("href") for link in preview.locator("a").all()] == ["https://www.example.nl/"]
    assert "<i>x</i>" in preview.inner_text()


@pytest.mark.parametrize(
    "text",
    [
        "1. een\n2. twee\n3. drie",
        "4. vier\n5. vijf",
        "1) een\n2) twee\n\n1. een\n2. twee",
        "- een\n  - twee\n    1. drie\n    2. vier\n- vijf",
        "10. tien\n    - binnen\n11. elf\n    verder",
        "1. een\n\n   Nog een alinea.\n\n2. twee",
        "- een\n* anders",
        "In dat jaar,\n1984. was het zo.\n- een",
        "Vooraf:\n1. een\n2. twee\n\nErna.",
        "| Dag | Wat |\n|---|---|\n| maandag | **koffie** |\n| dinsdag | a \\| b |",
        "Dag | Aantal\n:--|--:\nmaandag | 4 | te veel\ndinsdag\n\nErna.",
        "Vooraf.\n\n|a|b|c|\n|:-:|-|-|\n|1|2|3|\n- een",
        "| geen | tabel |\n|---|\n",
        "Naam\n| --- |\nkoffie",
    ],
)
def test_the_preview_shows_lists_and_tables_as_the_site_does(page, text):
    """Numbers and where they start, nested lists, and tables with the alignment of their columns."""
    shown = page.evaluate(
        """async (text) => {
            const form = document.querySelector("script[src$='/form.js']").src;
            const { paragraphs } = await import(form.replace(/[.]js$/, "/markdown.js"));
            const shown = document.createElement("div");
            shown.append(...paragraphs(text, 3));
            return shown.innerHTML;
        }""",
        text,
    )
    assert re.sub(r"\s*\n\s*|(?<=>)\s+|\s+(?=</?[uo]l)", "", shown) == re.sub(
        r"\s*\n\s*|(?<=>)\s+|\s+(?=</?[uo]l)", "", render(text, "initiatives")
    )


# ---------------------------------------------------------------- two tabs, and leaving


def test_two_tabs_share_one_draft(page):
    """Text written in one appears in the other, unless somebody is writing there; clearing one keeps the other."""
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector(".hb-form--ready")
    page.evaluate("document.hasFocus = () => false")  # headless, each tab believes that it has the focus
    other.locator("#veld-title").fill("Uit de andere")
    page.wait_for_function("() => document.querySelector('#veld-title').value === 'Uit de andere'")
    page.evaluate("document.hasFocus = () => true")
    other.locator("#veld-title").fill("Nog eens")
    other.wait_for_function("() => localStorage.getItem('/handboek/.draft').includes('Nog eens')")
    page.wait_for_timeout(300)
    assert page.locator("#veld-title").input_value() == "Uit de andere"
    other.on("dialog", lambda dialog: dialog.accept())
    other.locator("[data-part=wipe]").click()
    page.wait_for_timeout(300)
    assert page.locator("#veld-title").input_value() == "Uit de andere"


@pytest.mark.parametrize("leave", ["reload", "away", "close"])
def test_leaving_at_once_keeps_the_draft(page, server, leave):
    """Within the pause before a draft is kept: the last words are kept all the same."""
    page.locator("#veld-title").fill("Net getypt")
    assert page.evaluate("localStorage.getItem('/handboek/.draft')") is None
    if leave == "reload":
        page.reload()
    elif leave == "away":
        page.goto(server + "over/")
        page.go_back()
    else:
        context, address = page.context, page.url
        page.close(run_before_unload=False)
        page = context.new_page()
        page.goto(address)
    page.wait_for_selector(".hb-form--ready")
    assert page.locator("#veld-title").input_value() == "Net getypt"


# ---------------------------------------------------------------- sending


def test_copying_works_and_has_a_way_round(tab, server):
    page = tab(server + FORM, permissions=["clipboard-read", "clipboard-write"])
    page.wait_for_selector(".hb-form--ready")
    page.locator("[data-part=copy]").click()
    page.wait_for_function("() => document.querySelector('[data-part=said]').textContent.includes('gekopieerd')")
    assert page.evaluate("navigator.clipboard.readText()") == written(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator("[data-part=copy]").click()
    page.wait_for_function("() => document.querySelector('[data-part=said]').textContent.includes('Ctrl+C')")
    assert page.evaluate("document.activeElement.id") == "bestand"
    assert page.evaluate("document.getElementById('bestand').selectionEnd") == len(written(page))


def test_the_way_to_github_is_short_enough_or_says_why(page, edition):
    """The address holds the whole file if it is shorter than 6 kB; otherwise only the name, with what to do."""
    fill(page, base("Kort & krachtig"))
    target = page.locator("[data-part=github]").get_attribute("href")
    query = parse_qs(urlsplit(target).query)
    assert target.startswith(f"{edition.settings.new}initiatives?") and len(target) < 6000
    assert (query["filename"], query["value"]) == (["kort-krachtig.md"], [written(page)])
    page.locator("#deel-waarom").fill("Een lange zin over de buurt. " * 200)
    page.wait_for_timeout(400)
    target = page.locator("[data-part=github]").get_attribute("href")
    assert target == f"{edition.settings.new}initiatives?filename=kort-krachtig.md"
    assert "te lang" in page.locator("[data-part=github-note]").inner_text()


def test_on_the_way_to_github_the_text_is_copied_too(tab, server):
    """Whatever GitHub does with a long address, the writer can paste."""
    page = tab(server + FORM, permissions=["clipboard-read", "clipboard-write"])
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
    page.wait_for_selector(".hb-form--ready")
    fill(page, base("Kort"))
    page.locator("[data-part=github]").click()
    page.wait_for_function("() => document.querySelector('[data-part=said]').textContent.includes('gekopieerd')")
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == written(page)


@pytest.mark.parametrize("email", ["redactie@example.nl", ""])
def test_mail_goes_to_the_editors_or_to_somebody_with_an_account(page, edition, project, email):
    """Even without an address of the editors, somebody without a GitHub account can go on."""
    from handbook.site.chapters import Written, chapter
    from handbook.site.templates import templates

    changed = replace(edition, settings=replace(edition.settings, email=email))
    form = Written("bijdragen/formulier/", "", "", "")
    body = chapter(changed, templates(ROOT, changed, None), "bijdragen/formulier.md", form).body
    whole = page.request.get(page.url).text()
    shown = re.sub(r'(<div id="inhoud"[^>]*>).*(</div>\s*<p class="?hb-end)', lambda at: at[1] + body + at[2], whole, flags=re.DOTALL)  # fmt: skip
    assert body in shown
    page.route(f"**/{FORM}", lambda route: route.fulfill(content_type="text/html", body=shown))
    page.reload()
    page.wait_for_selector(".hb-form--ready")
    fill(page, base("Kort & krachtig"))
    said = page.locator("[data-part=mail]").inner_text()
    assert ("redactie" in said) is bool(email) and ("account" in said) is not bool(email)
    target = urlsplit(page.locator("[data-part=mail-link]").get_attribute("href"))
    assert (target.scheme, target.path) == ("mailto", email)
    query = parse_qs(target.query)
    assert "Kort & krachtig" in query["subject"][0] and query["body"][0].replace("\r\n", "\n") == written(page)
    page.locator("#deel-waarom").fill("Lang. " * 500)
    page.wait_for_timeout(400)
    assert "te lang" in page.locator("[data-part=mail-note]").inner_text()
    assert "bijlage" in parse_qs(urlsplit(page.locator("[data-part=mail-link]").get_attribute("href")).query)["body"][0]


# ---------------------------------------------------------------- accessibility and limits


def test_the_form_is_clean(tab, server):
    """Empty, filled in and with mistakes: axe finds nothing, nothing scrolls sideways or comes from elsewhere."""
    page = tab(server + FORM, viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    page.wait_for_selector(".hb-form--ready")
    found = []
    for state in ("empty", "filled", "wrong"):
        if state == "filled":
            fill(page, filled("Alles " + "lang" * 15))
        if state == "wrong":
            page.locator("#veld-summary").fill("kort")
            page.locator("[data-key=places] [data-add]").click()
            page.keyboard.type("den")
            with page.expect_download():
                page.locator("[data-part=download]").click()
            page.locator(".hb-form details").evaluate_all("all => all.forEach((details) => (details.open = true))")
        found += [(state, *fault) for fault in faults_at(page, 1280, 390, 320)]
    assert (found, page.said, foreign(page, server)) == ([], [], [])


def test_what_is_pressed_does_not_move_away(page):
    """Updates after the last key wait until a slow hand releases the button: the click is not on what replaces it."""
    fill(page, base("Langzaam"))
    page.locator("#veld-summary").fill("kort")
    button = page.locator("[data-part=download]")
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    at = button.bounding_box()
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    with page.expect_download():
        page.mouse.down()  # leaving the field tells the summary that it has changed
        page.locator("#veld-title").evaluate(
            "input => { input.value = ''; input.dispatchEvent(new Event('input', { bubbles: true })); }"
        )
        page.wait_for_timeout(600)
        assert button.bounding_box() == at
        page.mouse.up()
    page.wait_for_timeout(400)
    assert button.bounding_box() != at  # a mistake is now shown above it


def test_the_preview_stays_beside_the_fields(page):
    """It moves along on a wide screen, and never covers the buttons below."""
    page.locator("#opsturen").evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 300)")
    page.wait_for_timeout(200)
    preview, finish = (page.locator(name).bounding_box() for name in (".hb-preview", ".hb-finish"))
    assert preview["y"] + preview["height"] <= finish["y"] + 1


def test_without_javascript_it_is_a_guide(tab, server):
    """Labels, help and choices are readable; unusable parts are absent; the starter file is linked."""
    page = tab(server + FORM, java_script_enabled=False)
    form_ = page.locator(".hb-form")
    assert form_.locator("input:visible, select:visible, textarea:visible, button:visible").count() == 0
    for text in (
        "De naam waaronder mensen het kennen.",
        "Zelfhulp",
        "Wat het oplevert",
        "Waar je bron niets over zegt.",
    ):
        assert form_.get_by_text(text).first.is_visible(), text
    link = page.locator("noscript a[download], .hb-note a[download]").first
    assert page.request.get(link.evaluate("link => link.href")).ok


def test_a_strict_policy_does_not_stop_it(tab, server):
    """The form works with only scripts and styles from the site, and nothing inline."""
    page = tab()

    def strict(route) -> None:
        response = route.fetch()
        policy = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'self'"
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    page.route(f"**/{FORM}", strict)
    page.goto(server + FORM)
    page.wait_for_selector(".hb-form--ready")
    page.locator("#veld-title").fill("Buurtkamer")
    page.locator(".hb-preview__title", has_text="Buurtkamer").wait_for()


def test_what_the_page_hands_over_is_small(edition):
    """The form's own data come with the page: for the first edition less than 64 kB."""
    assert len(json.dumps(form(edition))) < 64_000
