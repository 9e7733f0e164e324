"""What a site is called, whose it is and where it will be, in its `hugo.toml`."""

import json
from collections.abc import Sequence

from msgspec import Struct

from convert.plan.shared_hosts import is_shared_host, own_part_of_host
from convert.writers._site import Move, site_url_without_final_slash


class SiteSettings(Struct, frozen=True):
    """What is known of a site; what is empty is not."""

    base_url: str = ""
    title: str = ""
    author: str = ""
    description: str = ""


def settings_of_site(moves: Sequence[Move], new_url: str, title: str, author: str, description: str) -> SiteSettings:
    """The settings, as far as somebody said them, or the addresses of the blog do: a domain of its own stays its address."""
    host = next((move.host for move in moves if move.host), "")
    url = site_url_without_final_slash(new_url) or (f"https://{host}" if host and not is_shared_host(host) else "")
    return SiteSettings(f"{url}/" if url else "", title or own_part_of_host(host), author, description)


def with_settings(toml: str, settings: SiteSettings) -> str:
    """A `hugo.toml` with the settings that are known in the lines for them."""
    values = {
        "baseURL": settings.base_url,
        "title": settings.title,
        "author": settings.author,
        "description": settings.description,
    }
    known = {name: value for name, value in values.items() if value}
    return "".join([_setting_line_with_known_value(line, known) for line in toml.splitlines(keepends=True)])


def _setting_line_with_known_value(line: str, values: dict[str, str]) -> str:
    name = line.partition(" = ")[0]
    return f"{name} = {_toml_string(values[name])}\n" if name in values else line


def _toml_string(text: str) -> str:
    """A basic string of TOML 1.0, which is one of JSON but for a control character more that must be escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
