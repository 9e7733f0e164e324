"""Which files of a post WordPress is asked to fetch into its media library."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Attachment, Document, Embed, Image, Node
from convert.model.walk import rewrite, walk
from convert.notices import Notice, Report
from convert.sources.evidence import hand_over_moved_address
from convert.writers.wordpress.escaping import escape_attribute_but_not_shortcodes
from convert.writers.wordpress.record import FileRecord

_PICTURES = frozenset("jpg jpeg jpe gif png bmp tiff tif webp avif ico heic heif".split())
_TAKEN = _PICTURES | frozenset(
    """asf asx wmv wmx wm avi divx flv mov qt mpeg mpg mpe mp4 m4v ogv webm mkv 3gp 3gpp 3g2 3gp2 txt asc csv tsv ics rtx css vtt
    mp3 m4a m4b aac ra ram wav ogg oga flac mid midi wma wax mka rtf pdf tar zip gz gzip rar 7z psd xcf doc pot pps ppt wri xla
    xls xlt xlw mdb mpp docx dotx xlsx xlsm xlsb xltx pptx ppsx potx odt odp ods odg odc odb odf wp wpd key numbers
    pages""".split()
)
"""Files WordPress lets people upload (`wp_get_mime_types`); others are "not permitted for security reasons"."""

_ENDING = re.compile(r"\.(\w{2,5})$")
_ENDING_IN_QUERY = re.compile(r"[?&]f=\.(\w{2,5})$")
_TISTORY = re.compile(r"https?://[\w.-]*(?:daumcdn\.net|kakaocdn\.net|tistory\.com|daum\.net)/", re.IGNORECASE)
_WEB = ("https://", "http://")


def with_endings_on_tistory_image_urls(document: Document, report: Report) -> Document:
    """The document whose pictures of Tistory have an ending in their addresses: the importer gives the file one, and finds the
    address in the post no more that has none.
    """

    def with_ending_on_image_url_and_tell_if_moved(node: Node) -> Node:
        url = _tistory_url_with_added_ending_or_empty(node) if isinstance(node, Image) else ""
        if not url or not isinstance(node, Image):
            return node
        hand_over_moved_address(report, node.url, url)
        return replace(node, url=url)

    pictures = (node for node in walk(document.children) if isinstance(node, Image))
    return (
        rewrite(document, with_ending_on_image_url_and_tell_if_moved)
        if any(_tistory_url_with_added_ending_or_empty(picture) for picture in pictures)
        else document
    )


def _tistory_url_with_added_ending_or_empty(node: Image) -> str:
    """The address of a picture with an ending; empty where it has one, or is no picture of Tistory's."""
    if not _TISTORY.match(node.url) or url_ending_or_empty(node.url) or "#" in node.url or ".." in node.url:
        return ""
    named = _ENDING.search(node.name.lower())
    ending = named[1] if named and named[1] in _PICTURES else "jpg"
    return f"{node.url}{'&' if '?' in node.url else '?'}f=.{ending}"


def url_ending_or_empty(url: str) -> str:
    """The ending of the file at an address, in lower case; empty where there is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    found = _ENDING.search(parts.path.lower()) or _ENDING_IN_QUERY.search(url.lower())
    return found[1] if found else ""


def file_records_reporting_forbidden_endings(document: Document, report: Report) -> Iterator[FileRecord]:
    """The files of a post with whole addresses, each once, the cover first."""
    seen: set[str] = set()
    cover = (Image(document.meta.cover),) if document.meta.cover else ()
    for node in (*cover, *walk(document.children)):
        url = node.url if isinstance(node, Image | Attachment | Embed) else ""
        if not url.startswith(_WEB) or url in seen or not _shows_file_not_embedded_page(node):
            continue
        seen.add(url)
        ending = url_ending_or_empty(url)
        if ending in _TAKEN:
            yield _file_record_with_title_and_alt(node, url)
        elif ending:
            report(Notice("unfit-file", url))


def _shows_file_not_embedded_page(node: Node) -> bool:
    """Whether a node shows a file, and not a page of another site."""
    return not isinstance(node, Embed) or node.provider in ("video", "audio")


def _file_record_with_title_and_alt(node: Node, url: str) -> FileRecord:
    named = node.name if isinstance(node, Image | Attachment) else ""
    title = named.strip() or unquote(urlsplit(url).path.rpartition("/")[2])
    return FileRecord(url, escape_attribute_but_not_shortcodes(url), title, node.alt if isinstance(node, Image) else "")
