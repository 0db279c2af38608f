"""Figures about the handbook, the standing of an entry, and the order of a series: honest about what is unknown."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from conftest import FIRST as TODAY
from handbook.edition.chart import chart, of_steps
from handbook.edition.figures import figures
from handbook.edition.freshness import due, last_known
from handbook.edition.series import series
from handbook.edition.standing import ENOUGH, standing
from handbook.model.initiative import Evidence, FollowUp, Status
from handbook.words.dates import parse_date
from handbook.words.periods import parse_period
from test_edition import STUBS


@pytest.fixture(scope="module")
def counted(edition):
    return figures(edition, TODAY)


def bars(counted, key: str) -> dict[str, int]:
    found = next(one for chapter in counted.chapters for one in chapter.charts if one.key == key)
    return {bar.label: bar.count for bar in found.bars}


def test_every_entry_is_counted_once(edition, counted):
    """Charts that divide the entries add up to all of them, including unknown ones."""
    everything = len(edition.initiatives)
    practices = sum(entry.kind == "initiatief" for entry in edition.initiatives)
    for key, total in [
        ("soorten", everything),
        ("nagekeken", everything),
        ("na-te-kijken", everything),
        ("toegevoegd", everything),
        ("volledig", len(edition.described)),
        ("bewijs", len(edition.described)),
        ("stand", practices),
        ("laatste-bericht", practices),
    ]:
        assert sum(bars(counted, key).values()) == total, key


def test_the_counts_are_those_of_the_groups(edition, counted):
    assert bars(counted, "themas") == {group.title: len(group.entries) for group in edition.themes}
    provinces = bars(counted, "provincies")
    assert edition.city["brunssum"].place.province == "Limburg" and provinces["Limburg"] >= 1
    assert len(provinces) == 13  # with those of which no source names a place
    for name in provinces.keys() - {"Niet vermeld"}:
        within = [city for city in edition.cities if city.place and city.place.province == name]
        assert provinces[name] == len({entry.slug for city in within for entry in city.entries}), name


def test_what_no_source_names_is_a_bar_too(edition, counted):
    """The page promises it: otherwise half of the entries would be missing from the sum of the bars."""
    nowhere = sum(1 for entry in edition.initiatives if not entry.places)
    nobody = sum(1 for entry in edition.initiatives if not entry.target_groups)
    assert nowhere and nobody
    assert bars(counted, "steden")["Niet vermeld"] == bars(counted, "provincies")["Niet vermeld"] == nowhere
    assert bars(counted, "doelgroepen")["Niet vermeld"] == nobody
    assert "Niet vermeld" not in bars(counted, "themas")  # every entry has one


def test_nobody_claims_to_know_how_it_is_now(edition):
    """Without a report of the past year it says so; with one it counts that."""
    entries = [entry for entry in edition.initiatives if not (known := last_known(entry)) or known.year < 2025]
    counted = figures(replace(edition, initiatives=tuple(entries)), TODAY)
    said = counted.chapters[0].intro
    stubs = sum(entry.is_stub for entry in entries if entry.kind == "initiatief")
    assert stubs and f"({stubs} daarvan nog te beschrijven)" in said  # or the head of the page seems to say otherwise
    assert counted.chapters[0].key == "gered" and "weten we van geen enkel initiatief" in said and "2020" in said
    number = next(n for n, entry in enumerate(entries) if entry.slug == "peer-to-peer")
    note = FollowUp(date=parse_date("2026-09"), text="De training is er nog.")
    entries[number] = entries[number].model_copy(update={"follow_up": (note,)})
    fresh = figures(replace(edition, initiatives=tuple(entries)), TODAY)
    assert "Van 1 hebben we een bericht uit het afgelopen jaar" in fresh.chapters[0].intro
    assert bars(fresh, "laatste-bericht")["Hoogstens een jaar"] == 1


def test_bars_are_measured_by_all_that_the_chart_is_about():
    made = chart("a", "A", "B", [("een", 2), ("twee", 4, "hier/"), ("drie", 0)], 8)
    assert [bar.share for bar in made.bars] == [25, 50, 0]
    assert made.bars[1].address == "hier/" and made.summary == "Een: 2; Twee: 4" and made.empty == ("drie",)
    assert [bar.share for bar in chart("a", "A", "B", [("niets", 0)], 0).bars] == [0]


def test_no_chart_counts_more_than_it_is_about(counted):
    assert all(0 <= bar.share <= 100 for chapter in counted.chapters for one in chapter.charts for bar in one.bars)


def test_steps_hold_every_number(edition):
    steps = ((1, "een"), (10, "tien"), (None, "meer"))
    found = of_steps([0, 1, 2, 10, 11, None], steps, "geen", edition.language)
    assert found == [("een", 2), ("tien", 2), ("meer", 1), ("geen", 1)]


def test_an_empty_handbook_has_no_charts_and_no_error(edition):
    empty = replace(edition, initiatives=(), themes=(), target_groups=(), cities=())
    assert figures(empty, TODAY).chapters == () and figures(empty, TODAY).totals[0][0] == 0


def test_each_chart_says_the_same_as_its_table(built, counted):
    """There are as many tables as charts, with the same numbers, and a description of each chart for screen readers."""
    html = (built.site / "cijfers" / "index.html").read_text(encoding="utf-8")
    drawings = re.findall(r'<svg class="hb-chart".*?</svg>', html, re.DOTALL)
    tables = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    charts = [one for chapter in counted.chapters for one in chapter.charts]
    assert len(drawings) == len(tables) == sum(len(one.drawn) > 1 for one in charts) < len(charts)
    assert len(re.findall('class="hb-chart__none"', html)) == sum(bool(one.empty) for one in charts)
    for drawing, table in zip(drawings, tables):
        numbers = [number for number in re.findall(r"<td>(\d+)</td>", table) if number != "0"]
        assert re.findall(r'class="hb-chart__count"[^>]*>(\d+)<', drawing) == numbers
        assert re.findall(r": (\d+)", re.search(r"<desc[^>]*>(.*?)</desc>", drawing)[1]) == numbers
    assert "style=" not in html


# The standing of an entry


def test_an_entry_that_tells_little_asks_for_more(edition):
    for entry in edition.initiatives:
        found = standing(edition, TODAY, entry)
        score = edition.completeness[entry.slug].score
        assert bool(found.missing) == (not entry.is_stub and score < ENOUGH), entry.slug
        assert found.reviewed < found.due and not found.is_due


def test_the_day_on_which_a_review_is_due_counts(edition):
    entry = edition.by_slug["peer-to-peer"]
    day = standing(edition, TODAY, entry).due
    assert day == datetime.date(2027, 11, 22)
    assert standing(edition, day, entry).is_due and not standing(edition, day - datetime.timedelta(1), entry).is_due


def test_the_rungs_of_the_ladder(edition):
    entry = edition.by_slug["peer-to-peer"]
    judged = entry.model_copy(update={"evidence": Evidence(level="goed-onderbouwd")})
    assert (standing(edition, TODAY, entry).rung, standing(edition, TODAY, judged).rung) == (0, 2)


def test_the_last_report_is_the_latest_date_that_anything_tells(edition):
    entry = edition.by_slug["peer-to-peer"]
    assert str(last_known(entry)) == "2018-06-25"
    later = entry.model_copy(update={"status": Status(value="loopt", as_of=parse_date("2018"))})
    assert str(last_known(later)) == "2018"  # that period ends on 31 December, later than June
    assert last_known(entry.model_copy(update={"sources": (), "status": None})) is None


def test_every_practice_answers_how_it_is_now(built, edition):
    """What became of it, or that we do not know and since when; methods do not ask, stubs ask for everything at once."""
    for entry in edition.initiatives:
        page = (built.site / "initiatieven" / entry.slug / "index.html").read_text(encoding="utf-8")
        asked = entry.kind == "initiatief" and not entry.is_stub
        assert ('id="hoe-is-het-nu"' in page) == (asked or bool(entry.follow_up)), entry.slug
        again = due(entry, edition.settings.review_months)
        assert re.search(rf"Laatst nagekeken(?s:.*)opnieuw op {again.day} [a-z]+ {again.year}", page), entry.slug
    page = (built.site / "initiatieven" / "peer-to-peer" / "index.html").read_text(encoding="utf-8")
    assert "Dat weten we niet: ons laatste bericht is van 25 juni 2018." in page
    assert "Nog niet compleet." in page and "edit/main/initiatives/peer-to-peer.md" in page


# The order of a series


@pytest.fixture
def ordered(edition):
    """The neighbours in a series whose entries have the given days, as a string of words."""
    group = edition.programme["inspirerende-voorbeelden-van-dagbesteding"]
    real = edition.by_slug["peer-to-peer"]

    def make(**days):
        entries = tuple(
            real.model_copy(update={"slug": name, "series_date": day and parse_period(day)})
            for name, day in days.items()
        )
        found = series([replace(group, entries=entries)])
        return {
            slug: ("".join(one.slug for one in near.earlier), "".join(one.slug for one in near.later))
            for slug, near in found.items()
        }

    return make


def test_dated_entries_know_their_neighbours(ordered):
    assert ordered(b="2018-06-25", a="2018-05-01", c="2018-07") == {"a": ("", "b"), "b": ("a", "c"), "c": ("b", "")}


def test_what_appeared_before_a_day_has_no_order_of_its_own(ordered):
    assert ordered(x="2018-06-25", a="tot 2018-06-25", b="tot 2018-06-25") == {
        "x": ("ab", ""),
        "a": ("", "x"),
        "b": ("", "x"),
    }


def test_where_the_order_is_not_known_nothing_is_said(ordered):
    assert ordered(a="2018-06-25", b="2018-06", c=None) == {}
    assert ordered(a="2018-06-25", b="2018-06-25") == {}
    assert ordered(a="tot 2018-06-25", b="2018-06-24") == {}


def test_the_first_edition_says_what_the_source_says(edition):
    """The article on Peer to Peer names seven that appeared earlier, without their order."""
    near = edition.neighbours["peer-to-peer"]
    assert {entry.slug for entry in near.earlier} == STUBS and not near.later
    assert [entry.slug for entry in edition.neighbours["odensehuis"].later] == ["peer-to-peer"]
    assert not edition.neighbours["odensehuis"].earlier


def test_a_long_series_names_the_nearest(ordered, edition):
    group = edition.programme["inspirerende-voorbeelden-van-dagbesteding"]
    real = edition.by_slug["peer-to-peer"]
    entries = [real.model_copy(update={"slug": "last"})] + [
        real.model_copy(update={"slug": f"e{n}", "series_date": parse_period("tot 2018-06-25")}) for n in range(40)
    ]
    near = series([replace(group, entries=tuple(entries))])["last"]
    assert len(near.earlier) == 12 and near.more
