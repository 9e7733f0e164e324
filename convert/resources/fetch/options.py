"""How politely, and how long, things are fetched."""

from msgspec import Struct

from convert.model.limits import DEFAULT, FETCH_REDIRECTS, FETCH_SILENCE_SECONDS, FETCH_TRIES


class FetchOptions(Struct, frozen=True):
    """Limits of a run.

    Each address is tried `tries` times; after `patience` addresses in a row that a host was silent about, it is not asked again.
    `pause` is the first wait in seconds before another attempt, `timeout` the longest silence of a server, `total` all the time
    an address may take, from the connection to the last byte, redirects and further attempts included; `largest` is a size in
    bytes. `referer` is the page we say we come from; some of Kakao's addresses want the blog's. `allow_local` allows addresses
    that are not on the public internet, unless they are link-local, or another host redirects there.
    """

    at_once: int = 4
    per_host: int = 2
    tries: int = FETCH_TRIES
    patience: int = 3
    pause: float = 1.0
    longest_pause: float = 120.0
    timeout: float = FETCH_SILENCE_SECONDS
    total: float = DEFAULT.fetch_seconds
    largest: int = DEFAULT.fetched_bytes
    redirects: int = FETCH_REDIRECTS
    referer: str = ""
    allow_local: bool = False
