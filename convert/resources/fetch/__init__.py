"""What is on other servers, fetched into a cache: politely, from the public internet only, and no byte twice.

    options = FetchOptions()
    for result in fetch(references_in(document), Path(".cache"), options):
        if isinstance(result, NotFetched):
            print(result.url, result.reason)
    load = cache_loader(Path(".cache"))     # for convert.resources.reading.Opener(remote=load)

Proxies of the environment are not used: through one, nobody could tell where a connection leads.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol, TypeAlias, Union

from msgspec import Struct
from msgspec.structs import replace

from convert.resources.fetch.address import kakao_signature_expiry_second, parse_address, url_without_kakao_signature
from convert.resources.fetch.cache import Cache, Entry
from convert.resources.fetch.options import FetchOptions
from convert.resources.fetch.schedule import Limits, run_tasks_in_order
from convert.resources.names import file_name_in
from convert.resources.reading import NOT_FETCHED, BytesOrMissing, Load, Missing
from convert.resources.references import Reference
from convert.sources.media_types import medium_of_name

if TYPE_CHECKING:
    from convert.resources.fetch.download import Answer

__all__ = ["FetchOptions", "Fetched", "NotFetched", "cache_loader", "fetch"]


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


FetchResult: TypeAlias = Union[Fetched, NotFetched]


class FetchWatch(Protocol):
    """Someone who follows a run."""

    def on_stage(self, stage: str, total: int) -> None:
        """So many addresses will be asked for."""

    def on_step(self) -> None:
        """One of them is done."""


def fetch(
    addresses: Iterable[str | Reference],
    cache: Path | Cache,
    options: FetchOptions | None = None,
    watch: FetchWatch | None = None,
) -> Iterator[FetchResult]:
    """Fetch these addresses, those that are in the cache already from there; results come in the order of the input.

    A `Reference` says what should be there; for a bare address its ending does. What can not be had is a result among the others.
    Raises `OutputError` when the cache cannot be written. Stopping early, by closing the iterator or by an interruption,
    leaves a cache from which the next run goes on.
    """
    references = [_as_reference(address) for address in addresses]
    tasks = _latest_expiring_reference_by_cache_key(references)
    if watch is not None:
        watch.on_stage("fetch", len(tasks))
    answers: dict[str, FetchResult] = {}
    held = cache if isinstance(cache, Cache) else Cache(cache)
    held.remove_half_written_and_orphaned_notes()
    with closing(_fetch_all_yielding_in_order(list(tasks.values()), held, options or FetchOptions(), watch)) as results:
        for reference in references:
            key = _url_as_cache_key(reference.url)
            if key not in answers:
                answers[key] = next(results)
            yield _with_url(reference.url, answers[key])


def cache_loader(cache: Path) -> Load:
    """Gives the bytes of addresses that have been fetched; asks no server."""
    held = Cache(cache)

    def load_from_cache(url: str) -> BytesOrMissing:
        address = parse_address(url)
        data = held.load_bytes_or_remove_damaged(url_without_kakao_signature(address)) if address is not None else None
        return Missing(NOT_FETCHED) if data is None else data

    return load_from_cache


def _as_reference(address: str | Reference) -> Reference:
    if isinstance(address, Reference):
        return address
    return Reference(address, "image" if medium_of_name(file_name_in(address)) == "image" else "file")


def _url_as_cache_key(url: str) -> str:
    address = parse_address(url)
    return url if address is None else url_without_kakao_signature(address)


def _latest_expiring_reference_by_cache_key(references: Iterable[Reference]) -> dict[str, Reference]:
    """What to ask for: everything once, as what it is shown as if it is shown anywhere, where it is to be had the longest."""
    tasks: dict[str, Reference] = {}
    for reference in references:
        key = _url_as_cache_key(reference.url)
        known = tasks.setdefault(key, reference)
        best = max(known, reference, key=lambda one: kakao_signature_expiry_second(one.url) or 0)
        tasks[key] = replace(best, wanted="image") if "image" in (known.wanted, reference.wanted) else best
    return tasks


def _host_of(reference: Reference) -> str:
    address = parse_address(reference.url)
    return address.host if address is not None else ""


def _fetch_all_yielding_in_order(
    references: list[Reference], cache: Cache, options: FetchOptions, watch: FetchWatch | None
) -> Generator[FetchResult, None, None]:
    from convert.resources.fetch.client import open_downloader

    stop = Event()
    limits = Limits(options.at_once, options.per_host)
    with (
        open_downloader(cache, options, stop) as get,
        closing(run_tasks_in_order(references, _host_of, get, stop, limits)) as results,
    ):
        for task, answer in zip(references, results, strict=True):
            if watch is not None:
                watch.on_step()
            yield _result_of_answer(task.url, answer, cache)


def _result_of_answer(url: str, answer: "Answer", cache: Cache) -> FetchResult:
    if isinstance(answer, Entry):
        return Fetched(url, str(cache.object_path(answer.sha256)), answer.sha256, answer.size, answer.type)
    return NotFetched(url, answer.reason)


def _with_url(url: str, result: FetchResult) -> FetchResult:
    """A result for another address of the same bytes."""
    if url == result.url:
        return result
    match result:
        case Fetched():
            return Fetched(url, result.path, result.sha256, result.size, result.type)
        case NotFetched():
            return NotFetched(url, result.reason)
