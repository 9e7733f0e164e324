"""Addresses that Hugo's templates can take apart: at any other they stop the build (Go's net/url)."""

from convert import lazy_re as re

_CONTROL = r"\x00-\x1f\x7f"
_HOST = rf"(?:https?:)?//[^\s{_CONTROL}/?#\[\]\\%@:]+(?::\d{{1,5}})?"
_REMOTE = re.compile(rf"{_HOST}(?:[/?#](?:[^{_CONTROL}%]|%[0-9a-f]{{2}})*)?", re.IGNORECASE)
_LOCAL = re.compile(rf"(?![^/?#]*:)(?!//)(?:[^{_CONTROL}%\[\]{{}}\\]|%[0-9a-f]{{2}})*", re.IGNORECASE)


def is_readable_by_templates(url: str) -> bool:
    """Whether Hugo's own templates read an address in `images` or of a figure: at one that is none, or no pattern, they stop."""
    return bool(_REMOTE.fullmatch(url) or _LOCAL.fullmatch(url))
