"""What of a part of the skin may be the author's: pictures, players, links elsewhere. It goes with the part, and is named."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.address import player_src_or_lazy_src, strip_address_and_line_ends
from convert.readers._html.image_address import best_image_address
from convert.readers._html.media import parse_pixels
from convert.readers._html.tree import tree_events

_ICON = 64
"""CSS pixels; signs, faces beside a name and buttons are no larger."""

_PLAYERS = frozenset("iframe video audio embed".split())

_SERVICES = re.compile(
    r"""https?://(?:[\w-]+\.)*(?:
    facebook\.com/(?:sharer|share|dialog|plugins) | (?:twitter|x)\.com/(?:intent|share|home\?status)
    | (?:story|sharer)\.kakao\.com | band\.us/plugin | share\.naver\.com | linkedin\.com/(?:share|sharing)
    | pinterest\.\w+/pin/create | (?:telegram|t)\.me/share
    | reddit\.com/submit | (?:whatsapp\.com|wa\.me) | getpocket\.com | news\.ycombinator\.com/submitlink
    | creativecommons\.org | (?:disqus|gravatar|addtoany|tistory|wordpress|blogger|jekyllrb|gohugo|hexo|daumcdn|daum)\.\w+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Where buttons to share lead, licences, and those who run or make blogs."""


def addresses_of_content_in(furniture: LexborNode, host: str) -> Iterator[str]:
    """The addresses of pictures larger than an icon, of players, and of links to other sites than `host` and services.

    A picture in a link to a page of the blog is the sign of another post.
    """
    inside_own_link = 0
    for entering, tag, node in tree_events(furniture):
        if tag == "a":
            is_own = _is_own_page(strip_address_and_line_ends(node.attributes.get("href")), host)
            inside_own_link += is_own if entering else -is_own
        if entering and not inside_own_link and (address := _address_of_content(tag, node, host)):
            yield address


def _address_of_content(tag: str, node: LexborNode, host: str) -> str:
    attributes = node.attributes
    if tag == "img":
        sides = [pixels for side in ("width", "height") if (pixels := parse_pixels(attributes.get(side)))]
        url = "" if sides and max(sides) <= _ICON else best_image_address(node, attributes)
        return "" if url.startswith("data:") else url
    if tag in _PLAYERS:
        return _unless_of_service(player_src_or_lazy_src(attributes))
    url = strip_address_and_line_ends(attributes.get("href")) if tag == "a" else ""
    return _unless_of_service(url) if host_of(url) not in ("", host) else ""


def _unless_of_service(url: str) -> str:
    return "" if _SERVICES.match(f"https:{url}" if url[:2] == "//" else url) else url


_FILE = re.compile(r"[^?#]+\.(?:jpe?g|png|gif|webp|avif)", re.IGNORECASE)


def _is_own_page(url: str, host: str) -> bool:
    return bool(url) and host_of(url) in ("", host) and not _FILE.match(url)


def host_of(url: str) -> str:
    """The host of an address; none of a relative one, and of one that cannot be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
