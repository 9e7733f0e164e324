"""Where a link or image leads: its address and title, as they stand between its parentheses."""

from html import escape as escape_html

from convert import lazy_re as re
from convert import model
from convert.plan.old_addresses import REFERENCE
from convert.writers._html import escape_attribute
from convert.writers._markdown.dialects.gfm import GFM
from convert.writers._markdown.dialects.python_markdown import UNENDED_REFERENCE
from convert.writers._markdown.escape import Escaping, escape_text
from convert.writers._markdown.picture_traps import escape_theme_traps_in_description
from convert.writers._markdown.shortcodes import has_no_shortcode_delimiters
from convert.writers._markdown.target import Context

_URL = re.compile(r"https?://[^\s<>\\`%]+")
_ENTITY = re.compile(rf"&(?=#?\w{{1,32}};)|{UNENDED_REFERENCE}")
_SAFE_URL = re.compile(r"[\w/:.?=%#+~@,;$!-]*", re.ASCII)
"""Most addresses, which need nothing."""
_UNSAFE_URL = re.compile('[\x00-\x20\x7f<>\\\\`"]')


def can_be_autolink(link_text: str, node: model.Link, context: Context) -> bool:
    """Whether a link that shows this is just its address, which has a spelling of its own; parsers show that percent-decoded."""
    dialect = context.target.dialect
    if link_text != node.url or node.title or not dialect.angle_links or ("|" in node.url and dialect.table_bars):
        return False
    return _URL.fullmatch(node.url) is not None and not _ENTITY.search(node.url) and has_no_shortcode_delimiters(node.url)


def destination_and_title(url: str, title: str, context: Context) -> str:
    """What stands between a link's parentheses: the address, and the title if there is one."""
    if context.target.relref_links and url.startswith(REFERENCE):
        return f'{{{{< relref "{_UNSAFE_URL.sub(_percent_encode_match, url.removeprefix(REFERENCE))}" >}}}}'
    target = url if _SAFE_URL.fullmatch(url) else _ENTITY.sub("&amp;", _UNSAFE_URL.sub(_percent_encode_match, url))
    if "{{" in target and context.target.dialect.shortcodes:
        target = target.replace("{{", "%7B%7B")
    if context.target.dialect.attributes == "html":
        target = _percent_encode_bars_braces_and_parentheses(target, context)
    elif "(" in target or ")" in target:
        target = _escape_all_parentheses_if_unbalanced(target)
    if not title or (context.target.dialect.attributes == "html" and not title.strip()):
        return target
    return f'{target or "<>"} "{_escape_title_inside_quotes(title, context)}"'


def must_be_in_tag(url: str, context: Context) -> bool:
    """Whether only a tag may lead to an address."""
    traps = context.target.dialect.address_traps
    return traps is not None and traps.match(_UNSAFE_URL.sub(_percent_encode_match, url)) is not None


def link_in_tag(text: str, node: model.Link) -> str:
    """A link whose text is spelled already. Routers that run in a page take those within a site, unless they name a window."""
    title = f' title="{escape_attribute(" ".join(node.title.split()))}"' if node.title else ""
    window = "" if _ELSEWHERE.match(node.url) else ' target="_top"'
    url = escape_attribute(_UNSAFE_URL.sub(_percent_encode_match, node.url))
    return f"""<a href="{url}"{title}{window}>""".replace("|", "&#124;") + f"{text}</a>"


_ELSEWHERE = re.compile(r"(?i:[a-z][a-z0-9+.-]*):|//")


_NO_DELIMITERS = re.compile(r"\{(?=[{%])")


def _percent_encode_bars_braces_and_parentheses(url: str, context: Context) -> str:
    """An address where no backslash helps: what would end it, or be a table or a template, is encoded."""
    if context.target.dialect.table_bars:
        url = url.replace("|", "%7C")
    if context.target.dialect.template:
        url = _NO_DELIMITERS.sub("%7B", url)
    return url if _has_balanced_parentheses(url) else url.replace("(", "%28").replace(")", "%29")


def _percent_encode_match(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _escape_all_parentheses_if_unbalanced(url: str) -> str:
    """Parentheses may stand in an address when each has its partner; else they are escaped."""
    return url if _has_balanced_parentheses(url) else url.replace("(", "\\(").replace(")", "\\)")


def _has_balanced_parentheses(url: str) -> bool:
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            break
    return depth == 0


_MARKDOWN = re.compile(r"[\\|`]")
_MARKDOWN_IN_LINK = re.compile(r"[\\|`\[\]]")
"""What counts in a title, between its quotation marks as well; Python-Markdown counts the brackets of a picture in a link."""


def _escape_title_inside_quotes(title: str, context: Context) -> str:
    if context.target.dialect.attributes == "html":
        marks = _MARKDOWN_IN_LINK if context.in_link else _MARKDOWN
        text = marks.sub(lambda match: f"&#{ord(match[0])};", escape_html(" ".join(title.split())))
        return escape_theme_traps_in_description(text, context.target.dialect)
    # What runs before Markdown is read looks into titles; no other trap of a dialect is in there.
    dialect = context.target.dialect if context.target.dialect.shortcodes else GFM
    text = escape_text(" ".join(title.split()), Escaping(dialect=dialect)).replace('"', '\\"')
    return f"{text[:-2]}&#92;" if text.endswith("\\\\") else text  # GitHub's parser reads `\\"` there as `\"`
