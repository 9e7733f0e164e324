"""HTML inside Markdown, read with the HTML reader's own rules: what has a node becomes it, what runs code is gone.

A block of HTML is read whole. In a line, tags come one by one with Markdown between them, so a tag that only marks its content is
asked for its marks, and any other is read with its content when that is HTML and text alone.
"""

from collections.abc import Sequence
from html import escape, unescape

from markdown_it.token import Token
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert import model
from convert.model import Anchor, Blocks, HardBreak, Inlines, Paragraph, RawInline, Text
from convert.model.walk import depth, plain_text, walk
from convert.notices import Notice, Report
from convert.readers._html import HANDLERS, Handlers, Page
from convert.readers._html.custom_elements import CUSTOM_ELEMENTS
from convert.readers._html.elements import report_unsafe_citation
from convert.readers._html.flow import Walk, with_marks
from convert.readers._html.inline import wrap_in_marks
from convert.readers._html.lists import join_blocks_into_inlines
from convert.readers._html.media import read_image
from convert.readers._html.outcome import Marked
from convert.readers._html.raw import sanitize_start_tag_or_empty
from convert.readers.markdown._html_groups import PLACE
from convert.readers.markdown._html_places import Places
from convert.readers.tistory import read_fragment, with_markdown_images_as_img_tags
from convert.readers.tistory.files import ServerFiles
from convert.readers.tistory.replacers import MARKS, expand_replacers
from convert.sources.html_tree import parse_html

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ANCHORS = re.compile(r"(?:[ \t\n]*<a[ \t\n]+(?:id|name)=(?:\"[^\"]+\"|'[^']+')[ \t\n]*></a>)+[ \t\n]*", re.IGNORECASE)
_ANCHOR_NAME = re.compile(r"=(?:\"([^\"]+)\"|'([^']+)')")
_FRAGMENT = re.compile(r"""(?:\]\(|href=["']?)#([^\s)"'>]+)""")
_SHOWN = (
    model.Image,
    model.Embed,
    model.ThematicBreak,
    model.Anchor,
    model.RawBlock,
    model.RawInline,
    model.CodeBlock,
    model.Attachment,
    model.LinkCard,
)
"""What shows something without a text."""


_PIECES = re.compile(
    r"(<details(?:\s[^>]*)?>\s*(?:<summary(?:\s[^>]*)?>(?:(?!</summary).){0,2000}</summary>)?|<blockquote(?:\s[^>]*)?>|</(?:details|blockquote)>)",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(r"\s*<(/?)(details|blockquote)\b", re.IGNORECASE)
_LINE_SPACE = re.compile(r"[ \t\n]+")
_SUMMARY = re.compile(r"<summary(?:\s[^>]*)?>(.*)</summary>", re.IGNORECASE | re.DOTALL)


def split_container_tags_off_html_blocks(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the tags of folds and quotations apart from the HTML beside them: between them Markdown may stand."""
    result: list[Token] = []
    for token in tokens:
        if token.type != "html_block" or not _PIECE.match(token.content):
            result.append(token)
            continue
        parts = [part for part in _PIECES.split(token.content) if part.strip()]
        result.extend(token.copy(content=part) for part in parts)
    return result


def container_tag_of(token: Token) -> tuple[str, bool]:
    """The name of an element whose tag a piece is, and whether it closes."""
    found = _PIECES.fullmatch(token.content.strip()) if token.type == "html_block" else None
    tag = _PIECE.match(token.content) if found else None
    return (tag[2].lower(), bool(tag[1])) if tag else ("", False)


def inner_html_of_summary(details_html: str) -> str:
    """The HTML of a fold's summary, on one line."""
    found = _SUMMARY.search(details_html)
    return _LINE_SPACE.sub(" ", found[1]).strip(" ") if found else ""


def linked_ids(text: str) -> frozenset[str]:
    """The ids that links in a Markdown text lead to."""
    return frozenset(_FRAGMENT.findall(text)) if "#" in text else frozenset()


def read_html_block_flattening_if_too_deep(
    html: str, linked_ids: frozenset[str], max_depth: int, report: Report, places: Places | None = None
) -> Blocks:
    """The blocks of a block of HTML, at most `max_depth` levels deep; none when it shows nothing. At `places` in it Markdown
    stands.
    """
    if _ANCHORS.fullmatch(html):
        return (Paragraph(tuple(Anchor(unescape(found[1] or found[2])) for found in _ANCHOR_NAME.finditer(html))),)
    if "![" in html:
        html = with_markdown_images_as_img_tags(html, report)
    if "[#" in html and any(mark in html for mark in MARKS):
        html = expand_replacers(html, ServerFiles(), report)
    handlers: Handlers = {PLACE: places.handle_place} if places else {}
    blocks = read_fragment(_escape_unclosed_comment(html), report, linked_ids, handlers=handlers).flow.blocks
    if places:
        blocks = (*blocks, *places.read_markdown_at_unvisited_places())
    if not plain_text(blocks).strip() and not any(isinstance(node, _SHOWN) for node in walk(blocks)):
        return ()
    if depth(blocks) > max_depth:
        report(Notice("too-deep"))
        return tuple(Paragraph((Text(" ".join(part.split())),)) for part in plain_text(blocks).split("\n\n"))
    return blocks


def _escape_unclosed_comment(html: str) -> str:
    """HTML in which a comment nobody closed is text, and what follows it is not lost."""
    closed = html.rfind("-->") + 3 if "-->" in html else 0
    return html[:closed] + html[closed:].replace("<!--", "&lt;!--") if "<!--" in html else html


def _first_node_of_any_kind(html: str) -> LexborNode | None:
    body = parse_html(html).body
    return body.child if body is not None else None


class TagWrapper:
    """What a tag puts around its content: its marks, and text the browser shows before and behind."""

    __slots__ = ("_after", "_before", "_marked")

    def __init__(self, before: str, marked: Marked, after: str) -> None:
        self._before, self._marked, self._after = before, marked, after

    def __call__(self, children: Inlines) -> Inlines:
        """The content with all of it; of nothing nothing is left, but a link still leads somewhere."""
        for mark in reversed(with_marks((), self._marked.marks)):
            if children:
                children = _wrap_in_mark(mark, children)
        edges = [(Text(text),) if text else () for text in (self._before, self._after)]
        return (*edges[0], *children, *edges[1])


def _wrap_in_mark(mark: object, children: Inlines) -> Inlines:
    if mark is model.Code:
        return tuple(model.Code(child.value) if isinstance(child, Text) else child for child in children)
    shell = wrap_in_marks(HardBreak(), (mark,))  # type: ignore[arg-type]
    return (replace(shell, children=children),)


def wrapper_of_tag_or_none_if_read_whole(tag: str, report: Report) -> TagWrapper | None:
    """What an opening tag says of the Markdown behind it; None when it is no mark and has to be read with its content."""
    node = _first_node_of_any_kind(tag)
    if node is None or not node.tag or node.tag[0] == "-":
        return None
    walk_ = Walk(HANDLERS, Page(report))
    handler = HANDLERS.get(node.tag)
    outcome = handler(node, walk_) if callable(handler) and node.tag in _MARKING else handler
    if outcome is None and node.tag not in _WHOLE:
        return TagWrapper("", Marked(()), "")
    if type(outcome) is not Marked:
        return None
    before = "".join(leaf for leaf, _ in walk_.frame.runs if isinstance(leaf, str))
    walk_.frame.runs.clear()
    walk_.finish_blocks_and_report_counts()
    return TagWrapper(before, outcome, outcome.after if isinstance(outcome.after, str) else "")


_MARKING = frozenset("b strong i em span font a q del ins".split())
"""Tags whose attributes say what they mark."""

_WHOLE = frozenset("ruby rt rp video audio iframe embed object noscript".split())
"""Tags that mean nothing without their content."""


def read_lone_tag_or_keep_it_raw(tag: str, report: Report) -> Inlines:
    """A tag that holds nothing, or that nothing closes."""
    node = _first_node_of_any_kind(tag)
    if node is None or not node.tag or node.tag[0] == "-":
        return (RawInline("html", clean),) if (clean := _clean_closing_tag(tag)) else ()
    if node.tag == "br":
        return (HardBreak(),)
    if node.tag == "img":
        return _image_or_report_broken(node, report)
    if node.tag in ("wbr", "source", "param", "track", "col"):
        return ()
    if node.tag in CUSTOM_ELEMENTS:
        return join_blocks_into_inlines(read_fragment(tag, report).flow.blocks, " ")
    value = sanitize_start_tag_or_empty(node, lambda address: report(Notice("unsafe-address", address)))
    if not value:
        report(Notice("script"))
    return (RawInline("html", value),) if value else ()


def report_unsafe_citation_in_tag(tag: str, report: Report) -> None:
    """Say of the source of a quotation whose tags have Markdown between them that it could run code, as of one without any."""
    node = _first_node_of_any_kind(tag) if "cite" in tag.lower() else None
    if node is not None:
        report_unsafe_citation(node, lambda kind, detail: report(Notice(kind, detail)))


def _image_or_report_broken(node: LexborNode, report: Report) -> Inlines:
    image = read_image(node)
    if image is None:
        report(Notice("broken-image", node.attributes.get("alt") or ""))
    return (image,) if image is not None else ()


def _clean_closing_tag(tag: str) -> str:
    found = re.match(r"</([a-zA-Z][\w-]*)", tag)
    return f"</{found[1].lower()}>" if found and found[1].lower() not in CUSTOM_ELEMENTS else ""


def read_element_unless_markdown_inside(tokens: Sequence[Token], report: Report) -> Inlines | None:
    """The inlines of a tag with its content; None when Markdown is in it."""
    parts: list[str] = []
    for token in tokens:
        if token.type not in ("html_inline", "text", "softbreak", "text_special"):
            return None
        parts.append(token.content if token.type == "html_inline" else escape(token.content, quote=False) or "\n")
    return join_blocks_into_inlines(read_fragment("".join(parts), report).flow.blocks, " ")
