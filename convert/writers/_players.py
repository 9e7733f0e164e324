"""The address a frame loads to play what another site shows, by what its page's address is."""

from typing import NamedTuple

from convert import lazy_re as re
from convert import model
from convert.model.url import is_safe


class Player(NamedTuple):
    """A site whose videos play in the page: how an address for people looks, and the player's address for what is found in it."""

    page: re.Pattern[str]
    player: str
    is_native: bool = False


PLAYERS: dict[str, Player] = {
    "youtube": Player(
        re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)(?:&t=(\d+))?"), "https://www.youtube.com/embed/{}?start={}", True
    ),
    "kakaotv": Player(
        re.compile(r"https://tv\.kakao\.com/v/(\d+)"),
        "https://play-tv.kakao.com/embed/player/cliplink/{}?service=daum_tistory",
        True,
    ),
    "vimeo": Player(re.compile(r"https://vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}", True),
    "navertv": Player(re.compile(r"https://tv\.naver\.com/v/(\d+)"), "https://tv.naver.com/embed/{}"),
    "codepen": Player(re.compile(r"https://codepen\.io/([\w-]+/)pen/([\w-]+)"), "https://codepen.io/{}embed/{}"),
    "instagram": Player(
        re.compile(r"https://www\.instagram\.com/(p|reel|tv)/([\w-]+)/"), "https://www.instagram.com/{}/{}/embed/"
    ),
}
"""Players by the provider's name. Tistory's editor has a video block for those that are native."""


FILES = ("video", "audio")
"""Providers of what is a file by itself."""


def player_url_or_empty(node: model.Embed) -> str:
    """The address a frame loads; empty when there is none: what a page shows only with a script, or from the blog's own server.

    A site we know nothing of is named by its host, and its address was a frame's.
    """
    if not node.url or not is_safe(node.url):
        return ""
    known = PLAYERS.get(node.provider)
    if known is None:
        return node.url if "." in node.provider or node.provider in FILES else ""
    found = known.page.fullmatch(node.url)
    return known.player.format(*found.groups("")).removesuffix("?start=") if found else ""
