"""Attributes that kramdown, pandoc and their like take behind a block or a piece of a line, and that nobody should see as text.

`{: .class #id key="value"}` on a line of its own is about the block above it, or else the one below.
`![](a.png){width=24}` is about the piece before it. What the model has a word for is taken over, the rest is in a notice.
"""

from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import (
    Align,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    CodeBlock,
    Figure,
    Heading,
    Image,
    OrderedList,
    Paragraph,
    Text,
)
from convert.notices import Notice

_ITEM = r"""(?:[.#][\w:.-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))"""
LIST = re.compile(rf"\{{[ \t]*{_ITEM}(?:[ \t]+{_ITEM})*[ \t]*\}}")
"""pandoc's, Goldmark's, attr_list's: nothing but classes, an id, keys with values."""

_KRAMDOWN = re.compile(r"""\{:(?:[^{}\n"']|"[^"\n]*"|'[^'\n]*')*\}""")
"""kramdown's own sign, behind which names of other lists may stand as well; `{::` begins its options."""

_PART = re.compile(r"""([.#])([\w:.-]+)|([\w:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))|([\w:-]+)""")
_SIZE = re.compile(r"(\d{1,5})(?:px)?")


class Attributes(NamedTuple):
    """What a list of attributes says. `words` are names of other lists, and what a dialect understands by one."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()

    def first_value_or_empty(self, *names: str) -> str:
        """The value of the first of these keys there is."""
        return next((value for name, value in self.values if name in names), "")

    def without_keys(self, *names: str) -> "Attributes":
        """The same without these keys."""
        return self._replace(values=tuple((name, value) for name, value in self.values if name not in names))

    def __str__(self) -> str:
        """As a person would write it."""
        parts = [f"#{self.id}"] if self.id else []
        parts += [f".{name}" for name in self.classes]
        return " ".join([*parts, *[f"{name}={value}" for name, value in self.values], *self.words])


def read_attributes(text: str) -> Attributes:
    """The attributes between braces."""
    parts = list(_PART.finditer(text.strip("{}: \t")))
    ids = [part[2] for part in parts if part[1] == "#"]
    values = [(part[3].lower(), next(value for value in part.groups()[3:6] if value is not None)) for part in parts if part[3]]
    return Attributes(
        ids[-1] if ids else "",
        tuple(part[2] for part in parts if part[1] == "."),
        tuple(values),
        tuple(part[7] for part in parts if part[7]),
    )


# The parser's rules


def attribute_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line of nothing but attributes."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if state.src[start : start + 1] != "{" or state.is_code_block(start_line):
        return False
    text = state.src[start:end].rstrip(" \t")
    if not (_KRAMDOWN.fullmatch(text) or LIST.fullmatch(text)):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        touches = start_line > 0 and not state.isEmpty(start_line - 1)
        token.meta = {"attributes": read_attributes(text), "above": touches}
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


_BEFORE = frozenset({"image", "link_close", "code_inline"})
_CLOSERS = frozenset({"*", "**", "_", "__", "~~"})


def inline_attributes_keeping_image_size(state: StateInline, silent: bool) -> bool:
    """Attributes right behind an image, a link, code or emphasis."""
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    last = state.tokens[-1]
    if last.type not in _BEFORE and not _closes_emphasis(state):
        return False
    found = LIST.match(state.src, state.pos, state.posMax) or _KRAMDOWN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    attributes = read_attributes(found[0])
    if last.type == "image":
        last.attrs |= pixel_size_of_image(attributes)
        attributes = attributes.without_keys(*_SIZES) if pixel_size_of_image(attributes) else attributes
    if any(attributes):
        state.env["left_out"].append(Notice("attributes", str(attributes)))
    state.pos = found.end()
    return True


_REACH = 200
"""Delimiters that are looked back at; a limit keeps a line of them linear."""


def _closes_emphasis(state: StateInline) -> bool:
    """Whether the last token is a delimiter that has something to close: behind one that opens braces are text."""
    last = state.tokens[-1]
    if last.type != "text" or last.content not in _CLOSERS or not state.delimiters:
        return False
    depth, closes, behind = 0, False, -1
    for delimiter in state.delimiters[-_REACH:]:
        if delimiter.marker == state.delimiters[-1].marker:
            if delimiter.token != behind:  # the characters of a run do one or the other, all of them
                closes = delimiter.close and depth > 0
            depth += -1 if closes and depth else delimiter.open
            behind = delimiter.token + 1
    return closes


_SIZES = ("width", "height", "w", "h")


def pixel_size_of_image(attributes: Attributes) -> dict[str, str | int | float]:
    """The width and height of an image in pixels."""
    found = {name: _SIZE.fullmatch(attributes.first_value_or_empty(name, name[0])) for name in ("width", "height")}
    return {name: int(size[1]) for name, size in found.items() if size}


# What blocks make of them

_PROMPTS = {"tip": "tip", "info": "note", "warning": "warning", "danger": "caution"}
_PROMPT = re.compile(r"prompt-(tip|info|warning|danger)")
"""Chirpy's classes of a quotation, and what GitHub calls such a box."""

_LANGUAGE = re.compile(r"(?:language|lang)-(.+)")
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}
_ALIGN = re.compile(r"(?:text-|align-)?(left|center|right|justify)|text-align: *(left|center|right|justify);?")


def apply_attributes(attributes: Attributes, block: Block) -> tuple[Blocks, Attributes]:
    """The block with what it understands of its attributes (none when it only held a place), and those that are left."""
    if "toc" in attributes.words and isinstance(block, BulletList | OrderedList):
        return (), attributes
    new, left = _apply_attributes_by_block_type(attributes, block)
    return (new,), left


def _apply_attributes_by_block_type(attributes: Attributes, block: Block) -> tuple[Block, Attributes]:
    match block:
        case CodeBlock():
            return _apply_to_code_block(attributes, block)
        case Heading() if attributes.id:
            return replace(block, id=attributes.id), attributes._replace(id="")
        case BlockQuote():
            return _make_callout_if_prompt_class(attributes, block)
        case Paragraph():
            return _align_paragraph_and_size_sole_image(attributes, block)
        case _:
            return block, attributes


def _apply_to_code_block(attributes: Attributes, block: CodeBlock) -> tuple[Block, Attributes]:
    named = [found[1] for name in attributes.classes if (found := _LANGUAGE.fullmatch(name))]
    lang = named[0] if named else attributes.first_value_or_empty("lang", "language")
    if lang and not block.lang:
        block = replace(block, lang=lang)
        classes = tuple(name for name in attributes.classes if not _LANGUAGE.fullmatch(name))
        attributes = attributes._replace(classes=classes).without_keys("lang", "language")
    title = attributes.first_value_or_empty("file", "title")
    return (Figure((block,), (Text(title),)) if title else block), attributes.without_keys("file", "title")


def _make_callout_if_prompt_class(attributes: Attributes, block: BlockQuote) -> tuple[Block, Attributes]:
    kinds = [found[1] for name in attributes.classes if (found := _PROMPT.fullmatch(name))]
    if not kinds:
        return block, attributes
    classes = tuple(name for name in attributes.classes if not _PROMPT.fullmatch(name))
    return Callout(_PROMPTS[kinds[0]], (), block.children), attributes._replace(classes=classes)


def _align_paragraph_and_size_sole_image(attributes: Attributes, block: Paragraph) -> tuple[Block, Attributes]:
    only = block.children[0] if len(block.children) == 1 else None
    if isinstance(only, Image) and (size := pixel_size_of_image(attributes)):
        block = replace(block, children=(replace(only, **size),))
        attributes = attributes.without_keys(*_SIZES)
    named = [(name, found) for name in attributes.classes if (found := _ALIGN.fullmatch(name))]
    styled = _ALIGN.fullmatch(attributes.first_value_or_empty("style", "align"))
    if named:
        classes = tuple(name for name in attributes.classes if name != named[0][0])
        return replace(block, align=_ALIGNS[named[0][1][1]]), attributes._replace(classes=classes)
    if styled:
        return replace(block, align=_ALIGNS[styled[1] or styled[2]]), attributes.without_keys("style", "align")
    return block, attributes
