"""Code as highlighters print it: in tables with a column of line numbers, with an element for each line, under a row of buttons.

What is dropped is what their scripts and styles added: numbers, buttons, the highlighter's own name. The code is kept as it
stands, with its indents and empty lines. Known are Color Scripter (also without its class names, as the editor saves it again),
SyntaxHighlighter, Prism, highlight.js, code-prettify, Pygments, Rouge, Chroma, Hexo, Crayon, gists, Naver's editor and Visual
Studio Code.
"""

from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Block, CodeBlock, Paragraph, Text
from convert.readers._html import code_tables
from convert.readers._html.code import LINE_TAGS, pre_text_of_events
from convert.readers._html.code_language import (
    first_word_as_fence_language_or_empty,
    stated_language_around_or_empty,
    stated_language_in_classes,
    stated_language_of,
    stated_language_or_empty_reporting_guess,
)
from convert.readers._html.code_links import report_links_in_code_unless_url_shown
from convert.readers._html.code_tables import KEEPS_SPACE
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.languages import LANGUAGES
from convert.readers._html.outcome import Container, FinishedBlocks, Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tables import Caption
from convert.readers._html.tree import Event, class_names_of, find_first, one_line_text_of, tree_events
from convert.sources.evidence import hand_over_left_out

_TOOLS = frozenset("toolbar tools bar crayon-toolbar".split())
"""Classes of rows of buttons, and of other things when there are none in them."""

_BUTTONS = frozenset("copy-btn btn-copy copy-button crayon-plain-wrap crayon-info crayon-tools".split())
"""Classes of buttons, and of the same code once more for a button that copies it."""
_LINES = frozenset("line crayon-line hljs-ln-code blob-code js-file-line code-line CodeMirror-line ace_line".split())
_WHOLE = frozenset(
    """syntaxhighlighter dp-highlighter colorscripter-code colorscripter-code-table highlighttable rouge-table lntable hljs-ln
    js-file-line-container crayon-syntax processedcode __se_code_view""".split()
)
"""Classes of elements that are code and nothing else."""

_OLD_NAMES = {"c": "csharp", "j": "java", "py": "python", "rb": "ruby"}
"""How the first SyntaxHighlighter's `dp-...` calls languages."""

_CODE_FONT = re.compile(r"font-family:[^;]*(?:mono|consolas|menlo|courier|d2coding)", re.IGNORECASE)
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)


def _handle_pre_always_as_code(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    return FinishedBlocks(
        (CodeBlock(_read_code_text_and_report_left_out(node, walk), stated_language_or_empty_reporting_guess(node, walk)),)
    )


def _handle_code_container_or_skip_toolbar(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`div`, `figure` and `ol` that are code by their class, or by a font and white space that are code's."""
    names = set(class_names_of(node))
    if node.tag == "figure" and "highlight" in names and any(child.tag == "figcaption" for child in node.iter()):
        chosen = _language_in_or_around_reporting_guess(node, walk)
        return Container(lambda frame: _with_code_lang_and_captions_as_paragraphs(frame, chosen))
    if _is_code_by_class(node.tag or "", names):
        return _read_element_if_only_code(node, walk) or fallback(node, walk)
    if node.tag == "div" and _has_code_font_and_keeps_space(node) and _holds_no_table_media_or_labelled_link(node):
        return FinishedBlocks(
            (CodeBlock(_read_code_text_and_report_left_out(node, walk), _language_in_or_around_reporting_guess(node, walk)),)
        )
    if "crayon-tools" in names:
        return Skipped("furniture")
    if (
        "toolbar" in names
        and node.parent is not None
        and "code-toolbar" in class_names_of(node.parent)
        and _holds_controls_without_media(node)
    ):
        return Skipped("furniture")
    return fallback(node, walk)


def _with_code_lang_and_captions_as_paragraphs(frame: Frame, lang: str) -> list[Block]:
    """What is in a figure of code: what its caption says, and code in the figure's language."""
    made: list[Block] = []
    for block in frame.blocks:
        if isinstance(block, Caption):
            made.append(Paragraph(block.children))
        else:
            made.append(replace(block, lang=block.lang or lang) if isinstance(block, CodeBlock) else block)
    return made


def _handle_code_table(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    rows = code_tables.cells_by_row(node)
    parent = node.parent
    is_whole = bool(_WHOLE & set(class_names_of(node))) or (
        parent is not None and parent.tag == "figure" and "highlight" in class_names_of(parent)
    )
    first_row = rows[0] if rows else []
    if (
        is_whole
        or any(code_tables.NUMBERS & set(class_names_of(cell)) for cell in first_row)
        or code_tables.is_single_number_and_code_row(rows)
    ):
        return _read_element_if_only_code(node, walk) or fallback(node, walk)
    return fallback(node, walk)


def _handle_code_in_script_or_textarea(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`script type="syntaxhighlighter"` and `textarea name="code"`: the text as it stands, in the language of a `brush:`."""
    attributes = node.attributes
    if "crayon-plain" in class_names_of(node):
        return Skipped("furniture")
    if attributes.get("type") != "syntaxhighlighter" and (node.tag, attributes.get("name")) != ("textarea", "code"):
        return fallback(node, walk)
    text = "".join(child.text_content or "" for _, kind, child in tree_events(node) if kind == "-text")
    found = _CDATA.fullmatch(text)
    name = attributes.get("class") or ""
    chosen = stated_language_in_classes(name) or (name.split(":")[0] if node.tag == "textarea" else "")
    return FinishedBlocks(
        (CodeBlock((found[1] if found else text).strip("\r\n"), first_word_as_fence_language_or_empty(chosen)),)
    )


def _is_code_by_class(tag: str, class_names: set[str]) -> bool:
    if tag == "ol":
        return any(name.startswith("dp-") for name in class_names)
    return bool(class_names & _WHOLE) or (tag == "figure" and "highlight" in class_names)


def _has_code_font_and_keeps_space(node: LexborNode) -> bool:
    css = node.attributes.get("style") or ""
    return KEEPS_SPACE.search(css) is not None and _CODE_FONT.search(css) is not None


def _read_element_if_only_code(node: LexborNode, walk: Walk) -> Outcome:
    """The code an element holds; None when it shows anything besides, which would be lost."""
    table = _inner_table_or_self_if_only_code(node)
    if table is None:
        return None
    if table.tag != "table":
        if node.tag == "figure" and _first_descendant_with_tag(node, "pre", "code") is None:
            return None
        return FinishedBlocks(
            (CodeBlock(_read_code_text_and_report_left_out(node, walk), _language_in_or_around_reporting_guess(node, walk)),)
        )
    cells = code_tables.pair_number_and_code_cells(code_tables.cells_by_row(table), _has_text_besides_additions_to_code)
    if cells is None:
        return None
    lines: list[str] = []
    for number, cell in cells:
        if number is not None:
            walk.report_left_out_and_tell_proof("line-number", number)
        lines.append(_read_code_text_and_report_left_out(cell, walk) if cell is not None else "")
    _tell_proof_non_code_beside_cells(node, {part.mem_id for row in cells for part in row if part is not None}, walk)
    caption = one_line_text_of(_first_descendant_with_tag(table, "caption"))
    above = (Paragraph((Text(caption),)),) if caption else ()
    return FinishedBlocks((*above, CodeBlock("\n".join(lines).rstrip("\n"), _language_in_or_around_reporting_guess(node, walk))))


def _tell_proof_non_code_beside_cells(node: LexborNode, cells: set[int], walk: Walk) -> None:
    """Name to the proof what stands beside cells of code and of numbers: nothing that is code."""
    inside = 0
    for entering, tag, child in tree_events(node):
        if child.mem_id in cells:
            inside += 1 if entering else -1
        elif tag[0] != "-" and entering and not inside and (kind := _notice_kind_of_addition_to_code_or_empty(tag, child)):
            hand_over_left_out(walk.page.report, kind, child.html or "")


_SHOWN = frozenset("img svg picture iframe embed object video audio canvas".split())
"""What shows something that is no text."""

_MOST_NESTED = 4
"""How many elements that look like code are looked into at once. Highlighters put two or three into each other; with more,
looking through each would take long.
"""


def _inner_table_or_self_if_only_code(node: LexborNode) -> LexborNode | None:
    """The only table in an element, or the element when there is none; None when code is not all there is."""
    table = node if node.tag == "table" else None
    is_text, nested, inside = False, 0, 1 if table is not None else 0
    for entering, tag, child in _code_events(node, []):
        if tag in _SHOWN:
            return None
        if tag[0] == "-":
            is_text = is_text or (tag == "-text" and not inside and bool((child.text_content or "").strip()))
        elif _may_be_nested_code(tag, child):
            nested += 1 if entering else -1
            if nested > _MOST_NESTED or (tag == "table" and entering and not inside and table is not None):
                return None
            if tag == "table":
                table = table or child
                inside += 1 if entering else -1
    return node if table is None else None if is_text else table


def _may_be_nested_code(tag: str, node: LexborNode) -> bool:
    """Whether an element in an element may be looked through for itself."""
    return tag in ("table", "ol", "figure") or (
        tag == "div" and (not _WHOLE.isdisjoint(class_names_of(node)) or _has_code_font_and_keeps_space(node))
    )


def _holds_no_table_media_or_labelled_link(node: LexborNode) -> bool:
    """Whether an element holds neither tables nor links, but for addresses that link to themselves."""
    if _inner_table_or_self_if_only_code(node) is not node:
        return False
    return all(
        one_line_text_of(child) in (child.attributes.get("href") or "")
        for entering, tag, child in tree_events(node)
        if entering and tag == "a"
    )


def _has_text_besides_additions_to_code(node: LexborNode) -> bool:
    """Whether there is text in an element besides what is added to code."""
    return any(tag == "-text" and (child.text_content or "").strip() for _, tag, child in _code_events(node, []))


def _read_code_text_and_report_left_out(root: LexborNode, walk: Walk) -> str:
    added: list[tuple[str, LexborNode]] = []
    if root.tag != "pre":  # where links are named in any case
        report_links_in_code_unless_url_shown(root, walk)
    shown = list(_code_events(root, added))
    for kind, node in added:
        walk.report_left_out_and_tell_proof(kind, node)
    if any(entering and _is_line_element(tag, node) for entering, tag, node in shown) and _has_no_text_beside_line_spans(shown):
        lines = [line if line.strip() else "" for line in _lines_by_element(shown)]
        return "\n".join(lines).replace("\xa0", " ").rstrip("\n")
    text = pre_text_of_events(shown)
    if root.tag == "pre":  # as any other `pre`
        return text
    return "\n".join(line if line.strip() else "" for line in text.split("\n")).rstrip("\n")


def _code_events(root: LexborNode, left_out: list[tuple[str, LexborNode]]) -> Iterator[Event]:
    """What of the inside of an element is code; what is not is put into `left_out` with the notice for it."""
    inside = 0
    for event in tree_events(root):
        entering, tag, node = event
        if tag[0] == "-":
            if not inside:
                yield event
        elif inside:
            inside += 1 if entering else -1
        elif entering and (kind := _notice_kind_of_addition_to_code_or_empty(tag, node)):
            left_out.append((kind, node))
            inside = 1
        else:
            yield event


def _notice_kind_of_addition_to_code_or_empty(tag: str, node: LexborNode) -> str:
    """The notice for what is no code in an element that is; empty when it is code."""
    if tag in ("button", "style", "script"):
        return "furniture"
    attributes = node.attributes
    if tag == "a" and "colorscripter.com" in (attributes.get("href") or ""):
        return "furniture"
    names = (attributes.get("class") or "").split() if tag != "code" else ()
    if not code_tables.NUMBERS.isdisjoint(names) and code_tables.holds_only_digits(node):
        return "line-number"
    return (
        "furniture"
        if not _BUTTONS.isdisjoint(names) or (not _TOOLS.isdisjoint(names) and _holds_controls_without_media(node))
        else ""
    )


def _holds_controls_without_media(node: LexborNode) -> bool:
    """Whether an element has something to click, and nothing to look at or to go to. It is looked for a few levels down."""
    depth, found = 0, False
    for entering, tag, part in tree_events(node):
        if tag[0] == "-":
            continue
        depth += 1 if entering else -1
        leads_away = tag == "a" and not (part.attributes.get("href") or "#").startswith(("#", "javascript:"))
        if depth > code_tables.MOST_LEVELS or tag in _SHOWN or leads_away:
            return False
        found = found or tag in ("button", "a", "input", "textarea")
    return found


def _is_line_element(tag: str, node: LexborNode) -> bool:
    if tag == "li":
        return True
    if tag not in ("div", "span", "td", "p"):
        return False
    attributes = node.attributes
    if not _LINES.isdisjoint((attributes.get("class") or "").split()):
        return True
    return tag == "div" and KEEPS_SPACE.search(attributes.get("style") or "") is not None


def _has_no_text_beside_line_spans(events: list[Event]) -> bool:
    """Whether no `span` that is called a line has text beside it in its line: then it is a part of one."""
    inside, is_behind, text = 0, False, ""
    for entering, tag, node in events:
        if tag == "-text" and not inside:
            line, *more = (node.text_content or "").split("\n")
            if is_behind and line.strip():
                return False
            text, is_behind = (more[-1], False) if more else (text + line, is_behind)
        elif tag == "span" and _is_line_element(tag, node):
            if entering and not inside and text.strip():
                return False
            inside += 1 if entering else -1
            text, is_behind = "", not entering
        elif tag == "br" or tag in LINE_TAGS:
            text, is_behind = "", False
    return True


def _lines_by_element(events: list[Event]) -> Iterator[str]:
    """A line for each element that is one, the innermost of several; also for what stands between them."""
    parts: list[str] = []
    is_open = False
    for entering, tag, node in events:
        if tag == "-text":
            parts.append(node.text_content or "")
        elif tag == "br" and entering:
            parts.append("\n")
        elif tag[0] != "-" and _is_line_element(tag, node):
            text = "".join(parts)
            if text.strip() or (is_open and not entering):
                yield text.removesuffix("\n")
            parts, is_open = [], entering
    if "".join(parts).strip():
        yield "".join(parts)


def _language_in_or_around_reporting_guess(node: LexborNode, walk: Walk) -> str:
    """The language the classes of an element, of the one it is in, or of what is in it name."""
    attributes = node.attributes
    for found in (
        stated_language_of(attributes),
        stated_language_around_or_empty(node),
        _language_stated_inside_table_or_figure(node),
        _language_in_crayon_bar(node),
    ):
        if found:
            return first_word_as_fence_language_or_empty(found)
    names = attributes.get("class") or ""
    if "syntaxhighlighter" in names or node.tag == "figure":
        word = next((word for word in names.split() if word.lower() in LANGUAGES), "")
        if word or node.tag != "figure":
            return first_word_as_fence_language_or_empty(word)
    inner = node if node.tag == "ol" else _first_descendant_with_tag(node, "ol", "pre", "code")
    if inner is None or inner.tag == "ol":
        old = next((name[3:] for name in class_names_of(inner) if name.startswith("dp-")), "") if inner is not None else ""
        return first_word_as_fence_language_or_empty(_OLD_NAMES.get(old, old))
    return stated_language_or_empty_reporting_guess(inner, walk)


def _language_stated_inside_table_or_figure(node: LexborNode) -> str:
    """The language code in a table states, where that of the line numbers states none."""
    if node.tag not in ("table", "figure"):
        return ""
    parts = (child.attributes for entering, tag, child in tree_events(node) if entering and tag in ("pre", "code"))
    return next((found for attributes in islice(parts, _MOST_PARTS) if (found := stated_language_of(attributes))), "")


_MOST_PARTS = 6


def _language_in_crayon_bar(node: LexborNode) -> str:
    """The language Crayon writes into its bar, which is beside the table of code."""
    around = node.parent if "crayon-table" in class_names_of(node) else None
    for _ in range(_MOST_NESTED):
        if around is not None and "crayon-syntax" not in class_names_of(around):
            around = around.parent
    return one_line_text_of(find_first(around, class_name="crayon-language")).lower() if around is not None else ""


def _first_descendant_with_tag(node: LexborNode, *tags: str) -> LexborNode | None:
    return next((child for entering, tag, child in tree_events(node) if entering and tag in tags), None)


SCRIPTS_OF_CODE = Overlay((), (), {"script": _handle_code_in_script_or_textarea, "textarea": _handle_code_in_script_or_textarea})
"""Elements so rare that any page is asked for them."""

HIGHLIGHTERS = Overlay(
    tuple(
        """colorscripter syntaxhighlighter dp- gutter lineno linenums line-number hljs-ln blob- crayon- __se_code lnt
        code-toolbar highlighttable js-file-line class="line code-line codemirror-line ace_line""".split()
    ),
    ("white-space",),
    {
        "pre": _handle_pre_always_as_code,
        "table": _handle_code_table,
        **dict.fromkeys(("div", "figure", "ol"), _handle_code_container_or_skip_toolbar),
    },
)
