"""Elements that scripts define: players that load when they are clicked, and AMP's own names of pictures and players."""

from typing import NamedTuple
from urllib.parse import quote

from selectolax.lexbor import LexborNode

from convert.model import Embed
from convert.model.url import is_safe
from convert.readers._html.address import strip_address_and_line_ends
from convert.readers._html.flow import Handler, Handlers, Walk
from convert.readers._html.media import (
    handle_iframe_or_embed_unless_ad_or_unsafe,
    handle_img_or_report_broken_or_unsafe,
    handle_video_or_audio,
    parse_pixels,
)
from convert.readers._html.outcome import FinishedBlocks, Outcome, Skipped
from convert.readers._html.provider import make_embed


class Called(NamedTuple):
    """How a player names what it plays: the attribute, and the address that stands for its value."""

    attribute: str
    address: str = ""


_FILM = "https://www.youtube.com/watch?v={}"
_FILM_OF_VIMEO = "https://vimeo.com/{}"
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
        Called("data-trackid", "https://api.soundcloud.com/tracks/{}"),
        Called("data-playlistid", "https://api.soundcloud.com/playlists/{}"),
    ),
    "amp-twitter": (Called("data-tweetid", "https://x.com/i/status/{}"),),
    "amp-instagram": (Called("data-shortcode", "https://www.instagram.com/p/{}/"),),
    "amp-facebook": (Called("data-href"),),
    "amp-gist": (Called("data-gistid", "https://gist.github.com/{}"),),
    "amp-pinterest": (Called("data-url"),),
    "amp-reddit": (Called("data-src"),),
}
"""Players by the name of their element, and where each keeps what it plays; the first that is there counts."""


def _handler_of_player(calls: tuple[Called, ...]) -> Handler:
    def handle_player_or_report_broken_or_unsafe(node: LexborNode, walk: Walk) -> Outcome:
        attributes = node.attributes
        called = ((strip_address_and_line_ends(attributes.get(call.attribute)), call.address) for call in calls)
        url = next((address.format(quote(name, safe="")) if address else name for name, address in called if name), "")
        if not url:
            return Skipped("broken-embed")
        if not is_safe(url):
            return Skipped("unsafe-address")
        title = next((" ".join(text.split()) for name in _TITLES if (text := attributes.get(name))), "")
        return FinishedBlocks((make_embed(url, title, *(parse_pixels(attributes.get(side)) for side in ("width", "height"))),))

    return handle_player_or_report_broken_or_unsafe


def _handle_amp_video_or_audio_as_html_one(node: LexborNode, walk: Walk) -> Outcome:
    """`amp-video` and `amp-audio`: what `video` and `audio` are, which an embed is called by."""
    outcome = handle_video_or_audio(node, walk)
    made = outcome.blocks[0] if isinstance(outcome, FinishedBlocks) else None
    if not isinstance(made, Embed):
        return outcome
    name = (node.tag or "").removeprefix("amp-")
    return FinishedBlocks((Embed(name, made.url, made.title, made.width, made.height),))


CUSTOM_ELEMENTS: Handlers = {
    **{tag: _handler_of_player(calls) for tag, calls in _PLAYERS.items()},
    **dict.fromkeys(("amp-img", "amp-anim"), handle_img_or_report_broken_or_unsafe),
    "amp-iframe": handle_iframe_or_embed_unless_ad_or_unsafe,
    **dict.fromkeys(("amp-video", "amp-audio"), _handle_amp_video_or_audio_as_html_one),
    "amp-ad": Skipped("advertising"),
}
"""What is inside of them stands in for what they show where no script runs."""
