"""What Tistory's editors before 2019, Textcube and the backup export left: image blocks of spans and divs, folds, boxes.

Their class names: `imageblock` with a place and captions of class `cap1`, `moreless_*`, `btn_more`, `txt_fold`, `txc-*` (the
editor Tistory shared with Daum, whose quotations and rules are elements that need no help).
"""

import re
from itertools import islice

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Align, Attachment, Block, BlockQuote, Figure, Gallery, Image, Inlines, Paragraph
from convert.model.url import is_safe, readable
from convert.readers._html import media
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.inline import LinkMark, wrapped
from convert.readers._html.outcome import Container, Frame, Leaf, Outcome, Placed, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import classes, element_after, element_before, events, first, is_only_child, text_of
from convert.sources.evidence import name_left_out

_PLACES: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
_OPENERS = frozenset({"moreless_fold", "txt_fold", "btn_more"})
"""Classes of what is clicked to open a fold."""

_CLOSERS = frozenset({"moreless_top", "moreless_bottom", "btn_less"})
"""Classes of what is clicked to close one."""

_CONTENTS = frozenset({"moreless_content"})
_BOXES = frozenset({"txc-textbox", "txc-info"})
_DEFAULT_LABEL = "더보기"


def _block(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`div`, `p`, `span` and `a`, by class."""
    names = set(classes(node))
    if not names:
        return _without_opener(node) or below(node, walk)
    if names & _CONTENTS:
        return _fold(node, walk)
    if names & _OPENERS and _opens(node):
        return Skipped()
    if names & _CLOSERS:
        return Skipped("furniture")
    if names & _BOXES:
        return Container(_quotation)
    if "imageblock" in names:
        return _image_block(node, walk, below)
    return Skipped("furniture") if "ExifInfo" in names else below(node, walk)


def _quotation(frame: Frame) -> list[Block]:
    return [BlockQuote(tuple(frame.blocks))] if frame.blocks else []


# Folds: what is clicked stands before what it opens, and is its summary.


def _opens(node: LexborNode) -> bool:
    """Whether the content of a fold follows, beside this element or beside the paragraph it is alone in."""
    following = element_after(node)
    if following is None and node.parent is not None and is_only_child(node):
        following = element_after(node.parent)
    return following is not None and bool(_CONTENTS & set(classes(following)))


def _without_opener(node: LexborNode) -> Outcome:
    """A paragraph that holds nothing but what opens the fold behind it says nothing besides."""
    return Skipped() if _opener_in(node) is not None and _opens(node) else None


def _opener_in(node: LexborNode) -> LexborNode | None:
    child = node.child
    if child is not None and not child.is_element_node:
        child = element_after(child)
    return child if child is not None and _OPENERS & set(classes(child)) and is_only_child(child) else None


def _fold(node: LexborNode, walk: Walk) -> Outcome:
    before = element_before(node)
    opener = None
    if before is not None:
        opener = before if _OPENERS & set(classes(before)) else _opener_in(before)
    label = text_of(opener) or _DEFAULT_LABEL
    return media.labelled_fold(label, walk)


def open_folds(root: LexborNode) -> None:
    """Show what folds hide until they are opened, so that it is not taken for hidden."""
    for node in root.css(".moreless_content[style], .moreless_fold[style]"):
        del node.attrs["style"]


# Images.


def _image_block(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """An image, or several in a table, each with its caption; a file to download looks like one to the old editor."""
    if not _is_small(node) or _has_players(node):
        return below(node, walk)
    file = _attachment(node)
    if file is not None:
        for icon in node.css("img"):
            name_left_out(walk.page.report, "attachment", icon.html or "")
        return Placed((file,))
    names = classes(node)
    if node.tag != "div" and first(node, name="cap1") is None:
        return below(node, walk)
    align: Align = next((_PLACES[name] for name in names if name in _PLACES), "")
    pairs = _images(node)
    if not pairs or not _says_all(pairs, node):
        return below(node, walk)
    if len(pairs) > 1:
        name_left_out(walk.page.report, "gallery", node.html or "", says_all=True)
    if len(pairs) > 1 and not any(caption for _, caption, _ in pairs):
        return Placed((Gallery(tuple(image for image, _, _ in pairs)),))
    return Placed(tuple(_figure(*pair, align) for pair in pairs))


_EMOTICON = re.compile(
    r"/(?:keditor/emoticon/(\w+)/\w+|contents/emoticon|image/extra)/([\w-]+)\.(?:gif|png|jpg)(?:\?|$)", re.ASCII
)
"""Where emoticons are, and what they are called there."""


def _emoticon(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """An `img` that shows one of the editors' emoticons, which has no words of its own."""
    outcome = below(node, walk)
    if type(outcome) is not Leaf or not isinstance(outcome.node, Image) or outcome.node.alt:
        return outcome
    found = _EMOTICON.search(outcome.node.url)
    return Leaf(replace(outcome.node, alt=" ".join(filter(None, ("이모티콘", found[1], found[2]))))) if found else outcome


_MOST = 400
"""Parts an image block may have. What has more is none, and looking through it at every level of it would take long."""


def _is_small(node: LexborNode) -> bool:
    return sum(1 for _ in islice(events(node), _MOST + 1)) <= _MOST


_PLAYERS = frozenset("iframe embed object video audio pre hr".split())


def _has_players(node: LexborNode) -> bool:
    """Whether an element shows something besides images and text."""
    return any(tag in _PLAYERS for _, tag, _ in events(node))


def _images(node: LexborNode) -> list[tuple[Image, str, str]]:
    """Each image with its caption and where a click leads."""
    found: list[tuple[Image, str, str]] = []
    link = ""
    for entering, tag, child in events(node):
        if tag == "a":
            href = (child.attributes.get("href") or "").strip()
            link = href if entering and is_safe(href) else ""
        elif entering and tag == "img":
            image = media.read_image(child)
            if image is not None:
                found.append((image, "", link))
        elif entering and tag in ("p", "span", "div") and found and "cap1" in classes(child):
            found[-1] = (found[-1][0], text_of(child), found[-1][2])
    return found


def _says_all(pairs: list[tuple[Image, str, str]], node: LexborNode) -> bool:
    """Whether the captions are all the text there is."""
    return "".join(text_of(node).split()) == "".join("".join(caption.split()) for _, caption, _ in pairs)


def _figure(image: Image, caption: str, link: str, align: Align) -> Figure:
    inline = wrapped(image, (LinkMark(link),) if link and link != image.url else ())
    words: Inlines = (wrapped(caption, ()),) if caption else ()
    return Figure((Paragraph((inline,)),), words, align)


def _attachment(node: LexborNode) -> Attachment | None:
    """`<a href=".../attachment/..."><img src=".../extension/zip.gif"> name</a>`, and nothing else."""
    anchor = first(node, "a")
    url = ((anchor.attributes.get("href") or "") if anchor is not None else "").strip()
    icon = first(anchor, "img") if anchor is not None else None
    if icon is None or not is_safe(url) or "/extension/" not in (icon.attributes.get("src") or ""):
        return None
    name = text_of(anchor)
    if name != text_of(node) or sum(entering and tag == "img" for entering, tag, _ in events(node)) > 1:
        return None
    return Attachment(url, name or readable(url.rpartition("/")[2]))


_OLD_PLACES = tuple(f"imageblock {place}" for place in ("left", "center", "right", "dual", "triple"))

OLDER = Overlay(
    ("moreless_", "txt_fold", "btn_more", "txc-", 'imageblock"', *_OLD_PLACES, "cap1", "exifinfo"),
    (),
    dict.fromkeys(("div", "p", "span", "a"), _block),
)

EMOTICONS = Overlay((), (), {"img": _emoticon})
