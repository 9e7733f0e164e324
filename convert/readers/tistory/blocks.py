"""What Tistory's editor marks with `data-ke-type` or a class: image blocks, galleries, cards, files, videos, folds, maps, ads."""

from collections.abc import Callable
from urllib.parse import parse_qs, quote

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Attachment, Block, Embed, Figure, Gallery, Image, Inline, Inlines, Link, LinkCard, Paragraph, Text
from convert.model.url import is_safe, percent_decode_if_readable, unwrap_thumbnail
from convert.model.walk import plain_text
from convert.readers._html import Handlers, elements, media, quoted_posts, tables
from convert.readers._html.address import player_src_or_lazy_src, strip_address_and_line_ends
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.outcome import Container, FinishedBlocks, Outcome, Skipped
from convert.readers._html.provider import make_embed
from convert.readers._html.style import read_style_as_marks_and_align
from convert.readers._html.tree import class_names_of, find_first, one_line_text_of, tree_events
from convert.readers.tistory import boxes
from convert.readers.tistory.rows import handle_row_at_first_image_skipping_later_ones
from convert.sources.evidence import hand_over_left_out

_BACKGROUND = re.compile(r"""url\(\s*["']?([^"')]+)""")
_AD_SCRIPT = re.compile(r"adsbygoogle|googlesyndication|kakao_ad|adfit", re.IGNORECASE)


def _handle_figure_by_type(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    if "data-widthpercent" in attributes and (pieces := handle_row_at_first_image_skipping_later_ones(node)) is not None:
        return pieces
    handler = _FIGURE_TYPES.get(attributes.get("data-ke-type") or "")
    if handler is None:
        names = (attributes.get("class") or "").split()
        handler = next((_FIGURE_CLASSES[name] for name in names if name in _FIGURE_CLASSES), media.handle_figure)
    outcome = handler(node, walk)
    return outcome if isinstance(outcome, Container) or _holds_all_text(outcome, node) else media.handle_figure(node, walk)


def _holds_all_text(outcome: Outcome, node: LexborNode) -> bool:
    """Whether everything a reader sees of an element is in what was made of it. If not, it is not what its class says."""
    said = iter(plain_text(outcome.blocks) if isinstance(outcome, FinishedBlocks) else "")
    dots = find_first(node, class_name="mark")  # below a slide show
    shown = one_line_text_of(node).replace(one_line_text_of(dots), "", 1)
    return all(character in said for character in shown if character not in " \xa0")


def _handle_image_block_with_name_and_link(node: LexborNode, walk: Walk) -> Outcome:
    """An image as the editor places it. The figure knows what the `img` does not: the uploaded name, and where a click leads."""
    outcome = media.handle_figure(node, walk)
    attributes = node.attributes
    name, link = attributes.get("data-filename") or "", (attributes.get("data-link") or "").strip()
    if not isinstance(outcome, Container):
        return outcome
    target = link if is_safe(link) else ""

    def build_named_linked_figure_or_report_broken(frame: Frame) -> list[Block]:
        blocks = list(outcome.build(frame))
        if not any(isinstance(block, Figure) and block.children for block in blocks):  # an upload that failed
            walk.report("broken-image", name or link)
        return [_with_name_and_link_on_figure_images(block, name, target) for block in blocks] if name or link else blocks

    return Container(build_named_linked_figure_or_report_broken)


def _with_name_and_link_on_figure_images(block: Block, file_name: str, link: str) -> Block:
    if not isinstance(block, Figure):
        return block
    children = tuple(
        replace(child, children=tuple(_image_with_name_and_link(inline, file_name, link) for inline in child.children))
        if isinstance(child, Paragraph)
        else child
        for child in block.children
    )
    return replace(block, children=children)


def _image_with_name_and_link(inline: Inline, name: str, link: str) -> Inline:
    if not isinstance(inline, Image):
        return inline
    image = replace(inline, name=inline.name or name)
    return Link((image,), link) if link else image


def _handle_gallery_with_caption_reporting_controls(node: LexborNode, walk: Walk) -> Outcome:
    images = [media.read_image(child) for entering, tag, child in tree_events(node) if entering and tag == "img"]
    found = tuple(image for image in images if image is not None)
    for control in node.css(".mark, button"):
        walk.report_left_out_and_tell_proof("furniture", control)
    return _outcome_with_caption(
        node, lambda caption: (Gallery(found, caption),) if found else ((Paragraph(caption),) if caption else ())
    )


def _outcome_with_caption(node: LexborNode, build: Callable[[Inlines], tuple[Block, ...]]) -> Outcome:
    """What is shown with a `figcaption`, of which most are a text; one with links or marks is read as any line is."""
    caption = find_first(node, "figcaption")
    if caption is None or read_style_as_marks_and_align(caption.attributes.get("style") or "").is_hidden:
        return FinishedBlocks(build(()))
    text = one_line_text_of(caption)
    plain = FinishedBlocks(build((Text(text),) if text else ()))
    if len(caption.css("*")) == 1 or caption.css_first("img") is not None or not _holds_all_text(plain, node):
        return plain
    return Container(lambda frame: build(media.inlines_of_caption_at_end_or_empty(frame)))


def _handle_link_card(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    anchor = find_first(node, "a")
    inner = anchor.attributes if anchor is not None else {}
    addresses = (
        inner.get("href"),
        inner.get("data-source-url"),
        attributes.get("data-og-source-url"),
        attributes.get("data-og-url"),
    )
    url = next((address.strip() for address in addresses if address and is_safe(address)), "")
    card = LinkCard(
        url,
        title=_card_text(node, "og-title", "data-og-title"),
        description=_card_text(node, "og-desc", "data-og-description"),
        host=_card_text(node, "og-host", "data-og-host"),
        image=_image_address_of_link_card_or_empty(node),
    )
    return FinishedBlocks((card,)) if card.url or card.title else Skipped("furniture")


def _card_text(node: LexborNode, class_name: str, attribute: str) -> str:
    """What the card shows, else what its attributes say (scripts often strip one or the other)."""
    shown = find_first(node, class_name=class_name)
    return one_line_text_of(shown) if shown is not None else " ".join((node.attributes.get(attribute) or "").split())


def _image_address_of_link_card_or_empty(node: LexborNode) -> str:
    listed = (node.attributes.get("data-og-image") or "").split(",http")[0].strip()
    if listed:
        return unwrap_thumbnail(listed)
    shown = find_first(node, class_name="og-image")
    match = _BACKGROUND.search(shown.attributes.get("style") or "") if shown is not None else None
    return unwrap_thumbnail(match.group(1)) if match else ""


def _handle_video_figure_as_embed(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    player = find_first(node, "iframe")
    url = attributes.get("data-video-url") or (player_src_or_lazy_src(player.attributes) if player is not None else "")
    url = url or attributes.get("data-original-url") or ""
    if not url or not is_safe(url):
        return Skipped("unsafe-address" if url else "broken-embed")
    size = (media.parse_pixels(attributes.get("data-video-width")), media.parse_pixels(attributes.get("data-video-height")))
    video = make_embed(url, attributes.get("data-video-title") or "", *size)
    align = media.figure_align_by_class_or_attribute(node)
    return _outcome_with_caption(node, lambda caption: (Figure((video,), caption, align),) if caption else (video,))


def _handle_file_as_attachment_or_its_text(node: LexborNode, walk: Walk) -> Outcome:
    """A file to download: `figure.fileblock`, or the link of that class alone."""
    anchor = node if node.tag == "a" else find_first(node, "a")
    url = ((anchor.attributes.get("href") or "") if anchor is not None else "").strip()
    if not url or not is_safe(url):
        texts = [one_line_text_of(find_first(node, class_name=name)) for name in ("filename", "size")]
        text = " ".join(filter(None, texts)) if any(texts) else one_line_text_of(node)
        return FinishedBlocks((Paragraph((Text(text),)),)) if text else Skipped("furniture")
    name = (
        one_line_text_of(find_first(node, class_name="name"))
        or one_line_text_of(find_first(node, class_name="filename"))
        or percent_decode_if_readable(url.rpartition("/")[2])
    )
    for icon in node.css("img"):
        hand_over_left_out(walk.page.report, "attachment", icon.html or "")
    return FinishedBlocks((Attachment(url, name, one_line_text_of(find_first(node, class_name="size"))),))


def _handle_emoticon_as_figure(node: LexborNode, walk: Walk) -> Outcome:
    picture = find_first(node, "img")
    image = media.read_image(picture) if picture is not None else None
    attributes = node.attributes
    url = strip_address_and_line_ends(attributes.get("data-emoticon-src"))
    if image is None:
        image = Image(url) if url and is_safe(url, image=True) else None
    if image is None:
        return Skipped("broken-image")
    kind = " ".join(filter(None, (attributes.get("data-emoticon-type"), attributes.get("data-emoticon-name"))))
    named = replace(image, alt=image.alt or f"이모티콘 {kind}".strip())
    return FinishedBlocks((Figure((Paragraph((named,)),), align=media.figure_align_by_class_or_attribute(node)),))


def _keep_widget_text_or_skip(node: LexborNode, walk: Walk) -> Outcome:
    """What only Tistory's server or a script could fill, such as a poll: its text where it has some, else it is lost."""
    return (
        media.handle_figure(node, walk)
        if node.child is not None and (one_line_text_of(node) or find_first(node, "iframe"))
        else Skipped("broken-embed")
    )


def _drop_rough_map_without_text(node: LexborNode, walk: Walk) -> Outcome:
    """A Kakao map a script draws: its place is known to Kakao alone."""
    return None if one_line_text_of(node) or find_first(node, "img") is not None else Skipped("broken-embed")


def _handle_fold_furniture_box_or_div(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    if attributes.get("data-ke-type") == "moreLess":
        label = (
            one_line_text_of(find_first(node, class_name="btn-toggle-moreless")) or attributes.get("data-text-more") or "더보기"
        )
        return media.labelled_details_container(" ".join(label.split()), walk)
    names = attributes.get("class")
    if names:
        for name in names.split():
            if name in _FURNITURE:
                return Skipped(_FURNITURE[name])
            if name in _DIVISION_CLASSES and (outcome := _DIVISION_CLASSES[name](node, walk)) is not None:
                return outcome
    css = attributes.get("style")
    return (
        boxes.handle_boxed_division_unless_in_cell_or_whole_page(node, walk)
        if css and boxes.has_padding_and_border_or_background(css)
        else elements.handle_division(node, walk)
    )


def _handle_fold_button_file_or_plain_link(node: LexborNode, walk: Walk) -> Outcome:
    names = class_names_of(node)
    if "btn-toggle-moreless" in names:
        return Skipped()
    if "fileblock" in names:
        return _handle_file_as_attachment_or_its_text(node, walk)
    return elements.handle_link_or_report_unsafe(node, walk)


def _handle_ad_or_ins(node: LexborNode, walk: Walk) -> Outcome:
    return (
        Skipped("advertising")
        if {"adsbygoogle", "kakao_ad_area"} & set(class_names_of(node))
        else elements.handle_ins_or_del_reporting_unsafe_cite(node, walk)
    )


def _handle_gist_or_script(node: LexborNode, walk: Walk) -> Outcome:
    source = node.attributes.get("src") or ""
    if "gist.github.com/" in source:
        return FinishedBlocks((make_embed(source),))
    return Skipped("advertising" if _AD_SCRIPT.search(source or node.text_content or "") else "script")


def _handle_map_or_iframe(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    if attributes.get("data-ke-type") != "map" and "plusmapViewer" not in (attributes.get("src") or ""):
        return media.handle_iframe_or_embed_unless_ad_or_unsafe(node, walk)
    values = parse_qs(attributes.get("mapdata") or "")
    address = " ".join(values.get("addr", [""])[0].split()) or (attributes.get("title") or "")
    url = f"https://map.kakao.com/?q={quote(address)}" if address else "https://map.kakao.com/"
    size = (media.parse_pixels(attributes.get("width")), media.parse_pixels(attributes.get("height")))
    return FinishedBlocks((Embed("kakaomap", url, f"지도: {address}" if address else "지도", *size),))


def _handle_table_or_box(node: LexborNode, walk: Walk) -> Outcome:
    return boxes.outcome_boxing_or_unwrapping_lone_cell(tables.handle_table_and_find_bold_header(node, walk), node, walk)


_FIGURE_TYPES: dict[str, Handler] = {
    "opengraph": _handle_link_card,
    "video": _handle_video_figure_as_embed,
    "emoticon": _handle_emoticon_as_figure,
    "image": _handle_image_block_with_name_and_link,
    "poll": _keep_widget_text_or_skip,
    "map": _keep_widget_text_or_skip,
}
_FIGURE_CLASSES: dict[str, Handler] = {
    "imageblock": _handle_image_block_with_name_and_link,
    "imagegridblock": _handle_gallery_with_caption_reporting_controls,
    "imageslideblock": _handle_gallery_with_caption_reporting_controls,
    "fileblock": _handle_file_as_attachment_or_its_text,
}
_DIVISION_CLASSES: dict[str, Handler] = {
    **dict.fromkeys(quoted_posts.QUOTED, quoted_posts.handle_quoted_post_as_embed_or_none),
    **dict.fromkeys(boxes.CLASSES, boxes.handle_boxed_division_unless_in_cell_or_whole_page),
    "root_daum_roughmap": _drop_rough_map_without_text,
}
_FURNITURE: dict[str, str] = {
    "revenue_unit_wrap": "advertising",
    "container_postbtn": "furniture",
    "another_category": "furniture",
    "entry-ccl": "furniture",
    "bar_progress": "furniture",
}
"""Classes of what Tistory adds to a post when it serves it."""

TISTORY_HANDLERS: Handlers = {
    "figure": _handle_figure_by_type,
    "div": _handle_fold_furniture_box_or_div,
    "table": _handle_table_or_box,
    "fieldset": boxes.handle_fieldset_as_box_unless_borderless,
    "a": _handle_fold_button_file_or_plain_link,
    "ins": _handle_ad_or_ins,
    "script": _handle_gist_or_script,
    "iframe": _handle_map_or_iframe,
}
