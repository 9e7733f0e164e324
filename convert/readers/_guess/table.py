"""The table of evidence: by what the readers of this package are told apart, in the order in which it is trusted.

What says what it is comes first: archives, then formats with a root or a header of their own, then whole pages. What is left is
a body, and its structure decides (see `bodies`). An address or a class name of some blog is no evidence: posts of any form have
them.
"""

from collections.abc import Callable
from typing import NamedTuple

from convert import lazy_re as re
from convert.errors import N_
from convert.readers._guess.beginning import Beginning
from convert.readers._guess.documents import is_tistory_backup_page
from convert.readers._guess.roots import is_blogger_export, is_feed, is_ttxml, is_wordpress_export
from convert.readers._guess.signatures import (
    begins_with_own_jsonl_record,
    has_jsonl_ending,
    is_mhtml,
    is_zip_of_posts,
    is_zip_of_tistory_backup,
)


class EvidenceRow(NamedTuple):
    """A reader, the evidence for it in words a blogger understands, and the test that finds it.

    The words may name what was found: `{start}`, how the page begins, and `{marks}`, the first mark of Markdown.
    """

    reader: str
    evidence: str
    test: Callable[[Beginning], bool]


_CALLED_HTML = (".html", ".htm")
_TEXTS = ("", *_CALLED_HTML, ".md", ".markdown", ".txt")
"""Endings of files that may be a body and nothing more; what has no name may be one, too."""


def _is_page_of_tistory_backup(beginning: Beginning) -> bool:
    return bool(beginning.how_whole_page_begins_or_empty) and is_tistory_backup_page(beginning.body)


def _is_text_file_with_markdown_marks(beginning: Beginning) -> bool:
    return _has_text_ending_without_xml_or_json(beginning) and bool(beginning.structure.marks)


def _is_markdown_above_html(beginning: Beginning) -> bool:
    return _is_text_file_with_markdown_marks(beginning) and beginning.structure.is_head


def _is_markdown_mixed_with_html(beginning: Beginning) -> bool:
    return _is_text_file_with_markdown_marks(beginning) and beginning.structure.html


def _is_text_file_with_list_like_lines(beginning: Beginning) -> bool:
    """Items and quotations are also written by people who do not know Markdown, but not in a file that is called so."""
    is_plain = not beginning.structure.html and not beginning.structure.tags
    return (
        _has_text_ending_without_xml_or_json(beginning)
        and beginning.structure.lists
        and (is_plain or beginning.file_ending not in _CALLED_HTML)
    )


def _is_text_file_with_blank_line_paragraphs(beginning: Beginning) -> bool:
    """In HTML a blank line is nothing; who leaves one between two texts meant two paragraphs, unless the file is called HTML."""
    is_apart = not beginning.structure.html or beginning.file_ending not in _CALLED_HTML
    return _has_text_ending_without_xml_or_json(beginning) and beginning.structure.paragraphs and is_apart


_CALLED_MARKDOWN = (".md", ".markdown")
_BEHIND_OBJECT = re.compile(r"\}[ \t]*\n[ \t]*\n\s*+[^\s\[\]{}\",]")
"""A paragraph behind what was meant to be an object."""


def _is_text_file_of_paragraphs_without_html(beginning: Beginning) -> bool:
    return _is_text_file_with_blank_line_paragraphs(beginning) and not beginning.structure.html


def _is_text_file_without_html(beginning: Beginning) -> bool:
    body = beginning.structure
    return (
        _has_text_ending_without_xml_or_json(beginning)
        and not body.html
        and not body.tags
        and beginning.file_ending not in _CALLED_HTML
    )


def _is_text_file_of_only_html(beginning: Beginning) -> bool:
    return _has_text_ending_without_xml_or_json(beginning) and beginning.structure.html and not beginning.structure.text


def _is_text_file_with_html_block(beginning: Beginning) -> bool:
    return _has_text_ending_without_xml_or_json(beginning) and beginning.structure.html


def _has_text_ending_without_xml_or_json(beginning: Beginning) -> bool:
    return beginning.file_ending in _TEXTS and not _is_unknown_xml_or_json(beginning)


def _is_unknown_xml_or_json(beginning: Beginning) -> bool:
    """Whether a text is XML or JSON that nobody knows, which is no post. An object with nothing behind it is no front matter.

    In a file of Markdown one with text behind it is, if a broken one: its reader says in which line.
    """
    start = beginning.first_letters_behind_front_matter
    is_json = (start[:1], start[1:].lstrip()[:1]) in (("{", '"'), ("[", "{"))
    is_head = is_json and beginning.file_ending in _CALLED_MARKDOWN and _BEHIND_OBJECT.search(beginning.text) is not None
    return (is_json and not is_head) or start.startswith(("<?xml", "<rss", "<blog", "<feed"))


TABLE: tuple[EvidenceRow, ...] = (
    EvidenceRow("backup", N_("a zip with posts in folders of their numbers"), is_zip_of_tistory_backup),
    EvidenceRow("backup", N_("a zip with pages or texts in it"), is_zip_of_posts),
    EvidenceRow("mhtml", N_("the header of a page saved as a single file"), is_mhtml),
    EvidenceRow(
        "ttxml", N_("the root of an XML backup of Tattertools, Textcube or the old Tistory"), lambda it: is_ttxml(it.text)
    ),
    EvidenceRow("wordpress", N_("the root of an export of WordPress"), lambda it: is_wordpress_export(it.text)),
    EvidenceRow("blogger", N_("a feed that says what its entries are to Blogger"), lambda it: is_blogger_export(it.text)),
    EvidenceRow("rss", N_("the root of a feed"), lambda it: is_feed(it.text)),
    EvidenceRow("jsonl", N_("a first line that is a record of ours"), begins_with_own_jsonl_record),
    EvidenceRow("jsonl", N_("a name that says JSON Lines"), has_jsonl_ending),
    EvidenceRow("backup", N_("a page with the style sheet or the frame of Tistory's own backup"), _is_page_of_tistory_backup),
    EvidenceRow("page", N_("a whole page, which begins with {start}"), lambda it: bool(it.how_whole_page_begins_or_empty)),
    EvidenceRow("markdown", N_("Markdown above a body of HTML: {marks}"), _is_markdown_above_html),
    EvidenceRow("markdown", N_("Markdown between blocks of HTML: {marks}"), _is_markdown_mixed_with_html),
    EvidenceRow("markdown", N_("marks of Markdown, no HTML around them: {marks}"), _is_text_file_with_markdown_marks),
    EvidenceRow("markdown", N_("lists or quotations outside of any HTML"), _is_text_file_with_list_like_lines),
    EvidenceRow(
        "markdown", N_("paragraphs parted by blank lines, no HTML around them"), _is_text_file_of_paragraphs_without_html
    ),
    EvidenceRow(
        "markdown", N_("paragraphs parted by blank lines between blocks of HTML"), _is_text_file_with_blank_line_paragraphs
    ),
    EvidenceRow("markdown", N_("a text without any tag"), _is_text_file_without_html),
    EvidenceRow("tistory", N_("HTML from the first line to the last"), _is_text_file_of_only_html),
    EvidenceRow("tistory", N_("HTML, and no mark of Markdown outside of it"), _is_text_file_with_html_block),
    EvidenceRow("tistory", N_("a text with tags of HTML in it"), _has_text_ending_without_xml_or_json),
)
"""What is for nobody here (XML of another kind, a name no reader takes) has no row."""
