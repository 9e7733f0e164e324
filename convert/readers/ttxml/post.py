"""One element of a backup as a document."""

from typing import Any, cast

from msgspec import Struct

from convert.meta.visibility import SCHEDULED, VISIBILITIES
from convert.model import Blocks, Document, Kind, Meta, Origin, Visibility
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._xml.element import Element
from convert.readers._xml.scan import Piece
from convert.readers.tistory import read_expanded_body_and_title_element
from convert.readers.tistory.replacers import expand_replacers
from convert.readers.ttxml.attachments import Attachments, read_attachments
from convert.readers.ttxml.blog import Blog
from convert.readers.ttxml.comments import read_comments_without_spam, read_trackbacks
from convert.readers.ttxml.times import read_timestamp, unreadable_dates_and_tell_if_any
from convert.sources.evidence import hand_over_moved_address, hand_over_original_or_check_its_size
from convert.sources.source import Source

_LONGEST_WORD = 40

_PLACES = ("location", "longitude", "latitude")
"""What an author may have said of where a post was written; `/` says nothing."""


class PostContext(Struct, frozen=True):
    """What every post of a backup is read with."""

    source: Source
    options: ReaderOptions
    report: Report


def read_post(element: Element, piece: Piece, blog: Blog, context: PostContext) -> Document:
    """A post, page, notice or keyword.

    Left out are what the blog's software kept for itself (`acceptComment`, `device`, `uselessMargin`), and the password.
    """
    source, report, zone = context.source, context.report, context.options.timezone
    number = element.child_text("id")
    attachments = read_attachments(element.children_named("attachment"), number or f"at-{piece.offset}", blog, report)
    return Document(
        _read_meta(element, blog, attachments, context),
        _read_content_and_hand_original_to_proof(element, attachments, report),
        resources=attachments.make_resources(source),
        comments=read_comments_without_spam(element.children_named("comment"), zone, report),
        origin=Origin("ttxml", source.name, kind_and_number_or_byte_offset(element, piece), piece.sha256),
    )


def kind_and_number_or_byte_offset(element: Element, piece: Piece) -> str:
    """What a post is called among the others."""
    return f"{piece.name} {element.child_text('id') or f'at byte {piece.offset}'}"


def _read_meta(element: Element, blog: Blog, attachments: Attachments, context: PostContext) -> Meta:
    zone = context.options.timezone
    kind = cast(Kind, element.name)
    number, slogan = element.child_text("id"), " ".join(element.attributes.get("slogan", "").split())
    addresses = blog.post_paths(kind, number, slogan)
    url, aliases = (blog.address + addresses[0], addresses[1:]) if blog.address and addresses else ("", addresses)
    author = element.child_text("author")
    visibility, is_draft = _visibility_and_draft_telling_if_scheduled(element, context.report)
    return Meta(
        title=element.child_text("title") or element.child_text("name"),
        date=read_timestamp(element.child_text("published"), zone) or read_timestamp(element.child_text("created"), zone),
        lastmod=read_timestamp(element.child_text("modified"), zone),
        slug=slogan,
        url=url,
        aliases=aliases,
        entry_id=number,
        categories=tuple(
            path for label in element.children_named("category") if (path := blog.category_path(" ".join(label.own_text.split())))
        ),
        tags=tuple(dict.fromkeys(tag for found in element.children_named("tag") if (tag := " ".join(found.own_text.split())))),
        kind=kind,
        visibility=visibility,
        draft=is_draft,
        author="" if author.isdigit() else author,
        cover=attachments.cover_address,
        extra=_read_extra(element, context),
    )


def _visibility_and_draft_telling_if_scheduled(element: Element, report: Report) -> tuple[Visibility, bool]:
    """Who may read it: nobody, unless the backup says so in words that are known; and whether it waits for its day.

    Textcube says `private` of a post that waits, for programs that know nothing of such; on its day it takes `appointed` away.
    """
    word = element.child_text("visibility")
    if _is_marked_as_scheduled(element):
        report(Notice("scheduled-post", "appointed"))
        return "public", True
    known = VISIBILITIES.get(word.lower())
    if known is None:
        report(Notice("unknown-visibility", word[:_LONGEST_WORD]))
    return known or "private", False


def _is_marked_as_scheduled(element: Element) -> bool:
    return element.child_text("appointed").lower() in ("true", "1") or element.child_text("visibility").lower() in SCHEDULED


def _read_extra(element: Element, context: PostContext) -> dict[str, Any]:
    zone = context.options.timezone
    author = element.child_text("author")
    date, created = read_timestamp(element.child_text("published"), zone), read_timestamp(element.child_text("created"), zone)
    found: dict[str, Any] = {name: value for name in _PLACES if (value := element.child_text(name)) not in ("", "/")}
    if _is_marked_as_scheduled(element):
        found["scheduled"] = True
    found |= unreadable_dates_and_tell_if_any(element, ("published", "created", "modified"), zone, context.report)
    if author.isdigit():
        found["author_id"] = author
    if date and created and date != created:
        found["created"] = created.value.isoformat()
    received = read_trackbacks(element.children_named("trackback"), zone, context.report)
    sent = read_trackbacks(element.first_child_or_empty_element("logs").children_named("trackback"), zone, context.report)
    if received:
        found["trackbacks"] = received
    if sent:
        found["trackbacks_sent"] = sent
    return found


def _read_content_and_hand_original_to_proof(element: Element, attachments: Attachments, report: Report) -> Blocks:
    content = next(
        (field for field in element.children_named("content") if field.own_text.strip()), None
    ) or element.first_child_or_empty_element("description")
    movies = {movie.child_text("id"): movie.child_text("title") for movie in element.children_named("movie")}
    resolved, is_markdown = (
        attachments.with_attachment_addresses(content.own_text),
        content.attributes.get("formatter") == "markdown",
    )
    hand_over_original_or_check_its_size(report, resolved, "markdown" if is_markdown else "html")
    for name, address in attachments.addresses_by_name():
        hand_over_moved_address(report, name, address)
    html = expand_replacers(resolved, attachments, report, movies)
    if is_markdown:
        from convert.readers.markdown import read_blocks

        return read_blocks(html, report)
    return read_expanded_body_and_title_element(html, report)[0]
