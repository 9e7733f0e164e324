"""Addresses a person would open, of players that name them in a query: what `Provider.page` is where a template is not enough."""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, unquote_plus, urlsplit

from convert import lazy_re as re
from convert.model.url import is_safe

_SECONDS = re.compile(r"[?&#](?:start|t|time_continue)=(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?(?![\w])", re.IGNORECASE)


def youtube_page_maker_keeping_list_and_start(template: str) -> Callable[[str], str]:
    """A YouTube page with the playlist and the second at which the video begins."""

    def page_with_playlist_and_start(url: str) -> str:
        match = _YOUTUBE.search(url)
        assert match is not None
        found = parse_qs(urlsplit(url.replace("&amp;", "&")).query).get("list", [""])[0]
        series = f"&list={found}" if re.fullmatch(r"[\w-]+", found) else ""
        start = _start_second_in(url)
        return template.format(match[1]) + series + (f"&t={start}" if start else "")

    return page_with_playlist_and_start


_YOUTUBE = re.compile(r"(?:/(?:embed|v|e|shorts|live)/|[?&]v=|youtu\.be/)([\w-]{3,})", re.IGNORECASE)


def _start_second_in(url: str) -> int:
    """The second a video begins at: `t=90`, `start=90`, `t=1m30s`."""
    match = _SECONDS.search(url)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def build_youtube_playlist_address(url: str) -> str:
    """A YouTube playlist alone."""
    names = parse_qs(urlsplit(url).query)
    return "https://www.youtube.com/playlist?list=" + quote((names.get("list") or [""])[0])


def query_or_own_address_maker(*names: str) -> Callable[[str], str]:
    """The address that is a value in the player's own, as plugins have it; the player's own when there is none to open."""

    def address_in_query_or_own(url: str) -> str:
        values = parse_qs(urlsplit(url).query)
        found = next((values[name][0] for name in names if name in values), "")
        found = f"https:{found}" if found.startswith("//") else found
        return (
            found if found.startswith(("http://", "https://")) and "//api." not in found and is_safe(found) else with_scheme(url)
        )

    return address_in_query_or_own


_PLACE = re.compile(r"!1s0x[^!]*!2s([^!&]+)")
_POINT = re.compile(r"!2d(-?\d+(?:\.\d+)?)!3d(-?\d+(?:\.\d+)?)")


def google_map_address_or_own(url: str) -> str:
    """A map's frame names its place in a query, or among the fields of `pb`."""
    values = parse_qs(urlsplit(url).query)
    fields = values.get("pb", [""])[0]
    place, point = _PLACE.search(fields), _POINT.search(fields)
    asked = next((values[name][0] for name in ("q", "query", "center", "ll") if name in values), "")
    if not asked and place:
        asked = unquote_plus(place[1])
    if not asked and point:
        asked = f"{point[2]},{point[1]}"
    if asked:
        return f"https://www.google.com/maps?q={quote(asked, safe=',')}"
    return with_scheme(url)


def with_scheme(url: str) -> str:
    """The address, with a scheme where it has only a host."""
    return f"https:{url}" if url.startswith("//") else url


def with_scheme_without_query(url: str) -> str:
    """The address as far as its query, which only says how the frame looks."""
    return with_scheme(url).partition("?")[0]
