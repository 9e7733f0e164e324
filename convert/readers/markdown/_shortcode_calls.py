"""Calls of Hugo's shortcodes: what one says, and where those that hold content end. Hugo finds them before it reads Markdown.

`{{< name >}}` and `{{% name %}}` are calls; `{{</* name */>}}` is how Hugo shows one without calling it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from convert import lazy_re as re

_CALL = re.compile(r'\{\{([<%])((?:"(?:\\.|[^"\\\n]){0,2000}"|`[^`\n]{0,2000}`|(?!["`]|[>%]\}\})[^\n]){0,300})([>%])\}\}')
"""A call on one line; its arguments may hold its own end. The limits keep a line of openings linear."""

_CLOSES = {"<": ">", "%": "%"}
_ARGUMENT = re.compile(r'(?:([\w-]+)=)?(?:"((?:\\.|[^"\\])*)"|`([^`]*)`|([^\s"`]+))')
_SHOWN = re.compile(r'\{\{[<%]\s*param\s+"?([\w.-]+)"?\s*[>%]\}\}|\{\{([<%])/\*((?:(?!\{\{[<%]).)*?)\*/([>%])\}\}', re.DOTALL)
"""What code shows otherwise than it is written: a page parameter, or a call in a comment."""

_AROUND = re.compile(r"^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*\{\{[<%]\s*(/?)\s*(details|highlight)\b.*[>%]\}\}[ \t]*$")
"""A line that opens or closes a call with content, behind the marks of quotations and lists."""


class ShortcodeCall(NamedTuple):
    """A shortcode's name and arguments. `comment` is what a commented call shows; nothing else is set then."""

    name: str
    positional: tuple[str, ...] = ()
    named: Mapping[str, str] = {}
    is_closing: bool = False
    comment: str = ""

    def argument(self, name: str, position: int = 0) -> str:
        """An argument by its name, or else by its place."""
        return self.named.get(name) or (self.positional[position] if position < len(self.positional) else "")


def read_shortcode_call(text: str, start: int) -> tuple[ShortcodeCall, int] | None:
    """The call that begins at `start`, and where it ends."""
    found = _CALL.match(text, start)
    if found is None or _CLOSES[found[1]] != found[3]:
        return None
    inner = found[2].strip()
    if inner.startswith("/*") and inner.endswith("*/"):
        return ShortcodeCall("", comment=f"{{{{{found[1]}{found[2].strip()[2:-2]}{found[3]}}}}}"), found.end()
    words = [(match[1], _argument_value(match)) for match in _ARGUMENT.finditer(inner.removeprefix("/"))]
    if not words or words[0][0]:
        return None
    positional = tuple(value for name, value in words[1:] if not name and value != "/")
    named = {name: value for name, value in words[1:] if name}
    return ShortcodeCall(words[0][1], positional, named, inner.startswith("/")), found.end()


def _argument_value(match: re.Match[str]) -> str:
    quoted: str | None = match[2]
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted)
    return match[3] or match[4] or ""


def closing_call_lines(text: str) -> dict[int, int]:
    """For each line that opens a call with content, the line that closes it."""
    found: dict[int, int] = {}
    if "{{" not in text:
        return found
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n")):
        match = _AROUND.match(line) if "{{" in line else None
        if match is None:
            continue
        if not match[1]:
            opened.append((match[2], number))
        elif opened and opened[-1][0] == match[2]:
            found[opened.pop()[1]] = number
    return found


def uncomment_calls_and_insert_parameters(code: str, parameters: Mapping[str, str]) -> str:
    """Code as Hugo shows it: commented calls without their comment, page parameters as their values."""
    if "{{" not in code:
        return code
    return _SHOWN.sub(lambda match: _parameter_value_or_uncommented_call(match, parameters), code)


def _parameter_value_or_uncommented_call(match: re.Match[str], parameters: Mapping[str, str]) -> str:
    if match[1]:
        return parameters.get(match[1], match[0])
    return f"{{{{{match[2]}{match[3]}{match[4]}}}}}"
