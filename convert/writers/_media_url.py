"""Where the pictures of posts will be, for targets that take none along or may have them elsewhere."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from convert import lazy_re as re
from convert.errors import UsageError

MediaUrlOption: TypeAlias = Annotated[
    str,
    Meta(
        description="Address below which the pictures and files that are written will be, such as https://img.example.com; "
        "without it the site's own."
    ),
]

_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")


def media_url_without_slash_or_raise(media_url: str) -> str:
    """The address without a slash at its end; empty for none. Raises `UsageError` for what is no address of the web."""
    if media_url and not _ADDRESS.fullmatch(media_url):
        raise UsageError(f"media_url cannot be {media_url!r}", hint="try --media-url https://example.com/media")
    return media_url.rstrip("/")
