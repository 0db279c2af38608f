"""Measure a first and a further query on the search page of a built site, in a real browser: JSON for ``bench.py``.

Transfer is counted as from a server that compresses text; the index itself is compressed already.
"""

import gzip
import json
import shutil
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, Page, sync_playwright

QUERIES = {"first": "zelfhulp", "further": "begeleiding"}
_TEXT = (".js", ".css", ".json")
# Typing and waiting happen within the page: those of the driver cost 40 ms that no reader waits for.
_ASK = """words => new Promise(shown => {
  const done = () => document.querySelector(".hb-hit mark") && !document.querySelector("[aria-busy=true]")
    && new URLSearchParams(location.search).get("q") === words;
  const seen = new MutationObserver(() => {
    if (!done()) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(shown));
  });
  seen.observe(document, { subtree: true, childList: true, attributes: true });
  const field = document.querySelector("#hb-find-words");
  field.value = words;
  field.form.requestSubmit();
})"""

sent: dict[str, int] = {}


class Counting(SimpleHTTPRequestHandler):
    def copyfile(self, source, outputfile) -> None:  # noqa: ANN001
        data = source.read()
        sent[self.path] = len(gzip.compress(data) if self.path.endswith(_TEXT) else data)
        outputfile.write(data)

    def log_message(self, *arguments: object) -> None:
        pass


def used(browser: Browser) -> float:
    """CPU seconds of all processes of the browser."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    return sum(process["cpuTime"] for process in found["processInfo"])


def ask(browser: Browser, page: Page, words: str) -> dict[str, float]:
    sent.clear()
    before, began = used(browser), time.perf_counter()
    page.evaluate(_ASK, words)
    wall, cpu = time.perf_counter() - began, used(browser) - before
    page.wait_for_load_state("networkidle")
    memory = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    return {"wall": wall, "cpu": cpu, "memory": memory, "made": sum(sent.values()) / 1e6}


with (
    ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, directory="site")) as http,
    sync_playwright() as playwright,
):
    threading.Thread(target=http.serve_forever, daemon=True).start()
    path = shutil.which("chromium") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{http.server_port}/zoeken/")
    page.wait_for_load_state("networkidle")
    page.focus("#hb-find-words")
    page.evaluate("true")  # first puts the driver's own script into the page, which is not to be measured
    print(json.dumps({name: ask(browser, page, words) for name, words in QUERIES.items()}))
    browser.close()
    http.shutdown()
