"""Code as highlighters print it: in tables with a column of line numbers, with an element for each line, under a row of buttons.

What is dropped is what their scripts and styles added: numbers, buttons, the highlighter's own name. The code is kept as it
stands, with its indents and empty lines. Known are Color Scripter (also without its class names, as the editor saves it again),
SyntaxHighlighter, Prism, highlight.js, code-prettify, Pygments, Rouge, Chroma, Hexo, Crayon, gists, Naver's editor and Visual
Studio Code.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock
from convert.readers._html.code import known_language, language, language_in, running_text
from convert.readers._html.flow import Handler, Outcome, Placed, Walk
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import Event, classes, events

_NUMBERS = frozenset(
    """line-numbers-rows lineno linenos linenodiv linenumbers line-number linenumber gutter gl blob-num js-line-number
    hljs-ln-numbers hljs-ln-n crayon-nums crayon-num ln lnt""".split()
)
"""Classes of what holds the number of a line, or of all lines."""

_TOOLS = frozenset("toolbar tools bar crayon-toolbar crayon-plain-wrap crayon-info copy-btn btn-copy copy-button".split())
_LINES = frozenset("line crayon-line hljs-ln-code blob-code js-file-line code-line CodeMirror-line ace_line".split())
_WHOLE = frozenset(
    """syntaxhighlighter dp-highlighter colorscripter-code colorscripter-code-table highlighttable rouge-table lntable hljs-ln
    js-file-line-container crayon-syntax processedcode __se_code_view""".split()
)
"""Classes of elements that are code and nothing else."""

_HINTS = frozenset("highlight hljs nogutter collapsed ie printing wrap notranslate".split())
"""Classes beside the language in the same attribute."""

_OLD_NAMES = {"c": "csharp", "j": "java", "py": "python", "rb": "ruby"}
"""How the first SyntaxHighlighter's `dp-...` calls languages."""

_KEEPS_SPACE = re.compile(r"white-space:\s*pre\s*(?:;|!|$)", re.IGNORECASE)
_CODE_FONT = re.compile(r"font-family:[^;]*(?:mono|consolas|menlo|courier|d2coding)", re.IGNORECASE)
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)


def _pre(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    return Placed((CodeBlock(_text(node, walk), language(node, walk)),))


def _element(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`div`, `figure` and `ol` that are code by their class, or by a font and white space that are code's."""
    names = set(classes(node))
    if names & _WHOLE or (node.tag == "figure" and "highlight" in names) or any(name.startswith("dp-") for name in names):
        return Placed((CodeBlock(_whole_text(node, walk), _language(node, walk)),))
    css = node.attributes.get("style") or ""
    if node.tag == "div" and _KEEPS_SPACE.search(css) and _CODE_FONT.search(css):
        return Placed((CodeBlock(_text(node, walk), _language(node, walk)),))
    if "toolbar" in names and "code-toolbar" in set(classes(node.parent) if node.parent is not None else ()):
        return Placed(())
    return below(node, walk)


def _table(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    cells = _first_row(node)
    if set(classes(node)) & _WHOLE or any(set(classes(cell)) & _NUMBERS for cell in cells) or _is_numbered(cells):
        return Placed((CodeBlock(_whole_text(node, walk), _language(node, walk)),))
    return below(node, walk)


def _script(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`script type="syntaxhighlighter"` and `textarea name="code"`: the text as it stands, in the language of a `brush:`."""
    attributes = node.attributes
    if attributes.get("type") != "syntaxhighlighter" and (node.tag, attributes.get("name")) != ("textarea", "code"):
        return below(node, walk)
    text = "".join(child.text_content or "" for _, kind, child in events(node) if kind == "-text")
    found = _CDATA.fullmatch(text)
    name = attributes.get("class") or ""
    chosen = language_in(name) or (name.split(":")[0] if node.tag == "textarea" else "")
    return Placed((CodeBlock((found[1] if found else text).strip("\r\n"), known_language(chosen)),))


def _first_row(table: LexborNode) -> list[LexborNode]:
    """The cells of a table that has one row, or of its first."""
    child = table.child
    while child is not None and child.tag not in ("tr", "td"):
        child = child.next if child.tag not in ("tbody", "thead") else child.child
    cells: list[LexborNode] = []
    child = child.child if child is not None and child.tag == "tr" else child
    while child is not None:
        if child.tag in ("td", "th"):
            cells.append(child)
        child = child.next
    return cells


def _is_numbered(cells: list[LexborNode]) -> bool:
    """Whether the first of these cells is a column of line numbers, and the second keeps its white space, as code does."""
    if not 2 <= len(cells) <= 3 or not _holds_numbers(cells[0]):
        return False
    return any(
        entering and (tag == "pre" or (tag[0] != "-" and _KEEPS_SPACE.search(node.attributes.get("style") or "")))
        for entering, tag, node in events(cells[1])
    )


def _holds_numbers(cell: LexborNode) -> bool:
    """Whether nothing but numbers in a row is in a cell."""
    last = None
    for _, tag, node in events(cell):
        if tag == "table":
            return False
        for word in (node.text_content or "").split() if tag == "-text" else ():
            if not (word.isascii() and word.isdigit() and len(word) < 7) or (last is not None and int(word) != last + 1):
                return False
            last = int(word)
    return last is not None


def _whole_text(node: LexborNode, walk: Walk) -> str:
    """The code of a table or of what holds one: of a row of cells, the cell that is neither numbers nor a name."""
    table = node if node.tag == "table" else _first_of(node, "table")
    cells = _first_row(table) if table is not None else []
    if any(set(classes(cell)) & _LINES for cell in cells) or len(cells) == 0:
        return _text(node, walk)
    code = [cell for cell in cells if not (set(classes(cell)) & _NUMBERS or _holds_numbers(cell))]
    if len(code) < len(cells):
        walk.report("line-number")
    return _text(code[0], walk) if code else _text(node, walk)


def _text(root: LexborNode, walk: Walk) -> str:
    shown = list(_shown(root, walk))
    if any(entering and _is_line(tag, node) for entering, tag, node in shown):
        lines = [line if line.strip() else "" for line in _lines(shown)]
        return "\n".join(lines).replace("\xa0", " ").rstrip("\n")
    return "\n".join(line if line.strip() else "" for line in running_text(shown).split("\n")).rstrip("\n")


def _shown(root: LexborNode, walk: Walk) -> Iterator[Event]:
    """What of the inside of an element is code."""
    inside = 0
    for event in events(root):
        entering, tag, node = event
        if tag[0] == "-":
            if not inside:
                yield event
        elif inside:
            inside += 1 if entering else -1
        elif entering and (kind := _added(tag, node)):
            walk.report(kind)
            inside = 1
        else:
            yield event


def _added(tag: str, node: LexborNode) -> str:
    """The notice for what is no code in an element that is; empty when it is code."""
    if tag in ("button", "style", "script"):
        return "furniture"
    attributes = node.attributes
    if tag == "a" and "colorscripter.com" in (attributes.get("href") or ""):
        return "furniture"
    names = (attributes.get("class") or "").split() if tag != "code" else ()
    if not _NUMBERS.isdisjoint(names):
        return "line-number"
    return "furniture" if not _TOOLS.isdisjoint(names) else ""


def _is_line(tag: str, node: LexborNode) -> bool:
    if tag == "li":
        return True
    if tag not in ("div", "span", "td", "p"):
        return False
    attributes = node.attributes
    if not _LINES.isdisjoint((attributes.get("class") or "").split()):
        return True
    return tag == "div" and _KEEPS_SPACE.search(attributes.get("style") or "") is not None


def _lines(shown: list[Event]) -> Iterator[str]:
    """A line for each element that is one, the innermost of several; also for what stands between them."""
    parts: list[str] = []
    is_open = False
    for entering, tag, node in shown:
        if tag == "-text":
            parts.append(node.text_content or "")
        elif tag[0] != "-" and _is_line(tag, node):
            text = "".join(parts)
            if text.strip() or (is_open and not entering):
                yield text.removesuffix("\n")
            parts, is_open = [], entering
    if "".join(parts).strip():
        yield "".join(parts)


def _language(node: LexborNode, walk: Walk) -> str:
    """The language the classes of an element, of the one it is in, or of what is in it name."""
    names = node.attributes.get("class") or ""
    parent = node.parent
    around = (parent.attributes.get("class") or "") if parent is not None and parent.is_element_node else ""
    for text in (names, around):
        if found := language_in(text):
            return known_language(found)
    words = [word for word in names.split() if word not in _HINTS | _WHOLE and not word.startswith("colorscripter")]
    if "syntaxhighlighter" in names or node.tag == "figure":
        return known_language(words[0]) if words else ""
    inner = node if node.tag == "ol" else _first_of(node, "ol", "pre", "code")
    if inner is None or inner.tag == "ol":
        old = next((name[3:] for name in classes(inner) if name.startswith("dp-")), "") if inner is not None else ""
        return known_language(_OLD_NAMES.get(old, old))
    return language(inner, walk)


def _first_of(node: LexborNode, *tags: str) -> LexborNode | None:
    return next((child for entering, tag, child in events(node) if entering and tag in tags), None)


HIGHLIGHTERS = Overlay(
    tuple(
        """colorscripter syntaxhighlighter dp- gutter lineno linenums line-number hljs-ln blob- crayon- __se_code lnt
        code-toolbar highlighttable js-file-line class="line code-line codemirror-line ace_line""".split()
    ),
    ("white-space", 'name="code"', "syntaxhighlighter"),
    {
        "pre": _pre,
        "table": _table,
        "script": _script,
        "textarea": _script,
        **dict.fromkeys(("div", "figure", "ol"), _element),
    },
)
