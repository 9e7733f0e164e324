"""What of a page stands before and behind the text of a post in the same box: title, lines about the post, links to other posts.

Only its words and its place tell such a line from the author's, so it must say nothing else: a date with a sentence stays.
Only for a body in which the skin stands as well.
"""

from collections.abc import Iterator
from html import escape

from convert import lazy_re as re
from convert.model import (
    Block,
    Blocks,
    BulletList,
    HardBreak,
    Heading,
    Inline,
    Inlines,
    Link,
    Meta,
    OrderedList,
    Paragraph,
    Text,
    ThematicBreak,
)
from convert.model.walk import plain_text, walk
from convert.notices import Notice, Report
from convert.readers.page.rules import SHOWN_DATE
from convert.sources.evidence import hand_over_left_out

_NEAR = 8
"""Blocks from the beginning in which the title may stand, with a menu before it."""

_LINES = 4
"""Lines about the post under its title."""

_LONGEST = 120

_WORDS = re.compile(
    r"\b(?:posted|published|updated|modified|last|created|written|on|by|in|at|date|reading|time|read|views?|comments?|am|pm|kst|utc)\b"
    r"|작성(?:일|자|시간)?|등록일?|게시일?|발행일?|최초|최종|수정(?:일|됨)?|읽는 ?(?:데|시간)|소요|읽기|약|조회(?:수)?"
    r"|댓글|글쓴이|오전|오후|날짜|시간"
    r"|\d+(?:\.\d+)?\s?(?:분|mins?|minutes?|words?|회|개|명)(?:\s?전)?"
    r"|\d{1,2}:\d{2}(?::\d{2})?|[월화수목금토일]요일"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\s|·•∙‧\-–—/:,.()\[\]~0-9@📅🕒⏱✍👁]*")
_FACT = re.compile(r"\d\s?(?:분|min)|조회|댓글|read|작성|posted|published|by\b", re.IGNORECASE)
"""What a line about a post says besides a date."""

_OTHERS = re.compile(
    r"[\s\[(«‹←<|]*(?:이전\s?(?:글|포스트)|다음\s?(?:글|포스트)|목록(?:으로|\s?보기)?|홈(?:으로)?|맨\s?위로|처음으로"
    r"|(?:prev(?:ious)?|next)(?:\s(?:post|article))?\b|(?:older|newer)(?:\sposts?)?\b|back\sto\s|home$|(?:to\s)?top$|[←→«»‹›⟵⟶])",
    re.IGNORECASE,
)
"""How links to other posts begin."""

_TAG = re.compile(r"/(?:tags?|categor(?:y|ies)|keyword|label)/", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)|copyright\b|all rights reserved|powered by\b)", re.IGNORECASE)


def without_edge_furniture(children: Blocks, meta: Meta, report: Report) -> Blocks:
    """The blocks without what the page shows of the post at its edges."""
    start = _index_after_title(children, meta.title)
    if start:
        report(Notice("furniture", "title"))
        hand_over_left_out(report, "furniture", _html_of_text_and_links(children[start - 1]))
    lines = _count_leading_lines_about_post(children[start:], meta)
    end = len(children)
    while end > start + lines and _is_copyright_or_links_to_posts(children[end - 1]):
        end -= 1
    for block in (*children[: max(0, start - 1)], *children[start : start + lines], *children[end:]):
        report(Notice("furniture", " ".join(plain_text((block,)).split())[:_LONGEST]))
        hand_over_left_out(report, "furniture", _html_of_text_and_links(block))
    return children[start + lines : end]


def _html_of_text_and_links(block: Block) -> str:
    """What a block of these shows, as HTML: its text, and the addresses in it."""
    links = "".join(f'<area href="{escape(node.url)}">' for node in walk((block,)) if isinstance(node, Link))
    match block:
        case ThematicBreak():
            return "<hr>"
        case Heading():
            return f"<h{block.level}>{escape(plain_text((block,)))}</h{block.level}>{links}"
        case BulletList() | OrderedList():
            return "<ul>" + "".join(f"<li>{escape(plain_text(item.children))}</li>" for item in block.items) + f"</ul>{links}"
        case _:
            return f"<p>{escape(plain_text((block,)))}</p>{links}"


def _index_after_title(children: Blocks, title: str) -> int:
    """The place behind the title, when nothing but the page's own is before it; else 0."""
    for place, block in enumerate(children[:_NEAR]):
        if isinstance(block, Heading) and _is_same_ignoring_white_space(plain_text((block,)), title):
            return place + 1
        if not _is_break_or_only_links(block):
            return 0
    return 0


def _is_same_ignoring_white_space(text: str, title: str) -> bool:
    return bool(title) and "".join(text.split()) == "".join(title.split())


def _is_break_or_only_links(block: Block) -> bool:
    """Whether a block before the title can be a menu or the name of the blog."""
    match block:
        case ThematicBreak():
            return True
        case Paragraph() | BulletList() | OrderedList():
            return _holds_only_links(block)
        case _:
            return False


def _count_leading_lines_about_post(children: Blocks, meta: Meta) -> int:
    """How many blocks at the beginning are lines about the post."""
    count = 0
    for block in children[:_LINES]:
        if not (isinstance(block, Paragraph) and _is_line_about_post(plain_text((block,)), meta)):
            break
        count += 1
    return count


def _is_line_about_post(text: str, meta: Meta) -> bool:
    """Whether a line says when and by whom a post is, how long it takes to read, and nothing else."""
    if len(text) > _LONGEST:
        return False
    rest = SHOWN_DATE.sub(" ", text)
    if rest == text and not _FACT.search(text):
        return False
    for name in (meta.author, *(part for path in meta.categories for part in path)):
        rest = rest.replace(name, " ") if name else rest
    return _SIGNS.fullmatch(_WORDS.sub(" ", rest)) is not None


def _is_copyright_or_links_to_posts(block: Block) -> bool:
    """Whether a block at the end leads to other posts, lists tags, or says whose the page is."""
    match block:
        case ThematicBreak():
            return False
        case Paragraph() if _COPYRIGHT.match(text := plain_text((block,))) and len(text) <= _LONGEST:
            return True
        case Paragraph() | BulletList() | OrderedList():
            return _holds_only_links(block) and all(_is_navigation_or_tag_link(link) for link in _links_in(block))
        case _:
            return False


def _is_navigation_or_tag_link(link: Link) -> bool:
    return _OTHERS.match(plain_text(link.children)) is not None or _TAG.search(link.url) is not None


def _holds_only_links(block: Paragraph | BulletList | OrderedList) -> bool:
    """Whether there are links in a block, and but for signs between them nothing else."""
    inlines = list(_inlines_with_plus_for_other_blocks(block))
    return any(isinstance(inline, Link) for inline in inlines) and all(_is_link_or_sign(inline) for inline in inlines)


def _is_link_or_sign(inline: Inline) -> bool:
    match inline:
        case Link() | HardBreak():
            return True
        case Text(value=value):
            return _SIGNS.fullmatch(value) is not None
        case _:
            return False


def _links_in(block: Paragraph | BulletList | OrderedList) -> Iterator[Link]:
    return (inline for inline in _inlines_with_plus_for_other_blocks(block) if isinstance(inline, Link))


def _inlines_with_plus_for_other_blocks(block: Paragraph | BulletList | OrderedList) -> Iterator[Inline]:
    """The inlines of a paragraph, or of the paragraphs in a list; of what else is in one, a break that no list of links has."""
    if isinstance(block, Paragraph):
        yield from block.children
        return
    for item in block.items:
        for inner in item.children:
            yield from _paragraph_inlines_or_plus_sign(inner)


def _paragraph_inlines_or_plus_sign(block: Block) -> Inlines:
    return block.children if isinstance(block, Paragraph) else (Text("+"),)
