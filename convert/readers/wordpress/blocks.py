"""Content of the block editor: HTML between comments that say what it is, `<!-- wp:name {"attributes"} -->`.

The HTML of a block is what the blog showed, and its classes say what it is, so most comments only go. What a block has nowhere
but in its attributes (an embed's address, the language of code, the number of a reusable block) is put into the HTML here.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from msgspec import Struct

from convert import lazy_re as re
from convert.model.limits import REUSED_BLOCK_CHARACTERS
from convert.notices import Notice, Report
from convert.readers._html.code_language import first_word_as_fence_language_or_empty
from convert.readers._html.tags import start_tag
from convert.readers.wordpress.shortcode_html import render_code

Attributes: TypeAlias = Mapping[str, Any]

_DELIMITER = re.compile(r"\s+(/?)wp:((?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)(?=[\s{/]|$)")

MAX_DEPTH = 10
"""Reusable blocks in each other."""


class Segment(Struct, frozen=True):
    """A part of the content: HTML that stands in blocks, or what the classic editor wrote between them or in one of its own."""

    html: str
    is_classic: bool = False


class ReferencedContent:
    """What blocks show that stands elsewhere: texts of reusable blocks by number, and the footnotes of the post, as HTML."""

    def __init__(self, reusable: Mapping[str, str], footnotes: str, report: Report) -> None:
        self._reusable = reusable
        self._room = REUSED_BLOCK_CHARACTERS
        self.footnotes = footnotes
        self.report = report

    def take_reusable_text_if_room(self, number: str) -> str | None:
        """The text of a reusable block, or None when there is none, or no room for it."""
        content = self._reusable.get(number)
        self._room -= len(content or "")
        return content if self._room >= 0 else None


class _Delimiter(Struct, frozen=True):
    """A comment of a block, with where it begins and ends; `kind` is `open`, `close`, or `void` for one that is a whole block."""

    kind: str
    name: str
    attributes: Attributes
    start: int
    end: int


def has_blocks(content: str) -> bool:
    """Whether content was written with the block editor."""
    return "<!-- wp:" in content


def split_segments(content: str, referenced: ReferencedContent, enclosing: tuple[str, ...] = ()) -> Iterator[Segment]:
    """The parts of content in their order. It stands in (`enclosing`) the reusable blocks with these numbers."""
    position, level = 0, 0
    leaf: _Delimiter | None = None
    for delimiter in _find_delimiters(content):
        if leaf is not None:
            if delimiter.kind == "close" and delimiter.name == leaf.name:
                yield from _LEAVES[leaf.name](leaf.attributes, content[leaf.end : delimiter.start])
                leaf, position = None, delimiter.end
            continue
        if delimiter.start > position:
            yield Segment(content[position : delimiter.start], level == 0)
        position = delimiter.end
        if delimiter.kind == "void":
            yield from _read_void_block_or_report_dynamic(delimiter, referenced, enclosing)
        elif delimiter.kind == "close":
            level = max(0, level - 1)
        elif delimiter.name in _LEAVES:
            leaf = delimiter
        else:
            level += 1
            yield from _language_hint_if_code_block(delimiter.attributes, delimiter.name)
    rest = content[leaf.end if leaf is not None else position :]
    if rest:
        yield Segment(rest, level == 0 and leaf is None)


def _find_delimiters(content: str) -> Iterator[_Delimiter]:
    position = 0
    while (start := content.find("<!--", position)) >= 0:
        end = content.find("-->", start + 4)
        if end < 0:
            return
        position = end + 3
        found = _DELIMITER.match(content, start + 4, end)
        if found is not None:
            rest = content[found.end() : end].strip()
            kind = "close" if found[1] else "void" if rest.endswith("/") else "open"
            yield _Delimiter(
                kind, found[2].removeprefix("core/"), _parse_json_attributes(rest.removesuffix("/")), start, position
            )


def _parse_json_attributes(text: str) -> Attributes:
    """The attributes of a block; of a comment that was damaged, none."""
    try:
        found = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _first_text_attribute_or_empty(attributes: Attributes, *names: str) -> str:
    """The first of these attributes that holds any text."""
    found = (attributes.get(name) for name in names)
    return next((str(value) for value in found if isinstance(value, str | int) and not isinstance(value, bool) and value), "")


# Blocks that are one comment


def _read_void_block_or_report_dynamic(
    delimiter: _Delimiter, referenced: ReferencedContent, enclosing: tuple[str, ...]
) -> Iterator[Segment]:
    if delimiter.name == "block":
        yield from _read_reusable_block_or_report_missing(delimiter, referenced, enclosing)
    elif delimiter.name == "footnotes":
        yield Segment(referenced.footnotes)
    elif (make_html := _VOIDS.get(delimiter.name)) is not None:
        yield Segment(make_html(delimiter.attributes))
    elif "/" in delimiter.name and _holds_prose_somewhere(delimiter.attributes):
        referenced.report(Notice("plugin-block", delimiter.name))
    elif delimiter.name not in _SILENT:
        referenced.report(Notice("dynamic-block", delimiter.name))


def _read_reusable_block_or_report_missing(
    delimiter: _Delimiter, referenced: ReferencedContent, enclosing: tuple[str, ...]
) -> Iterator[Segment]:
    """A reusable block (in newer versions a synced pattern), in the place where it is shown. In itself it is not."""
    number = _first_text_attribute_or_empty(delimiter.attributes, "ref")
    if number in enclosing:
        return
    content = referenced.take_reusable_text_if_room(number) if len(enclosing) < MAX_DEPTH else None
    if content is None:
        referenced.report(Notice("missing-file", f"reusable block {number}"))
    elif has_blocks(content):
        yield from split_segments(content, referenced, (*enclosing, number))
    else:
        yield Segment(content, is_classic=True)


def _holds_prose_somewhere(attributes: Attributes) -> bool:
    """Whether there are words somewhere in the attributes, which then were the author's."""
    waiting: list[Any] = [attributes]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and (" " in value.strip() or not value.isascii()):
            return True
        waiting.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    return False


def _link_item_html_or_empty(attributes: Attributes) -> str:
    """An item of a menu, or of the list of a person's pages elsewhere."""
    url = _first_text_attribute_or_empty(attributes, "url", "href")
    label = _first_text_attribute_or_empty(attributes, "label", "service") or url
    return f"<li>{start_tag('a', {'href': url})}{escape(label)}</a></li>" if url else ""


def _embed_figure_html_or_empty(attributes: Attributes) -> str:
    """An embed of which only the address is there: the class is what makes it one."""
    url = _first_text_attribute_or_empty(attributes, "url", "src")
    return f'<figure class="wp-block-embed">{escape(url)}</figure>' if url else ""


def _gallery_shortcode_or_empty(attributes: Attributes) -> str:
    """A gallery of which only the numbers are there: the shortcode says the same."""
    listed = attributes.get("ids")
    numbers = ",".join(str(number) for number in listed if isinstance(number, int)) if isinstance(listed, list) else ""
    return f'[gallery ids="{numbers}"]' if numbers else ""


_VOIDS: dict[str, Callable[[Attributes], str]] = {
    **dict.fromkeys(("social-link", "navigation-link", "home-link", "navigation-submenu"), _link_item_html_or_empty),
    "embed": _embed_figure_html_or_empty,
    "gallery": _gallery_shortcode_or_empty,
    "jetpack/markdown": lambda attributes: _render_markdown(_first_text_attribute_or_empty(attributes, "source")),
}

_SILENT = frozenset({"more", "nextpage", "spacer", "separator", "missing", "shortcode", "freeform", "html"})
"""Blocks that say nothing in words."""


# Blocks whose text is not HTML as others are


def _unchanged_segment_flagged_classic(attributes: Attributes, inner: str) -> Iterator[Segment]:
    yield Segment(inner, is_classic=True)


def _render_markdown(source: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").enable("strikethrough").render(source)) if source.strip() else ""


def _inner_html_or_rendered_markdown(attributes: Attributes, inner: str) -> Iterator[Segment]:
    """Jetpack keeps the source in an attribute, and beside it what it showed."""
    yield Segment(inner if inner.strip() else _render_markdown(_first_text_attribute_or_empty(attributes, "source")))


def _read_code_block_pro(attributes: Attributes, inner: str) -> Iterator[Segment]:
    """Code Block Pro shows coloured code with a button and a copy for it; the code itself is an attribute."""
    source = _first_text_attribute_or_empty(attributes, "code")
    spelled = source if _SPELLED.fullmatch(source) and "&" in source else escape(source, quote=False)
    yield Segment(render_code(spelled, _first_text_attribute_or_empty(attributes, "language")) if source.strip() else inner)


_SPELLED = re.compile(r"(?:[^<>&]|&(?:\w{2,8}|#\w{1,8});)*+")
"""Code in which whatever could be markup is spelled as an entity; older versions of the plugin did not."""


_LEAVES: dict[str, Callable[[Attributes, str], Iterator[Segment]]] = {
    **dict.fromkeys(("freeform", "shortcode"), _unchanged_segment_flagged_classic),
    "jetpack/markdown": _inner_html_or_rendered_markdown,
    "kevinbatdorf/code-block-pro": _read_code_block_pro,
}


def _language_hint_if_code_block(attributes: Attributes, block_name: str) -> Iterator[Segment]:
    """What stands before the HTML of a block: the language of code, where only the attributes say it."""
    is_code = "code" in block_name or block_name in ("preformatted", "enlighter/codeblock")
    language = (
        first_word_as_fence_language_or_empty(
            _first_text_attribute_or_empty(attributes, "language", "langType", "codeLanguage", "lang")
        )
        if is_code
        else ""
    )
    if language:
        yield Segment(f"{LANGUAGE}{language}-->")


LANGUAGE = "<!--language:"
"""How the language of the next `pre` is marked, since no element may stand between blocks."""

_HINTED = re.compile(rf"{LANGUAGE}([\w+#.-]+)-->((?:(?!<pre|{LANGUAGE})[\s\S]){{0,400}}+)<pre(?=[\s>])")


def with_hinted_languages_as_pre_classes(html: str) -> str:
    """HTML in which every `pre` behind such a mark has the language as its class; the first class of an element is the one."""
    if LANGUAGE not in html:
        return html
    return _HINTED.sub(lambda match: f'{match[2]}<pre class="language-{match[1]}"', html)


_ALIGNED = re.compile(
    r"""<(?:p|h[1-6]|t[dh])(?=\s)(?=[^<>]*\sclass="(?:[^"<>]*\s)?has-text-align-(left|center|right|justify)[\s"])(?![^<>]*\sstyle=)"""
)


def with_text_alignment_classes_as_styles(html: str) -> str:
    """HTML in which what stands to one side says so in its style, as on any page."""
    if "has-text-align-" not in html:
        return html
    return _ALIGNED.sub(lambda match: f'{match[0]} style="text-align: {match[1]}"', html)
