"""Code blocks: the text of a `pre` line by line."""

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock, MathBlock
from convert.readers._html.code_language import stated_language_or_empty_reporting_guess
from convert.readers._html.flow import Walk
from convert.readers._html.outcome import FinishedBlocks, Outcome
from convert.readers._html.tree import Event, tree_events

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LINE_TAGS = _HEADINGS | frozenset("p div li tr pre blockquote".split())


def handle_pre_as_code_or_math(node: LexborNode, walk: Walk) -> Outcome:
    """`pre`, whole: everything inside is characters. A formula in a fence called `math` is what renderers make this of."""
    text, language = pre_text(node), stated_language_or_empty_reporting_guess(node, walk)
    if language == "math" and text.strip() and node.css_first("code.language-math"):
        return FinishedBlocks((MathBlock(text),))
    return FinishedBlocks((CodeBlock(text, language),))


def pre_text(node: LexborNode) -> str:
    """The lines of a `pre`; `br` and block tags inside end a line. Trailing empty lines are not kept, tabs and indents are.

    A heading in code was a comment, until a Markdown renderer met it.
    """
    return pre_text_of_events(tree_events(node))


def pre_text_of_events(events: Iterable[Event]) -> str:
    """The same of events, for those who leave some out."""
    parts: list[str] = []
    for entering, tag, child in events:
        if tag == "-text":
            parts.append(child.text_content or "")
        elif (tag == "br" and entering) or (tag in LINE_TAGS and parts and not parts[-1].endswith("\n")):
            parts.append("\n")
        if entering and tag in _HEADINGS:
            parts.append("#" * int(tag[1]) + " ")
    return "".join(parts).replace("\xa0", " ").rstrip("\n")
