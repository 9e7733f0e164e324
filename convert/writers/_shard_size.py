"""How large a part of an output for all posts is that is written in parts."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from convert import lazy_re as re
from convert.errors import UsageError

ShardSizeOption: TypeAlias = Annotated[
    str,
    Meta(
        description="Write several files, each with lines of no more than so many bytes before they are packed, such as 256MB; "
        "manifest.json beside them names them. A post is never parted."
    ),
]

_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)\s*([kmgt]?)(i?)b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def parse_shard_bytes_or_zero_or_raise(text: str, option: str = "shard_size") -> int:
    """Bytes; 0 for an empty text, which asks for no shards. Raises `UsageError`, which names the `option`, for what is no size.

    Units are those of the IEC and the SI: a `MB` is 1000 times 1000 bytes, a `MiB` 1024 times 1024.
    """
    if not text:
        return 0
    found = _SIZE.fullmatch(text.strip())
    if found and not (found[3] and not found[2]):
        size = int(float(found[1]) * (1024 if found[3] else 1000) ** _POWERS[found[2].lower()])
        if size > 0:
            return size
    raise UsageError(f"{option} cannot be {text!r}", hint="it is a number of bytes, such as 256MB or 1GiB")
