"""Tags in a piece of HTML, for what has to know of them before a parser makes a tree."""

from convert import lazy_re as re

TAGS = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <(script|style|textarea|title|xmp|iframe|noembed|noframes|template|select|svg|math|pre)(?=[\s/>]).*?(?:</\1\b|\Z)
    | <(?P<slash>/?)(?P<name>[a-z][\w-]*)(?P<attributes>(?:[^"'<>]++|"[^"]*"|'[^']*')*+)>?""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A comment, an element in which no tag means anything to Markdown, or a tag, which alone has a `name`."""
