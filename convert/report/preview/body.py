"""The body of a post as HTML: by the parser the proof asks, with what would run taken away, and players as links."""

from html import escape

from convert import lazy_re as re
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.plan.old_addresses import REFERENCE
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.report.words import _
from convert.transforms._kept_html import DRAWING_TAGS, FORMULA_TAGS, HTML_TAGS

_PLAYER = re.compile(r'<iframe\b[^>]*?\ssrc="([^"]*)"[^>]*>(?:\s*</iframe>)?', re.IGNORECASE)
_YOUTUBE = re.compile(r"[\w-]{11}")
_VIMEO = re.compile(r"\d+")
_REFERENCE = re.compile(rf'(\s(?:href|src)=")(?:{REFERENCE}/?|(?:\{{|%7B)(?:static|filename|attach)(?:\}}|%7D)/)')
"""What stands for the root of the site: the call of Hugo's `relref`, as the proof spells it, and Pelican's own marks."""

_CHECK_BOX = re.compile(r'<input(?=[^>]* type="checkbox")(?![^>]* aria-label)')
_TABLE_START = re.compile(r"<table(?=[\s>])")

_FORBIDDEN = ("script", "style", "template", "noscript")
_ATTRIBUTES = frozenset(
    """abbr align alt checked cite class colspan controls datetime dir disabled headers height href hreflang id kind label lang
    loop muted name open poster reversed role rowspan scope shape size span src srclang start summary title type valign value
    width aria-label aria-hidden aria-describedby viewBox d x y x1 x2 y1 y2 cx cy r rx ry dx dy points transform fill stroke
    stroke-width stroke-linecap stroke-linejoin fill-opacity opacity text-anchor font-size display style""".split()
)
_STYLES = frozenset(("color", "background-color", "text-align", "font-size", "font-weight", "text-decoration"))
"""What a post's HTML may say of its look; nothing that lays it over the page."""

_SCHEMES = frozenset(("http", "https", "mailto", "tel", "data"))


def harmless_body_html(markdown: str, writer_name: str) -> str:
    """The HTML of a body that is written for an engine: harmless, and without what reaches other servers by itself but pictures.

    A player is a link to it. Shortcodes of Hugo that we write show what they stand for.
    """
    import nh3

    target = markdown_target_of(*writer_and_options_or_raise(writer_name, ()))
    assert target is not None
    page = render_markdown_for_target(markdown, target)
    page = _PLAYER.sub(_link_to_player, page)
    page = _REFERENCE.sub(r"\1/", page)
    clean = nh3.clean(
        page,
        tags={*HTML_TAGS, *DRAWING_TAGS, *FORMULA_TAGS, "section"},
        clean_content_tags=set(_FORBIDDEN),
        attributes={"*": set(_ATTRIBUTES)},
        url_schemes=set(_SCHEMES),
        filter_style_properties=set(_STYLES),
        link_rel="noreferrer",
    )
    return _with_named_check_boxes(_with_scrollable_parts_in_reach_of_keys(clean))


def _with_named_check_boxes(html: str) -> str:
    """Clean HTML whose check boxes have a name, for who has the screen read out; what a post names itself keeps that name."""
    return _CHECK_BOX.sub(rf'\g<0> aria-label="{escape(_("task"))}"', html)


def _with_scrollable_parts_in_reach_of_keys(html: str) -> str:
    """Clean HTML whose code and tables, which may be wider than a telephone, can be moved without a mouse."""
    html = html.replace("<pre>", '<pre tabindex="0">').replace("<pre ", '<pre tabindex="0" ')
    return _TABLE_START.sub(r'<div class="wide" tabindex="0">\g<0>', html).replace("</table>", "</table></div>")


def _link_to_player(found: "re.Match[str]") -> str:
    address = found[1]
    if _VIMEO.fullmatch(address):
        address = f"https://vimeo.com/{address}"
    elif _YOUTUBE.fullmatch(address):
        address = f"https://www.youtube.com/watch?v={address}"
    return f'<p class="player"><a href="{escape(address)}">▶ {escape(address)}</a></p>'
