"""Comments that only their writer and the blog's owner could see: what of them is written."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from convert.model import Comment, Document
from convert.notices import Notice, Report

SecretCommentsOption: TypeAlias = Annotated[
    Literal["drop", "keep"],
    msgspec.Meta(description="Author and text of comments only the blog's owner could see: leave out, or keep."),
]


def without_secrets(document: Document, report: Report) -> Document:
    """The document whose secret comments say no more than that they were there, so that replies find what they answer."""
    comments = tuple([_without_secrets(comment, report) for comment in document.comments])
    return replace(document, comments=comments) if comments else document


def _without_secrets(comment: Comment, report: Report) -> Comment:
    replies = tuple([_without_secrets(reply, report) for reply in comment.replies])
    if not comment.secret:
        return replace(comment, replies=replies) if replies else comment
    report(Notice("secret-comment"))
    return Comment("", (), comment.date, secret=True, replies=replies)
