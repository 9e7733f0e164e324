"""Players: Hugo's shortcodes, and what Obsidian shows one for."""

from convert import lazy_re as re
from convert import model
from convert.writers._markdown.target import Target

_VIDEO_IDS: dict[str, re.Pattern[str]] = {
    "youtube": re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)(?:&t=(\d+))?"),
    "vimeo": re.compile(r"https://vimeo\.com/(\d+)"),
}
"""Addresses whose player Hugo 0.168 has a shortcode for, and what it wants to know."""


def player_shortcode_or_empty(node: model.Embed) -> str:
    """The shortcode for a player; empty where Hugo has none."""
    pattern = _VIDEO_IDS.get(node.provider)
    match = pattern.fullmatch(node.url) if pattern else None
    if match is None:
        return ""
    if node.provider == "youtube" and match[2]:
        return f"{{{{< youtube id={match[1]} start={match[2]} >}}}}"
    return f"{{{{< {node.provider} {match[1]} >}}}}"


_OF_OBSIDIAN = re.compile(r"https://www\.youtube\.com/watch\?v=[\w-]+(?:&t=\d+)?")


def is_player_of_obsidian(node: model.Embed, target: Target) -> bool:
    """Whether Obsidian shows a player for a picture of this address (help.obsidian.md, Embed web pages)."""
    return target.dialect.wiki and _OF_OBSIDIAN.fullmatch(node.url) is not None
