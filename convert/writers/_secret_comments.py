"""What is written of comments: of those only their writer and the blog's owner could see, and of who wrote them."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from convert.meta.privacy import without_contact_data_of_commenter
from convert.model import Comment, Document
from convert.notices import Notice, Report

SecretCommentsOption: TypeAlias = Annotated[
    Literal["drop", "keep"],
    msgspec.Meta(description="Author and text of comments only the blog's owner could see: leave out, or keep."),
]


def with_comments_without_contact_data_blanking_secrets(
    document: Document, secret: Literal["drop", "keep"], report: Report
) -> Document:
    """The document with no more of its comments than is told.

    No mail or IP address of anybody; of a dropped secret comment that it was there, so that replies find what they answer.
    """
    comments = tuple([_without_contact_data_blanking_secret(comment, secret, report) for comment in document.comments])
    return replace(document, comments=comments) if comments else document


def _without_contact_data_blanking_secret(comment: Comment, secret: Literal["drop", "keep"], report: Report) -> Comment:
    replies = tuple([_without_contact_data_blanking_secret(reply, secret, report) for reply in comment.replies])
    if comment.secret and secret == "drop":
        report(Notice("secret-comment"))
        return Comment("", (), comment.date, secret=True, replies=replies)
    told = without_contact_data_of_commenter(comment, report)
    return replace(told, replies=replies) if replies else told
