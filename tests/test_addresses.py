"""Addresses never die: former ones redirect, removed ones explain, and no edition breaks the one before it."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import threading
from types import SimpleNamespace
from xml.etree import ElementTree

import html5lib
import pytest
from conftest import copy_project, faults, own, run, serving
from handbook.judging.rules import check
from handbook.model.problem import report
from handbook.reading.load import load
from handbook.running.tree import Tree
from handbook.site import promises
from handbook.site.downloads import copy
from handbook.words.language import Language

QUICK = ("--no-book", "--no-search")
FORMER = "initiatieven/het-oude-odensehuis/"
GONE = "initiatieven/de-oude-kraai/"
GRAVE = """---
title: Dagcentrum De Oude Kraai & <b>meer</b>
removed: 2026-11-22
why: Het stond dubbel in het handboek, onder een andere naam.
see: [peer-to-peer, themas/zelfhulp]
former_slugs: [de-kraai]
---

Lees ook [Peer to Peer](../../../initiatives/peer-to-peer.md).
"""
QUIET_GRAVE = "---\ntitle: Wonen\nremoved: 2026-11-22\nwhy: Er was geen enkele praktijk over wonen.\n---\n"


def change(path, *pairs):
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, (path, old)
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def bury(project, name="initiatieven/de-oude-kraai", text=GRAVE):
    path = project / "content" / "vervallen" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A built handbook with a history: an entry, a theme and a city were renamed, an entry and a theme were removed."""
    project = copy_project(tmp_path_factory.mktemp("lived") / "project")
    change(
        project / "initiatives" / "odensehuis.md",
        ("\nadded:", "\nformer_slugs: [het-oude-odensehuis, huis-odense]\nadded:"),
    )
    change(project / "content" / "themas" / "zelfhulp.md", ("\nsynonyms:", "\nformer_slugs: [lotgenoten]\nsynonyms:"))
    (project / "content" / "steden" / "doetinchem.md").write_text(
        "---\ntitle: Doetinchem\nformer_slugs: [deutekem]\n---\n", encoding="utf-8"
    )
    bury(project)
    bury(project, "themas/wonen", QUIET_GRAVE)
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stdout + result.stderr
    return SimpleNamespace(root=project, site=project / "site")


@pytest.fixture(scope="module")
def online(lived):
    """The address of that site on the web, below a sub path."""
    with serving(lived.site) as url:
        yield f"{url}handboek/"


def page(lived, at):
    return (lived.site / at / "index.html").read_text(encoding="utf-8")


# Former addresses


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FORMER, "initiatieven/odensehuis/"),
        ("initiatieven/huis-odense/", "initiatieven/odensehuis/"),
        ("themas/lotgenoten/", "themas/zelfhulp/"),
        ("steden/deutekem/", "steden/doetinchem/"),
        ("initiatieven/de-kraai/", GONE),
    ],
)
def test_a_former_address_leads_on(lived, old, new):
    """By the browser itself, or by a link in a Dutch sentence; search engines are told the new address."""
    html = page(lived, old)
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert f'<meta http-equiv="refresh" content="0; url=../../{new}">' in html
    assert f'<link rel="canonical" href="https://handboek-meedoen.example/{new}">' in html
    assert '<meta name="robots" content="noindex">' in html and '<html lang="nl">' in html
    assert f'staat nu hier: <a href="../../{new}">' in html
    assert re.findall(r"<script\b.*?</script>", html) == [
        f'<script defer src="../../{own(lived.site)}moved.js"></script>'
    ]
    assert len(html) < 2500 and (lived.site / new / "index.html").exists()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_browser_is_led_on(online, tab, scripts):
    page = tab(java_script_enabled=scripts)
    for old, new in ((FORMER, "initiatieven/odensehuis/"), ("themas/lotgenoten/", "themas/zelfhulp/")):
        page.goto(online + old)
        page.wait_for_url(online + new)
        assert page.locator("h1").count() == 1
    for anchor in ("#bronnen", "#kop-\u00e9\u00e9n?x=%22y"):  # without JavaScript a browser loses it
        page.goto(online + FORMER + anchor)
        page.wait_for_url(online + "initiatieven/odensehuis/" + (anchor.replace("\u00e9", "%C3%A9") if scripts else ""))
    page.goto(online + FORMER)
    page.wait_for_url(online + "initiatieven/odensehuis/")
    page.go_back()
    assert FORMER not in page.url, "who goes back is not led on again"


def test_files_stay_at_former_addresses(lived):
    """A file cannot redirect, so the data, the citations and the feed stay there too, and name the new address."""
    for old, new in (
        ("data/initiatives/het-oude-odensehuis.json", "data/initiatives/odensehuis.json"),
        *((f"{FORMER}cite.{kind}", f"initiatieven/odensehuis/cite.{kind}") for kind in ("bib", "ris", "json")),
        ("themas/lotgenoten/atom.xml", "themas/zelfhulp/atom.xml"),
        ("steden/deutekem/atom.xml", "steden/doetinchem/atom.xml"),
    ):
        assert (lived.site / old).read_bytes() == (lived.site / new).read_bytes()


# What was removed


def test_what_was_removed_says_what_happened(lived):
    html = page(lived, GONE)
    assert '<meta name="robots" content="noindex">' in html and 'class="md-header' in html
    for text in (
        "<h1>Dagcentrum De Oude Kraai &amp; &lt;b&gt;meer&lt;/b&gt;</h1>",
        "Op 22 november 2026 hebben we deze pagina uit het handboek gehaald.",
        "Het stond dubbel in het handboek, onder een andere naam.",
        '<a href="../../initiatieven/peer-to-peer/">Peer to Peer</a>',
        '<a href="../../themas/zelfhulp/">Zelfhulp</a>',
        "edit/main/content/vervallen/initiatieven/de-oude-kraai.md",
    ):
        assert text in html
    assert "data-searched" not in html and "data-searched" in page(lived, "initiatieven/odensehuis/")
    quiet = page(lived, "themas/wonen/")
    assert 'href="../../zoeken/">Zoek in het handboek' in quiet


def test_data_and_feeds_of_what_was_removed_say_so(lived):
    for slug in ("de-oude-kraai", "de-kraai"):
        told = json.loads((lived.site / f"data/initiatives/{slug}.json").read_text(encoding="utf-8"))
        assert told["removed"]["removed"] == "2026-11-22" and "initiative" not in told
        assert told["removed"]["see"][1] == "https://handboek-meedoen.example/themas/zelfhulp/"
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.parse(lived.site / "themas/wonen/atom.xml").getroot()
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}summary") == "Er was geen enkele praktijk over wonen."
    assert feed.findtext(f"{atom}updated") == "2026-11-22T00:00:00Z"


def test_the_past_is_in_no_list(lived):
    """Only the pages themselves: no other page, feed, sitemap or data file names a former address or removed entry."""
    own = {"addresses.txt"} | {
        path.relative_to(lived.site).as_posix()
        for name in (
            "het-oude-odensehuis",
            "huis-odense",
            "lotgenoten",
            "deutekem",
            "de-kraai",
            "de-oude-kraai",
            "wonen",
        )
        for path in (*lived.site.glob(f"*/{name}/*"), *lived.site.glob(f"data/initiatives/{name}.json"))
    }
    past = re.compile(
        r"(initiatieven|themas|steden)/(het-oude-odensehuis|huis-odense|lotgenoten|deutekem|de-kraai|de-oude-kraai|wonen)[/\"<]"
    )
    naming = [
        path.relative_to(lived.site).as_posix()
        for path in lived.site.rglob("*")
        if path.suffix in (".html", ".xml", ".json", ".csv", ".geojson", ".txt")
        and past.search(path.read_text(encoding="utf-8"))
    ]
    assert set(naming) - own == set()
    assert "vervallen" not in [path.name for path in lived.site.iterdir()]


def test_pages_of_the_past_are_accessible(online, tab):
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = tab(color_scheme=scheme, viewport={"width": width, "height": 800})
        page.route(f"**/{FORMER}", lambda route: route.fulfill(response=(found := route.fetch()), body=found.text().replace('http-equiv="refresh"', "").replace(" src=", " data-src=")))  # fmt: skip
        for at in (GONE, FORMER):
            page.goto(online + at)
            assert faults(page) == []


# What the check says


def problems(project):
    catalogue, found = load(project)
    return report([*found, *check(catalogue)], Language("nl"))


@pytest.mark.parametrize(
    ("file", "field", "place", "says"),
    [
        ("initiatives/odensehuis.md", "[peer-to-peer]", "18:16", "initiatives/peer-to-peer.md"),
        ("initiatives/odensehuis.md", "[x, odensehuis]", "18:19", "het adres van dit bestand zelf"),
        ("initiatives/odensehuis.md", "[Oud Huis]", "18:16", "zoals ‘oud-huis’"),
        ("initiatives/odensehuis.md", "[de-oude-kraai]", "18:16", "content/vervallen/initiatieven/de-oude-kraai.md"),
        ("content/organisaties/vivenz.md", "[mee-plus]", "3:16", "content/organisaties/mee-plus.md"),
        ("content/themas/zelfhulp.md", "[herstel]", "3:16", "content/themas/herstel.md"),
    ],
)
def test_a_former_address_has_one_owner(project, file, field, place, says):
    bury(project)
    path = project / file
    lines = path.read_text(encoding="utf-8").split("\n")
    line = int(place.partition(":")[0])
    path.write_text("\n".join([*lines[: line - 1], f"former_slugs: {field}", *lines[line - 1 :]]), encoding="utf-8")
    found = problems(project)
    assert any(line.startswith(f"{file}:{place}: ") and says in line for line in found), found


def test_a_former_address_leads_to_one_page(project):
    """A second entry that claims it is named, with the first."""
    bury(project)
    change(project / "initiatives/odensehuis.md", ("\nadded:", "\nformer_slugs: [de-kraai]\nadded:"))
    path = "content/vervallen/initiatieven/de-oude-kraai.md"
    assert problems(project) == [
        f"{path}:6:16: ‘de-kraai’ staat ook bij de vroegere adressen van initiatives/odensehuis.md; een adres kan maar naar één pagina leiden"
    ]


def test_a_place_that_an_entry_names_is_in_use(project):
    (project / "content/steden/utrecht.md").write_text(
        "---\ntitle: Utrecht\nformer_slugs: [doetinchem]\n---\n", encoding="utf-8"
    )
    assert [line.partition(": ")[0] for line in problems(project)] == ["content/steden/utrecht.md:3:16"]


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("see: [peer-to-peer, themas/zelfhulp]", "see: [peer-to-per]", "5:7", "bedoelde je ‘peer-to-peer’?"),
        ("see: [peer-to-peer, themas/zelfhulp]", "see: [themas/zelfhlp]", "5:7", "bedoelde je ‘themas/zelfhulp’?"),
        ("see: [peer-to-peer, themas/zelfhulp]", "see: [de-oude-kraai]", "5:7", "vervallen"),
        ("why: Het stond dubbel in het handboek, onder een andere naam.\n", "", "1:1", "‘why’"),
        ("2026-11-22", "gisteren", "3:10", "datum"),
        ("title:", "titel:", "2:1", "heet hier ‘title’"),
    ],
)
def test_the_record_of_a_removal_is_read_as_strictly(project, old, new, place, says):
    bury(project, text=GRAVE.replace(old, new))
    path = "content/vervallen/initiatieven/de-oude-kraai.md"
    assert any(line.startswith(f"{path}:{place}: ") and says in line for line in problems(project)), problems(project)


def test_nothing_stands_where_something_was_removed(project):
    bury(project, "initiatieven/odensehuis")
    found = problems(project)
    assert found == [
        "content/vervallen/initiatieven/odensehuis.md:1:1: op dit adres staat initiatives/odensehuis.md; haal een van de twee weg"
    ]


def test_a_reference_to_the_past_is_told_what_happened(project):
    """In fields and in the text: for a former name the new one, for something removed the reason and where to go."""
    bury(project)
    change(project / "initiatives/zelfhulpgroepen.md", ("\nadded:", "\nformer_slugs: [praatgroepen]\nadded:"))
    change(project / "content/themas/zelfhulp.md", ("\nsynonyms:", "\nformer_slugs: [lotgenoten]\nsynonyms:"))
    change(
        project / "initiatives/odensehuis.md",
        ("themes: [dagbesteding]", "themes: [lotgenoten]\nmethods: [praatgroepen, de-oude-kraai]"),
        ("(peer-to-peer.md)", "(de-kraai.md) en [b](../content/themas/lotgenoten.md#x)"),
    )
    said = "op 22 november 2026 vervallen (Het stond dubbel in het handboek, onder een andere naam); verwijs naar ‘peer-to-peer, themas/zelfhulp’"
    found = [line.removeprefix("initiatives/odensehuis.md:") for line in problems(project)]
    assert sorted(line.partition(": ")[2] for line in found) == sorted([
        "‘lotgenoten’ is een oude naam; schrijf ‘zelfhulp’",
        "‘praatgroepen’ is een oude naam; schrijf ‘zelfhulpgroepen’",
        f"‘de-oude-kraai’ is {said}",
        f"‘de-kraai.md’ is {said}",
        "‘../content/themas/lotgenoten.md#x’ is een oude naam; schrijf ‘../content/themas/zelfhulp.md#x’",
    ])  # fmt: skip


def test_a_new_entry_does_not_take_an_address_of_the_past(project):
    bury(project)
    result = run(project, "new.py", "--title", "De oude kraai", "--theme", "herstel", "--place", "Utrecht", "--yes")
    assert result.returncode == 1 and "op 22 november 2026 vervallen" in result.stderr
    assert not (project / "initiatives/de-oude-kraai.md").exists()


# The published edition


def compare(lived, *arguments):
    result = run(lived.root, "addresses.py", *arguments)
    assert "Traceback" not in result.stderr, result.stderr
    return result


def test_the_site_lists_what_it_promises(lived):
    """Every page, feed and data file, and nothing that readers do not link to."""
    listed = (lived.site / promises.LIST).read_text(encoding="utf-8").splitlines()
    assert listed == sorted(listed) and len(set(listed)) == len(listed)
    for at in (FORMER, GONE, "themas/zelfhulp/", "themas/wonen/atom.xml", "data/initiatives.csv", "atom.xml", "sitemap.xml", "initiatieven/odensehuis/cite.bib", "data/initiatives/odensehuis.json", "bijdragen/formulier/"):  # fmt: skip
        assert at in listed and (lived.site / at).exists()
    assert not [at for at in listed if at.startswith(("assets/", "search/", "_")) or at == "404.html"]
    assert set(listed) == {*promises.promised(Tree(lived.site))}


def test_what_a_page_offered_stays_at_its_former_address(tmp_path):
    """The PDF and picture of what was renamed stay; those of what was removed disappear, and the book of a city may."""
    books, site = tmp_path / "books", tmp_path / "site"
    today = ["initiatieven/p2p/p2p.pdf", "initiatieven/p2p/deelbeeld.png", "boek/thema/hulp.pdf", "themas/hulp/deelbeeld.png"]  # fmt: skip
    for at in today:
        (books / at).parent.mkdir(parents=True, exist_ok=True)
        (books / at).write_text(at, encoding="utf-8")
    former = {"initiatieven/peer-to-peer/": "initiatieven/p2p/", "themas/zelfhulp/": "themas/hulp/", "steden/a/": "steden/b/"}  # fmt: skip
    copy(books, site, today, former)
    before = [at.replace("p2p", "peer-to-peer").replace("hulp", "zelfhulp") for at in today]
    assert [(site / at).read_text(encoding="utf-8") for at in before] == today
    now = set(promises.promised(Tree(site)))
    assert now == {*before, *today}
    gone = ["boek/thema/wonen.pdf", "themas/wonen/deelbeeld.png", "themas/wonen/", "initiatieven/x/x.pdf", "boek/stad/ede.pdf"]  # fmt: skip
    broken = promises.broken(enumerate([*before, *gone]), {*now, "themas/wonen/"}, {"themas/wonen/"})
    assert [at for _, at in broken] == ["initiatieven/x/x.pdf"]


def test_further_pages_of_a_list_are_no_promise(tmp_path):
    for at in ("a-z/2", "themas/zelfhulp/12", "themas/zelfhulp", "initiatieven/1001", "search/x", "assets"):
        (tmp_path / at).mkdir(parents=True, exist_ok=True)
        (tmp_path / at / "index.html").write_text("", encoding="utf-8")
    assert promises.promised(Tree(tmp_path)) == ["initiatieven/1001/", "themas/zelfhulp/"]
    assert promises.read("a-z/2/\nthemas/\n", "") == [(2, "themas/")]


@pytest.fixture(scope="module")
def careless(lived, tmp_path_factory):
    """The next edition, after somebody deleted an entry, renamed the file of another and dropped a former address."""
    project = copy_project(tmp_path_factory.mktemp("careless") / "project")
    for name in ("initiatives", "content"):
        shutil.copytree(lived.root / name, project / name, dirs_exist_ok=True)
    (project / "initiatives/flevo-fiets.md").unlink()
    (project / "initiatives/odensehuis.md").rename(project / "initiatives/het-odensehuis.md")
    (project / "content/vervallen/themas/wonen.md").unlink()
    assert (
        run(project, "remove.py", "enik-recovery-college", "--why", "Het is opgegaan in iets anders.").returncode == 0
    )
    result = run(project, "build.py", "--no-book", "--no-search")
    assert result.returncode == 0, result.stdout + result.stderr
    return SimpleNamespace(root=project, site=project / "site")


VANISHED = {
    "initiatieven/flevo-fiets/",
    "initiatieven/odensehuis/",
    "themas/wonen/",
    "themas/wonen/atom.xml",
    "data/initiatives/flevo-fiets.json",
    "data/initiatives/odensehuis.json",
    *(f"initiatieven/{slug}/cite.{kind}" for slug in ("flevo-fiets", "odensehuis") for kind in ("bib", "ris", "json")),
}


def test_an_address_that_would_vanish_is_named(lived, careless):
    """Found from a file, from the site on the web, from its sitemap, and from the recorded addresses."""
    listed = lived.site / promises.LIST
    result = compare(careless, "--published", str(listed))
    lines = result.stdout.splitlines()
    assert result.returncode == 1
    assert {re.search("‘([^’]+)’", line)[1] for line in lines} == VANISHED
    assert all(re.match(rf"{re.escape(str(listed))}:\d+:1: ", line) for line in lines)
    assert any(
        "former_slugs: [odensehuis]’ in het nieuwe bestand (initiatives/het-odensehuis.md?)" in line for line in lines
    )
    assert "remove.py initiatieven/flevo-fiets" in result.stdout and "zouden verdwijnen: 12" in result.stderr
    pages = {at for at in VANISHED if at.endswith("/")}
    with serving(lived.site) as url:
        assert compare(careless, "--published", url).stdout.count("\n") == len(VANISHED)
    mapped = compare(careless, "--published", str(lived.site / "sitemap.xml"))
    assert {re.search("‘([^’]+)’", line)[1] for line in mapped.stdout.splitlines()} == pages - {"themas/wonen/"}
    assert compare(lived, "--keep").returncode == 0
    (careless.root / ".github").mkdir(exist_ok=True)
    shutil.copy(lived.root / ".github/addresses.txt", careless.root / ".github")
    kept = compare(careless)
    assert kept.returncode == 1 and kept.stdout.count(".github/addresses.txt:") == len(VANISHED)
    github = compare(careless, "--format", "github").stdout
    assert github.count("::error file=.github/addresses.txt,line=") == len(VANISHED)
    compare(careless, "--keep")
    assert compare(careless).stdout.count("\n") == len(VANISHED), "what is kept is never forgotten"


def test_the_same_site_breaks_nothing(lived):
    result = compare(lived, "--published", str(lived.site / promises.LIST))
    assert result.returncode == 0 and "zouden verdwijnen: 0" in result.stdout


def test_an_unreadable_list_is_not_taken_for_a_good_one(lived, tmp_path):
    """Nothing online yet is fine; a site without a list, one that fails and one that does not exist are not."""
    empty, silent = tmp_path / "empty", tmp_path / "silent"
    for folder in (empty, silent):
        folder.mkdir()
    (silent / "index.html").write_text("<h1>Een site</h1>", encoding="utf-8")
    (empty / ".keep").write_text("", encoding="utf-8")
    with serving(silent) as url:
        assert compare(lived, "--published", url).returncode == 2
        host = url
    assert compare(lived, "--published", host).returncode == 2
    assert compare(lived, "--published", "https://handboek-meedoen.example/").returncode == 0
    nowhere = compare(lived, "--published", str(tmp_path / "nergens.txt"))
    assert nowhere.returncode == 2 and "bestaat niet" in nowhere.stderr and "No such" not in nowhere.stderr
    shutil.rmtree(silent)
    silent.mkdir()
    nothing = type("Nothing", (http.server.SimpleHTTPRequestHandler,), {"do_GET": lambda self: self.send_error(404), "log_message": lambda *_: None})  # fmt: skip
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), nothing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    result = compare(lived, "--published", f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    assert result.returncode == 0 and "nog niets gepubliceerd" in result.stderr


@pytest.mark.parametrize(
    "text", ["", "<!doctype html>\n<h1>Welkom</h1>\n", "<<<<<<< HEAD\na-z/\n>>>>>>> naam van een tak\n"]
)
def test_what_is_no_list_of_addresses_is_not_taken_for_one(lived, tmp_path, text):
    """For example from a host that answers every address with a page, or from an unfinished merge."""
    (tmp_path / "lijst.txt").write_text(text, encoding="utf-8")
    result = compare(lived, "--published", str(tmp_path / "lijst.txt"))
    assert result.returncode == 2 and "geen lijst van adressen" in result.stderr, result.stdout + result.stderr


def test_a_site_of_other_sources_is_neither_compared_nor_kept(project):
    """After a change of an entry or of the edition number a new build comes first: otherwise promises would be recorded
    that no site keeps."""
    assert run(project, "build.py", *QUICK).returncode == 0
    assert run(project, "addresses.py").returncode == 0
    change(project / "mkdocs.yml", ("edition: 1", "edition: 2"))
    for arguments in ((), ("--keep",)):
        result = run(project, "addresses.py", *arguments)
        assert result.returncode == 2 and "make site" in result.stderr, result.stdout
    assert not (project / ".github/addresses.txt").exists()
    assert run(project, "build.py", *QUICK).returncode == 0
    assert run(project, "addresses.py", "--keep").returncode == 0
    assert (project / ".github/addresses.txt").read_text(encoding="utf-8").startswith("# Handboek Meedoen: 2 (")


def test_a_site_without_its_book_is_told_so(lived, tmp_path):
    (tmp_path / "lijst.txt").write_text("a-z/\nhandboek.pdf\n", encoding="utf-8")
    result = compare(lived, "--published", str(tmp_path / "lijst.txt"))
    assert result.returncode == 1 and "zonder het boek" in result.stdout and "make site" in result.stdout
