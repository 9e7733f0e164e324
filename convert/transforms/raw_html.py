"""HTML islands: keep them, turn them into Markdown, or leave them out, as the option `raw_html` says."""

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, partial, partialmethod
from typing import Any, TypeAlias, TypeGuard

from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.errors import UsageError
from convert.model import MAX_DEPTH, Blocks, Comment, Document, Heading, Inlines, Meta, Node, Paragraph, RawBlock, RawInline, Text
from convert.model.walk import depth, rewrite, walk
from convert.notices import Notice, Report
from convert.options import WriterOptions, parse_allowed_schemes
from convert.readers.markdown import merge_texts_and_raw_trimming_at_breaks, read_blocks, trim_inlines
from convert.sources.evidence import hand_over_left_out
from convert.transforms._sanitising import sanitise_raw_html_if_balanced
from convert.transforms._user_function import call_user_function, import_named_object_or_raise

RawHtml: TypeAlias = RawBlock | RawInline

_CONVERTER_OPTION = "--raw-html-converter"

_FIRST_TAG = re.compile(r"</?([A-Za-z][\w:-]*)")

_LEVELS_NEEDED = 8
"""Levels a Markdown table with its text needs; an island that stands deeper has no place to become anything."""

_SHORT = 2000
"""Characters of HTML that cost no parser much, whatever it is."""

_CONVERTER_OPTIONS: dict[str, Any] = {
    "heading_style": "atx",
    "bullets": "-",
    "escape_misc": True,
    "wrap": False,
    "sub_symbol": "<sub>",
    "sup_symbol": "<sup>",
}

_KEPT_TAGS = ("b", "strong", "i", "em", "s", "del", "u", "ins", "mark")
"""Marks handed to our reader as tags: `**"단어"**는` is not bold in Markdown, and underlines have no Markdown at all."""

_EMPTIED_MARKS = (model.Paragraph, *model.MARKS)
"""What says nothing once its islands are gone. A link without text still leads somewhere."""


def check_options(options: WriterOptions) -> None:
    """Raise `UsageError` when `options.raw_html_converter` names no `MarkdownConverter`."""
    if options.raw_html_converter:
        _own_or_named_converter_class_or_raise(options.raw_html_converter)


def apply(document: Document, plan: object, options: WriterOptions, report: Report) -> Document:
    """The document with its HTML islands treated as `options.raw_html` says; the same object when it has none.

    Raises `UsageError` when `options.raw_html_converter` names no `MarkdownConverter`, `UserFunctionError` for what it raises.
    """
    found = [node for nodes in (document.children, *_bodies_of(document.comments)) for node in walk(nodes) if _is_raw_html(node)]
    if not found:
        return document
    match options.raw_html:
        case "keep":
            for island in found:
                report(_notice_naming_first_tag("raw-html-kept", island))
            return _with_raw_html_sanitised(document, found, options, report)
        case "drop":
            return rewrite(
                document,
                lambda node: (
                    _drop_raw_html_and_its_text(node, report)
                    if _is_raw_html(node)
                    else _with_texts_merged_or_empty_mark_dropped(node)
                ),
            )
        case "markdown":
            return _convert_raw_html(document, options.raw_html_converter, report)


def _bodies_of(comments: Iterable[Comment]) -> Iterator[Blocks]:
    for comment in comments:
        yield comment.children
        yield from _bodies_of(comment.replies)


def raw_html_to_markdown_or_raise(html: str, converter: str = "") -> str:
    """What markdownify makes of an island. `converter` is `package.module:Class`, or nothing for the one of this project.

    Raises `UsageError` when there is no such `MarkdownConverter`, and `UserFunctionError` for what it raises.
    """
    found = _own_or_named_converter_class_or_raise(converter)
    if not converter:
        return _markdown_of_html_by_converter(found, html)
    return call_user_function(
        _CONVERTER_OPTION, converter, partial(_markdown_of_html_by_converter, found), html, expected=_exceptions_of_html_parser()
    )


def _markdown_of_html_by_converter(converter: Callable[..., Any], html: str) -> str:
    return str(converter(**_CONVERTER_OPTIONS).convert(_with_tags_ended_by_parser_if_long(html)))


def _with_tags_ended_by_parser_if_long(html: str) -> str:
    """HTML as a parser writes it, if it is long.

    The one of Python's library (3.11.7), by which markdownify reads, follows each tag that never ends to the end of the text.
    """
    if len(html) < _SHORT:
        return html
    from convert.sources.html_tree import parse_html

    body = parse_html(f"<body>{html}").body
    return (body.inner_html or "") if body else ""


def _is_raw_html(node: Node) -> TypeGuard[RawHtml]:
    return isinstance(node, RawBlock | RawInline) and node.format == "html"


def _notice_naming_first_tag(kind: str, raw: RawHtml) -> Notice:
    tag = _FIRST_TAG.search(raw.value)
    return Notice(kind, detail=tag.group(1).lower() if tag else "")


def _drop_raw_html_and_its_text(raw: RawHtml, report: Report) -> tuple[Node, ...]:
    report(_notice_naming_first_tag("raw-html-dropped", raw))
    hand_over_left_out(report, "raw-html-dropped", raw.value)
    return ()


def _with_texts_merged_or_empty_mark_dropped(node: Node) -> Node | tuple[Node, ...]:
    """A node whose children may have changed, in the form a reader would have given it."""
    children = getattr(node, "children", ())
    if not children:
        return () if isinstance(node, _EMPTIED_MARKS) else node
    if not isinstance(children[0], _INLINES):
        return node
    whole = merge_texts_and_raw_trimming_at_breaks(children)
    if isinstance(node, Paragraph | Heading):
        whole = trim_inlines(whole)
    return node if whole == children else replace(node, children=whole)


_INLINES: tuple[type, ...] = model.Inline.__args__  # type: ignore[attr-defined]


# Islands that stay


def _with_raw_html_sanitised(document: Document, raw_nodes: list[RawHtml], options: WriterOptions, report: Report) -> Document:
    schemes = parse_allowed_schemes(options.schemes)
    changed: dict[int, Node] = {}
    for island in raw_nodes:
        sanitised = sanitise_raw_html_if_balanced(island, schemes, report)
        if sanitised is not island:
            changed[id(island)] = sanitised
    return rewrite(document, lambda node: changed.get(id(node), node)) if changed else document


# Islands to Markdown


def _convert_raw_html(document: Document, converter: str, report: Report) -> Document:
    depth_above = depth(document.children) - 1

    def convert_node(node: Node) -> Node | tuple[Node, ...]:
        if not (isinstance(node, RawBlock | RawInline) and node.format == "html"):
            return _with_texts_merged_or_empty_mark_dropped(node)
        blocks = (
            _html_to_blocks_via_markdown(node.value, converter, depth_above, report)
            if depth_above <= MAX_DEPTH - _LEVELS_NEEDED
            else ()
        )
        nodes = blocks if isinstance(node, RawBlock) else _inlines_of_blocks_joined_by_spaces(blocks)
        if not nodes:
            return _drop_raw_html_and_its_text(node, report)
        report(_notice_naming_first_tag("raw-html-converted", node))
        hand_over_left_out(report, "raw-html-converted", node.value, words_remain=True)
        return nodes

    return rewrite(document, convert_node)


def _exceptions_of_html_parser() -> tuple[type[Exception], ...]:
    from bs4.exceptions import ParserRejectedMarkup

    return (RecursionError, ParserRejectedMarkup)


def _html_to_blocks_via_markdown(html: str, converter: str, depth_above: int, report: Report) -> Blocks:
    try:
        markdown = raw_html_to_markdown_or_raise(html, converter)
    except _exceptions_of_html_parser():
        # markdownify calls itself for every level of HTML, and its parser refuses some; the words are kept.
        return _paragraph_if_any_text(_visible_text(html))
    blocks = read_blocks(markdown, report, depth_above)
    return rewrite(Document(meta=Meta(), children=blocks), _with_raw_html_reduced_to_its_text).children


def _with_raw_html_reduced_to_its_text(node: Node) -> Node | tuple[Node, ...]:
    if isinstance(node, RawBlock):
        return _paragraph_if_any_text(_visible_text(node.value))
    if isinstance(node, RawInline):
        text = _visible_text(node.value)
        return (Text(text),) if text else ()
    return _with_texts_merged_or_empty_mark_dropped(node)


def _inlines_of_blocks_joined_by_spaces(blocks: Blocks) -> Inlines:
    """The inlines of blocks that must stand in the middle of a line."""
    from convert.readers._html.lists import join_blocks_into_inlines

    return join_blocks_into_inlines(blocks, " ")


def _paragraph_if_any_text(text: str) -> Blocks:
    return (Paragraph((Text(text),)),) if text else ()


def _visible_text(html: str) -> str:
    from convert.sources.html_tree import parse_html

    page = parse_html(html)
    page.strip_tags(["script", "style"])
    return " ".join(page.text(separator=" ").split())


# markdownify, imported when there is an island: its HTML parser takes longer to import than a command takes to answer


@cache
def _own_or_named_converter_class_or_raise(name: str) -> Callable[..., Any]:
    from markdownify import MarkdownConverter

    if not name:
        return type(
            "IslandConverter",
            (MarkdownConverter,),
            {f"convert_{tag}": partialmethod(_wrap_inner_text_in_tag, tag) for tag in _KEPT_TAGS},
        )
    found = import_named_object_or_raise(_CONVERTER_OPTION, name, "Class")
    if not (isinstance(found, type) and issubclass(found, MarkdownConverter)):
        hint = "name a subclass as package.module:Class, found on PYTHONPATH"
        raise UsageError(f"{_CONVERTER_OPTION} {name} is no markdownify MarkdownConverter", hint=hint)
    return found


def _wrap_inner_text_in_tag(self: object, tag: str, element: object, text: str, parent_tags: Container[str]) -> str:
    inner = text.strip()
    # A tag that is open across an empty line marks nothing in Markdown, and in code nothing is marked.
    if not inner or "\n\n" in inner or "_noformat" in parent_tags:
        return text
    start = text.index(inner)
    return f"{text[:start]}<{tag}>{inner}</{tag}>{text[start + len(inner) :]}"
