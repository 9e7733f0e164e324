"""Connections to the public internet and to nothing else. The only code that opens sockets.

An address in a post could lead to a router's or a cloud's own pages. So names are resolved here and the connection is made to
the very address that was checked; a redirect is a new connection and is checked like any other.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Event
from typing import Any

import httpcore
import httpx

_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
"""What name servers say of hosts that are gone; anything else may be trouble of theirs."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv6 addresses that stand for the IPv4 address in their last four bytes."""


class UnreachableError(Exception):
    """A host that is not on the public internet, or not at all."""


def is_public_ip(address: str) -> bool:
    """Whether an IP address is one of the public internet, whatever way it is written."""
    ip = _effective_ip(address)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


def is_link_local(address: str) -> bool:
    """Whether an IP address is one that machines give themselves, where clouds keep the keys of a machine."""
    return _effective_ip(address).is_link_local


def _effective_ip(address: str) -> IPv4Address | IPv6Address:
    ip = ip_address(address.partition("%")[0])
    return (_embedded_ipv4(ip) if isinstance(ip, IPv6Address) else None) or ip


def _embedded_ipv4(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


class Patience(float):
    """The seconds of silence a server may take, as httpcore takes them from us and hands them back with each call.

    A server that is never silent so long is left at the moment `end` (of the monotonic clock), or when `stop` is set.
    """

    end: float
    stop: Event

    def __new__(cls, seconds: float, end: float, stop: Event) -> "Patience":
        """The seconds are the number itself."""
        patience = super().__new__(cls, seconds)
        patience.end, patience.stop = end, stop
        return patience


def _remaining_seconds_or_raise(timeout: float | None) -> float | None:
    """The seconds the next answer may take. Raises `httpcore.ReadTimeout` when there are none."""
    if not isinstance(timeout, Patience):
        return timeout
    left = timeout.end - time.monotonic()
    if left <= 0 or timeout.stop.is_set():
        raise httpcore.ReadTimeout
    return min(float(timeout), left)


class _ConnectionWithDeadline(httpcore.NetworkStream):
    """A connection on which every call has only the time that is left: headers that come byte by byte have an end."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining_seconds_or_raise(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining_seconds_or_raise(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _ConnectionWithDeadline(self._stream.start_tls(ssl_context, server_hostname, _remaining_seconds_or_raise(timeout)))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Network(httpcore.NetworkBackend):
    """Resolves names and connects: to the public internet and, with `allow_local`, to the local network, never link-local."""

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
        *others, last = self._resolve_allowed_ips_or_raise_if_none(host, port)
        for address in others:
            try:
                return _ConnectionWithDeadline(
                    self._backend.connect_tcp(address, port, _remaining_seconds_or_raise(timeout), local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return _ConnectionWithDeadline(
            self._backend.connect_tcp(last, port, _remaining_seconds_or_raise(timeout), local_address, socket_options)
        )

    def _resolve_allowed_ips_or_raise_if_none(self, host: str, port: int) -> list[str]:
        addresses = [address for address in _look_up_all_ip_addresses_or_raise(host, port) if not is_link_local(address)]
        if not addresses:
            raise UnreachableError(f"{host} is link-local, where nothing is fetched")
        allowed = [address for address in addresses if self._allow_local or is_public_ip(address)]
        if not allowed:
            raise UnreachableError(f"{host} is not on the public internet")
        return allowed

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def _look_up_all_ip_addresses_or_raise(host: str, port: int) -> list[str]:
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
    """Requests over such connections, with the target just as it was given.

    `allow_local` is for addresses that stand in posts: who allowed these did not allow other servers to lead there. So requests
    with the extension `redirected` have connections of their own, to the public internet only.
    """

    def __init__(self, connections: int, *, allow_local: bool) -> None:
        context = httpx.create_ssl_context()
        self._named = _make_pool(connections, context, Network(allow_local=allow_local))
        self._redirected = _make_pool(connections, context, Network(allow_local=False))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises `UnreachableError` and the errors of httpcore."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.extensions.get("target", request.url.raw_path),
        )
        pool = self._redirected if request.extensions.get("redirected") else self._named
        extensions = {"timeout": request.extensions["timeout"]}
        response = pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw, extensions=extensions))
        return httpx.Response(
            response.status, headers=response.headers, stream=_ResponseBody(response), extensions=dict(response.extensions)
        )

    def close(self) -> None:
        """Close all connections."""
        self._named.close()
        self._redirected.close()


def _make_pool(connections: int, context: ssl.SSLContext, network: Network) -> httpcore.ConnectionPool:
    return httpcore.ConnectionPool(
        ssl_context=context,
        max_connections=connections,
        max_keepalive_connections=connections,
        keepalive_expiry=5,
        network_backend=network,
    )


class _ResponseBody(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
