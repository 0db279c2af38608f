"""No script from a contribution ever runs: more than a thousand attacks in a real browser.

``hostile.py`` builds the handbook with a payload in every place that a contribution can fill, and without the checks
that would refuse it. ``attacker.py`` opens the pages and does whatever could set an attack off. The same run over a
build without escaping and cleaning shows that it would notice, and what the policy alone is worth.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest
from attacker import attack
from conftest import copy_project
from hostile import TESTS, payloads

ATTACKS = payloads()

# Ask the search page for one text after the other, by its address, and wait for what it answers to each.
SEARCH = """
async (texts) => {
  const status = document.querySelector(".hb-find__status");
  const heard = [];
  for (const text of texts) {
    status.textContent = "";
    const said = encodeURIComponent(text);
    history.pushState(null, "", `?q=${said}&soort=${said}&thema=${said}&pagina=${said}`);
    dispatchEvent(new PopStateEvent("popstate"));
    for (let turn = 0; turn < 300 && !status.textContent; turn++) await new Promise((done) => setTimeout(done, 10));
    heard.push(status.textContent);
  }
  history.pushState(null, "", "?q=veld");
  dispatchEvent(new PopStateEvent("popstate"));
  while (!document.querySelector(".hb-hit")) await new Promise((done) => setTimeout(done, 10));
  return [heard, [...document.querySelectorAll(".hb-hit h3")].map((title) => title.textContent)];
}
"""

# A draft with an attack in every field of the form.
DRAFT = """
(texts) => {
  const config = JSON.parse(document.getElementById("hb-form-data").textContent);
  let next = 0;
  const text = () => texts[next++ % texts.length];
  const value = (field) => {
    if (field.many) return Array.from({ length: 6 }, () => value({ ...field, many: false }));
    if (field.fields.length) return Object.fromEntries(field.fields.map((inner) => [inner.key, value(inner)]));
    return field.options.length ? field.options.at(-1)[0] : text();
  };
  const fields = config.steps.flatMap((step) => step.fields);
  const values = Object.fromEntries(fields.map((field) => [field.key, value(field)]));
  values.stage = "beschreven";
  const size = Math.ceil(texts.length / config.sections.length);
  const part = (place) => texts.slice(place * size, (place + 1) * size).join("\\n\\n");
  const sections = Object.fromEntries(config.sections.map(({ key }, place) => [key, part(place)]));
  localStorage.setItem("handboek-formulier", JSON.stringify({ values, sections, text: part(0) }));
}
"""
SHOWN = """
async () => {
  while (!document.querySelector(".hb-preview h4")) await new Promise((done) => setTimeout(done, 20));
  return document.querySelector("[data-part=page]").textContent.split("alert").length;
}
"""

# A selection and a comparison, as somebody else could have put them into the browser's storage.
KEPT = """
([texts, slugs]) => {
  const items = [...slugs.map((slug, place) => ({ slug, title: texts[place] })), ...texts.map((text) => ({ slug: text, title: text }))];
  localStorage.setItem("/.kept", JSON.stringify(items));
  sessionStorage.setItem("/.compared", JSON.stringify(items));
  localStorage.setItem("/.booklet", texts[5]);
}
"""
BOOKLET = """
async (count) => {
  const made = () => document.querySelectorAll(".hb-booklet__entries article").length;
  while (made() < count) await new Promise((done) => setTimeout(done, 20));
  return made();
}
"""
PAUSE = "() => new Promise((done) => setTimeout(done, 400))"


@contextmanager
def served(folder):
    class Quiet(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *arguments) -> None:
            pass  # the browser went away

    with Server(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()


def hostile(tmp_path_factory, *options):
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    command = [sys.executable, str(TESTS / "hostile.py"), str(root), str(root / "site"), *options]
    made = subprocess.run(command, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr[-2000:]
    return root / "site"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The hostile handbook with its search index; gives its folder and its address."""
    from handbook.site.search import index_site

    site = hostile(tmp_path_factory)
    index_site(site)
    with served(site) as address:
        yield site, address


def steps_on_pages(site) -> list[dict]:
    """Every page of entries, also on paper; of the rest those that list them, and one of each further kind."""
    found = [path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))]
    entries = [path for path in found if path.startswith("initiatieven/")]
    some = [path for path in found if path.startswith(("steden/", "organisaties/"))][::24]
    lists = [path for path in found if path.startswith(("a-z", "nieuw", "tijdlijn", "themas", "programmas", "doelgr"))]
    single = [".", "overzicht", "kaart", "steden", "organisaties", "bijdragen/velden", "bijdragen/redactie", "data"]
    chosen = dict.fromkeys(["initiatieven/gewoon", *entries, *lists[::4], *some, *single])
    return [{"path": f"{quote(path)}/", "paper": path in entries, "frame": path in entries} for path in chosen]


def steps_by_hand(site) -> list[dict]:
    """What comes from the reader's side: the address of a search, a draft, a selection, a comparison."""
    slugs = sorted(path.parent.name for path in site.glob("initiatieven/[lv]*/index.html"))
    named = "&".join(f"i={quote(text)}" for text in [*slugs[-3:], *ATTACKS[:80]])
    return [
        {"path": f"zoeken/?q={quote(ATTACKS[0])}&thema={quote(ATTACKS[1])}", "script": SEARCH, "argument": searched()},
        {"path": "bijdragen/formulier/", "script": DRAFT, "argument": ATTACKS},
        {"path": "bijdragen/formulier/", "script": SHOWN},
        {"path": "initiatieven/gewoon/", "script": KEPT, "argument": [ATTACKS, slugs]},
        {"path": "initiatieven/gewoon/", "frame": True},
        {"path": "selectie/", "script": BOOKLET, "argument": len(slugs), "paper": True},
        {"path": f"selectie/?{named}#{quote(ATTACKS[0])}", "script": PAUSE, "paper": True},
        {"path": f"vergelijken/?{named}", "script": PAUSE, "paper": True},
    ]


def searched() -> list[str]:
    return [text for text in ATTACKS if len(text) <= 200][::13]


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 1000 and len(set(ATTACKS)) == len(ATTACKS)


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without the policy"])
def test_nothing_runs(browser, attacked, bypass):
    """Nothing runs, nothing stands there that could, nothing foreign is loaded, nothing hangs, the frame stands still."""
    site, address = attacked
    steps = [*steps_on_pages(site), *steps_by_hand(site)]
    told = list(attack(address, steps, bypass=bypass))
    wrong = [one for one in told if one["ran"] or one["odd"] or one["foreign"] or "hung" in one or "error" in one]
    assert wrong == []
    frame = told[0]["frame"]
    assert frame["onTop"] and frame["fits"]
    assert [one["path"] for one in told if one["frame"] not in (None, frame)] == []

    value = {step["script"]: one["value"] for step, one in zip(steps, told) if "script" in step}
    heard, titles = value[SEARCH]
    assert len(heard) >= 90 and all(heard)  # every search was answered
    assert any("<" in title for title in titles)  # and what is found shows its attack as text
    assert value[SHOWN] > 300  # as the preview of the draft does


def test_the_same_run_catches_attacks_on_a_site_without_defence(browser, tmp_path_factory):
    """Values inserted as they are: at least three hundred attacks run, and with the policy alone none."""
    site = hostile(tmp_path_factory, "--plain")
    steps = [
        {"path": f"initiatieven/{path.name}/", "until": "domcontentloaded"}
        for path in sorted(site.glob("initiatieven/lijf-*"))
    ]
    with served(site) as address:
        naked = list(attack(address, steps, bypass=True, late=10))
        guarded = list(attack(address, steps[::4], bypass=False, late=10))
    assert len({number for one in naked for number in one["ran"]} - {"?"}) >= 300
    assert {number for one in guarded for number in one["ran"]} == set()
