"""One element of a backup as a document."""

from typing import Any, cast

from msgspec import Struct

from convert.meta.visibility import VISIBILITIES
from convert.model import Blocks, Document, Kind, Meta, Origin, Visibility
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._xml.element import Element
from convert.readers._xml.scan import Piece
from convert.readers.tistory import read_expanded_body
from convert.readers.tistory.replacers import expand_replacers
from convert.readers.ttxml.attachments import Attachments, read_attachments
from convert.readers.ttxml.blog import Blog
from convert.readers.ttxml.comments import read_comments, read_trackbacks
from convert.readers.ttxml.times import moment, unread
from convert.sources.evidence import hand_over, name_moved
from convert.sources.source import Source

_LONGEST_WORD = 40

_PLACES = ("location", "longitude", "latitude")
"""What an author may have said of where a post was written; `/` says nothing."""


class Setting(Struct, frozen=True):
    """What every post of a backup is read with."""

    source: Source
    options: ReaderOptions
    report: Report


def read_post(element: Element, piece: Piece, blog: Blog, setting: Setting) -> Document:
    """A post, page, notice or keyword.

    Left out are what the blog's software kept for itself (`acceptComment`, `device`, `uselessMargin`), and the password.
    """
    source, report, zone = setting.source, setting.report, setting.options.timezone
    number = element.line("id")
    attachments = read_attachments(element.all("attachment"), number or f"at-{piece.offset}", blog, report)
    return Document(
        _meta(element, blog, attachments, setting),
        _body(element, attachments, report),
        resources=attachments.resources(source),
        comments=read_comments(element.all("comment"), zone, report),
        origin=Origin("ttxml", source.name, member(element, piece), piece.sha256),
    )


def member(element: Element, piece: Piece) -> str:
    """What a post is called among the others."""
    return f"{piece.name} {element.line('id') or f'at byte {piece.offset}'}"


def _meta(element: Element, blog: Blog, attachments: Attachments, setting: Setting) -> Meta:
    zone = setting.options.timezone
    kind = cast(Kind, element.name)
    number, slogan = element.line("id"), " ".join(element.attributes.get("slogan", "").split())
    addresses = blog.addresses(kind, number, slogan)
    url, aliases = (blog.address + addresses[0], addresses[1:]) if blog.address and addresses else ("", addresses)
    author = element.line("author")
    return Meta(
        title=element.line("title") or element.line("name"),
        date=moment(element.line("published"), zone) or moment(element.line("created"), zone),
        lastmod=moment(element.line("modified"), zone),
        slug=slogan,
        url=url,
        aliases=aliases,
        entry_id=number,
        categories=tuple(path for label in element.all("category") if (path := blog.path(" ".join(label.text.split())))),
        tags=tuple(dict.fromkeys(tag for found in element.all("tag") if (tag := " ".join(found.text.split())))),
        kind=kind,
        visibility=_visibility(element, setting.report),
        author="" if author.isdigit() else author,
        cover=attachments.cover,
        extra=_extra(element, setting),
    )


def _visibility(element: Element, report: Report) -> Visibility:
    """Who may read it: nobody, unless the backup says so in words that are known.

    Textcube says `private` of a post that waits for its day, for programs that know nothing of such.
    """
    if element.line("appointed").lower() in ("true", "1"):
        return "public"
    said = element.line("visibility")
    known = VISIBILITIES.get(said.lower())
    if known is None:
        report(Notice("unknown-visibility", said[:_LONGEST_WORD]))
    return known or "private"


def _extra(element: Element, setting: Setting) -> dict[str, Any]:
    zone = setting.options.timezone
    author = element.line("author")
    date, created = moment(element.line("published"), zone), moment(element.line("created"), zone)
    found: dict[str, Any] = {name: value for name in _PLACES if (value := element.line(name)) not in ("", "/")}
    found |= unread(element, ("published", "created", "modified"), zone, setting.report)
    if author.isdigit():
        found["author_id"] = author
    if date and created and date != created:
        found["created"] = created.value.isoformat()
    received = read_trackbacks(element.all("trackback"), zone, setting.report)
    sent = read_trackbacks(element.first("logs").all("trackback"), zone, setting.report)
    if received:
        found["trackbacks"] = received
    if sent:
        found["trackbacks_sent"] = sent
    return found


def _body(element: Element, attachments: Attachments, report: Report) -> Blocks:
    content = next((one for one in element.all("content") if one.text.strip()), None) or element.first("description")
    movies = {movie.line("id"): movie.line("title") for movie in element.all("movie")}
    whole, is_markdown = attachments.with_addresses(content.text), content.attributes.get("formatter") == "markdown"
    hand_over(report, whole, "markdown" if is_markdown else "html")
    for name, address in attachments.addresses():
        name_moved(report, name, address)
    html = expand_replacers(whole, attachments, report, movies)
    if is_markdown:
        from convert.readers.markdown import read_blocks

        return read_blocks(html, report)
    return read_expanded_body(html, report)[0]
