"""Whether a text is Markdown, or an HTML body that only has a Markdown file's name."""

import re
from pathlib import PurePosixPath

from convert.source import Source

BY_EXTENSION: dict[str, int] = {".md": 40, ".markdown": 40, ".txt": 15}
"""How much a file's name alone says."""

_UNNAMED = 10
_HTML = 5
_MARKDOWN = 60

_ENOUGH = 32768
"""Bytes looked at: how a post is written shows long before."""

_OTHER = re.compile(rb"\s*(?:PK\x03\x04|[{\[]\s*\"|<\?xml|<!doctype|<html|<rss|<blog)", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"<pre\b.*?</pre>|^(`{3,}|~{3,})[^\n]*\n.*?^\1", re.DOTALL | re.MULTILINE | re.IGNORECASE)
"""Code of either spelling may hold the other: `#` begins a comment, and a post may teach HTML."""

_TAG = r"<(?:p|div|h[1-6]|figure|table|tbody|thead|tr|td|ul|ol|li|blockquote|pre|hr|article|section|iframe|center)\b"
_TAGS = re.compile(_TAG + "|data-ke-", re.IGNORECASE)
_FIRST_TAG = re.compile(r"(?:!\[[^\n]*\)\s*)*" + _TAG, re.IGNORECASE)
"""Some blogs put a cover above an HTML body, as a Markdown image."""

_PLAIN = re.compile(r"^(?!<)\S.*(?:\n|\Z)(?=[ \t]*(?:\n|\Z))", re.MULTILINE)
"""The last line of a paragraph that is no HTML: a body of such paragraphs is Markdown, whatever stands between them."""
_MARKS = re.compile(r"^ {0,3}(?:#{1,6} |[-*+] |\d{1,9}[.)] |> |`{3}|~{3}|\|.*\|[ \t]*$)", re.MULTILINE)


def confidence(source: Source) -> int:
    """0 for another format, else what the name and the first part of the text say."""
    by_name = _by_name(source.file_name)
    if not by_name or _OTHER.match(source.head[:64]):
        return 0
    body = _FRONT_MATTER.sub("", _opening(source.head), count=1).lstrip()
    return _by_text(body) or by_name


def _by_name(name: str) -> int:
    extension = PurePosixPath(name).suffix.lower()
    return BY_EXTENSION.get(extension, 0) if extension else _UNNAMED


def _by_text(body: str) -> int:
    fences = len(re.findall(r"^(?:`{3}|~{3})", body, re.MULTILINE)) // 2
    prose = _CODE.sub("\n", body)
    marks = len(_MARKS.findall(prose)) + fences
    tags = len(_TAGS.findall(prose))
    if marks > 2 * tags + 1:
        return _MARKDOWN
    if _FIRST_TAG.match(body):
        return _HTML
    return _HTML if tags > marks + len(_PLAIN.findall(prose)) else 0


def _opening(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data[:_ENOUGH].decode("utf-16" if wide else "utf-8", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
