"""What Tistory's editors before 2019, Textcube and the backup export left: image blocks of spans and divs, folds, boxes.

Their class names: `imageblock` with a place and captions of class `cap1`, `moreless_*`, `btn_more`, `txt_fold`, `txc-*` (the
editor Tistory shared with Daum, whose quotations and rules are elements that need no help).
"""

from itertools import islice

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Align, Attachment, Block, BlockQuote, Figure, Gallery, Image, Inlines, Paragraph
from convert.model.url import is_safe, percent_decode_if_readable
from convert.readers._html import media
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.inline import wrap_in_marks
from convert.readers._html.marks import LinkMark
from convert.readers._html.outcome import Container, FinishedBlocks, FinishedInline, Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import (
    class_names_of,
    element_directly_after,
    element_directly_before,
    find_first,
    is_alone_but_for_white_space,
    one_line_text_of,
    tree_events,
)
from convert.sources.evidence import hand_over_left_out

_PLACES: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
_OPENERS = frozenset({"moreless_fold", "txt_fold", "btn_more"})
"""Classes of what is clicked to open a fold."""

_CLOSERS = frozenset({"moreless_top", "moreless_bottom", "btn_less"})
"""Classes of what is clicked to close one."""

_CONTENTS = frozenset({"moreless_content"})
_BOXES = frozenset({"txc-textbox", "txc-info"})
_DEFAULT_LABEL = "더보기"


def _handle_fold_box_or_image_by_class(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`div`, `p`, `span` and `a`, by class."""
    names = set(class_names_of(node))
    if not names:
        return _skip_fold_opener_paragraph(node) or fallback(node, walk)
    if names & _CONTENTS:
        return _handle_fold_labelled_by_opener_before(node, walk)
    if names & _OPENERS and _is_followed_by_fold_content(node):
        return Skipped()
    if names & _CLOSERS:
        return Skipped("furniture")
    if names & _BOXES:
        return Container(_build_block_quote)
    if "imageblock" in names:
        return _handle_image_block_as_figures_or_file(node, walk, fallback)
    return Skipped("furniture") if "ExifInfo" in names else fallback(node, walk)


def _build_block_quote(frame: Frame) -> list[Block]:
    return [BlockQuote(tuple(frame.blocks))] if frame.blocks else []


# Folds: what is clicked stands before what it opens, and is its summary.


def _is_followed_by_fold_content(node: LexborNode) -> bool:
    """Whether the content of a fold follows, beside this element or beside the paragraph it is alone in."""
    following = element_directly_after(node)
    if following is None and node.parent is not None and is_alone_but_for_white_space(node):
        following = element_directly_after(node.parent)
    return following is not None and bool(_CONTENTS & set(class_names_of(following)))


def _skip_fold_opener_paragraph(node: LexborNode) -> Outcome:
    """A paragraph that holds nothing but what opens the fold behind it says nothing besides."""
    return Skipped() if _only_fold_opener_in(node) is not None and _is_followed_by_fold_content(node) else None


def _only_fold_opener_in(node: LexborNode) -> LexborNode | None:
    child = node.child
    if child is not None and not child.is_element_node:
        child = element_directly_after(child)
    return child if child is not None and _OPENERS & set(class_names_of(child)) and is_alone_but_for_white_space(child) else None


def _handle_fold_labelled_by_opener_before(node: LexborNode, walk: Walk) -> Outcome:
    before = element_directly_before(node)
    opener = None
    if before is not None:
        opener = before if _OPENERS & set(class_names_of(before)) else _only_fold_opener_in(before)
    label = one_line_text_of(opener) or _DEFAULT_LABEL
    return media.labelled_details_container(label, walk)


def unhide_folds(root: LexborNode) -> None:
    """Show what folds hide until they are opened, so that it is not taken for hidden."""
    for node in root.css(".moreless_content[style], .moreless_fold[style]"):
        del node.attrs["style"]


# Images.


def _handle_image_block_as_figures_or_file(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """An image, or several in a table, each with its caption; a file to download looks like one to the old editor."""
    if not _has_few_parts(node) or _holds_rule_or_code_or_player(node):
        return fallback(node, walk)
    file = _read_attachment(node)
    if file is not None:
        for icon in node.css("img"):
            hand_over_left_out(walk.page.report, "attachment", icon.html or "")
        return FinishedBlocks((file,))
    names = class_names_of(node)
    if node.tag != "div" and find_first(node, class_name="cap1") is None:
        return fallback(node, walk)
    align: Align = next((_PLACES[name] for name in names if name in _PLACES), "")
    pairs = _images_captions_and_links_in(node)
    if not pairs or not _are_captions_all_text(pairs, node):
        return fallback(node, walk)
    if len(pairs) > 1:
        hand_over_left_out(walk.page.report, "gallery", node.html or "", words_remain=True)
    if len(pairs) > 1 and not any(caption for _, caption, _ in pairs):
        return FinishedBlocks((Gallery(tuple(image for image, _, _ in pairs)),))
    return FinishedBlocks(tuple(_make_figure(*pair, align) for pair in pairs))


_EMOTICON = re.compile(
    r"/(?:keditor/emoticon/(\w+)/\w+|contents/emoticon|image/extra)/([\w-]+)\.(?:gif|png|jpg)(?:\?|$)", re.ASCII
)
"""Where emoticons are, and what they are called there."""


def _add_alt_to_emoticon(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """An `img` that shows one of the editors' emoticons, which has no words of its own."""
    outcome = fallback(node, walk)
    if type(outcome) is not FinishedInline or not isinstance(outcome.node, Image) or outcome.node.alt:
        return outcome
    found = _EMOTICON.search(outcome.node.url)
    return (
        FinishedInline(replace(outcome.node, alt=" ".join(filter(None, ("이모티콘", found[1], found[2]))))) if found else outcome
    )


_MOST = 400
"""Parts an image block may have. What has more is none, and looking through it at every level of it would take long."""


def _has_few_parts(node: LexborNode) -> bool:
    return sum(1 for _ in islice(tree_events(node), _MOST + 1)) <= _MOST


_PLAYERS = frozenset("iframe embed object video audio pre hr".split())


def _holds_rule_or_code_or_player(node: LexborNode) -> bool:
    """Whether an element shows something besides images and text."""
    return any(tag in _PLAYERS for _, tag, _ in tree_events(node))


def _images_captions_and_links_in(node: LexborNode) -> list[tuple[Image, str, str]]:
    """Each image with its caption and where a click leads."""
    found: list[tuple[Image, str, str]] = []
    link = ""
    for entering, tag, child in tree_events(node):
        if tag == "a":
            href = (child.attributes.get("href") or "").strip()
            link = href if entering and is_safe(href) else ""
        elif entering and tag == "img":
            image = media.read_image(child)
            if image is not None:
                found.append((image, "", link))
        elif entering and tag in ("p", "span", "div") and found and "cap1" in class_names_of(child):
            found[-1] = (found[-1][0], one_line_text_of(child), found[-1][2])
    return found


def _are_captions_all_text(pairs: list[tuple[Image, str, str]], node: LexborNode) -> bool:
    """Whether the captions are all the text there is."""
    return "".join(one_line_text_of(node).split()) == "".join("".join(caption.split()) for _, caption, _ in pairs)


def _make_figure(image: Image, caption: str, link: str, align: Align) -> Figure:
    inline = wrap_in_marks(image, (LinkMark(link),) if link and link != image.url else ())
    words: Inlines = (wrap_in_marks(caption, ()),) if caption else ()
    return Figure((Paragraph((inline,)),), words, align)


def _read_attachment(node: LexborNode) -> Attachment | None:
    """`<a href=".../attachment/..."><img src=".../extension/zip.gif"> name</a>`, and nothing else."""
    anchor = find_first(node, "a")
    url = ((anchor.attributes.get("href") or "") if anchor is not None else "").strip()
    icon = find_first(anchor, "img") if anchor is not None else None
    if icon is None or not is_safe(url) or "/extension/" not in (icon.attributes.get("src") or ""):
        return None
    name = one_line_text_of(anchor)
    if name != one_line_text_of(node) or sum(entering and tag == "img" for entering, tag, _ in tree_events(node)) > 1:
        return None
    return Attachment(url, name or percent_decode_if_readable(url.rpartition("/")[2]))


_OLD_PLACES = tuple(f"imageblock {place}" for place in ("left", "center", "right", "dual", "triple"))

OLDER = Overlay(
    ("moreless_", "txt_fold", "btn_more", "txc-", 'imageblock"', *_OLD_PLACES, "cap1", "exifinfo"),
    (),
    dict.fromkeys(("div", "p", "span", "a"), _handle_fold_box_or_image_by_class),
)

EMOTICONS = Overlay((), (), {"img": _add_alt_to_emoticon})
