"""Addresses of schemes nobody has allowed: what they stand behind becomes text, whatever reader the post came from."""

from html import escape
from typing import Any

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Comment, Document, Meta, Node
from convert.model.url import is_allowed
from convert.notices import Notice, Report
from convert.options import WriterOptions, parse_allowed_schemes
from convert.readers._safe import without_refused_addresses
from convert.sources.evidence import hand_over_left_out

_OTHER_ADDRESS, _OTHER_IMAGE, _OTHER_HOMEPAGE = (
    re.compile(name + rb"(?:[\xa1-\xbf]|\xd9.|\xda..|\xdb....)(?!https?://|\.{0,2}/|#|mailto:|tel:)", re.DOTALL)
    for name in (rb"\xa3url", rb"\xa5image(?!\xa5title)", rb"\xa8homepage")
)
"""Addresses in an encoded document (MessagePack, formats of strings) that may be of another scheme than most: a search for each
field, since one that begins with fixed bytes is many times as fast. A picture called "image" has its title behind that."""

_LONGEST = 200
"""Characters of an address that a notice tells."""


def may_change(document: Document, encoded: bytes) -> bool:
    """Whether an address may be of another scheme."""
    return (
        _OTHER_ADDRESS.search(encoded) is not None
        or _OTHER_IMAGE.search(encoded) is not None
        or (bool(document.comments) and _OTHER_HOMEPAGE.search(encoded) is not None)
        or not _has_allowed_addresses(document.meta)
    )


def _has_allowed_addresses(meta: Meta) -> bool:
    return is_allowed(meta.url) and is_allowed(meta.cover, image=True) and all([is_allowed(alias) for alias in meta.aliases])


def apply(document: Document, plan: object, options: WriterOptions, report: Report) -> Document:
    """The document without addresses of other schemes. Reports `scheme`, which names each."""
    schemes = parse_allowed_schemes(options.schemes)

    def report_unless_allowed(url: str, image: bool) -> bool:
        kept = is_allowed(url, schemes, image=image)
        if not kept:
            report(Notice("scheme", " ".join(url[:_LONGEST].split())))
            hand_over_left_out(report, "scheme", f'<img src="{escape(url)}">' if image else f'<area href="{escape(url)}">')
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
