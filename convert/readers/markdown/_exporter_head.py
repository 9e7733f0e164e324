"""What exporters and crawlers put above a body instead of front matter: a title, lines like `> 작성일: 2025-01-02`, a rule.

The lines are text and stay in the body; what they say of the post is also what front matter would have said. A head is the first
lines as far as each of them only states something, so that a diary, of which a line merely begins with a date, has none.
"""

from collections.abc import Iterator

from msgspec import Struct

from convert import lazy_re as re
from convert.meta.dates import is_korean_text, parse_timestamp
from convert.meta.front_matter.keys import PLAIN, normalize_key

_MOST_LINES = 20
_LONGEST_LINE = 400

_TITLE = re.compile(r" {0,3}#{1,2}[ \t]+\S")
_RULE = re.compile(r" {0,3}(?:-[ \t]*){3,}| {0,3}(?:\*[ \t]*){3,}| {0,3}(?:_[ \t]*){3,}")
_OPENING = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+)?")
"""The marks of a quotation and of a list before what a line says."""

_ENDING = re.compile(r"(?:<br ?/?>|\\|  )*$")
_BETWEEN = re.compile(r"\s+[|·•∙]\s+|\s+/\s+")
_MARKS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)")
_LINK = re.compile(
    r"""\[(?P<label>[^\]\[]*)\]\(<?(?P<url>https?://[^\s()<>]+)>?(?:[ \t]+"[^"]*")?\)|<?(?P<bare>https?://[^\s<>]+)>?"""
)
_STATED = re.compile(r"(?P<label>[^\W\d][\w .]{0,24}?)\s*[:：]\s*(?P<value>\S.*)")
_DATED = re.compile(r"(?P<label>[^\W\d][^\W\d ]{0,12}(?: [a-z]{2,4})?)\s+(?P<value>\S.*)", re.IGNORECASE)
_SIGN = re.compile(r"^[^\w\[<('’]+")
"""A little picture before a line: 📅, 🔗."""

_WEAK = frozenset({"date", "날짜"})
"""May be the day of what a text is about, but for a head that a rule closes."""

_NAMES = {normalize_key(label): field for field in ("categories", "tags") for label in PLAIN[field]}
"""Labels of what a post is filed under: they count in a head that has a date or an address, too."""

_OF_EVENTS = frozenset({"일시", "일자", "datetime", "timestamp", "time"})
_PUBLISHED = frozenset(PLAIN["date"]) - _OF_EVENTS
_CHANGED = frozenset(PLAIN["lastmod"])
_ORIGINAL = frozenset(
    map(
        normalize_key,
        ("원문", "원문 링크", "원문 주소", "원문 보기", "원문 바로가기", "원본", "원본 링크", "원본 글", "원글", "글 주소"),
    )
) | frozenset(
    map(normalize_key, ("original", "original link", "original post", "original url", "permalink", "source url", "canonical url"))
)
_SOURCE = frozenset(map(normalize_key, ("source", "출처", "link", "링크", "url", "주소")))
"""May be of a text that is quoted, but for a head that has a date, too."""


class _Head(Struct):
    """What the lines have said so far."""

    date: str = ""
    weak_date: str = ""
    bare_date: str = ""
    lastmod: str = ""
    original: str = ""
    source: str = ""
    categories: str = ""
    tags: str = ""
    has_title: bool = False
    is_closed: bool = False


def read_metadata_of_exporter_head(text: str) -> dict[str, str]:
    """What the head of a body says, by keys of front matter: `date`, `lastmod`, `source_url`, `categories`, `tags`, if any."""
    head = _Head()
    for line in _first_nonblank_lines(text):
        if _RULE.fullmatch(line):
            head.is_closed = True
            break
        if _TITLE.match(line) and not head.has_title:
            head.has_title = True
        elif not _take_metadata_of_line_and_tell_if_all(head, line):
            break
    return _metadata_for_front_matter(head) if head.has_title or head.is_closed else {}


def _first_nonblank_lines(text: str) -> Iterator[str]:
    """The first lines that are not blank."""
    start = 0
    for _ in range(2 * _MOST_LINES):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if len(line) > _LONGEST_LINE:
            return
        if line.strip(" \t>"):
            yield line
        if end < 0:
            return
        start = end + 1


def _metadata_for_front_matter(head: _Head) -> dict[str, str]:
    date = head.date or (head.weak_date if head.is_closed else "")
    if head.has_title and head.is_closed:
        date = date or head.bare_date
    url = head.original if date or head.is_closed else ""
    found = {"date": date, "lastmod": head.lastmod, "source_url": url or (head.source if date else "")}
    if any(found.values()):
        found |= {"categories": head.categories, "tags": head.tags}
    return {key: value for key, value in found.items() if value}


def _take_metadata_of_line_and_tell_if_all(head: _Head, line: str) -> bool:
    """What a line states; whether it does nothing else."""
    opening = _OPENING.match(line)
    content = _ENDING.sub("", line[opening.end() if opening else 0 :]).strip()
    parts = [part for part in _BETWEEN.split(content) if part.strip()]
    return bool(parts) and all([_take_metadata_of_part_and_tell_if_all(head, part) for part in parts])


def _take_metadata_of_part_and_tell_if_all(head: _Head, part: str) -> bool:
    link = _LINK.search(part)
    words = _SIGN.sub("", _MARKS.sub("", part[: link.start()] if link else part)).strip()
    if link:
        return _take_labelled_url_and_tell_if_any(head, words, link) and not part[link.end() :].strip("*_` ")
    if parse_timestamp(words, "UTC"):
        head.bare_date = head.bare_date or words
        return True
    stated = _DATED.fullmatch(words)
    if stated is None or not _readable_date_or_empty(stated["label"], stated["value"]):
        stated = _STATED.fullmatch(words)  # a time has a colon, too
    if stated is None:
        return False
    _record_names_or_date_by_label(head, normalize_key(stated["label"]), stated["value"].strip())
    return True


def _take_labelled_url_and_tell_if_any(head: _Head, words: str, link: re.Match[str]) -> bool:
    """A link under a label, or with a label as its text."""
    url = link["url"] or link["bare"]
    label = normalize_key(words.rstrip(" :：")) if words else normalize_key(link["label"] or "")
    if label in _ORIGINAL:
        head.original = head.original or url
    elif label in _SOURCE:
        head.source = head.source or url
    return label in _ORIGINAL or label in _SOURCE or words.endswith((":", "："))


def _readable_date_or_empty(label: str, value: str) -> str:
    """A date as it can be read without its label; where that is Korean, an apostrophe says that the year comes first."""
    spelled = (value, f"’{value}") if is_korean_text(label) else (value,)
    return next((text for text in spelled if parse_timestamp(text, "UTC")), "")


_NO_NAME = re.compile(r"\W*|[(\[]?(?:(?:(?:카테고리|태그|분류)\s*)?없음|none|n/a)[)\]]?|.*\s.*[.!?…。]", re.IGNORECASE)
"""What stands there for want of a name, and what is a sentence."""


def _record_names_or_date_by_label(head: _Head, label: str, value: str) -> None:
    field = _NAMES.get(label)
    if field is None:
        _record_date_by_label_if_readable(head, label, value)
    elif not getattr(head, field) and not _NO_NAME.fullmatch(value):
        setattr(head, field, value)


def _record_date_by_label_if_readable(head: _Head, label: str, value: str) -> None:
    value = _readable_date_or_empty(label, value)
    if not value:
        return
    if label in _WEAK:
        head.weak_date = head.weak_date or value
    elif label in _PUBLISHED:
        head.date = head.date or value
    elif label in _CHANGED:
        head.lastmod = head.lastmod or value
