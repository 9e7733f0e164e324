"""Comments and trackbacks. Who wrote from where is left out, and so are passwords."""

import re
from collections.abc import Iterable
from typing import Any

from convert.meta.privacy import author_name, has_mail, report_left_out
from convert.model import Blocks, Comment, HardBreak, Inline, Paragraph, Text
from convert.notices import Notice, Report
from convert.readers._xml.element import Element
from convert.readers.ttxml.times import moment, unread

_DEEPEST = 10
"""Replies in each other; those below are written as replies to the same comment. Tistory has one level."""

_NOT_SECRET = ("", "0", "false")
"""Anything else hides a comment: what was meant for one reader is not shown to all for a word nobody knows."""

_PERSONAL = ("ip", "openid")


def read_comments(elements: Iterable[Element], zone: str, report: Report) -> tuple[Comment, ...]:
    """The comments with their replies. Those a filter had hidden were no part of the page."""
    return tuple(_comment(element, zone, report, 1) for element in _visible(elements, report))


def _visible(elements: Iterable[Element], report: Report) -> list[Element]:
    kept = []
    for element in elements:
        if element.line("isFiltered") in ("", "0"):
            kept.append(element)
        else:
            report(Notice("spam"))
    return kept


def _comment(element: Element, zone: str, report: Report, level: int) -> Comment:
    commenter = element.first("commenter")
    inner = _visible(element.all("comment"), report)
    replies = [_comment(child, zone, report, level + 1) for child in inner] if level < _DEEPEST else _flat(inner, zone, report)
    homepage = commenter.line("homepage")
    report_left_out(_is_told_of(commenter), report)
    return Comment(
        author_name(commenter.line("name")),
        _paragraphs(element.first("content").text),
        moment(element.line("written"), zone),
        element.line("secret").lower() not in _NOT_SECRET,
        tuple(replies),
        homepage if re.match(r"https?://", homepage, re.IGNORECASE) and not has_mail(homepage) else "",
        unread(element, ("written",), zone, report),
    )


def _is_told_of(element: Element) -> bool:
    """Whether something is said of somebody that would find them."""
    number = element.attributes.get("id", "").strip()
    return bool(number) or any(map(element.line, _PERSONAL)) or has_mail(element.line("homepage"))


def _flat(elements: list[Element], zone: str, report: Report) -> list[Comment]:
    """Comments and all their replies, one after the other."""
    found: list[Comment] = []
    waiting = elements[::-1]
    while waiting:
        element = waiting.pop()
        alone = Element(element.name, element.attributes)
        alone.children = [child for child in element.children if child.name != "comment"]
        found.append(_comment(alone, zone, report, 1))
        waiting.extend(_visible(element.all("comment"), report)[::-1])
    return found


def _paragraphs(text: str) -> Blocks:
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
    for element in _visible(elements, report):
        told = {name: value for name in ("url", "site", "title", "excerpt") if (value := element.line(name))}
        times = {name: date.value.isoformat() for name in ("received", "sent") if (date := moment(element.line(name), zone))}
        times |= unread(element, ("received", "sent"), zone, report)
        report_left_out(_is_told_of(element), report)
        found.append({**told, **times})
    return found
