"""What somebody besides the writer wants to know of each post, found out by the process that converts it.

A post is examined once it is written and proved, so that to look at it changes nothing of what is said of it. What is found goes
to the parent with the post, and should be small: counts, not documents.
"""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from convert.model import Document
from convert.model.gathered_nodes import GatheredNodes
from convert.sources.source import Source


class ExaminablePost(Struct, frozen=True):
    """A post as its reader, `format`, gave it (`document`), and as it was written (`nodes`).

    `own_addresses` are those in `nodes` that lead to files which go along with the post, `encoding` is what somebody said the
    source is written in, empty where nobody did.
    """

    source: Source
    format: str
    document: Document
    nodes: GatheredNodes
    own_addresses: frozenset[str] = frozenset()
    encoding: str = ""


Examine: TypeAlias = Callable[[ExaminablePost], object]
"""A function of a module, which another process finds by its name. What it gives is sent to and fro, as is the post."""
