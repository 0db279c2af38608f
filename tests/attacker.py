"""A browser that opens pages, does whatever could trigger an attack, and reports what happened.

    python tests/attacker.py < {"address": …, "bypass": …, "steps": [{"path": …, "script": …, "argument": …}]}

It prints a line of JSON for each step. It is a separate program because a page may hang for ever: ``attack`` waits a
limited time for each line, then ends the program, notes that the step hung, and continues with the next step in a new
one.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

LATE = 60  # seconds after which a step without an answer counts as hanging

# Runs before any script of a page: it records each dialog, with the payload of the element that asked for it.
WATCH = """
(() => {
  let count = 0;
  const number = () => {
    const node = window.event?.target?.closest ? event.target : document.currentScript ?? window.frameElement;
    return node?.closest?.("[data-n]")?.dataset.n ?? window.__n ?? "?";
  };
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    window[name] = () => {
      if (++count > 400) throw new Error("enough");
      try { window.__hit(String(number())); } catch { window.__hit("?"); }
    };
  }
  window.open = () => null;
})();
"""

# Does whatever could trigger an attack: every handler, and every link, form and button that does not lead to the web.
PROVOKE = """
() => {
  const odd = [];
  const safe = (address) => ["http:", "https:", "mailto:", "tel:"].includes(new URL(address, location.href).protocol);
  const tried = (act) => { try { act(); } catch {} };
  for (const element of document.querySelectorAll("*")) {
    window.__n = element.closest("[data-n]")?.dataset.n ?? "?";
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("on")) {
        odd.push(`${window.__n}: ${name}`);
        const kind = name.includes("key") ? KeyboardEvent : name.includes("mouse") ? MouseEvent : Event;
        tried(() => element.dispatchEvent(new kind(name.slice(2), { cancelable: true })));
      } else if (["href", "xlink:href", "action", "formaction", "src", "data", "srcdoc"].includes(name)) {
        let fine = name !== "srcdoc" && element.localName !== "base";
        try { fine &&= safe(value); } catch {}
        if (fine) continue;
        odd.push(`${window.__n}: ${element.localName} ${name}`);
        if (["a", "area", "button", "input"].includes(element.localName)) tried(() => element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
        if (element.localName === "form") tried(() => element.requestSubmit());
      } else if (name === "style" && element.closest(".hb-text, .hb-facts, .hb-intro, .hb-cards, .hb-preview")) odd.push(`${window.__n}: style`);
    }
  }
  window.__n = undefined;
  for (const element of document.querySelectorAll(".md-content :is(iframe, object, embed, base, meta, style, frame, frameset, applet, math, video, audio, img)")) odd.push(element.localName);
  for (const link of document.querySelectorAll(".md-content :is(link, script:not([type*=json]))")) if (!String(link.href || link.src).startsWith(location.origin)) odd.push(link.localName);
  return odd;
}
"""

# The positions of the parts of the frame: nothing in a contribution may move, cover or widen it.
FRAME = """
() => {
  const box = (selector) => {
    const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  };
  const foot = ".md-container > footer"; // below it is room for what was chosen to compare
  const [, , wide, whole] = box(foot), high = whole - Math.round(parseFloat(getComputedStyle(document.querySelector(foot)).paddingBottom));
  const [left, , width] = box(".md-content");
  const onTop = document.elementFromPoint(innerWidth / 2, 10)?.closest("header") !== null;
  const fits = document.documentElement.scrollWidth <= innerWidth;
  return { header: box("header.md-header"), footer: [wide, high], main: [left, width], onTop, fits };
}
"""


def attack(address: str, steps: list[dict], *, bypass: bool, late: float = LATE) -> Iterator[dict]:
    """What happened at each step; a step that did not answer has ``hung``."""
    left = list(steps)
    while left:
        program, lines = _started({"address": address, "bypass": bypass, "steps": left})
        try:
            while left:
                yield json.loads(lines.get(timeout=late))
                left.pop(0)
        except queue.Empty:
            yield {"path": left.pop(0)["path"], "hung": True, "ran": [], "foreign": [], "odd": [], "frame": None}
        finally:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _started(order: dict) -> tuple[subprocess.Popen, queue.Queue]:
    """The running program, and a queue with its lines of output."""
    program = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in program.stdout], daemon=True).start()
    program.stdin.write(json.dumps(order))
    program.stdin.close()
    return program, lines


def main() -> None:
    from playwright.sync_api import Error, sync_playwright

    order = json.load(sys.stdin)
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        context = browser.new_context(
            viewport={"width": 1100, "height": 800}, reduced_motion="reduce", bypass_csp=order["bypass"]
        )
        ran: list[str] = []
        foreign: list[str] = []
        context.expose_binding("__hit", lambda source, number: ran.append(number))
        context.add_init_script(WATCH)
        own = (order["address"], "data:", "blob:", "about:", "chrome-error:")
        page = None
        for step in order["steps"]:
            ran.clear(), foreign.clear()
            told = {"path": step["path"], "odd": [], "frame": None}
            if page is None or page.is_closed():
                page = context.new_page()
                page.on("request", lambda request: request.url.startswith(own) or foreign.append(request.url))
                page.on("dialog", lambda dialog: (ran.append("?"), dialog.dismiss()))
            try:
                page.goto(order["address"] + step["path"], wait_until=step.get("until", "load"), timeout=15_000)
                if "script" in step:
                    told["value"] = page.evaluate(step["script"], step.get("argument"))
                told["odd"] = page.evaluate(PROVOKE)
                if step.get("paper"):
                    page.emulate_media(media="print")
                    told["odd"] += page.evaluate(PROVOKE)
                    page.emulate_media(media="screen")
                page.wait_for_timeout(20)
                if step.get("frame"):
                    told["frame"] = page.evaluate(FRAME)
            except Error as error:
                told["error"] = str(error)[:300]
            print(json.dumps(told | {"ran": ran, "foreign": foreign}), flush=True)
            if "error" in told:  # the next step gets a new page
                page.close()


if __name__ == "__main__":
    main()
