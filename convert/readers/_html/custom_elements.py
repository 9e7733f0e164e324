"""Elements that scripts define: players that load when they are clicked, and AMP's own names of pictures and players."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Embed
from convert.model.url import is_safe
from convert.readers._html.address import player_src_or_lazy_src, strip_address_and_line_ends
from convert.readers._html.flow import Handler, Handlers, Walk
from convert.readers._html.media import (
    handle_iframe_or_embed_unless_ad_or_unsafe,
    handle_img_or_report_broken_or_unsafe,
    parse_pixels,
    read_image,
)
from convert.readers._html.outcome import Container, FinishedBlocks, Outcome, Skipped
from convert.readers._html.provider import make_embed


class Called(NamedTuple):
    """How a player names what it plays: the attribute, and the address that stands for its value."""

    attribute: str
    address: str = ""


_FILM = "https://www.youtube.com/watch?v={}"
_FILM_OF_VIMEO = "https://vimeo.com/{}"
_STARTS = ("videostartat", "data-param-start", "params")
"""Where a player keeps the second it begins at, alone or as `start` in a query."""

_TITLES = ("title", "videotitle", "playlabel", "data-title", "aria-label")

_PLAYERS: dict[str, tuple[Called, ...]] = {
    # lite-youtube-embed (paulirish), @justinribeiro/lite-youtube, lite-vimeo-embed.
    "lite-youtube": (Called("videoid", _FILM), Called("playlistid", "https://www.youtube.com/playlist?list={}")),
    "lite-vimeo": (Called("videoid", _FILM_OF_VIMEO),),
    # github.com/muxinc/media-elements: they take the address of the page; `src` of YouTube was `video-id` in older ones.
    "youtube-video": (Called("src"), Called("video-id", _FILM)),
    "vimeo-video": (Called("src"), Called("video-id", _FILM_OF_VIMEO)),
    "dailymotion-video": (Called("src"),),
    "spotify-audio": (Called("src"),),
    "tiktok-video": (Called("src"),),
    "twitch-video": (Called("src"),),
    # amp.dev/documentation/components
    "amp-youtube": (Called("data-videoid", _FILM), Called("data-live-channelid", "https://www.youtube.com/channel/{}/live")),
    "amp-vimeo": (Called("data-videoid", _FILM_OF_VIMEO),),
    "amp-dailymotion": (Called("data-videoid", "https://www.dailymotion.com/video/{}"),),
    "amp-soundcloud": (
        Called("data-trackid", "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/{}"),
        Called("data-playlistid", "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/{}"),
    ),
    "amp-twitter": (Called("data-tweetid", "https://x.com/i/status/{}"),),
    "amp-instagram": (Called("data-shortcode", "https://www.instagram.com/p/{}/"),),
    "amp-facebook": (Called("data-href"),),
    "amp-gist": (Called("data-gistid", "https://gist.github.com/{}"),),
    "amp-pinterest": (Called("data-url"),),
    "amp-reddit": (Called("data-src"),),
}
"""Players by the name of their element, and where each keeps what it plays; the first that is there counts."""


def _make_handler_embedding_address_in_attributes(calls: tuple[Called, ...]) -> Handler:
    def handle_player_or_report_broken_or_unsafe(node: LexborNode, walk: Walk) -> Outcome:
        attributes = node.attributes
        called = ((strip_address_and_line_ends(attributes.get(call.attribute)), call.address) for call in calls)
        name, address = next(((name, address) for name, address in called if name), ("", ""))
        if not name:
            return Skipped("broken-embed") if _holds_only_fallbacks_for_shown_content(node, "") else None
        url = address.format(quote(name, safe="")) if address else name
        if not is_safe(url):
            return _outcome_followed_by_inner_blocks_unless_fallbacks(Skipped("unsafe-address"), node, name, walk)
        url += _start_second_as_url_parameter_or_empty(attributes) if address == _FILM else ""
        title = next((" ".join(text.split()) for name in _TITLES if (text := attributes.get(name))), "")
        embed = make_embed(url, title, *(parse_pixels(attributes.get(side)) for side in ("width", "height")))
        return _outcome_followed_by_inner_blocks_unless_fallbacks(FinishedBlocks((embed,)), node, name, walk)

    return handle_player_or_report_broken_or_unsafe


_START = re.compile(r"(?:\A|[?&])start=([0-9]{1,6})(?![0-9])|\A([0-9]{1,6})\Z")


def _start_second_as_url_parameter_or_empty(attributes: Mapping[str, str | None]) -> str:
    """The second a film of YouTube begins at, as a part of its address."""
    found = next((found for name in _STARTS if (found := _START.search((attributes.get(name) or "").strip()))), None)
    return f"&start={found[1] or found[2]}" if found else ""


def _handle_amp_video_or_audio_as_html_one(node: LexborNode, walk: Walk) -> Outcome:
    """`amp-video` and `amp-audio`: what `video` and `audio` are, which an embed is called by."""
    attributes = node.attributes
    sources = (child.attributes for child in node.iter() if child.tag == "source")
    url = next(filter(None, map(player_src_or_lazy_src, (attributes, *sources))), "")
    if not url:
        return Skipped("broken-embed") if _holds_only_fallbacks_for_shown_content(node, "") else None
    if not is_safe(url):
        return _outcome_followed_by_inner_blocks_unless_fallbacks(Skipped("unsafe-address"), node, url, walk)
    title = " ".join((attributes.get("title") or attributes.get("aria-label") or "").split())
    size = (parse_pixels(attributes.get(side)) for side in ("width", "height"))
    embed = Embed((node.tag or "").removeprefix("amp-"), url, title, *size)
    return _outcome_followed_by_inner_blocks_unless_fallbacks(FinishedBlocks((embed,)), node, url, walk)


def _handle_amp_iframe_unless_ad_or_unsafe(node: LexborNode, walk: Walk) -> Outcome:
    if not node.attributes.get("src") and not _holds_only_fallbacks_for_shown_content(node, ""):
        return None
    outcome = handle_iframe_or_embed_unless_ad_or_unsafe(node, walk)
    return _outcome_followed_by_inner_blocks_unless_fallbacks(outcome, node, node.attributes.get("src") or "", walk)


def _handle_amp_picture_or_report_broken_or_unsafe(node: LexborNode, walk: Walk) -> Outcome:
    made = read_image(node)
    if _holds_only_fallbacks_for_shown_content(node, made.url if made is not None else ""):
        return handle_img_or_report_broken_or_unsafe(node, walk)
    if made is not None:
        walk.frame.runs.append((made, walk.marks))
    return None


def _skip_amp_ad(node: LexborNode, walk: Walk) -> Outcome:
    return Skipped("advertising") if _holds_only_fallbacks_for_shown_content(node, "") else None


# What is inside of an element that scripts define stands in for what it shows where no script runs. HTML knows no element of the
# kind that is closed as those of XML are: what follows one that is, as authors have it from JSX, is inside of it as well.

_STAND_INS = frozenset("noscript source track param template script style svg".split())
_SAYING_SO = frozenset(("placeholder", "fallback", "overflow"))
"""Attributes by which AMP says it of an element."""

_LEADING = frozenset("a img iframe video amp-img amp-anim".split())
"""What stands in for something where it leads to it."""

_OF_PLAYER = re.compile(r"play|lyt-|ltv-|재생", re.IGNORECASE)
"""What buttons of players are called."""


def _outcome_followed_by_inner_blocks_unless_fallbacks(made: Outcome, node: LexborNode, named: str, walk: Walk) -> Outcome:
    """What an element shows, and behind it what is inside and no stand-in for it."""
    if _holds_only_fallbacks_for_shown_content(node, named):
        return made
    if isinstance(made, Skipped) and made.kind:
        walk.report(made.kind)
    blocks = made.blocks if isinstance(made, FinishedBlocks) else ()
    return Container(lambda frame: [*blocks, *frame.blocks], if_too_deep=blocks)


def _holds_only_fallbacks_for_shown_content(node: LexborNode, named: str) -> bool:
    child = node.child
    while child is not None:
        if not _is_fallback_for_shown_content(child, named):
            return False
        child = child.next
    return True


def _is_fallback_for_shown_content(node: LexborNode, named: str) -> bool:
    """Whether something inside an element is there for what it shows, which is `named` by an address or a part of one."""
    tag, attributes = node.tag or "", node.attributes
    if not node.is_element_node:
        return not node.is_text_node or node.is_empty_text_node
    if tag in _STAND_INS or tag.startswith("i-amphtml") or not _SAYING_SO.isdisjoint(attributes):
        return True
    if tag in _LEADING and named:
        return named in (attributes.get("href") or attributes.get("src") or "")
    called = " ".join(filter(None, map(attributes.get, ("class", "title", "aria-label"))))
    return tag == "button" and _OF_PLAYER.search(called) is not None


CUSTOM_ELEMENTS: Handlers = {
    **{tag: _make_handler_embedding_address_in_attributes(calls) for tag, calls in _PLAYERS.items()},
    **dict.fromkeys(("amp-img", "amp-anim"), _handle_amp_picture_or_report_broken_or_unsafe),
    "amp-iframe": _handle_amp_iframe_unless_ad_or_unsafe,
    **dict.fromkeys(("amp-video", "amp-audio"), _handle_amp_video_or_audio_as_html_one),
    "amp-ad": _skip_amp_ad,
}
