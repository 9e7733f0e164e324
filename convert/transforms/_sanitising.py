"""HTML that is kept as it is: sanitised by nh3 (ammonia) where it is whole, and only then spelled anew.

Half an element, as Markdown cuts HTML, would be closed by any sanitiser. Readers have cleaned it already, tag by tag, and so have
they what is whole: this is the second look, by somebody else.
"""

import re
from collections.abc import Collection
from functools import partial
from html import escape

from msgspec.structs import replace

from convert.model import RawBlock, RawInline
from convert.model.url import is_allowed
from convert.notices import Notice, Report
from convert.sources.evidence import hand_over_left_out

_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][^\s/>]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+(?<!/)>", re.DOTALL)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DEEPEST = 200
"""Elements in each other; parsers are quadratic in that."""

_TAGS = frozenset(
    """a abbr acronym address article aside audio b bdi bdo big blockquote br button caption center cite code col colgroup data
    datalist dd del details dfn dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i
    img input ins kbd label legend li main map area mark menu meter nav nobr ol optgroup option output p picture pre progress q rp
    rt rtc rb ruby s samp search section select small source span strike strong sub summary sup table tbody td textarea tfoot th
    thead time tr track tt u ul var video wbr
    svg g defs desc metadata title foreignObject symbol use path rect circle ellipse line polyline polygon text tspan textPath
    image marker mask clipPath pattern linearGradient radialGradient stop filter switch view feBlend feColorMatrix feComposite
    feDropShadow feFlood feGaussianBlur feMerge feMergeNode feOffset
    math annotation menclose merror mfenced mfrac mi mlabeledtr mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics""".split()
)
"""Elements of HTML, SVG and MathML that show something, and do nothing by themselves."""

_SILENT = ("script", "style", "noscript", "template", "iframe")
"""Elements whose text no page shows."""

_ADDRESSES = frozenset("href src action formaction cite poster background data longdesc".split())
_IMAGES = frozenset(("src", "poster"))
_NEVER = re.compile(r"on.*|srcdoc|srcset|ping|style|manifest|target|is|slot|nonce|integrity|http-equiv", re.IGNORECASE)
"""Attributes that run, load, or lay things over the page."""

_ATTRIBUTE = re.compile(r"[\s\"'/]([A-Za-z_][\w:.-]*+)(?=[\s=/>])")
"""What may be called an attribute, there or in a text beside one."""


def sanitise_raw_html(raw: RawBlock | RawInline, schemes: Collection[str], report: Report) -> RawBlock | RawInline:
    """An island with nothing in it that could run, or lead where nobody allows; the same one when it has none.

    Reports `sanitised` for one that is spelled anew.
    """
    if "<" not in raw.value or not _is_balanced(raw.value):
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


def _is_balanced(html: str) -> bool:
    """Whether every element is closed where it stands, and none lies too deep to be looked at."""
    open_elements: list[str] = []
    for tag in _TAG.finditer(html):
        name = (tag[2] or "").lower()
        if not name or (name in _VOID and not tag[1]):
            continue
        if tag[1] and (not open_elements or open_elements.pop() != name):
            return False
        if not tag[1]:
            open_elements.append(name)
            if len(open_elements) > _DEEPEST:
                return False
    return not open_elements


def _clean_with_nh3(html: str, schemes: Collection[str]) -> str:
    import nh3

    # What has a namespace (`xlink:href`) goes by the rest of its name there.
    names = {name for name in _ATTRIBUTE.findall(html) if not _NEVER.fullmatch(name)}
    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_SILENT),
        attributes={"*": names | {name.lower() for name in names} | {name.rpartition(":")[2] for name in names} | {"viewBox"}},
        attribute_filter=partial(_filter_attribute, schemes),
        strip_comments=False,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "data", *schemes},
    )


def _filter_attribute(schemes: Collection[str], tag: str, name: str, value: str) -> str | None:
    is_image = name in _IMAGES or (name == "href" and tag in ("image", "use"))
    return value if name not in _ADDRESSES or is_allowed(value, schemes, image=is_image) else None


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
