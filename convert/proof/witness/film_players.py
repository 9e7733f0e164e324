"""Players of films, and the links outputs have in their place: of the two services most films in posts are on."""

import re

_PLAYERS = (
    (
        re.compile(r"""\ssrc=["'](?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)(?=["'?])"""),
        "//www.youtube.com/watch?v=",
    ),
    (re.compile(r"""\ssrc=["'](?:https?:)?//play-tv\.kakao\.com/embed/player/cliplink/(\d+)(?=["'?])"""), "//tv.kakao.com/v/"),
)
"""The address of a player (developers.google.com/youtube/player_parameters; Kakao TV), and how that of its film begins."""

_FILM = r"https:(//(?:www\.youtube\.com/watch\?v=[\w-]+|tv\.kakao\.com/v/\d+))"
_LINK = re.compile(rf'<a href="{_FILM}">[^<]*</a>|(?<=<p>){_FILM}(?=</p>)')
_FILM_IN_PLAYER = re.compile(r'<iframe src="film:([^"]*)">')


def film_in_player(tag: str) -> str:
    """The address of the film, as `addresses` spells it, whose player a tag is; empty for other players."""
    if link := _FILM_IN_PLAYER.fullmatch(tag):
        return link[1]
    return next((film + found[1] for player, film in _PLAYERS if (found := player.search(tag))), "")


def replace_links_by_players(page: str) -> str:
    """A page in which links to films are players, without the words of the links: these are more than a source may show."""
    return _LINK.sub(lambda link: f'<iframe src="film:{link[1] or link[2]}"></iframe>', page)
