"""A page of the backup: where its body begins and ends, and what stands round it.

The body is cut out of the text before anything is parsed: people leave elements open or close too many, and some paste whole
documents with a head of their own. What is left is the frame, which alone says what is known of the post.
"""

from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from convert import lazy_re as re
from convert.meta import read_meta
from convert.meta.front_matter import FrontMatter, split_front_matter_or_raise
from convert.model import Blocks, Meta
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers.backup.fields import PageFrame, read_fields
from convert.readers.tistory import expand_replacers_and_read_body_and_title
from convert.sources.evidence import hand_over_original_or_check_its_size
from convert.sources.html_tree import parse_html
from convert.sources.source import Source

_TAG_REACH = 500
"""Characters a start tag may be long; the longest one of a frame has 60."""

_BODY_CLASS = re.compile(r"""class\s*=\s*["']?[^"'<>]*\bcontents_style\b""", re.IGNORECASE)
_TAGS_CLASS = re.compile(r"""class\s*=\s*["']?tags\b""", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>\s*\Z", re.IGNORECASE)
_CLOSING = re.compile(r"</div\s*>\s*\Z", re.IGNORECASE)

_FRAME_END = re.compile(r"(?:\s|</[a-z]+\s*>|<!--(?:[^-]|-(?!->))*+-->)*+", re.IGNORECASE)
"""What is behind the list of tags."""

_BODIES: tuple[tuple[str, str], ...] = (
    (".contents_style", ".contents_style"),
    (".tt_article_useless_p_margin", ".tt_article_useless_p_margin"),
    (".entry-content", ".entry-content"),
    (".article-view", ".article-view, .article_view, #article-view, .area_view"),
    ("article", "article"),
    ("main", "main"),
    ("body", "body"),
)
"""Where a body is when the frame is not as the backup writes it, what is trusted most first."""


class _SplitPage(Struct, frozen=True):
    """A page in two: its body as HTML, and everything else; `rule` is what found the body, empty for the frame itself."""

    body: str
    rest: LexborHTMLParser
    rule: str = ""


def has_body_date_or_tags(meta: Meta, children: Blocks) -> bool:
    """Whether anything was found in a page; its number and a title made of its file's name say nothing about that."""
    return bool(children) or bool(meta.date or meta.tags or meta.categories)


def read_page(text: str, path: PurePosixPath, source: Source, options: ReaderOptions, report: Report) -> tuple[Meta, Blocks]:
    """What is known of a post, and its blocks. `path` is where the page lies, whose names hold the post's number.

    Front matter over a page is what somebody added to the backup: it goes before what the page says. Reports `found-by` for
    what is not where the backup has it.
    """
    front = split_front_matter_or_raise(text, source.name, report) if text.lstrip("\ufeff")[:3] in ("---", "+++") else None
    parts = _split_page_into_body_and_rest(front.body if front else text)
    if parts.rule:
        report(Notice("found-by", f"body: {parts.rule}"))
    hand_over_original_or_check_its_size(report, parts.body)
    children, _ = expand_replacers_and_read_body_and_title(f"<body>{parts.body}", report)
    meta = read_fields(PageFrame(parts.rest, path), options, report)
    if front and front.data:
        meta = _fill_from_page(read_meta(_with_unknown_visibility_unless_stated(front), source, options, report), meta)
    return meta, children


def _with_unknown_visibility_unless_stated(front: FrontMatter) -> FrontMatter:
    """The same, which says that nobody knows who may read the post unless it says who."""
    return replace(front, data={"visibility": "unknown", **front.data})


def _fill_from_page(meta: Meta, page_meta: Meta) -> Meta:
    """Front matter, and what it leaves open from the page."""
    names = ("title", "date", "categories", "tags", "entry_id")
    return replace(meta, **{name: getattr(page_meta, name) for name in names if not getattr(meta, name)})


def _split_page_into_body_and_rest(text: str) -> _SplitPage:
    start = _find_body_start_or_minus_one(text)
    end = _find_body_end_or_minus_one(text, start) if start >= 0 else -1
    if end >= 0:
        return _SplitPage(text[start:end], parse_html(text[:start] + text[end:]))
    return _split_body_from_frame_by_selectors(text)


def _find_body_start_or_minus_one(text: str) -> int:
    """Where the body begins, or -1."""
    at = text.find("contents_style")
    while at >= 0:
        begin = text.rfind("<", max(0, at - _TAG_REACH), at)
        end = text.find(">", at, at + _TAG_REACH)
        if 0 <= begin < end and _BODY_CLASS.search(text[begin:end]):
            return end + 1
        at = text.find("contents_style", at + 1)
    return -1


def _find_body_end_or_minus_one(text: str, start: int) -> int:
    """Where the body ends: at the last place where its element closes before a list of tags. -1 when there is none.

    A list with more text behind it is the author's own, and the frame's was lost.
    """
    at = text.rfind("<div", start)
    while at >= 0:
        tag = text[at : at + _TAG_REACH].partition(">")[0]
        if _TAGS_CLASS.search(tag):
            list_end = text.find("</div", at)
            if list_end >= 0 and not _FRAME_END.fullmatch(text, list_end):
                return -1
            reach = max(start, at - _TAG_REACH)
            before = _BREAK.sub("", text[reach:at].rstrip())
            if closing := _CLOSING.search(before):
                return reach + closing.start()
        at = text.rfind("<div", start, at)
    return -1


def _split_body_from_frame_by_selectors(text: str) -> _SplitPage:
    """A page without the frame: the best element there is, and the page without it."""
    page = parse_html(text)
    for rule, selector in _BODIES:
        node = _only_element(page, selector)
        if node is not None:
            body = _inner_html(node)
            if node.tag != "body":
                node.decompose()
            return _SplitPage(body, page, rule)
    return _SplitPage("", page)


def _only_element(page: LexborHTMLParser, selector: str) -> LexborNode | None:
    """The element a selector finds, with what it finds inside of that; none when there are several, since one would be lost."""
    found = page.css(selector)
    if not found:
        return None
    inside = {found[0].mem_id, *(node.mem_id for node in found[0].css(selector))}
    return found[0] if all(node.mem_id in inside for node in found) else None


def _inner_html(node: LexborNode) -> str:
    return node.inner_html or ""
