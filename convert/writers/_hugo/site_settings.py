"""What a site is called, whose it is and where it will be, in its `hugo.toml`."""

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct

from convert.plan.shared_hosts import is_shared_host, own_part_of_host
from convert.writers._site import Move, site_url_without_slash_with_https_if_no_scheme


class SiteSettings(Struct, frozen=True):
    """What is known of a site; what is empty is not."""

    base_url: str = ""
    title: str = ""
    author: str = ""
    description: str = ""


def site_settings_with_old_host_as_fallback(
    moves: Sequence[Move], new_url: str, title: str, author: str, description: str
) -> SiteSettings:
    """The settings, as far as somebody said them, or the addresses of the blog do: a domain of its own stays its address."""
    host = next((move.host for move in moves if move.host), "")
    url = site_url_without_slash_with_https_if_no_scheme(new_url) or (
        f"https://{host}" if host and not is_shared_host(host) else ""
    )
    return SiteSettings(f"{url}/" if url else "", title or own_part_of_host(host), author, description)


def places_of_settings(settings: SiteSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where in a `hugo.toml` each setting that is known may stand, and its value. Themes have two places for the author."""
    places = {
        ("baseURL",): settings.base_url,
        ("title",): settings.title,
        ("params", "author"): settings.author,
        ("params", "author", "name"): settings.author,
        ("params", "description"): settings.description,
    }
    yield from ((place, value) for place, value in places.items() if value)


def with_known_settings_in_their_existing_lines(toml: str, settings: SiteSettings) -> str:
    """A `hugo.toml` with the settings that are known in the lines for them."""
    known = dict(places_of_settings(settings))
    table: tuple[str, ...] = ()
    lines = []
    for line in toml.splitlines(keepends=True):
        if line.startswith("["):
            table = tuple(line.strip().strip("[]").split("."))
        name = line.partition(" = ")[0]
        value = known.get((*table, name))
        lines.append(f"{name} = {_toml_string(value)}\n" if value else line)
    return "".join(lines)


def _toml_string(text: str) -> str:
    """A basic string of TOML 1.0, which is one of JSON but for a control character more that must be escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
