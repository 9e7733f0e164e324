"""Embedded sites: who a player's address belongs to, and which address a person would open."""

from collections.abc import Callable
from typing import NamedTuple

from convert import lazy_re as re
from convert.model import Embed
from convert.readers._html.player_pages import (
    build_youtube_playlist_address,
    google_map_address_or_own,
    query_or_own_address_maker,
    with_scheme,
    with_scheme_without_query,
    youtube_page_maker_keeping_list_and_start,
)


class Provider(NamedTuple):
    """A site: how its player's addresses look, and how a page of it is spelled: with what the pattern found, or by a function
    of the player's address.
    """

    name: str
    pattern: re.Pattern[str]
    page: str | Callable[[str], str]


def _make_provider(name: str, pattern: str, page: str | Callable[[str], str]) -> Provider:
    return Provider(name, re.compile(r"^(?:https?:)?//(?:www\.|m\.)?" + pattern, re.IGNORECASE), page)


PROVIDERS: tuple[Provider, ...] = (
    # Video.
    _make_provider(
        "youtube",
        r"youtube(?:-nocookie)?\.com/(?:embed/?(?:videoseries)?\?|playlist\?)(?:[^#]*&)?list=[\w-]+",
        build_youtube_playlist_address,
    ),
    _make_provider(
        "youtube",
        r"(?:youtube(?:-nocookie)?\.com/(?:(?:embed|v|e|shorts|live)/[\w-]{3,}|watch\?(?:[^#]*&)?v=[\w-]{3,})|youtu\.be/[\w-]{3,})",
        youtube_page_maker_keeping_list_and_start("https://www.youtube.com/watch?v={}"),
    ),
    _make_provider("vimeo", r"(?:player\.)?vimeo\.com/(?:video/)?(\d+)", "https://vimeo.com/{}"),
    _make_provider("vimeo", r"vimeo\.com/moogaloop\.swf\?(?:[^#]*&)?clip_id=(\d+)", "https://vimeo.com/{}"),
    _make_provider(
        "kakaotv", r"(?:play-tv|tv)\.kakao\.com/embed/player/(?:cliplink|cliplink/v)/(\d+)", "https://tv.kakao.com/v/{}"
    ),
    _make_provider("kakaotv", r"(?:play-tv|tv)\.kakao\.com/embed/player/livelink/(\d+)", "https://tv.kakao.com/l/{}"),
    _make_provider("kakaotv", r"tv\.kakao\.com/(?:v|channel/\d+/cliplink)/(\d+)", "https://tv.kakao.com/v/{}"),
    _make_provider("kakaotv", r"(?:videofarm|tvpot)\.daum\.net/\S*?[?&]vid=([\w-]+(?:%24|\$)?)", "https://tvpot.daum.net/v/{}"),
    _make_provider("kakaotv", r"(?:videofarm|tvpot)\.daum\.net/\S*?clipid=(\d+)", "https://tvpot.daum.net/v/{}"),
    _make_provider("kakaotv", r"tvpot\.daum\.net/v/([\w-]+(?:%24|\$)?)", "https://tvpot.daum.net/v/{}"),
    _make_provider("navertv", r"tv(?:cast)?\.naver\.com/(?:embed|v|h)/(\d+)", "https://tv.naver.com/v/{}"),
    _make_provider(
        "dailymotion",
        r"(?:geo\.)?dailymotion\.com/(?:embed/video|video|swf/video|swf)/([a-z0-9]+)",
        "https://www.dailymotion.com/video/{}",
    ),
    _make_provider(
        "dailymotion",
        r"geo\.dailymotion\.com/player(?:/\w+)?\.html\?(?:[^#]*&)?video=([a-z0-9]+)",
        "https://www.dailymotion.com/video/{}",
    ),
    _make_provider("dailymotion", r"dai\.ly/([a-z0-9]+)", "https://www.dailymotion.com/video/{}"),
    _make_provider(
        "ted", r"embed(?:-ssl)?\.ted\.com/talks/(?:lang/[\w-]+/)?([\w-]+?)(?:\.html)?(?:[?#]|$)", "https://www.ted.com/talks/{}"
    ),
    _make_provider("twitch", r"player\.twitch\.tv/\?(?:[^#]*&)?video=v?(\d+)", "https://www.twitch.tv/videos/{}"),
    _make_provider("twitch", r"player\.twitch\.tv/\?(?:[^#]*&)?channel=(\w+)", "https://www.twitch.tv/{}"),
    _make_provider("twitch", r"clips\.twitch\.tv/embed\?(?:[^#]*&)?clip=([\w-]+)", "https://clips.twitch.tv/{}"),
    _make_provider(
        "afreecatv",
        r"vod\.(?:afreecatv|sooplive)\.(?:com|co\.kr)/(?:embed\.php\?.*?nTitleNo=|player/)(\d+)",
        "https://vod.sooplive.co.kr/player/{}",
    ),
    _make_provider(
        "bilibili", r"player\.bilibili\.com/player\.html\?(?:[^#]*&)?bvid=(BV\w+)", "https://www.bilibili.com/video/{}"
    ),
    _make_provider("loom", r"loom\.com/embed/(\w+)", "https://www.loom.com/share/{}"),
    _make_provider("tiktok", r"tiktok\.com/(?:embed(?:/v[23])?|player/v1)/(\d+)", "https://www.tiktok.com/@/video/{}"),
    _make_provider("tiktok", r"tiktok\.com/(@[\w.-]+)/video/(\d+)", "https://www.tiktok.com/{}/video/{}"),
    # Sound.
    _make_provider("soundcloud", r"w\.soundcloud\.com/player/?\?", query_or_own_address_maker("url")),
    _make_provider(
        "spotify",
        r"open\.spotify\.com/embed(?:-podcast)?/(track|album|playlist|artist|episode|show)/(\w+)",
        "https://open.spotify.com/{}/{}",
    ),
    _make_provider("applemusic", r"embed\.music\.apple\.com/([^?#]+)", "https://music.apple.com/{}"),
    _make_provider("applepodcasts", r"embed\.podcasts\.apple\.com/([^?#]+)", "https://podcasts.apple.com/{}"),
    # Maps and documents.
    _make_provider(
        "googlemaps",
        r"(?:google\.(?:com|co\.kr)/maps|maps\.google\.(?:com|co\.kr)/(?:maps)?)(?:/embed(?:/v1/\w+)?)?/?\?",
        google_map_address_or_own,
    ),
    _make_provider(
        "googlemaps",
        r"google\.com/maps/d/(?:u/\d+/)?embed\?(?:[^#]*&)?mid=([\w.-]+)",
        "https://www.google.com/maps/d/viewer?mid={}",
    ),
    _make_provider("googleforms", r"docs\.google\.com/forms/", with_scheme_without_query),
    _make_provider("googleslides", r"docs\.google\.com/presentation/(d/e/[\w-]+)", "https://docs.google.com/presentation/{}/pub"),
    _make_provider("googleslides", r"docs\.google\.com/presentation/(d/[\w-]+)", "https://docs.google.com/presentation/{}/"),
    _make_provider(
        "googlesheets", r"docs\.google\.com/spreadsheets/(d/e/[\w-]+)", "https://docs.google.com/spreadsheets/{}/pubhtml"
    ),
    _make_provider("googlesheets", r"docs\.google\.com/spreadsheets/(d/[\w-]+)", "https://docs.google.com/spreadsheets/{}/"),
    _make_provider("googledocs", r"docs\.google\.com/document/(d/e/[\w-]+)", "https://docs.google.com/document/{}/pub"),
    _make_provider("googledocs", r"docs\.google\.com/document/(d/[\w-]+)", "https://docs.google.com/document/{}/"),
    _make_provider("googledocs", r"docs\.google\.com/(?:viewer|gview)\?", query_or_own_address_maker("url", "srcid")),
    _make_provider("googledrive", r"drive\.google\.com/file/d/([\w-]+)", "https://drive.google.com/file/d/{}/view"),
    _make_provider(
        "googledrive",
        r"drive\.google\.com/embeddedfolderview\?(?:[^#]*&)?id=([\w-]+)",
        "https://drive.google.com/drive/folders/{}",
    ),
    _make_provider("kakaomap", r"map\.kakao\.com/", with_scheme),
    _make_provider("kakaomap", r"(?:map|dmaps)\.daum\.net/", with_scheme),
    _make_provider("navermap", r"(?:map|m\.map)\.naver\.com/", with_scheme),
    _make_provider(
        "slideshare",
        r"slideshare\.net/slideshow/embed_code/(?:key/)?(\w+)",
        "https://www.slideshare.net/slideshow/embed_code/key/{}",
    ),
    _make_provider("speakerdeck", r"speakerdeck\.com/player/(\w+)", "https://speakerdeck.com/player/{}"),
    # Code.
    _make_provider("codepen", r"codepen\.io/([\w-]+/)embed/(?:preview/)?([\w-]+)", "https://codepen.io/{}pen/{}"),
    _make_provider("codepen", r"codepen\.io/([\w-]+/)pen/([\w-]+)", "https://codepen.io/{}pen/{}"),
    _make_provider("jsfiddle", r"jsfiddle\.net/((?:[\w-]+/)?[\w-]+(?:/\d+)?)/embed", "https://jsfiddle.net/{}/"),
    _make_provider("codesandbox", r"codesandbox\.io/embed/([\w-]+)", "https://codesandbox.io/s/{}"),
    _make_provider("codesandbox", r"codesandbox\.io/p/(sandbox|devbox)/([\w-]+)", "https://codesandbox.io/p/{}/{}"),
    _make_provider("stackblitz", r"stackblitz\.com/(edit/[\w-]+|github/[^?#]+)", "https://stackblitz.com/{}"),
    _make_provider("replit", r"repl(?:it\.com|\.it)/(@[\w-]+/[\w-]+)", "https://replit.com/{}"),
    _make_provider("gist", r"gist\.github\.com/((?:[\w-]+/)?[0-9a-f]{6,})(?:\.js|\.pibb)?", "https://gist.github.com/{}"),
    # Posts.
    _make_provider("instagram", r"instagram\.com/(?:[\w.]+/)?(p|reel|tv)/([\w-]+)", "https://www.instagram.com/{}/{}/"),
    _make_provider("x", r"(?:mobile\.)?(?:twitter|x)\.com/(?:#!/)?(\w+)/status(?:es)?/(\d+)", "https://x.com/{}/status/{}"),
    _make_provider("x", r"platform\.twitter\.com/embed/(?:Tweet|index)\.html\?(?:[^#]*&)?id=(\d+)", "https://x.com/i/status/{}"),
    _make_provider("threads", r"threads\.(?:net|com)/(@[\w.]+)/post/([\w-]+)", "https://www.threads.com/{}/post/{}"),
    _make_provider(
        "facebook", r"facebook\.com/(?:v[\d.]+/)?plugins/(?:post|video|page)\.php\?", query_or_own_address_maker("href")
    ),
    _make_provider(
        "facebook", r"facebook\.com/(?:[^?#]+/(?:posts|videos)/|permalink\.php|photo|watch|story\.php|reel/)", with_scheme
    ),
    _make_provider(
        "bluesky", r"embed\.bsky\.app/embed/([^/?#]+)/app\.bsky\.feed\.post/(\w+)", "https://bsky.app/profile/{}/post/{}"
    ),
    _make_provider(
        "pinterest",
        r"(?:assets\.|[a-z]{2}\.)?pinterest\.(?:com|co\.kr)/ext/embed\.html\?id=(\d+)",
        "https://www.pinterest.com/pin/{}/",
    ),
    _make_provider(
        "pinterest", r"(?:[a-z]{2}\.)?pinterest\.(?:com|co\.kr)/pin/(?:[\w-]+--)?(\d+)", "https://www.pinterest.com/pin/{}/"
    ),
    _make_provider("tenor", r"tenor\.com/embed/(\d+)", "https://tenor.com/view/{}"),
    _make_provider("giphy", r"(?:media\.)?giphy\.com/embed/(\w+)", "https://giphy.com/gifs/{}"),
    _make_provider("imgur", r"imgur\.com/((?:a/|gallery/)?\w+)/embed", "https://imgur.com/{}"),
    _make_provider("reddit", r"(?:redditmedia|reddit|embed\.reddit)\.com/(r/\w+/comments/[^?#]+)", "https://www.reddit.com/{}"),
)
"""The first whose pattern fits is the one. An address that is no player's keeps its own host as provider."""


def known_embed(url: str) -> Embed | None:
    """The embed a player's address stands for, when it is a known site's."""
    for provider in PROVIDERS:
        match = provider.pattern.match(url)
        if match:
            page = provider.page
            found = page(url) if callable(page) else page.format(*match.groups())
            return Embed(provider.name, found)
    return None


def make_embed(url: str, title: str = "", width: int = 0, height: int = 0) -> Embed:
    """An embed node for a player's address; an unknown site is named by its host and keeps the address."""
    url = with_scheme(url)
    found = known_embed(url)
    provider, page = (found.provider, found.url) if found is not None else (_host_of(url), url)
    return Embed(provider, page, title, width, height)


def _host_of(url: str) -> str:
    match = re.match(r"^https?://(?:www\.)?([^/?#]+)", url, re.IGNORECASE)
    return match.group(1).lower() if match else ""
