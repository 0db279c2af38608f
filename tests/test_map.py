"""The map in a real browser: filtered by theme, through the address, and without JavaScript; and a random entry."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from conftest import ROOT
from handbook.edition.map import HEIGHT, WIDTH, labels, point, points, radius
from handbook.model import gazetteer as model
from handbook.model.gazetteer import gazetteer, spelt
from handbook.words.names import same, slug

LETTER = 5.5


@pytest.fixture
def page(tab):
    page = tab(viewport={"width": 1280, "height": 900})
    yield page
    assert page.said == []


def shown(page) -> dict[str, int]:
    """The visible cities of the list, with their numbers; the map must show the same."""
    lines = page.locator(".hb-atlas li[data-city]:visible")
    found = {line.locator("a").inner_text(): int(line.locator(".hb-count").inner_text()) for line in lines.all()}
    names = page.evaluate(
        """[...document.querySelectorAll(".hb-atlas .hb-map a")].filter((dot) => dot.checkVisibility())
           .map((dot) => dot.querySelector("title").textContent)"""
    )
    placed = [(name, count) for name, count in found.items() if name != "Geen stad vermeld"]
    said = [f"{name}: {count} praktijk{'en' if count > 1 else ''}" for name, count in placed]
    assert sorted(names) == sorted(said)
    return found


def test_a_theme_leaves_its_own_cities(page, server, edition):
    page.goto(f"{server}kaart/")
    assert shown(page) == {city.title: len(city.entries) for city in edition.cities}
    for theme in edition.themes:
        page.get_by_role("radio", name=theme.title, exact=True).check()
        expected = {
            city.title: len(edition.matrix[theme.slug, city.slug])
            for city in edition.cities
            if (theme.slug, city.slug) in edition.matrix
        }
        assert shown(page) == expected, theme.title
        assert page.url.endswith(f"kaart/?thema={theme.slug}")
        assert page.locator(".hb-themes__said").inner_text().startswith(f"{theme.title}: {len(theme.entries)} ")
    page.get_by_role("radio", name="Alle thema’s").check()
    assert page.url.endswith("kaart/") and len(shown(page)) == len(edition.cities)


def test_the_address_holds_the_theme(page, server):
    page.goto(f"{server}kaart/?thema=zelfhulp")
    assert shown(page) == {"Amsterdam": 3}
    assert page.get_by_role("radio", name="Zelfhulp").is_checked()
    assert page.get_by_role("status").filter(has_text="Zelfhulp").inner_text() == (
        "Zelfhulp: 3 praktijken, in 1 plaats op de kaart."
    )
    page.locator(".hb-atlas .hb-map a:visible").click()
    page.wait_for_url("**/steden/amsterdam/#thema-zelfhulp")
    page.go_back()
    assert shown(page) == {"Amsterdam": 3}


@pytest.mark.parametrize("odd", ["bestaat-niet", "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", ""])
def test_an_odd_theme_shows_everything(page, server, edition, odd):
    page.goto(f"{server}kaart/?thema={odd}")
    assert len(shown(page)) == len(edition.cities)


def test_by_keyboard(page, server, edition):
    """The choices are one tab stop, the arrows move within them, and hidden cities are skipped."""
    page.goto(f"{server}kaart/")
    page.get_by_role("radio", name="Alle thema’s").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name=edition.themes[0].title).is_checked()
    cities = shown(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.hb-map') !== null")
    stops = 1
    while page.evaluate("document.activeElement.closest('.hb-map') !== null") and stops < 50:
        page.keyboard.press("Tab")
        stops += 1
    assert stops - 1 == len([name for name in cities if name != "Geen stad vermeld"])


def test_without_javascript_everything_is_there(tab, server, edition):
    page = tab(f"{server}kaart/?thema=zelfhulp", java_script_enabled=False)
    assert len(shown(page)) == len(edition.cities) and page.locator(".hb-themes").is_hidden()
    page.goto(server)
    page.get_by_role("link", name="Verras me").click()
    assert page.url.endswith("/a-z/")


def test_a_random_entry_opens(page, server, edition):
    """Always a described entry, and not always the same one."""
    met = set()
    for start in ["", "a-z/"] * 4:
        page.goto(f"{server}{start}")
        page.get_by_role("link", name="Verras me").click()
        page.wait_for_url(re.compile(r"/initiatieven/[a-z0-9-]+/$"))
        met.add(page.url.split("/")[-2])
    assert len(met) > 1 and met <= {entry.slug for entry in edition.described}


def test_names_do_not_cover_each_other():
    """Of two hundred places, the names that are shown do not overlap and stay within the picture."""
    places = list({place.name: place for place in gazetteer().values()}.items())[:200]
    found = labels(places, LETTER)
    assert len(found) > 20
    boxes = []
    for name, label in found.items():
        width = LETTER * len(name)
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        boxes.append((left, label.y - 8, left + width, label.y + 2))
    assert all(box[0] >= 0 and box[2] <= WIDTH for box in boxes)
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("Súdwest-Fryslân", "Friesland"),
        ("Westerkwartier", "Groningen"),
        ("Haarlemmermeer", "Noord-Holland"),
        ("Krimpenerwaard", "Zuid-Holland"),
        ("De Fryske Marren", "Friesland"),
        ("Eemnes", "Utrecht"),
        ("Bloemendaal", "Noord-Holland"),
        ("Bergen", "Noord-Holland"),
        ("Bergen (L.)", "Limburg"),
    ],
)
def test_a_municipality_is_a_place(name, province):
    """Also if no town has its name: people who work for it name it, with or without “gemeente”."""
    assert gazetteer()[same(name)].province == province
    assert {spelt(name), spelt(f"gemeente {name}"), spelt(f"Gemeente {name}/Midden").partition("/")[0]} == {name}


def test_no_dot_hides_another():
    """A municipality with one town is at the position of that town."""
    places = [gazetteer()[same(name)] for name in ("Spijkenisse", "Nissewaard", "Utrecht")]
    assert point(places[0]) == point(places[1])
    shown = points(places)
    assert shown[0] == point(places[0]) and shown[2] == point(places[2])
    assert all(max(abs(one[0] - other[0]), abs(one[1] - other[1])) >= 4 for one, other in combinations(shown, 2))


def test_the_gazetteer_is_as_large_as_it_says():
    """Each place is within the picture, and no two have the same address."""
    places = set(gazetteer().values())
    said = [int(number) for number in re.findall(r"(\d{3}) (?:places|municipalities)", model.__doc__)]
    assert len(said) == 2 and len(places) == sum(said) == len({slug(place.name) for place in places})
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in map(point, places))


def test_dots_grow_with_their_number():
    assert radius(1, 1, 1) == radius(1, 25, 60) < radius(3, 3, 1) < radius(700, 700, 60) == 10
    assert radius(700, 700, 240) == 5 and radius(1, 1, 240) < radius(1, 1, 120) < radius(1, 1, 60)  # many stay apart
    script = (ROOT / "content/assets/map.js").read_text(encoding="utf-8")
    assert (
        "(4 + 6 * Math.sqrt(count / Math.max(most, 25))) * Math.min(1, Math.sqrt(60 / Math.max(places, 1)))" in script
    )
