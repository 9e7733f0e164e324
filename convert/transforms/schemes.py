"""Addresses of schemes nobody has allowed: what they stand behind becomes text, whatever reader the post came from."""

from html import escape
from typing import Any

from msgspec.structs import replace

from convert.model import Attachment, Comment, Document, Embed, Image, Link, LinkCard, Meta, Node
from convert.model.gathered_nodes import GatheredNodes
from convert.model.url import is_allowed
from convert.model.walk import walk
from convert.notices import Notice, Report
from convert.options import WriterOptions, parse_allowed_schemes
from convert.readers._safe import without_refused_addresses
from convert.sources.evidence import hand_over_left_out

_USUAL = ("https://", "http://", "/", "./", "../", "#", "mailto:", "tel:")
"""What most addresses begin with, none of which leads to a scheme that is not allowed."""

_ADDRESSES: dict[type[Node], tuple[str, ...]] = {
    Link: ("url",),
    Image: ("url",),
    Embed: ("url",),
    Attachment: ("url",),
    LinkCard: ("url", "image"),
}
"""Where nodes have addresses."""

_LONGEST = 200
"""Characters of an address that a notice tells."""


def may_change(nodes: GatheredNodes) -> bool:
    """Whether an address may be of another scheme."""
    document = nodes.document
    return (
        any(
            [
                _has_address_without_usual_beginning(node, _ADDRESSES[type(node)])
                for node in nodes.in_body_then_comments
                if type(node) in _ADDRESSES
            ]
        )
        or any([_has_unusual_homepage_in_thread(comment) for comment in document.comments])
        or not _has_allowed_addresses(document.meta)
    )


def _has_address_without_usual_beginning(node: Node, fields: tuple[str, ...]) -> bool:
    return any([url and not url.startswith(_USUAL) for url in [getattr(node, field) for field in fields]])


def _has_unusual_homepage_in_thread(comment: Comment) -> bool:
    is_unusual = bool(comment.homepage) and not comment.homepage.startswith(_USUAL)
    return is_unusual or any([_has_unusual_homepage_in_thread(reply) for reply in comment.replies])


def _has_allowed_addresses(meta: Meta) -> bool:
    return is_allowed(meta.url) and is_allowed(meta.cover, image=True) and all([is_allowed(alias) for alias in meta.aliases])


def apply(document: Document, plan: object, options: WriterOptions, report: Report) -> Document:
    """The document without addresses of other schemes. Reports `scheme`, which names each."""
    schemes = parse_allowed_schemes(options.schemes)
    players = {node.url for node in walk(document.children) if type(node) is Embed}

    def report_unless_allowed(url: str, image: bool) -> bool:
        kept = is_allowed(url, schemes, image=image)
        if not kept:
            report(Notice("scheme", " ".join(url[:_LONGEST].split())))
            shown = "img src" if image else "iframe src" if url in players else "area href"
            hand_over_left_out(report, "scheme", f'<{shown}="{escape(url)}">')
        return kept

    document = _with_allowed_meta_addresses(document, report_unless_allowed)
    document = without_refused_addresses(document, report_unless_allowed, _unchanged)
    comments = tuple([_without_disallowed_homepages(comment, report_unless_allowed) for comment in document.comments])
    return replace(document, comments=comments) if comments != document.comments else document


def _with_allowed_meta_addresses(document: Document, is_kept: Any) -> Document:
    meta: Meta = document.meta
    changed: dict[str, Any] = {name: "" for name in ("url", "cover") if not is_kept(getattr(meta, name), name == "cover")}
    aliases = tuple([alias for alias in meta.aliases if is_kept(alias, False)])
    if aliases != meta.aliases:
        changed["aliases"] = aliases
    return replace(document, meta=replace(meta, **changed)) if changed else document


def _without_disallowed_homepages(comment: Comment, is_kept: Any) -> Comment:
    replies = tuple([_without_disallowed_homepages(reply, is_kept) for reply in comment.replies])
    homepage = comment.homepage if is_kept(comment.homepage, False) else ""
    return (
        comment
        if (homepage, replies) == (comment.homepage, comment.replies)
        else replace(comment, homepage=homepage, replies=replies)
    )


def _unchanged(node: Node) -> Node:
    return node
