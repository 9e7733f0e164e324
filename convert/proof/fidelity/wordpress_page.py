"""The page WordPress shows of a post as the writer `wordpress` gives it: a file of one post, or what becomes of it in a batch."""

import json
from collections.abc import Sequence
from html import escape, unescape
from xml.etree import ElementTree

from convert import lazy_re as re
from convert.proof.fidelity.renderers import Rendered

_NAMESPACES = {"wp": "http://wordpress.org/export/1.2/", "content": "http://purl.org/rss/1.0/modules/content/"}
_COMMENT = re.compile(r"<!-- /?wp:[^>]*-->")
_FOOTNOTES = "<!-- wp:footnotes /-->"
_BACK = re.compile(r'<a href="#fn-\d+-link" class="footnote-backref">↩︎</a> ')
"""What leads back from a footnote in a list of HTML; WordPress puts as much into its own."""
_PLAYER = re.compile(r'<div class="wp-block-embed__wrapper">\n([^<>\n]*)\n</div>')
_YOUTUBE = re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)(?:&t=(\d+))?")
_VIMEO = re.compile(r"https://vimeo\.com/(\d+)")


def wordpress_page(output: str) -> str:
    """The page: blocks without their comments, footnotes from their field, players where addresses stand for them."""
    content, footnotes = _content_and_footnotes_or_raise(output)
    page = _BACK.sub("", content).replace(_FOOTNOTES, _footnote_list(footnotes))
    return _PLAYER.sub(lambda match: player_html_or_link(unescape(match[1])), _COMMENT.sub("", page))


def render_export_like_wordpress_or_raise(posts: Sequence[str]) -> list[Rendered]:
    """Pages of posts, in their order."""
    return [Rendered(wordpress_page(post)) for post in posts]


def _content_and_footnotes_or_raise(output: str) -> tuple[str, str]:
    """What stands in a post, and the field with its footnotes. Raises `ValueError` for an output that is none."""
    if output.startswith("{"):
        record = json.loads(output)
        return record["content"], dict(record["fields"]).get("footnotes", "")
    for item in ElementTree.fromstring(output).iter("item"):
        if item.findtext("wp:post_type", "", _NAMESPACES) != "attachment":
            fields = item.findall("wp:postmeta", _NAMESPACES)
            said = {_text(field, "wp:meta_key"): _text(field, "wp:meta_value") for field in fields}
            return _text(item, "content:encoded"), said.get("footnotes", "")
    raise ValueError("no post in it")


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(name, "", _NAMESPACES)


def _footnote_list(stored: str) -> str:
    notes = json.loads(stored) if stored else []
    items = [f'<li id="{note["id"]}">{note["content"]}</li>' for note in notes]
    return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else ""


def player_html_or_link(url: str) -> str:
    """What WordPress asks the site for; of one we know nothing of, the link it shows when that does not answer."""
    if found := _YOUTUBE.fullmatch(url):
        start = f"?start={found[2]}" if found[2] else ""
        return f'<div><iframe src="https://www.youtube.com/embed/{found[1]}{start}"></iframe></div>'
    if found := _VIMEO.fullmatch(url):
        return f'<div><iframe src="https://player.vimeo.com/video/{found[1]}"></iframe></div>'
    return f'<div><a href="{escape(url)}">{escape(url)}</a></div>'
