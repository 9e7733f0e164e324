"""Shortcodes, as WordPress's Shortcode API finds them: `[name attribute="value"]`, `[name]content[/name]`, `[[name]]` for text.

Those that are known become what they show; any other stays the text it is, which is what WordPress shows of one whose plugin is
gone. In code they are text.
"""

from collections.abc import Callable, Mapping
from html import unescape
from typing import TypeAlias

from msgspec import Struct

from convert import lazy_re as re
from convert.notices import Notice, Report

_NEXT = re.compile(
    r"\[(?P<escape>\[?)(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,60})(?=[\s\]/=])"
    r"|<(?P<end>/?)(?P<code>pre|code|textarea|script|style|kbd|samp)\b[^<>]*>|<[a-z/][^<>]*>",
    re.IGNORECASE,
)
_HEAD = re.compile(r"""((?:[^\]\["'/]|"[^"]{0,10000}+"|'[^'\[\]]{0,2000}+'|/(?!\])|["'](?=[^\]\["']{0,2000}/?\]))*+)(/?)\]""")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|(\S+)""")
_LOOKS_LIKE_ONE = re.compile(r"""\s[\w-]+\s*=\s*(?:["'”“]|\w|&quot;)|=""")

BOXES = frozenset(
    """vc_section vc_row vc_row_inner vc_column vc_column_inner vc_column_text vc_empty_space vc_separator et_pb_section et_pb_row
    et_pb_row_inner et_pb_column et_pb_column_inner et_pb_text et_pb_code et_pb_divider fusion_builder_container
    fusion_builder_row fusion_builder_row_inner fusion_builder_column fusion_builder_column_inner fusion_text av_section
    av_textblock av_one_full av_one_half av_one_third av_two_third one_half one_half_last one_third one_third_last two_third
    two_third_last one_fourth one_fourth_last three_fourth three_fourth_last su_row su_column""".split()
)
"""Shortcodes of page builders that are boxes round the text of a post: rows, columns. Their attributes only say how they look."""

MAX_DEPTH = 3
"""Shortcodes in the content of shortcodes."""


class ShortcodeCall(Struct, frozen=True):
    """A shortcode: its name, its attributes with names and without, and what stands between it and its end, if it has one."""

    name: str
    named: Mapping[str, str]
    positional: tuple[str, ...]
    content: str | None

    def first_attribute(self, *names: str) -> str:
        """The first of these attributes that is there."""
        return next((self.named[name] for name in names if self.named.get(name)), "")


Handler: TypeAlias = Callable[[ShortcodeCall], "str | None"]
"""What a shortcode shows, as HTML; empty where that cannot be told, and None where it is none but a word in brackets."""

Handlers: TypeAlias = Mapping[str, Handler]


def expand_shortcodes(html: str, handlers: Handlers, report: Report) -> str:
    """HTML with every known shortcode replaced by what it shows."""
    return _Expansion(html, handlers, report).expand_html() if "[" in html else html


class _Expansion:
    """One pass over HTML."""

    def __init__(self, html: str, handlers: Handlers, report: Report) -> None:
        self._html = html
        self._handlers = handlers
        self._report = report
        self._parts: list[str] = []
        self._position = 0
        self._code = ""
        self._ends: dict[str, int] = {}

    def expand_html(self) -> str:
        """The HTML with everything put in."""
        while match := _NEXT.search(self._html, self._position):
            self._parts.append(self._html[self._position : match.start()])
            self._position = match.start()
            if not (
                self._replace_shortcode_or_report_unknown(match)
                if match["name"]
                else self._track_code_tag_and_return_false(match)
            ):
                self._parts.append(match[0])
                self._position = match.end()
        return "".join([*self._parts, self._html[self._position :]])

    def _track_code_tag_and_return_false(self, match: re.Match[str]) -> bool:
        if match["code"]:
            name = match["code"].lower()
            self._code = ("" if match["end"] and name == self._code else self._code) or ("" if match["end"] else name)
        return False

    def _replace_shortcode_or_report_unknown(self, match: re.Match[str]) -> bool:
        """Put something in the place of a shortcode; False when it is only text."""
        name = match["name"].lower()
        head = _HEAD.match(self._html, match.end())
        if head is None or self._code:
            return False
        if name in BOXES and not match["escape"]:
            return self._replace_box_by_blank_line_and_report(name, head.end())
        if match["close"]:
            return False
        end, content = head.end(), None
        if not head[2]:
            content, end = self._enclosed_content(match["name"], head.end())
        if match["escape"]:
            return self._unescape_shortcode(name, end)
        handler = self._handlers.get(name)
        named, positional = read_attributes(head[1])
        shown = handler(ShortcodeCall(name, named, positional, content)) if handler else None
        if not shown:
            if shown is not None or content is not None or _LOOKS_LIKE_ONE.match(head[1]):
                self._report(Notice("shortcode", name[:40]))
            return False
        self._parts.append(shown)
        self._position = end
        return True

    def _replace_box_by_blank_line_and_report(self, name: str, end: int) -> bool:
        """A box begins or ends, and with it a paragraph."""
        self._report(Notice("editor-leftover", name))
        self._parts.append("\n\n")
        self._position = end
        return True

    def _unescape_shortcode(self, name: str, end: int) -> bool:
        """`[[name]]` is the text `[name]`, where `[name]` would be none."""
        if name not in self._handlers or self._html[end : end + 1] != "]":
            return False
        # As an entity the bracket begins no shortcode, however often shortcodes are looked for.
        self._parts.append(f"&#91;{self._html[self._position + 2 : end]}")
        self._position = end + 1
        return True

    def _enclosed_content(self, name: str, start: int) -> tuple[str | None, int]:
        """What stands between a shortcode and its end, and where that ends. An end behind another of the name is that one's."""
        at = self._find_closer_or_minus_one(f"[/{name}]", start)
        if at < 0 or self._opens_again(name, start, at):
            return None, start
        return self._html[start:at], at + len(name) + 3

    def _find_closer_or_minus_one(self, closer: str, start: int) -> int:
        """Where the next end is, -1 for none. It is remembered, so that many beginnings look for it once."""
        at = self._ends.get(closer, -2)
        if at != -1 and at < start:
            at = self._ends[closer] = self._html.find(closer, start)
        return at

    def _opens_again(self, name: str, start: int, end: int) -> bool:
        at = self._html.find(f"[{name}", start, end)
        while at >= 0 and self._html[at + len(name) + 1] not in "] \t\n=/":
            at = self._html.find(f"[{name}", at + 1, end)
        return at >= 0


def read_attributes(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The attributes of a shortcode, with and without names. The visual editor may have made entities of its quotes."""
    if '"' not in text:
        text = text.replace("&quot;", '"').replace("&#8221;", '"').replace("&#8243;", '"').replace("”", '"').replace("″", '"')
    named: dict[str, str] = {}
    positional: list[str] = []
    for match in _ATTRIBUTE.finditer(text):
        name, *values = match.groups()
        value = next((value for value in values if value is not None), "")
        if name:
            named[name.lower()] = value
        elif unescape(value).strip("= "):
            positional.append(value.lstrip("="))
    return named, tuple(positional)
