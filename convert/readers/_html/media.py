"""Pictures, players, folds: what a post shows besides text."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert import model
from convert.model import Align, Block, Embed, Figure, Image, Inlines
from convert.model.url import is_safe
from convert.model.walk import plain_text
from convert.readers._html.address import player_src_or_lazy_src
from convert.readers._html.flow import Walk
from convert.readers._html.frame import Frame
from convert.readers._html.image_address import best_image_address, largest_candidate, srcset_or_lazy_srcset
from convert.readers._html.lists import join_blocks_into_inlines
from convert.readers._html.objects import is_pdf_address, pdf_attachment
from convert.readers._html.outcome import Container, Division, FinishedBlocks, FinishedInline, Outcome, Skipped
from convert.readers._html.provider import make_embed
from convert.readers._html.style import parse_declarations
from convert.readers._html.tables import Caption
from convert.readers._html.tree import element_directly_after, element_directly_before, find_first, one_line_text_of, tree_events
from convert.sources.html_tree import parse_html

_FIGURE_ALIGN: dict[str, Align] = {
    "alignCenter": "center",
    "alignLeft": "left",
    "alignRight": "right",
    "floatLeft": "left",
    "floatRight": "right",
    "aligncenter": "center",
    "alignleft": "left",
    "alignright": "right",
}
"""Names Tistory's editor has, and WordPress's."""


_AD_FRAME = re.compile(
    r"(?:https?:)?//(?:[\w.-]+\.)?(?:doubleclick\.net|googlesyndication\.com|googleadservices\.com|ad(?:fit)?\.daum\.net|adfit\.kakao\.com)/",
    re.IGNORECASE,
)
"""Hosts that serve advertising and nothing else."""


class Summary(Struct, frozen=True, gc=False):
    """A `summary` on its way into a fold."""

    children: Inlines


def handle_img_or_report_broken_or_unsafe(node: LexborNode, walk: Walk) -> Outcome:
    """`img`, wherever it is."""
    made = read_image(node)
    if made is not None:
        return FinishedInline(made)
    alt = node.attributes.get("alt") or ""
    source = (node.attributes.get("src") or "").strip()
    if source and not source.lower().startswith("data:,"):
        walk.report("unsafe-address")
        return FinishedInline(model.Text(alt))
    walk.report("broken-image", alt)
    return Skipped()


_MOST_EVENTS = 100
"""How far into an element with sources an image is looked for; elements in elements are many."""


def handle_picture_by_source_if_img_unusable(node: LexborNode, walk: Walk) -> Outcome:
    """`picture`: its `img`, unless that has no address and only the sources have one."""
    shown, source = find_first(node, "img", max_events=_MOST_EVENTS), find_first(node, "source", max_events=_MOST_EVENTS)
    if source is None or (shown is not None and read_image(shown) is not None):
        return None
    url = largest_candidate(srcset_or_lazy_srcset(source.attributes))
    alt = (shown.attributes.get("alt") or "") if shown is not None else ""
    return FinishedInline(Image(url, " ".join(alt.split()))) if url and is_safe(url, image=True) else None


def read_image(node: LexborNode) -> Image | None:
    """An `img` as a node, or None when it has no address a browser could load."""
    attributes = node.attributes
    url = best_image_address(node, attributes)
    if not url or not is_safe(url, image=True):
        return None
    width, height = _image_size(attributes)
    return Image(
        url,
        alt=" ".join((attributes.get("alt") or "").split()),
        title=" ".join((attributes.get("title") or "").split()),
        name=attributes.get("data-filename") or attributes.get("filename") or "",
        width=width,
        height=height,
    )


def _image_size(attributes: Mapping[str, str | None]) -> tuple[int, int]:
    """The width and height of an image in CSS pixels, as its style says or else its attributes; 0 where neither says a length.

    Beside a side that the style states, the other that is `auto` keeps the picture's shape, whatever the attributes say.
    """
    width, height = parse_pixels(attributes.get("width")), parse_pixels(attributes.get("height"))
    css = attributes.get("style")
    if not css or ("width" not in css and "height" not in css):
        return width, height
    values = parse_declarations(css)
    wide, high = parse_pixels(values.get("width")), parse_pixels(values.get("height"))
    return (
        0 if high and values.get("width") == "auto" else wide or width,
        0 if wide and values.get("height") == "auto" else high or height,
    )


def parse_pixels(text: str | None) -> int:
    """A length attribute in CSS pixels, 0 when it is none (`NaN`, `100%`)."""
    if not text:
        return 0
    if len(text) < 7 and text.isascii() and text.isdigit():
        return int(text)
    match = re.fullmatch(r"\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*", text, re.ASCII)
    return int(match.group(1)) if match else 0


def handle_figure(node: LexborNode, walk: Walk) -> Outcome:
    """`figure` with whatever is inside; without content it is nothing. A caption above the rest is text above the rest."""
    align = figure_align_by_class_or_attribute(node)

    def build_figure_unless_empty(frame: Frame) -> list[Block]:
        caption = inlines_of_caption_at_end_or_empty(frame)
        rest = frame.blocks[:-1] if caption else frame.blocks
        children = tuple(model.Paragraph(block.children) if isinstance(block, Caption) else block for block in rest)
        return [Figure(children, caption, align)] if children or caption else []

    return Container(build_figure_unless_empty)


def inlines_of_caption_at_end_or_empty(frame: Frame) -> Inlines:
    """The caption below everything else in a figure."""
    last = frame.blocks[-1] if frame.blocks else None
    return last.children if isinstance(last, Caption) else ()


def figure_align_by_class_or_attribute(node: LexborNode) -> Align:
    """The place class names give a figure, or the attribute of those that have no class."""
    attributes = node.attributes
    for name in (attributes.get("class") or attributes.get("data-ke-align") or "").split():
        if name in _FIGURE_ALIGN:
            return _FIGURE_ALIGN[name]
    return ""


def handle_figcaption_in_figure_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`figcaption`."""
    if walk.frame.tag not in ("figure", "gallery"):
        return Division()
    return Container(lambda frame: [Caption(line)] if (line := join_blocks_into_inlines(frame.blocks)) else [])


def handle_details(node: LexborNode, walk: Walk) -> Outcome:
    """`details`."""
    return Container(lambda frame: [build_details_and_report_if_empty(frame.blocks, walk)])


def labelled_details_container(label: str, walk: Walk) -> Container:
    """A fold whose summary is not among its children."""
    says = (model.Paragraph((model.Text(label),)),) if label else ()
    return Container(lambda frame: [build_details_and_report_if_empty(frame.blocks, walk, label)], if_too_deep=says)


def build_details_and_report_if_empty(blocks: list[Any], walk: Walk, fallback_label: str = "") -> model.Details:
    """A fold of these blocks; its summary is the `summary` among them, or this. Some savers of pages empty closed ones."""
    head = next((block for block in blocks if isinstance(block, Summary)), None)
    rest = (model.Paragraph(block.children) if isinstance(block, Summary) else block for block in blocks if block is not head)
    given: Inlines = (model.Text(fallback_label),) if fallback_label else ()
    made = model.Details(given if head is None else head.children, tuple(rest))
    if not made.children:
        walk.report("empty-fold", " ".join(plain_text(made.summary).split()))
    return made


def handle_summary_in_details_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`summary` directly in a fold."""
    return (
        Container(lambda frame: [Summary(join_blocks_into_inlines(frame.blocks))]) if walk.frame.tag == "details" else Division()
    )


def handle_iframe_or_embed_unless_ad_or_unsafe(node: LexborNode, walk: Walk) -> Outcome:
    """`iframe` and `embed`: another site in the page."""
    attributes = node.attributes
    url = player_src_or_lazy_src(attributes)
    if not url:
        named = _frame_name_or_word_iframe(attributes)
        return (
            Skipped()
            if _is_frame_with_neither_room_nor_srcdoc(attributes)
            else report_frame_and_keep_srcdoc_text(attributes.get("srcdoc") or "", named, walk)
        )
    if not is_safe(url):
        return Skipped("unsafe-address")
    if _AD_FRAME.match(url):
        return Skipped("advertising")
    if node.tag == "embed" and is_pdf_address(url):
        return FinishedBlocks((pdf_attachment(url, attributes.get("title") or ""),))
    return FinishedBlocks(
        (
            make_embed(
                url, attributes.get("title") or "", parse_pixels(attributes.get("width")), parse_pixels(attributes.get("height"))
            ),
        )
    )


def _is_frame_with_neither_room_nor_srcdoc(attributes: Mapping[str, str | None]) -> bool:
    """Whether a frame has no address and no room either, as scripts make them for themselves."""
    sides = (parse_pixels(attributes.get(name)) if attributes.get(name) else _ROOM for name in ("width", "height"))
    return "srcdoc" not in attributes and min(sides) <= 1


_ROOM = 150
"""Pixels; what a frame has without being told."""


def _frame_name_or_word_iframe(attributes: Mapping[str, str | None]) -> str:
    """What is known of a frame without an address."""
    known = (attributes.get(name) for name in ("title", "aria-label", "data-title", "name", "id"))
    return next((" ".join(name.split()) for name in known if name and name.strip()), "iframe")


def report_frame_and_keep_srcdoc_text(srcdoc: str, name: str, walk: Walk) -> Outcome:
    """A frame without an address: what it shows, if anything, is written in `srcdoc`, of which the text is kept."""
    walk.report("broken-embed", name)
    body = parse_html(srcdoc).body if srcdoc.strip() else None
    if body is not None:
        body.strip_tags(["script", "style"])
    text = one_line_text_of(body)
    return FinishedBlocks((model.Paragraph((model.Text(text),)),)) if text else Skipped()


def handle_video_or_audio(node: LexborNode, walk: Walk) -> Outcome:
    """`video` and `audio`; the first of several sources stands for all. The poster is only the player's first picture."""
    attributes, source = node.attributes, find_first(node, "source")
    url = player_src_or_lazy_src(attributes) or (player_src_or_lazy_src(source.attributes) if source is not None else "")
    if not url:
        return Skipped("broken-embed")
    if not is_safe(url):
        return Skipped("unsafe-address")
    title = " ".join((attributes.get("title") or attributes.get("aria-label") or "").split())
    size = (parse_pixels(attributes.get("width")), parse_pixels(attributes.get("height")))
    return FinishedBlocks((Embed(node.tag or "video", url, title, *size),))


def keep_noscript_image_unless_shown_beside(node: LexborNode, walk: Walk) -> Outcome:
    """What a browser without scripts shows: only an image that a script would have loaded is worth keeping, once."""
    shown = find_first(node, "img", max_events=_MOST_EVENTS)
    if shown is None:
        return Skipped()
    before, after = element_directly_before(node), element_directly_after(node)
    if before is not None and before.tag == "img" and read_image(before) is not None:
        return Skipped()
    twin = read_image(after) if after is not None and after.tag == "img" else None
    image = read_image(shown)
    return Skipped() if twin is not None and image is not None and twin.url == image.url else None


def handle_ruby_as_one_ruby_node_per_pair(node: LexborNode, walk: Walk) -> Outcome:
    """`ruby`: base texts, each with its reading."""
    for base, reading in _ruby_pairs_in(node):
        text, above = " ".join(base.split()), " ".join(reading.split())
        walk.frame.runs.append((model.Ruby((model.Text(text),), above) if text and above else text + above, walk.marks))
    return Skipped()


def _ruby_pairs_in(node: LexborNode) -> list[tuple[str, str]]:
    pairs: list[tuple[list[str], list[str]]] = [([], [])]
    inside: list[str] = []
    for entering, tag, child in tree_events(node):
        if tag in ("rt", "rp", "rtc"):
            inside.append(tag) if entering else inside.pop()
        elif tag == "-text":
            part = child.text_content or ""
            base, reading = pairs[-1]
            if "rp" in inside:
                continue
            if inside:
                reading.append(part)
            elif any(reading) and part.strip():
                pairs.append(([part], []))
            else:
                base.append(part)
    return [("".join(base), "".join(reading)) for base, reading in pairs]
