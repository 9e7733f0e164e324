"""HTML of a post as a report may show it: nothing in it runs, leads anywhere, or asks any server for anything.

nh3 (ammonia) lets through what `_TAGS` names and nothing else. Frames that show the outcome run no script either, and take no
picture that is not in them (`frames`): each of the two would do alone.
"""

from collections.abc import Callable

from convert import lazy_re as re
from convert.sources.html_tree import parse_html, with_bounded_nesting_and_attributes

_TAGS = frozenset(
    """a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt
    em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd li main mark nav nobr ol p pre q rp rt
    ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr""".split()
)
_SILENT = frozenset("script style noscript template title iframe noembed noframes xmp plaintext textarea select svg math".split())
"""Elements whose content no text of a page is, or is text of another kind. Those that show something are boxes by then."""

_SEEN = {
    "*": frozenset(
        "align alt bgcolor class color colspan dir face height id rowspan size start style title valign width".split()
    ),
    "img": frozenset(
        ("src", "data-src", "data-original", "data-lazy-src", "data-url", "data-origin-width", "data-origin-height")
    ),
    "a": frozenset(("href",)),
    "input": frozenset(("type", "checked", "disabled")),
    "ol": frozenset(("start", "reversed", "type")),
    "details": frozenset(("open",)),
}
_SHOWN = {**_SEEN, "img": frozenset(("src",)), "a": frozenset()}
"""The same without addresses: a click leads nowhere."""

_STYLES = frozenset(
    """background-color border border-bottom border-collapse border-left border-radius border-right border-top color display float
    font-family font-size font-style font-weight height letter-spacing line-height list-style-type margin margin-bottom
    margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top
    text-align text-decoration text-indent vertical-align white-space width word-break""".split()
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]|picture:[0-9a-f]+\Z", re.IGNORECASE)
"""Addresses of pictures that are in the page, or will be."""

MARK = "bc-"
"""What names of marks begin with, and of boxes."""

BOX, MIDDLE, END = "\ue0f0", "\ue0f1", "\ue0f2"
"""What a box is as text: its kind between the first two, its address between the last two. A post that has these has a box."""

_BOXED = {
    **dict.fromkeys(("iframe", "embed", "object", "video", "audio"), "player"),
    "svg": "drawing",
    "math": "formula",
    "form": "",
}
_MAY_BE_BOXED = re.compile(r"<(?:iframe|embed|object|video|audio|svg|math)\b", re.IGNORECASE)


def clean_html_to_mark(html: str) -> str:
    """A page or fragment that is harmless but for the addresses in it; players, drawings and the like are boxes."""
    schemes = {"http", "https", "mailto", "data", "picture"}
    return _clean(
        _with_players_and_drawings_as_boxes(with_bounded_nesting_and_attributes(html)),
        _SEEN,
        schemes,
        _keep_unless_class_or_id_of_report,
    )


def clean_html_without_outside_addresses(html: str) -> str:
    """A fragment that is harmless, with pictures that are in it. Nothing is put into it afterwards but these."""
    return _clean(html, _SHOWN, {"data", "picture"}, _drop_src_unless_picture_in_page)


_Filter = Callable[[str, str, str], str | None]
"""Takes the names of an element and an attribute, and its value; gives the value to keep, None for none."""


def _clean(html: str, attributes: dict[str, frozenset[str]], schemes: set[str], attribute_filter: _Filter) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_SILENT),
        attributes={tag: set(names) for tag, names in attributes.items()},
        attribute_filter=attribute_filter,
        filter_style_properties=set(_STYLES),
        link_rel=None,
        url_schemes=schemes,
    )


def _keep_unless_class_or_id_of_report(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute. Marks are the report's: what a post calls as these are called would pass for one."""
    return None if name in ("class", "id") and MARK in value.lower() else value


def _drop_src_unless_picture_in_page(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, where it is no address but that of a picture in the page."""
    if name == "src":
        return value if _PICTURE.match(value) else None
    return "checkbox" if (tag, name) == ("input", "type") else value


def _with_players_and_drawings_as_boxes(html: str) -> str:
    """What shows something that no frame may show, as the text that stands for a box of its kind and address."""
    if not _MAY_BE_BOXED.search(html):
        return html
    page = parse_html(html if "<body" in html else f"<body>{html}")
    for node in page.css("iframe, embed, object, video, audio, svg, math"):
        kind = _BOXED[node.tag or ""]
        attributes = node.attributes
        address = attributes.get("src") or attributes.get("data-src") or attributes.get("data") or ""
        node.replace_with(f"{BOX}{kind}{MIDDLE}{address if not address.startswith('data:') else ''}{END}")
    return (page.body.inner_html or "") if page.body is not None else ""
