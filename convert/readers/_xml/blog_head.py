"""What a blog is called and says of itself, which exports and feeds have before their first post."""

from html import unescape

from msgspec import Struct

from convert import lazy_re as re
from convert.sources.source import Source

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w-]{1,40})""")
_FIRST_POST = re.compile("<(?:item|entry|post)[ >]")
_OPENED = {name: re.compile(f"<{name}(?: [^<>]*)?>") for name in ("title", "description", "subtitle")}
_TAG = re.compile("<[^<>]*>")
_LONGEST = 300


class BlogHead(Struct, frozen=True):
    """Title and description of a blog; what is not said is empty."""

    title: str = ""
    description: str = ""


def read_blog_head(source: Source) -> BlogHead:
    """The head of RSS, WXR, Atom, Blogger's Atom and TTXML, as far as the beginning of the source has it."""
    data = source.head
    declared = _DECLARED.search(data)
    text = _decode_leniently(data, declared[1].decode() if declared else "utf-8")
    first = _FIRST_POST.search(text)
    head = text[: first.start()] if first else text
    return BlogHead(
        _text_of_first_element(head, "title"),
        _text_of_first_element(head, "description") or _text_of_first_element(head, "subtitle"),
    )


def _decode_leniently(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _text_of_first_element(head: str, name: str) -> str:
    """The text of the first element of a name, on one line; empty without one, or where nobody would call that a title."""
    opened = _OPENED[name].search(head)
    end = head.find(f"</{name}>", opened.end()) if opened else -1
    if opened is None or end < 0:
        return ""
    inner = head[opened.end() : end].replace("<![CDATA[", "").replace("]]>", "")
    text = " ".join(_TAG.sub("", unescape(inner)).split())
    return text if len(text) <= _LONGEST else ""
