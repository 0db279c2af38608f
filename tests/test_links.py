"""Links to other sites: found with their place, visited politely, and judged no more harshly than is certain.

All requests go to a server on this machine that misbehaves in every way; no other address is ever visited.
"""

from __future__ import annotations

import datetime
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections import defaultdict
from dataclasses import replace
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from conftest import ROOT, run
from handbook.links import published
from handbook.links.answer import Manners, ask
from handbook.links.line import session
from handbook.links.links import Outward, Spot, State, Verdict, issue, listed, outward
from handbook.links.published import Unread
from handbook.links.visit import visit
from handbook.reading.load import load
from handbook.words.language import Language
from test_check import GOOD

DUTCH = Language("nl")
AGENT = "Handbook-links/1.0 (+https://example.nl/)"
HASTY = Manners(AGENT, pause=0, timeout=0.6, patience=0.9, tries=3, backoff=0.01, longest_wait=0.2, private=True)


class Misbehaving(BaseHTTPRequestHandler):
    """Each path is a kind of misbehaviour; the server records every visit: when, how, by whom."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments) -> None:
        pass

    def do_HEAD(self) -> None:
        self.act()

    def do_GET(self) -> None:
        self.act()

    def act(self) -> None:
        server, path = self.server, self.path.partition("?")[0]
        with server.lock:
            server.visits[path].append((time.monotonic(), self.command, self.headers.get("User-Agent", "")))
            server.busy += 1
            server.busiest = max(server.busiest, server.busy)
        try:
            time.sleep(0.01)
            self.misbehave(path, len(server.visits[path]))
        except OSError:
            pass
        finally:
            with server.lock:
                server.busy -= 1

    def misbehave(self, path: str, visits: int) -> None:
        head = self.command == "HEAD"
        if path == "/robots.txt":
            self.say(200 if self.server.robots else 404, body=self.server.robots.encode())
        elif path.startswith("/status/"):
            self.say(int(path.rpartition("/")[2]))
        elif path.startswith("/to/"):  # /to/301/good
            _, _, status, rest = path.split("/", 3)
            self.say(int(status), Location=f"/{rest}")
        elif path == "/circle":
            self.say(302, Location="/circle2")
        elif path == "/circle2":
            self.say(302, Location="/circle")
        elif path.startswith("/deeper/"):
            self.say(302, Location=f"/deeper/{int(path.rpartition('/')[2]) + 1}")
        elif path == "/out":
            self.say(302, Location="file:///etc/passwd")
        elif path == "/busy-then-good":
            self.say(503 if visits < 3 else 200)
        elif path == "/wait-then-good":
            self.say(429 if visits < 2 else 200, **{"Retry-After": "0"})
        elif path == "/wait-till-then-good":
            self.say(
                429 if visits < 2 else 200, **{"Retry-After": format_datetime(datetime.datetime.now(datetime.UTC))}
            )
        elif path == "/no-head":
            self.say(405 if head else 200)
        elif path == "/head-is-404":
            self.say(404 if head else 200)
        elif path == "/hangs-up" or (path == "/head-hangs-up" and head) or (path == "/hangs-up-once" and visits < 3):
            self.close_connection = True
        elif path == "/slow":
            time.sleep(1.5)
        elif path == "/drips":
            for _ in range(60):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n" if _ == 0 else b"X: y\r\n")
                time.sleep(0.2)
        elif path == "/wrong-length":
            self.say(200, length=10_000, body=b"short")
        elif path == "/no-length":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\nand more")
            self.close_connection = True
        elif path == "/huge":
            self.say(200, length=10_000_000_000, body=b"x" * 1_000_000)
        elif path == "/rubbish":
            self.wfile.write(b"\x00\xff this is no HTTP\r\n\r\n")
            self.close_connection = True
        elif path == "/bad-location":
            self.say(301, Location="http://[::1/")
        else:
            self.say(200, body=b"good")

    def say(self, status: int, length: int | None = None, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


@pytest.fixture
def serve():
    """Starts misbehaving servers, each with its ``robots.txt``; gives their addresses."""
    started = []

    def start(robots: str = "", context: ssl.SSLContext | None = None):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
        server.daemon_threads = True
        server.robots, server.lock = robots, threading.Lock()
        server.visits, server.busy, server.busiest = defaultdict(list), 0, 0
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.address = f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def judge(url: str, manners: Manners = HASTY) -> Verdict:
    return dict(visit([url], manners))[url]


@pytest.mark.parametrize(
    ("path", "state", "says"),
    [
        ("/good", State.GOOD, ""),
        ("/status/404", State.DEAD, "bestaat niet (404)"),
        ("/status/410", State.DEAD, "weggehaald (410)"),
        ("/status/403", State.UNSURE, "niet binnen (403)"),
        ("/status/401", State.UNSURE, "niet binnen (401)"),
        ("/status/429", State.UNSURE, "te druk (429)"),
        ("/status/500", State.UNSURE, "gaat iets mis"),
        ("/status/503", State.UNSURE, "te druk (503)"),
        ("/status/418", State.UNSURE, "onverwacht"),
        ("/status/999", State.UNSURE, "onverwacht"),
        ("/busy-then-good", State.GOOD, ""),
        ("/wait-then-good", State.GOOD, ""),
        ("/wait-till-then-good", State.GOOD, ""),
        ("/no-head", State.GOOD, ""),
        ("/head-is-404", State.GOOD, ""),
        ("/head-hangs-up", State.GOOD, ""),
        ("/hangs-up-once", State.GOOD, ""),
        ("/hangs-up", State.UNSURE, "verbreekt"),
        ("/slow", State.UNSURE, "niet op tijd"),
        ("/drips", State.UNSURE, "te langzaam"),
        ("/wrong-length", State.GOOD, ""),
        ("/no-length", State.GOOD, ""),
        ("/huge", State.GOOD, ""),
        ("/rubbish", State.UNSURE, ""),
        ("/bad-location", State.UNSURE, ""),
        ("/circle", State.UNSURE, "kringetje"),
        ("/deeper/0", State.UNSURE, "te vaak"),
        ("/out", State.UNSURE, "geen webadres"),
        ("/to/302/good", State.GOOD, ""),
        ("/to/301/status/404", State.DEAD, "(404)"),
        ("/to/301/", State.UNSURE, "voorpagina"),
    ],
)
def test_every_misbehaviour_is_judged(serve, path, state, says):
    verdict = judge(serve().address + path)
    assert verdict.state is state
    assert says in (DUTCH.say(verdict.reason) if verdict.reason else "")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/to/301/good", "/good"),
        ("/to/308/good", "/good"),
        ("/to/301/to/308/good", "/good"),
        ("/to/301/to/302/good", "/to/302/good"),
    ],
)
def test_a_page_that_moved_for_good_tells_where_to(serve, path, target):
    """Only as far as the redirects are permanent: what follows a temporary one may change tomorrow."""
    server = serve()
    assert judge(server.address + path) == Verdict(State.MOVED, target=server.address + target)


def test_a_host_that_does_not_exist_is_dead_and_a_closed_door_is_unsure():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert judge(f"http://127.0.0.1:{port}/x").state is State.UNSURE
    assert judge(f"http://{'a' * 64}.nl/x").state is State.DEAD  # an impossible name: no lookup


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/x",
        "http://localhost:{port}/x",
        "http://[::1]:{port}/x",
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
        "http://0x7f000001:{port}/x",
    ],
)
def test_nothing_inside_a_network_is_knocked_at(serve, url):
    """An address in a contribution cannot make the check send requests to the network of the machine that runs it."""
    server = serve()
    assert judge(url.format(port=server.server_port), replace(HASTY, private=False)).state is not State.GOOD
    assert not server.visits


@pytest.fixture
def certified(tmp_path):
    """The settings that make a server “naam.example” trusted by means of a certificate in this folder."""
    paths = tmp_path / "key", tmp_path / "certificate"
    names = ("-subj", "/CN=naam.example", "-addext", "subjectAltName=DNS:naam.example", "-days", "2")
    files = ("-keyout", paths[0], "-out", paths[1])
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *files, *names], capture_output=True
    )
    if made.returncode:
        pytest.skip("no openssl to make a certificate with")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paths[1], paths[0])
    return context, paths[1]


def test_an_untrusted_certificate_is_unsure(serve, certified):
    verdict = judge(serve(context=certified[0]).address + "/good")
    assert verdict.state is State.UNSURE and "niet te vertrouwen" in DUTCH.say(verdict.reason)


def test_a_certificate_must_have_the_name_that_was_asked_for(serve, certified):
    """Even though the connection is to an IP address; another name is refused."""
    context, certificate = certified
    port = serve(context=context).address.rpartition(":")[2]
    with session(["127.0.0.1"]) as line:
        assert line.get(f"https://naam.example:{port}/good", verify=str(certificate)).status_code == 200
        with pytest.raises(requests.exceptions.SSLError):
            line.get(f"https://ander.example:{port}/good", verify=str(certificate))


def test_a_name_is_looked_up_once_and_that_address_is_visited(serve, monkeypatch):
    """Even if an attacker then lets the name point elsewhere, the connection is to the address that was judged."""
    server, looked_up, real = serve(), [], socket.getaddrinfo

    def changing(host, *arguments, **options):
        if host != "wisselt.example":
            return real(host, *arguments, **options)
        looked_up.append(host)
        return real("127.0.0.1" if len(looked_up) == 1 else "127.0.0.9", *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    port = server.address.rpartition(":")[2]
    asked = ask("GET", f"http://wisselt.example:{port}/good", HASTY)
    assert (asked.status, looked_up) == (200, ["wisselt.example"])


def test_an_address_that_does_not_answer_leaves_the_next_one(serve, monkeypatch):
    """A name with several addresses, such as an IPv6 address that this machine cannot reach."""
    server, real = serve(), socket.getaddrinfo
    both = ("127.0.0.9", "127.0.0.1")

    def doubled(host, *arguments, **options):
        hosts = both if host == "dubbel.example" else (host,)
        return [item for one in hosts for item in real(one, *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", doubled)
    assert ask("GET", f"http://dubbel.example:{server.address.rpartition(':')[2]}/good", HASTY).status == 200


def test_one_visitor_at_a_time_who_says_who_it_is(serve):
    server = serve()
    verdicts = dict(visit([f"{server.address}/good/{number}" for number in range(12)], HASTY))
    assert len(verdicts) == 12 and server.busiest == 1
    assert {agent for visits in server.visits.values() for _, _, agent in visits} == {AGENT}
    assert len(server.visits["/robots.txt"]) == 1
    assert {how for path, visits in server.visits.items() if path != "/robots.txt" for _, how, _ in visits} == {"HEAD"}


def test_hosts_are_visited_beside_each_other(serve):
    """A slow host does not hold up the others."""
    slow, *others = [serve() for _ in range(4)]
    urls = [f"{slow.address}/slow", *(f"{server.address}/good" for server in others)]
    order = [url for url, _ in visit(urls, HASTY)]
    assert order[-1] == urls[0]


@pytest.mark.parametrize(
    ("robots", "pause", "least"),
    [("User-agent: *\nCrawl-delay: 0.3\n", 0, 0.3), ("", 0.2, 0.2), ("User-agent: *\nCrawl-delay: 9999\n", 0, 0.1)],
)
def test_the_pause_is_what_the_host_asks_for(serve, robots, pause, least):
    """At least our own, at least theirs, and never so long that the check would not end."""
    server = serve(robots)
    dict(
        visit(
            [f"{server.address}/good/{number}" for number in range(3)], replace(HASTY, pause=pause, longest_pause=0.3)
        )
    )
    moments = sorted(moment for visits in server.visits.values() for moment, _, _ in visits)
    assert all(later - earlier >= least for earlier, later in zip(moments[1:], moments[2:]))


def test_a_closed_page_is_not_visited(serve):
    server = serve("User-agent: *\nDisallow: /dicht/*/x\n")
    verdict = judge(f"{server.address}/dicht/a/x")
    assert verdict.state is State.UNSURE and "vraagt programma’s" in DUTCH.say(verdict.reason)
    assert list(server.visits) == ["/robots.txt"]
    assert judge(f"{server.address}/open").state is State.GOOD


def sources(project, url: str, more: str = "") -> None:
    text = GOOD.replace("[{title: Een bron}]", f"[{{title: Een bron, url: '{url}/status/404', retrieved: 2024-03-02}}]")
    text = text.replace("## Waarom\n\nTekst.", f"## Waarom\n\nZie [hier]({url}/to/301/good#kop) en <{url}/good>.{more}")
    (project / "initiatives" / "goed.md").write_text(text, encoding="utf-8")


def test_links_are_found_where_they_stand(project):
    sources(
        project,
        "https://www.example.nl",
        " Of [daar](https://web.archive.org/web/2020/x), [ginds](zelfhulp.md) of [mail](mailto:a@b.nl).",
    )
    found = outward(load(project)[0], {"content/x.md": "Zie\nhttps://www.example.nl/good.\n"})
    assert list(found) == sorted(found)
    assert found["https://www.example.nl/good"].spots == [
        Spot("initiatives/goed.md", 20, 56),
        Spot("content/x.md", 2, 1),
    ]
    assert found["https://www.example.nl/status/404"].spots == [Spot("initiatives/goed.md", 9, 34)]
    assert "https://www.example.nl/to/301/good" in found and not any(
        "archive.org" in url or "mailto" in url for url in found
    )


def test_an_address_that_is_none_stops_nobody(project):
    (project / "initiatives" / "goed.md").write_text(GOOD.replace("https://", "http://[", 1), encoding="utf-8")
    found = outward(load(project)[0], {}).values()
    assert not [url for url in found if "initiatives/goed.md" in {spot.path for spot in url.spots}]


@pytest.mark.parametrize("path", ["/wrong-length", "/rubbish", "/hangs-up"])
def test_a_published_list_that_breaks_off_is_unread(serve, path, monkeypatch):
    monkeypatch.setattr(published, "_WAIT", 1)
    with pytest.raises(Unread):
        published.listed(serve().address + path)


def test_a_copy_is_proposed():
    """The one that the source names; otherwise the one nearest to the day on which the page was read."""
    assert (
        Outward("https://a.nl/", archived="https://web.archive.org/web/1/x").copy == "https://web.archive.org/web/1/x"
    )
    assert (
        Outward("https://a.nl/", seen=datetime.date(2024, 3, 2)).copy
        == "https://web.archive.org/web/20240302/https://a.nl/"
    )
    assert Outward("https://a.nl/").copy == "https://web.archive.org/web/https://a.nl/"


def test_the_command_tells_it_in_dutch_and_remembers(project, serve):
    """Text with places; an issue in Markdown; a good link is not visited again, an uncertain one is."""
    server = serve()
    sources(project, server.address, f" En <{server.address}/status/403>.")
    for path in project.glob("content/**/*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("https://", "mailto:x@"), encoding="utf-8")
    for path in project.glob("initiatives/[!R]*.md"):
        if path.name != "goed.md":
            path.unlink()
    quick = ("--private", "--pause", "0", "--timeout", "1")
    first = run(project, "links.py", *quick)
    assert first.returncode == 1, first.stderr
    dead, moved, unsure = first.stdout.splitlines()
    today = datetime.datetime.now(datetime.UTC).date()
    assert (
        dead.startswith("initiatives/goed.md:9:")
        and f"web.archive.org/web/20240302/{server.address}" in dead
        and str(today.year) in dead
    )
    assert moved.startswith("initiatives/goed.md:20:") and f"{server.address}/good" in moved
    assert unsure.startswith("initiatives/goed.md:20:") and "403" in unsure
    assert "4, waarvan 1 dood, 1 verhuisd en 1 onzeker" in first.stderr
    server.visits.clear()
    second = run(project, "links.py", *quick, "--format", "markdown")
    assert set(server.visits) == {"/robots.txt", "/status/403"}
    assert second.stdout.count("- [ ] ") == 3 and "## Dode links (1)" in second.stdout
    assert "/edit/main/initiatives/goed.md)" in second.stdout
    cache = json.loads((project / ".cache" / "links.json").read_text(encoding="utf-8"))
    assert len(cache) == 4
    (project / ".cache" / "links.json").write_text("{ broken", encoding="utf-8")
    assert run(project, "links.py", *quick).returncode == 1


def test_nothing_to_mend_is_said_and_no_error(project):
    for path in [*project.glob("initiatives/[!R]*.md"), *project.glob("content/**/*.md")]:
        path.write_text(
            path.read_text(encoding="utf-8").replace("https://", "mailto:x@").replace("http://", "mailto:x@"),
            encoding="utf-8",
        )
    result = run(project, "links.py", "--format", "markdown")
    assert result.returncode == 0 and "Alle links werken" in result.stdout


def test_without_a_network_nothing_is_called_dead(tmp_path):
    """Servers that are all gone at once are not the handbook's fault: no list, and nothing is recorded."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "initiatives").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", root)
    page = root / "content" / "index.md"
    page.write_text("[a](https://a.invalid/) en [b](https://b.invalid/x)\n", encoding="utf-8")
    result = run(ROOT, "links.py", "--root", str(root), "--pause", "0")
    assert (result.returncode, result.stdout) == (2, "") and "internet" in result.stderr
    assert "invalid" not in (root / ".cache" / "links.json").read_text(encoding="utf-8")
    page.write_text("[a](https://a.invalid/)\n", encoding="utf-8")  # a single one may really be gone
    assert run(ROOT, "links.py", "--root", str(root), "--pause", "0").returncode == 1


def test_a_hostile_address_stays_text_in_the_issue():
    from cmarkgfm import cmark

    one = Outward("https://a.nl/](x)<img src=x>@iedereen|`", [Spot("initiatives/a`b.md", 1, 1)])
    page = issue(
        [one],
        {one.url: Verdict(State.MOVED, target="https://b.nl/<script>*x*")},
        DUTCH,
        "https://github.com/x/y/edit/main/",
    )
    html = cmark.markdown_to_html_with_extensions(
        page, options=cmark.Options.CMARK_OPT_UNSAFE, extensions=["table", "autolink", "tasklist"]
    )
    assert "<img" not in html and "<script" not in html and "<em>" not in html and "<code>" not in html
    assert html.count("<a ") == 1
    assert listed([one], {one.url: Verdict(State.GOOD)}, DUTCH) == []


def test_an_issue_with_more_than_github_takes_tells_the_dead_first_and_counts_the_rest():
    """GitHub refuses an issue of more than 65,536 signs, and with it the whole list."""
    links = [Outward(f"https://a.nl/{number:04}", [Spot("initiatives/a.md", number, 1)]) for number in range(2000)]
    found = {one.url: Verdict(State.DEAD if one.url.endswith("99") else State.UNSURE) for one in links}
    page = issue(links, found, DUTCH, "https://github.com/x/y/edit/main/")
    told = page.count("- [ ] ")
    assert len(page.encode()) < 65_536 and 100 < told < 2000
    assert "## Dode links (20)" in page and page.count(" is dood") == 20
    assert page.endswith(f"\nen nog {2000 - told}\n")


def test_the_links_of_the_first_edition_are_gathered():
    assert all(one.spots for one in outward(load(ROOT)[0], {}).values())
