"""Players, and the links outputs have in their place: films of the two services most films in posts are on, and Kakao's maps."""

from convert import lazy_re as re

_PLAYERS = (
    (
        re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)(?:$|\?)"),
        "//www.youtube.com/watch?v=",
    ),
    (
        re.compile(r"(?:https?:)?//play-tv\.kakao\.com/embed/player/cliplink/(\d+)(?:$|\?)"),
        "//tv.kakao.com/v/",
    ),
    (re.compile(r"\S*/plusmapViewer\.php\?()"), "//map.kakao.com"),
)
"""Addresses of players (developers.google.com/youtube/player_parameters; Kakao TV; the maps of Tistory's editor), and how those
of the links begin. Of a map that is all: a link looks for the place by its name.
"""

_FILM = r"https:(//(?:www\.youtube\.com/watch\?v=[\w-]+|tv\.kakao\.com/v/\d+))"
_LINK = re.compile(rf'<a href="(?:{_FILM}(?:&amp;t=\d+)?|https:(//map\.kakao\.com)/[^"]*)">(?=[^<\s])')
_SITES = ("//www.youtube.com/watch?v=", "//tv.kakao.com/v/", "//map.kakao.com")
_LINKED = "link:"
"""Begins the address of a player that stands for the link to it."""


def link_address_of_player_or_empty(player_url: str) -> str:
    """The address, as `addresses` spells it, of the link an output has for the player at an address; empty for other players."""
    if player_url.startswith(_LINKED):
        return player_url.removeprefix(_LINKED)
    return next((begin + found[1] for player, begin in _PLAYERS if (found := player.match(player_url))), "")


def with_video_and_map_links_as_player_and_text(page: str) -> str:
    """A page in which links to films and maps are players with the links' words behind them."""
    return _LINK.sub(_player_before_words, page) if any([site in page for site in _SITES]) else page


def _player_before_words(link: re.Match[str]) -> str:
    return f'<iframe src="{_LINKED}{link[1] or link[2]}"></iframe><a>'
