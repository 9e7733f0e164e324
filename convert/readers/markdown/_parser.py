"""The parser: markdown-it-py with the rules this project adds to it."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from convert import lazy_re as re
from convert.model import MAX_DEPTH
from convert.notices import Notice
from convert.readers.markdown import _formulas as formulas
from convert.readers.markdown import _liquid as liquid
from convert.readers.markdown import _rules as rules
from convert.readers.markdown._attributes import LIST, attribute_line, inline_attributes_keeping_image_size, read_attributes
from convert.readers.markdown._html_blocks import add_html_block_rules
from convert.readers.markdown._markdown_attribute import may_ask_for_markdown, with_markdown_of_attributes
from convert.readers.markdown._replacers import expand_line_of_replacers_into_html, literal_inline_replacer
from convert.readers.markdown._sizes import sized_image
from convert.sources.compact_tokens import have_blocks_parsed_compactly

DEEPEST = MAX_DEPTH - 8
"""The deepest place of a container. Below it a list takes two levels, a table and its text five."""

_NESTING = MAX_DEPTH + 1
"""markdown-it drops what is nested deeper than this in silence (its own default is 20), so containers must end before."""

_TASK = re.compile(r"\[([ xX])\][ \t\n]+")
_HEADING_ID = re.compile(r"(?<!\\)(?:^|[ \t]+)\{#([^\s{}]+)\}$")
_HEADING_LIST = re.compile(rf"(?<!\\)(?:^|[ \t]+)({LIST.pattern}|\{{-\}})$")
_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)(?:\|(?P<look>[^\]\n]*))?\](?P<sign>[+-]?)[ \t]*(?P<title>[^\n]*)(?:\n|$)")
"""Obsidian's, of which GitHub's are a part: a kind, perhaps words for a style sheet, a sign that says it folds, a title."""

_FOLDS = {"": "", "+": "open", "-": "closed"}


class Parsed(NamedTuple):
    """The tokens of a body, and how many lines lost marks of containers too deep.

    Shortcodes nobody knows and what else was left out are all there when the inlines have been parsed.
    """

    tokens: list[Token]
    flattened: int
    unknown: list[str]
    left_out: list[Notice]
    environment: dict[str, Any]

    def parse_inlines(self, token: Token) -> list[Token]:
        """The tokens in the text of a block. They are many, and made when they are looked at, which is once."""
        state = StateCore(token.content, _markdown_parser(), self.environment, [token])
        token.children = None
        for rule in _INLINE_RULES:
            rule(state)
        tokens: list[Token] = token.children or []
        token.children = None
        return tokens


class _Parser(MarkdownIt):
    """markdown-it that leaves addresses as written: the model wants decoded text, and a bad scheme noticed, not hidden."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


def parse_body(text: str, deepest: int, parameters: Mapping[str, str]) -> Parsed:
    """The tokens of a body whose containers end at level `deepest`."""
    env = _make_environment(deepest, parameters)
    tokens = _markdown_parser().parse(text, env)
    if may_ask_for_markdown(text):
        tokens = with_markdown_of_attributes(tokens, partial(_parse_part_of_body, environment=env))
    return Parsed(tokens, env["flattened"], env["unknown"], env["left_out"], env)


def _parse_part_of_body(text: str, environment: dict[str, Any]) -> list[Token]:
    """The tokens of a part: definitions in it, and what is odd, are those of the body; its lines are not."""
    shared = {"references": environment.setdefault("references", {}), "footnotes": environment.setdefault("footnotes", {})}
    env = _make_environment(environment["deepest"], environment["parameters"]) | shared
    env |= {"unknown": environment["unknown"], "left_out": environment["left_out"]}
    tokens = _markdown_parser().parse(text, env)
    environment["flattened"] += env["flattened"]
    return tokens


def parse_inline_text(text: str) -> list[Token]:
    """The inline tokens of one line of Markdown, such as an argument of a shortcode."""
    return Parsed([], 0, [], [], _make_environment(0, {})).parse_inlines(Token("inline", "", 0, content=text))


def parse_html_line_ignoring_markdown(html_line: str) -> list[Token]:
    """The inline tokens of one line of HTML, in which Markdown means nothing."""
    return _parser_of_inline_html_ignoring_markdown().parseInline(html_line)[0].children or []


def _make_environment(deepest: int, parameters: Mapping[str, str]) -> dict[str, Any]:
    return {"deepest": deepest, "flattened": 0, "unknown": [], "left_out": [], "parameters": parameters}


@cache
def _markdown_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"]).use(deflist_plugin)
    rules.limit_nesting_and_narrow_plugin_rule(parser, "deflist", rules.without_tilde_definitions)
    add_html_block_rules(parser)
    parser.helpers = rules.LinkHelpersForReplacersAndRefs  # type: ignore[assignment]
    parser.core.ruler.before("block", "partners", rules.store_closing_lines_of_calls)
    parser.core.ruler.before("block", "find_code", liquid.store_closing_lines_of_code_tags)
    parser.core.ruler.after("block", "marks", _move_task_alert_and_heading_marks)
    parser.core.ruler.push("show_code", rules.uncomment_calls_in_code_tokens)
    parser.core.ruler.disable(["inline", "text_join"])
    have_blocks_parsed_compactly(parser)
    interrupts = {"alt": ["paragraph", "reference", "blockquote"]}
    parser.block.ruler.before("table", "flatten", rules.strip_deep_container_marks_for_later_rules, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("table", "shortcode", rules.shortcode_line, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("table", "replacer", expand_line_of_replacers_into_html, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("table", "math_block", formulas.math_block, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("table", "code_tag", liquid.code_tag_lines, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("table", "raw_line", liquid.drop_raw_tag_line_reporting_it, interrupts)  # type: ignore[arg-type]
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "attributes", attribute_line, ends)  # type: ignore[arg-type]
    # The plugin as a whole moves footnotes to the end, and drops those nothing refers to.
    parser.block.ruler.before("reference", "footnote_def", rules.footnote, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.after("image", "footnote_ref", footnote_ref)
    parser.inline.ruler.before("strikethrough", "tildes", rules.literal_tilde_run)
    parser.inline.ruler.before("escape", "shortcode", rules.inline_shortcode)
    parser.inline.ruler.before("escape", "math", formulas.inline_math)
    parser.inline.ruler.before("escape", "replacer", literal_inline_replacer)
    parser.inline.ruler.before("image", "sized_image", sized_image)
    parser.inline.ruler.before("escape", "raw", liquid.drop_single_raw_tag_noting_it)
    parser.inline.ruler.before("escape", "attributes", inline_attributes_keeping_image_size)
    return parser


_INLINE_RULES = (inline, text_join, rules.uncomment_calls_in_code_tokens)
"""What the parser does with the text of a block."""


@cache
def _parser_of_inline_html_ignoring_markdown() -> MarkdownIt:
    return _Parser("zero", {"html": True}).enable(["html_inline", "entity"])


def _move_task_alert_and_heading_marks(state: StateCore) -> None:
    """Move what is no inline markup (task boxes, heading ids, alert kinds) from the text to the block it is about.

    It reads the source of the line, where an escaped mark still shows its backslash.
    """
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "inline" and len(tokens) > 1:
            _move_task_alert_or_heading_mark(tokens, state.env["left_out"])
    state.tokens = tokens


def _move_task_alert_or_heading_mark(tokens: list[Token], left_out: list[Notice]) -> None:
    inline, parent = tokens[-1], tokens[-2]
    if parent.type == "heading_open":
        if inline.content.endswith("}"):
            _move_heading_id_and_drop_other_attributes(inline, parent, left_out)
    elif len(tokens) > 2 and tokens[-3].type == "list_item_open":
        if found := _TASK.match(inline.content):
            tokens[-3].meta["checked"] = found.group(1) != " "
            inline.content = inline.content[found.end() :]
    elif len(tokens) > 2 and tokens[-3].type == "blockquote_open" and (found := _ALERT.match(inline.content)):
        left_out.extend([Notice("attributes", found.group("look"))] if found.group("look") else [])
        tokens[-3].meta |= {"callout": found.group(1).lower(), "fold": _FOLDS[found.group("sign")]}
        inline.content = inline.content[found.end() :]
        # The title must be parsed like any text, so it stands among the tokens, first in the quotation.
        tokens.insert(-2, Token("inline", "", 0, content=found.group("title"), children=[], level=inline.level))


def _move_heading_id_and_drop_other_attributes(inline: Token, heading: Token, left_out: list[Notice]) -> None:
    """`{#id}` alone may hold any id, as Hugo and our own writer have it; else it is a list of attributes."""
    if found := _HEADING_ID.search(inline.content):
        heading.meta["id"] = found.group(1)
    elif found := _HEADING_LIST.search(inline.content):
        attributes = read_attributes(found.group(1))
        heading.meta["id"] = attributes.id
        rest = attributes._replace(id="")
        left_out.extend([Notice("attributes", str(rest))] if any(rest) else [])
    if found:
        inline.content = inline.content[: found.start()]
