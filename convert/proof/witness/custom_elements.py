"""What elements show that scripts define, as AMP's pages and players that load when they are clicked have them.

A part of what is inside of one stands in for it. HTML does not take such an element for closed by a slash at the end of its tag
(`<lite-youtube … />`), so that all that follows is inside as well: nothing of it may be taken for such a part.
"""

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from convert.proof.witness.addresses import normalise_address

PLAYERS = frozenset(
    """lite-youtube lite-vimeo youtube-video vimeo-video dailymotion-video spotify-audio tiktok-video twitch-video amp-youtube
    amp-vimeo amp-dailymotion amp-soundcloud amp-twitter amp-instagram amp-facebook amp-gist amp-pinterest amp-reddit amp-iframe
    amp-video amp-audio""".split()
)
PICTURES = frozenset(("amp-img", "amp-anim"))

_BEFORE = {"youtube": "//www.youtube.com/watch?v=", "vimeo": "//vimeo.com/"}
"""How the pages of films begin, by the part of an element's name that says whose they are."""

_NAMING = """videoid video-id playlistid data-videoid data-live-channelid data-trackid data-playlistid data-tweetid data-shortcode
    data-gistid""".split()
_LEADING = "src data-src data-href data-url".split()

_UNSHOWN = frozenset("noscript source track param template script style svg".split())
_TOLD = ("placeholder", "fallback", "overflow")
_LIKE_IT = frozenset("a img iframe video amp-img amp-anim".split())
_BUTTONS = ("play", "lyt-", "ltv-", "재생")


def addresses_of_custom_player(node: LexborNode, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """What a player may be known by: its address or that of a source, or what the address of a film's page has at its end."""
    yield from (normalise_address(attributes.get(name)) for name in _LEADING if attributes.get(name))
    begin = next((address for site, address in _BEFORE.items() if site in (node.tag or "")), "")
    for named in filter(None, map(attributes.get, _NAMING)):
        yield f"{begin}{named.strip()}"
    yield from (normalise_address(child.attributes.get("src")) for child in node.iter() if child.tag == "source")


def holds_only_fallbacks_for_player(node: LexborNode, attributes: Mapping[str, str | None]) -> bool:
    """Whether nothing inside such an element is shown beside what the element shows."""
    known = tuple(value.strip() for name in (*_NAMING, *_LEADING) if (value := attributes.get(name)) and value.strip())
    child = node.child
    while child is not None and _is_fallback_for_player(child, known):
        child = child.next
    return child is None


def _is_fallback_for_player(node: LexborNode, known: tuple[str, ...]) -> bool:
    tag = node.tag or "-other"
    if tag == "-text":
        return not (node.text_content or "").strip()
    if tag[0] == "-" or tag in _UNSHOWN or tag.startswith("i-amphtml"):
        return True
    attributes = node.attributes
    if any(name in attributes for name in _TOLD):
        return True
    if tag in _LIKE_IT:
        address = attributes.get("src") or attributes.get("href") or ""
        return any(value in address for value in known)
    words = " ".join(attributes.get(name) or "" for name in ("class", "title", "aria-label")).lower()
    return tag == "button" and any(word in words for word in _BUTTONS)
