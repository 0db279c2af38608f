"""Visiting addresses, politely: addresses in, a verdict on each out.

One visitor at a time on a host, with a pause between two visits that is at least what the host's ``robots.txt`` asks;
a page that it closes to programs is not visited. HEAD first, GET when that is not understood; never more than the
head of an answer. What may pass (a busy server, a timeout) is tried again, each time after a longer wait, and what
stays unclear is called unsure: only a page that is said to be gone, or a host that does not exist, is dead.
"""

from __future__ import annotations

import datetime
import email.utils
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from ..words.language import N_, message
from .answer import Answer, Answerless, Manners, ask
from .links import State, Verdict

if TYPE_CHECKING:
    from protego import Protego

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)


@dataclass(slots=True)
class _Host:
    """The queue in front of one host."""

    greeting: threading.Lock = field(default_factory=threading.Lock)
    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    pause: float = 0.0
    robots: Protego | None = None
    known: bool = False


def visit(urls: Iterable[str], manners: Manners) -> Iterator[tuple[str, Verdict]]:
    """A verdict on each address, in the order in which they become known."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in sorted(by_host.values(), key=len, reverse=True):  # the longest queue decides when all is done
        waiting.put(group)
    done: queue.SimpleQueue[tuple[str, Verdict]] = queue.SimpleQueue()
    visitor = _Visitor(manners)

    def work() -> None:
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            for url in group:
                done.put((url, visitor.judge(url)))

    for _ in range(min(manners.parallel, len(by_host))):
        threading.Thread(target=work, daemon=True).start()
    for _ in range(sum(map(len, by_host.values()))):
        yield done.get()


class _Visitor:
    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.hosts: dict[str, _Host] = {}
        self.adding = threading.Lock()

    def judge(self, url: str) -> Verdict:
        """Follow an address to its end; retry what may pass."""
        wait = self.manners.backoff
        for left in reversed(range(self.manners.tries)):
            asked = 0.0
            try:
                verdict, asked = self.follow(url)
                if asked < 0 or not left:
                    return verdict
            except Answerless as none:
                if not none.passing or not left:
                    return Verdict(none.state, none.reason)
            except Exception as error:  # whatever a server can make a library raise: one address is never the end
                return Verdict(
                    State.UNSURE, message(N_("the answer cannot be read (%(reason)s)"), reason=type(error).__name__)
                )
            time.sleep(min(max(wait, asked), self.manners.longest_wait))
            wait *= 2
        raise AssertionError("the last try always returns")

    def follow(self, url: str) -> tuple[Verdict, float]:
        """The verdict, and how long to wait before another try: less than 0 when another try is of no use."""
        here, moved, permanent, seen = url, "", True, {url}
        for _ in range(self.manners.hops + 1):
            answer = self.answer(here)
            if answer.status not in _REDIRECTS or not answer.location:
                return self.end(url, here, moved, answer)
            here = urljoin(here, answer.location)
            permanent = permanent and answer.status in _PERMANENT
            moved = here if permanent else moved
            if here in seen:
                return Verdict(State.UNSURE, message(N_("the page keeps sending visitors round in a circle"))), -1
            seen.add(here)
        return Verdict(State.UNSURE, message(N_("the page sends visitors on too often"))), -1

    def end(self, url: str, here: str, moved: str, answer: Answer) -> tuple[Verdict, float]:
        status = answer.status
        if status in _BUSY:
            what = (
                N_("the server is busy (%(status)d)")
                if status in (429, 503)
                else N_("the server makes a mistake (%(status)d)")
            )
            return Verdict(State.UNSURE, message(what, status=status)), _seconds(answer.retry_after)
        if status in (404, 410):
            what = (
                N_("the page does not exist (%(status)d)") if status == 404 else N_("the page was removed (%(status)d)")
            )
            return Verdict(State.DEAD, message(what, status=status)), -1
        if status in (401, 403):
            return Verdict(State.UNSURE, message(N_("the server lets no programs in (%(status)d)"), status=status)), -1
        if not 200 <= status < 300:
            return Verdict(
                State.UNSURE, message(N_("the server gives an unexpected answer (%(status)d)"), status=status)
            ), -1
        if here != url and urlsplit(here).path in ("", "/") and urlsplit(url).path not in ("", "/"):
            return Verdict(
                State.UNSURE,
                message(
                    N_("it leads to the front page of %(host)s; the page itself is probably gone"),
                    host=urlsplit(here).netloc,
                ),
            ), -1
        return (Verdict(State.MOVED, target=moved) if moved else Verdict(State.GOOD)), -1

    def answer(self, url: str) -> Answer:
        """The head of the answer: to HEAD, or to GET where HEAD is refused or not understood."""
        host = self.host(url)
        if host.robots and not host.robots.can_fetch(url, self.manners.agent):
            raise Answerless(message(N_("the site asks programs not to visit this page")), passing=False)
        try:
            answer = self.ask("HEAD", url, host)
            if answer.status < 400 or answer.status == 429:
                return answer
        except Answerless as none:
            if not none.passing:
                raise
        return self.ask("GET", url, host)

    def host(self, url: str) -> _Host:
        parts = urlsplit(url)
        with self.adding:
            host = self.hosts.setdefault(parts.netloc, _Host(pause=self.manners.pause))
        with host.greeting:
            if not host.known:
                host.known = True
                self.greet(f"{parts.scheme}://{parts.netloc}/robots.txt", host)
        return host

    def greet(self, robots: str, host: _Host) -> None:
        """Read what a host asks of programs; without an answer, ordinary manners apply."""
        from protego import Protego

        texts: list[str] = []
        try:
            self.ask("GET", robots, host, texts.append)
        except Answerless:
            return
        if texts:
            host.robots = Protego.parse(texts[0])
            asked = host.robots.crawl_delay(self.manners.agent) or 0
            host.pause = max(host.pause, min(float(asked), self.manners.longest_pause))

    def ask(self, method: str, url: str, host: _Host, read: Callable[[str], Any] | None = None) -> Answer:
        """One request, in its turn and after the pause."""
        with host.turn:
            time.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                return ask(method, url, self.manners, read)
            finally:
                host.free_at = time.monotonic() + host.pause


def _seconds(retry_after: str) -> float:
    """What ``Retry-After`` asks: a number of seconds, or a moment."""
    if retry_after.isdigit():
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return 0.0
    if moment.tzinfo is None:
        return 0.0
    return max(0.0, (moment - datetime.datetime.now(datetime.UTC)).total_seconds())
