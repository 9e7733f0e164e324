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
_LINK_OR_BARE_FILM = re.compile(rf'<a href="{_FILM}">|(?<=[>\n ]){_FILM}(?=[<\n ])')
_FILM_AS_PLAYER = re.compile(rf'<iframe src="{_FILM}">')


def film_in_player(tag: str) -> str:
    """The address of the film, as `addresses` spells it, whose player a tag is; empty for other players."""
    if film := _FILM_AS_PLAYER.fullmatch(tag):
        return film[1]
    return next((begin + found[1] for player, begin in _PLAYERS if (found := player.search(tag))), "")


def replace_film_links_by_players(page: str) -> str:
    """A page in which links to films, and their bare addresses, are players with the words of the links behind them."""
    return _LINK_OR_BARE_FILM.sub(_player_with_words, page)


def _player_with_words(found: re.Match[str]) -> str:
    film = found[1] or found[2]
    return f'<iframe src="https:{film}"></iframe>{"" if found[1] else f"https:{film}"}'
