"""Comments in threads, and what other blogs told of a post. Only what the blog showed; who wrote from where is never told."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import N_
from convert.meta.privacy import has_mail_address, report_dropped_personal_data_if_any, without_mail_domain
from convert.model import Blocks, Comment
from convert.notices import Notice, Report
from convert.readers._xml.element import Element
from convert.readers.wordpress.times import read_timestamp_assuming_offset_of_others, unreadable_dates_and_tell_if_any

_DEEPEST = 10
"""Replies in each other; those below are written as replies to the same comment, as WordPress itself does."""

_UNAPPROVED = {"0": N_("waiting for approval"), "hold": N_("waiting for approval"), "spam": "spam"}
"""What `comment_approved` says of comments that were not shown; any other word but `1` is a bin."""

_TOLD = {"pingback", "trackback"}
_PRIVATE = ("wp:comment_author_email", "wp:comment_author_IP", "wp:comment_user_id")

ReadComment = Callable[[str], Blocks]
"""What makes blocks of a comment's HTML."""


def read_approved_comment_threads(item: Element, zone: str, read_body: ReadComment, report: Report) -> tuple[Comment, ...]:
    """The comments of a post, replies in what they reply to. One whose parent is not shown replies to the nearest that is."""
    elements = list(item.children_named("wp:comment"))
    shown = [element for element in _approved_comments(elements, report) if element.child_text("wp:comment_type") not in _TOLD]
    comments = {id(element): _read_comment(element, zone, read_body, report) for element in shown}
    parents = _nearest_shown_parents_by_identity(
        elements, {_comment_number(element): element for element in shown if _comment_number(element)}
    )
    children: dict[int, list[Element]] = {}
    for element in shown:
        children.setdefault(parents[id(element)], []).append(element)
    return _build_threads(children, comments)


def _comment_number(comment: Element) -> str:
    return comment.child_text("wp:comment_id")


def _approved_comments(elements: Iterable[Element], report: Report) -> list[Element]:
    kept = []
    for element in elements:
        state = element.child_text("wp:comment_approved") or "0"
        if state in ("1", "approve"):
            kept.append(element)
        else:
            report(Notice("unapproved-comment", _UNAPPROVED.get(state, N_("in the trash"))))
    return kept


def _nearest_shown_parents_by_identity(elements: list[Element], shown: dict[str, Element]) -> dict[int, int]:
    """For each comment the nearest shown one it replies to, by identity; 0 for none, and for the first met of a ring."""
    parent_of = {number: element.child_text("wp:comment_parent") for element in elements if (number := _comment_number(element))}
    result: dict[int, int] = {}
    for element in shown.values():
        seen = {_comment_number(element)}
        number = parent_of.get(_comment_number(element), "")
        while number in parent_of and number not in shown and number not in seen:
            seen.add(number)
            number = parent_of[number]
        parent = shown.get(number)
        result[id(element)] = id(parent) if parent is not None and parent is not element else 0
    for element in elements:
        result.setdefault(id(element), 0)
    return result


def _build_threads(children: dict[int, list[Element]], comments: dict[int, Comment]) -> tuple[Comment, ...]:
    """Comments with their replies, built from the last to the first, without recursion."""
    order: list[tuple[Element, int, int]] = []
    placed: set[int] = set()
    waiting = [(element, 0, 1) for element in reversed(children.get(0, []))]
    rest = iter([element for group in children.values() for element in group])
    while True:
        while waiting:
            element, parent, level = waiting.pop()
            if id(element) in placed:
                continue
            placed.add(id(element))
            order.append((element, parent, level))
            below = id(element) if level < _DEEPEST else parent
            waiting.extend((child, below, min(level + 1, _DEEPEST)) for child in reversed(children.get(id(element), [])))
        ring = next((element for element in rest if id(element) not in placed), None)
        if ring is None:
            break
        waiting.append((ring, 0, 1))
    replies: dict[int, list[Comment]] = {}
    for element, parent, _ in reversed(order):
        inside = tuple(reversed(replies.get(id(element), [])))
        replies.setdefault(parent, []).append(replace(comments[id(element)], replies=inside))
    return tuple(reversed(replies.get(0, [])))


def _read_comment(element: Element, zone: str, read_body: ReadComment, report: Report) -> Comment:
    homepage = element.child_text("wp:comment_author_url")
    kind = element.child_text("wp:comment_type")
    report_dropped_personal_data_if_any(_has_personal_data(element), report)
    return Comment(
        without_mail_domain(element.child_text("wp:comment_author")),
        read_body(element.first_child_or_empty_element("wp:comment_content").own_text),
        read_timestamp_assuming_offset_of_others(element, "wp:comment_date", zone),
        replies=(),
        homepage=homepage if re.match(r"https?://", homepage, re.IGNORECASE) and not has_mail_address(homepage) else "",
        extra={
            **unreadable_dates_and_tell_if_any(element, ("wp:comment_date",), zone, report),
            **({"type": kind} if kind not in ("", "comment") else {}),
        },
    )


def _has_personal_data(element: Element) -> bool:
    """Whether the export says something of a comment's writer that would find them."""
    has_private_field = any(element.child_text(name) not in ("", "0") for name in _PRIVATE)
    return has_private_field or has_mail_address(element.child_text("wp:comment_author_url"))


def read_and_report_approved_trackbacks(item: Element, zone: str, report: Report) -> list[dict[str, Any]]:
    """Posts elsewhere that told of this one; of those that were not shown the comments speak."""
    found = []
    for element in item.children_named("wp:comment"):
        if element.child_text("wp:comment_type") not in _TOLD or element.child_text("wp:comment_approved") not in (
            "1",
            "approve",
        ):
            continue
        report(Notice("trackback"))
        date = read_timestamp_assuming_offset_of_others(element, "wp:comment_date", zone)
        details = {
            "url": element.child_text("wp:comment_author_url"),
            "site": without_mail_domain(element.child_text("wp:comment_author")),
            "excerpt": element.child_text("wp:comment_content"),
            "received": date.value.isoformat() if date else "",
        }
        report_dropped_personal_data_if_any(bool(element.child_text("wp:comment_author_IP")), report)
        found.append({name: value for name, value in details.items() if value})
    return found
