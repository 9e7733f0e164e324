"""Comments and trackbacks. Who wrote from where is left out, and so are passwords."""

from collections.abc import Iterable
from typing import Any

from convert import lazy_re as re
from convert.meta.privacy import has_mail_address, report_dropped_personal_data_if_any, without_mail_domain
from convert.model import Blocks, Comment, HardBreak, Inline, Paragraph, Text
from convert.notices import Notice, Report
from convert.readers._xml.element import Element
from convert.readers.ttxml.times import read_timestamp, unreadable_dates_and_tell_if_any

_DEEPEST = 10
"""Replies in each other; those below are written as replies to the same comment. Tistory has one level."""

_NOT_SECRET = ("", "0", "false")
"""Anything else hides a comment: what was meant for one reader is not shown to all for a word nobody knows."""

_PERSONAL = ("ip", "openid")


def read_comments_without_spam(elements: Iterable[Element], zone: str, report: Report) -> tuple[Comment, ...]:
    """The comments with their replies. Those a filter had hidden were no part of the page."""
    return tuple(_read_comment(element, zone, report, 1) for element in _without_spam(elements, report))


def _without_spam(elements: Iterable[Element], report: Report) -> list[Element]:
    kept = []
    for element in elements:
        if element.child_text("isFiltered") in ("", "0"):
            kept.append(element)
        else:
            report(Notice("spam"))
    return kept


def _read_comment(element: Element, zone: str, report: Report, level: int) -> Comment:
    commenter = element.first_child_or_empty_element("commenter")
    inner = _without_spam(element.children_named("comment"), report)
    replies = (
        [_read_comment(child, zone, report, level + 1) for child in inner]
        if level < _DEEPEST
        else _read_comments_and_replies_flat(inner, zone, report)
    )
    homepage = commenter.child_text("homepage")
    report_dropped_personal_data_if_any(_has_personal_data(commenter), report)
    return Comment(
        without_mail_domain(commenter.child_text("name")),
        _split_paragraphs(element.first_child_or_empty_element("content").own_text),
        read_timestamp(element.child_text("written"), zone),
        element.child_text("secret").lower() not in _NOT_SECRET,
        tuple(replies),
        homepage if re.match(r"https?://", homepage, re.IGNORECASE) and not has_mail_address(homepage) else "",
        unreadable_dates_and_tell_if_any(element, ("written",), zone, report),
    )


def _has_personal_data(element: Element) -> bool:
    """Whether something is said of somebody that would find them."""
    number = element.attributes.get("id", "").strip()
    return bool(number) or any(map(element.child_text, _PERSONAL)) or has_mail_address(element.child_text("homepage"))


def _read_comments_and_replies_flat(elements: list[Element], zone: str, report: Report) -> list[Comment]:
    """Comments and all their replies, one after the other."""
    found: list[Comment] = []
    waiting = elements[::-1]
    while waiting:
        element = waiting.pop()
        alone = Element(element.name, element.attributes)
        alone.children = [child for child in element.children if child.name != "comment"]
        found.append(_read_comment(alone, zone, report, 1))
        waiting.extend(_without_spam(element.children_named("comment"), report)[::-1])
    return found


def _split_paragraphs(text: str) -> Blocks:
    """What was typed: a line end is one, an empty line parts paragraphs."""
    blocks = []
    for part in re.split(r"\n[ \t\r]*\n", text):
        lines = [line for raw in part.split("\n") if (line := " ".join(raw.split()))]
        children: list[Inline] = []
        for line in lines:
            children += [HardBreak(), Text(line)] if children else [Text(line)]
        if children:
            blocks.append(Paragraph(tuple(children)))
    return tuple(blocks)


def read_trackbacks(elements: Iterable[Element], zone: str, report: Report) -> list[dict[str, Any]]:
    """Posts elsewhere that told of this one, or that this one told of itself."""
    found = []
    for element in _without_spam(elements, report):
        details = {name: value for name in ("url", "site", "title", "excerpt") if (value := element.child_text(name))}
        times = {
            name: date.value.isoformat()
            for name in ("received", "sent")
            if (date := read_timestamp(element.child_text(name), zone))
        }
        times |= unreadable_dates_and_tell_if_any(element, ("received", "sent"), zone, report)
        report_dropped_personal_data_if_any(_has_personal_data(element), report)
        found.append({**details, **times})
    return found
