"""HTML with fewer things of a kind where a parser compares each with all before it."""

from itertools import islice

from convert import lazy_re as re
from convert.model.limits import HTML_ATTRIBUTES
from convert.notices import Notice, Report
from convert.sources.html_tree.tokens import FIRST_ATTRIBUTES, TAG

_MOST = 200
"""Options to choose one of, and tags of one root, that cost no parser much."""

_LONG_TAG = re.compile(rf"<[a-zA-Z][^>]{{{2 * HTML_ATTRIBUTES}}}")
"""What a tag with too many attributes begins with, unless an angle is in a value; short pages without one need no closer look."""

_LONG = 100_000
"""Characters of a page whose attributes cost a parser much if they are all of one element, angles in values or not."""

_OPTION = re.compile(r"<option\b", re.IGNORECASE)
_SELECT = re.compile(r"<select(?=[\s/>])", re.IGNORECASE)
_ROOT = re.compile(r"<(?:html|body)(?=[\s/>])", re.IGNORECASE)


def with_few_attributes(html: str, report: Report) -> str:
    """HTML in which no element has too many attributes. Reports `attributes` where some are left out."""
    parts: list[str] = []
    copied = 0
    for found in TAG.finditer(html) if len(html) > _LONG or _may_have_long_tag(html) else ():
        start, end = found.span("attributes")
        first = FIRST_ATTRIBUTES.match(html, start, end) if end - start >= 2 * HTML_ATTRIBUTES else None
        if first is not None and first.end() < end:
            parts.append(html[copied : first.end()])
            copied = end
    if parts:
        report(Notice("attributes", f"those of an element beyond {HTML_ATTRIBUTES:,}", len(parts)))
    return "".join([*parts, html[copied:]]) if parts else html


def _may_have_long_tag(html: str) -> bool:
    """Whether so much is written without the end of a tag. To look for one from every tag takes many times as long."""
    return any([_LONG_TAG.search(part) for part in html.split(">") if len(part) > 2 * HTML_ATTRIBUTES])


def with_selects_multiple_if_many_options(html: str) -> str:
    """HTML in which several of many options may be chosen, since a parser looks for the one that is with each it finds."""
    if next(islice(_OPTION.finditer(html), _MOST, None), None) is None:
        return html
    return _SELECT.sub(r"\g<0> multiple", html)


def without_html_and_body_tags_past_limit(html: str) -> str:
    """HTML in which `html` and `body` have no more attributes where they are begun for the hundredth time."""
    late = next(islice(_ROOT.finditer(html), _MOST, None), None)
    if late is None:
        return html
    start = late.start()
    return html[:start] + TAG.sub(lambda tag: "" if (tag["name"] or "").lower() in ("html", "body") else tag[0], html[start:])
