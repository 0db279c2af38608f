"""The Content-Security-Policy is in every page, and allows what the site needs but nothing that was written into it."""

from __future__ import annotations

import base64
import hashlib
import re
import urllib.request
from html import unescape
from html.parser import HTMLParser

import pytest
from conftest import ROOT, own
from handbook.site import policy
from handbook.site.press import Typeset
from test_serve import MKDOCS, serving, wait_for

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>x</title>{}</head><body></body></html>'
PLACES = (
    "",
    "initiatieven/peer-to-peer/",
    "themas/zelfhulp/",
    "steden/amsterdam/",
    "a-z/",
    "zoeken/",
    "over/",
    "404.html",
)


class Head(HTMLParser):
    """What a browser meets, in order: elements with their attributes, and the text of inline scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.met: list[tuple[str, dict]] = []
        self.scripts: list[str] = []
        self.inside: tuple[str, dict] = ("", {})
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.inside = (tag, dict(attributes))
        self.met.append(self.inside)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ("", {})

    def handle_data(self, data: str) -> None:
        tag, attributes = self.inside
        if tag == "script" and "src" not in attributes and "json" not in attributes.get("type", ""):
            self.scripts.append(data)


def stated(page: str) -> dict[str, str]:
    """The rules of the one policy of a page."""
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert len(found) == 1
    return dict(rule.split(" ", 1) for rule in unescape(found[0]).split("; "))


def test_no_script_is_published_that_nothing_asks_for(built):
    scripts = list(built.site.rglob("*.js"))
    templates = (ROOT / "overrides").rglob("*.html")  # also those that this edition does not use
    texts = [path.read_text(encoding="utf-8") for path in (*scripts, *templates)]
    asked = set(re.findall(r"[\w.-]+\.js(?=[\"'])", "\n".join(texts)))
    assert len(scripts) > 15 and {path.name for path in scripts} <= asked


def test_every_page_states_a_strict_policy_before_anything_runs(built):
    pages = sorted(built.site.rglob("*.html"))
    assert len(pages) > 70
    for path in pages:
        page = path.read_text(encoding="utf-8")
        rules = stated(page)
        assert "unsafe-inline" not in str(rules) and "unsafe-eval" not in str(rules), path
        assert rules["default-src"] == rules["base-uri"] == rules["object-src"] == rules["worker-src"] == "'none'", path
        assert rules["form-action"] == rules["style-src"] == rules["connect-src"] == "'self'", path
        head = Head(page)
        before = [tag for tag, _ in head.met][
            : [a.get("http-equiv", "") for _, a in head.met].index("Content-Security-Policy")
        ]
        assert before == ["html", "head", "meta"], path
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in head.scripts
        }
        assert hashes == {source for source in rules["script-src"].split() if "sha256" in source}, path
        inline = [
            (tag, name)
            for tag, attributes in head.met
            for name in attributes
            if name == "style" or name.startswith("on")
        ]
        assert inline == [] and "style" not in {tag for tag, _ in head.met}, path


def test_a_script_that_came_with_the_text_of_a_page_is_not_allowed(project):
    """The hashes are those of the frame: none is added for a script in a chapter or an entry."""
    import hooks

    frame = PAGE.format("<script>theirs()</script>")
    body = "<script>mine()</script>"
    hooks._Build.typeset = Typeset()
    page = hooks._guarded(frame.replace("<body>", f"<body>{body}"), body)
    assert stated(page)["script-src"].count("sha256") == 1
    assert policy.hashes(frame) == hooks._Build.typeset.scripts
    with pytest.raises(RuntimeError):
        hooks._guarded(frame, body)


def test_a_page_without_a_place_for_the_policy_is_refused():
    with pytest.raises(ValueError):
        policy.guarded("<html><head></head></html>", [])


def test_a_browser_obeys_it(tab, server):
    """Markup that got into a page runs nothing, styles nothing and loads nothing; without the policy it would."""
    slipped = """<img src="data:," onerror="window.ran='handler'"><script>window.ran = 'script'</script><p style="color: red">x</p>
    <base href="https://elsewhere.example/"><iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe><a href="javascript:void(ran='link')">x</a>"""
    ran = {}
    for bypass in (False, True):
        page = tab(bypass_csp=bypass)

        def spoilt(route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace("<h1", f"{slipped}<h1", 1))

        page.route("**/peer-to-peer/", spoilt)
        page.goto(server + "initiatieven/peer-to-peer/")
        page.evaluate("document.querySelector('a[href^=javascript]').click()")
        page.wait_for_timeout(100)
        ran[bypass] = [
            page.evaluate("window.ran"),
            page.evaluate("getComputedStyle(document.querySelector('p[style]')).color"),
        ]
        assert bypass or page.evaluate("document.baseURI") == page.url
    assert ran[False][0] is None and ran[False][1] != "rgb(255, 0, 0)"
    assert ran[True][0] is not None and ran[True][1] == "rgb(255, 0, 0)"


def test_the_host_gets_the_same_policy_and_more(built):
    """``_headers`` allows what every page needs, keeps the site out of frames, lets hashed files be cached, and allows pages
    of other sites to fetch the data."""
    text = (built.site / "_headers").read_text(encoding="utf-8")
    blocks = {
        block.split("\n")[0]: dict(line.strip().split(": ", 1) for line in block.split("\n")[1:])
        for block in re.split(r"\n(?=/)", text.strip())
    }
    everywhere = blocks.pop("/*")
    assert blocks.pop("/data/*") == {"Access-Control-Allow-Origin": "*"}
    rules = dict(rule.split(" ", 1) for rule in everywhere["Content-Security-Policy"].split("; "))
    assert rules.pop("frame-ancestors") == "'none'"
    for place in PLACES:
        path = built.site / place
        page = stated((path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8"))
        assert rules.keys() == page.keys()
        assert all(set(page[name].split()) <= set(rules[name].split()) for name in page)
    assert everywhere["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy"} <= everywhere.keys()
    lasting = [path for path in blocks if not path.endswith("*")]
    assert len(lasting) == 2 and all((built.site / path[1:]).is_file() for path in lasting)
    assert all("immutable" in block["Cache-Control"] for block in blocks.values())
    assert f"/{own(built.site)}*" in blocks


def test_only_the_server_that_shows_changes_relaxes_it(project):
    """The live preview adds its own script to every page; everything but inline script stays forbidden."""
    with serving(project, MKDOCS) as home:
        wait_for(home, "Handboek Meedoen")
        with urllib.request.urlopen(f"{home}over/") as answer:
            rules = stated(answer.read().decode())
    assert "'unsafe-inline'" in rules["script-src"] and "sha256" not in rules["script-src"]
    assert rules["default-src"] == rules["object-src"] == "'none'" and rules["style-src"] == "'self'"
