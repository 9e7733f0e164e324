"""The page an output shows, made of the output itself where something can read it."""

from functools import lru_cache

from convert import lazy_re as re
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.model import Document
from convert.options import FrozenOptions
from convert.proof.fidelity import without_front_matter
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.proof.normalization import without_comrak_backlinks_to_100th_mark_on
from convert.writers._markdown.target import Target

_PAGES = frozenset(("html", "tistory", "ghost", "wordpress"))
"""Writers whose output is HTML, or what a page is made of."""

_PLACE = re.compile(r"^#{1,6} .* \{#([\w:.-]+)\}$", re.MULTILINE)
"""The place Hugo makes of a heading, by a mark that comrak knows nothing of."""


@lru_cache(maxsize=256)
def _target_of(writer: str, writing: FrozenOptions) -> Target | None:
    return markdown_target_of(*writer_and_options_or_raise(writer, writing))


def can_make_page_of_output(writer: str, writing: FrozenOptions) -> bool:
    """Whether the page of a writer's output is made of the output."""
    return writer in _PAGES or _target_of(writer, writing) is not None


def page_of_output(text: str, writer: str, writing: FrozenOptions) -> str:
    """The page of an output: Markdown, Ghost's documents and blocks of WordPress rendered, HTML as it is."""
    if writer == "ghost":
        from convert.proof.fidelity.lexical_page import page_of_first_post_in_import_or_raise  # others need none of it

        return page_of_first_post_in_import_or_raise(text)
    if writer == "wordpress":
        from convert.proof.fidelity.wordpress_page import wordpress_page

        return wordpress_page(text)
    target = _target_of(writer, writing)
    if target is None:
        return text
    markdown = without_front_matter(text)
    places = _PLACE.findall(markdown) if target.dialect.shortcodes and "{#" in markdown else ()
    page = without_comrak_backlinks_to_100th_mark_on(render_markdown_for_target(markdown, target))
    return page + "".join([f'<a id="{place}"></a>' for place in places])


def html_of_document_body(document: Document) -> str:
    """What a document is as HTML, for outputs that are no page."""
    from convert.writers import _html  # Markdown needs none of it

    return _html.blocks(document.children)
