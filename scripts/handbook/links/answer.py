"""One request: an address in; the head of the answer, or a sentence that says why there is none, out.

No more than the head is read, no password is sent, and no address inside a network is visited: a name is resolved once,
and only the addresses found then are connected to.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..words.language import N_, Message, message
from .links import State

if TYPE_CHECKING:
    import requests

_MOST_BYTES = 512 * 1024

ABSENT = N_("the server %(host)s does not exist")


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave. Times are in seconds; ``private`` allows addresses inside a network, for tests."""

    agent: str
    parallel: int = 8  # hosts at the same time
    pause: float = 1.0  # between two visits to a host
    longest_pause: float = 30.0  # what a host may ask for
    timeout: float = 15.0  # without an answer
    patience: float = 40.0  # for one answer in all, however slowly it drips
    tries: int = 3
    backoff: float = 2.0  # the wait after the first try; doubled after each
    longest_wait: float = 60.0  # what a busy server may ask for
    hops: int = 8
    private: bool = False


class Answerless(Exception):
    """There was no answer: why, and whether another try may succeed."""

    def __init__(self, reason: Message, *, passing: bool = True, state: State = State.UNSURE) -> None:
        self.reason, self.passing, self.state = reason, passing, state


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer; ``location`` and ``retry_after`` are its headers, empty when it has none."""

    status: int
    location: str
    retry_after: str


def ask(method: str, url: str, manners: Manners, read: Callable[[str], Any] | None = None) -> Answer:
    """Ask, and wait no longer than ``manners.patience``; ``read`` gets the text of a good answer."""
    found: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            found.put(_request(method, url, manners, read))
        except Exception as error:
            found.put(error)

    # A thread of its own: an answer that drips for ever can only be left behind, not ended.
    threading.Thread(target=run, daemon=True).start()
    try:
        answer = found.get(timeout=manners.patience)
    except queue.Empty:
        raise Answerless(message(N_("the server answers too slowly"))) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _request(method: str, url: str, manners: Manners, read: Callable[[str], Any] | None) -> Answer:
    import requests
    from urllib3.exceptions import HTTPError

    from .line import session

    with session(_resolve(url, manners)) as line:
        line.headers["User-Agent"] = manners.agent
        try:
            with line.request(method, url, timeout=manners.timeout, allow_redirects=False, stream=True) as answer:
                if read and answer.status_code == 200:
                    read(answer.raw.read(_MOST_BYTES, decode_content=True).decode("utf-8", "replace"))
                location = answer.headers.get("Location", "").encode("latin-1", "replace").decode("utf-8", "replace")
                return Answer(answer.status_code, location, answer.headers.get("Retry-After", ""))
        except requests.RequestException as error:
            raise _explained(error) from error
        except (HTTPError, OSError) as error:
            raise Answerless(message(N_("the server breaks the connection off, or refuses it"))) from error


def _resolve(url: str, manners: Manners) -> list[str]:
    """The addresses of the server. Refuse what is not on the public internet: a contribution must not make this program knock inside a network."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Answerless(message(N_("it leads to an address that is not a web address")), passing=False)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 0, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        if getattr(error, "errno", None) == socket.EAI_AGAIN:
            raise Answerless(message(N_("the name of the server cannot be looked up now"))) from error
        what = message(ABSENT, host=parts.hostname)
        raise Answerless(what, passing=False, state=State.DEAD) from error
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    if not manners.private and not all(ipaddress.ip_address(address).is_global for address in addresses):
        raise Answerless(message(N_("it leads to an address that is not on the public internet")), passing=False)
    return addresses


def _explained(error: requests.RequestException) -> Answerless:
    import requests

    if isinstance(error, requests.exceptions.SSLError):
        return Answerless(message(N_("the secure connection cannot be trusted")), passing=False)
    if isinstance(error, requests.exceptions.Timeout):
        return Answerless(message(N_("the server does not answer in time")))
    if isinstance(error, requests.exceptions.ConnectionError):
        return Answerless(message(N_("the server breaks the connection off, or refuses it")))
    return Answerless(message(N_("the answer cannot be read (%(reason)s)"), reason=type(error).__name__), passing=False)
