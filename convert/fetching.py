"""Fetching what the posts of a batch refer to on other servers, between the two passes."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from convert.fetch.options import FetchOptions
from convert.notices import Notice
from convert.plan import Facts
from convert.resources.references import Reference, Wanted
from convert.tally import Watch

CACHE = ".blogconvert/cache"
"""Where what has been fetched stays, below the output."""


def fetched(facts: Iterable[Facts], cache: str, options: FetchOptions, watch: Watch) -> tuple[Notice, ...]:
    """Fetch everything into the cache. What could not be had is a notice with its reason, and stays as it is in its post."""
    from convert.fetch import NotFetched, fetch

    wanted = [Reference(url, cast(Wanted, kind)) for fact in facts for url, kind in fact.remote]
    results = fetch(wanted, Path(cache), options, watch)
    missing = {result.url: result.reason for result in results if isinstance(result, NotFetched)}
    return tuple(Notice("resource", f"{url}: {reason}") for url, reason in missing.items())
