"""What a page shows and its post does not hold, in order, with the reason: for whoever wonders whether the body is right."""

from collections.abc import Iterator

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert.errors import N_
from convert.notices import ignore
from convert.options import ReaderOptions
from convert.readers._html.image_address import best_image_address
from convert.readers._html.style import is_hidden
from convert.readers._html.tree import tree_events
from convert.readers.page.body import Body, find_and_repair_body
from convert.readers.page.furniture import INLINE_TAGS, furniture_kind_if_tag_can_be_furniture
from convert.sources.html_tree import parse_html
from convert.sources.source import Source, decode

OUTSIDE = N_("outside the body")

_UNSEEN = frozenset("script style noscript template head title meta link base select datalist textarea svg".split())


class Remnant(Struct, frozen=True):
    """A text, or the address of a picture or player, that is on the page and not in the post.

    `why` is `OUTSIDE`, or the kind of the notice and the element that was left out of the body.
    """

    said: str
    why: str


def left_out(source: Source, options: ReaderOptions) -> tuple[Remnant, ...]:
    """What a page shows besides its post. Raises `SourceError` for bytes that are no text."""
    parser = parse_html(decode(source, ignore, options.encoding))
    body, root = find_and_repair_body(parser), parser.body or parser.root
    if body is None or root is None:
        return ()
    return tuple(_find_left_out_texts_and_media(root, body))


def _find_left_out_texts_and_media(root: LexborNode, body: Body) -> Iterator[Remnant]:
    """Texts are joined as far as the same line and the same reason go."""
    places = _LeftOutRegion(body, is_inside=body.node.mem_id == root.mem_id)
    line: list[str] = []
    because = ""
    for entering, tag, node in tree_events(root):
        if tag[0] == "-":
            if tag == "-text" and places.why and not places.unseen:
                line.append(node.text_content or "")
            continue
        if line and (tag not in INLINE_TAGS or places.why != because):
            yield from _text_remnant("".join(line), because)
            line = []
        places.update_why_left_out_and_unseen(entering, tag, node)
        because = places.why
        if entering and because and not places.unseen and (address := _media_address(tag, node)):
            yield Remnant(address, because)
    yield from _text_remnant("".join(line), because)


def _text_remnant(text: str, reason: str) -> Iterator[Remnant]:
    text = " ".join(text.split())
    if text and reason:
        yield Remnant(text, reason)


def _media_address(tag: str, node: LexborNode) -> str:
    if tag == "img":
        return best_image_address(node, node.attributes)
    return (node.attributes.get("src") or "") if tag in ("iframe", "video", "audio", "embed") else ""


class _LeftOutRegion:
    """Where a walk over the page is: outside the body, in it, in furniture of it, in what nobody sees."""

    def __init__(self, body: Body, *, is_inside: bool) -> None:
        self.why = "" if is_inside else OUTSIDE
        self.unseen = 0
        self._body = body
        self._furniture = 0

    def update_why_left_out_and_unseen(self, entering: bool, tag: str, node: LexborNode) -> None:
        """Begin or end an element."""
        name = node.mem_id
        if tag in _UNSEEN or is_hidden(node.attributes):
            self.unseen += 1 if entering else -1
        if name == self._body.node.mem_id:
            self.why = "" if entering else OUTSIDE
        elif not entering and name == self._furniture:
            self.why, self._furniture = "", 0
        elif (
            entering
            and not self.why
            and (kind := furniture_kind_if_tag_can_be_furniture(tag, node, self._body.furniture_kind_of))
        ):
            self.why, self._furniture = f"{kind}: {_selector_of(tag, node)}", name


def _selector_of(tag: str, node: LexborNode) -> str:
    names = (node.attributes.get("class") or node.attributes.get("id") or "").split()
    return f"{tag}.{names[0]}" if names else tag
