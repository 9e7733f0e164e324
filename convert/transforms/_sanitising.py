"""HTML that is kept as it is: sanitised by nh3 (ammonia) where it is whole, and only then spelled anew.

Half an element, as Markdown cuts HTML, would be closed by any sanitiser. Readers have cleaned it already, tag by tag, and so have
they what is whole: this is the second look, by somebody else.
"""

from collections.abc import Collection, Iterator
from functools import partial
from html import escape

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import RawBlock, RawInline
from convert.notices import Notice, Report
from convert.sources.evidence import hand_over_left_out
from convert.transforms._harmless_drawings import is_harmless_drawing
from convert.transforms._kept_html import DRAWING_TAGS, FORMULA_TAGS, HTML_TAGS, NEVER_KEPT, is_no_address_or_allowed

_TAG_OR_COMMENT = re.compile(r"<!--|<(/?)([A-Za-z][^\s/>]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+(?<!/)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DEEPEST = 200
"""Elements in each other; parsers are quadratic in that."""

_SILENT = ("script", "style", "noscript", "template", "iframe")
"""Elements whose text no page shows."""

_ATTRIBUTE = re.compile(r"[\s\"'/]([A-Za-z_][\w:.-]*+)(?=[\s=/>])")
"""What may be called an attribute, there or in a text beside one."""


def sanitise_raw_html_if_balanced(raw: RawBlock | RawInline, schemes: Collection[str], report: Report) -> RawBlock | RawInline:
    """An island with nothing in it that could run, or lead where nobody allows; the same one when it has none.

    Reports `sanitised` for one that is spelled anew.
    """
    if "<" not in raw.value or is_harmless_drawing(raw.value) or not _is_balanced_and_not_too_deep(raw.value):
        return raw
    value = _clean_with_nh3(raw.value, schemes)
    if _normalise_html(value) == _normalise_html(raw.value):
        return raw
    words = _visible_words(raw.value)
    if _visible_words(value) != words:  # of what it does not know in a drawing or a formula it drops the words, too
        value = escape(words, quote=False)
    report(Notice("sanitised"))
    hand_over_left_out(report, "sanitised", raw.value)
    return replace(raw, value=value)


def _is_balanced_and_not_too_deep(html: str) -> bool:
    """Whether every element is closed where it stands, and none lies too deep to be looked at."""
    open_elements: list[str] = []
    for tag in _tags_outside_comments(html):
        name = tag[2].lower()
        if name in _VOID and not tag[1]:
            continue
        if tag[1] and (not open_elements or open_elements.pop() != name):
            return False
        if not tag[1]:
            open_elements.append(name)
            if len(open_elements) > _DEEPEST:
                return False
    return not open_elements


def _tags_outside_comments(html: str) -> Iterator[re.Match[str]]:
    """Every tag, in order, but for those in comments. One that never ends is none, and nobody looks for its end twice."""
    place, has_ends = 0, True
    while found := _TAG_OR_COMMENT.search(html, place):
        place = found.end()
        if found[0] != "<!--":
            yield found
        elif has_ends:
            end = html.find("-->", place)
            place, has_ends = max(place, end + 3), end >= 0


def _clean_with_nh3(html: str, schemes: Collection[str]) -> str:
    import nh3

    # What has a namespace (`xlink:href`) goes by the rest of its name there.
    names = {name for name in _ATTRIBUTE.findall(html) if not NEVER_KEPT.fullmatch(name)}
    return nh3.clean(
        html,
        tags={*HTML_TAGS, *DRAWING_TAGS, *FORMULA_TAGS},
        clean_content_tags=set(_SILENT),
        attributes={"*": names | {name.lower() for name in names} | {name.rpartition(":")[2] for name in names} | {"viewBox"}},
        attribute_filter=partial(_filter_attribute, schemes),
        strip_comments=False,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "data", *schemes},
    )


def _filter_attribute(schemes: Collection[str], tag: str, name: str, value: str) -> str | None:
    return value if is_no_address_or_allowed(tag, name, value, schemes) else None


def _visible_words(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(html)
    page.strip_tags(list(_SILENT))
    return " ".join(page.text(separator=" ").split())


def _normalise_html(html: str) -> str:
    """HTML as a parser has it, in which spellings of the same are equal."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    return body.html or "" if body is not None else ""
