"""How large a post is, before it costs anything."""

from math import inf

import msgspec

from convert import lazy_re as re
from convert.errors import limit_error
from convert.limits import Limits
from convert.model import Document
from convert.model.walk import plain_text, walk

_PICTURE = re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=]+", re.ASCII)
"""A picture that stands in its own address, as in pages saved as one file."""

_BYTES_OF_CHARACTER = 4
"""UTF-8 has no more."""

_BYTES_OF_NODE = 8
"""The least an encoded node has: a map with its `type`."""

_ENCODER = msgspec.msgpack.Encoder()


def check_text_size(text: str, limits: Limits) -> None:
    """Raise `LimitError` for a text with too many bytes, pictures in addresses apart. Most are told by their length."""
    if _BYTES_OF_CHARACTER * len(text) <= limits.post_bytes:
        return
    size = len(_PICTURE.sub("", text).encode("utf-8", "surrogatepass"))
    if size > limits.post_bytes:
        raise limit_error("post_bytes", "the text of this post has {} bytes", size, limits.post_bytes)


def check_node_count_and_text_size(document: Document, limits: Limits) -> None:
    """Raise `LimitError` for a document with too many nodes, or with too much text, if nobody has measured what it is made of.

    To encode it tells of most that they are small, at a tenth of a walk's cost.
    """
    encoded = _encoded_size_or_infinity(document)
    if encoded > _BYTES_OF_NODE * limits.post_nodes:
        count = sum(1 for _ in walk(document.children))
        if count > limits.post_nodes:
            raise limit_error("post_nodes", "this post has {} blocks and pieces of text", count, limits.post_nodes)
    if encoded > limits.post_bytes:
        check_text_size(plain_text(document.children), limits)


def _encoded_size_or_infinity(document: Document) -> float:
    try:
        return len(_ENCODER.encode(document.children))
    except (UnicodeEncodeError, RecursionError):
        return inf
