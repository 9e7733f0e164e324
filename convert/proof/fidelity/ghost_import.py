"""Reading back an import file of Ghost: what its post shows, and to whom."""

from datetime import MAXYEAR, MINYEAR, datetime, timedelta

from msgspec.structs import replace

from convert import model
from convert.meta.visibility import is_draft_or_not_public, is_scheduled
from convert.model import Block, Blocks, Document, Meta, Timestamp
from convert.model.walk import plain_text, rewrite_nodes
from convert.notices import Notice, Report
from convert.proof.fidelity.compare import have_no_difference
from convert.proof.fidelity.lexical_page import page_of_first_post_in_import_or_raise, page_of_lexical_or_raise
from convert.proof.fidelity.visible_items import visible_items_of
from convert.writers import _html as html
from convert.writers.ghost.cards import embed_as_player_html_if_played, has_url_and_size_for_every_image
from convert.writers.ghost.footnotes import with_top_level_numbered_notes_as_lists
from convert.writers.ghost.import_file import Row, decode_import_or_raise
from convert.writers.ghost.lexical import lexical_document


def is_post_in_import(text: str, document: Document) -> bool:
    """Whether an import file holds one post, this one, and shows it to nobody it is not for."""
    try:
        (found,) = decode_import_or_raise(text)
        return _does_row_tell_title_date_and_privacy(found.post, document.meta) and _is_shown_as_expected(
            document.children, page_of_first_post_in_import_or_raise(text)
        )
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):  # those of msgspec are ValueErrors
        return False


def _does_row_tell_title_date_and_privacy(row: Row, meta: Meta) -> bool:
    """Whether a row has the title and the date of a post, as far as it can say them, and hides it if need be."""
    return (
        _does_status_hide_what_meta_hides(row, meta)
        and (not meta.title.strip() or meta.title.strip().startswith(row["title"].removesuffix("…").rstrip()))
        and _is_same_moment_to_millisecond(row.get("published_at", ""), meta.date)
    )


def _does_status_hide_what_meta_hides(row: Row, meta: Meta) -> bool:
    """Whether the status shows the post to nobody it is not for, nor before its day; one that waits for none stops the import."""
    if row["status"] == "scheduled":
        waits = meta.visibility == "public" and is_scheduled(meta)
        return bool(row.get("published_at")) and (waits or not is_draft_or_not_public(meta))
    return row["status"] == "draft" or not is_draft_or_not_public(meta)


def _is_same_moment_to_millisecond(value: str, timestamp: Timestamp | None) -> bool:
    """Whether it is the moment, to the millisecond; of the first and last year of the calendar there may be none in UTC."""
    if timestamp is None or not value:
        return not value and (timestamp is None or timestamp.value.year in (MINYEAR, MAXYEAR))
    return abs(datetime.fromisoformat(value) - timestamp.value) < timedelta(milliseconds=1)


def expected_ghost_page(children: Blocks) -> str:
    """The page a body ought to make: the `html` writer's, with players, galleries and footnotes as Ghost has them."""
    shown = [_gallery_as_picture_lines(child) for child in with_top_level_numbered_notes_as_lists(children)]
    return html.blocks(rewrite_nodes(tuple(shown), embed_as_player_html_if_played))


def _gallery_as_picture_lines(block: Block) -> Block:
    """A gallery that Ghost has a card for as pictures of a line each, since there each has a box."""
    if not (isinstance(block, model.Gallery) and has_url_and_size_for_every_image(block)):
        return block
    return model.Figure(tuple([model.Paragraph((image,)) for image in block.images]), block.caption)


def with_misread_blocks_as_html(document: Document, report: Report) -> Document:
    """The document with each block that Ghost would show otherwise as an island of HTML; the same object where there is none."""
    is_misread = [not _is_shown_as_expected((child,), _ghost_page_of((child,))) for child in document.children]
    if not any(is_misread):
        return document
    named = zip(document.children, is_misread, strict=True)
    return replace(
        document, children=tuple([_as_raw_html_reporting_it(child, report) if misread else child for child, misread in named])
    )


def _is_shown_as_expected(children: Blocks, page: str) -> bool:
    return have_no_difference(visible_items_of(expected_ghost_page(children)), visible_items_of(page))


def _ghost_page_of(children: Blocks) -> str:
    return page_of_lexical_or_raise(lexical_document(children))


def _as_raw_html_reporting_it(block: Block, report: Report) -> Block:
    report(Notice("respelled", plain_text((block,))[:30]))
    return model.RawBlock("html", expected_ghost_page((block,)))
