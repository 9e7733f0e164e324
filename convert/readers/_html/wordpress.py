"""WordPress: the blocks of its editor (`wp-block-...`), and the captions and galleries its shortcodes make, as pages show them.

What a block is stands in the class of its outermost element. Columns, groups, covers, buttons and media beside text are only
boxes around what they show, which is read as anywhere.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import islice
from typing import Any

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import (
    Anchor,
    Attachment,
    Block,
    BulletList,
    Embed,
    Figure,
    Gallery,
    Image,
    Inlines,
    Link,
    ListItem,
    Node,
    Paragraph,
)
from convert.model.url import is_safe
from convert.model.walk import rewrite_nodes
from convert.model.walk import walk as nodes_in
from convert.notices import Report
from convert.readers._html import media
from convert.readers._html.address import strip_address_and_line_ends
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.lines import join_lines
from convert.readers._html.marks import BREAK
from convert.readers._html.outcome import PLAIN, Container, Division, FinishedBlocks, Outcome
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.provider import make_embed
from convert.readers._html.style import parse_declarations
from convert.readers._html.tables import Caption
from convert.readers._html.tree import class_names_of, is_same_node, one_line_text_of, tree_events
from convert.sources.evidence import Keeper, hand_over_left_out, hand_over_left_out_words

# Figures.

_EMBEDS = frozenset("wp-block-embed wp-block-videopress-video wp-block-jetpack-videopress".split())
_UNFRAMED = frozenset("wp-block-table wp-block-audio wp-block-video wp-block-code wp-block-preformatted".split())
"""Figures that are one for their caption alone."""

_GALLERIES = frozenset("wp-block-gallery wp-block-jetpack-tiled-gallery wp-block-jetpack-slideshow".split())
_ADDRESS = re.compile(r"https?://\S+")


def _handle_block_figure(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = set(class_names_of(node))
    if names & _EMBEDS or any(name.startswith("wp-block-embed-") for name in names):
        return _handle_embed_of_bare_address(node, walk, fallback)
    if names & _GALLERIES:
        return _handle_gallery_telling_proof(node, walk)
    if "wp-block-pullquote" in names:
        return PLAIN
    if "wp-block-media-text__media" in names:
        return _put_background_image_before_content(node, walk) or fallback(node, walk)
    return Container(_build_figure_if_captioned) if names & _UNFRAMED else fallback(node, walk)


def _build_figure_if_captioned(frame: Frame) -> list[Any]:
    """What a figure holds; a figure when it has a caption."""
    captions = [block for block in frame.blocks if isinstance(block, Caption)]
    rest = tuple(block for block in frame.blocks if not isinstance(block, Caption))
    return [Figure(rest, _join_captions(caption.children for caption in captions))] if captions else list(rest)


def _handle_embed_of_bare_address(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """Another site. As WordPress stores it, there is only its address, and a caption."""
    address = _ADDRESS.fullmatch(_text_without_caption_or_empty_if_long(node))
    if address is None or not is_safe(address[0]):
        return Container(_build_figure_if_captioned)
    made = make_embed(address[0])
    hand_over_left_out_words(walk.page.report, "embed", address[0])
    return Container(lambda frame: _build_embed_in_figure_if_captioned(frame, made), if_too_deep=(made,))


def _text_without_caption_or_empty_if_long(node: LexborNode) -> str:
    """What an element says besides its caption; nothing when it is long."""
    parts: list[str] = []
    is_caption = False
    for number, (entering, tag, child) in enumerate(tree_events(node)):
        if number == _MOST_EVENTS:
            return ""
        if tag == "figcaption":
            is_caption = entering
        elif tag == "-text" and not is_caption:
            parts.append(child.text_content or "")
    return "".join(parts).strip()


_MOST_EVENTS = 200
"""How far into an element is looked for what it is: such blocks are small, and elements in elements many."""


def _first_descendant_with_tag_among_next_nodes(node: LexborNode, tag: str) -> LexborNode | None:
    """The first element with this tag that is not far into another."""
    return next((child for entering, found, child in islice(tree_events(node), _MOST_EVENTS) if entering and found == tag), None)


def _build_embed_in_figure_if_captioned(frame: Frame, embed: Embed) -> list[Any]:
    """The player for an address. Places links lead to that wait for text do not go with the address, but stand before it."""
    captions = [block.children for block in frame.blocks if isinstance(block, Caption)]
    rest = [block for block in frame.blocks if not isinstance(block, Caption)]
    places = tuple([node for node in nodes_in(rest) if isinstance(node, Anchor)])
    made = Figure((embed,), _join_captions(captions)) if captions else embed
    return [*([Paragraph(places)] if places else []), made]


def _join_captions(captions: Iterable[Inlines]) -> Inlines:
    return join_lines(captions, BREAK)


# Galleries.


def _build_gallery_if_all_images_telling_proof(frame: Frame, report: Report) -> list[Any]:
    """Pictures side by side. Where one has a caption of its own or leads elsewhere, all are figures one after another.

    Places links lead to that wait for text are in the first picture, and stand before all.
    """
    captions = [block.children for block in frame.blocks if isinstance(block, Caption)]
    shown = [block for block in frame.blocks if not isinstance(block, Caption)]
    places = tuple([node for node in nodes_in(shown) if isinstance(node, Anchor)])
    images = [_only_image_in(block) for block in (rewrite_nodes(tuple(shown), _drop_if_anchor) if places else shown)]
    found = tuple(image for image in images if image is not None)
    if found and len(found) == len(images):
        for image in found:  # A link to the picture itself is the picture.
            hand_over_left_out(report, "gallery", f'<a href="{escape(image.url)}"><img src="{escape(image.url)}"></a>')
        return [*([Paragraph(places)] if places else []), Gallery(found, _join_captions(captions))]
    return [*shown, *([Paragraph(_join_captions(captions))] if captions else [])]


def _drop_if_anchor(node: Node) -> Node | tuple[Node, ...]:
    return () if isinstance(node, Anchor) else node


def _only_image_in(block: Block) -> Image | None:
    """The picture that is all of a block; one that links to itself in full is the full one."""
    if isinstance(block, Figure) and not block.caption and len(block.children) == 1:
        block = block.children[0]
    only = block.children[0] if isinstance(block, Paragraph) and len(block.children) == 1 else None
    if isinstance(only, Link) and len(only.children) == 1 and isinstance(only.children[0], Image):
        image = only.children[0]
        return replace(image, url=only.url) if _is_same_picture(only.url, image.url) else None
    return only if isinstance(only, Image) else None


_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{3,4}$)")


def _is_same_picture(url: str, other_url: str) -> bool:
    """Whether an address is that of the picture of which another is a copy."""
    return _SIZE.sub("", url.partition("?")[0]) == _SIZE.sub("", other_url.partition("?")[0])


def _unwrap_lists_and_items_in_place(frame: Frame) -> Frame:
    """A gallery's blocks, of which old ones stand in the items of a list."""
    blocks: list[Any] = []
    for block in frame.blocks:
        items = block.items if isinstance(block, BulletList) else (block,) if isinstance(block, ListItem) else ()
        blocks.extend([inner for item in items for inner in item.children] if items else [block])
    frame.blocks = blocks
    return frame


def _handle_list_as_gallery_by_class(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """A list that is a gallery, as the first versions of the block made."""
    return _handle_gallery_telling_proof(node, walk) if not _GALLERIES.isdisjoint(class_names_of(node)) else fallback(node, walk)


def _handle_gallery_telling_proof(node: LexborNode, walk: Walk) -> Outcome:
    _tell_proof_only_words_remain(node, "gallery", walk)
    return Container(
        lambda frame: _build_gallery_if_all_images_telling_proof(_unwrap_lists_and_items_in_place(frame), walk.page.report)
    )


def _tell_proof_only_words_remain(node: LexborNode, kind: str, walk: Walk) -> None:
    """Say of an element that what it shows is something else. Only a proof wants it, and spelling elements in elements costs."""
    if isinstance(walk.page.report, Keeper):
        hand_over_left_out(walk.page.report, kind, node.html or "", words_remain=True)


# Boxes.


def _handle_box_by_class(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = set(class_names_of(node))
    handler = next((_BOXES[name] for name in _BOXES if name in names), None)
    return (handler(node, walk) if handler is not None else None) or fallback(node, walk)


def _handle_file_as_attachment_if_nothing_else(node: LexborNode, walk: Walk) -> Outcome:
    """A file to download, shown as its name and a button; with anything else beside them it is read as any text."""
    link = _first_descendant_with_tag_among_next_nodes(node, "a")
    url = strip_address_and_line_ends(link.attributes.get("href")) if link is not None else ""
    buttons = [
        child for child in node.iter() if "wp-block-file__button" in class_names_of(child) and not is_same_node(link, child)
    ]
    if not url or not is_safe(url) or _text_without_spaces(node) != "".join(map(_text_without_spaces, (link, *buttons))):
        return None
    if buttons:
        walk.report_left_out_and_tell_proof("furniture", node)  # of one word with the name, where no white space parts them
    name, size = _name_and_size(link)
    return FinishedBlocks((Attachment(url, name or url.rpartition("/")[2], size),))


def _name_and_size(link: LexborNode | None) -> tuple[str, str]:
    """What a file is called, and how large it is where the link says so in small letters behind the name."""
    label = one_line_text_of(link)
    small = _first_descendant_with_tag_among_next_nodes(link, "small") if link is not None else None
    size = one_line_text_of(small)
    return (label.removesuffix(size).strip(), size) if size and label.endswith(size) else (label, "")


def _text_without_spaces(node: LexborNode | None) -> str:
    return "".join(one_line_text_of(node).split())


def _put_background_image_before_content(node: LexborNode, walk: Walk) -> Outcome:
    """A picture with text on it, or beside it, that is a background; most are an `img` instead."""
    attributes = node.attributes
    look = parse_declarations(attributes.get("style") or "")
    found = _BACKGROUND.search(look.get("background-image") or look.get("background") or "")
    if found is None or not is_safe(found[1], image=True) or _is_address_of_first_image(found[1], node):
        return None
    picture = Paragraph((Image(found[1], attributes.get("aria-label") or ""),))
    return Container(lambda frame: [picture, *frame.blocks], if_too_deep=(picture,))


_BACKGROUND = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def _is_address_of_first_image(url: str, node: LexborNode) -> bool:
    """Whether the first picture in an element is the one of its background, too."""
    image = _first_descendant_with_tag_among_next_nodes(node, "img")
    return image is not None and _is_same_picture(image.attributes.get("src") or "", url)


def _handle_captioned_image(node: LexborNode, walk: Walk) -> Outcome:
    """`[caption]` as themes without HTML5 show it: the caption is a paragraph of its class."""
    align = media.figure_align_by_class_or_attribute(node)

    def build_figure(frame: Frame) -> list[Any]:
        captions = [block for block in frame.blocks if isinstance(block, Caption)]
        rest = tuple(block for block in frame.blocks if not isinstance(block, Caption))
        return (
            [Figure(rest, _join_captions(caption.children for caption in captions), align)]
            if rest
            else [*map(_caption_as_paragraph, captions)]
        )

    return Container(build_figure)


def _caption_as_paragraph(caption: Caption) -> Paragraph:
    return Paragraph(caption.children)


_BOXES: dict[str, Callable[[LexborNode, Walk], Outcome]] = {
    "wp-block-file": _handle_file_as_attachment_if_nothing_else,
    **dict.fromkeys(
        ("wp-block-cover", "wp-block-cover-image", "wp-block-cover__image-background"), _put_background_image_before_content
    ),
    "wp-caption": _handle_captioned_image,
    "wp-block-jetpack-tiled-gallery": _handle_gallery_telling_proof,
    "wp-block-jetpack-slideshow": _handle_gallery_telling_proof,
}


def _handle_caption_paragraph(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """The caption among what is in a box of `[caption]`, or in a gallery."""
    if walk.frame.tag in ("div", "dl") and "wp-caption-text" in class_names_of(node):
        return Container(
            lambda frame: [Caption(_join_captions(block.children for block in frame.blocks))] if frame.blocks else []
        )
    return fallback(node, walk)


# Text whose lines count.


def _handle_verse_or_rich_pre_as_reported_lines(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = set(class_names_of(node))
    if "wp-block-verse" in names or ("wp-block-preformatted" in names and _shows_more_than_text(node)):
        _tell_proof_only_words_remain(node, "preformatted", walk)
        walk.report("preformatted")
        return _LINES
    return fallback(node, walk)


_LINES = Division(keeps="spaces")
_SHOWN = frozenset("a img b strong i em mark u del s sub sup".split())


def _shows_more_than_text(node: LexborNode) -> bool:
    """Whether there is anything in preformatted text that code cannot hold."""
    return any(tag in _SHOWN for _, tag, _ in islice(tree_events(node), _MOST_EVENTS))


HANDLERS: Mapping[str, OverlayHandler] = {
    "figure": _handle_block_figure,
    **dict.fromkeys(("div", "section"), _handle_box_by_class),
    "ul": _handle_list_as_gallery_by_class,
    "p": _handle_caption_paragraph,
    "pre": _handle_verse_or_rich_pre_as_reported_lines,
}
