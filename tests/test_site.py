"""The website on disk: complete, sound, and the same however it is printed."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest

FAMILIES = ("themas", "doelgroepen", "steden", "organisaties", "programmas")


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links, self.ids, self.titles, self.images = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids += filter(None, [values.get("id")])
        for key in ("href", "src", "action"):
            if values.get(key) is not None:
                self.links.append(values[key])
        if tag == "img":
            self.images.append(values)


@pytest.fixture(scope="session")
def html(built):
    return {
        path.relative_to(built.site).as_posix(): path.read_text(encoding="utf-8") for path in built.site.rglob("*.html")
    }


@pytest.fixture(scope="session")
def parsed(html):
    return {name: Page(text) for name, text in html.items()}


def test_every_entry_and_term_has_its_page(html, edition):
    for entry in edition.initiatives:
        page = html[f"initiatieven/{entry.slug}/index.html"]
        assert re.search(f"<h1[^>]*>{re.escape(escape(entry.title))}</h1>", page)
        assert "Kenmerken" in page and "Bronnen" in page
    for group in (
        *edition.themes,
        *edition.target_groups,
        *edition.cities,
        *edition.organisations,
        *edition.programmes,
    ):
        assert f"{group.address}index.html" in html


def test_the_counts_in_every_index_add_up(html, edition):
    """Each term's page lists as many entries as it counts, and the overviews have the same counts."""
    for family, groups in {
        "themas": edition.themes,
        "steden": edition.cities,
        "doelgroepen": edition.target_groups,
    }.items():
        overview = html[f"{family}/index.html"]
        for group in groups:
            page = html[f"{group.address}index.html"]
            assert page.count('class="hb-card ') + page.count('class="hb-card"') == len(group.entries)
            tile = overview.split(f'href="../{group.address}"')[1]
            assert int(re.search(r'hb-tile__count">(\d+)', tile)[1]) == len(group.entries)
    listed = re.findall(r"<li>\s*<a href=\"\.\./initiatieven/([^\"/]+)/\">", html["a-z/index.html"])
    assert Counter(listed) == Counter(entry.slug for entry in edition.initiatives)
    cities = {entry.slug for group in edition.cities for entry in group.entries}
    assert cities == set(edition.by_slug)


def test_no_link_or_anchor_is_dead(parsed, built):
    for name, page in parsed.items():
        base = f"https://site/{name}" if name != "404.html" else "https://site/"
        for link in page.links:
            parts = urlsplit(urljoin(base, link))
            if parts.scheme in ("mailto", "data") or (
                parts.netloc != "site" and "handboek-meedoen" not in parts.netloc
            ):
                continue
            if parts.netloc != "site":
                assert parts.netloc in ("handboek-meedoen.example", "github.com"), link
                continue
            target = unquote(parts.path).lstrip("/")
            target = f"{target}index.html" if not target or target.endswith("/") else target
            assert (built.site / target).is_file(), f"{name} links to {link}"
            if parts.fragment and target.endswith(".html"):
                assert unquote(parts.fragment) in parsed[target].ids, f"{name} links to {link}"


def test_no_id_is_used_twice(parsed):
    for name, page in parsed.items():
        twice = [identifier for identifier, count in Counter(page.ids).items() if count > 1]
        assert not twice, f"{name}: {twice}"


def test_nothing_of_the_specimens_is_left(html, built):
    assert not any("specimen0" in text for text in html.values())
    assert not [path for path in built.site.rglob("*") if "specimen" in path.name]


def test_the_sitemap_holds_every_page(html, built, edition):
    found = set(re.findall(r"<loc>(.*?)</loc>", (built.site / "sitemap.xml").read_text()))
    pages = {edition.settings.url + name.removesuffix("index.html") for name in html if name != "404.html"}
    assert found == pages


def test_every_page_says_where_it_stands(html, edition):
    """One title of its own, a description, the address, the language and one level-1 heading."""
    titles = Counter()
    for name, text in html.items():
        if name == "404.html":
            continue
        titles[re.search(r"<title>(.*?)</title>", text)[1]] += 1
        assert '<html lang="nl"' in text and text.count("<h1") == 1, name
        assert re.search(r'<meta name="description" content="[^"]{10,}"', text), name
        assert f'<link rel="canonical" href="{edition.settings.url}{name.removesuffix("index.html")}">' in text, name
    assert max(titles.values()) == 1


def test_every_entry_can_be_edited_and_says_when_it_was_reviewed(html, edition):
    for entry in edition.initiatives:
        page = html[f"initiatieven/{entry.slug}/index.html"]
        assert f'href="{edition.settings.edit}initiatives/{entry.slug}.md"' in page
        assert "Laatst nagekeken:" in page


def test_the_matrix_shows_each_pair_and_each_gap(html, edition):
    page = html["overzicht/index.html"]
    assert page.count("hb-matrix__full") == len(edition.matrix)
    assert page.count('<span class="hb-hidden">0</span>') == len(edition.themes) * len(edition.cities) - len(
        edition.matrix
    )


def test_relations_go_both_ways(edition):
    """A method lists the entries that name it, and a relation says why."""
    for entry in edition.initiatives:
        for method in entry.methods:
            assert entry in edition.users[method]
        assert all(relation.reasons for relation in edition.related[entry.slug])
    assert {relation.entry.slug for relation in edition.related["zelfhulpgroepen"]} >= {
        "eigen-plan-trekken-door-zelfhulp"
    }


def test_every_page_but_the_home_page_has_breadcrumbs(html):
    for name, text in html.items():
        assert ("hb-crumbs" in text) is (name not in ("index.html", "404.html")), name


def test_a_breadcrumb_names_a_page_as_that_page_names_itself(html):
    """Or as the menu names its section: a reader who follows it must recognise the page."""
    menu = {unescape(words).strip() for words in re.findall(r'class="md-tabs__link"[^>]*>([^<]*)<', html["index.html"])}
    title = {
        name: unescape(re.sub("<[^>]+>", "", *re.findall(r"(?s)<h1[^>]*>(.*?)</h1>", text)))
        for name, text in html.items()
    }
    seen = 0
    for name, text in html.items():
        crumbs = re.findall(r'(?s)<nav class="hb-crumbs".*?</nav>', text)
        for href, words in re.findall(r'<a href="([^"]*)">([^<]*)</a>', "".join(crumbs)):
            target = f"{urljoin(f'/{name}', href).removeprefix('/')}index.html"
            if target != "index.html" and unescape(words) not in menu:
                assert title[target].split() == unescape(words).split(), (name, href)
                seen += 1
    assert seen > 20 and len(menu) > 5


def test_a_long_chapter_lists_its_headings(built):
    """Beside its text, each with its anchor; a short chapter needs no list."""
    for name in ("over", "cijfers", "woorden", "bijdragen", "colofon", "publicaties"):
        page = (built.site / name / "index.html").read_text(encoding="utf-8")
        headings = re.findall(r'<h2 id="([^"]+)"', page)
        listed = re.findall(r'<a href="#([^"]+)"', page.split('class="hb-contents"')[1].split("</nav>")[0])
        assert listed == headings and len(headings) >= 4, name
    assert 'class="hb-contents"' not in (built.site / "boek" / "index.html").read_text(encoding="utf-8")


def test_what_has_ended_says_so_wherever_it_is_named(html, edition):
    """Whoever looks for help must not find a closed door."""
    (entry, *_) = [entry for entry in edition.initiatives if entry.ended]
    said = edition.language.say(entry.ended)
    assert said == "afgerond in 2020"
    link = re.compile(rf'<a href="[./]*initiatieven/{entry.slug}/">{re.escape(entry.title)}</a>')
    named = 0
    for name in (
        "index.html",
        "a-z/index.html",
        "nieuw/index.html",
        "themas/zelfhulp/index.html",
        "steden/amsterdam/index.html",
    ):
        for found in link.finditer(html[name]):
            named += 1
            after = html[name][found.end() :]
            assert said in re.split(r"</li>|</article>", after)[0], (name, after[:100])
    assert named >= 6
    own = html[f"initiatieven/{entry.slug}/index.html"]
    assert said in own.split("</header>")[1 if "hb-header" in own.split("</header>")[0] else 0]


def test_who_published_a_source_is_not_asked_for_a_practice(html, edition):
    """The page of an organisation without entries of its own shows what people wrote about it, and no question."""
    without = [group for group in edition.organisations if group.term and group.term.body and not group.entries]
    assert without
    for group in without:
        page = html[f"{group.address}index.html"].split("<main")[1]
        assert "Hier hoort nog geen praktijk bij" not in page and "0 praktijken" not in page
    assert "hb-tile" not in html["organisaties/index.html"]
    assert all(f'href="../{group.address}"' in html["organisaties/index.html"] for group in edition.organisations)
    about = len(edition.published["movisie"])  # publishing alone counts too
    assert about > 1 and f"bron bij {about} praktijken" in html["organisaties/index.html"]
