"""Which machines may be asked: public ones, by https, unless somebody says otherwise.

An address, or a redirection of it, may lead into the network of whoever runs the command:
to a router, a cloud's metadata, a program on the same machine. What counts is the machine
that answered the connection, not its name, which may mean another one a moment later. A
proxy of the environment is asked without a check: it decides what it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, getproxies

from sphinx_seminar.parsing.federation.addresses import is_loopback

if TYPE_CHECKING:
    from urllib.request import Request


class RefusedPeerError(OSError):
    """The connection led to a machine that may not be asked; the text is its number."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Who may be asked besides public machines: ``loopback`` this one, ``private`` its network's.

    This machine may be asked without TLS, as may those of its network.
    """

    loopback: bool = False
    private: bool = False

    def is_secure(self, url: str) -> bool:
        """Tell whether *url* may be asked, by its spelling."""
        if urlsplit(url).scheme.lower() == "https":
            return True
        return self.private or (self.loopback and is_loopback(url))

    def allows(self, number: str) -> bool:
        """Tell whether the machine with this IP address may be asked."""
        address = ip_address(number.partition("%")[0])
        if isinstance(address, IPv6Address):
            address = address.ipv4_mapped or address
        if address.is_loopback:
            return self.loopback
        return self.private or address.is_global


def _check(connection: HTTPConnection, peers: Peers) -> None:
    proxies = {urlsplit(proxy).hostname for proxy in getproxies().values()}
    if connection.host in proxies:
        return
    number = connection.sock.getpeername()[0]
    if not peers.allows(number):
        connection.close()
        raise RefusedPeerError(number)


class _Connection(HTTPConnection):
    def __init__(self, peers: Peers, host: str, **options: Any) -> None:
        super().__init__(host, **options)
        self._peers = peers

    def connect(self) -> None:
        super().connect()
        _check(self, self._peers)


class _SecureConnection(_Connection, HTTPSConnection):
    """Asked for its peer when nothing but a handshake was said."""


class GuardedHTTPHandler(HTTPHandler):
    """Opens plain connections to *peers* alone."""

    def __init__(self, peers: Peers) -> None:
        super().__init__()
        self._peers = peers

    def http_open(self, req: Request) -> HTTPResponse:
        """Ask for *req*."""
        return self.do_open(partial(_Connection, self._peers), req)


class GuardedHTTPSHandler(HTTPSHandler):
    """Opens connections by TLS to *peers* alone."""

    def __init__(self, peers: Peers) -> None:
        super().__init__()
        self._peers = peers

    def https_open(self, req: Request) -> HTTPResponse:
        """Ask for *req*."""
        return self.do_open(partial(_SecureConnection, self._peers), req)
