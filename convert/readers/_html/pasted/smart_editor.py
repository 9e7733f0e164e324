"""Naver's SmartEditor: ONE (`se-...`) and 3 (`se_...`). A post is a row of components, each a `div` whose class says what it is.

What a script would draw, such as a player, waits as JSON in an attribute: `data-module` of a script, `data-linkdata` of a link.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import quote

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Align, Attachment, Block, CodeBlock, Embed, Figure, Gallery, Image, Link, LinkCard, Paragraph, Text
from convert.model.url import is_safe
from convert.model.walk import plain_text
from convert.model.walk import walk as walked
from convert.readers._html import elements, media
from convert.readers._html.address import player_src_or_lazy_src, strip_address_and_line_ends
from convert.readers._html.code import pre_text
from convert.readers._html.code_language import first_word_as_fence_language_or_empty, stated_language_in_classes
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.inline import wrap_in_marks
from convert.readers._html.marks import LinkMark
from convert.readers._html.outcome import Container, Division, FinishedBlocks, FinishedInline, Outcome, Skipped
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.pasted.smart_editor_data import first_text_value, parse_json_object
from convert.readers._html.provider import make_embed
from convert.readers._html.tree import class_names_of, tree_events
from convert.sources.evidence import hand_over_left_out
from convert.sources.html_tree import parse_html

_MOST_EVENTS = 600
"""Parts a component may have. What has more is none, and looking through it at every level of it would take long."""

_LEFT = frozenset(
    """se-placeholder __se_placeholder se-blind se-table-control se-cell-controlbar se-component-toolbar __se-toolbar-slot
    se-set-rep-image-button se-component-edge-button""".split()
)
"""Classes of what the editor draws round the text while it is written."""

ComponentElements: TypeAlias = list[tuple[LexborNode, frozenset[str]]]
"""The elements of a component with their classes."""


def _elements_unless_too_many(node: LexborNode) -> ComponentElements | None:
    """The elements of a component; None when they are too many."""
    found = list(islice(tree_events(node), _MOST_EVENTS + 1))
    if len(found) > _MOST_EVENTS:
        return None
    return [(child, frozenset(class_names_of(child))) for entering, tag, child in found if entering and tag[0] != "-"]


def _find_element_of_any_class(parts: ComponentElements, *class_names: str) -> LexborNode | None:
    return next((node for node, found in parts if not found.isdisjoint(class_names)), None)


def _text_with_class(parts: ComponentElements, *class_names: str) -> str:
    found = _find_element_of_any_class(parts, *class_names)
    return _text_without_editor_ui_elements(found) if found is not None else ""


def _text_without_editor_ui_elements(node: LexborNode) -> str:
    """The text of an element without what the editor drew round it; a space between two elements of a list of terms."""
    texts: list[str] = []
    inside = 0
    for entering, tag, child in tree_events(node):
        if tag == "-text" and not inside:
            texts.append(child.text_content or "")
        elif tag[0] != "-" and (inside or not _LEFT.isdisjoint(class_names_of(child))):
            inside += 1 if entering else -1
        elif tag in ("dt", "dd"):
            texts.append(" ")
    return " ".join("".join(texts).split())


def _script_data_in(parts: ComponentElements) -> dict[str, Any]:
    """What a component's script knows of it."""
    for node, _ in parts:
        attributes = node.attributes
        if node.tag == "script" and (text := attributes.get("data-module-v2") or attributes.get("data-module")):
            found = parse_json_object(text).get("data")
            return found if isinstance(found, dict) else {}
    return {}


# Images.

_IMAGES = frozenset("se-image-resource se-sticker-image se_mediaImage se-inline-image-resource".split())


_CAPTIONS = frozenset({"se-caption", "se_caption"})
_MOST_CAPTIONS = 12
"""Places for captions images beside each other may have. Looking through many that are in each other would take long."""

_MARKS = frozenset("b strong i em u ins s strike del mark code sub sup font".split())
"""Elements that say how words look, in captions and cards of which only the words would stay."""


def _read_image_preferring_lazy_address(node: LexborNode) -> Image | None:
    """An `img`: the address in `data-lazy-src` is of the whole picture, the other of a blurred one that is shown before it."""
    made = media.read_image(node)
    attributes = node.attributes
    lazy = strip_address_and_line_ends(attributes.get("data-lazy-src"))
    if made is None or not lazy or not is_safe(lazy, image=True):
        return made
    return replace(made, url=lazy)


def _handle_editor_image_as_inline(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = class_names_of(node)
    if _IMAGES.isdisjoint(names):
        return fallback(node, walk)
    made = _read_image_preferring_lazy_address(node)
    if made is None:
        return fallback(node, walk)
    return FinishedInline(replace(made, alt="스티커") if "se-sticker-image" in names and not made.alt else made)


def _build_figure_or_gallery(node: LexborNode, walk: Walk, parts: ComponentElements) -> Block | None:
    """An image with its caption, or several that stand beside each other."""
    images = [
        (image, _parent_link_address_or_empty(child))
        for child, names in parts
        if names & _IMAGES and (image := _read_image_preferring_lazy_address(child)) is not None
    ]
    places = [child for child, names in parts if names & _CAPTIONS]
    if len(places) > _MOST_CAPTIONS:
        return None
    captions = [(text, child) for child in places if (text := _text_without_editor_ui_elements(child))]
    if not images or len(captions) > 1 or any(tag in _MARKS for _, child in captions for _, tag, _ in tree_events(child)):
        return None
    caption = (Text(captions[0][0]),) if captions else ()
    if len(images) > 1 and not any(target for _, target in images):
        return Gallery(tuple([image for image, _ in images]), caption)
    return Figure(tuple([Paragraph((wrap_in_marks(image, (LinkMark(url),) if url else ()),)) for image, url in images]), caption)


def _parent_link_address_or_empty(node: LexborNode) -> str:
    """Where a click on an image leads, if not to the image."""
    parent = node.parent
    return _usable_address(parent.attributes.get("href")) if parent is not None and parent.tag == "a" else ""


# Cards.


def _build_link_card_telling_proof(node: LexborNode, walk: Walk, parts: ComponentElements) -> Block | None:
    """A link, a book or a film, with what was known of its page."""
    anchor = next((child for child, _ in parts if child.tag == "a"), None)
    data = parse_json_object(anchor.attributes.get("data-linkdata")) if anchor is not None else {}
    url = _first_usable_link_address_or_empty(parts) or _usable_address(first_text_value(data, "link", "url"))
    if not url or any(child.tag in _MARKS and not names for child, names in parts):
        return None
    picture = next(
        (image for child, _ in parts if child.tag == "img" and (image := _read_image_preferring_lazy_address(child)) is not None),
        None,
    )
    shown = picture.url if picture is not None else _usable_address(first_text_value(data, "thumbnail"))
    hand_over_left_out(walk.page.report, "link-card", f'<img src="{escape(shown)}">')
    title = _text_with_class(parts, "se-oglink-title", "se_og_tit", "se-material-title") or first_text_value(data, "title")
    return LinkCard(
        url,
        title,
        description=_text_with_class(parts, "se-oglink-summary", "se_og_desc", "se-material-detail", "se-material-detail-list"),
        host=_text_with_class(parts, "se-oglink-url", "se_og_cp"),
        image=shown,
    )


def _first_usable_link_address_or_empty(parts: ComponentElements) -> str:
    """Where the first link leads that leads anywhere."""
    return next((url for child, _ in parts if child.tag == "a" and (url := _usable_address(child.attributes.get("href")))), "")


def _usable_address(url: str | None) -> str:
    url = strip_address_and_line_ends(url)
    return url if url and url[0] != "#" and is_safe(url) else ""


def _build_attachment(node: LexborNode, walk: Walk, parts: ComponentElements) -> Block | None:
    anchor = _find_element_of_any_class(parts, "se-file-save-button")
    anchor = anchor or next((child for child, _ in parts if child.tag == "a"), None)
    if anchor is None:
        return None
    url = _usable_address(anchor.attributes.get("href")) or _usable_address(
        first_text_value(parse_json_object(anchor.attributes.get("data-link")), "link", "url")
    )
    name = _text_with_class(parts, "se-file-name") + _text_with_class(parts, "se-file-extension")
    return Attachment(url, name) if url and name else None


def _handle_unlinked_map_place_as_embed(node: LexborNode, walk: Walk) -> Outcome:
    """A place on a map, which the link knows more of than it shows."""
    data = parse_json_object(node.attributes.get("data-linkdata"))
    parts = _elements_unless_too_many(node)
    if parts is None or _usable_address(node.attributes.get("href")):
        return None
    name = _text_with_class(parts, "se-map-title") or first_text_value(data, "name", "title")
    address = _text_with_class(parts, "se-map-address") or first_text_value(data, "address")
    if not name and not address:
        return None
    number = str(data.get("placeId") or "")
    url = "https://map.naver.com/p/" + (
        f"entry/place/{number}" if number.isascii() and number.isdigit() else f"search/{quote(name or address)}"
    )
    block = Embed("navermap", url, f"지도: {', '.join(filter(None, (name, address)))}")
    if _holds_all_shown(block, node, parts):
        return FinishedBlocks((block,))
    return Container(lambda frame: [block, *frame.blocks], if_too_deep=(block,))


# Players.


def _build_player_embed(node: LexborNode, walk: Walk, parts: ComponentElements) -> Block | None:
    """A film of another site: its script holds the frame it would put there."""
    data = _script_data_in(parts)
    frame = parse_html(first_text_value(data, "html")).css_first("iframe") if first_text_value(data, "html") else None
    url = player_src_or_lazy_src(frame.attributes) if frame is not None else ""
    url = (
        _usable_address(url)
        or _usable_address(first_text_value(data, "inputUrl", "originalUrl", "url"))
        or _first_usable_link_address_or_empty(parts)
    )
    return make_embed(url, first_text_value(data, "title")) if url else None


def _build_naver_video_or_thumbnail_figure_reporting_loss(node: LexborNode, walk: Walk, parts: ComponentElements) -> Block | None:
    """A film Naver holds: only a page of its own can show it, so its picture and title are all there is to keep."""
    data = _script_data_in(parts)
    about = data.get("mediaMeta")
    title = (first_text_value(about, "title") if isinstance(about, dict) else "") or first_text_value(data, "title")
    picture, url = _usable_address(first_text_value(data, "thumbnail")), _first_usable_link_address_or_empty(parts)
    if url:
        return make_embed(url, title)
    if not picture:
        return None
    walk.report("broken-embed", title)
    return Figure((Paragraph((Image(picture, title),)),), (Text(title),) if title else ())


def _build_code_block_unless_pre_inside(node: LexborNode, walk: Walk, parts: ComponentElements) -> Block | None:
    """Lines of code in an element that nobody else knows to be code."""
    source = _find_element_of_any_class(parts, "se-code-source")
    is_known = any(child.tag == "pre" or "__se_code_view" in names for child, names in parts)
    if source is None or is_known:
        return None
    return CodeBlock(
        pre_text(source), first_word_as_fence_language_or_empty(stated_language_in_classes(source.attributes.get("class") or ""))
    )


_LEAVES: dict[str, Callable[[LexborNode, Walk, ComponentElements], Block | None]] = {
    **dict.fromkeys(("image", "imageGroup", "imageStrip"), _build_figure_or_gallery),
    **dict.fromkeys(("oglink", "material"), _build_link_card_telling_proof),
    "file": _build_attachment,
    "oembed": _build_player_embed,
    "video": _build_naver_video_or_thumbnail_figure_reporting_loss,
    "code": _build_code_block_unless_pre_inside,
}
"""What a component is made into from its parts; where that is not all it shows, it is read as any other element."""

_SPELLED = {f"{begin}{name}": made for name, made in _LEAVES.items() for begin in ("se-", "se_", "se-section-", "se-module-")}


_FRAMES = frozenset("iframe video audio embed object table svg canvas math picture input select textarea".split())
"""Elements that show what is neither text nor an image, for which no component has a place."""


def _outcome_of_known_component_or_none(node: LexborNode, class_names: Iterable[str], walk: Walk) -> Outcome:
    made = next((_SPELLED[name] for name in class_names if name in _SPELLED), None)
    parts = _elements_unless_too_many(node) if made is not None else None
    if made is None or not parts:
        return None
    block = made(node, walk, parts)
    if (
        block is None
        and made in (_build_player_embed, _build_naver_video_or_thumbnail_figure_reporting_loss)
        and _holds_all_shown(None, node, parts)
    ):
        return Skipped("broken-embed")
    if block is None or not _holds_all_shown(block, node, parts):
        links = _paragraphs_of_empty_links(node)
        return Container(lambda frame: [*frame.blocks, *links], if_too_deep=links) if links else None
    for child, found in parts:
        if not found.isdisjoint(_LEFT):
            walk.report_left_out_and_tell_proof("editor-leftover", child)
    return FinishedBlocks((block,))


def _paragraphs_of_empty_links(component: LexborNode) -> tuple[Block, ...]:
    """Links with nothing in them, where the editor's styles draw a button. Those of components in this one are said there."""
    urls: list[str] = []
    inside = 0
    for entering, tag, node in tree_events(component):
        if tag == "div" and not _SPELLED.keys().isdisjoint(class_names_of(node)):
            inside += 1 if entering else -1
        elif tag == "a" and entering and not inside and not _shows_text_or_image(node):
            urls.append(_usable_address(node.attributes.get("href")))
    return tuple([Paragraph((Link((Text(url),), url),)) for url in urls if url])


def _shows_text_or_image(node: LexborNode) -> bool:
    return any(tag == "img" or (tag == "-text" and (child.text_content or "").strip()) for _, tag, child in tree_events(node))


def _holds_all_shown(block: Block | None, node: LexborNode, parts: ComponentElements) -> bool:
    """Whether a block (None: nothing) has every text, picture and link of an element. An `alt` is no text beside a picture."""
    said = iter(_caption_or_text_of_block(block))
    if not all(character in said for character in _text_without_editor_ui_elements(node) if character not in " \xa0\u200b"):
        return False
    kept = _addresses_in(block)
    for child, _ in parts:
        if child.tag in _FRAMES:
            return False
        if child.tag == "img" and ((image := _read_image_preferring_lazy_address(child)) is None or image.url not in kept):
            return False
        url = strip_address_and_line_ends(child.attributes.get("href")) if child.tag == "a" else ""
        if url and url[0] != "#" and url not in kept and make_embed(url).url not in kept:
            return False
    return True


def _caption_or_text_of_block(block: Block | None) -> str:
    return plain_text(block.caption if isinstance(block, Figure | Gallery) else [block] if block is not None else [])


def _addresses_in(block: Block | None) -> set[str]:
    found = {getattr(inside, name, "") for inside in walked([block] if block is not None else []) for name in ("url", "image")}
    return found - {""}


# The rest.


def _handle_component_div(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = class_names_of(node)
    if not _LEFT.isdisjoint(names):
        return Skipped("editor-leftover")
    leaf = _outcome_of_known_component_or_none(node, names, walk)
    if leaf is not None:
        return leaf
    if "se-component" in names or "se_component" in names:
        build = next((_CONTAINERS[name] for name in names if name in _CONTAINERS), None)
        if build is not None:
            return Container(build)
    return fallback(node, walk)


_CONTAINERS: dict[str, Callable[[Frame], list[Any]]] = {
    **dict.fromkeys(("se-quotation", "se_quotation"), elements.build_block_quote_unless_any_inside),
    **dict.fromkeys(("se-sectionTitle", "se_sectionTitle"), lambda frame: elements.build_headings(frame, 3, "")),
}


_ALIGNS: dict[str, Align] = {f"se-text-paragraph-align-{align}": align for align in ("center", "right", "justify")}


def _handle_aligned_paragraph(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    outcome = fallback(node, walk)
    align = next((_ALIGNS[name] for name in class_names_of(node) if name in _ALIGNS), None)
    return replace(outcome, align=align) if align is not None and isinstance(outcome, Division) and not outcome.align else outcome


def _handle_pre_without_false_language(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`pre`; where the editor's own class is the only one, it is not the name of a language."""
    outcome = fallback(node, walk)
    if not isinstance(outcome, FinishedBlocks) or "se-code-source" not in class_names_of(node):
        return outcome
    return FinishedBlocks(
        tuple([replace(block, lang="") if getattr(block, "lang", "") == "se-code-source" else block for block in outcome.blocks])
    )


def _skip_editor_control(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    return fallback(node, walk) if _LEFT.isdisjoint(class_names_of(node)) else Skipped("editor-leftover")


_OPENERS = frozenset({"__se_sticker_link", "__se_image_link", "se-module-image-link", "se_mediaArea"})
"""Classes of links that opened a picture in the page it was on."""


def _handle_map_link_as_embed_or_unlink_image_opener(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = class_names_of(node)
    if node.attributes.get("href") == "#" and not _OPENERS.isdisjoint(names):
        return None
    return ("se-map-info" in names and _handle_unlinked_map_place_as_embed(node, walk)) or fallback(node, walk)


HANDLERS: Mapping[str, OverlayHandler] = {
    "div": _handle_component_div,
    "p": _handle_aligned_paragraph,
    "pre": _handle_pre_without_false_language,
    "img": _handle_editor_image_as_inline,
    "a": _handle_map_link_as_embed_or_unlink_image_opener,
    **dict.fromkeys(("span", "button"), _skip_editor_control),
}
