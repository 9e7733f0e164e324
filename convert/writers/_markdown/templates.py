"""Template languages that run over a whole post, code as well, before anybody reads Markdown. What they would run is said to be
text.

A pair of tags stands round each line with a delimiter in it, so that it can be in a list, a cell or an excerpt; code on its own
lines is between two lines of tags. Nothing of Jekyll 4 is used: GitHub Pages runs Jekyll 3.10 with Liquid 4.
"""

from convert import lazy_re as re
from convert.writers._markdown.target import Target
from convert.writers._markdown.verbatim import SHORTCODE

RAW, END_RAW = "{% raw %}", "{% endraw %}"

_DELIMITER = re.compile(r"\{[{%]")
_END = re.compile(r"\{(?=%-?\s*endraw\b)")
_END_IN_RAW = f"{END_RAW}{{{{ '{{' }}}}{RAW}"
"""What begins the tag that ends raw text, as something Liquid prints."""
_FENCE = re.compile("(`{3,})[^`]*$")
_MARKERS = re.compile(r"(?:[ >]|[-*+] (?=\S)|\d+\. |\[[ x]\] |#{1,6} |\[\^[^\]]+\]: |\| |: |</?[a-z][^>{]*>)*")
"""What begins a block, behind which the tags stand, so that those who run no templates see it."""


def with_template_syntax_escaped(markdown: str, target: Target) -> str:
    """Markdown in which the target's template language finds nothing to run."""
    if target.dialect.template == "nikola":
        return markdown.replace(SHORTCODE, "{&#123;%") if SHORTCODE in markdown else markdown  # no fence or backticks hold one
    if not target.dialect.template or not _DELIMITER.search(markdown):
        return markdown
    lines: list[str] = []
    fenced: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        if fence:
            fenced.append(line)
            if line == fence:
                lines.extend(_wrap_code_in_raw_tags_if_run(fenced))
                fence, fenced = "", []
        elif found := _FENCE.match(line):
            fence, fenced = found[1], [line]
        else:
            lines.append(_wrap_line_in_raw_tags_if_run(line))
    return "\n".join([*lines, *fenced])


def _wrap_code_in_raw_tags_if_run(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    return [RAW, *_END.sub(_END_IN_RAW, text).split("\n"), END_RAW] if _DELIMITER.search(text) else lines


def _wrap_line_in_raw_tags_if_run(line: str) -> str:
    if not _DELIMITER.search(line):
        return line
    found = _MARKERS.match(line)
    start = found.end() if found else 0
    end = len(line) - len(" |" if line.endswith(" |") else line[len(line.rstrip(" ")) :])
    return f"{line[:start]}{RAW}{_END.sub(_END_IN_RAW, line[start:end])}{END_RAW}{line[end:]}"


_RUN = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}|\{\{ '(\{)' \}\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def simulate_template_engine(markdown: str, target: Target) -> str:
    """What the template language makes of Markdown: raw text as it is, and of whatever else is run nothing."""
    if not target.dialect.template or not _DELIMITER.search(markdown):
        return markdown
    return _RUN.sub(lambda match: match[1] or match[2] or "", markdown)
