"""How large a post is, before it costs anything."""

from math import inf

import msgspec

from convert import lazy_re as re
from convert.errors import N_, limit_error
from convert.model import Document
from convert.model.limits import Limits
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
        raise limit_error("post_bytes", N_("the text of this post has {figure} bytes"), size, limits.post_bytes)


_MARKS = "\\`*_[]<{$~&|"
"""What Markdown or HTML could mean: each is a node of its own to parsers until they know better, and to comrak for good."""

_MORE_NODES = {"[^": 4, ">>": 2, "` ": 1, "<!": 1, "<img": 6, "<IMG": 6, "<li": 6, "<LI": 6}
"""How many more there can be of some: a mark of a footnote is a link there and one back, behind a quotation sign another is one
in it, behind code there is a text of its own, and where a comment does not end its sign is text beside that of others. A picture
where none can stay is taken out, with a paragraph and a notice of its own; an item is one with a paragraph and a text."""

_NODES_OF_LINE = 2
"""A line can be a paragraph, or an item with one in it."""


def check_mark_count(body: str, limits: Limits) -> None:
    """Raise `LimitError` for a body of which parsers could make too many nodes, before one does. Most are told by length."""
    allowed = limits.post_nodes
    if _NODES_OF_LINE * len(body) <= allowed or count_possible_nodes(body) <= allowed:
        return
    count = count_possible_nodes(_PICTURE.sub("", body))
    if count > allowed:
        raise limit_error(
            "post_nodes", N_("the marks and lines of this post could be {figure} blocks and pieces"), count, allowed
        )


def count_possible_nodes(text: str) -> int:
    """How many nodes parsers could make of the marks and lines of a text."""
    more = sum([nodes * text.count(marks) for marks, nodes in _MORE_NODES.items()])
    return sum([text.count(mark) for mark in _MARKS]) + more + _NODES_OF_LINE * text.count("\n")


def check_node_count_and_text_size(document: Document, limits: Limits) -> None:
    """Raise `LimitError` for a document with too many nodes, or with too much in its text, if nobody has measured that.

    To encode it tells of most that they are small, at a tenth of a walk's cost.
    """
    encoded = _encoded_size_or_infinity(document)
    if encoded > _BYTES_OF_NODE * limits.post_nodes:
        count = sum(1 for _ in walk(document.children))
        if count > limits.post_nodes:
            raise limit_error("post_nodes", N_("this post has {figure} blocks and pieces of text"), count, limits.post_nodes)
    if encoded > min(limits.post_bytes, limits.post_nodes):
        text = plain_text(document.children)
        check_text_size(text, limits)
        check_mark_count(text, limits)


def _encoded_size_or_infinity(document: Document) -> float:
    try:
        return len(_ENCODER.encode(document.children))
    except (UnicodeEncodeError, RecursionError):
        return inf
