"""What there is to do: completeness, freshness, the editors' page and status.py, which agree."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FIRST as TODAY
from conftest import ROOT, faults_at, run
from handbook.edition.freshness import day_of, due, overdue
from handbook.edition.todo import LISTS, todo
from handbook.judging.completeness import FIELDS, SECTIONS, completeness
from handbook.model.initiative import Figure, FollowUp, FrontMatter, Organisation, Status
from handbook.words.dates import parse_date
from handbook.words.vocabulary import Section

ENTRIES = [path for path in sorted((ROOT / "initiatives").glob("*.md")) if path.name != "README.md"]


def changed(entry, **changes):
    copy = entry.model_copy(update=changes)
    vars(copy).pop("cities", None)
    return copy


def with_entry(edition, slug, **changes):
    """The edition with one entry changed."""
    entries = tuple(changed(entry, **changes) if entry.slug == slug else entry for entry in edition.initiatives)
    return replace(edition, initiatives=entries)


def tasks(edition, key, today=TODAY):
    return next(item.tasks for item in todo(edition, today) if item.key == key)


def _sources(path: Path) -> str:
    """The lines of its sources, in its file."""
    return re.search(r"^sources:\n((?:[ -].*\n)+)", path.read_text(encoding="utf-8"), re.MULTILINE)[1]


def _slug(task) -> str:
    return task.path.rpartition("/")[2].removesuffix(".md")


def status(*arguments, root=ROOT):
    result = run(root, "status.py", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_the_table_speaks_of_the_model():
    """Every key is a field or a section; “why” is a field of the status."""
    assert set(FIELDS) - {"why"} <= set(FrontMatter.model_fields) and "why" in Status.model_fields
    assert set(SECTIONS) == {section for section in Section if section.required} - {Section.UNKNOWN}


def test_a_score_runs_from_nothing_to_everything(edition):
    entry = edition.by_slug["eigen-plan-trekken-door-zelfhulp"]
    source = entry.sources[0].model_copy(update={"url": "https://example.org/"})
    whole = completeness(changed(entry, sources=(source,)))
    assert (whole.score, whole.missing) == (100, ())
    nothing = completeness(
        changed(
            entry,
            sources=(source.model_copy(update={"url": None}),),
            target_groups=(),
            places=(),
            coverage="niet-vermeld",
            organisations=(),
            period=None,
            status=None,
            figures=(),
            follow_up=(),
            body="",
        )
    )
    assert nothing.score < 10 and "sources" in nothing.missing and "voor-wie" in nothing.missing


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("figures", (Figure(label="Bezoekers", value="20", source=1),)),
        ("organisations", (Organisation(name="Kringwijs", role="partner"),)),
        ("follow_up", (FollowUp(date="2020", text="Het loopt nog.", source=1),)),
    ],
)
def test_what_is_added_counts(edition, field, value):
    """Each addition raises the score and disappears from the list of what is missing."""
    entry = edition.by_slug["barbarahoes"]
    before, after = completeness(entry), completeness(changed(entry, **{field: value}))
    assert field in before.missing and set(before.missing) - set(after.missing) == {field}
    assert after.score > before.score


def test_what_does_not_apply_is_not_missed(edition):
    """A method needs no place or period, and only what ended needs a reason."""
    assert not {"places", "period", "status", "why"} & set(completeness(edition.by_slug["buurtcirkels"]).missing)
    running = edition.by_slug["barbarahoes"]
    assert "why" not in completeness(running).missing
    stopped = changed(running, status=running.status.model_copy(update={"value": "gestopt"}))
    assert "why" in completeness(stopped).missing


def test_a_review_is_due_after_the_period(edition):
    entry = edition.initiatives[0]
    assert due(changed(entry, reviewed=datetime.date(2026, 11, 22)), 12) == datetime.date(2027, 11, 22)
    assert due(changed(entry, reviewed=datetime.date(2027, 8, 31)), 6) == datetime.date(2028, 2, 29)
    one = with_entry(edition, "odensehuis", reviewed=datetime.date(2025, 11, 22))
    assert [found.slug for _, found in overdue(one, TODAY)] == ["odensehuis"]
    assert overdue(one, TODAY - datetime.timedelta(days=1)) == []
    slower = replace(one, settings=replace(one.settings, review_months=13))
    assert overdue(slower, TODAY) == []


def test_the_page_looks_from_the_day_of_the_edition(edition):
    """No clock: the date in the settings, or of the last review if that is later."""
    written = "".join(path.read_text(encoding="utf-8") for path in ENTRIES)
    reviews = re.findall(r"^reviewed: (\S+)$", written, re.MULTILINE)
    assert len(reviews) == len(ENTRIES)
    assert day_of(edition) == edition.updated == datetime.date.fromisoformat(max(reviews))
    assert day_of(replace(edition, settings=replace(edition.settings, date="2028-01"))) == datetime.date(2028, 1, 1)


def test_every_list_holds_what_it_should(edition):
    assert {task.path for task in tasks(edition, "stubs")} == {
        f"initiatives/{entry.slug}.md" for entry in edition.stubs
    }
    scores = [task.score for task in tasks(edition, "incomplete")]
    assert scores == sorted(scores) and scores[0] < 75 and 100 not in scores
    assert {task.title for task in tasks(edition, "incomplete")} == {
        entry.title for entry in edition.described if edition.completeness[entry.slug].missing
    }
    uncounted = [task.title for task in tasks(edition, "figures")]
    assert uncounted == [entry.title for entry in edition.described if not entry.figures]
    assert "Resourcegroepen" in uncounted
    unread = {task.path for task in tasks(edition, "addresses")}
    found = {path for path in ENTRIES if not re.search(r"^[ -]+(?:url|archived): ", _sources(path), re.MULTILINE)}
    assert unread == {f"initiatives/{path.name}" for path in found} and "initiatives/odensehuis.md" in unread
    described = [len(edition.theme[_slug(task)].described) for task in tasks(edition, "themes")]
    assert described == sorted(len(group.described) for group in edition.themes)[: len(described)]
    gaps = {city.title: {theme.title for theme in edition.themes if not set(theme.entries) & set(city.entries)} for city in edition.cities}  # fmt: skip
    assert "Leren en talent" in gaps["Amsterdam"]
    shown = tasks(edition, "cities")
    assert [len(gaps[task.title]) for task in shown] == sorted(len(gaps[task.title]) for task in shown)
    assert all(theme in task.note for task in shown for theme in gaps[task.title])
    assert {task.title for task in tasks(edition, "empty")} >= {"Movisie", "ZonMw", "Beweging in kwetsbaarheid"}
    entry = edition.by_slug["eigen-plan-trekken-door-zelfhulp"]
    silent = with_entry(edition, entry.slug, status=Status(value="afgerond", as_of=parse_date("2020")))
    ended = [{task.title for task in tasks(one, "ended")} for one in (edition, silent)]
    assert ended[1] - ended[0] == {entry.title}
    unknown = tuple(replace(group, term=None) if group.slug == "vivenz" else group for group in edition.organisations)
    unintroduced = tasks(replace(edition, organisations=unknown), "organisations")
    task = next(task for task in unintroduced if task.title == "Vivenz")
    assert task.new and task.edit == f"{edition.settings.new}content/organisaties?filename=vivenz.md"


def test_status_says_every_list(edition):
    said = status("--today", "2026-11-22")
    for item in todo(edition, TODAY):
        assert f"{item.title} ({len(item.tasks)})\n" in f"{said}\n"
        assert all(f"{task.title}  {task.path}\n" in said for task in item.tasks)
    assert said == status("--today", "2026-11-22")


def test_status_gives_one_list_and_json(edition):
    assert status("--only", "stubs").startswith(f"Nog te beschrijven ({len(edition.stubs)})")
    found = json.loads(status("--format", "json", "--only", "incomplete", "--only", "overdue", "--today", "2099-12-01"))
    assert found["review_months"] == 12 and [item["key"] for item in found["lists"]] == ["incomplete", "overdue"]
    incomplete = tasks(edition, "incomplete")
    assert [item["count"] for item in found["lists"]] == [len(incomplete), len(ENTRIES)]
    told = {task["path"]: task for task in found["lists"][0]["tasks"]}
    assert list(told) == [task.path for task in incomplete]
    first = told["initiatives/resourcegroepen.md"]
    assert first["score"] < 75 and "figures" in first["missing"]


def test_status_can_name_every_list():
    from status import KEYS

    assert list(LISTS) == list(KEYS)


def test_status_works_while_an_entry_is_broken(project, edition):
    (project / "initiatives" / "kapot.md").write_text("---\ntitle: 'x\n---\n", encoding="utf-8")
    assert f"Nog te beschrijven ({len(edition.stubs)})" in status(root=project)


def test_the_page_shows_the_lists_with_links(built, edition):
    """Each list with its count; each task links to the page and to the place to edit it."""
    page = (built.site / "bijdragen" / "redactie" / "index.html").read_text(encoding="utf-8")
    for item in todo(edition, TODAY):
        section = page.split(f'<section aria-labelledby="{item.key}">')[1].split("</section>")[0]
        assert re.search(rf'<span class="hb-count">{len(item.tasks)}</span>', section)
        for task in item.tasks:
            assert f'href="../../{task.page}"' in section and f'href="{task.edit}"' in section


def test_a_long_list_is_cut_and_says_how_to_see_the_rest(edition, tmp_path):
    from handbook.site.templates import Templates

    entry = edition.by_slug["odensehuis"]
    many = tuple(changed(entry, slug=f"huis-{number}", title=f"Huis {number}") for number in range(250))
    templates = Templates(ROOT / "overrides" / "pages", replace(edition, initiatives=many))
    page = templates.render("editors.html", "bijdragen/redactie/", prose="")
    stubs = page.split('<section aria-labelledby="stubs">')[1].split("</section>")[0]
    assert stubs.count("<li>") == 100
    assert "de eerste 100 van 250" in stubs and "python scripts/status.py --only stubs" in stubs


def test_the_page_is_accessible_and_fits(server, tab):
    page = tab(f"{server}bijdragen/redactie/")
    page.locator("details summary").first.click()
    assert faults_at(page, 390, 1280) == []


def test_whoever_stops_reading_sees_no_traceback():
    """As ``head`` does."""
    for verb in ("status.py", "check.py"):
        writing = subprocess.Popen([sys.executable, f"scripts/{verb}"], cwd=ROOT, stdout=-1, stderr=-1, text=True)
        writing.stdout.close()
        assert writing.stderr.read() == "", verb
        writing.stderr.close()
        writing.wait()
