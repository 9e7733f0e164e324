"""Elements that say by an attribute that Markdown is in them: `markdown="1"` of PHP Markdown Extra, kramdown and Python-Markdown.

With `1` an element of blocks holds blocks, and one of a text a text; `block` and `span` say which (`md_in_html` of
Python-Markdown, *HTML Blocks* of kramdown). What is in it counts as if blank lines stood round it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from markdown_it.token import Token

from convert import lazy_re as re
from convert.readers.markdown._html_tags import TAGS

Content: TypeAlias = Literal["block", "span", ""]

_OF_BLOCKS = frozenset(
    """article aside blockquote center div dl fieldset figcaption figure footer header main menu nav ol section table
    tbody tfoot thead tr ul""".split()
)
_OF_TEXT = frozenset("address caption dd dt h1 h2 h3 h4 h5 h6 legend li p td th".split())
"""As `md_in_html` of Python-Markdown 3 has them; kramdown takes an item and a cell for blocks, which a text is, too."""

_ATTRIBUTE = re.compile(r"""(?P<name>[^\s"'=<>/]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))""")
_VALUES = frozenset(("1", "true", "block", "span"))

_NESTED = 8
"""Elements in each other on a line, each of which says it of itself; deeper ones are plain HTML."""


def _content_asked_for(tag: re.Match[str]) -> Content:
    """What a tag says is between it and its end; empty where it says nothing, or asks an element of blocks to hold a text."""
    name = tag["name"].lower()
    value = _value_of_markdown_or_empty(tag["attributes"])
    if value not in _VALUES or name not in _OF_BLOCKS | _OF_TEXT or (value == "span" and name in _OF_BLOCKS):
        return ""
    return "span" if value == "span" or (value != "block" and name in _OF_TEXT) else "block"


def _value_of_markdown_or_empty(attributes: str) -> str:
    for found in _ATTRIBUTE.finditer(attributes):
        if found["name"].lower() == "markdown":
            return (found["double"] or found["single"] or found["bare"] or "").lower()
    return ""


def may_ask_for_markdown(text: str) -> bool:
    """Whether the attribute may be in a text, written small, large, or with a first letter that is."""
    return "arkdown" in text or "ARKDOWN" in text


def with_markdown_of_attributes(
    tokens: Sequence[Token], parse_blocks: Callable[[str], Sequence[Token]], nested: int = 0
) -> list[Token]:
    """The tokens with Markdown in pieces of HTML as tokens of its own, where elements that end in the piece ask for it."""
    result: list[Token] = []
    for token in tokens:
        if token.type == "html_block" and nested < _NESTED and may_ask_for_markdown(token.content):
            result.extend(_split_at_markdown(token, parse_blocks, nested))
        else:
            result.append(token)
    return result


def _split_at_markdown(token: Token, parse_blocks: Callable[[str], Sequence[Token]], nested: int) -> Iterator[Token]:
    done = 0
    for content, start, end in _elements_asking_for_markdown(token.content):
        inner = token.content[start:end].strip()
        yield token.copy(content=token.content[done:start])
        if content == "span":
            yield from _paragraph_of_text(inner)
        else:
            yield from with_markdown_of_attributes(parse_blocks(inner), parse_blocks, nested + 1)
        done = end
    yield token.copy(content=token.content[done:])


def _elements_asking_for_markdown(html: str) -> Iterator[tuple[Content, int, int]]:
    """What each element wants, and where its content begins and ends: the outermost, of those that end and are not empty."""
    never = set[str]()
    at = 0
    while found := TAGS.search(html, at):
        at = found.end()
        content = _content_asked_for(found) if found["name"] and not found["slash"] else ""
        name = (found["name"] or "").lower()
        closing = _closing_tag_or_none(html, at, name) if content and name not in never else None
        if closing is not None and html[at : closing.start()].strip():
            yield content, at, closing.start()
            at = closing.end()
        elif content and closing is None:
            never.add(name)  # what is not closed here is not looked for again


def _closing_tag_or_none(html: str, at: int, name: str) -> re.Match[str] | None:
    """The tag that closes an element whose content begins at `at`."""
    depth = 1
    for found in TAGS.finditer(html, at):
        if (found["name"] or "").lower() == name:
            depth += -1 if found["slash"] else 1
            if not depth:
                return found
    return None


def _paragraph_of_text(text: str) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1)
    yield Token("inline", "", 0, content="\n".join(line.strip() for line in text.split("\n")), children=[])
    yield Token("paragraph_close", "p", -1)
