"""Comments as JSON Lines: one comment a line, with the post it stands under and the comment it answers.

    blogconvert convert backup.xml --to comments -o comments.jsonl

The columns are those of `convert.record.CommentRecord`. Their types are constant and nothing is null, as in the lines of posts.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from convert.meta.privacy import without_mail_domain
from convert.model import Comment, Document
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.record import CommentRecord
from convert.sources.source import File
from convert.writers import _html as html
from convert.writers._secret_comments import SecretCommentsOption
from convert.writers._shard_size import ShardSizeOption, parse_shard_bytes_or_zero_or_raise
from convert.writers.jsonl import format_timestamp, json_line_with_newline, post_id

JOINED = True
EXTENSION = ".jsonl"


class Options(WriterOptions, frozen=True, kw_only=True):
    """What of comments is written."""

    secret_comments: SecretCommentsOption = "drop"
    shard_size: ShardSizeOption = ""

    def __post_init__(self) -> None:
        """Raise `UsageError` for what is no size."""
        super().__post_init__()
        parse_shard_bytes_or_zero_or_raise(self.shard_size)


def text(document: Document, options: Options, report: Report) -> str:
    """The lines of a post's comments; nothing when it has none."""
    return "".join(map(json_line_with_newline, comment_records_blanking_secret_if_asked(document, options, report)))


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """The lines of a post's comments; the batch joins them in one file."""
    yield File(place + EXTENSION, text(document, options, report).encode())


def comment_records_blanking_secret_if_asked(document: Document, options: Options, report: Report) -> Iterator[CommentRecord]:
    """The columns of each comment. A secret one has its line in any case, so that replies find what they answer."""
    if not document.comments:
        return
    meta = document.meta
    post = CommentRecord(post_id=post_id(document), post_url=meta.url, post_title=meta.title, post_slug=meta.slug)
    for number, reply_to, comment in _comments_with_numbers_of_own_and_answered(document.comments):
        place = replace(post, number=number, reply_to=reply_to, secret=comment.secret, **_date_unix_and_assumed_columns(comment))
        if comment.secret and options.secret_comments == "drop":
            report(Notice("secret-comment"))
            yield place
        else:
            said = {"text": plain_text(comment.children), "html": html.blocks(comment.children)}
            yield replace(place, author=without_mail_domain(comment.author), **said)


def _comments_with_numbers_of_own_and_answered(comments: tuple[Comment, ...]) -> Iterator[tuple[int, int, Comment]]:
    """Each comment with its number and that of the one it answers, a comment before its replies."""
    waiting = [(0, comment) for comment in reversed(comments)]
    number = 0
    while waiting:
        reply_to, comment = waiting.pop()
        number += 1
        yield number, reply_to, comment
        waiting.extend((number, reply) for reply in reversed(comment.replies))


def _date_unix_and_assumed_columns(comment: Comment) -> dict[str, str | int | bool]:
    date = comment.date
    return (
        {"date": format_timestamp(date), "date_unix": int(date.value.timestamp()), "date_assumed": date.assumed} if date else {}
    )
