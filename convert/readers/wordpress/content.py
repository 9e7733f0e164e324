"""The content of a post, as WordPress stores it, into blocks of the model: first what WordPress shows of it, as HTML, then that.

Content is of the classic editor, whose lines are paragraphs, or of the block editor, whose comments say what is what; in both
there are shortcodes.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from convert.model import Blocks, Image, Link, Node
from convert.notices import Collected, Notice, Report
from convert.readers.tistory import read_html
from convert.readers.wordpress.blocks import Segment, Shown, has_blocks, segments, with_languages
from convert.readers.wordpress.footnotes import note_list
from convert.readers.wordpress.library import Attachment, Library
from convert.readers.wordpress.media import Media, with_formulas
from convert.readers.wordpress.paragraphs import with_paragraphs, with_players
from convert.readers.wordpress.shortcodes import MAX_DEPTH, expand
from convert.walk import rewritten


class Text(Struct, frozen=True):
    """The text of a post and what it refers to. `notes` is the field with its footnotes."""

    content: str
    post: str = ""
    notes: str = ""
    library: Library = Library()
    reusable: Mapping[str, str] = {}


class Read(Struct, frozen=True):
    """The blocks, and the attachments they show or offer."""

    blocks: Blocks
    used: tuple[Attachment, ...] = ()


def read_content(text: Text, report: Report) -> Read:
    """What a post says."""
    html = shown(text, report)
    return _with_originals(read_html(html, report)[0], text.library)


def read_comment(content: str, report: Report) -> Blocks:
    """What a comment says: HTML whose line ends are breaks."""
    return read_html(with_paragraphs(content), report)[0]


def shown(text: Text, report: Report) -> str:
    """The HTML WordPress makes of content when it shows it."""
    media = Media(text.library, text.post, report)
    notes = note_list(text.notes, text.content) if text.notes else ""
    if has_blocks(text.content):
        parts = list(segments(text.content, Shown(text.reusable, notes, report)))
    else:
        parts = [Segment(text.content, is_classic=True)]
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
    """HTML without shortcodes, also those in the content of others. Only of those that stay to the end is anything said."""
    notices: tuple[Notice, ...] = ()
    for _ in range(MAX_DEPTH if "[" in html else 0):
        left = Collected()
        before, html = html, expand(html, media.handlers, left)
        notices = left.notices()
        if html == before:
            break
    for notice in notices:
        report(notice)
    return html


def _with_originals(blocks: Blocks, library: Library) -> Read:
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
        return replace(node, url=one.url) if isinstance(node, Image) and one.is_picture else node

    changed = rewritten(blocks, change)
    return Read(changed, tuple(used.values()))
