"""What an export says of the site as a whole, gathered before the first post is read: a post may refer to what stands behind it.

Besides the posts themselves, which are passed over, everything in it is small.
"""

from collections import Counter
from collections.abc import Mapping
from html import unescape

from msgspec import Struct

from convert import lazy_re as re
from convert.notices import ignore
from convert.readers._xml.element import Element, Vocabulary, parse_element_naming_problem
from convert.readers._xml.scan import Layout, cut_pieces
from convert.readers.wordpress.kinds import non_post_kind_or_empty
from convert.readers.wordpress.library import Attachment, MediaLibrary, read_attachment
from convert.readers.wordpress.terms import Term, Terms, read_term_by_taxonomy_and_slug_or_name
from convert.sources.source import Source

_PLAIN_POST = re.compile(rb"post_type>\s*(?:post|page)\s*</")
_TRASH = re.compile(rb"status>\s*(?:trash|auto-draft)\s*</")


class Site(Struct, frozen=True):
    """A site. `authors` are names by login, `blocks` the texts that posts show by their number, `left_out` counts what is no
    post, by its kind.
    """

    home: str = ""
    lang: str = ""
    authors: Mapping[str, str] = {}
    terms: Terms = Terms()
    library: MediaLibrary = MediaLibrary()
    blocks: Mapping[str, str] = {}
    left_out: Mapping[str, int] = {}


class _SiteGatherer:
    """What was found so far."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.authors: dict[str, str] = {}
        self.terms: dict[tuple[str, str], Term] = {}
        self.attachments: list[Attachment] = []
        self.blocks: dict[str, str] = {}
        self.left_out: Counter[str] = Counter()

    def add_part_of_export_unless_post(self, element: Element) -> None:
        """Take a section."""
        if element.name == "item":
            self._add_item_unless_post(element)
        elif element.name == "wp:author":
            login = element.child_text("wp:author_login")
            self.authors[login] = unescape(element.child_text("wp:author_display_name")) or login
        elif element.name in ("wp:category", "wp:tag", "wp:term"):
            for key, term in read_term_by_taxonomy_and_slug_or_name(element).items():
                self.terms.setdefault(key, term)
        else:
            self.fields.setdefault(element.name, " ".join(element.own_text.split()))

    def _add_item_unless_post(self, item: Element) -> None:
        kind = non_post_kind_or_empty(item)
        if not kind:
            return
        if kind == "attachment":
            self.attachments.append(read_attachment(item))
        elif kind == "wp_block":
            self.blocks[item.child_text("wp:post_id")] = item.first_child_or_empty_element("content:encoded").own_text
        self.left_out[kind] += 1

    def make_site(self) -> Site:
        """What all of it says."""
        home = self.fields.get("wp:base_blog_url") or self.fields.get("link", "")
        return Site(
            home.rstrip("/"),
            self.fields.get("language", ""),
            self.authors,
            Terms(self.terms),
            MediaLibrary(self.attachments),
            self.blocks,
            dict(self.left_out),
        )


def read_site(source: Source, layout: Layout, vocabulary: Vocabulary, encoding: str) -> Site:
    """The site of an export. What is wrong with the file is for whoever reads its posts to say."""
    found = _SiteGatherer()
    with source.open() as stream:
        for piece in cut_pieces(stream, layout):
            is_post = piece.name == "item" and _PLAIN_POST.search(piece.data) and not _TRASH.search(piece.data)
            if piece.name and not is_post:
                found.add_part_of_export_unless_post(parse_element_naming_problem(piece.data, encoding, vocabulary, ignore)[0])
    return found.make_site()
