"""What stands on the web as published: the address of a site, or a file, in; the addresses that it promises out."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from ..model.voice import denied
from ..site.promises import LIST
from ..words.language import N_, Message, message

_MOST = 32 * 1024 * 1024  # bytes
_WAIT = 20  # seconds
_NOWHERE = ("example", "invalid", "test", "localhost")  # names that lead nowhere by agreement (RFC 2606)
NO_LIST = N_("it is no list of addresses")


class Unread(Exception):
    """The list of what was published cannot be read; ``said`` is the reason."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said


def listed(where: str) -> tuple[str, str] | None:
    """Where the list was found and its text; None when nothing is published there yet. Raises ``Unread``."""
    if "://" not in where:
        try:
            return where, Path(where).read_text(encoding="utf-8")
        except OSError as error:
            raise Unread(denied(error)) from None
        except UnicodeDecodeError:
            raise Unread(message(NO_LIST)) from None
    parts = urlsplit(where)
    if parts.scheme not in ("http", "https"):
        raise Unread(message(N_("the address must begin with https:// or http://")))
    if (parts.hostname or "").rpartition(".")[2] in _NOWHERE and not parts.port:
        return None
    names = (LIST, "sitemap.xml", "") if where.endswith("/") else ("",)
    for name in names:
        text = _fetched(where + name)
        if text is not None and (name or len(names) == 1):
            return where + name, text
        if text is not None:
            raise Unread(message(N_("there is a site, but without a list of its addresses")))
    return None


def _fetched(address: str) -> str | None:
    """The text at an address; None when there is nothing."""
    import requests
    from urllib3.exceptions import HTTPError

    try:
        with requests.get(address, timeout=_WAIT, stream=True, headers={"User-Agent": "handbook-check"}) as answer:
            if answer.status_code in (404, 410):
                return None
            answer.raise_for_status()
            data = answer.raw.read(_MOST + 1, decode_content=True)
    except requests.HTTPError as error:
        raise Unread(message(N_("the server answers with %(status)d"), status=error.response.status_code)) from None
    except (requests.RequestException, HTTPError, OSError):  # the second while it is read
        raise Unread(message(N_("no whole answer came; is there a connection?"))) from None
    if len(data) > _MOST:
        raise Unread(message(NO_LIST))
    return data.decode("utf-8", "replace")
