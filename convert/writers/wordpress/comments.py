"""Comments in a row, each with the number of the one it answers."""

from collections.abc import Iterator

from convert.meta.privacy import without_contact_data_of_commenter
from convert.model import Block, Comment, Paragraph
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.writers.wordpress.context import Context
from convert.writers.wordpress.moments import moment_of
from convert.writers.wordpress.record import CommentRecord, Moment
from convert.writers.wordpress.rich_text import rich_text

_TEXT_BYTES = 65_000
_NAME_BYTES = 250
_ADDRESS_CHARACTERS = 200
"""What the columns of `wp_comments` hold. What does not fit is lost without a word, with all of the comment."""


def public_comment_records_and_tell_if_secret(
    comments: tuple[Comment, ...], published: Moment, context: Context, report: Report
) -> Iterator[CommentRecord]:
    """The comments that everybody could read, a comment before its replies.

    A secret one goes with its replies, which tell what it said. One without a date has that of the post.
    """
    waiting = [(0, comment) for comment in reversed(comments)]
    number = 0
    while waiting:
        parent, comment = waiting.pop()
        if comment.secret:
            for _ in range(_count_thread(comment)):
                report(Notice("secret-comment"))
            continue
        number += 1
        yield _comment_record_without_contact_data(comment, number, parent, published, context, report)
        waiting.extend([(number, reply) for reply in reversed(comment.replies)])


def _count_thread(comment: Comment) -> int:
    """How many comments there are with the replies of one."""
    thread = [comment]
    for one in thread:
        thread.extend(one.replies)
    return len(thread)


def _comment_record_without_contact_data(  # noqa: PLR0913, PLR0917 - a comment, its place, and what else its text hangs on
    comment: Comment, number: int, parent: int, published: Moment, context: Context, report: Report
) -> CommentRecord:
    told = without_contact_data_of_commenter(comment, report)
    text = "\n\n".join(filter(None, [_paragraph_html_or_plain_text(block, context) for block in told.children]))
    date = moment_of(told.date)
    return CommentRecord(
        number,
        parent,
        _cut_to_bytes(told.author, _NAME_BYTES, report),
        told.homepage if len(told.homepage) <= _ADDRESS_CHARACTERS else "",
        date if date.local else published,
        _cut_to_bytes(text, _TEXT_BYTES, report),
    )


def _paragraph_html_or_plain_text(block: Block, context: Context) -> str:
    """A block of a comment, which is HTML whose line ends are breaks."""
    if isinstance(block, Paragraph):
        return rich_text(block.children, context).replace("<br>", "\n")
    return context.escape_running_text_but_not_shortcodes(plain_text((block,)))


def _cut_to_bytes(text: str, max_bytes: int, report: Report) -> str:
    data = text.encode()
    if len(data) <= max_bytes:
        return text
    report(Notice("cut-text", f"{text[:30]}..."))
    return data[:max_bytes].decode(errors="ignore")
