"""The tags of HTML, as the tokenizer of the HTML standard finds them (13.2.5), each in one step of a regular expression."""

from convert import lazy_re as re
from convert.model.limits import HTML_ATTRIBUTES

_SPACE = r"\t\n\f\r "

_ATTRIBUTE = (
    rf"(?:=?[^{_SPACE}/>=]++(?:[{_SPACE}]*+=[{_SPACE}]*+"
    rf"(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}>\"'][^{_SPACE}>]*+|(?=>)|\Z))?+|=)"
)
"""One whose value is left open goes on to the end of everything."""

FIRST_ATTRIBUTES = re.compile(rf"(?:[{_SPACE}/]*+{_ATTRIBUTE}){{{HTML_ATTRIBUTES}}}")
"""As many as an element may have, and what is before each."""

TAG = re.compile(
    r"<(?:!--(?:-?>|(?s:.*?)(?:--!?>|\Z))"
    r"|(?P<section>!\[CDATA\[)"
    r"|[!?][^>]*+>?+"
    rf"|(?P<closing>/?)(?P<name>[a-zA-Z][^{_SPACE}/>]*+)(?P<attributes>(?:(?P<gap>[{_SPACE}/]++)|{_ATTRIBUTE})*+)(?P<end>>|\Z)"
    r"|/[^>]*+>?+)"
)
"""A comment, a CDATA section's beginning, a declaration, a tag (`closing` and `name` are its own), or what looks like one."""

_SCRIPT = re.compile(rf"<!--(?:-?>)?|-->|<(/?)script(?=[{_SPACE}/>])", re.IGNORECASE)


def has_slash_at_end(tag: re.Match[str]) -> bool:
    """Whether a start tag has a slash at its end that is no part of a value."""
    return tag.end("gap") == tag.end("attributes") and tag["attributes"].endswith("/")


RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
"""Elements in which there are no tags but their own end."""


def end_of_raw_text(html: str, name: str, start: int) -> int:
    """Where the end tag of an element begins in which there are no other tags; the end of everything when there is none.

    A script holds text that looks like its end tag between `<!--<script` and `-->` (13.2.5.20 to 31).
    """
    if name == "script":
        return _end_of_script_text(html, start)
    found = _end_tag_pattern(name).search(html, start)
    return found.start() if found else len(html)


def _end_of_script_text(html: str, start: int) -> int:
    is_escaped = is_doubly = False
    for found in _SCRIPT.finditer(html, start):
        if found[0][:2] == "<!":
            is_escaped = is_escaped or not found[0].endswith(">")
        elif found[0] == "-->":
            is_escaped = is_doubly = False
        elif found[1] and not is_doubly:
            return found.start()
        else:
            is_doubly = is_escaped and not found[1]
    return len(html)


_END_TAGS = {name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE) for name in RAW}


def _end_tag_pattern(name: str) -> re.Pattern[str]:
    return _END_TAGS[name]
