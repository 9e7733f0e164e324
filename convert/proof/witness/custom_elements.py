"""What elements show that scripts define, as AMP's pages and players that load when they are clicked have them."""

from collections.abc import Iterator, Mapping

from convert.proof.witness.addresses import addresses_in_srcset, normalise_address

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


def addresses_of_custom_player(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """What a player may be known by: its address, or what the address of a film's page has at its end."""
    yield from (normalise_address(attributes.get(name)) for name in _LEADING if attributes.get(name))
    begin = next((address for site, address in _BEFORE.items() if site in tag), "")
    for named in filter(None, map(attributes.get, _NAMING)):
        yield f"{begin}{named.strip()}"


def addresses_of_custom_picture(attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Any of these is the picture, in one size or another."""
    yield normalise_address(attributes.get("src"))
    yield from map(normalise_address, addresses_in_srcset(attributes.get("srcset") or ""))
