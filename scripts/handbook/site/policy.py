"""The Content-Security-Policy: what a browser may run and fetch, stated in every page and in a file for the host.

In: the frame of a page, without what contributions filled in. Out: the policy as text, a page that states it, and the
file ``_headers``. The inline script of the header is allowed by its hash and nothing else is inline, so that markup that
slips through every other defence still runs nothing, styles nothing, loads nothing foreign and sends nothing away.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from ..model import address

HEADERS_FILE = "_headers"

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
_CHARSET = re.compile(r"""<meta charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)
_HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.(?:css|js)$")  # a name that changes with what is in the file

_RULES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # the theme's signs stand in its style sheets as data
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'none'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("object-src", "'none'"),
)
_YEAR = 365 * 24 * 60 * 60
_PLAIN_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
)


def hashes(frame: str) -> frozenset[str]:
    """The hashes of the inline scripts of a frame; never call it with text that a contribution can influence."""
    return frozenset(
        f"'sha256-{base64.b64encode(hashlib.sha256(match['text'].encode()).digest()).decode()}'"
        for match in _SCRIPT.finditer(frame)
        if not _NOT_RUN.search(match["attributes"])
    )


def policy(allowed: Iterable[str]) -> str:
    """The policy as one line; ``allowed`` are the sources of scripts beside the site itself."""
    rules = dict(_RULES)
    rules["script-src"] = " ".join((rules["script-src"], *sorted(allowed)))
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def guarded(page: str, allowed: Iterable[str]) -> str:
    """The page with its policy, before anything that a browser could run; a page without a place for it is refused."""
    stated = f'<meta http-equiv="Content-Security-Policy" content="{policy(allowed)}">'
    found = _CHARSET.search(page)
    if found is None:
        raise ValueError("no <meta charset> after which the policy can stand")
    return f"{page[: found.end()]}\n{stated}{page[found.end() :]}"


def headers(allowed: Iterable[str], files: Iterable[str], *folders: str) -> str:
    """``_headers``: the same policy and what only a header can say; what is named by its content lasts a year, be it one
    of these ``files`` or everything in one of the ``folders``."""
    said = [("Content-Security-Policy", f"{policy(allowed)}; frame-ancestors 'none'"), *_PLAIN_HEADERS]
    shared = [("Access-Control-Allow-Origin", "*")]  # a map on another site fetches the data
    blocks = [("/*", said), (f"/{address.DATA}*", shared)]
    lasting = [f"/{name}" for name in sorted(files) if _HASHED.search(name)]
    for path in (*lasting, *(f"/{folder}*" for folder in (*folders, address.SEARCH_PARTS))):
        blocks.append((path, [("Cache-Control", f"public, max-age={_YEAR}, immutable")]))
    return (
        "\n".join("\n".join((path, *(f"  {name}: {value}" for name, value in lines))) for path, lines in blocks) + "\n"
    )
