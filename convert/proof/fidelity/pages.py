"""Reading back what is no Markdown: a page of HTML holds every text of its post, a line of JSON what `json_lines` looks for.

Escaping is total in both, so this finds what escaping cannot: an island that swallows what stands behind it, a node whose text
was forgotten. The laws in `tests/` compare marks and structure as well, with a slower reading.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from convert import model
from convert.model import Block, Document
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.proof.fidelity.text_order import are_texts_in_order_on_page

if TYPE_CHECKING:
    from convert.writers import jsonl


def with_misread_blocks_as_plain_text(  # noqa: PLR0913, PLR0917 - an output, what it was made of, by whom and how
    document: Document, text: str, format: str, options: WriterOptions, write: Callable[[Document], str], report: Report
) -> Document:
    """The document whose output in a format is `text`: the same object when the output holds it, or nobody knows how to look.

    `write` is the format's writer with its `options`. Otherwise each block whose text is not found in what is written has been
    replaced by its text alone. Reports `simplified` for each, and `unverified` when the output does not hold the post all the
    same.
    """
    check = _CHECKS.get(format)
    if check is None or check(text, document, options):
        return document
    is_held_by_own_output = partial(_is_held_by_own_output, check, options, write)
    respell = _RESPELLINGS.get(format)
    respelled = respell(document, text, options, report) if respell else document
    if respelled is not document and is_held_by_own_output(respelled):
        return respelled
    mended = replace(respelled, children=tuple(_blocks_with_lost_ones_as_text(respelled, is_held_by_own_output, report)))
    if not is_held_by_own_output(mended):
        report(Notice("unverified"))
    return mended


def _is_held_by_own_output(check: "_Check", options: WriterOptions, write: Callable[[Document], str], document: Document) -> bool:
    return check(write(document), document, options)


def _blocks_with_lost_ones_as_text(
    document: Document, is_held_by_own_output: Callable[[Document], bool], report: Report
) -> Iterator[Block]:
    for block in document.children:
        alone = replace(document, children=(block, _END))
        if is_held_by_own_output(alone):
            yield block
        else:
            text = " ".join(plain_text((block,)).split())
            report(Notice("simplified", text[:30]))
            yield model.Paragraph((model.Text(text),))


_END = model.Paragraph((model.Text("끝"),))
"""What stands behind a block must still be there."""


def _are_document_texts_on_page(page: str, document: Document, options: WriterOptions) -> bool:
    return are_texts_in_order_on_page(page, document)


def _is_document_in_json_line(line: str, document: Document, options: WriterOptions) -> bool:
    from convert.proof.fidelity.json_lines import is_post_in_line  # pages need none of it

    return is_post_in_line(line, document, cast("jsonl.Options", options))


def _are_texts_in_order_in_wordpress_post(output: str, document: Document, options: WriterOptions) -> bool:
    from convert.proof.fidelity.expected_wordpress import with_blocks_in_order_of_wordpress  # others need none of it
    from convert.proof.fidelity.wordpress_page import wordpress_page

    return are_texts_in_order_on_page(wordpress_page(output), with_blocks_in_order_of_wordpress(document))


def _is_document_in_ghost_import(text: str, document: Document, options: WriterOptions) -> bool:
    from convert.proof.fidelity.ghost_import import is_post_in_import  # others need none of it

    return is_post_in_import(text, document)


def _with_misread_blocks_as_html_for_ghost(document: Document, text: str, options: WriterOptions, report: Report) -> Document:
    from convert.proof.fidelity.ghost_import import with_misread_blocks_as_html

    return with_misread_blocks_as_html(document, report)


def _with_markdown_column_respelled_if_json_line_misread(
    document: Document, line: str, options: WriterOptions, report: Report
) -> Document:
    from convert.proof.fidelity.json_lines import with_misread_markdown_column_respelled

    return with_misread_markdown_column_respelled(document, line, cast("jsonl.Options", options), report)


_Check = Callable[[str, Document, WriterOptions], bool]

_CHECKS: dict[str, _Check] = {
    "html": _are_document_texts_on_page,
    "tistory": _are_document_texts_on_page,
    "jsonl": _is_document_in_json_line,
    "parquet": _is_document_in_json_line,
    "ghost": _is_document_in_ghost_import,
    "wordpress": _are_texts_in_order_in_wordpress_post,
}
"""How the output of each writer that is no Markdown is looked at; a row of a table is a line until it is packed."""

_RESPELLINGS: dict[str, Callable[[Document, str, WriterOptions, Report], Document]] = {
    "jsonl": _with_markdown_column_respelled_if_json_line_misread,
    "parquet": _with_markdown_column_respelled_if_json_line_misread,
    "ghost": _with_misread_blocks_as_html_for_ghost,
}
"""How a document is written more safely where less than its marks would do, by the writer."""
