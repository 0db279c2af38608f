"""A line to a server: IP addresses that were resolved and checked before in; a session that connects only to these out.

The name is not resolved again, so a later change of it makes no difference. It is still the name that is requested, and
that the certificate must have.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError


def session(addresses: Sequence[str]) -> requests.Session:
    made = requests.Session()
    made.trust_env = False  # no passwords from .netrc, and no proxy, for addresses that strangers wrote
    for scheme in ("http://", "https://"):
        made.mount(scheme, _Adapter(addresses))
    return made


class _Adapter(HTTPAdapter):
    def __init__(self, addresses: Sequence[str]) -> None:
        self.addresses = addresses
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = _pools(self.addresses)


def _pools(addresses: Sequence[str]) -> dict[str, type[HTTPConnectionPool]]:
    """What urllib3 connects with, but to these addresses: the first that lets us."""

    def dialled(connection: HTTPConnection, dial: Callable[[], socket.socket]) -> socket.socket:
        name, left = connection.host, list(addresses)
        try:
            while True:
                connection.host = left.pop(0)
                try:
                    return dial()
                except NewConnectionError:
                    if not left:
                        raise
        finally:
            connection.host = name

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return dialled(self, super()._new_conn)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return dialled(self, super()._new_conn)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
