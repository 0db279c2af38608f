"""The first edition is complete, and the cross-indexes follow from it."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, edition_of, first
from handbook.book.article import article
from handbook.book.registers import registers

PRACTICES = {
    "peer-to-peer",
    "eigen-plan-trekken-door-zelfhulp",
    "ervaringsdeskundigheid-bij-verward-gedrag",
    "groningse-model-dagbesteding",
    "barbarahoes",
    "buurtcirkels",
    "ggz-coaches",
    "resourcegroepen",
    "stadskamer-doetinchem",
}
METHODS = {"zelfhulpgroepen", "eigen-kracht-conferentie", "werken-met-je-eigen-ervaring", "sociale-netwerkversterking"}
STUBS = {
    "amsterdams-ontmoetingscentrum-de-pijp",
    "enik-recovery-college",
    "dagcentrum-kraaipan",
    "flevo-fiets",
    "de-gedachtenkamer",
    "het-kompas",
    "odensehuis",
}


def test_everything_that_the_sources_name_is_there(edition):
    assert {entry.slug for entry in edition.described} >= PRACTICES | METHODS
    assert {entry.slug for entry in edition.stubs} >= STUBS
    assert {group.title for group in edition.organisations} >= {
        "Movisie",
        "ZonMw",
        "Kringwijs",
        "Team ED",
        "Verhalenbank Psychiatrie",
        "Vivenz",
        "MEE plus",
        "Regionale Herstelbeweging/Academie",
        "Projectgroep decentralisatie dagbesteding",
    }
    assert {group.slug for group in edition.programmes} >= {
        "nieuwe-wegen-ggz-en-opvang",
        "beweging-in-kwetsbaarheid",
        "inspirerende-voorbeelden-van-dagbesteding",
    }


@pytest.mark.parametrize("slug", sorted(PRACTICES | METHODS))
def test_a_described_entry_is_a_full_one(edition, slug):
    """Between 300 and 700 words, and every figure has an existing source."""
    entry = edition.by_slug[slug]
    assert 300 <= len(re.findall(r"\w+", entry.body)) <= 750
    assert entry.sources and all(figure.source <= len(entry.sources) for figure in entry.figures)


def test_figures_are_those_of_the_sources(edition):
    """Some figures from the sources, as a guard against typing errors."""
    figures = {(entry.slug, figure.value) for entry in edition.initiatives for figure in entry.figures}
    for expected in [
        ("peer-to-peer", "12–16"),
        ("peer-to-peer", "11 weken"),
        ("peer-to-peer", "circa 6"),
        ("peer-to-peer", "25–65 jaar"),
        ("eigen-plan-trekken-door-zelfhulp", "3"),
        ("buurtcirkels", "9–12"),
        ("groningse-model-dagbesteding", "7"),
    ]:
        assert expected in figures


def test_the_project_that_ended_says_why(edition):
    status = edition.by_slug["eigen-plan-trekken-door-zelfhulp"].status
    assert status.value == "afgerond" and "financieringsbron" in status.why


def test_every_theme_and_target_group_has_a_written_introduction():
    edition = edition_of(first())
    for group in (*edition.themes, *(group for group in edition.target_groups if group.entries)):
        assert len(group.term.body.split()) >= 60 and group.summary and group.term.synonyms


def test_dutch_order_and_letters():
    from handbook.words.names import initial, order, slug

    names = ["De Zwaan", "’s-Hertogenbosch", "IJsselstein", "Het Anker", "Úlft", "Aalten"]
    assert sorted(names, key=order) == ["Aalten", "Het Anker", "’s-Hertogenbosch", "IJsselstein", "Úlft", "De Zwaan"]
    assert [initial(name) for name in names] == ["Z", "H", "I", "A", "U", "A"]
    assert slug("Súdwest-Fryslân: ’t Hûs") == "sudwest-fryslan-t-hus"


def test_another_name_is_left_out_where_it_stands_next_to_the_title(edition):
    others = {name.text for name in edition.names if name.is_other}
    assert {"Brede inloopvoorziening+ Brunssum", "R-ACT", "WMEE"} <= others  # from elsewhere, or not similar
    assert not others & {"Buurtcirkel", "De Stadskamer", "Eigen Kracht-aanpak", "Barbarahoes"}
    assert {name.entry.slug for name in edition.names if not name.is_other} == set(edition.by_slug)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2017–2020", "2017–2020"),
        ("2017-2020", "2017–2020"),
        ("2021-01–2021-06", "januari–juni 2021"),
        ("2020-11–2021-06", "november 2020–juni 2021"),
        ("2021-01-04–2021-06", "4 januari 2021–juni 2021"),
        ("vanaf 2017", "vanaf 2017"),
        ("tot 2020", "tot 2020"),
        ("2016", "2016"),
        ("2017–heden", "vanaf 2017"),
    ],
)
def test_periods_as_people_write_and_read_them(edition, text, said):
    from handbook.words.periods import parse_period

    assert parse_period(text).said(edition.language) == said


def test_chapters_link_only_to_what_exists():
    """Every Markdown link between sources leads to a file."""
    for path in (ROOT / "content").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+\.md)", path.read_text(encoding="utf-8")):
            if "```" not in path.read_text(encoding="utf-8"):
                assert (path.parent / target).is_file(), f"{path} → {target}"


def test_the_home_page_shows_a_full_description_from_each_of_several_themes():
    edition = edition_of(first())
    shown = edition.featured
    assert len(shown) == len({entry.themes[0] for entry in shown}) == 6  # no theme twice, as long as there are enough
    assert {"peer-to-peer", "stadskamer-doetinchem"} <= {entry.slug for entry in shown}
    score = {entry: edition.completeness[entry.slug].score for entry in edition.described}
    for entry in shown:
        same = [other for other in edition.described if other.themes[0] == entry.themes[0]]
        assert score[entry] == max(score[other] for other in same)
    assert not set(shown) & set(edition.stubs)


def test_an_organisation_shows_what_it_published_sources_about(edition, built):
    """In a separate list, on its page and in the book: Movisie takes part in nothing, and published about much."""
    titles = [entry.title for entry in edition.published["movisie"]]
    assert titles and not edition.organisation["movisie"].entries
    assert all("Movisie" in {source.publisher for source in entry.sources} for entry in edition.published["movisie"])
    for name, group in edition.organisation.items():
        assert not set(edition.published.get(name, ())) & set(group.entries)
    page = (built.site / "organisaties" / "movisie" / "index.html").read_text(encoding="utf-8")
    listed = page.partition('id="bronnen"')[2].partition("</section>")[0]
    assert "Gaf bronnen uit over" in page and listed.count("<li>") == len(titles)
    register = next(found for found in registers(edition) if found["label"] == "r-publisher")
    (movisie,) = [group for group in register["groups"] if group["label"] == "u-movisie"]
    assert len(movisie["lines"]) == len(titles)


def test_what_an_entry_tells_of_its_method_is_not_called_absent_from_the_source(edition, built):
    """Kringwijs and 2017–2020 are in the source of the self-help groups, for the project that organised them."""
    rows = {}
    for method in edition.initiatives:
        if method.kind == "methodiek":
            telling = [method, *(entry for entry in edition.initiatives if method.slug in entry.methods)]
            told = {
                "plaats": any(entry.places or entry.coverage_note for entry in telling),
                "organisaties": any(entry.organisations for entry in telling),
                "periode": any(entry.period for entry in telling),
            }
            rows[method.slug] = row = ", ".join(name for name in told if not told[name])
            page = (built.site / "initiatieven" / method.slug / "index.html").read_text(encoding="utf-8")
            found = re.search(r'data-fact="unstated">Niet in de bron</dt>\s*<dd>(.*?)</dd>', page)
            assert (found[1] if found else "") == row, method.slug
            facts = {fact["label"]: fact["lines"] for fact in article(method, edition, {})["facts"]}
            assert facts.get("Niet in de bron") == ([[row]] if row else None)
    assert rows["zelfhulpgroepen"] == "" and any(rows.values())
