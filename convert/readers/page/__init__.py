"""Saved or crawled pages of Tistory blogs, with any skin, and of other platforms and themes, that hold one post.
`body` and `density` find the post, `edges` and `furniture` take away what is not its, `remnants` lists that; `rules` and
`addresses` take metadata from what `outside` and `head` gather; `saved` and `frames` undo what saving did; `no_post` says what is
no post.
"""

from collections.abc import Iterator

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.errors import FormatError, NoPostError
from convert.meta.front_matter import split_front_matter_or_raise
from convert.model import Document, Origin
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._html import Page, read_flow
from convert.readers._html.tree import tree_events
from convert.readers._html.whole_post import with_footnotes_and_formulas
from convert.readers.page import addresses
from convert.readers.page.addresses import kind_by_address_or_post
from convert.readers.page.body import Body, find_and_repair_body
from convert.readers.page.comments import read_comments_outside_body
from convert.readers.page.edges import without_edge_furniture
from convert.readers.page.frames import with_web_addresses_of_saved_frames as with_neighbours
from convert.readers.page.front_matter import with_front_matter
from convert.readers.page.furniture import handlers_skipping_furniture
from convert.readers.page.furniture_content import host_of_url
from convert.readers.page.head import read_head
from convert.readers.page.metadata import read_meta_except_title_and_summary, with_title_and_summary
from convert.readers.page.no_post import asks_for_post_password, is_post_list_id
from convert.readers.page.outside import gather_head_elements_and_skin_texts
from convert.readers.page.remnants import left_out
from convert.readers.page.rules import category_in_address_or_empty
from convert.readers.page.saved import local_images_in, noted_address_and_saver, with_web_addresses_except_saved_images
from convert.readers.page.view import View
from convert.readers.tistory.files import ServerFiles
from convert.readers.tistory.older import unhide_folds
from convert.readers.tistory.replacers import MARKS, expand_replacers
from convert.sources.evidence import check_text_size_by_report, hand_over_original_or_check_its_size
from convert.sources.html_tree import parse_html
from convert.sources.source import Source, decode

__all__ = ["EXTENSIONS", "TAKES", "Options", "left_out", "read", "with_neighbours"]

EXTENSIONS = (".html", ".htm")

TAKES = {
    "title": "`og:title`, JSON-LD; else the skin",
    "date": "`article:published_time`, JSON-LD, what Naver and Velog say; else the skin, the file name",
    "lastmod": "`article:modified_time`, JSON-LD",
    "slug": "`/entry/…` in the address",
    "url": "canonical, `og:url`",
    "aliases": "the other addresses",
    "entry_id": "the number in an address, or in `T.entryInfo`",
    "categories": "`T.entryInfo`, JSON-LD; else the skin",
    "tags": "`a[rel=tag]`; else the skin, `article:tag`, JSON-LD",
    "visibility": "`data-entry-visibility`; the meta `visibility` of pages we wrote",
    "draft": "the meta `draft` of pages we wrote",
    "author": "`og.article.author`, `by`; else the skin",
    "summary": "`og:description`, unless the body begins so",
    "kind": "the path of the address: `/notice/`, `/pages/`",
    "cover": "`og:image`",
    "lang": "`html[lang]`, `og:locale`",
    "body": "`.contents_style`; else what the platform or theme puts a post in, else the densest text",
    "comments": "comments that the skin shows",
    "resources": "pictures saved beside the page",
}

_COMMENTS_OF = re.compile(r"entry(\d+)Comment")


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The one post of the page.

    Raises `NoPostError` for a list of posts, and `FormatError` for a protected post of which the page holds only the form that
    asks for its password, and for a page without any text.
    """
    front = split_front_matter_or_raise(decode(source, report, options.encoding), source.name, report)
    text = expand_replacers(front.body, ServerFiles(), report) if any(mark in front.body for mark in MARKS) else front.body
    check_text_size_by_report(report, text)
    parser = parse_html(text, report)
    body = find_and_repair_body(parser)
    root = parser.root
    if body is None or root is None:
        raise FormatError("no post in this page: it is empty", source=source.name, hint="save the page again")
    view = _gather_view(root, body, noted_address_and_saver(text)[0])
    _refuse_post_list_or_password_form(root, body, view, source)
    if not body.is_exact:
        report(Notice("found-by", f"body: {body.found_by}"))
    meta = read_meta_except_title_and_summary(view, source, options, report)
    hand_over_original_or_check_its_size(report, body.node.html or "")
    unhide_folds(body.node)
    base = addresses.find_base(view)
    page = Page(report, hides=True, host=host_of_url(base.links))
    flow = read_flow(body.node, handlers_skipping_furniture(body.furniture_kind_of), page)
    children = with_footnotes_and_formulas(flow, text, report)
    meta = with_title_and_summary(meta, view, children, source, report)
    if not body.is_exact:
        children = without_edge_furniture(children, meta, report)
    meta = with_front_matter(meta, front, source, options, report)
    document = with_web_addresses_except_saved_images(Document(meta, children), base, report)
    yield replace(
        document,
        resources=local_images_in(document),
        comments=read_comments_outside_body(root, body.node, options.timezone, report),
        origin=Origin("page", source.name, sha256=source.sha256),
    )


def _gather_view(root: LexborNode, body: Body, noted: str) -> View:
    outside = gather_head_elements_and_skin_texts(root, body.node, is_inside_too=not body.is_exact)
    head = read_head(outside.elements, root.attributes.get("lang") or "")
    base = root.css_first("base[href]")
    return View(
        head,
        outside.skin_texts,
        _read_tistory_and_naver_attributes(root),
        noted,
        (base.attributes.get("href") or "") if base is not None else "",
    )


def _read_tistory_and_naver_attributes(root: LexborNode) -> dict[str, str]:
    """What Tistory and Naver say of the post in attributes, and in the list of posts of its category."""
    found: dict[str, str] = {}
    for node in root.css("[data-entry-visibility], [data-entry-id], [data-uoc-uid], [adddate]"):
        for name, value in node.attributes.items():
            found.setdefault(name, value or "")
    for node in root.css("[id^=entry]"):
        if number := _COMMENTS_OF.fullmatch(node.attributes.get("id") or ""):
            found.setdefault("comments-of", number[1])
    others = root.css_first(".another_category")
    for entering, tag, node in tree_events(others) if others is not None else ():
        if entering and tag == "a" and (category := category_in_address_or_empty(node.attributes.get("href") or "")):
            found["another_category"] = category  # the last link is the innermost level
    return found


def _refuse_post_list_or_password_form(root: LexborNode, body: Body, view: View, source: Source) -> None:
    """Raise when there is no post to read."""
    if asks_for_post_password(body.node if body.is_exact else root):
        raise FormatError(
            "a protected post: the page holds only the form that asks for its password",
            source=source.name,
            hint="unlock the post in a browser and save that page",
        )
    page = root.css_first("body")
    # Of a notice or a page beside the posts Tistory has no entry to tell of either.
    says_list = view.head.is_list and kind_by_address_or_post(view) == "post"
    if says_list or body.is_several or (page is not None and is_post_list_id(page.attributes.get("id") or "")):
        raise NoPostError("a list of posts, not a post", source=source.name, hint="save the pages of the posts")
