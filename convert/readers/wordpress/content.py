"""The content of a post, as WordPress stores it, into blocks of the model: first what WordPress shows of it, as HTML, then that.

Content is of the classic editor, whose lines are paragraphs, or of the block editor, whose comments say what is what; in both
there are shortcodes.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from convert.model import Blocks, Image, Link, Node
from convert.model.walk import rewritten
from convert.notices import Collected, Report
from convert.readers.tistory import read_expanded_body
from convert.readers.wordpress.blocks import Segment, Shown, has_blocks, segments, with_languages
from convert.readers.wordpress.footnotes import note_list
from convert.readers.wordpress.library import Attachment, Library
from convert.readers.wordpress.media import Media, with_formulas
from convert.readers.wordpress.paragraphs import with_paragraphs, with_players
from convert.readers.wordpress.shortcodes import MAX_DEPTH, expand
from convert.sources.evidence import hand_over, name_moved


class Content(Struct, frozen=True):
    """The content of a post, as it is stored, and what it refers to. `notes` is the field with its footnotes."""

    stored: str
    post: str = ""
    notes: str = ""
    library: Library = Library()
    reusable: Mapping[str, str] = {}


class Read(Struct, frozen=True):
    """The blocks, and the attachments they show or offer."""

    blocks: Blocks
    used: tuple[Attachment, ...] = ()


def read_content(content: Content, report: Report) -> Read:
    """What a post says."""
    html = shown(content, report)
    hand_over(report, html)
    return _with_originals(read_expanded_body(html, report)[0], content.library, report)


def read_comment(content: str, report: Report) -> Blocks:
    """What a comment says: HTML whose line ends are breaks."""
    return read_expanded_body(with_paragraphs(content), report)[0]


def shown(content: Content, report: Report) -> str:
    """The HTML WordPress makes of content when it shows it."""
    media = Media(content.library, content.post, report)
    notes = note_list(content.notes, content.stored) if content.notes else ""
    if has_blocks(content.stored):
        parts = list(segments(content.stored, Shown(content.reusable, notes, report)))
    else:
        parts = [Segment(content.stored, is_classic=True)]
    html = "".join([_segment(part, media, report) for part in parts])
    if notes and notes not in html:
        html += notes
    return with_players(with_languages(html)) + media.end()


def _segment(part: Segment, media: Media, report: Report) -> str:
    html = _expanded(with_formulas(part.html), media, report)
    if not part.is_classic:
        return html
    return with_paragraphs("".join(_without_comments(html)) if "<!--" in html else html)


_PAGE = "<!--nextpage-->"
"""Where another page of a post begins, and with it another paragraph."""


def _without_comments(html: str) -> Iterator[str]:
    position = 0
    while (start := html.find("<!--", position)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        yield html[position:start]
        if html.startswith(_PAGE, start):
            yield "\n\n"
        position = end + 3
    yield html[position:]


def _expanded(html: str, media: Media, report: Report) -> str:
    """HTML without shortcodes, also those in the content of others. A shortcode that stays is met each time, and told once."""
    said = Collected()
    for _ in range(MAX_DEPTH if "[" in html else 0):
        told = said.notices()
        said = Collected()
        for notice in told:
            if notice.kind != "shortcode":
                said(notice)
        before, html = html, expand(html, media.handlers, said)
        if html == before:
            break
    for notice in said.notices():
        report(notice)
    return html


def _with_originals(blocks: Blocks, library: Library, report: Report) -> Read:
    """Blocks whose pictures are the attachments they are copies of."""
    if not library:
        return Read(blocks)
    used: dict[str, Attachment] = {}

    def change(node: Node) -> Node:
        url = getattr(node, "url", "")
        one = library.at(url) if url else None
        if one is None or (isinstance(node, Link) and one.url != url):
            return node
        used[one.number] = one
        if not isinstance(node, Image) or not one.is_picture:
            return node
        name_moved(report, url, one.url)
        return replace(node, url=one.url)

    changed = rewritten(blocks, change)
    return Read(changed, tuple(used.values()))
