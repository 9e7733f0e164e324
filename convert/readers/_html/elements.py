"""The meaning of every HTML element that has one, as a table. What is not in it is transparent: its text is its parent's text."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from itertools import groupby

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert import model
from convert.model import Align, Block, Heading, Inlines, Paragraph
from convert.model.url import is_safe
from convert.readers._html import code, drawings, forms, formulas, lists, media, objects, outcome, tables
from convert.readers._html.address import strip_address_and_line_ends
from convert.readers._html.bold import without_enclosing_bold
from convert.readers._html.custom_elements import CUSTOM_ELEMENTS
from convert.readers._html.flow import Handler, Handlers, Walk, with_marks
from convert.readers._html.frame import Frame
from convert.readers._html.lines import join_lines, without_line_breaks
from convert.readers._html.marks import BREAK, LinkMark, SimpleMark, SpanMark
from convert.readers._html.outcome import Container, Division, FinishedBlocks, FinishedInline, Marked, Outcome, Skipped
from convert.readers._html.quoted_posts import handle_quoted_post_as_embed_or_none
from convert.readers._html.style import PLAIN, ParsedStyle, read_style_as_marks_and_align, vertical_align_marks
from convert.sources.evidence import hand_over_left_out

_ALIGN_ATTRIBUTE: dict[str, Align] = {"center": "center", "right": "right", "justify": "justify", "left": "left"}
_LINES = re.compile(r"\s*\n\s*")


def parse_style_attribute_or_plain(attributes: dict[str, str | None]) -> ParsedStyle:
    """The parsed style of an element from its `style`."""
    css = attributes.get("style")
    return read_style_as_marks_and_align(css) if css else PLAIN


def handle_division(node: LexborNode, walk: Walk) -> Outcome:
    """`p`, `div` and everything else that only breaks lines."""
    attributes = node.attributes
    css, stated = attributes.get("style"), attributes.get("align")
    return _division_with_style_and_align(css or "", stated or "") if css or stated else outcome.PLAIN


def _handle_dialog_unless_closed(node: LexborNode, walk: Walk) -> Outcome:
    return handle_division(node, walk) if "open" in node.attributes else Skipped("hidden")


@lru_cache(maxsize=1024)
def _division_with_style_and_align(css: str, align_attribute: str) -> Outcome:
    look = read_style_as_marks_and_align(css)
    align = look.align if look.align is not None else _ALIGN_ATTRIBUTE.get(align_attribute.lower())
    return Division(look.marks, align, look.keeps)


def _outcome_with_mark(mark: SimpleMark) -> Marked:
    return Marked((mark,))


def _handler_of_styled_mark(mark: SimpleMark) -> Handler:
    """A mark whose element may have a look besides, or only that: Google Docs wraps posts in `<b style="font-weight:normal">`."""
    plain = Marked((mark,))

    def handle_mark_with_style(node: LexborNode, walk: Walk) -> Outcome:
        css = node.attributes.get("style")
        return _marked_with_mark_and_style(mark, css) if css else plain

    return handle_mark_with_style


@lru_cache(maxsize=1024)
def _marked_with_mark_and_style(mark: SimpleMark, css: str) -> Outcome:
    return Marked((mark, *read_style_as_marks_and_align(css).marks))


def _handle_span(node: LexborNode, walk: Walk) -> Outcome:
    css = node.attributes.get("style")
    return _marked_with_style(css) if css else None


@lru_cache(maxsize=1024)
def _marked_with_style(css: str) -> Outcome:
    return Marked((*vertical_align_marks(css), *read_style_as_marks_and_align(css).marks))


_FONT_SIZES = ("", "x-small", "small", "", "large", "x-large", "xx-large", "xxx-large")
"""What `font size=1` to `7` means in CSS; 3 is the size of ordinary text."""


def _handle_font(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    values = (
        ("color", attributes.get("color")),
        ("font-family", attributes.get("face")),
        ("font-size", _css_size_of_font_attribute((attributes.get("size") or "").strip())),
    )
    style = "".join([f"{name}:{value};" for name, value in values if value])
    return Marked(read_style_as_marks_and_align(style + (attributes.get("style") or "")).marks)


def _css_size_of_font_attribute(text: str) -> str:
    """A number, or one with a sign, which counts from 3; nothing when it is none."""
    sign, digits = text[:1], text.lstrip("+-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 4):
        return ""
    size = {"+": 3 + int(digits), "-": 3 - int(digits)}.get(sign, int(digits))
    return _FONT_SIZES[min(max(size, 1), 7)]


def handle_link_or_report_unsafe(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    url = strip_address_and_line_ends(attributes.get("href"))
    if not url:
        return Marked(parse_style_attribute_or_plain(attributes).marks)
    if url[0] == "#":
        walk.fragments.add(url[1:])
    elif not is_safe(url):
        walk.report("unsafe-address", " ".join(url[:40].split()))
        hand_over_left_out(walk.page.report, "unsafe-address", f'<area href="{escape(url)}">')
        return Marked(())
    return Marked((LinkMark(url, attributes.get("title") or ""), *parse_style_attribute_or_plain(attributes).marks))


def _add_area_as_link_run_and_skip(node: LexborNode, walk: Walk) -> Outcome:
    """A place on an image map that leads somewhere: a link, with the words a browser reads out."""
    attributes = node.attributes
    url = strip_address_and_line_ends(attributes.get("href"))
    if not url or url[0] == "#":
        return Skipped()
    if not is_safe(url):
        return Skipped("unsafe-address")
    label = " ".join((attributes.get("alt") or attributes.get("title") or url).split())
    walk.frame.runs.extend([(BREAK, ()), (label, with_marks(walk.marks, (LinkMark(url),)))])
    return Skipped()


def report_unsafe_citation(node: LexborNode, report: Callable[[str, str], None]) -> None:
    """Say of the source of a quotation or change (`cite`), for which the model has no place, that it could run code."""
    address = node.attributes.get("cite")
    if address and not is_safe(address):
        report("unsafe-address", " ".join(address[:40].split()))


def handle_ins_or_del_reporting_unsafe_cite(node: LexborNode, walk: Walk) -> Outcome:
    report_unsafe_citation(node, walk.report)
    return UNDERLINED if node.tag == "ins" else _STRUCK


def _add_quotation_marks_reporting_unsafe_cite(node: LexborNode, walk: Walk) -> Outcome:
    """Browsers put the quotation marks of `q` there themselves."""
    report_unsafe_citation(node, walk.report)
    walk.frame.runs.append(("“", walk.marks))
    return Marked((), after="”")


def _handle_heading_keeping_alignment(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    level = int((node.tag or "h6")[1])
    align: Align = parse_style_attribute_or_plain(attributes).align or _ALIGN_ATTRIBUTE.get(
        (attributes.get("align") or "").lower(), ""
    )
    return Container(lambda frame: build_headings(frame, level, align))


def build_headings(frame: Frame, level: int, align: Align) -> list[Block]:
    """A heading of the text inside; where blocks that are no text part it, a heading of each part."""
    blocks = frame.blocks
    if len(blocks) == 1 and type(blocks[0]) is Paragraph:
        return _heading_if_any(without_line_breaks(blocks[0].children), level, align)
    result: list[Block] = []
    for is_text, group in groupby(blocks, lambda block: isinstance(block, Paragraph)):
        if is_text:
            result += _heading_if_any(join_lines([without_line_breaks(part.children) for part in group], " "), level, align)
        else:
            result.extend(group)
    return result


def _heading_if_any(children: Inlines, level: int, align: Align) -> list[Block]:
    """None of nothing but breaks and wide spaces."""
    return [_build_unbolded_heading_with_anchor_as_id(children, level, align)] if children else []


def _build_unbolded_heading_with_anchor_as_id(children: Inlines, level: int, align: Align) -> Heading:
    """A heading; a link target at its beginning, or waiting in front of it, is the heading's own."""
    first, target = children[0], ""
    if len(children) > 1 and isinstance(first, model.Anchor):
        target, children = first.id, children[1:]
    if isinstance(children[0], model.Text) and children[0].value[0] == "\xa0":
        children = (*_without_leading_nbsp(children[0]), *children[1:])
    return Heading(level, without_enclosing_bold(children), target, align)


def _without_leading_nbsp(text: model.Text) -> Inlines:
    rest = text.value.lstrip("\xa0")
    return (model.Text(rest),) if rest else ()


def _build_block_quote(frame: Frame) -> list[Block]:
    return [model.BlockQuote(tuple(frame.blocks))] if frame.blocks else []


_QUOTE = Container(_build_block_quote)


def build_block_quote_unless_any_inside(frame: Frame) -> list[Block]:
    """A quotation by the class of an element, unless there is a `blockquote` in it."""
    is_quoted = any(isinstance(block, model.BlockQuote) for block in frame.blocks)
    return frame.blocks if is_quoted else _build_block_quote(frame)


def handle_quote_or_post_reporting_unsafe_cite(node: LexborNode, walk: Walk) -> Outcome:
    """`blockquote`; scripts of other sites look for some by their class."""
    report_unsafe_citation(node, walk.report)
    return (handle_quoted_post_as_embed_or_none(node, walk) if node.attributes.get("class") else None) or _QUOTE


def _report_form_and_handle_as_division(node: LexborNode, walk: Walk) -> Outcome:
    walk.report("form")
    return handle_division(node, walk)


UNDERLINED = Marked((model.Underline,))
_STRUCK = Marked((model.Strikethrough,))

HANDLERS: Handlers = {
    # Marks.
    **dict.fromkeys(("b", "strong"), _handler_of_styled_mark(model.Strong)),
    **dict.fromkeys(("i", "em"), _handler_of_styled_mark(model.Emphasis)),
    **dict.fromkeys(("s", "strike"), _STRUCK),
    "u": UNDERLINED,
    **dict.fromkeys(("del", "ins"), handle_ins_or_del_reporting_unsafe_cite),
    "q": _add_quotation_marks_reporting_unsafe_cite,
    "mark": _outcome_with_mark(model.Highlight),
    "sub": _outcome_with_mark(model.Subscript),
    "sup": _outcome_with_mark(model.Superscript),
    "kbd": _outcome_with_mark(model.Keyboard),
    "code": _outcome_with_mark(model.Code),
    "tt": _outcome_with_mark(model.Code),
    "samp": _outcome_with_mark(model.Code),
    "span": _handle_span,
    "font": _handle_font,
    "big": Marked((SpanMark(model.Style(size="larger")),)),
    "a": handle_link_or_report_unsafe,
    # Leaves.
    "br": FinishedInline(BREAK),
    "img": media.handle_img_or_report_broken_or_unsafe,
    "ruby": media.handle_ruby_as_one_ruby_node_per_pair,
    "input": forms.handle_input_as_checkbox_image_or_text,
    "select": forms.handle_select_as_all_options_and_report,
    "textarea": forms.handle_textarea_as_code_and_report,
    # Blocks.
    "h1": _handle_heading_keeping_alignment,
    "h2": _handle_heading_keeping_alignment,
    "h3": _handle_heading_keeping_alignment,
    "h4": _handle_heading_keeping_alignment,
    "h5": _handle_heading_keeping_alignment,
    "h6": _handle_heading_keeping_alignment,
    "hr": FinishedBlocks((model.ThematicBreak(),)),
    "blockquote": handle_quote_or_post_reporting_unsafe_cite,
    "pre": code.handle_pre_as_code_or_math,
    "listing": code.handle_pre_as_code_or_math,
    "xmp": code.handle_pre_as_code_or_math,
    "plaintext": code.handle_pre_as_code_or_math,
    "ul": lists.handle_ul_unbulleted_if_list_style_none,
    "menu": lists.handle_ul_unbulleted_if_list_style_none,
    "dir": lists.handle_ul_unbulleted_if_list_style_none,
    "ol": lists.handle_ol_and_report_unusual_numbers,
    "li": lists.handle_li_and_note_stray_or_unmarked,
    "dl": lists.handle_definition_list,
    "dt": lists.handle_dt_in_dl_else_division,
    "dd": lists.handle_dd_in_dl_else_division,
    "table": tables.handle_table_and_find_bold_header,
    "caption": tables.handle_caption_in_table_else_division,
    "thead": tables.handle_thead_in_table_else_division,
    "tr": tables.handle_row_in_table_else_division,
    "td": tables.handle_cell_in_row_else_division,
    "th": tables.handle_cell_in_row_else_division,
    "figure": media.handle_figure,
    "figcaption": media.handle_figcaption_in_figure_else_division,
    "details": media.handle_details,
    "summary": media.handle_summary_in_details_else_division,
    "iframe": media.handle_iframe_or_embed_unless_ad_or_unsafe,
    "video": media.handle_video_or_audio,
    "audio": media.handle_video_or_audio,
    "embed": media.handle_iframe_or_embed_unless_ad_or_unsafe,
    "object": objects.handle_object_as_embed_pdf_or_division,
    "area": _add_area_as_link_run_and_skip,
    "map": None,
    "picture": media.handle_picture_by_source_if_img_unusable,
    "noscript": media.keep_noscript_image_unless_shown_beside,
    **CUSTOM_ELEMENTS,
    # Divisions: nothing but lines of their own.
    **dict.fromkeys("p div section article header footer main nav aside address hgroup fieldset legend".split(), handle_division),
    **dict.fromkeys("optgroup option marquee search".split(), handle_division),
    "dialog": _handle_dialog_unless_closed,
    "center": Division(align="center"),
    "tbody": Division(),
    "tfoot": tables.handle_tfoot_in_table_else_division,
    "form": _report_form_and_handle_as_division,
    # Raw HTML.
    "svg": drawings.handle_svg_as_raw_html_unless_icon,
    "math": formulas.handle_math_as_tex_or_raw_html,
    # Never seen.
    **dict.fromkeys("script style".split(), Skipped("script")),
    **dict.fromkeys("head title meta link base template noframes rp".split(), Skipped()),
    **dict.fromkeys("col colgroup param source track canvas datalist".split(), Skipped()),
}
