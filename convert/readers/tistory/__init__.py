"""Tistory posts as files: front matter (or none) over the HTML body the editor made."""

from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, NamedTuple

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.meta import FRONT_MATTER_TAKES, read_meta, title_from_sole_h1_or_name_and_tell
from convert.meta.front_matter import split_front_matter_or_raise
from convert.model import Blocks, Document, Meta, Origin
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._guess.bodies import PICTURE, PICTURES
from convert.readers._html import HANDLERS, Handlers, Page, read_flow
from convert.readers._html.display import DISPLAY
from convert.readers._html.flow import Flow
from convert.readers._html.formulas import FORMULAS, SCRIPTS_OF_FORMULAS
from convert.readers._html.highlighters import HIGHLIGHTERS, SCRIPTS_OF_CODE
from convert.readers._html.open_code import OPEN_CODE
from convert.readers._html.overlay import Overlay, overlays_in, with_overlays
from convert.readers._html.pasted import PASTED, PASTED_ANYWHERE
from convert.readers._html.rare_overlays import ALERTS, CODE_BOXES, QUILL, WORDPRESS
from convert.readers._html.tex import TexMathMode
from convert.readers._html.whole_post import with_footnotes_and_formulas
from convert.readers.tistory.blocks import TISTORY_HANDLERS
from convert.readers.tistory.files import ServerFiles
from convert.readers.tistory.large_text import (
    handle_paragraph_marking_large_size_as_span_style,
    with_large_bold_paragraphs_as_headings,
)
from convert.readers.tistory.older import EMOTICONS, OLDER, unhide_folds
from convert.readers.tistory.replacers import MARKS, expand_replacers
from convert.sources.bracket_marks import has_bracket_before_hash_or_behind_bang
from convert.sources.evidence import hand_over_original_or_check_its_size
from convert.sources.html_tree import parse_html
from convert.sources.source import Source, decode

EXTENSIONS = (".html", ".htm", ".md", ".markdown", ".txt")

TAKES = {
    **FRONT_MATTER_TAKES,
    "title": "`title`; else `<title>`, the only h1, the file name",
    "date": "`date`, `published_at`, `created` …; else the file name",
    "extra": "every other key",
    "body": "the HTML below the front matter",
}

_HANDLERS = with_overlays({**HANDLERS, **TISTORY_HANDLERS}, (SCRIPTS_OF_CODE, SCRIPTS_OF_FORMULAS, EMOTICONS))
OVERLAYS = (HIGHLIGHTERS, FORMULAS, OLDER, WORDPRESS, *PASTED, DISPLAY, CODE_BOXES, QUILL, ALERTS)
"""What only some posts have, in the order in which it is laid over the rest."""

_NOT_DISPLAYED = re.compile(rb"""display[^;"'>]*none""")
_VERBATIM = re.compile(
    "({})".format("|".join(rf"<{tag}[\s/>].*?(?:</{tag}|\Z)" for tag in ("pre", "textarea", "script", "style"))),
    re.IGNORECASE | re.DOTALL,
)

_BEHIND_HEAD = re.compile(r"(?is)\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:script|style|link|noscript|template)\b")
"""How a body begins whose first elements a parser would take for a head's: what they show would be lost."""

_PAGE = re.compile(r"<(?:title|head|body|html)\b", re.IGNORECASE)


class Options(ReaderOptions, frozen=True, kw_only=True):
    """What every reader can be told, and what the looks of a post may mean."""

    callouts: Annotated[
        bool, msgspec.Meta(description="Read a coloured box as a callout of the kind its colour stands for, not as a quotation.")
    ] = False
    fake_headings: Annotated[
        bool, msgspec.Meta(description="Read short, wholly bold paragraphs in large letters as headings.")
    ] = False
    tex_math: Annotated[
        TexMathMode,
        msgspec.Meta(
            description="Read TeX between $, $$, \\( and \\), \\[ and \\] as formulas: where the page shows that it is some "
            "(auto), always (on), or never (off)."
        ),
    ] = "auto"


_DEFAULTS = Options()


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The one post of the source."""
    text = decode(source, report, options.encoding)
    front = split_front_matter_or_raise(text, source.name, report)
    hand_over_original_or_check_its_size(report, front.body)
    meta = read_meta(front, source, options, report) if front.data or source.relative else Meta()
    is_of_site = bool(front.data) or source.name.lower().endswith(_CALLED_MARKDOWN)
    body = with_markdown_images_as_img_tags(front.body, report) if is_of_site and "![" in front.body else front.body
    children, title = expand_replacers_and_read_body_and_title(body, report, options=options)
    if not meta.title:
        meta = replace(meta, title=" ".join(title.split()) or title_from_sole_h1_or_name_and_tell(children, source, report))
    yield Document(meta, children, origin=Origin("tistory", source.name, sha256=source.sha256))


_CALLED_MARKDOWN = (".md", ".markdown")
"""Endings of files for a site generator, as front matter is: a body as the blog itself had it holds no images of Markdown."""


def with_markdown_images_as_img_tags(body: str, report: Report) -> str:
    """A body in which Markdown images on lines of their own, as Jekyll would show them, are `img`.

    Code, scripts and fields stay as they are. Several on one line stand side by side.
    """
    parts = _VERBATIM.split(body)
    count = 0
    for number in range(0, len(parts), 2):
        count += sum(len(PICTURE.findall(line[0])) for line in PICTURES.finditer(parts[number]))
        parts[number] = PICTURES.sub(_markdown_images_as_img_tags, parts[number])
    if count:
        report(Notice("markdown-image", count=count))
    return "".join(parts)


def _markdown_images_as_img_tags(line: re.Match[str]) -> str:
    return f"<p>{PICTURE.sub(_markdown_image_as_img_tag, line[0].strip())}</p>"


def _markdown_image_as_img_tag(image: re.Match[str]) -> str:
    title = image[3] or image[4]
    named = f' title="{_escape_for_attribute(title)}"' if title else ""
    return f'<img src="{_escape_for_attribute(image[2])}" alt="{_escape_for_attribute(image[1])}"{named}>'


_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")


def _escape_for_attribute(text: str) -> str:
    """Text of Markdown as the value of an attribute. A character reference is one in both."""
    return _AMPERSAND.sub("&amp;", text).replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def expand_replacers_and_read_body_and_title(html: str, report: Report, options: Options = _DEFAULTS) -> tuple[Blocks, str]:
    """The blocks of a post's whole body, and the `<title>` when it is a whole page."""
    if has_bracket_before_hash_or_behind_bang(html) and any(mark in html for mark in MARKS):
        html = expand_replacers(html, ServerFiles(), report)
    return read_expanded_body_and_title_element(html, report, options)


def read_expanded_body_and_title_element(html: str, report: Report, options: Options = _DEFAULTS) -> tuple[Blocks, str]:
    """The same of a body in which replacers have been put in."""
    part = read_fragment(html, report, options=options)
    return with_footnotes_and_formulas(part.flow, html, report, options.tex_math), part.title


class Fragment(NamedTuple):
    """What HTML says, and its `<title>` when it is a whole page."""

    flow: Flow
    title: str


def read_fragment(
    html: str,
    report: Report,
    targets: frozenset[str] = frozenset(),
    options: Options = _DEFAULTS,
    handlers: Handlers = MappingProxyType({}),
) -> Fragment:
    """The same for HTML that need not be all of a post, element by element. `targets` are ids that links elsewhere lead to,
    `handlers` those of elements nobody else knows.
    """
    parser = parse_html(f"<body>{html}" if _BEHIND_HEAD.match(html) and not _PAGE.search(html) else html, report)
    root = parser.body or parser.root
    if root is None:
        return Fragment(Flow((), False), "")
    overlays = overlays_in(html, OVERLAYS)
    if OLDER in overlays:
        unhide_folds(root)
    head = parser.head
    title = head.css_first("title") if head is not None and head.child is not None else None
    page = Page(report, _may_hide_elements(parser.raw_html), targets, options.callouts)
    known = handlers_with_overlays(overlays, options.fake_headings)
    flow = read_flow(root, {**known, **handlers} if handlers else known, page)
    if options.fake_headings:
        flow = flow._replace(blocks=with_large_bold_paragraphs_as_headings(flow.blocks, report))
    return Fragment(flow, title.text().strip() if title is not None else "")


@lru_cache(maxsize=256)
def handlers_with_overlays(overlays: tuple[Overlay, ...], is_sized: bool = False) -> Handlers:
    """The handlers of posts with these overlays; `is_sized` where large letters may make a heading. Most posts have the same."""
    handlers = {**_HANDLERS, "p": handle_paragraph_marking_large_size_as_span_style} if is_sized else _HANDLERS
    return with_overlays(handlers, (*overlays, *PASTED_ANYWHERE, OPEN_CODE))


def _may_hide_elements(html: bytes) -> bool:
    """Whether it is worth looking at every element for `display: none` and `hidden`, which may be in letters of either case.

    Of bytes the letters of ASCII alone become small, a tenth of the work it is for text with Hangul.
    """
    lowered = html.lower()
    return b"hidden" in lowered or (b"display" in lowered and _NOT_DISPLAYED.search(lowered) is not None)
