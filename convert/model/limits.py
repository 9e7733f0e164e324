"""How much of anything is read, kept or asked for, in one place. No post of a real blog comes near.

`Limits` is what somebody may want otherwise (`--limit`); the constants are what parsers, archives and servers stand. What has too
much of a shape (levels, columns, attributes) is written otherwise and named; what is too large or takes too long is refused and
named, and the posts beside it are not. Bounds of one reader that keep a search near where it began stand with that search.
"""

from typing import Annotated

import msgspec
from msgspec import Struct

LONGEST_WAIT = 1_000_000
"""Seconds; some systems count no further than 49 days."""


class Limits(Struct, frozen=True, kw_only=True):
    """What a post, and a file from another server, may be at the most. What is over a limit fails alone."""

    post_bytes: Annotated[int, msgspec.Meta(ge=1, description="Bytes of the text of a post, without pictures in it.")] = 16 << 20
    """The longest post known has 0.6 MB."""

    post_nodes: Annotated[int, msgspec.Meta(ge=1, description="Blocks and pieces of text of a post.")] = 250_000
    """The richest post known has a thousand, and 4,000 marks. A byte can make a node, which has 400 to 900 bytes in a parser."""

    post_seconds: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT, description="Seconds of work a post may take.")] = 120.0
    """Of a processor. The slowest post known takes a second; a machine may be slow."""

    fetched_bytes: Annotated[int, msgspec.Meta(ge=1, description="Bytes of a file from another server.")] = 50 << 20
    """Blogs take no upload of half of this."""

    fetch_seconds: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WAIT, description="Seconds an address may take in all.")] = (
        300.0
    )
    """A server that sends a byte now and then is never silent."""


DEFAULT = Limits()
"""What holds where nobody says otherwise."""


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

POST_BLANK_CELLS = 20_000
"""Blank cells of all pipe tables of a post, each of which parsers make; real posts have a handful."""

LIST_DEFINITIONS = 1000
"""Terms of a list of definitions in Markdown, of which parsers cost the square; a comment stands before the next list."""

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

UNPACKED_BYTES = 1 << 30
"""Bytes of a line of JSON Lines, and of a packed file that is not read line by line."""

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

SPOOL_MEMORY_BYTES = 4 << 20
"""Bytes of posts, packed, that are held in memory between the two passes; all others are in a file. A post has some 20 KB."""

HELD_ROWS = 2048
"""Rows of what is kept of all posts of a run, such as their names, that are held in memory; of a list that has more, all are in
files. What is there is packed, unpacked and asked for by queries, each of which takes longer than what is done with the row."""

SPILLED_ROWS = 256
"""Rows of such a list that are read from its file at a time."""

MESSAGE_BYTES = 8 << 20
"""Bytes of posts, packed, that a worker sends with a survey of some sources. What is over it is read again."""

LOADED_LINE_BYTES = 16 << 20
"""Bytes of a line of JSON Lines that loaders take. DuckDB refuses one of twice that, as its `maximum_object_size` is this; Spark
makes one it cannot load a row of nothing."""
