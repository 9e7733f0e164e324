"""Links in code: its text is all a code block holds, so an address that is not also its text is named before it is lost."""

from html import escape

from selectolax.lexbor import LexborNode

from convert.model.url import is_safe
from convert.readers._html.address import strip_address_and_line_ends
from convert.readers._html.flow import Walk
from convert.readers._html.tree import one_line_text_of
from convert.sources.evidence import hand_over_left_out


def report_link_in_code_unless_url_shown(link: LexborNode, walk: Walk) -> None:
    """Say where an `a` in code leads, unless that is a place in the page, runs code, or can be read there."""
    url = strip_address_and_line_ends(link.attributes.get("href"))
    if not url or url[0] == "#" or not is_safe(url) or "colorscripter.com/info" in url:
        return
    if _without_scheme_and_slash(url) not in one_line_text_of(link):
        walk.report("link-in-code", url)
    hand_over_left_out(walk.page.report, "link-in-code", f'<area href="{escape(url)}">')


def report_links_in_code_unless_url_shown(node: LexborNode, walk: Walk) -> None:
    """The same of every link in an element that becomes code."""
    for link in node.css("a[href]"):
        report_link_in_code_unless_url_shown(link, walk)


def _without_scheme_and_slash(url: str) -> str:
    """An address as people write it, without its scheme and the slash at its end."""
    return url.partition("://")[2].removesuffix("/") or url
