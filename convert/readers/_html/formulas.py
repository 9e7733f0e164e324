"""Formulas as MathML, KaTeX and MathJax (2 and 3) leave them in a page: back to the TeX they were made of, inline or display.

The page shows a formula two or three times: drawn, for screen readers, and as its source. One of them says what it means; the
others are left out.
"""

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Math, MathBlock, Paragraph
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.mathml import tex_of
from convert.readers._html.outcome import FinishedBlocks, FinishedInline, Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.raw import sanitize_as_raw_inline_reporting_unsafe
from convert.readers._html.tex import join_tex_lines_without_comments
from convert.readers._html.tree import class_names_of, element_directly_after, tree_events
from convert.sources.html_tree import parse_html

_DRAWN = frozenset({"MathJax", "MathJax_Display", "MathJax_SVG", "MathJax_SVG_Display", "MathJax_CHTML", "MJXc-display"})
"""Classes of what MathJax 2 draws in front of the script that holds the TeX."""

_BETWEEN_MARKS = re.compile(r"\\(?:(\[).*\\\]|\(.*\\\))", re.DOTALL)
_END = re.compile(r"(?<!\\)(?:\\\\)*\\[)\]]")
"""Where a formula ends: not behind the backslashes of a new line."""

_NOT_SHOWN = frozenset({"MathJax_Preview", "MJX_Assistive_MathML", "katex-html"})
_OUTERMOST = frozenset({"katex-display", "mjx-container"}) | _DRAWN


def handle_math_as_tex_or_raw_html(node: LexborNode, walk: Walk) -> Outcome:
    """A `math` element; raw HTML when it shows nothing TeX has a word for."""
    return _report_formula_and_give_outcome_or_none(
        tex_of(node), node.attributes.get("display") == "block", walk
    ) or sanitize_as_raw_inline_reporting_unsafe(node, walk)


def _report_formula_and_give_outcome_or_none(tex: str, is_block: bool, walk: Walk) -> Outcome:
    """A formula of its own lines, or in its line; None of nothing."""
    if not tex:
        return None
    walk.report("rendered-math")
    return FinishedBlocks((MathBlock(tex),)) if is_block else FinishedInline(Math(tex))


def _handle_formula_or_skip_preview_by_class(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`span` and `div`, by class."""
    names = set(class_names_of(node))
    if not names:
        return fallback(node, walk)
    if "math" in names:
        return _read_delimited_tex_or_none(node) or fallback(node, walk)
    if node.tag == "span" and ("katex-display" in names or "katex" in names) and _holds_only_spans_and_math(node):
        return _report_formula_and_give_outcome_or_none(_tex_of_first_math_in(node), "katex-display" in names, walk) or fallback(
            node, walk
        )
    if names & _DRAWN:
        return _read_mathjax_drawing_unless_script_follows(node, walk, fallback)
    return Skipped() if names & _NOT_SHOWN else fallback(node, walk)


def _holds_only_spans_and_math(node: LexborNode) -> bool:
    """Whether nothing stands beside what KaTeX draws: it puts a formula and its drawing into an element, and no text."""
    return all(
        child.tag in ("span", "math") or (child.is_text_node and not (child.text_content or "").strip())
        for child in node.iter(include_text=True)
    )


def _read_delimited_tex_or_none(node: LexborNode) -> Outcome:
    """TeX between its marks, and nothing else, in an element of the class `math`, as pandoc and our own HTML have it."""
    child = node.child
    if child is None or not child.is_text_node or child.next is not None:
        return None
    text = (child.text_content or "").strip()
    found = _BETWEEN_MARKS.fullmatch(text)
    tex = text[2:-2]
    if found is None or not tex.strip() or _END.search(text, 2, len(text) - 2):
        return None
    if found[1] == "[":
        return FinishedBlocks((MathBlock(tex.strip()),))
    return FinishedInline(Math(tex)) if node.tag == "span" else FinishedBlocks((Paragraph((Math(tex),)),))


def _read_mathjax_drawing_unless_script_follows(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """What is drawn says nothing besides the script behind it; without one it holds MathML, inside or in an attribute."""
    if _is_followed_by_tex_script(node) or (
        node.parent is not None and _DRAWN & set(class_names_of(node.parent)) and _is_followed_by_tex_script(node.parent)
    ):
        return Skipped()
    is_block = any(name.lower().endswith("display") for name in class_names_of(node))
    stated = node.attributes.get("data-mathml")
    tex = _tex_of_first_math_in(parse_html(stated).body) if stated else _tex_of_first_math_in(node)
    return _report_formula_and_give_outcome_or_none(tex, is_block, walk) or fallback(node, walk)


def _is_followed_by_tex_script(node: LexborNode) -> bool:
    following = element_directly_after(node)
    return following is not None and following.tag == "script" and _is_tex_script(following)


def _is_tex_script(script: LexborNode) -> bool:
    return (script.attributes.get("type") or "").strip().lower().startswith("math/tex")


def _handle_mjx_container(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`mjx-container` of MathJax 3, whose MathML is for screen readers and whose drawing has no text."""
    is_block = (node.attributes.get("display") or "") in ("true", "block")
    return _report_formula_and_give_outcome_or_none(_tex_of_first_math_in(node), is_block, walk) or fallback(node, walk)


def _handle_tex_script(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`script type="math/tex"`, for a formula of its own lines `math/tex; mode=display`."""
    if not _is_tex_script(node):
        return fallback(node, walk)
    tex = "".join(child.text_content or "" for _, tag, child in tree_events(node) if tag == "-text")
    tex = join_tex_lines_without_comments(tex.replace("% <![CDATA[", "").replace("%]]>", "").replace("% ]]>", ""))
    return _report_formula_and_give_outcome_or_none(tex, "display" in (node.attributes.get("type") or ""), walk) or Skipped()


def _tex_of_first_math_in(root: LexborNode | None) -> str:
    """The first formula in an element. It is not looked for in another formula, which a formula never holds."""
    for entering, tag, node in tree_events(root) if root is not None else ():
        if not entering or tag[0] == "-":
            continue
        if tag == "math":
            return tex_of(node)
        if (
            tag in _OUTERMOST
            or _OUTERMOST & set(class_names_of(node))
            or (tag == "span" and root is not None and _is_katex_inside_katex(root, node))
        ):
            return ""
    return ""


def _is_katex_inside_katex(root: LexborNode, node: LexborNode) -> bool:
    return "katex" in class_names_of(node) and "katex" in class_names_of(root)


FORMULAS = Overlay(
    ("katex", "mathjax", "mjx-", "mjx_", "mjxc", 'class="math'),
    (),
    dict.fromkeys(("span", "div", "p"), _handle_formula_or_skip_preview_by_class),
)

SCRIPTS_OF_FORMULAS = Overlay((), (), {"mjx-container": _handle_mjx_container, "script": _handle_tex_script})
"""Elements so rare that any page is asked for them."""
