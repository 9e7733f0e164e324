"""Embedded sites: who a player address belongs to, and which address a person would open."""

import re
from typing import NamedTuple

from convert.model import Embed


class Provider(NamedTuple):
    """A site: how its player's addresses look, and how a page of it is spelled from the id found in one."""

    name: str
    pattern: re.Pattern[str]
    page: str


def _provider(name: str, pattern: str, page: str) -> Provider:
    return Provider(name, re.compile(r"^(?:https?:)?//(?:www\.|m\.)?" + pattern, re.IGNORECASE), page)


PROVIDERS: tuple[Provider, ...] = (
    _provider("youtube", r"youtube(?:-nocookie)?\.com/(?:embed|v|shorts|live)/([\w-]{3,})", "https://www.youtube.com/watch?v={}"),
    _provider("youtube", r"youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{3,})", "https://www.youtube.com/watch?v={}"),
    _provider("youtube", r"youtu\.be/([\w-]{3,})", "https://www.youtube.com/watch?v={}"),
    _provider("vimeo", r"(?:player\.)?vimeo\.com/(?:video/)?(\d+)", "https://vimeo.com/{}"),
    _provider("kakaotv", r"play-tv\.kakao\.com/embed/player/cliplink/(\d+)", "https://tv.kakao.com/v/{}"),
    _provider("kakaotv", r"tv\.kakao\.com/(?:v|channel/\d+/cliplink)/(\d+)", "https://tv.kakao.com/v/{}"),
    _provider("navertv", r"tv\.naver\.com/(?:embed|v)/(\d+)", "https://tv.naver.com/v/{}"),
    _provider("codepen", r"codepen\.io/([\w-]+/)embed/(?:preview/)?([\w-]+)", "https://codepen.io/{}pen/{}"),
    _provider("instagram", r"instagram\.com/(p|reel|tv)/([\w-]+)", "https://www.instagram.com/{}/{}/"),
)

_START = re.compile(r"[?&#](?:start|t)=(\d+)")


def embed(url: str, title: str = "", width: int = 0, height: int = 0) -> Embed:
    """An embed node for a player's address; an unknown site is named by its host and keeps the address."""
    for provider in PROVIDERS:
        match = provider.pattern.match(url)
        if match:
            return Embed(provider.name, provider.page.format(*match.groups()) + _start(provider, url), title, width, height)
    return Embed(_host(url), f"https:{url}" if url.startswith("//") else url, title, width, height)


def _start(provider: Provider, url: str) -> str:
    start = _START.search(url) if provider.name == "youtube" else None
    return f"&t={start.group(1)}" if start else ""


def _host(url: str) -> str:
    match = re.match(r"^(?:https?:)?//(?:www\.)?([^/?#]+)", url, re.IGNORECASE)
    return match.group(1).lower() if match else ""
