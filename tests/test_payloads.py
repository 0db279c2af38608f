"""No script from a contribution ever runs: more than a thousand attacks in a real browser.

``hostile.py`` builds the handbook with a payload in every place that a contribution can fill, without the checks that
would refuse it. ``attacker.py`` opens the pages and does whatever could trigger an attack. The same run over a build
without escaping and cleaning shows that attacks would be noticed, and what the policy achieves by itself. ``-rP`` shows
how many there were of each kind.

By hand, as it takes long: with EVERY=1 in the environment each attack is in every field of an entry of its own, is a
file name if it can be, and is searched for. ``EVERY=1 pytest -n 0 -s`` shows progress; failures are printed at once and
kept in ``.cache/attacks.jsonl``, also if the run is interrupted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from attacker import LATE, attack
from conftest import ROOT, copy_project, serving
from hostile import TESTS, payloads

ATTACKS = payloads()
EVERY = bool(os.environ.get("EVERY"))
FOUND = ROOT / ".cache" / "attacks.jsonl"
BATCH = 150  # pages for one browser
ASKED = 40 if EVERY else 120  # searches in one step, which must finish within the time of a step

# Search for one text after the other, through the address of the search page, and wait for each answer.
SEARCH = """
async (texts) => {
  const status = document.querySelector(".hb-find__status");
  const heard = [];
  for (const text of texts) {
    status.textContent = "";
    const said = encodeURIComponent(text);
    history.pushState(null, "", `?q=${said}&soort=${said}&thema=${said}&pagina=${said}`);
    dispatchEvent(new PopStateEvent("popstate"));
    for (let turn = 0; turn < 1500 && !status.textContent; turn++) await new Promise((done) => setTimeout(done, 10));
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
  localStorage.setItem("/.draft", JSON.stringify({ values, sections, text: part(0) }));
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


def hostile(tmp_path_factory, *options):
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    command = [sys.executable, str(TESTS / "hostile.py"), str(root), str(root / "site"), *options]
    made = subprocess.run(command, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr[-2000:]
    return root / "site"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The folder and address of the hostile handbook, with its search index."""
    site = hostile(tmp_path_factory, *["--every"] * EVERY)
    with serving(site) as address:
        yield site, address


def steps_on_pages(site) -> list[dict]:
    """Every page of an entry, also on paper; of the others the lists of entries, and one of each further kind."""
    found = [path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))]
    entries = [path for path in found if path.startswith("initiatieven/")]
    some = [path for path in found if path.startswith(("steden/", "organisaties/"))][::24]
    lists = [path for path in found if path.startswith(("a-z", "nieuw", "tijdlijn", "themas", "programmas", "doelgr"))]
    lists = lists[:: 1 if EVERY else 4]
    single = [".", "overzicht", "kaart", "steden", "organisaties", "bijdragen/velden", "bijdragen/redactie", "data"]
    chosen = dict.fromkeys(["initiatieven/gewoon", *entries, *lists, *some, *single])
    return [{"path": f"{quote(path)}/", "paper": True, "frame": True} for path in chosen]


def steps_by_hand(site) -> list[dict]:
    """What comes from the reader's side: the address of a search, a draft, a selection, a comparison."""
    slugs = sorted(path.parent.name for path in site.glob("initiatieven/[lv]*/index.html"))[:30]
    named = "&".join(f"i={quote(text)}" for text in [*slugs[-3:], *ATTACKS[:80]])
    asked, first = searched(), f"zoeken/?q={quote(ATTACKS[0])}&thema={quote(ATTACKS[1])}"
    return [
        *({"path": first, "script": SEARCH, "argument": asked[at : at + ASKED]} for at in range(0, len(asked), ASKED)),
        {"path": "bijdragen/formulier/", "script": DRAFT, "argument": ATTACKS},
        {"path": "bijdragen/formulier/", "script": SHOWN},
        {"path": "initiatieven/gewoon/", "script": KEPT, "argument": [ATTACKS, slugs]},
        {"path": "initiatieven/gewoon/", "frame": True},
        {"path": "selectie/", "script": BOOKLET, "argument": len(slugs), "paper": True},
        {"path": f"selectie/?{named}#{quote(ATTACKS[0])}", "script": PAUSE, "paper": True},
        {"path": f"vergelijken/?{named}", "script": PAUSE, "paper": True},
    ]


def searched() -> list[str]:
    return ATTACKS if EVERY else [text for text in ATTACKS if len(text) <= 200][::13]


def attacked_in_batches(address: str, batches: list[list[dict]], *, bypass: bool) -> Iterator[dict]:
    """Each batch in a browser of its own, as a step may need what earlier ones left there. A long run prints its
    progress, and failures at once."""
    start, done, total, frame = time.monotonic(), 0, sum(map(len, batches)), None
    for batch in batches:
        for one in attack(address, batch, bypass=bypass, late=180 if EVERY else LATE):
            done, frame = done + 1, frame or one["frame"]
            if EVERY and (wrong(one) or silent(one) or one["frame"] not in (None, frame)):
                FOUND.parent.mkdir(exist_ok=True)
                line = json.dumps({"bypass": bypass} | one, ensure_ascii=False)
                print(line, flush=True)
                with FOUND.open("a", encoding="utf-8") as kept:
                    kept.write(f"{line}\n")
            yield one
        if EVERY:
            print(f"{done} of {total} steps, {time.monotonic() - start:.0f} s", flush=True)


def wrong(one: dict) -> bool:
    return bool(one["ran"] or one["odd"] or one["foreign"] or "hung" in one or "error" in one)


def silent(one: dict) -> bool:
    """Whether a search got no answer."""
    value = one.get("value")
    return isinstance(value, list) and "" in value[0]


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 1000 and len(set(ATTACKS)) == len(ATTACKS)


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without the policy"])
def test_nothing_runs(browser, attacked, bypass):
    """Nothing runs or could run, nothing comes from elsewhere, nothing hangs, and the frame does not move."""
    site, address = attacked
    on_pages, by_hand = steps_on_pages(site), steps_by_hand(site)
    asking = [[step] for step in by_hand if step.get("script") == SEARCH]
    by_hand = [step for step in by_hand if step.get("script") != SEARCH]
    batches = [*(on_pages[at : at + BATCH] for at in range(0, len(on_pages), BATCH)), *asking, by_hand]
    steps = [step for batch in batches for step in batch]
    told = list(attacked_in_batches(address, batches, bypass=bypass))
    assert [one for one in told if wrong(one)] == []
    frame = told[0]["frame"]
    assert frame["onTop"] and frame["fits"]
    assert [one["path"] for one in told if one["frame"] not in (None, frame)] == []

    value = {step["script"]: one["value"] for step, one in zip(steps, told) if "script" in step}
    heard = [said for step, one in zip(steps, told) if step.get("script") == SEARCH for said in one["value"][0]]
    titles = value[SEARCH][1]
    assert len(heard) >= 90 and all(heard)  # every search got an answer
    assert any("<" in title for title in titles)  # and titles show their attack as text
    assert value[SHOWN] > 300  # and so does the preview of the draft
    print(f"{len(ATTACKS)} attacks on {len(told)} pages and in {len(heard)} searches: nothing ran")


def test_the_same_run_catches_attacks_on_a_site_without_defence(browser, tmp_path_factory):
    """With values inserted as they are at least three hundred attacks run; with only the policy none does."""
    site = hostile(tmp_path_factory, "--plain")
    steps = [
        {"path": f"initiatieven/{path.name}/", "until": "domcontentloaded"}
        for path in sorted(site.glob("initiatieven/lijf-*"))
    ]
    with serving(site) as address:
        naked = list(attack(address, steps, bypass=True, late=10))
        guarded = list(attack(address, steps[::4], bypass=False, late=10))
    ran = {number for one in naked for number in one["ran"]} - {"?"}
    assert len(ran) >= 300
    assert {number for one in guarded for number in one["ran"]} == set()
    hung = sum("hung" in one for one in naked)
    print(f"{len(ran)} of {len(ATTACKS)} attacks ran on {len(naked)} pages without defence, of which {hung} hung")


WHOLE = """<!doctype html><title>x</title><header class="md-header">kop</header><div class="md-container">
<div class="md-content"><div data-n="7">{}</div></div><footer>voet</footer></div>"""
NOTICED = {
    "nothing": ("<p class=onclick>onclick=alert(1)</p>", set()),
    "a script": ("<script>alert(1)</script>", {"ran"}),
    "a handler": ("<img src='data:,' onerror=alert(1)>", {"ran", "odd"}),
    "a link": ("<a href='javascript:alert(1)'>x</a>", {"ran", "odd"}),
    "a picture from elsewhere": ("<img src='http://elsewhere.example/x.png'>", {"foreign", "odd"}),
    "something over everything": ("<div style='position:fixed;inset:0'>x</div>", {"frame"}),
    "something wide": ("<p style='width:3000px'>x</p>", {"frame"}),
    "a page that never ends": ("<script>for (;;);</script>", {"hung"}),
}


def test_the_attacker_notices(browser, tmp_path):
    """Each kind of failure is reported; a page that hangs is reported as such, and the others are still opened."""
    steps = [{"path": f"{number}.html", "frame": True} for number in range(len(NOTICED))]
    for number, (markup, _) in enumerate(NOTICED.values()):
        (tmp_path / f"{number}.html").write_text(WHOLE.format(markup), encoding="utf-8")
    with serving(tmp_path) as address:
        told = [*attack(address, steps[:-1], bypass=True), *attack(address, steps[-1:], bypass=True, late=8)]
    plain = told[0]["frame"]
    for one, (name, (_, expected)) in zip(told, NOTICED.items(), strict=True):
        kinds = {kind for kind in ("ran", "odd", "foreign", "hung") if one.get(kind)}
        kinds |= {"frame"} if one["frame"] not in (None, plain) else set()
        assert expected <= kinds and bool(expected) == bool(kinds), (name, one)
        assert name not in ("a script", "a handler") or set(one["ran"]) == {"7"}
