"""One address into the cache: redirects, retries, and going on where an earlier attempt ended."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import random
from threading import Event
from typing import Any, TypeAlias, Union

import httpcore
import httpx
from msgspec import Struct

from convert import lazy_re as re
from convert.errors import N_
from convert.resources.fetch.address import Address, parse_address, redirect_target, url_without_kakao_signature, why_expired
from convert.resources.fetch.cache import Cache, Entry, PartialNote
from convert.resources.fetch.hosts import SilentHosts
from convert.resources.fetch.network import Patience, UnreachableError
from convert.resources.fetch.options import FetchOptions
from convert.resources.fetch.retry import AGAIN, parse_retry_after, retry_delay_at_least_as_server_asks
from convert.resources.references import Reference, why_data_unfit_for_reference
from convert.sources.media_types import LOOK, is_one_pixel, media_kind_of

_RANGE = re.compile(r"bytes (\d{1,18})-\d+/(?:\d+|\*)")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNREADABLE = N_("is compressed in a way that cannot be read")
_WAITS = ("connect", "read", "write", "pool")
"""What httpcore waits for, one after the other."""


class DownloadFailure(Struct, frozen=True):
    """Why there is nothing. `silent` when the server said nothing, or went on and on.

    With `again`, another attempt may help, after the seconds the server `asked` for.
    """

    reason: str
    again: bool = False
    asked: float | None = None
    silent: bool = False


Answer: TypeAlias = Union[Entry, DownloadFailure]


class Downloader(Struct, frozen=True):
    """What every download needs. `stop` is set when nobody wants the rest any more."""

    client: httpx.Client
    cache: Cache
    options: FetchOptions
    hosts: SilentHosts
    stop: Event

    def download(self, reference: Reference) -> Answer:
        """What is behind an address, from the cache or from its server. Raises `OutputError` when it cannot be kept."""
        address = parse_address(reference.url)
        if address is None:
            return DownloadFailure(N_("is no address of the web"))
        key = url_without_kakao_signature(address)
        known = self.cache.read_entry_if_its_bytes_are_here(key)
        if known is not None:
            return known
        if self.hosts.is_silent(address.origin):
            return DownloadFailure(N_(f"was not asked for, {address.origin} does not answer"))
        answer = self._download_with_retries_returning_failure(reference, address)
        self.hosts.record_attempt(address.origin, silent=isinstance(answer, DownloadFailure) and answer.silent)
        if not isinstance(answer, DownloadFailure):
            return answer
        if not self.cache.partial_size_and_validator(key)[0]:
            self.cache.drop_partial(key)
        since = why_expired(reference.url, time.time())
        return DownloadFailure(f"{since}; {answer.reason}") if since else answer

    def _download_with_retries_returning_failure(self, reference: Reference, address: Address) -> Answer:
        left = self.options.total
        for number in range(self.options.tries):
            start = time.monotonic()
            answer = self._attempt_download(reference, address, Patience(self.options.timeout, start + left, self.stop))
            left -= time.monotonic() - start
            if not isinstance(answer, DownloadFailure) or not answer.again:
                return answer
            if number + 1 == self.options.tries:
                return DownloadFailure(N_(f"{answer.reason} ({number + 1} times)"), silent=answer.silent)
            seconds = retry_delay_at_least_as_server_asks(number, self.options.pause, answer.asked, random())
            if seconds > self.options.longest_pause:
                return DownloadFailure(N_(f"{answer.reason} and asks to wait {seconds:.0f} seconds"))
            self.stop.wait(seconds)
        return DownloadFailure(N_("was not tried"))

    def _attempt_download(self, reference: Reference, address: Address, patience: Patience) -> Answer:
        if self.stop.is_set():
            return DownloadFailure("interrupted")
        try:
            return self._follow_redirects_and_store_answer(reference, address, patience)
        except UnreachableError as error:
            return DownloadFailure(str(error))
        except (httpcore.TimeoutException, httpx.TimeoutException):
            return self._timeout_failure(patience)
        except (httpcore.ConnectError, httpx.ConnectError) as error:
            return DownloadFailure(N_(f"no connection ({error})"), again=True, silent=True)
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError):
            return DownloadFailure(N_("the connection was cut"), again=True)
        except httpx.DecodingError:
            return DownloadFailure(_UNREADABLE)
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, UnicodeError):
            return DownloadFailure(N_("is no address of the web"))

    def _timeout_failure(self, patience: Patience) -> DownloadFailure:
        if self.stop.is_set():
            return DownloadFailure("interrupted")
        if time.monotonic() >= patience.end:
            return DownloadFailure(N_(f"takes longer than {self.options.total:.0f} seconds"), silent=True)
        return DownloadFailure(N_("does not answer in time"), again=True, silent=True)

    def _follow_redirects_and_store_answer(self, reference: Reference, start: Address, patience: Patience) -> Answer:
        key = url_without_kakao_signature(start)
        address, redirected_elsewhere = start, False
        for _ in range(self.options.redirects + 1):
            held, validator = self.cache.partial_size_and_validator(key)
            extensions = {"timeout": dict.fromkeys(_WAITS, patience), "redirected": redirected_elsewhere}
            with self._open_response(address, held, validator, extensions) as response:
                location = response.headers.get("location", "")
                if response.status_code not in _REDIRECTS or not location:
                    return self._check_and_store_response(reference, key, start, response, held)
            following = redirect_target(address, location)
            if following is None:
                return DownloadFailure(N_("is redirected to no address of the web"))
            address, redirected_elsewhere = following, redirected_elsewhere or following.host != start.host
        return DownloadFailure(N_(f"is redirected more than {self.options.redirects} times"))

    @contextmanager
    def _open_response(self, address: Address, held: int, validator: str, extensions: dict[str, Any]) -> Iterator[httpx.Response]:
        headers = {"Referer": self.options.referer} if self.options.referer else {}
        if held:
            headers |= {"Range": f"bytes={held}-", "If-Range": validator}
        extensions = {**extensions, "target": address.target.encode("ascii")}
        request = self.client.build_request("GET", f"{address.origin}/", headers=headers, extensions=extensions)
        response = self.client.send(request, stream=True)
        try:
            yield response
        finally:
            response.close()

    def _check_and_store_response(
        self, reference: Reference, key: str, address: Address, response: httpx.Response, held: int
    ) -> Answer:
        if _is_packed_twice_or_denser_than_gzip(response.headers.get("content-encoding", "")):
            return DownloadFailure(_UNREADABLE)
        status = response.status_code
        if status in AGAIN:
            asked = parse_retry_after(response.headers.get("retry-after", ""), time.time())
            return DownloadFailure(N_(f"the server answers {status}"), again=True, asked=asked)
        goes_on = status == 206 and bool(held) and _range_start_or_minus_one(response) == held
        if status in (206, 416) and not goes_on:
            self.cache.drop_partial(key)
            return DownloadFailure(N_("the server answers with another part than was asked for"), again=True)
        if not goes_on and status != 200:
            return DownloadFailure(N_(f"the server answers {status}"))
        begun = None if goes_on else PartialNote(address.url, _validator_for_resuming_or_empty(response))
        failed = self._receive_body_unless_too_large(key, response, begun, held if goes_on else 0)
        return failed or self._keep_if_fit(reference, key, address, response)

    def _receive_body_unless_too_large(
        self, key: str, response: httpx.Response, begun: PartialNote | None, held: int
    ) -> DownloadFailure | None:
        """Take in the body. None when it is all here."""
        largest = self.options.largest
        too_large = DownloadFailure(N_(f"is larger than {largest / (1 << 20):.0f} MB"))
        size = held
        if size + _parse_length_or_zero(response.headers.get("content-length", "")) > largest:
            self.cache.drop_partial(key)
            return too_large
        with self.cache.open_partial_restarted_with_note_or_to_append(key, begun) as stream:
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > largest:
                    break
                self.cache.append_bytes(stream, chunk)
            else:
                return None
        self.cache.drop_partial(key)
        return too_large

    def _keep_if_fit(self, reference: Reference, key: str, address: Address, response: httpx.Response) -> Answer:
        """Keep what is what it should be: servers answer with error pages, and with single pixels, as if all were well."""
        head = self.cache.read_partial_head(key, LOOK)
        reason = why_data_unfit_for_reference(reference, media_kind_of(head)) if head else N_("is empty")
        if not reason and reference.wanted == "image" and is_one_pixel(head):
            reason = N_("is a single pixel, as servers send for what they no longer have")
        if reason:
            self.cache.drop_partial(key)
            return DownloadFailure(reason)
        type = response.headers.get("content-type", "")
        etag = response.headers.get("etag", "")
        whole = 200  # also where the rest was asked for, which a server answers with 206
        return self.cache.move_partial_to_store_and_write_entry(
            key, Entry(address.url, whole, "", 0, type, etag, int(time.time()))
        )


def _is_packed_twice_or_denser_than_gzip(content_encoding: str) -> bool:
    """Whether a few bytes could become any number: packed more than once, or in a way that packs better than gzip (1000 to 1)."""
    packed = [name for part in content_encoding.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    return len(packed) > 1 or bool({"br", "zstd"} & set(packed))


def _range_start_or_minus_one(response: httpx.Response) -> int:
    """Where the part begins that a server answers with; -1 when it does not say, or packs it otherwise than the rest."""
    found = _RANGE.match(response.headers.get("content-range", ""))
    return int(found[1]) if found and not response.headers.get("content-encoding") else -1


def _validator_for_resuming_or_empty(response: httpx.Response) -> str:
    """By what the server knows later whether this is still the same; empty when a rest could not be put behind a beginning."""
    headers = response.headers
    if headers.get("content-encoding") or headers.get("accept-ranges", "").lower() == "none":
        return ""
    etag: str = headers.get("etag", "")
    return etag if etag.startswith('"') else headers.get("last-modified", "")


def _parse_length_or_zero(text: str) -> int:
    return int(text[:18]) if text.isascii() and text.isdigit() else 0
