"""What is said of images and files on other servers: how many there are, where, when they stop working, and what failed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from convert.report.words import _, in_words, ngettext

if TYPE_CHECKING:
    from convert.batch.tally import Result
    from convert.notices import Notice

_MOST_HOSTS = 4
"""Hosts that are named; images of a blog are on few, but for what was once copied from others."""

_FETCHING = "--fetch-images"


def remote_images_line_or_empty(result: "Result", *, may_fetch: bool) -> str:
    """One line about all of them, with what takes them along where this run may fetch; empty where there are none."""
    if not result.remote_images and not result.expiries:
        return ""
    parts = [
        _images_by_host_in_words_or_empty(result),
        _expiries_in_words_or_empty(result),
        _("take them along with {option}").format(option=_FETCHING) if may_fetch else "",
    ]
    return "; ".join(filter(None, parts))


def _images_by_host_in_words_or_empty(result: "Result") -> str:
    """How many images there are on which servers, most of them first."""
    if not result.remote_hosts:
        return ""
    named = [f"{host} {count}" for host, count in result.remote_hosts[:_MOST_HOSTS]]
    others = len(result.remote_hosts) - _MOST_HOSTS
    more = [ngettext("{count} other", "{count} others", others).format(count=others)] if others > 0 else []
    said = ngettext(
        "{count} image is on other servers: {hosts}", "{count} images are on other servers: {hosts}", result.remote_images
    )
    return said.format(count=result.remote_images, hosts=", ".join([*named, *more]))


def _expiries_in_words_or_empty(result: "Result") -> str:
    """How many stop working, and when the first of them does."""
    from convert.resources.expiry import format_moment

    images, files = (sum(getattr(expiry, what) for expiry in result.expiries) for what in ("images", "files"))
    if not images and not files:
        return ""
    first = format_moment(result.expiries[0].moment)
    if len(result.expiries) == 1:
        said = ngettext("{what} stops working on {moment}", "{what} stop working on {moment}", images + files)
    else:
        said = _("{what} stop working, the first on {moment}")
    return said.format(what=_nonzero_images_and_files_in_words(images, files), moment=first)


def _nonzero_images_and_files_in_words(images: int, files: int) -> str:
    image_count = ngettext("{count} image", "{count} images", images).format(count=images)
    file_count = ngettext("{count} file", "{count} files", files).format(count=files)
    if images and files:
        return _("{images} and {files}").format(images=image_count, files=file_count)
    return image_count if images else file_count


def failed_fetch_lines_by_reason(notices: Iterable["Notice"], listing_path: str) -> Iterator[str]:
    """A line for each reason why something could not be fetched: how much that was, the first address, and where all are."""
    addresses: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for notice in notices:
        url, _colon, reason = notice.detail.partition(": ")
        addresses.setdefault(reason, url)
        counts[reason] += 1
    for reason, url in addresses.items():
        why, count = in_words(reason), counts[reason]
        if count == 1:
            said = _("image or attachment that could not be taken along: {url}: {why}")
        else:
            said = _(
                "{count} images or attachments that could not be taken along: {why}, first {url}; every one of them: {where}"
            )
        yield f"{_FETCHING}: {said.format(count=count, url=url, why=why, where=listing_path)}"
