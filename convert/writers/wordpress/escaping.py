"""How text stands in a post, where WordPress runs, embeds and beautifies what it finds in text.

What WordPress 7.1 does of itself: it runs shortcodes wherever they stand, also in code and in attributes (`do_shortcode`), makes
players of addresses that are a line or a paragraph of their own, also in code (`WP_Embed::autoembed`), and sets other quotes,
dashes and smileys than were typed (`wptexturize`, `convert_smilies`, `capital_P_dangit`), but not in code.
"""

from html import escape

from convert import lazy_re as re

_NAMES = r"""audio|caption|embed|gallery|playlist|video|wp_caption
    |code|sourcecode|source|crayon|latex|tex|katex|math|iframe|embedyt|youtube|vimeo|dailymotion|ted|gist|instagram|tweet|soundcloud
    |spotify|facebook|tiktok|googlemaps|slideshare|codepen|pinterest|reddit|kakaotv|navertv|wpvideo|videopress
    |(?:vc|et_pb|fusion|av|su)_\w+|(?:one|two|three)_\w+"""
"""Shortcodes: WordPress's own in the first line, then those of plugins that most blogs with code or players have."""

_SHORTCODE = re.compile(rf"\[(?=/?(?:{_NAMES})(?![\w-])|/[a-z][\w-]*\])", re.IGNORECASE | re.VERBOSE)
_FORMULA = re.compile(r"\$(?=latex\s)")
_LONE_LINE = re.compile(r"""^(\s*https?:)//(?=[^\s<>"]+[ \t]*$)""", re.IGNORECASE | re.MULTILINE)
_LONE_PARAGRAPH = re.compile(r"""(<p(?:\s[^<>]*)?>\s*https?:)//(?=[^\s<>"]+\s*</p>)""", re.IGNORECASE)
"""`autoembed` in wp-includes/class-wp-embed.php."""

_LINE_ENDS = re.compile(r"[\t\n\r\f]")


def escape_text_as_one_line(value: str) -> str:
    """Characters in running text, as the editor spells them. A line end says no more than a space, and would part lines."""
    return escape(_LINE_ENDS.sub(" ", value), quote=False).replace("\xa0", "&nbsp;")


def escape_code(value: str) -> str:
    """Characters of a code block: no bracket begins a shortcode, and the first address that is a line is no player.

    The same as `escape` in packages/block-library/src/code/utils.js.
    """
    return _LONE_LINE.sub(r"\1&#47;&#47;", escape(value, quote=False).replace("\xa0", "&nbsp;").replace("[", "&#91;"), count=1)


def escape_attribute_but_not_shortcodes(value: str) -> str:
    """A value between double quotes."""
    return escape(_LINE_ENDS.sub(" ", value), quote=False).replace('"', "&quot;")


_RESPELLED = re.compile(r'="[^"<>]*(?:\xa0|&(?:[lg]t;|amp;(?:\w+|#\d+|#x[\da-f]+);))', re.IGNORECASE)


def is_respelled_by_editor(html: str) -> bool:
    """Whether the editor would write an attribute in other characters: it leaves `<` and what looks like a reference as they are
    (`escapeAttribute` in packages/escape-html), where a comment of a block would be one, and no-break spaces in some blocks.
    """
    return _RESPELLED.search(html) is not None


def would_wordpress_expand_shortcode_or_url(html: str) -> bool:
    """Whether WordPress would show something else than this HTML: a shortcode's work, or a player."""
    if "[" in html and _SHORTCODE.search(html):
        return True
    if "$latex" in html and _FORMULA.search(html):
        return True
    return "://" in html and bool(_LONE_LINE.search(html) or _LONE_PARAGRAPH.search(html))


def with_shortcodes_and_players_escaped(html: str) -> str:
    """HTML that WordPress shows as it is. The editor would not write the references again, but for a block of HTML."""
    html = _SHORTCODE.sub("&#91;", html)
    html = _FORMULA.sub("&#36;", html)
    html = _LONE_LINE.sub(r"\1&#47;&#47;", html)
    return _LONE_PARAGRAPH.sub(r"\1&#47;&#47;", html)


_BEAUTIFIED = (
    (re.compile('"'), "&quot;"),
    (re.compile("'"), "&#039;"),
    (re.compile("-(?=-)"), "&#45;"),
    (re.compile(r"(?:^|(?<=\s)|(?<=&nbsp;))-(?=$|\s|&nbsp;)"), "&#45;"),
    (re.compile(r"\.(?=\.\.)"), "&#46;"),
    (re.compile(r"(?<=\d)x(?=\d)"), "&#120;"),
    (re.compile(r"\((?=tm\))", re.IGNORECASE), "&#40;"),
    (re.compile(r"(?:^|(?<=\s)):(?=\S)"), "&#58;"),
    (re.compile(r"(?:^|(?<=\s));(?=\S)"), "&#59;"),
    (re.compile(r"(?:^|(?<=\s))8(?=[-)(DPOox?|])"), "&#56;"),
    (re.compile("(?<=W)o(?=rdpress)"), "&#111;"),
    (re.compile("`(?=`)"), "&#96;"),
)
"""What `wptexturize`, `convert_smilies` and `capital_P_dangit` change in text, and the reference that keeps them from it."""


_BETWEEN_TAGS = re.compile("(?<=>)[^<>]+(?=<)")


def with_html_text_protected_from_wptexturize(html: str) -> str:
    """The same of HTML."""
    return _BETWEEN_TAGS.sub(lambda text: with_references_against_beautifying(text[0]), html)


def with_references_against_beautifying(text: str) -> str:
    """Escaped text in which WordPress shows the characters that were typed."""
    for pattern, kept in _BEAUTIFIED:
        text = pattern.sub(kept, text)
    return text
