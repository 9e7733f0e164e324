"""What is on other servers, fetched into a cache: politely, from the public internet only, and no byte twice.

    options = FetchOptions()
    for result in fetch(references(document), Path(".cache"), options):
        if isinstance(result, NotFetched):
            print(result.url, result.reason)
    load = from_cache(Path(".cache"))       # for convert.resources.reading.Opener(remote=load)

Proxies of the environment are not used: through one, nobody could tell where a connection leads.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol, TypeAlias, Union

from msgspec import Struct
from msgspec.structs import replace

from convert.resources.fetch.address import cache_key, expires, parse_address
from convert.resources.fetch.cache import Cache, Entry
from convert.resources.fetch.options import FetchOptions
from convert.resources.fetch.schedule import Limits, in_order
from convert.resources.names import name_in
from convert.resources.reading import NOT_FETCHED, Load, Loaded, Missing
from convert.resources.references import Reference
from convert.sources.media_types import medium_of_name

if TYPE_CHECKING:
    from convert.resources.fetch.download import Answer

__all__ = ["FetchOptions", "Fetched", "NotFetched", "fetch", "from_cache"]


class Fetched(Struct, frozen=True):
    """An address whose bytes are in the cache, in the file at `path`; `type` is what its server said of them."""

    url: str
    path: str
    sha256: str
    size: int
    type: str = ""


class NotFetched(Struct, frozen=True):
    """An address whose bytes are not to be had, and why."""

    url: str
    reason: str


Result: TypeAlias = Union[Fetched, NotFetched]


class Watch(Protocol):
    """Someone who follows a run."""

    def begin(self, stage: str, total: int) -> None:
        """So many addresses will be asked for."""

    def step(self) -> None:
        """One of them is done."""


def fetch(
    addresses: Iterable[str | Reference],
    cache: Path | Cache,
    options: FetchOptions | None = None,
    watch: Watch | None = None,
) -> Iterator[Result]:
    """Fetch these addresses, those that are in the cache already from there; results come in the order of the input.

    A `Reference` says what should be there; for a bare address its ending does. What can not be had is a result among the others.
    Raises `OutputError` when the cache cannot be written. Stopping early, by closing the iterator or by an interruption,
    leaves a cache from which the next run goes on.
    """
    references = [_reference(address) for address in addresses]
    tasks = _tasks(references)
    if watch is not None:
        watch.begin("fetch", len(tasks))
    answers: dict[str, Result] = {}
    held = cache if isinstance(cache, Cache) else Cache(cache)
    held.sweep()
    with closing(_results(list(tasks.values()), held, options or FetchOptions(), watch)) as results:
        for reference in references:
            key = _key(reference.url)
            if key not in answers:
                answers[key] = next(results)
            yield _for(reference.url, answers[key])


def from_cache(cache: Path) -> Load:
    """Gives the bytes of addresses that have been fetched; asks no server."""
    held = Cache(cache)

    def load(url: str) -> Loaded:
        address = parse_address(url)
        data = held.load(cache_key(address)) if address is not None else None
        return Missing(NOT_FETCHED) if data is None else data

    return load


def _reference(address: str | Reference) -> Reference:
    if isinstance(address, Reference):
        return address
    return Reference(address, "image" if medium_of_name(name_in(address)) == "image" else "file")


def _key(url: str) -> str:
    address = parse_address(url)
    return url if address is None else cache_key(address)


def _tasks(references: Iterable[Reference]) -> dict[str, Reference]:
    """What to ask for: everything once, as what it is shown as if it is shown anywhere, where it is to be had the longest."""
    tasks: dict[str, Reference] = {}
    for reference in references:
        key = _key(reference.url)
        known = tasks.setdefault(key, reference)
        best = max(known, reference, key=lambda one: expires(one.url) or 0)
        tasks[key] = replace(best, wanted="image") if "image" in (known.wanted, reference.wanted) else best
    return tasks


def _host(reference: Reference) -> str:
    address = parse_address(reference.url)
    return address.host if address is not None else ""


def _results(tasks: list[Reference], cache: Cache, options: FetchOptions, watch: Watch | None) -> Generator[Result, None, None]:
    from convert.resources.fetch.client import downloader

    stop = Event()
    limits = Limits(options.at_once, options.per_host)
    with downloader(cache, options, stop) as get, closing(in_order(tasks, _host, get, stop, limits)) as results:
        for task, answer in zip(tasks, results, strict=True):
            if watch is not None:
                watch.step()
            yield _result(task.url, answer, cache)


def _result(url: str, answer: "Answer", cache: Cache) -> Result:
    if isinstance(answer, Entry):
        return Fetched(url, str(cache.object(answer.sha256)), answer.sha256, answer.size, answer.type)
    return NotFetched(url, answer.reason)


def _for(url: str, result: Result) -> Result:
    """A result for another address of the same bytes."""
    if url == result.url:
        return result
    match result:
        case Fetched():
            return Fetched(url, result.path, result.sha256, result.size, result.type)
        case NotFetched():
            return NotFetched(url, result.reason)
