"""What is said of images and files on other servers: how many there are, where, when they stop working, and what failed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convert.batch.tally import Result
    from convert.notices import Notice

_MOST_HOSTS = 4
"""Hosts that are named; images of a blog are on few, but for what was once copied from others."""

_FETCHING = "--fetch-images"


def remote_images_line(result: "Result", *, may_fetch: bool) -> str:
    """One line about all of them, with what takes them along where this run may fetch; empty where there are none."""
    if not result.remote_images and not result.expiries:
        return ""
    parts = [_hosts_in_words(result), _expiries_in_words(result), f"take them along with {_FETCHING}" if may_fetch else ""]
    return "; ".join(filter(None, parts))


def _hosts_in_words(result: "Result") -> str:
    """How many images there are on which servers, most of them first."""
    if not result.remote_hosts:
        return ""
    named = [f"{host} {count}" for host, count in result.remote_hosts[:_MOST_HOSTS]]
    others = len(result.remote_hosts) - _MOST_HOSTS
    more = [f"{others} {'other' if others == 1 else 'others'}"] if others > 0 else []
    images = "1 image is" if result.remote_images == 1 else f"{result.remote_images} images are"
    return f"{images} on other servers: {', '.join([*named, *more])}"


def _expiries_in_words(result: "Result") -> str:
    """How many stop working, and when the first of them does."""
    from convert.resources.expiry import format_moment

    images, files = (sum(getattr(expiry, what) for expiry in result.expiries) for what in ("images", "files"))
    if not images and not files:
        return ""
    counted = [f"{count} {what}{'' if count == 1 else 's'}" for count, what in ((images, "image"), (files, "file")) if count]
    first = format_moment(result.expiries[0].moment)
    if images + files == 1:
        return f"{counted[0]} stops working on {first}"
    when = f"on {first}" if len(result.expiries) == 1 else f"the first on {first}"
    return f"{' and '.join(counted)} stop working{'' if when.startswith('on') else ','} {when}"


def failed_fetch_lines(notices: Iterable["Notice"], listing_path: str) -> Iterator[str]:
    """A line for each reason why something could not be fetched: how much that was, the first address, and where all are."""
    addresses: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for notice in notices:
        url, _, reason = notice.detail.partition(": ")
        addresses.setdefault(reason, url)
        counts[reason] += 1
    for reason, url in addresses.items():
        many = f"{counts[reason]} images or attachments" if counts[reason] > 1 else "image or attachment"
        which = f"{url}: {reason}" if counts[reason] == 1 else f"{reason}, first {url}; every one of them: {listing_path}"
        yield f"{_FETCHING}: {many} that could not be taken along: {which}"
