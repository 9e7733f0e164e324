"""What of a part of the skin may be the author's: pictures, players, links elsewhere. It goes with the part, and is named."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model.url import is_safe
from convert.readers._html.address import player_src_or_lazy_src, strip_address_and_line_ends
from convert.readers._html.media import read_image
from convert.readers._html.tree import tree_events

_ICON = 64
"""CSS pixels; signs, faces beside a name and buttons are no larger."""

_PICTURES = frozenset(("img", "amp-img", "amp-anim"))
_FILES = frozenset(("video", "audio"))
"""Players of what may be a file beside the page. A frame without a host is the blog's own, or a script's."""

_PLAYERS = _FILES | {"iframe", "embed"}

_SERVICES = re.compile(
    r"""https?://(?:[\w-]+\.)*(?:
    facebook\.com/(?:sharer|share|dialog|plugins) | (?:twitter|x)\.com/(?:intent|share|home\?status)
    | (?:story|sharer)\.kakao\.com | band\.us/plugin | share\.naver\.com | linkedin\.com/(?:share|sharing)
    | pinterest\.\w+/pin/create | (?:telegram|t)\.me/share
    | reddit\.com/submit | (?:whatsapp\.com|wa\.me) | getpocket\.com | news\.ycombinator\.com/submitlink
    | threads\.(?:net|com)/intent | google\.com/recaptcha | (?:giscus\.app|utteranc\.es|livere\.(?:com|org))
    | (?:doubleclick\.net|googlesyndication\.com|googleadservices\.com|adfit\.kakao\.com)
    | creativecommons\.org | (?:disqus|gravatar|addtoany|tistory|wordpress|blogger|jekyllrb|gohugo|hexo|daumcdn|daum)\.\w+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Where buttons to share lead, licences, comments, advertising, and those who run or make blogs."""

_PICTURES_OF_SERVICES = re.compile(
    r"""(?:https?:)?//(?:[\w-]+\.)*(?:gravatar\.com|creativecommons\.org|licensebuttons\.net|daumcdn\.net/(?:tistory_admin|cfs\.tistory))/""",
    re.IGNORECASE,
)
"""Faces beside names, signs of licences, and what Tistory itself draws; pictures of posts are at daumcdn.net, too."""


def addresses_of_content_in(furniture: LexborNode, host: str) -> Iterator[str]:
    """The addresses of pictures larger than an icon, of players, and of links to other sites than `host` and services.

    A picture in a link to a page of the blog is the sign of another post. Where nobody says what host the blog is at, any link
    may be to a page of it.
    """
    inside_own_link = 0
    for entering, tag, node in tree_events(furniture):
        if tag == "a":
            is_own = _is_page_on_same_or_unknown_host(strip_address_and_line_ends(node.attributes.get("href")), host)
            inside_own_link += is_own if entering else -is_own
        if entering and not inside_own_link and (address := _address_of_picture_player_or_outside_link_or_empty(tag, node, host)):
            yield address


def _address_of_picture_player_or_outside_link_or_empty(tag: str, node: LexborNode, host: str) -> str:
    if tag in _PICTURES:
        return _address_of_picture_unless_icon(node)
    if tag in _PLAYERS:
        url = player_src_or_lazy_src(node.attributes) or _address_of_first_source(node)
        return _url_or_empty_if_of_embedded_service(url) if host_of_url(url) or (tag in _FILES and is_safe(url)) else ""
    url = strip_address_and_line_ends(node.attributes.get("href")) if tag == "a" and host else ""
    return _url_or_empty_if_of_embedded_service(url) if host_of_url(url) not in ("", host) else ""


def _address_of_picture_unless_icon(node: LexborNode) -> str:
    image = read_image(node)
    if image is None or 0 < max(image.width, image.height) <= _ICON or image.url.startswith("data:"):
        return ""
    return "" if _PICTURES_OF_SERVICES.match(image.url) else image.url


def _address_of_first_source(node: LexborNode) -> str:
    return next((player_src_or_lazy_src(child.attributes) for child in node.iter() if child.tag == "source"), "")


def _url_or_empty_if_of_embedded_service(url: str) -> str:
    return "" if _SERVICES.match(f"https:{url}" if url[:2] == "//" else url) else url


_FILE = re.compile(r"[^?#]+\.(?:jpe?g|png|gif|webp|avif)", re.IGNORECASE)


def _is_page_on_same_or_unknown_host(url: str, host: str) -> bool:
    return bool(url) and (not host or host_of_url(url) in ("", host)) and not _FILE.match(url)


def host_of_url(url: str) -> str:
    """The host of an address; none of a relative one, and of one that cannot be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
