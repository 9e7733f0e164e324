"""Comments in threads, and what other blogs told of a post. Only what the blog showed; who wrote from where is never told."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from convert.meta.privacy import author_name, has_mail, report_left_out
from convert.model import Blocks, Comment
from convert.notices import Notice, Report
from convert.readers._xml.element import Element
from convert.readers.wordpress.times import moment, unread

_DEEPEST = 10
"""Replies in each other; those below are written as replies to the same comment, as WordPress itself does."""

_UNAPPROVED = {"0": "waiting for approval", "hold": "waiting for approval", "spam": "spam"}
"""What `comment_approved` says of comments that were not shown; any other word but `1` is a bin."""

_TOLD = {"pingback", "trackback"}
_PRIVATE = ("wp:comment_author_email", "wp:comment_author_IP", "wp:comment_user_id")

Reader = Callable[[str], Blocks]
"""What makes blocks of a comment's HTML."""


def read_comments(item: Element, zone: str, read: Reader, report: Report) -> tuple[Comment, ...]:
    """The comments of a post, replies in what they reply to. One whose parent is not shown replies to the nearest that is."""
    elements = list(item.all("wp:comment"))
    shown = [one for one in _shown(elements, report) if one.line("wp:comment_type") not in _TOLD]
    made = {id(one): _comment(one, zone, read, report) for one in shown}
    above = _parents(elements, {_number(one): one for one in shown if _number(one)})
    children: dict[int, list[Element]] = {}
    for one in shown:
        children.setdefault(above[id(one)], []).append(one)
    return _threads(children, made)


def _number(comment: Element) -> str:
    return comment.line("wp:comment_id")


def _shown(elements: Iterable[Element], report: Report) -> list[Element]:
    kept = []
    for element in elements:
        state = element.line("wp:comment_approved") or "0"
        if state in ("1", "approve"):
            kept.append(element)
        else:
            report(Notice("unapproved-comment", _UNAPPROVED.get(state, "in the trash")))
    return kept


def _parents(elements: list[Element], shown: dict[str, Element]) -> dict[int, int]:
    """For each comment the nearest shown one it replies to, by identity; 0 for none, and for the first met of a ring."""
    parent_of = {number: one.line("wp:comment_parent") for one in elements if (number := _number(one))}
    result: dict[int, int] = {}
    for one in shown.values():
        seen = {_number(one)}
        number = parent_of.get(_number(one), "")
        while number in parent_of and number not in shown and number not in seen:
            seen.add(number)
            number = parent_of[number]
        above = shown.get(number)
        result[id(one)] = id(above) if above is not None and above is not one else 0
    for one in elements:
        result.setdefault(id(one), 0)
    return result


def _threads(children: dict[int, list[Element]], made: dict[int, Comment]) -> tuple[Comment, ...]:
    """Comments with their replies, built from the last to the first, without recursion."""
    order: list[tuple[Element, int, int]] = []
    placed: set[int] = set()
    waiting = [(one, 0, 1) for one in reversed(children.get(0, []))]
    rest = iter([one for group in children.values() for one in group])
    while True:
        while waiting:
            one, parent, level = waiting.pop()
            if id(one) in placed:
                continue
            placed.add(id(one))
            order.append((one, parent, level))
            below = id(one) if level < _DEEPEST else parent
            waiting.extend((child, below, min(level + 1, _DEEPEST)) for child in reversed(children.get(id(one), [])))
        ring = next((one for one in rest if id(one) not in placed), None)
        if ring is None:
            break
        waiting.append((ring, 0, 1))
    replies: dict[int, list[Comment]] = {}
    for one, parent, _ in reversed(order):
        inside = tuple(reversed(replies.get(id(one), [])))
        replies.setdefault(parent, []).append(replace(made[id(one)], replies=inside))
    return tuple(reversed(replies.get(0, [])))


def _comment(element: Element, zone: str, read: Reader, report: Report) -> Comment:
    homepage = element.line("wp:comment_author_url")
    kind = element.line("wp:comment_type")
    report_left_out(_is_told_of(element), report)
    return Comment(
        author_name(element.line("wp:comment_author")),
        read(element.first("wp:comment_content").text),
        moment(element, "wp:comment_date", zone),
        replies=(),
        homepage=homepage if re.match(r"https?://", homepage, re.IGNORECASE) and not has_mail(homepage) else "",
        extra={
            **unread(element, ("wp:comment_date",), zone, report),
            **({"type": kind} if kind not in ("", "comment") else {}),
        },
    )


def _is_told_of(element: Element) -> bool:
    """Whether the export says something of a comment's writer that would find them."""
    told = any(element.line(name) not in ("", "0") for name in _PRIVATE)
    return told or has_mail(element.line("wp:comment_author_url"))


def read_trackbacks(item: Element, zone: str, report: Report) -> list[dict[str, Any]]:
    """Posts elsewhere that told of this one; of those that were not shown the comments speak."""
    found = []
    for element in item.all("wp:comment"):
        if element.line("wp:comment_type") not in _TOLD or element.line("wp:comment_approved") not in ("1", "approve"):
            continue
        report(Notice("trackback"))
        date = moment(element, "wp:comment_date", zone)
        told = {
            "url": element.line("wp:comment_author_url"),
            "site": author_name(element.line("wp:comment_author")),
            "excerpt": element.line("wp:comment_content"),
            "received": date.value.isoformat() if date else "",
        }
        report_left_out(bool(element.line("wp:comment_author_IP")), report)
        found.append({name: value for name, value in told.items() if value})
    return found
