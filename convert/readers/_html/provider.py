"""Embedded sites: who a player's address belongs to, and which address a person would open."""

import re
from collections.abc import Callable
from typing import NamedTuple

from convert.model import Embed
from convert.readers._html.pages import asked, full, google_map, playlist, watched, without_query


class Provider(NamedTuple):
    """A site: how its player's addresses look, and how a page of it is spelled: with what the pattern found, or by a function
    of the player's address.
    """

    name: str
    pattern: re.Pattern[str]
    page: str | Callable[[str], str]


def _provider(name: str, pattern: str, page: str | Callable[[str], str]) -> Provider:
    return Provider(name, re.compile(r"^(?:https?:)?//(?:www\.|m\.)?" + pattern, re.IGNORECASE), page)


PROVIDERS: tuple[Provider, ...] = (
    # Video.
    _provider("youtube", r"youtube(?:-nocookie)?\.com/(?:embed/?(?:videoseries)?\?|playlist\?)(?:[^#]*&)?list=[\w-]+", playlist),
    _provider(
        "youtube",
        r"(?:youtube(?:-nocookie)?\.com/(?:(?:embed|v|e|shorts|live)/[\w-]{3,}|watch\?(?:[^#]*&)?v=[\w-]{3,})|youtu\.be/[\w-]{3,})",
        watched("https://www.youtube.com/watch?v={}"),
    ),
    _provider("vimeo", r"(?:player\.)?vimeo\.com/(?:video/)?(\d+)", "https://vimeo.com/{}"),
    _provider("vimeo", r"vimeo\.com/moogaloop\.swf\?(?:[^#]*&)?clip_id=(\d+)", "https://vimeo.com/{}"),
    _provider("kakaotv", r"(?:play-tv|tv)\.kakao\.com/embed/player/(?:cliplink|cliplink/v)/(\d+)", "https://tv.kakao.com/v/{}"),
    _provider("kakaotv", r"(?:play-tv|tv)\.kakao\.com/embed/player/livelink/(\d+)", "https://tv.kakao.com/l/{}"),
    _provider("kakaotv", r"tv\.kakao\.com/(?:v|channel/\d+/cliplink)/(\d+)", "https://tv.kakao.com/v/{}"),
    _provider("kakaotv", r"(?:videofarm|tvpot)\.daum\.net/\S*?[?&]vid=([\w-]+(?:%24|\$)?)", "https://tvpot.daum.net/v/{}"),
    _provider("kakaotv", r"(?:videofarm|tvpot)\.daum\.net/\S*?clipid=(\d+)", "https://tvpot.daum.net/v/{}"),
    _provider("kakaotv", r"tvpot\.daum\.net/v/([\w-]+(?:%24|\$)?)", "https://tvpot.daum.net/v/{}"),
    _provider("navertv", r"tv(?:cast)?\.naver\.com/(?:embed|v|h)/(\d+)", "https://tv.naver.com/v/{}"),
    _provider(
        "dailymotion",
        r"(?:geo\.)?dailymotion\.com/(?:embed/video|video|swf/video|swf)/([a-z0-9]+)",
        "https://www.dailymotion.com/video/{}",
    ),
    _provider(
        "dailymotion",
        r"geo\.dailymotion\.com/player(?:/\w+)?\.html\?(?:[^#]*&)?video=([a-z0-9]+)",
        "https://www.dailymotion.com/video/{}",
    ),
    _provider("dailymotion", r"dai\.ly/([a-z0-9]+)", "https://www.dailymotion.com/video/{}"),
    _provider(
        "ted", r"embed(?:-ssl)?\.ted\.com/talks/(?:lang/[\w-]+/)?([\w-]+?)(?:\.html)?(?:[?#]|$)", "https://www.ted.com/talks/{}"
    ),
    _provider("twitch", r"player\.twitch\.tv/\?(?:[^#]*&)?video=v?(\d+)", "https://www.twitch.tv/videos/{}"),
    _provider("twitch", r"player\.twitch\.tv/\?(?:[^#]*&)?channel=(\w+)", "https://www.twitch.tv/{}"),
    _provider("twitch", r"clips\.twitch\.tv/embed\?(?:[^#]*&)?clip=([\w-]+)", "https://clips.twitch.tv/{}"),
    _provider(
        "afreecatv",
        r"vod\.(?:afreecatv|sooplive)\.(?:com|co\.kr)/(?:embed\.php\?.*?nTitleNo=|player/)(\d+)",
        "https://vod.sooplive.co.kr/player/{}",
    ),
    _provider("bilibili", r"player\.bilibili\.com/player\.html\?(?:[^#]*&)?bvid=(BV\w+)", "https://www.bilibili.com/video/{}"),
    _provider("loom", r"loom\.com/embed/(\w+)", "https://www.loom.com/share/{}"),
    _provider("tiktok", r"tiktok\.com/(?:embed(?:/v[23])?|player/v1)/(\d+)", "https://www.tiktok.com/@/video/{}"),
    _provider("tiktok", r"tiktok\.com/(@[\w.-]+)/video/(\d+)", "https://www.tiktok.com/{}/video/{}"),
    # Sound.
    _provider("soundcloud", r"w\.soundcloud\.com/player/?\?", asked("url")),
    _provider(
        "spotify",
        r"open\.spotify\.com/embed(?:-podcast)?/(track|album|playlist|artist|episode|show)/(\w+)",
        "https://open.spotify.com/{}/{}",
    ),
    _provider("applemusic", r"embed\.music\.apple\.com/([^?#]+)", "https://music.apple.com/{}"),
    _provider("applepodcasts", r"embed\.podcasts\.apple\.com/([^?#]+)", "https://podcasts.apple.com/{}"),
    # Maps and documents.
    _provider(
        "googlemaps",
        r"(?:google\.(?:com|co\.kr)/maps|maps\.google\.(?:com|co\.kr)/(?:maps)?)(?:/embed(?:/v1/\w+)?)?/?\?",
        google_map,
    ),
    _provider(
        "googlemaps",
        r"google\.com/maps/d/(?:u/\d+/)?embed\?(?:[^#]*&)?mid=([\w.-]+)",
        "https://www.google.com/maps/d/viewer?mid={}",
    ),
    _provider("googleforms", r"docs\.google\.com/forms/", without_query),
    _provider("googleslides", r"docs\.google\.com/presentation/(d/e/[\w-]+)", "https://docs.google.com/presentation/{}/pub"),
    _provider("googleslides", r"docs\.google\.com/presentation/(d/[\w-]+)", "https://docs.google.com/presentation/{}/"),
    _provider("googlesheets", r"docs\.google\.com/spreadsheets/(d/e/[\w-]+)", "https://docs.google.com/spreadsheets/{}/pubhtml"),
    _provider("googlesheets", r"docs\.google\.com/spreadsheets/(d/[\w-]+)", "https://docs.google.com/spreadsheets/{}/"),
    _provider("googledocs", r"docs\.google\.com/document/(d/e/[\w-]+)", "https://docs.google.com/document/{}/pub"),
    _provider("googledocs", r"docs\.google\.com/document/(d/[\w-]+)", "https://docs.google.com/document/{}/"),
    _provider("googledocs", r"docs\.google\.com/(?:viewer|gview)\?", asked("url", "srcid")),
    _provider("googledrive", r"drive\.google\.com/file/d/([\w-]+)", "https://drive.google.com/file/d/{}/view"),
    _provider(
        "googledrive",
        r"drive\.google\.com/embeddedfolderview\?(?:[^#]*&)?id=([\w-]+)",
        "https://drive.google.com/drive/folders/{}",
    ),
    _provider("kakaomap", r"map\.kakao\.com/", full),
    _provider("kakaomap", r"(?:map|dmaps)\.daum\.net/", full),
    _provider("navermap", r"(?:map|m\.map)\.naver\.com/", full),
    _provider(
        "slideshare",
        r"slideshare\.net/slideshow/embed_code/(?:key/)?(\w+)",
        "https://www.slideshare.net/slideshow/embed_code/key/{}",
    ),
    _provider("speakerdeck", r"speakerdeck\.com/player/(\w+)", "https://speakerdeck.com/player/{}"),
    # Code.
    _provider("codepen", r"codepen\.io/([\w-]+/)embed/(?:preview/)?([\w-]+)", "https://codepen.io/{}pen/{}"),
    _provider("codepen", r"codepen\.io/([\w-]+/)pen/([\w-]+)", "https://codepen.io/{}pen/{}"),
    _provider("jsfiddle", r"jsfiddle\.net/((?:[\w-]+/)?[\w-]+(?:/\d+)?)/embed", "https://jsfiddle.net/{}/"),
    _provider("codesandbox", r"codesandbox\.io/embed/([\w-]+)", "https://codesandbox.io/s/{}"),
    _provider("codesandbox", r"codesandbox\.io/p/(sandbox|devbox)/([\w-]+)", "https://codesandbox.io/p/{}/{}"),
    _provider("stackblitz", r"stackblitz\.com/(edit/[\w-]+|github/[^?#]+)", "https://stackblitz.com/{}"),
    _provider("replit", r"repl(?:it\.com|\.it)/(@[\w-]+/[\w-]+)", "https://replit.com/{}"),
    _provider("gist", r"gist\.github\.com/((?:[\w-]+/)?[0-9a-f]{6,})(?:\.js|\.pibb)?", "https://gist.github.com/{}"),
    # Posts.
    _provider("instagram", r"instagram\.com/(?:[\w.]+/)?(p|reel|tv)/([\w-]+)", "https://www.instagram.com/{}/{}/"),
    _provider("x", r"(?:mobile\.)?(?:twitter|x)\.com/(?:#!/)?(\w+)/status(?:es)?/(\d+)", "https://x.com/{}/status/{}"),
    _provider("x", r"platform\.twitter\.com/embed/(?:Tweet|index)\.html\?(?:[^#]*&)?id=(\d+)", "https://x.com/i/status/{}"),
    _provider("threads", r"threads\.(?:net|com)/(@[\w.]+)/post/([\w-]+)", "https://www.threads.com/{}/post/{}"),
    _provider("facebook", r"facebook\.com/(?:v[\d.]+/)?plugins/(?:post|video|page)\.php\?", asked("href")),
    _provider("facebook", r"facebook\.com/(?:[^?#]+/(?:posts|videos)/|permalink\.php|photo|watch|story\.php|reel/)", full),
    _provider("bluesky", r"embed\.bsky\.app/embed/([^/?#]+)/app\.bsky\.feed\.post/(\w+)", "https://bsky.app/profile/{}/post/{}"),
    _provider(
        "pinterest",
        r"(?:assets\.|[a-z]{2}\.)?pinterest\.(?:com|co\.kr)/ext/embed\.html\?id=(\d+)",
        "https://www.pinterest.com/pin/{}/",
    ),
    _provider(
        "pinterest", r"(?:[a-z]{2}\.)?pinterest\.(?:com|co\.kr)/pin/(?:[\w-]+--)?(\d+)", "https://www.pinterest.com/pin/{}/"
    ),
    _provider("tenor", r"tenor\.com/embed/(\d+)", "https://tenor.com/view/{}"),
    _provider("giphy", r"(?:media\.)?giphy\.com/embed/(\w+)", "https://giphy.com/gifs/{}"),
    _provider("imgur", r"imgur\.com/((?:a/|gallery/)?\w+)/embed", "https://imgur.com/{}"),
    _provider("reddit", r"(?:redditmedia|reddit|embed\.reddit)\.com/(r/\w+/comments/[^?#]+)", "https://www.reddit.com/{}"),
)
"""The first whose pattern fits is the one. An address that is no player's keeps its own host as provider."""


def known(url: str) -> Embed | None:
    """The embed a player's address stands for, when it is a known site's."""
    for provider in PROVIDERS:
        match = provider.pattern.match(url)
        if match:
            page = provider.page
            found = page(url) if callable(page) else page.format(*match.groups())
            return Embed(provider.name, found)
    return None


def embed(url: str, title: str = "", width: int = 0, height: int = 0) -> Embed:
    """An embed node for a player's address; an unknown site is named by its host and keeps the address."""
    url = full(url)
    found = known(url)
    provider, page = (found.provider, found.url) if found is not None else (_host(url), url)
    return Embed(provider, page, title, width, height)


def _host(url: str) -> str:
    match = re.match(r"^https?://(?:www\.)?([^/?#]+)", url, re.IGNORECASE)
    return match.group(1).lower() if match else ""
