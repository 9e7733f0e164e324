"""What Tistory's editor marks with `data-ke-type` or a class: image blocks, galleries, cards, files, videos, folds, maps, ads."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Attachment, Block, Embed, Figure, Gallery, Image, Inline, Inlines, Link, LinkCard, Paragraph, Text
from convert.model.url import is_safe, readable, unwrapped
from convert.model.walk import plain_text
from convert.readers._html import Handlers, elements, media, posts, tables
from convert.readers._html.address import clean_address, loaded_address
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Container, Frame, Outcome, Placed, Skipped
from convert.readers._html.provider import embed
from convert.readers._html.style import read_style
from convert.readers._html.tree import classes, events, first, text_of
from convert.readers.tistory import boxes
from convert.readers.tistory.rows import row
from convert.sources.evidence import name_left_out

_BACKGROUND = re.compile(r"""url\(\s*["']?([^"')]+)""")
_AD_SCRIPT = re.compile(r"adsbygoogle|googlesyndication|kakao_ad|adfit", re.IGNORECASE)


def _figure(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    if "data-widthpercent" in attributes and (pieces := row(node)) is not None:
        return pieces
    handler = _FIGURE_TYPES.get(attributes.get("data-ke-type") or "")
    if handler is None:
        names = (attributes.get("class") or "").split()
        handler = next((_FIGURE_CLASSES[name] for name in names if name in _FIGURE_CLASSES), media.figure)
    outcome = handler(node, walk)
    return outcome if isinstance(outcome, Container) or _says_all(outcome, node) else media.figure(node, walk)


def _says_all(outcome: Outcome, node: LexborNode) -> bool:
    """Whether everything a reader sees of an element is in what was made of it. If not, it is not what its class says."""
    said = iter(plain_text(outcome.blocks) if isinstance(outcome, Placed) else "")
    dots = first(node, name="mark")  # below a slide show
    shown = text_of(node).replace(text_of(dots), "", 1)
    return all(character in said for character in shown if character not in " \xa0")


def _image_block(node: LexborNode, walk: Walk) -> Outcome:
    """An image as the editor places it. The figure knows what the `img` does not: the uploaded name, and where a click leads."""
    outcome = media.figure(node, walk)
    attributes = node.attributes
    name, link = attributes.get("data-filename") or "", (attributes.get("data-link") or "").strip()
    if not isinstance(outcome, Container):
        return outcome
    target = link if is_safe(link) else ""

    def build(frame: Frame) -> list[Block]:
        blocks = list(outcome.build(frame))
        if not any(isinstance(block, Figure) and block.children for block in blocks):  # an upload that failed
            walk.report("broken-image", name or link)
        return [_placed(block, name, target) for block in blocks] if name or link else blocks

    return Container(build)


def _placed(block: Block, name: str, link: str) -> Block:
    if not isinstance(block, Figure):
        return block
    children = tuple(
        replace(child, children=tuple(_completed(inline, name, link) for inline in child.children))
        if isinstance(child, Paragraph)
        else child
        for child in block.children
    )
    return replace(block, children=children)


def _completed(inline: Inline, name: str, link: str) -> Inline:
    if not isinstance(inline, Image):
        return inline
    image = replace(inline, name=inline.name or name)
    return Link((image,), link) if link else image


def _gallery(node: LexborNode, walk: Walk) -> Outcome:
    images = [media.read_image(child) for entering, tag, child in events(node) if entering and tag == "img"]
    found = tuple(image for image in images if image is not None)
    for control in node.css(".mark, button"):
        walk.leave_out("furniture", control)
    return _captioned(node, lambda caption: (Gallery(found, caption),) if found else ((Paragraph(caption),) if caption else ()))


def _captioned(node: LexborNode, shown: Callable[[Inlines], tuple[Block, ...]]) -> Outcome:
    """What is shown with a `figcaption`, of which most are a text; one with links or marks is read as any line is."""
    caption = first(node, "figcaption")
    if caption is None or read_style(caption.attributes.get("style") or "").is_hidden:
        return Placed(shown(()))
    text = text_of(caption)
    plain = Placed(shown((Text(text),) if text else ()))
    if len(caption.css("*")) == 1 or caption.css_first("img") is not None or not _says_all(plain, node):
        return plain
    return Container(lambda frame: shown(media.caption_in(frame)))


def _link_card(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    anchor = first(node, "a")
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
        image=_card_image(node),
    )
    return Placed((card,)) if card.url or card.title else Skipped("furniture")


def _card_text(node: LexborNode, name: str, attribute: str) -> str:
    """What the card shows, else what its attributes say (scripts often strip one or the other)."""
    shown = first(node, name=name)
    return text_of(shown) if shown is not None else " ".join((node.attributes.get(attribute) or "").split())


def _card_image(node: LexborNode) -> str:
    listed = (node.attributes.get("data-og-image") or "").split(",http")[0].strip()
    if listed:
        return unwrapped(listed)
    shown = first(node, name="og-image")
    match = _BACKGROUND.search(shown.attributes.get("style") or "") if shown is not None else None
    return unwrapped(match.group(1)) if match else ""


def _video(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    player = first(node, "iframe")
    url = attributes.get("data-video-url") or (loaded_address(player.attributes) if player is not None else "")
    url = url or attributes.get("data-original-url") or ""
    if not url or not is_safe(url):
        return Skipped("unsafe-address" if url else "broken-embed")
    size = (media.pixels(attributes.get("data-video-width")), media.pixels(attributes.get("data-video-height")))
    video = embed(url, attributes.get("data-video-title") or "", *size)
    align = media.figure_align(node)
    return _captioned(node, lambda caption: (Figure((video,), caption, align),) if caption else (video,))


def _file(node: LexborNode, walk: Walk) -> Outcome:
    """A file to download: `figure.fileblock`, or the link of that class alone."""
    anchor = node if node.tag == "a" else first(node, "a")
    url = ((anchor.attributes.get("href") or "") if anchor is not None else "").strip()
    if not url or not is_safe(url):
        texts = [text_of(first(node, name=name)) for name in ("filename", "size")]
        text = " ".join(filter(None, texts)) if any(texts) else text_of(node)
        return Placed((Paragraph((Text(text),)),)) if text else Skipped("furniture")
    name = text_of(first(node, name="name")) or text_of(first(node, name="filename")) or readable(url.rpartition("/")[2])
    for icon in node.css("img"):
        name_left_out(walk.page.report, "attachment", icon.html or "")
    return Placed((Attachment(url, name, text_of(first(node, name="size"))),))


def _emoticon(node: LexborNode, walk: Walk) -> Outcome:
    picture = first(node, "img")
    image = media.read_image(picture) if picture is not None else None
    attributes = node.attributes
    url = clean_address(attributes.get("data-emoticon-src"))
    if image is None:
        image = Image(url) if url and is_safe(url, image=True) else None
    if image is None:
        return Skipped("broken-image")
    kind = " ".join(filter(None, (attributes.get("data-emoticon-type"), attributes.get("data-emoticon-name"))))
    named = replace(image, alt=image.alt or f"이모티콘 {kind}".strip())
    return Placed((Figure((Paragraph((named,)),), align=media.figure_align(node)),))


def _widget(node: LexborNode, walk: Walk) -> Outcome:
    """What only Tistory's server or a script could fill, such as a poll: its text where it has some, else it is lost."""
    return (
        media.figure(node, walk)
        if node.child is not None and (text_of(node) or first(node, "iframe"))
        else Skipped("broken-embed")
    )


def _rough_map(node: LexborNode, walk: Walk) -> Outcome:
    """A Kakao map a script draws: its place is known to Kakao alone."""
    return None if text_of(node) or first(node, "img") is not None else Skipped("broken-embed")


def _division(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    if attributes.get("data-ke-type") == "moreLess":
        label = text_of(first(node, name="btn-toggle-moreless")) or attributes.get("data-text-more") or "더보기"
        return media.labelled_fold(" ".join(label.split()), walk)
    names = attributes.get("class")
    if names:
        for name in names.split():
            if name in _FURNITURE:
                return Skipped(_FURNITURE[name])
            if name in _DIVISION_CLASSES and (outcome := _DIVISION_CLASSES[name](node, walk)) is not None:
                return outcome
    css = attributes.get("style")
    return boxes.box(node, walk) if css and boxes.may_be_box(css) else elements.section(node, walk)


def _anchor(node: LexborNode, walk: Walk) -> Outcome:
    names = classes(node)
    if "btn-toggle-moreless" in names:
        return Skipped()
    if "fileblock" in names:
        return _file(node, walk)
    return elements.link(node, walk)


def _inserted(node: LexborNode, walk: Walk) -> Outcome:
    return Skipped("advertising") if {"adsbygoogle", "kakao_ad_area"} & set(classes(node)) else elements.UNDERLINED


def _script(node: LexborNode, walk: Walk) -> Outcome:
    source = node.attributes.get("src") or ""
    if "gist.github.com/" in source:
        return Placed((embed(source),))
    return Skipped("advertising" if _AD_SCRIPT.search(source or node.text_content or "") else "script")


def _frame(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    if attributes.get("data-ke-type") != "map" and "plusmapViewer" not in (attributes.get("src") or ""):
        return media.frame(node, walk)
    values = parse_qs(attributes.get("mapdata") or "")
    address = " ".join(values.get("addr", [""])[0].split()) or (attributes.get("title") or "")
    url = f"https://map.kakao.com/?q={quote(address)}" if address else "https://map.kakao.com/"
    size = (media.pixels(attributes.get("width")), media.pixels(attributes.get("height")))
    return Placed((Embed("kakaomap", url, f"지도: {address}" if address else "지도", *size),))


def _table(node: LexborNode, walk: Walk) -> Outcome:
    return boxes.of_one_cell(tables.table(node, walk), node, walk)


_FIGURE_TYPES: dict[str, Handler] = {
    "opengraph": _link_card,
    "video": _video,
    "emoticon": _emoticon,
    "image": _image_block,
    "poll": _widget,
    "map": _widget,
}
_FIGURE_CLASSES: dict[str, Handler] = {
    "imageblock": _image_block,
    "imagegridblock": _gallery,
    "imageslideblock": _gallery,
    "fileblock": _file,
}
_DIVISION_CLASSES: dict[str, Handler] = {
    **dict.fromkeys(posts.QUOTED, posts.quoted_post),
    **dict.fromkeys(boxes.CLASSES, boxes.box),
    "root_daum_roughmap": _rough_map,
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
    "figure": _figure,
    "div": _division,
    "table": _table,
    "fieldset": boxes.fieldset,
    "a": _anchor,
    "ins": _inserted,
    "script": _script,
    "iframe": _frame,
}
