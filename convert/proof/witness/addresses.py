"""Addresses in the one form in which what a source shows is compared with what an output shows."""

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote

from convert import lazy_re as re
from convert.proof.normalization import normalise_unicode
from convert.proof.witness.character_references import resolve_character_references

_THUMBNAIL = re.compile(r"[?&]fname=([^&#]+)")
"""Daum's server of thumbnails has the address of the picture in a query."""

_NO_ADDRESS = re.compile(r"(?:javascript|vbscript|about|chrome-error):|data:,|data:image/(?:gif|svg\+xml)", re.IGNORECASE)
"""Addresses that lead nowhere, or to the empty picture that stands for one which a script is to load."""

_PLAIN = re.compile(r"(?:https?:)?([\w./@~+-]*[\w.@~+-])/?", re.ASCII)
"""Addresses of which nothing is decoded or left out but the scheme, as most are."""

_LONGEST = 500
"""Characters of an address that is kept with its form, since a source and its output have the same ones."""

_TRACKING = re.compile(r"(?:(?<=[?&])(?:utm_\w+|fbclid|gclid|igshid|igsh)=[^&#]*&?)")
"""What is added to an address only to see who followed it."""

_TRACKING_NAMES = ("utm_", "fbclid", "gclid", "igsh")
_PART = re.compile(r"[\w-]{3,}")
_CANDIDATE = re.compile(r"([^\s,]\S*+)(?:(?<=,)|[^,]*+)")
_COMMON = frozenset("http https www com net org embed watch video videos player html php index iframe src url".split())


def normalise_address(url: str | None) -> str:
    """An address decoded, composed, without a scheme and the white space around it; empty where it leads nowhere."""
    return _cached_address(url) if url and len(url) <= _LONGEST else _normalise_address_uncached(url or "")


def _normalise_address_uncached(url: str) -> str:
    if plain := _PLAIN.fullmatch(url):
        return plain[1]
    url = "".join(url.split())
    if not url or _NO_ADDRESS.match(url):
        return ""
    found = _THUMBNAIL.search(url) if "fname=" in url else None
    url = _decode_percent_escapes(_decode_percent_escapes(_decode_percent_escapes(found[1]) if found else url))
    if "&" in url and ";" in url:
        url = resolve_character_references(url)
    url = normalise_unicode("NFC", url)
    if any([name in url for name in _TRACKING_NAMES]):
        url = _TRACKING.sub("", url).rstrip("?&")
    return "".join(url.removeprefix("https:").removeprefix("http:").split()).removesuffix("/")


_cached_address = lru_cache(maxsize=1024)(_normalise_address_uncached)


_ESCAPES = re.compile("(?:%[0-9a-fA-F]{2})+")


def _decode_percent_escapes(url: str) -> str:
    """What `unquote` gives, ten times as fast where most is escaped, as in Korean addresses."""
    return _ESCAPES.sub(_text_of_percent_escapes, url) if "%" in url else url


def _text_of_percent_escapes(escapes: re.Match[str]) -> str:
    return bytes.fromhex(escapes[0].replace("%", "")).decode(errors="replace")


_MOST_MOVES = 4
"""How often an address is spelled anew: made whole by a reader, led to another post or file by a transform."""


def addresses_after_moves(moves: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Where every old address is after each of its moves, all of them normalised."""
    new_by_old = {normalise_address(old): normalise_address(new) for old, new in moves}
    moved: dict[str, tuple[str, ...]] = {old: (new,) for old, new in new_by_old.items()}
    for _ in range(_MOST_MOVES - 1):
        moved = {old: (*places, new_by_old[places[-1]]) if places[-1] in new_by_old else places for old, places in moved.items()}
    return moved


def distinctive_words(url: str) -> frozenset[str]:
    """What tells an address of a player from others: its longer words. Players are linked by other addresses with the same.

    A name without a host is what Hugo's shortcodes call a film by.
    """
    url = unquote(url)
    return frozenset(_PART.findall(url[2:].partition("/")[2] if url.startswith("//") else url)) - _COMMON


def site_name_in(url: str) -> str:
    """The name of the site an address is on, such as `twitch`, in a form no part of an address has."""
    labels = url.removeprefix("//").partition("/")[0].split(".")
    return f"{labels[-2]}." if len(labels) > 1 else ""


def addresses_in_srcset(srcset: str) -> list[str]:
    """The addresses of a `srcset` (HTML standard, section 4.8.4.2.1)."""
    return [match[1].rstrip(",") for match in _CANDIDATE.finditer(srcset)]
