"""What a theme of Jekyll reads of a post besides what all of them do: a table a theme, each row with its reason and source.

Read in minima 2.5.1 and 3.0 (jekyll/minima, November 2026), minimal-mistakes 4.24.0 and chirpy 6.5.2; all of them were built.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Literal, NamedTuple, TypeAlias

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import CodeBlock, Document, Image, Math, MathBlock, Paragraph, Text
from convert.model.walk import walk
from convert.notices import ignore
from convert.writers._jekyll.term_slugs import slug_of_term_or_empty
from convert.writers._markdown.dialects.kramdown import KRAMDOWN
from convert.writers._markdown.target import Target
from convert.writers.markdown import write_body_and_report_losses

Theme: TypeAlias = Literal["none", "minima", "minimal-mistakes", "chirpy"]


class Row(NamedTuple):
    """A key of the front matter, what a document has for it, why that is so, and where it stands.

    `instead_of` is the key of every theme that no longer says it: what the source has under `key` must then make room.
    """

    key: str
    value: Callable[[Document], Any]
    reason: str
    source: str
    instead_of: str = ""


LAYOUTS: dict[Theme, str] = {"none": "post", "minima": "post", "minimal-mistakes": "single", "chirpy": "post"}
"""What each calls the layout of a post: `_layouts/` of each theme."""


def fields_for_theme(fields: Mapping[str, Any], document: Document, theme: Theme) -> dict[str, Any]:
    """The fields of any theme as this one reads them, with its own.

    A key of its own that the source has stays the source's, unless it is all that says what a field said.
    """
    changed = dict(fields)
    for row in ROWS[theme]:
        value = row.value(document)
        if row.key in fields or (value and (row.instead_of or row.key not in document.meta.extra)):
            changed[row.key] = value
    return changed


_KRAMDOWN = Target(dialect=replace(KRAMDOWN, template=""))
"""Jekyll runs no Liquid in front matter."""

_SPELLED_AS_SYNTAX = re.compile(r"\\([!-/:-@\[-`{-~])|<(\w+:[^<>]*)>|&(?!#?\w+;)")
_MARK = re.compile(r"[*_$~`-]")


def _escape_for_kramdown_and_html(text: str) -> str:
    """A text that kramdown shows as it is, with references for escapes, which are right as well where it is put in as HTML."""
    written = write_body_and_report_losses((Paragraph((Text(text),)),), _KRAMDOWN, ignore) if text else ""
    return _SPELLED_AS_SYNTAX.sub(_match_as_character_references, written.strip("\n"))


def _match_as_character_references(match: re.Match[str]) -> str:
    """What was escaped, or is a bare ampersand, as a reference, and so the marks in an address, which is no link then."""
    if match[2]:
        return _MARK.sub(lambda mark: _character_reference(mark[0]), match[2].replace("&", "&amp;"))
    return _character_reference(match[1] or "&")


def _character_reference(character: str) -> str:
    return "&amp;" if character == "&" else f"&#{ord(character)};"


def _escape_angles_and_ampersands(text: str) -> str:
    """A text that is put into a page as HTML; quotation marks stay."""
    return escape(text, quote=False)


def _escape_names_that_hold_tags(names: Iterable[str]) -> list[str]:
    """Names that are put into a page as HTML; only a tag would do harm, and feeds have them as they are."""
    return list(dict.fromkeys(_escape_angles_and_ampersands(name) if "<" in name else name for name in names))


def _first_category_with_levels_below_joined(document: Document) -> list[str]:
    """The first category, with all below its first level as one; no name that has no page."""
    first, *deeper = document.meta.categories[0] if document.meta.categories else ("",)
    return [name for name in (first, "/".join(deeper)) if slug_of_term_or_empty(name)]


def _all_categories_if_two_levels_lack_any(document: Document) -> list[str]:
    """All of them, where two levels are not all there is to say."""
    paths = ["/".join(path) for path in document.meta.categories]
    return paths if paths not in ([], ["/".join(_first_category_with_levels_below_joined(document))]) else []


def _lower_case_tags_leaving_out_those_without_page(document: Document) -> list[str]:
    return _escape_names_that_hold_tags(tag.lower() for tag in document.meta.tags if slug_of_term_or_empty(tag))


def _tags_not_lower_case_or_without_page(document: Document) -> list[str]:
    """Those that are not among the tags as they are: of another case, or without a page."""
    return [tag for tag in document.meta.tags if tag != tag.lower() or not slug_of_term_or_empty(tag)]


def _picture_with_alt(document: Document) -> dict[str, str] | str:
    """The picture of a post, with its description where the post has one of it."""
    cover = document.meta.cover
    pictures = (node for node in walk(document.children) if isinstance(node, Image) and node.url == cover) if cover else ()
    alt = next((picture.alt for picture in pictures if picture.alt), "")
    return {"path": cover, "alt": alt} if alt else cover


def _lastmod_value(document: Document) -> Any:
    return document.meta.lastmod and document.meta.lastmod.value


ROWS: dict[Theme, tuple[Row, ...]] = {
    "none": (),
    "minima": (
        Row("modified_date", _lastmod_value, "shown by minima 3; others read last_modified_at", "minima 3.0, _layouts/post.html"),
    ),
    "minimal-mistakes": (
        Row(
            "title",
            lambda document: _escape_for_kramdown_and_html(document.meta.title),
            "titles are Markdown: `2024. 1. 5.` would be three lists",
            "minimal-mistakes 4.24.0, _layouts/single.html",
        ),
        Row("description", lambda document: None, "the theme reads excerpt", "minimal-mistakes 4.24.0, _includes/seo.html"),
        Row(
            "excerpt",
            lambda document: _escape_for_kramdown_and_html(document.meta.summary),
            "shown in lists, and read as Markdown",
            "minimal-mistakes 4.24.0, _includes/archive-single.html",
            instead_of="description",
        ),
        Row(
            "header",
            lambda document: {"teaser": document.meta.cover} if document.meta.cover else None,
            "the picture of lists and of links to a post; an overlay_image would show it in the post once more, below the title",
            "minimal-mistakes 4.24.0, _includes/archive-single.html, seo.html",
        ),
        Row(
            "author",
            lambda document: None,
            "a key of _data/authors.yml",
            "minimal-mistakes 4.24.0, _includes/author-profile.html",
        ),
        Row(
            "writer",
            lambda document: document.meta.author,
            "a name that is no such key takes the one of the site from beside the post",
            "minimal-mistakes 4.24.0, _includes/author-profile.html",
            instead_of="author",
        ),
        Row(
            "categories",
            lambda document: _escape_names_that_hold_tags(name for path in document.meta.categories for name in path),
            "put into pages as HTML",
            "minimal-mistakes 4.24.0, _includes/category-list.html",
        ),
        Row(
            "tags",
            lambda document: _escape_names_that_hold_tags(document.meta.tags),
            "put into pages as HTML",
            "minimal-mistakes 4.24.0, _includes/tag-list.html",
        ),
    ),
    "chirpy": (
        Row(
            "title",
            lambda document: _escape_angles_and_ampersands(document.meta.title),
            "titles are put into pages and the feed as HTML",
            "chirpy 6.5.2, _layouts/post.html, assets/feed.xml",
        ),
        Row(
            "description",
            lambda document: _escape_angles_and_ampersands(document.meta.summary),
            "shown below the title, as HTML",
            "chirpy 7, _layouts/post.html",
        ),
        Row("image", _picture_with_alt, "without a description it is called Preview Image", "chirpy 6.5.2, _layouts/post.html"),
        Row(
            "categories",
            lambda document: _escape_names_that_hold_tags(_first_category_with_levels_below_joined(document)),
            "the page of categories has two levels",
            "chirpy 6.5.2, _layouts/categories.html",
        ),
        Row(
            "original_categories",
            _all_categories_if_two_levels_lack_any,
            "what two levels do not say",
            "chirpy 6.5.2, as above",
            instead_of="categories",
        ),
        Row(
            "tags",
            _lower_case_tags_leaving_out_those_without_page,
            "in lower case, since pages of tags are; one without letters would take the page of all tags",
            "chirpy 6.5.2, Writing a New Post; jekyll-archives 2.2.1, archive.rb",
        ),
        Row(
            "original_tags",
            _tags_not_lower_case_or_without_page,
            "what lower case does not say, and what has no page there",
            "jekyll-archives 2.2.1, archive.rb",
            instead_of="tags",
        ),
        Row("author", lambda document: None, "a key of _data/authors.yml", "chirpy 6.5.2, _layouts/post.html"),
        Row(
            "writer",
            lambda document: document.meta.author,
            "of a name that is no such key the post says that nobody wrote it",
            "chirpy 6.5.2, _layouts/post.html",
            instead_of="author",
        ),
        Row(
            "pin",
            lambda document: document.meta.kind == "notice",
            "a notice stands above the posts",
            "chirpy 6.5.2, _layouts/home.html",
        ),
        Row(
            "math",
            lambda document: any(isinstance(node, Math | MathBlock) for node in walk(document.children)),
            "formulas are drawn in posts alone that ask for it",
            "chirpy 6.5.2, _includes/js-selector.html",
        ),
        Row(
            "mermaid",
            lambda document: any(isinstance(node, CodeBlock) and node.lang == "mermaid" for node in walk(document.children)),
            "so are drawings",
            "chirpy 6.5.2, _includes/js-selector.html",
        ),
    ),
}
"""By the name of a theme. `image`, which jekyll-seo-tag reads, is always there."""
