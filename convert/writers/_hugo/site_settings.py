"""What a site is called, whose it is and where it will be, in its `hugo.toml`."""

import json
from collections.abc import Sequence

from msgspec import Struct

from convert.writers._site import Move, site_url_without_final_slash

_SHARED_HOSTS = (
    ".tistory.com",
    ".blogspot.com",
    ".wordpress.com",
    ".github.io",
    ".egloos.com",
    "blog.naver.com",
    "velog.io",
    "brunch.co.kr",
    "medium.com",
)
"""Where blogs of many people are, so that no new site can be at their addresses."""


class SiteSettings(Struct, frozen=True):
    """What is known of a site; what is empty is not."""

    base_url: str = ""
    title: str = ""
    author: str = ""


def settings_of_site(moves: Sequence[Move], title: str, author: str, new_url: str) -> SiteSettings:
    """The settings, as far as somebody said them, or the addresses of the blog do: a domain of its own stays its address."""
    host = next((move.host for move in moves if move.host), "")
    is_own_domain = host and not host.endswith(_SHARED_HOSTS)
    url = site_url_without_final_slash(new_url) or (f"https://{host}" if is_own_domain else "")
    return SiteSettings(f"{url}/" if url else "", title or _name_in_host(host), author)


def _name_in_host(host: str) -> str:
    """The part of a host that is a blog's own: `name` of `name.tistory.com`, a domain as a whole."""
    shared = next((ending for ending in _SHARED_HOSTS if ending.startswith(".") and host.endswith(ending)), "")
    return host.removesuffix(shared)


def with_settings(toml: str, settings: SiteSettings) -> str:
    """A `hugo.toml` with the settings that are known in the lines for them."""
    values = {"baseURL": settings.base_url, "title": settings.title, "author": settings.author}
    known = {name: value for name, value in values.items() if value}
    lines = [_with_value(line, known) for line in toml.splitlines(keepends=True)]
    return "".join(lines)


def _with_value(line: str, values: dict[str, str]) -> str:
    name = line.partition(" = ")[0]
    return f"{name} = {_toml_string(values[name])}\n" if name in values else line


def _toml_string(text: str) -> str:
    """A basic string of TOML 1.0, which is one of JSON but for a control character more that must be escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
