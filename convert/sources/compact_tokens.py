"""Tokens of markdown-it in less memory: one for what stands between two bars is a hundred times as large as that.

Most blocks have no attributes and nothing else to say, and need no dictionaries for it; and what is in their text is looked at
once, so that its tokens need not be there while others are made.
"""

from typing import Any, Literal, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

Attributes: TypeAlias = dict[str, str | int | float]

_ATTRIBUTES: Any = Token.__dict__["attrs"]
_META: Any = Token.__dict__["meta"]


class CompactToken(Token):
    """A token of a block whose dictionaries are made when somebody asks for them."""

    __slots__ = ()

    def __init__(self, type: str, tag: str, nesting: Literal[-1, 0, 1]) -> None:
        self.type, self.tag, self.nesting = type, tag, nesting
        _ATTRIBUTES.__set__(self, None)
        _META.__set__(self, None)
        self.map = self.children = None
        self.level, self.block, self.hidden = 0, True, False
        self.content = self.markup = self.info = ""

    def copy(self, **changes: Any) -> Token:
        """A token like it, but for some fields."""
        other = CompactToken(self.type, self.tag, self.nesting)
        for name in Token.__slots__:
            setattr(other, name, changes[name] if name in changes else getattr(self, name))
        return other

    def attrItems(self) -> list[tuple[str, str | int | float]]:  # noqa: N802 - renderers ask so, of every token
        """Names and values of attributes."""
        return list((_ATTRIBUTES.__get__(self) or {}).items())

    @property
    def attrs(self) -> Attributes:
        """Attributes of its element."""
        found: Attributes | None = _ATTRIBUTES.__get__(self)
        if found is None:
            self.attrs = found = {}
        return found

    @attrs.setter
    def attrs(self, attributes: Attributes) -> None:
        _ATTRIBUTES.__set__(self, attributes)

    @property
    def meta(self) -> dict[Any, Any]:
        """What rules know of it."""
        found: dict[Any, Any] | None = _META.__get__(self)
        if found is None:
            self.meta = found = {}
        return found

    @meta.setter
    def meta(self, known: dict[Any, Any]) -> None:
        _META.__set__(self, known)


class _CompactStateBlock(StateBlock):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = CompactToken(ttype, tag, nesting)
        self.level -= nesting < 0
        token.level = self.level
        self.level += nesting > 0
        self.tokens.append(token)
        return token


def have_blocks_parsed_compactly(parser: MarkdownIt) -> None:
    """Let a parser make compact tokens of blocks."""

    def parse(src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803 - as it is called
        if not src:
            return None
        state = _CompactStateBlock(src, md, env, outTokens)
        parser.block.tokenize(state, state.line, state.lineMax)
        return state.tokens

    parser.block.parse = parse  # type: ignore[method-assign]
