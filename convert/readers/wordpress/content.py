"""The content of a post, as WordPress stores it, into blocks of the model: first what WordPress shows of it, as HTML, then that.

Content is of the classic editor, whose lines are paragraphs, or of the block editor, whose comments say what is what; in both
there are shortcodes.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from convert.model import Blocks, Image, Link, Node
from convert.model.walk import rewrite_nodes
from convert.notices import Collected, Report
from convert.readers.tistory import read_expanded_body_and_title_element
from convert.readers.wordpress.blocks import (
    ReferencedContent,
    Segment,
    has_blocks,
    split_segments,
    with_hinted_languages_as_pre_classes,
    with_text_alignment_classes_as_styles,
)
from convert.readers.wordpress.footnotes import html_of_all_footnotes_in_stored_order
from convert.readers.wordpress.library import Attachment, MediaLibrary
from convert.readers.wordpress.paragraphs import (
    with_br_at_line_ends_and_lone_addresses_as_players,
    with_known_site_paragraphs_as_players,
)
from convert.readers.wordpress.shortcode_html import PostShortcodes, with_dollar_latex_rendered
from convert.readers.wordpress.shortcodes import MAX_DEPTH, expand_shortcodes
from convert.sources.evidence import hand_over_moved_address, hand_over_original_or_check_its_size


class Content(Struct, frozen=True):
    """The content of a post, as it is stored, and what it refers to. `notes` is the field with its footnotes."""

    stored: str
    post: str = ""
    notes: str = ""
    library: MediaLibrary = MediaLibrary()
    reusable: Mapping[str, str] = {}


class ReadContent(Struct, frozen=True):
    """The blocks, and the attachments they show or offer."""

    blocks: Blocks
    used: tuple[Attachment, ...] = ()


def read_content_and_hand_original_to_proof(content: Content, report: Report) -> ReadContent:
    """What a post says."""
    html = render_content(content, report)
    hand_over_original_or_check_its_size(report, html)
    return _with_original_images_telling_proof(read_expanded_body_and_title_element(html, report)[0], content.library, report)


def read_comment_body(content: str, report: Report) -> Blocks:
    """What a comment says: HTML whose line ends are breaks."""
    return read_expanded_body_and_title_element(with_br_at_line_ends_and_lone_addresses_as_players(content), report)[0]


def render_content(content: Content, report: Report) -> str:
    """The HTML WordPress makes of content when it shows it."""
    media = PostShortcodes(content.library, content.post, report)
    notes = html_of_all_footnotes_in_stored_order(content.notes, content.stored) if content.notes else ""
    if has_blocks(content.stored):
        parts = list(split_segments(content.stored, ReferencedContent(content.reusable, notes, report)))
    else:
        parts = [Segment(content.stored, is_classic=True)]
    html = "".join([_expand_segment_and_break_classic_lines(part, media, report) for part in parts])
    if notes and notes not in html:
        html += notes
    shown = with_text_alignment_classes_as_styles(with_hinted_languages_as_pre_classes(html))
    return with_known_site_paragraphs_as_players(shown) + media.footnotes_html()


def _expand_segment_and_break_classic_lines(part: Segment, media: PostShortcodes, report: Report) -> str:
    html = _expand_all_shortcodes(with_dollar_latex_rendered(part.html), media, report)
    if not part.is_classic:
        return html
    return with_br_at_line_ends_and_lone_addresses_as_players("".join(_parts_without_comments(html)) if "<!--" in html else html)


_PAGE = "<!--nextpage-->"
"""Where another page of a post begins, and with it another paragraph."""


def _parts_without_comments(html: str) -> Iterator[str]:
    position = 0
    while (start := html.find("<!--", position)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        yield html[position:start]
        if html.startswith(_PAGE, start):
            yield "\n\n"
        position = end + 3
    yield html[position:]


def _expand_all_shortcodes(html: str, media: PostShortcodes, report: Report) -> str:
    """HTML without shortcodes, also those in the content of others. A shortcode that stays is met each time, and told once."""
    collected = Collected()
    for _ in range(MAX_DEPTH if "[" in html else 0):
        earlier = collected.notices()
        collected = Collected()
        for notice in earlier:
            if notice.kind != "shortcode":
                collected(notice)
        before, html = html, expand_shortcodes(html, media.handlers, collected)
        if html == before:
            break
    for notice in collected.notices():
        report(notice)
    return html


def _with_original_images_telling_proof(blocks: Blocks, library: MediaLibrary, report: Report) -> ReadContent:
    """Blocks whose pictures are the attachments they are copies of."""
    if not library:
        return ReadContent(blocks)
    used: dict[str, Attachment] = {}

    def restore_original_image_noting_attachment(node: Node) -> Node:
        url = getattr(node, "url", "")
        attachment = library.by_url(url) if url else None
        if attachment is None or (isinstance(node, Link) and attachment.url != url):
            return node
        used[attachment.number] = attachment
        if not isinstance(node, Image) or not attachment.is_picture:
            return node
        hand_over_moved_address(report, url, attachment.url)
        return replace(node, url=attachment.url)

    changed = rewrite_nodes(blocks, restore_original_image_noting_attachment)
    return ReadContent(changed, tuple(used.values()))
