"""What is made from the model: the schema, the starter file, the field guide, the issue forms and the codebook."""

from __future__ import annotations

import copy
import datetime
import json
import re

import pytest
import yaml
from conftest import ROOT, run
from handbook.forms.codebook import Codebook, columns
from handbook.forms.issue_form import consent, questions, stub_questions
from handbook.forms.schema import schema
from handbook.forms.starter import starter
from handbook.forms.targets import anchors
from handbook.judging.admission import admit
from handbook.model.fields import LATER, Shape, fields
from handbook.model.guidance import TO_WRITE, sample
from handbook.model.initiative import FrontMatter
from handbook.model.settings import settings
from handbook.reading.body import Parsed
from handbook.reading.load import load
from handbook.reading.terms import terms
from handbook.words.language import Language
from handbook.words.names import slug
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

DUTCH = Language("nl")
ENTRIES = sorted((ROOT / "initiatives").glob("[!R]*.md"))


@pytest.fixture(scope="module")
def catalogue():
    found, problems = load(ROOT)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def known(catalogue):
    return terms(catalogue)


@pytest.fixture(scope="module")
def judge(known):
    made = schema(known, DUTCH, "https://example.nl/")
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made, format_checker=FormatChecker())


class Yaml12(yaml.SafeLoader):
    """YAML 1.2 has no dates and no base 60."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def front_matter(text):
    return yaml.load(text.split("---\n")[1], Loader=Yaml12)


def as_text(value):
    """The values as the handbook's own reader gives them: every scalar is text."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    return [as_text(item) for item in value] if isinstance(value, list) else str(value)


def accepted(values):
    try:
        FrontMatter.model_validate(as_text(values))
    except ValidationError:
        return False
    return True


GOOD = {
    "title": "Een goede beschrijving",
    "summary": "Een initiatief dat alleen in deze test bestaat.",
    "kind": "initiatief",
    "themes": ["zelfhulp"],
    "places": ["Utrecht"],
    "status": {"value": "loopt", "as_of": 2020},
    "period": "2017–2020",
    "figures": [{"label": "Deelnemers", "value": 12, "source": 1}],
    "organisations": [{"name": "Kringwijs", "role": "partner", "url": "https://example.nl/"}],
    "sources": [{"title": "Een bron", "date": "2018-06-25", "pages": 16}],
    "added": "2026-11-22",
    "reviewed": "2026-11-22",
}


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_the_schema_accepts_every_entry(path, judge):
    values = front_matter(path.read_text(encoding="utf-8"))
    assert list(judge.iter_errors(values)) == [] and accepted(values)


def _set(path, value):
    def change(values):
        *way, last = path
        for step in way:
            values = values[step]
        values[last] = value

    return change


def _drop(key):
    return lambda values: values.pop(key)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        (lambda values: None, True),
        *[(_drop(key), False) for key in ("title", "summary", "kind", "themes", "sources", "added", "reviewed")],
        *[(_drop(key), True) for key in ("places", "status", "period", "figures", "organisations")],
        (_set(["tilte"], "x"), False),
        (_set(["slug"], "x"), False),
        (_set(["title"], "x"), False),
        (_set(["title"], "x" * 81), False),
        (_set(["title"], ["x", "y"]), False),
        (_set(["summary"], "te kort"), False),
        (_set(["kind"], "project"), False),
        (_set(["stage"], "nog-te-beschrijven"), True),
        (_set(["themes"], []), False),
        (_set(["themes"], "zelfhulp"), False),
        (_set(["themes"], ["zelfhulp"] * 7), False),
        (_set(["aliases"], [""]), False),
        (_set(["aliases"], ["Andere naam", 1625]), True),
        (_set(["coverage"], "stad"), False),
        (_set(["places"], ["x"] * 31), False),
        (_set(["status"], "loopt"), False),
        (_set(["status"], {"value": "misschien"}), False),
        (_set(["status"], {"value": "gestopt", "why": "x" * 201}), False),
        (_set(["status", "as_of"], "2018-06"), True),
        (_set(["status", "as_of"], "2018-13"), False),
        (_set(["status", "as_of"], 1799), False),
        (_set(["period"], 2017), True),
        (_set(["period"], "vanaf 2017-03"), True),
        (_set(["period"], "tot 2020"), True),
        (_set(["period"], "2017 t/m 2020"), True),
        (_set(["period"], "2017–heden"), True),
        (_set(["period"], "ergens in 2017"), False),
        (_set(["figures", 0, "source"], 0), False),
        (_set(["figures", 0, "source"], 51), False),
        (_set(["figures", 0, "source"], "een"), False),
        (_set(["figures", 0, "value"], "x" * 41), False),
        (_set(["organisations", 0, "role"], "baas"), False),
        (_set(["organisations", 0, "url"], "example.nl"), False),
        (_set(["organisations", 0, "url"], "javascript:alert(1)"), False),
        (_set(["organisations", 0, "url"], "https://example.nl/" + "x" * 500), False),
        (_set(["sources", 0, "date"], 2018), True),
        (_set(["sources", 0, "date"], "gisteren"), False),
        (_set(["sources", 0, "retrieved"], "2018-06"), False),
        (_set(["sources", 0, "pages"], 0), False),
        (_set(["evidence"], {"level": "bewezen"}), False),
        (_set(["evidence"], {"level": "effectief", "assessor": "Commissie", "date": 2020}), True),
        (_set(["follow_up"], [{"date": 2020, "text": "Gestopt."}]), True),
        (_set(["follow_up"], [{"text": "Gestopt."}]), False),
        (_set(["added"], "2026-02-30"), False),
        (_set(["added"], "22-11-2026"), False),
    ],
)
def test_the_schema_and_the_model_agree(change, right, judge):
    values = copy.deepcopy(GOOD)
    change(values)
    assert judge.is_valid(values) is right
    assert accepted(values) is right


def test_the_schema_offers_the_terms_of_this_edition(judge):
    """The schema names an unknown theme; in the handbook the rules do, not the model."""
    assert judge.is_valid(GOOD | {"themes": ["zelfhulp", "herstel"], "methods": ["zelfhulpgroepen"]})
    for wrong in (
        {"themes": ["zelfhelp"]},
        {"target_groups": ["iedereen"]},
        {"methods": ["barbarahoes"]},
        {"programme": "x"},
    ):
        assert not judge.is_valid(GOOD | wrong)


def examples_of(declared):
    """Each example of a schema and of what is within it, beside the schema of its field."""
    for found in declared["properties"].values():
        yield from ((found, example) for example in found.get("examples", ()))
        within = found.get("items", found)
        yield from examples_of(within) if "properties" in within else ()


def test_every_example_in_the_schema_is_one(known):
    """An editor shows it as what may stand there; also in a handbook that has other themes and methods than ours."""
    for offered in (known, {key: {"anders": "Anders"} for key in known}):
        shown = list(examples_of(schema(offered, DUTCH, "https://example.org/")))
        assert len(shown) > 20
        for found, example in shown:
            assert Draft202012Validator(found).is_valid(example) and "…" not in str(example), (found["title"], example)


def test_every_field_has_words_and_a_sample_that_fits():
    """A label and help in Dutch for each field and part, and an example that the model accepts."""
    for field in (part for top in fields() for part in (top, *top.fields)):
        assert field.label and field.help
        assert DUTCH.gettext(field.help) != field.help, field.key
    for field in fields():
        if "…" not in str(sample(field, DUTCH)):
            assert accepted({**GOOD, field.key: sample(field, DUTCH)}), field.key


def test_a_new_field_is_a_change_in_one_place(project):
    """Once in the model, it is in the schema, the starter, the guide, the web form and the issue form."""
    model = project / "scripts" / "handbook" / "model" / "initiative.py"
    mark = "    figures: tuple[Figure, ...]"
    declared = (
        '    hours: Words | None = declared(N_("Opening hours"), N_("When the door is open."), "ma-vr", default=None)\n'
    )
    text = model.read_text(encoding="utf-8")
    assert text.count(mark) == 1
    model.write_text(text.replace(mark, declared + mark), encoding="utf-8")
    assert run(project, "generate.py").returncode == 0
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stderr
    site = project / "site"
    assert (
        json.loads((site / "data" / "schema.json").read_text(encoding="utf-8"))["properties"]["hours"]["maxLength"]
        == 160
    )
    assert "#hours: ma-vr" in (site / "data" / "startbestand.md").read_text(encoding="utf-8")
    guide = (site / "bijdragen" / "velden" / "index.html").read_text(encoding="utf-8")
    assert '<h3 id="hours">' in guide and 'scope="row"><code>hours</code>' in guide
    assert "Opening hours" in (site / "bijdragen" / "formulier" / "index.html").read_text(encoding="utf-8")
    assert "id: hours" in (project / ".github" / "ISSUE_TEMPLATE" / "1-praktijk.yml").read_text(encoding="utf-8")
    (project / "melding.md").write_text(
        (ROOT / "tests" / "golden" / "issues" / "compleet.md").read_text(encoding="utf-8")
        + "\n### Opening hours\n\nma-do\n",
        encoding="utf-8",
    )
    assert run(project, "issue.py", "melding.md").returncode == 0
    assert "hours: ma-do" in (project / "initiatives" / "buurthuis-de-regenboog.md").read_text(encoding="utf-8")


# The starter file


@pytest.mark.parametrize("given", [{}, {"stage": "nog-te-beschrijven"}, {"kind": "methodiek", "coverage": "landelijk"}])
def test_a_fresh_starter_is_named_field_by_field(given, catalogue, known):
    """The check names every empty field and every prompt, on its line, and nothing else."""
    text = starter(given, known, DUTCH)
    document, problems = admit(catalogue, "nieuw", text)
    lines = text.splitlines()
    for problem in problems:
        line = lines[problem.line - 1]
        assert line.rstrip().endswith(":") or line.startswith(TO_WRITE), (line, problem)
    empty = {number for number, line in enumerate(lines, 1) if re.fullmatch(r"[ -]*\w+:", line)}
    parents = {n for n in empty if not lines[n - 1].startswith(" ") and lines[n].startswith("  ")}
    assert {problem.line for problem in problems} == empty - parents | {
        n for n, line in enumerate(lines, 1) if line.startswith(TO_WRITE)
    }


def test_a_starter_that_is_filled_in_passes(catalogue, known):
    """Values for the fields and text for the prompts are enough."""
    given = GOOD | {"target_groups": ["jongeren"]}
    text = starter(given, known, DUTCH)
    text = "\n".join("Tekst." if line.startswith(TO_WRITE) else line for line in text.splitlines()) + "\n"
    assert admit(catalogue, "nieuw", text)[1] == []


def test_every_comment_of_the_starter_can_be_opened(catalogue, known):
    """Without the # before its fields, only placeholders, terms and fields that exclude each other can be wrong."""
    given = GOOD | {"target_groups": ["jongeren"]}
    front, body = starter(given, known, DUTCH).split("---\n\n")
    front = re.sub(r"^#(?! \S)", "", front, flags=re.MULTILINE)
    front = re.sub(r"^( +)#", r"\1", front, flags=re.MULTILINE)
    text = f"{front}---\n\n{body}".replace(": …", ": beweging-in-kwetsbaarheid").replace(f"{TO_WRITE} ", "")
    document, problems = admit(catalogue, "nieuw", text)
    assert set(document.values) == {field.key for field in fields()} - set(LATER)
    assert {DUTCH.say(problem.message) for problem in problems} <= {
        "‘beweging-in-kwetsbaarheid’ is van de soort ‘programma’",
        "‘why’ hoort bij iets dat is afgerond of gestopt",
        "‘coverage’ zegt hoe ver het reikt als er geen plaatsen zijn genoemd; laat een van de twee weg",
        "‘assessor’ en ‘date’ horen bij een oordeel; kies bij ‘level’ een trede, of laat ze weg",
    }


# The issue forms, by the rules in GitHub's documentation of form schemas


FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
NEEDED = {"markdown": {"value"}, "dropdown": {"label", "options"}, "checkboxes": {"label", "options"}}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_keeps_the_rules_of_github(path):
    assert "&id" not in path.read_text(encoding="utf-8")
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(form) <= {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
    assert "labels" not in form, "a form that sets labels could start the workflow by itself"
    assert all(isinstance(form[key], str) and form[key].strip() for key in ("name", "description"))
    assert any(block["type"] != "markdown" for block in form["body"])
    ids, labels, boxes = [], [], []
    for block in form["body"]:
        kind, attributes = block["type"], block["attributes"]
        assert set(block) <= {"type", "id", "attributes", "validations"}
        assert NEEDED.get(kind, {"label"}) <= set(attributes) <= ATTRIBUTES[kind]
        texts = [attributes[key] for key in ("label", "description", "placeholder", "value") if key in attributes]
        assert texts and all(isinstance(text, str) and text.strip() for text in texts)
        assert block.get("validations", {"required": True}) == {"required": True}
        if kind == "markdown":
            assert "id" not in block
            continue
        ids.append(block["id"])
        labels.append(attributes["label"])
        assert re.fullmatch(r"[A-Za-z0-9_-]+", block["id"])
        assert not re.search(r"password|credit card|token", attributes["label"], re.IGNORECASE)
        if kind == "dropdown":
            options = attributes["options"]
            assert options and len(set(options)) == len(options) and all(isinstance(option, str) for option in options)
            assert not {"none", "true", "false"} & {option.casefold() for option in options}
            assert isinstance(attributes["multiple"], bool)
            assert 0 <= attributes.get("default", 0) < len(options)
        if kind == "checkboxes":
            assert "validations" not in block, "each box says by itself whether it must be ticked"
            for option in attributes["options"]:
                assert set(option) <= {"label", "required"} and isinstance(option.get("required", False), bool)
                boxes.append(option["label"])
    assert len(set(ids)) == len(ids) and len({*labels, *boxes}) == len(labels) + len(boxes)
    assert all(isinstance(label, str) and label.strip() for label in (*labels, *boxes))
    # GitHub makes references like this, from labels that must differ in their letters.
    assert len({slug(label) for label in (*labels, *boxes)} - {""}) == len(labels) + len(boxes)


def test_the_chooser_keeps_the_rules_of_github():
    config = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml").read_text(encoding="utf-8"))
    assert set(config) == {"blank_issues_enabled", "contact_links"} and isinstance(config["blank_issues_enabled"], bool)
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"} and all(
            isinstance(text, str) and text.strip() for text in link.values()
        )
        assert link["url"].startswith("https://")


def test_the_forms_ask_every_field():
    """Every field but the dates of the entry itself, which are those of the day; and every fixed heading."""
    asked = {question.path[0] for question in questions(DUTCH) if question.path}
    assert asked == {field.key for field in fields()} - {"added", "reviewed", *LATER}
    assert {question.section.value for question in questions(DUTCH) if question.section} == {
        "voor-wie",
        "waarom",
        "hoe-het-werkt",
        "wat-het-oplevert",
        "wat-anderen-ervan-kunnen-leren",
        "wat-we-nog-niet-weten",
    }
    form = yaml.safe_load(FORMS[0].read_text(encoding="utf-8"))
    required = {block["id"] for block in form["body"] if "validations" in block}
    assert required == {"title", "summary", "kind", "themes-first", "sources"}


def test_a_question_has_one_meaning():
    """No label of one form means something else in the other, as answers are recognised by it."""
    by_label = {}
    for question in (*questions(DUTCH), *stub_questions(DUTCH), consent(DUTCH)):
        assert by_label.setdefault(question.label, question).id == question.id


def test_generated_files_are_up_to_date():
    result = run(ROOT, "generate.py", "--check")
    assert result.returncode == 0, result.stdout


def test_a_stale_file_is_named_and_mended(project):
    """A new theme makes the forms stale; one command updates them."""
    assert run(project, "generate.py").returncode == 0
    term = project / "content" / "themas" / "wonen.md"
    term.write_text("---\ntitle: Wonen\nsummary: Een thuis.\n---\n\nEen inleiding.\n", encoding="utf-8")
    result = run(project, "generate.py", "--check")
    assert result.returncode == 1 and ".github/ISSUE_TEMPLATE/1-praktijk.yml: verouderd" in result.stdout
    assert run(project, "generate.py").returncode == 0
    assert "- Wonen" in (project / ".github/ISSUE_TEMPLATE/1-praktijk.yml").read_text(encoding="utf-8")
    assert run(project, "generate.py", "--check").returncode == 0


# The field guide and the codebook


def test_the_field_guide_explains_every_field(built, known):
    """Label, key, help, limits, parts, and a link to each term that may be chosen."""
    page = (built.site / "bijdragen" / "velden" / "index.html").read_text(encoding="utf-8")
    for field in fields():
        assert f'<h3 id="{field.key}">' in page
        for part in (field, *field.fields):
            assert DUTCH.say(part.label) in page and f"<code>{part.key}</code>" in page
        for stem in known.get(field.key, ()):
            assert re.search(rf'href="\.\./\.\./[a-z]+/{stem}/"', page), stem
    assert "Van 20 tot 280 tekens." in page and "hooguit 64 kB" in page and "hooguit 6 niveaus" in page


def test_the_site_publishes_the_schema_and_the_starter(built, known):
    published = json.loads((built.site / "data" / "schema.json").read_text(encoding="utf-8"))
    chosen = settings(ROOT)
    assert published == schema(known, DUTCH, chosen.url) and published["$id"] == f"{chosen.url}data/schema.json"
    assert (built.site / "data" / "startbestand.md").read_text(encoding="utf-8") == starter({}, known, DUTCH)


def test_the_codebook_has_a_column_for_every_value():
    names = [column.name for column in columns(DUTCH)]
    expected = ["slug", "address"]
    for field in fields():
        expected += [f"{field.key}_{part.key}" for part in field.fields] if field.shape is Shape.RECORD else [field.key]
    assert names == expected
    assert all(column.label and column.help and column.kind for column in columns(DUTCH))
    assert Codebook({}, DUTCH).columns() == columns(DUTCH)


def test_dates_of_the_schema_are_those_of_the_calendar(judge):
    """The schema knows the number of days in each month, for full dates."""
    day = datetime.date(2024, 2, 29).isoformat()
    assert judge.is_valid(GOOD | {"added": day}) and not judge.is_valid(GOOD | {"added": "2023-02-29"})


@pytest.mark.parametrize(
    "text",
    [
        "\n## Voor wie\n\nTekst.\n\n## Waarom\n\nTekst.\n",
        "\n## Voor wie\n\n```\n## Waarom\n```\n",
        "\n~~~\n## Waarom\n~~~\n",
        "\n## Voor wie\n\n### Meer\n\n    ## Waarom\n",
        "\nVoor wie\n---\n\n## Waarom ##\n",
        "\n## Voor wie  \n\n- ## Waarom\n\n> ## Hoe het werkt\n",
        "\n<!--\n## Waarom\n-->\n",
        "## Waarom",
        "\n##Waarom\n\n## Wat we nog niet weten, en dan\n",
    ],
)
def test_the_headings_of_a_text_are_those_of_the_parsed_text(text):
    assert anchors(text) == Parsed(text).anchors
