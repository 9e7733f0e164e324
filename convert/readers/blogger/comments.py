"""Comments of an export: gathered, and put under their posts and each other.

Which post a comment is under is said by `thr:in-reply-to` or `blogger:parent`; which comment it answers by a link whose `rel` is
`related`, or by `blogger:inReplyTo`. All of them name numbers.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import Any

import msgspec
from msgspec import Struct

from convert import lazy_re as re
from convert.meta.privacy import has_mail_address, report_dropped_personal_data_if_any, without_mail_domain
from convert.model import Comment
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers.rss.feed import Entry, Field
from convert.readers.rss.fields import (
    field_html,
    first_field_with_text_in_order_of_names_or_none,
    first_text,
    read_first_timestamp_moving_others_to_extra,
)
from convert.readers.tistory import expand_replacers_and_read_body_and_title

_IN_MEMORY = 1 << 24
"""Bytes of comments that are held; more wait on the disk."""

_DEEPEST = 10
"""Replies in each other; those below are replies to the same comment. Blogger shows one level, but counts on."""

_POST = re.compile(r"(?:post|page)-([0-9]+)")
_POST_IN_FEED = re.compile(r"/feeds/(?:[0-9]+/)?(?:posts/default/)?([0-9]+)(?:/comments/default.*)?$")
_COMMENT = re.compile(r"(?:comment-|post-|/comments/default/|#c|^)([0-9]+)(?:\?[^/]*)?$")
_ACCOUNT = re.compile(r"https?://(?:(?:www\.)?(?:draft\.)?blogger\.com/profile|(?:plus|profiles)\.google\.com)/", re.IGNORECASE)
"""Where a name leads that has an account but no site: it says who somebody is and nothing else."""


class _StoredComment(Struct, frozen=True):
    """One comment as it waits: who it answers, and its fields."""

    key: str
    answers: str
    fields: tuple[Field, ...]


class Comments:
    """The comments of a blog, by the numbers of their posts."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._posts: set[str] = set()
        self._has_posts = False

    def __enter__(self) -> "Comments":
        return self

    def __exit__(self, *problem: object) -> None:
        self._file.close()

    def add_comment(self, entry: Entry) -> None:
        """Gather one."""
        fields = entry.fields
        name = first_text(fields, "id")
        found = _COMMENT.search(name)
        data = msgspec.msgpack.encode(_StoredComment(found[1] if found else name, _answered_comment_key(fields), fields))
        self._places.setdefault(_commented_post_key(fields), []).append((self._file.tell(), len(data)))
        self._file.write(data)

    def note_known_post(self, entry: Entry) -> None:
        """There is this post."""
        self._has_posts = True
        if key := post_number_or_whole_id(first_text(entry.fields, "id")):
            self._posts.add(key)

    @property
    def has_comments_but_no_posts(self) -> bool:
        """Whether there are comments and no posts."""
        return bool(self._places) and not self._has_posts

    def notice_of_total_orphans(self) -> list[Notice]:
        """How many comments are under no post of the export."""
        lost = sum(len(places) for key, places in self._places.items() if key not in self._posts)
        return [Notice("orphan-comment", count=lost)] if lost else []

    def stored_comments_of_post(self, key: str) -> Iterator[_StoredComment]:
        """The comments under a post, as they stand in the export."""
        for place, length in self._places.get(key, ()) if key else ():
            self._file.seek(place)
            yield msgspec.msgpack.decode(self._file.read(length), type=_StoredComment)


def post_number_or_whole_id(name: str) -> str:
    """The number in a post's id, or the id."""
    found = _POST.search(name)
    return found[1] if found else name


def _commented_post_key(fields: tuple[Field, ...]) -> str:
    reply_attributes = next((field.attributes for field in fields if field.name == "thr:in-reply-to"), {})
    parent = first_text(fields, "blogger:parent") or reply_attributes.get("ref", "")
    if parent:
        return post_number_or_whole_id(parent)
    links = [reply_attributes.get("source", ""), *(field.attributes.get("href", "") for field in fields if field.name == "link")]
    found = next((match for link in links if (match := _POST_IN_FEED.search(link))), None)
    # `post-7.comment-1`, as converters to this format number comments
    return found[1] if found else post_number_or_whole_id(first_text(fields, "id"))


def _answered_comment_key(fields: tuple[Field, ...]) -> str:
    """The number of the comment this one answers, or nothing."""
    related = [field.attributes.get("href", "") for field in fields if field.attributes.get("rel") == "related"]
    for reference in (first_text(fields, "blogger:inReplyTo"), *related):
        if reference and (found := _COMMENT.search(reference)):
            return found[1]
    return ""


def read_comment_threads_without_spam(
    stored: Iterator[_StoredComment], options: ReaderOptions, report: Report
) -> tuple[Comment, ...]:
    """The comments of a post, the oldest first, each with its replies. What the filter had hidden was no part of the page."""
    read: list[tuple[_StoredComment, Comment]] = []
    for comment in stored:
        if "SPAM" in first_text(comment.fields, "blogger:status").upper():
            report(Notice("spam"))
        else:
            read.append((comment, _read_comment(comment.fields, options, report)))
    read.sort(key=lambda pair: pair[1].date.value if pair[1].date else _LAST)
    return _build_threads(read)


_LAST = datetime.max.replace(tzinfo=UTC)


def _read_comment(fields: tuple[Field, ...], options: ReaderOptions, report: Report) -> Comment:
    extra: dict[str, Any] = {}
    date = read_first_timestamp_moving_others_to_extra(fields, ("published",), extra, options, report)
    body = first_field_with_text_in_order_of_names_or_none(fields, ("content", "summary"))
    homepage = first_text(fields, "author/uri")
    is_site = homepage.startswith(("http://", "https://")) and not _ACCOUNT.match(homepage) and not has_mail_address(homepage)
    report_dropped_personal_data_if_any(has_profile_or_real_email(fields, "" if is_site else homepage), report)
    status = first_text(fields, "blogger:status").upper()
    if status not in ("", "LIVE"):
        extra["status"] = status
    return Comment(
        without_mail_domain(first_text(fields, "author/name")),
        expand_replacers_and_read_body_and_title(field_html(body), report)[0] if body is not None else (),
        date,
        secret=status not in ("", "LIVE", "EMPTIED") or bool(first_text(fields, "blogger:trashed")),
        homepage=homepage if is_site else "",
        extra=extra,
    )


def has_profile_or_real_email(fields: tuple[Field, ...], profile: str) -> bool:
    """Whether it is told who somebody is besides the name. Blogger's own address stands where it would not tell one."""
    return bool(profile) or first_text(fields, "author/email") not in ("", "noreply@blogger.com")


def _build_threads(pairs: list[tuple[_StoredComment, Comment]]) -> tuple[Comment, ...]:
    """Comments under those they answer. One that answers none of these, or itself in the end, is under the post."""
    known = {kept.key: number for number, (kept, _) in enumerate(pairs)}
    under: list[list[int]] = [[] for _ in pairs]
    roots: list[int] = []
    for number, (kept, _) in enumerate(pairs):
        answered = known.get(kept.answers)
        (roots if answered is None else under[answered]).append(number)
    tops, replies = _limit_reply_depth(roots, under)
    return tuple(_with_replies(number, pairs, replies) for number in tops)


def _limit_reply_depth(roots: list[int], children: list[list[int]]) -> tuple[list[int], list[list[int]]]:
    """The comments below the post, and the replies to each, at most so deep as a document may be."""
    replies: list[list[int]] = [[] for _ in children]
    place: dict[int, tuple[int, int]] = {}
    tops = []
    for start in (*roots, *range(len(children))):
        if start in place:
            continue
        tops.append(start)
        place[start] = (1, start)
        waiting = [start]
        while waiting:
            number = waiting.pop()
            level, parent = place[number]
            for reply in children[number]:
                if reply in place:
                    continue
                at = number if level < _DEEPEST else parent
                place[reply] = (min(level + 1, _DEEPEST), at)
                replies[at].append(reply)
                waiting.append(reply)
    return sorted(tops), [sorted(found) for found in replies]


def _with_replies(number: int, pairs: list[tuple[_StoredComment, Comment]], replies: list[list[int]]) -> Comment:
    comment = pairs[number][1]
    if not replies[number]:
        return comment
    return msgspec.structs.replace(comment, replies=tuple(_with_replies(reply, pairs, replies) for reply in replies[number]))
