"""The HTTP client, as it names itself and as it connects."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import httpx

from convert import __version__
from convert.resources.fetch.cache import Cache
from convert.resources.fetch.download import Answer, Downloader
from convert.resources.fetch.hosts import SilentHosts
from convert.resources.fetch.network import Transport
from convert.resources.fetch.options import FetchOptions
from convert.resources.references import Reference

_HEADERS = {
    "User-Agent": f"blogconvert/{__version__} (moves a blog's own files)",
    "Accept": "image/*,*/*;q=0.8",
    # Pictures are compressed already, and the rest of a compressed answer cannot be put behind its beginning.
    "Accept-Encoding": "identity",
}


@contextmanager
def open_downloader(cache: Cache, options: FetchOptions, stop: Event) -> Iterator[Callable[[Reference], Answer]]:
    """A function that fetches one address; several threads may call it."""
    transport = Transport(options.at_once, allow_local=options.allow_local)
    with httpx.Client(
        transport=transport, headers=_HEADERS, timeout=options.timeout, follow_redirects=False, trust_env=False
    ) as client:
        yield Downloader(client, cache, options, SilentHosts(options.patience), stop).download
