"""Tags of the template languages of Jekyll (Liquid) and Hexo (Nunjucks) that hold code, or only say that what they hold is none.

`{% highlight python %}…{% endhighlight %}` and `{% codeblock %}` are code; `{% raw %}` and `{% endraw %}` are seen by nobody. Any
other tag stays text: only its site knows what it shows. In code every tag is code.
"""

from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from convert import lazy_re as re
from convert.notices import Notice

_OPEN = re.compile(r"\{%-?[ \t]*(highlight|codeblock|code)\b([^%\n]*)%\}")
_CLOSE = re.compile(r"\{%-?[ \t]*end(highlight|codeblock|code)[ \t]*-?%\}")
_TAG = re.compile(
    r"^[ \t>]*(?:\{%-?[ \t]*(?P<opens>highlight|codeblock|code)\b|.*\{%-?[ \t]*end(?P<closes>highlight|codeblock|code)\b)"
)
_RAW = re.compile(r"\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}")
_ARGUMENT = re.compile(r"lang:(\S+)")
_OPTION = re.compile(r"linenos|lineno|linenos=.*|.*:.*")


def store_closing_lines_of_code_tags(state: StateCore) -> None:
    """Say where each tag that holds code ends, before any block is read."""
    state.env["code_tags"] = _closing_tag_lines(state.src) if "{%" in state.src else {}


def _closing_tag_lines(text: str) -> Mapping[int, int]:
    found: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n")):
        match = _TAG.match(line) if "{%" in line else None
        if match is None:
            continue
        if match["opens"] and not opened:
            opened.append((match["opens"], number))
        if opened and (f"end{opened[-1][0]}" in line):
            found[opened.pop()[1]] = number
    return found


def code_tag_lines(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A tag that holds code, and the lines up to its end."""
    close: int = state.env.get("code_tags", {}).get(start_line, -1)
    text = _line_text(state, start_line)
    opening = _OPEN.match(text) if start_line <= close < end_line and not state.is_code_block(start_line) else None
    if opening is None:
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info = _info_string(opening[1], opening[2])
        token.content = _code_between_tags(state, start_line, close, text[opening.end() :])
        token.map = [start_line, close + 1]
        state.line = close + 1
    return True


def _code_between_tags(state: StateBlock, start_line: int, close: int, rest: str) -> str:
    """What stands between the tags, perhaps on their own lines."""
    if start_line == close:
        return _CLOSE.split(rest)[0]
    inner = state.getLines(start_line + 1, close, state.blkIndent, True)
    last = _CLOSE.split(_line_text(state, close))[0]
    return f"{rest.lstrip()}\n{inner}{last}" if rest.strip() else f"{inner}{last}"


def _info_string(tag: str, arguments: str) -> str:
    """The info string that says the same: Jekyll's language comes first, Hexo's behind `lang:` and with a title before it."""
    words = arguments.strip(" \t-").split()
    if tag == "highlight":
        return " ".join(words)
    named = _ARGUMENT.search(arguments)
    title = " ".join(word for word in words if not _OPTION.fullmatch(word))
    return f"{named[1] if named else ''}{f' title={chr(34)}{title}{chr(34)}' if title else ''}".strip()


def drop_raw_tag_line_reporting_it(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line that only says where what is no template begins or ends."""
    text = _line_text(state, start_line)
    if not text.startswith("{%") or state.is_code_block(start_line) or not _RAW.fullmatch(text):
        return False
    if not silent:
        state.env["left_out"].append(Notice("template-tag", text))
        state.line = start_line + 1
    return True


def drop_single_raw_tag_noting_it(state: StateInline, silent: bool) -> bool:
    """The same in a line."""
    found = _RAW.match(state.src, state.pos, state.posMax) if state.src.startswith("{%", state.pos) else None
    if found is None:
        return False
    if not silent:
        state.env["left_out"].append(Notice("template-tag", found[0]))
    state.pos = found.end()
    return True


def _line_text(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip(" \t")
