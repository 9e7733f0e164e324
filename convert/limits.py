"""How much of anything is read, kept or asked for, in one place. No post of a real blog comes near.

`Limits` is what somebody may want otherwise (`--limit`); the constants are what parsers, archives and servers stand. What has too
much of a shape (levels, columns, attributes) is written otherwise and named; what is too large or takes too long is refused and
named, and the posts beside it are not. Bounds of one reader that keep a search near where it began stand with that search.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated

import msgspec
from msgspec import Struct, structs

from convert.errors import LimitError, UsageError

LONGEST_WAIT = 1_000_000
"""Seconds; some systems count no further than 49 days."""


class Limits(Struct, frozen=True, kw_only=True):
    """What a post, and a file from another server, may be at the most. What is over a limit fails alone."""

    post_bytes: Annotated[int, msgspec.Meta(ge=1, description="Bytes of the text of a post, without pictures in it.")] = 16 << 20
    """The longest post known has 0.6 MB."""

    post_nodes: Annotated[int, msgspec.Meta(ge=1, description="Blocks and pieces of text of a post.")] = 1_000_000
    """The richest post known has some thousands. A few bytes can make a node, and a node takes some hundred."""

    post_seconds: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT, description="Seconds a post may take.")] = 120.0
    """The slowest post known takes a second; a machine may be slow, or have other work."""

    fetched_bytes: Annotated[int, msgspec.Meta(ge=1, description="Bytes of a file from another server.")] = 50 << 20
    """Blogs take no upload of half of this."""

    fetch_seconds: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT, description="Seconds an address may take in all.")] = (
        300.0
    )
    """A server that sends a byte now and then is never silent."""


DEFAULT = Limits()
"""What holds where nobody says otherwise."""


def limits_from(texts: Iterable[str]) -> Limits:
    """Limits from texts such as `post_bytes=1000`; of two for one name the last counts. Raises `UsageError` naming a bad one."""
    limits = DEFAULT
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        name = name.replace("-", "_")
        _check_limit_name(name)
        try:
            limits = msgspec.convert({**structs.asdict(limits), name: value.replace("_", "")}, Limits, strict=False)
        except msgspec.ValidationError as error:
            hint = f"try --limit {name}={getattr(DEFAULT, name):.0f}, which holds anyway"
            raise UsageError(f"{name} cannot be {value!r}", hint=hint) from error
    return limits


def _check_limit_name(name: str) -> None:
    known = Limits.__struct_fields__
    if name not in known:
        close = get_close_matches(name, known, n=1)
        raise UsageError(
            f"no limit is called {name!r}", hint=f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
        )


def limit_error(name: str, what: str, figure: float, limits: Limits) -> LimitError:
    """The error for a post over a limit: `what` it has, in words around the figure (`{}`)."""
    allowed = getattr(limits, name)
    hint = f"if it is to be that much, allow it with --limit {name}={max(2 * allowed, int(figure) + 1):.0f}"
    return LimitError(f"{what.format(f'{figure:,}')}, more than {name} allows ({allowed:,})", hint=hint)


LEVELS = 100
"""Containers of a document in each other. msgspec fails near 250, pickle at 165; readers flatten, so that others may recurse."""

HTML_LEVELS = 256
"""How deep elements may be in each other; browsers have twice as many, and parsers cost the square."""

HTML_ATTRIBUTES = 1000
"""Attributes of an element, of which a parser compares each with all."""

TABLE_COLUMNS = 1000
"""Columns of a pipe table; parsers cost the square of how many there are, and make every row as wide as the first."""

TABLE_CELLS = 2000
"""Cells of a pipe table, most of them blank since one row is long, that cost no reader much."""

FRONT_MATTER_BYTES = 64 << 10
"""The longest front matter of real posts has some 2 KB."""

FRONT_MATTER_LEVELS = 50
"""Lists and maps in each other, in front matter and in a line of JSON."""

EXPORTED_POST_BYTES = 32 << 20
"""Bytes of a post in an export in XML that are kept, attachments apart."""

PACKED_POST_BYTES = 64 << 20
"""Bytes of a page when unpacked; the longest post known is a hundredth of this."""

PACKED_FILE_BYTES = 256 << 20
"""Bytes of a picture or attachment that are unpacked at once; Tistory takes no upload of a tenth of this."""

PACKED_MEMBERS = 200_000
"""Entries of an archive that are looked at; a backup of ten thousand posts has some fifty thousand."""

REUSED_BLOCK_CHARACTERS = 4 << 20
"""Characters of reusable blocks that are put into one post. Blocks that show each other often would make any post huge."""

TABLE_FILE_BYTES = 64 << 20
"""A table of `--meta`."""

FETCH_SILENCE_SECONDS = 20.0
"""The longest silence of a server."""

FETCH_REDIRECTS = 5
"""Times a server may lead elsewhere."""

FETCH_TRIES = 4
"""Times an address is asked for."""
