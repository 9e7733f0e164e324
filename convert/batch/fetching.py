"""Fetching what the posts of a batch refer to on other servers, between the two passes."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from convert.batch.bundle import has_resource_place
from convert.batch.request import Batch
from convert.batch.tally import Watch
from convert.formats import is_site, writer
from convert.notices import Notice
from convert.plan.places import Facts
from convert.resources.references import Reference, WantedMedium

if TYPE_CHECKING:
    # Imported with what opens sockets, and only where something is fetched.
    from convert.resources.fetch.cache import Cache
    from convert.resources.fetch.options import FetchOptions

_CACHE = ".blogconvert/cache"


def fetch_cache_folder_of(output: str) -> str:
    """Where what has been fetched stays."""
    return f"{output}/{_CACHE}"


def has_place_for_images_but_fetches_none(batch: Batch) -> bool:
    """Whether a run that fetches nothing could: there is a folder, and the writer has a place for images in it."""
    is_folder = batch.output.endswith("/") or is_site(writer(batch.job.writer))
    return batch.fetch is None and is_folder and has_resource_place(batch.job.writer)


def fetch_or_look_up_in_cache(
    facts: Iterable[Facts], cache: str, options: "FetchOptions", watch: Watch, *, dry: bool
) -> tuple[Notice, ...]:
    """Fetch what posts show, or, in a dry run, look what there is of it."""
    return (
        _find_unreadable_cache_entries(facts, cache)
        if dry
        else _fetch_remote_files_telling_failures(facts, cache, options, watch)
    )


def _fetch_remote_files_telling_failures(
    facts: Iterable[Facts], cache: str, options: "FetchOptions", watch: Watch
) -> tuple[Notice, ...]:
    """Fetch everything into the cache. What could not be had is a notice with its reason, and stays as it is in its post."""
    from convert.resources.fetch import NotFetched, fetch
    from convert.resources.fetch.cache import Cache

    held = Cache(Path(cache))
    results = fetch(_references_to_fetch(facts), held, options, watch)
    missing = {result.url: result.reason for result in results if isinstance(result, NotFetched)}
    return (*_unreadable_record_notices(held), *(Notice("resource", f"{url}: {reason}") for url, reason in missing.items()))


def _find_unreadable_cache_entries(facts: Iterable[Facts], cache: str) -> tuple[Notice, ...]:
    """What of the cache cannot be read, for a run that fetches nothing."""
    from convert.resources.fetch.address import parse_address, url_without_kakao_signature
    from convert.resources.fetch.cache import Cache

    held = Cache(Path(cache))
    for address in filter(None, (parse_address(reference.url) for reference in _references_to_fetch(facts))):
        held.read_entry_if_its_bytes_are_here(url_without_kakao_signature(address))
    return _unreadable_record_notices(held)


def _references_to_fetch(facts: Iterable[Facts]) -> list[Reference]:
    return [Reference(url, cast(WantedMedium, kind)) for fact in facts for url, kind in fact.remote_files]


def _unreadable_record_notices(cache: "Cache") -> tuple[Notice, ...]:
    return tuple(Notice("unreadable-record", place=f"{_CACHE}/{name}") for name in dict.fromkeys(cache.unreadable))
