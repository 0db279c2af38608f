"""The timeline and the news: dates as the sources give them, in order."""

from __future__ import annotations

import pytest
from handbook.edition.timeline import timeline
from handbook.model.initiative import Status
from handbook.words.dates import parse_date
from handbook.words.periods import parse_period


@pytest.fixture
def entry(edition):
    """An entry with a given period or date, made from a real one."""
    real = edition.by_slug["peer-to-peer"]

    def make(slug, period=None, as_of=None):
        status = Status(value="loopt", as_of=as_of) if as_of else None
        return real.model_copy(update={"slug": slug, "period": period and parse_period(period), "status": status})

    return make


def test_a_period_is_a_bar_and_a_date_a_moment(entry):
    line = timeline([entry("a", "2017–2018"), entry("b", as_of="2017-07-27"), entry("c", "2016")])
    assert line.years == (2016, 2017, 2018)
    rows = {row.entry.slug: row for row in line.rows}
    assert [row.entry.slug for row in line.rows] == ["c", "a", "b"]
    assert (rows["c"].start, rows["c"].end) == (0, pytest.approx(33.33, abs=0.01))
    assert (rows["a"].start, rows["a"].end) == (pytest.approx(33.33, abs=0.01), 100)
    assert rows["b"].start == rows["b"].end == pytest.approx((1 + 6.5 / 12) / 3 * 100, abs=0.01)


def test_an_open_period_runs_to_the_edge(entry):
    line = timeline([entry("a", "vanaf 2017"), entry("b", "2015–2019")])
    row = next(row for row in line.rows if row.entry.slug == "a")
    assert row.is_open and row.end == 100 and row.start == 40


def test_without_a_date_an_entry_stands_at_the_end(entry):
    line = timeline([entry("a"), entry("b", "2019")])
    assert [(row.entry.slug, row.start) for row in line.rows] == [("b", 0), ("a", None)]
    assert timeline([]).rows == ()


def test_every_described_entry_is_on_the_timeline_and_everything_in_the_news(edition):
    assert {row.entry.slug for row in edition.timeline.rows} == {entry.slug for entry in edition.described}
    assert set(edition.by_change) == set(edition.initiatives)
    days = [max(entry.added, entry.reviewed) for entry in edition.by_change]
    assert days == sorted(days, reverse=True)


def test_dates_know_their_own_precision():
    assert str(parse_date("2018-06")) == "2018-06" and parse_date("2018").month is None
