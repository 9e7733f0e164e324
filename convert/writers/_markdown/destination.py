"""Where a link or image leads: its address and title, as they stand between its parentheses."""

import re

from convert import model
from convert.plan.old_addresses import REFERENCE
from convert.writers._markdown.dialects.gfm import GFM
from convert.writers._markdown.escape import Escaping, escape_text
from convert.writers._markdown.shortcodes import has_no_shortcode_delimiters
from convert.writers._markdown.target import Context

_URL = re.compile(r"https?://[^\s<>\\`%]+")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_SAFE_URL = re.compile(r"[\w/:.?=%#+~@,;$!-]*", re.ASCII)
"""Most addresses, which need nothing."""
_UNSAFE_URL = re.compile('[\x00-\x20\x7f<>\\\\`"]')


def can_be_autolink(link_text: str, node: model.Link) -> bool:
    """Whether a link that shows this is just its address, which has a spelling of its own; parsers show that percent-decoded."""
    if link_text != node.url or node.title:
        return False
    return _URL.fullmatch(node.url) is not None and not _ENTITY.search(node.url) and has_no_shortcode_delimiters(node.url)


def destination_and_title(url: str, title: str, context: Context) -> str:
    """What stands between a link's parentheses: the address, and the title if there is one."""
    if context.target.relref_links and url.startswith(REFERENCE):
        return f'{{{{< relref "{_UNSAFE_URL.sub(_percent_encode_match, url.removeprefix(REFERENCE))}" >}}}}'
    target = url if _SAFE_URL.fullmatch(url) else _ENTITY.sub("&amp;", _UNSAFE_URL.sub(_percent_encode_match, url))
    if "{{" in target and context.target.dialect.shortcodes:
        target = target.replace("{{", "%7B%7B")
    if "(" in target or ")" in target:
        target = _escape_unbalanced_parentheses(target)
    return f'{target or "<>"} "{_escape_title(title, context)}"' if title else target


def _percent_encode_match(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _escape_unbalanced_parentheses(url: str) -> str:
    """Parentheses may stand in an address when each has its partner; else they are escaped."""
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            break
    return url if depth == 0 else url.replace("(", "\\(").replace(")", "\\)")


def _escape_title(title: str, context: Context) -> str:
    # What runs before Markdown is read looks into titles; no other trap of a dialect is in there.
    dialect = context.target.dialect if context.target.dialect.shortcodes else GFM
    text = escape_text(" ".join(title.split()), Escaping(dialect=dialect)).replace('"', '\\"')
    return f"{text[:-2]}&#92;" if text.endswith("\\\\") else text  # GitHub's parser reads `\\"` there as `\"`
