"""How much of an output is escaped. Many escapes are what Markdown looks like that was read as something else.

A person's prose has a handful: a date at the start of a line, a bracket, a lone asterisk. Markdown that was read as HTML has one
for nearly every mark it had, and some that prose has hardly ever: a link's text before its address, two asterisks in a row.
"""

import re

_ESCAPE = re.compile(r"\\\\|\\[*#\[\]_`>\-+|!~]|(?<=\d)\\[.)]")
"""A backslash before what would be Markdown without it; two backslashes are one of the text."""

_MARKUP = re.compile(r"\\\\|\\\]\\?\(|\\\*\\\*|\\`|!\\\[|\\!\\?\[")
"""Escapes of what only Markdown is: `](`, `**`, code, `![`."""

_FENCE = re.compile("`{3,}|~{3,}")


def count_escapes(body: str) -> int:
    """How many marks of a body in Markdown were escaped, outside of its blocks of code. Linear in the length of the body."""
    return _count(_ESCAPE, body)


def count_escaped_markup(body: str) -> int:
    """Those of them that prose has hardly ever. Linear in the length of the body."""
    return _count(_MARKUP, body)


def escapes_per_thousand(body: str) -> float:
    """Escaped marks for each 1,000 characters of a body, those of code not counted."""
    text = _without_code(body)
    return 1000 * count_escapes(text) / len(text) if text.strip() else 0.0


def _count(marks: re.Pattern[str], body: str) -> int:
    if "\\" not in body:
        return 0
    return sum([found[0] != "\\\\" for found in marks.finditer(_without_code(body))])


def _without_code(body: str) -> str:
    """A body without its fenced code, whose backslashes are its own."""
    if "```" not in body and "~~~" not in body:
        return body
    kept: list[str] = []
    fence = ""
    for line in body.split("\n"):
        start = line.lstrip(" \t>")
        if fence:
            fence = "" if start.startswith(fence) and not start.strip(fence[0]).strip() else fence
        elif mark := _FENCE.match(start):
            fence = mark[0]
        else:
            kept.append(line)
    return "\n".join(kept)
