"""Connections to the public internet and to nothing else. The only code that opens sockets.

An address in a post could lead to a router's or a cloud's own pages. So names are resolved here and the connection is made to
the very address that was checked; a redirect is a new connection and is checked like any other.
"""

import socket
import time
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore
import httpx

_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
"""What name servers say of hosts that are gone; anything else may be trouble of theirs."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv6 addresses that stand for the IPv4 address in their last four bytes."""


class UnreachableError(Exception):
    """A host that is not on the public internet, or not at all."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, whatever way it is written."""
    ip = ip_address(address.partition("%")[0])
    inner = _inner(ip) if isinstance(ip, IPv6Address) else None
    ip = inner or ip
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


def _inner(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


class Network(httpcore.NetworkBackend):
    """Resolves names and connects."""

    def __init__(self, *, allow_local: bool) -> None:
        self._backend = httpcore.SyncBackend()
        self._allow_local = allow_local

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first allowed address of a host that takes it. Raises `UnreachableError` when none is allowed."""
        allowed = [address for address in _resolved(host, port) if self._allow_local or is_public(address)]
        if not allowed:
            raise UnreachableError(f"{host} is not on the public internet")
        for address in allowed[:-1]:
            try:
                return self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._backend.connect_tcp(allowed[-1], port, timeout, local_address, socket_options)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise UnreachableError(f"{host} is no name of a host") from error
    except OSError as error:
        if error.errno in _NO_SUCH_NAME:
            raise UnreachableError(f"there is no host {host}") from error
        raise httpcore.ConnectError(f"{host} cannot be found") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Transport(httpx.BaseTransport):
    """Requests over such connections, with the target just as it was given."""

    def __init__(self, connections: int, *, allow_local: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=5,
            network_backend=Network(allow_local=allow_local),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises `UnreachableError` and the errors of httpcore."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.extensions.get("target", request.url.raw_path),
        )
        extensions = {key: value for key, value in request.extensions.items() if key != "target"}
        response = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=extensions)
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=dict(response.extensions)
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
