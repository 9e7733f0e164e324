"""One post of a report: its row in the list, and its part, which a browser asks for when somebody looks at it."""

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from convert.batch.converted import Post
from convert.model import Document
from convert.notices import KINDS, LEVELS, Notice
from convert.proof.witness.missing import Missing, Verdict
from convert.proof.witness.original_html import html_of_original
from convert.proof.witness.pages import html_of_document_body
from convert.proof.witness.verdict import verdict_on
from convert.report.comparison import Differences, mark_differences
from convert.report.gravity import total_gravity_of
from convert.report.html_pieces import clean_and_cut_html
from convert.report.marked_html import marked_html
from convert.report.output_pages import OutputPage
from convert.report.pictures import PictureShelf, PicturesOfPost
from convert.report.words import in_words
from convert.report.words.compared_kinds import kind_in_words
from convert.report.words.details import detail_translated_if_in_our_words

KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
"""Kinds of notices by the number that stands for them in rows."""

_OPENED = frozenset((".md", ".mdx", ".markdown", ".json", ".jsonl", ".txt"))
"""Endings of outputs that are linked to: what a browser shows as text. A page of a blog might run what is in it."""


class Row(Struct, frozen=True, array_like=True):
    """A post in the list, as short as it can be. `notices` are the number of a kind and how many, in turn.

    `gravity` puts posts in order, the gravest first; `score` is how much of what the source shows is in the output, in tenths of
    a percent. `key` says which post it is in every report of these sources, `digest` changes with what is written of it.
    """

    number: int
    title: str
    date: str
    category: str
    output: str
    gravity: int
    score: int
    missing: int
    notices: tuple[int, ...]
    key: str
    digest: str


class ShownPost(Struct, frozen=True):
    """A row and its part."""

    row: Row
    part: dict[str, Any]


def show_post(number: int, post: Post, page: OutputPage, shelf: PictureShelf, folder_of_outputs: str) -> ShownPost:
    """A post as a report shows it. Its pictures are put on the shelf. `folder_of_outputs` is where outputs are, seen from the
    page; empty where nothing was written.
    """
    assert post.document is not None
    verdict = _verdict_if_anything_missing(post, page)
    original, output = clean_and_cut_html(_html_of_source(post)), clean_and_cut_html(page.html)
    differences = mark_differences(original, output, verdict.missing, post.testimony.left_out, post.notices)
    pictures = PicturesOfPost(post.files[1:], post.testimony.moved, shelf)
    part = {
        "source": " ".join(filter(None, (post.source, post.member))),
        "file": _href_if_browser_opens_as_text_or_empty(folder_of_outputs, post.files[0].path),
        "original": marked_html(original, differences.original, pictures.picture_of),
        "output": marked_html(output, differences.output, pictures.picture_of),
        "text": post.files[0].data.decode(),
        "byHugo": page.by_hugo,
        "problems": page.problems,
        "missing": _missing_in_words(differences, verdict),
        "notices": [_notice_as_json_row(notice, differences) for notice in _gravest_first(post.notices)],
        "pictures": pictures.names_shown_so_far,
    }
    return ShownPost(_row_of(number, post, post.document, verdict), part)


def _verdict_if_anything_missing(post: Post, page: OutputPage) -> Verdict:
    """What the proof of the conversion found; where it found nothing, there is nothing to be counted."""
    has_found = any(notice.kind == "missing" for notice in post.notices)
    return verdict_on(post.testimony, page.reference) if has_found else Verdict()


def _html_of_source(post: Post) -> str:
    """What a browser was shown; of a source that is no page, what was read of it."""
    original = post.testimony.original
    if original is not None:
        return html_of_original(original)
    return html_of_document_body(post.document) if post.document is not None else ""


def _row_of(number: int, post: Post, document: Document, verdict: Verdict) -> Row:
    meta = document.meta
    counts: Counter[str] = Counter()
    for notice in post.notices:
        counts[notice.kind] += notice.count
    numbers = [part for kind, count in counts.items() for part in (KIND_NUMBERS[kind], count)]
    return Row(
        number,
        meta.title or PurePath(post.source).name,
        meta.date.value.date().isoformat() if meta.date is not None else "",
        "/".join(meta.categories[0]) if meta.categories else "",
        post.files[0].path,
        total_gravity_of(post.notices),
        _per_mille_kept_or_excused(verdict),
        counts["missing"],
        tuple(numbers),
        _digest_of(f"{post.source}\0{post.member}".encode()),
        _digest_of(post.files[0].data),
    )


def _digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _per_mille_kept_or_excused(verdict: Verdict) -> int:
    """How much was kept, or left out under a notice. What is not all is never shown as all."""
    total = sum(count.total for count in verdict.counts.values())
    lost = sum(count.total - count.kept - count.excused for count in verdict.counts.values())
    return 1000 if not lost else min(999, 1000 * (total - lost) // total)


def _href_if_browser_opens_as_text_or_empty(folder: str, path: str) -> str:
    if not folder or os.path.splitext(path)[1].lower() not in _OPENED:
        return ""
    return quote(f"{folder.rstrip('/')}/{path}", errors="surrogateescape")


# Words


def _missing_in_words(differences: Differences, verdict: Verdict) -> list[list[Any]]:
    """The number of each place where something is missing, what kind it is, what it says, and the words before it."""
    first: dict[int, Missing] = {}
    for number, missing in zip(differences.numbers_of_missing, verdict.missing, strict=True):
        first.setdefault(number, missing)  # a cell and its words are missing as one
    return [[number, kind_in_words(missing.kind), missing.what, missing.after] for number, missing in first.items()]


def _gravest_first(notices: Sequence[Notice]) -> list[Notice]:
    return sorted(notices, key=lambda notice: -LEVELS.index(notice.level))


def _notice_as_json_row(notice: Notice, differences: Differences) -> list[Any]:
    """The number of its kind, how often, what there is to say besides, and the numbers of the places it is of."""
    said = "; ".join(filter(None, (in_words(notice.place), detail_translated_if_in_our_words(notice.kind, notice.detail))))
    alike = [spot for spot in differences.spots if spot.kind == notice.kind and spot.look != "missing"]
    places = [spot.number for spot in alike if not spot.quotes or spot.what == notice.detail]
    return [KIND_NUMBERS[notice.kind], notice.count, said, places]
