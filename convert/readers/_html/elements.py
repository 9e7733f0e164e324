"""The meaning of every HTML element that has one, as a table. What is not in it is transparent: its text is its parent's text."""

import re
from functools import lru_cache
from html import escape
from itertools import groupby

from selectolax.lexbor import LexborNode

from convert import model
from convert.model import Align, Block, Heading, Inlines, Paragraph
from convert.model.url import is_safe
from convert.readers._html import code, drawings, forms, formulas, lists, media, objects, outcome, tables
from convert.readers._html.address import clean_address
from convert.readers._html.bold import without_bold
from convert.readers._html.flow import Handler, Handlers, Walk, add_marks
from convert.readers._html.inline import BREAK, LinkMark, SimpleMark, SpanMark
from convert.readers._html.lines import one_line, unbroken
from convert.readers._html.outcome import Container, Frame, Leaf, Marked, Outcome, Placed, Section, Skipped
from convert.readers._html.posts import quoted_post
from convert.readers._html.style import PLAIN, Look, position, read_style
from convert.sources.evidence import name_left_out

_ALIGN_ATTRIBUTE: dict[str, Align] = {"center": "center", "right": "right", "justify": "justify", "left": "left"}
_LINES = re.compile(r"\s*\n\s*")


def look_of(attributes: dict[str, str | None]) -> Look:
    """The look of an element from its `style`."""
    css = attributes.get("style")
    return read_style(css) if css else PLAIN


def section(node: LexborNode, walk: Walk) -> Outcome:
    """`p`, `div` and everything else that only breaks lines."""
    attributes = node.attributes
    css, stated = attributes.get("style"), attributes.get("align")
    return _section_of(css or "", stated or "") if css or stated else outcome.PLAIN


@lru_cache(maxsize=1024)
def _section_of(css: str, stated: str) -> Outcome:
    look = read_style(css)
    align = look.align if look.align is not None else _ALIGN_ATTRIBUTE.get(stated.lower())
    return Section(look.marks, align, look.keeps)


def _mark(mark: SimpleMark) -> Marked:
    return Marked((mark,))


def _looking(mark: SimpleMark) -> Handler:
    """A mark whose element may have a look besides, or only that: Google Docs wraps posts in `<b style="font-weight:normal">`."""
    plain = Marked((mark,))

    @lru_cache(maxsize=1024)
    def styled(css: str) -> Outcome:
        return Marked((mark, *read_style(css).marks))

    def handler(node: LexborNode, walk: Walk) -> Outcome:
        css = node.attributes.get("style")
        return styled(css) if css else plain

    return handler


def _span(node: LexborNode, walk: Walk) -> Outcome:
    css = node.attributes.get("style")
    return _span_of(css) if css else None


@lru_cache(maxsize=1024)
def _span_of(css: str) -> Outcome:
    return Marked((*position(css), *read_style(css).marks))


_FONT_SIZES = ("", "x-small", "small", "", "large", "x-large", "xx-large", "xxx-large")
"""What `font size=1` to `7` means in CSS; 3 is the size of ordinary text."""


def _font(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    values = (
        ("color", attributes.get("color")),
        ("font-family", attributes.get("face")),
        ("font-size", _font_size((attributes.get("size") or "").strip())),
    )
    style = "".join([f"{name}:{value};" for name, value in values if value])
    return Marked(read_style(style + (attributes.get("style") or "")).marks)


def _font_size(text: str) -> str:
    """A number, or one with a sign, which counts from 3; nothing when it is none."""
    sign, digits = text[:1], text.lstrip("+-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 4):
        return ""
    size = {"+": 3 + int(digits), "-": 3 - int(digits)}.get(sign, int(digits))
    return _FONT_SIZES[min(max(size, 1), 7)]


def link(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    url = clean_address(attributes.get("href"))
    if not url:
        return Marked(look_of(attributes).marks)
    if url[0] == "#":
        walk.fragments.add(url[1:])
    elif not is_safe(url):
        walk.report("unsafe-address", " ".join(url[:40].split()))
        name_left_out(walk.page.report, "unsafe-address", f'<area href="{escape(url)}">')
        return Marked(())
    return Marked((LinkMark(url, attributes.get("title") or ""), *look_of(attributes).marks))


def _area(node: LexborNode, walk: Walk) -> Outcome:
    """A place on an image map that leads somewhere: a link, with the words a browser reads out."""
    attributes = node.attributes
    url = clean_address(attributes.get("href"))
    if not url or url[0] == "#":
        return Skipped()
    if not is_safe(url):
        return Skipped("unsafe-address")
    label = " ".join((attributes.get("alt") or attributes.get("title") or url).split())
    walk.frame.runs.extend([(BREAK, ()), (label, add_marks(walk.marks, (LinkMark(url),)))])
    return Skipped()


def _quoted(node: LexborNode, walk: Walk) -> Outcome:
    """Browsers put the quotation marks of `q` there themselves."""
    walk.frame.runs.append(("“", walk.marks))
    return Marked((), after="”")


def _heading(node: LexborNode, walk: Walk) -> Outcome:
    attributes = node.attributes
    level = int((node.tag or "h6")[1])
    align: Align = look_of(attributes).align or _ALIGN_ATTRIBUTE.get((attributes.get("align") or "").lower(), "")
    return Container(lambda frame: headings(frame, level, align))


def headings(frame: Frame, level: int, align: Align) -> list[Block]:
    """A heading of the text inside; where blocks that are no text part it, a heading of each part."""
    blocks = frame.blocks
    if len(blocks) == 1 and type(blocks[0]) is Paragraph:
        return [_heading_of(unbroken(blocks[0].children), level, align)]
    result: list[Block] = []
    for is_text, group in groupby(blocks, lambda block: isinstance(block, Paragraph)):
        if is_text:
            result.append(_heading_of(one_line([unbroken(part.children) for part in group], " "), level, align))
        else:
            result.extend(group)
    return result


def _heading_of(children: Inlines, level: int, align: Align) -> Heading:
    """A heading; a link target at its beginning, or waiting in front of it, is the heading's own."""
    first, target = children[0], ""
    if isinstance(first, model.Anchor) and len(children) > 1:
        target, children = first.id, children[1:]
    if isinstance(children[0], model.Text) and children[0].value[0] == "\xa0":
        children = (*_unindented(children[0]), *children[1:])
    return Heading(level, without_bold(children), target, align)


def _unindented(text: model.Text) -> Inlines:
    rest = text.value.lstrip("\xa0")
    return (model.Text(rest),) if rest else ()


def _quote(frame: Frame) -> list[Block]:
    return [model.BlockQuote(tuple(frame.blocks))] if frame.blocks else []


_QUOTE = Container(_quote)


def quoted_once(frame: Frame) -> list[Block]:
    """A quotation by the class of an element, unless there is a `blockquote` in it."""
    is_quoted = any(isinstance(block, model.BlockQuote) for block in frame.blocks)
    return frame.blocks if is_quoted else _quote(frame)


def quotation(node: LexborNode, walk: Walk) -> Outcome:
    """`blockquote`; scripts of other sites look for some by their class."""
    return (quoted_post(node, walk) if node.attributes.get("class") else None) or _QUOTE


def _form(node: LexborNode, walk: Walk) -> Outcome:
    walk.report("form")
    return section(node, walk)


UNDERLINED = Marked((model.Underline,))

HANDLERS: Handlers = {
    # Marks.
    **dict.fromkeys(("b", "strong"), _looking(model.Strong)),
    **dict.fromkeys(("i", "em"), _looking(model.Emphasis)),
    "s": _mark(model.Strikethrough),
    "del": _mark(model.Strikethrough),
    "strike": _mark(model.Strikethrough),
    "u": UNDERLINED,
    "ins": UNDERLINED,
    "q": _quoted,
    "mark": _mark(model.Highlight),
    "sub": _mark(model.Subscript),
    "sup": _mark(model.Superscript),
    "kbd": _mark(model.Keyboard),
    "code": _mark(model.Code),
    "tt": _mark(model.Code),
    "samp": _mark(model.Code),
    "span": _span,
    "font": _font,
    "big": Marked((SpanMark(model.Style(size="larger")),)),
    "a": link,
    # Leaves.
    "br": Leaf(BREAK),
    "img": media.image,
    "ruby": media.ruby,
    "input": forms.field,
    "select": forms.choice,
    "textarea": forms.text_area,
    # Blocks.
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "h4": _heading,
    "h5": _heading,
    "h6": _heading,
    "hr": Placed((model.ThematicBreak(),)),
    "blockquote": quotation,
    "pre": code.code_block,
    "listing": code.code_block,
    "xmp": code.code_block,
    "plaintext": code.code_block,
    "ul": lists.bullet_list,
    "menu": lists.bullet_list,
    "dir": lists.bullet_list,
    "ol": lists.ordered_list,
    "li": lists.list_item,
    "dl": lists.definition_list,
    "dt": lists.term,
    "dd": lists.description,
    "table": tables.table,
    "caption": tables.caption,
    "thead": tables.head,
    "tr": tables.row,
    "td": tables.cell,
    "th": tables.cell,
    "figure": media.figure,
    "figcaption": media.caption,
    "details": media.details,
    "summary": media.summary,
    "iframe": media.frame,
    "video": media.player,
    "audio": media.player,
    "embed": media.frame,
    "object": objects.held,
    "area": _area,
    "map": None,
    "picture": media.picture,
    "noscript": media.noscript,
    # Sections: nothing but lines of their own.
    **dict.fromkeys("p div section article header footer main nav aside address hgroup dialog fieldset legend".split(), section),
    **dict.fromkeys("optgroup option marquee search".split(), section),
    "center": Section(align="center"),
    "tbody": Section(),
    "tfoot": tables.foot,
    "form": _form,
    # Islands.
    "svg": drawings.drawing,
    "math": formulas.formula,
    # Never seen.
    **dict.fromkeys("script style".split(), Skipped("script")),
    **dict.fromkeys("head title meta link base template noframes rp".split(), Skipped()),
    **dict.fromkeys("col colgroup param source track canvas datalist".split(), Skipped()),
}
