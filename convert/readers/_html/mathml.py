"""MathML back to TeX. An annotation that holds the author's TeX is believed; else one small function for each element."""

from collections.abc import Callable, Iterable

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.math_fences import (
    RowPart,
    is_tall_row_in_stretchy_brackets,
    merge_brackets_into_matrices,
    wrap_in_left_right,
)
from convert.readers._html.tex import join_tex_lines_without_comments
from convert.readers._html.tree import tree_events

_TEX = frozenset({"application/x-tex", "application/x-latex", "tex", "latex", "text/x-latex"})
_UNSEEN = frozenset({"script", "style", "annotation", "annotation-xml", "none", "mprescripts"})
_DEEPEST = 50
"""Elements in elements that are still spelled as such; what is deeper is only its text."""

_LETTERS = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωϵϑϕϱϖςΓΔΘΛΞΠΣΥΦΨΩ",
        """alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi psi
        omega epsilon vartheta phi varrho varpi varsigma Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega""".split(),
        strict=True,
    )
)
_SYMBOLS = dict(
    zip(
        "∑∏∫∮∞∂∇√±∓×÷⋅∗∘≤≥≠≈≡∼≃≅∝∈∉∋⊂⊃⊆⊇∪∩∅∀∃¬∧∨⊕⊗→←↔⇒⇐⇔↦↑↓…⋯⋮⋱∣∥⟨⟩⌊⌋⌈⌉ℓℏℜℑℵℝℕℤℚℂ′∴∵∠⊥△≪≫∖∬∭≺≻⊢⊨⟶⟹⟺",
        """sum prod int oint infty partial nabla surd pm mp times div cdot ast circ le ge ne approx equiv sim simeq
        cong propto in notin ni subset supset subseteq supseteq cup cap emptyset forall exists neg wedge vee
        oplus otimes to leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto uparrow downarrow
        dots cdots vdots ddots mid parallel langle rangle lfloor rfloor lceil rceil ell hbar Re Im aleph
        mathbb{R} mathbb{N} mathbb{Z} mathbb{Q} mathbb{C} prime therefore because angle perp triangle ll gg
        setminus iint iiint prec succ vdash models longrightarrow Longrightarrow Longleftrightarrow""".split(),
        strict=True,
    )
)
_COMMANDS = {character: f"\\{name}" for character, name in (_LETTERS | _SYMBOLS).items()}
_PLAIN = {
    "−": "-", "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\xa0": "~", "\\": r"\backslash", "‖": r"\|",
    **{character: f"\\{character}" for character in "#$%&_{}"}, "^": r"\hat{}", "~": r"\sim",
}  # fmt: skip
_FUNCTIONS = frozenset(
    """sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim limsup liminf max min sup inf det dim ker gcd
    arg deg hom Pr""".split()
)
_VARIANTS = {
    "bold": "mathbf", "bold-italic": "boldsymbol", "double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak",
    "sans-serif": "mathsf", "monospace": "mathtt",
}  # fmt: skip
_OVER = {
    "¯": "overline", "‾": "overline", "―": "overline", "^": "hat", "ˆ": "hat", "→": "vec", "~": "tilde", "˜": "tilde", "˙": "dot",
    ".": "dot", "¨": "ddot", "⏞": "overbrace", "ˇ": "check", "˘": "breve",
}  # fmt: skip
_UNDER = {"_": "underline", "¯": "underline", "‾": "underline", "⏟": "underbrace"}
_LIMITS = re.compile(
    r"\\(?:sum|prod|int|oint|iint|iiint|cup|cap|lim|limsup|liminf|max|min|sup|inf|det|gcd|Pr|(?:over|under)brace\{.*\})"
)
"""What carries its limits as scripts."""

_ENCLOSED = {
    "box": "boxed", "roundedbox": "boxed", "updiagonalstrike": "cancel", "radical": "sqrt",
    "top": "overline", "bottom": "underline",
}  # fmt: skip
_COMMAND_END = re.compile(r"\\[A-Za-z]+$")
_ONE = re.compile(r"[A-Za-z0-9]|\\[A-Za-z]+")
"""What stands for itself as a script, or before one, without braces."""


def tex_of(math: LexborNode) -> str:
    """A `math` element as TeX on one line; empty when it shows nothing."""
    for entering, tag, node in tree_events(math):
        if entering and tag == "annotation" and (node.attributes.get("encoding") or "").strip().lower() in _TEX:
            return join_tex_lines_without_comments(_visible_text_in(node))
    return " ".join(_tex_of_row(math, 0).split())


def _visible_text_in(node: LexborNode) -> str:
    """The text inside, without that of elements no browser shows."""
    parts: list[str] = []
    unseen = 0
    for entering, tag, child in tree_events(node):
        if tag in _UNSEEN:
            unseen += 1 if entering else -1
        elif tag == "-text" and not unseen:
            parts.append(child.text_content or "")
    return "".join(parts)


def _tex_of_children(node: LexborNode, depth: int) -> list[str]:
    """The TeX of every child element."""
    return [part.tex for part in _row_parts_of(node, depth)]


def _row_parts_of(node: LexborNode, depth: int) -> list[RowPart]:
    parts: list[RowPart] = []
    child = node.child
    while child is not None:
        if child.is_element_node:
            parts.append(RowPart(_tex_of_element(child, depth + 1), child))
        elif child.is_text_node and (text := (child.text_content or "").strip()):
            parts.append(RowPart(_tex_of_characters(text), None))
        child = child.next
    return parts


def _tex_of_element(node: LexborNode, depth: int) -> str:
    tag = node.tag or ""
    if tag in _UNSEEN:
        return ""
    if depth > _DEEPEST:
        return _tex_of_characters(_visible_text_in(node).strip())
    spell = _ELEMENTS.get(tag)
    return spell(node, depth) if spell is not None else _tex_of_row(node, depth)


def _tex_of_row(node: LexborNode, depth: int) -> str:
    parts = _row_parts_of(node, depth)
    if is_tall_row_in_stretchy_brackets(parts, node) and len(merge_brackets_into_matrices(parts)) == len(parts):
        return wrap_in_left_right(parts[0].tex, _join_tex(merge_brackets_into_matrices(parts[1:-1])), parts[-1].tex)
    return _join_tex(merge_brackets_into_matrices(parts))


def _join_tex(parts: Iterable[str]) -> str:
    """Parts in a row, with a space where a command would run into a letter."""
    result: list[str] = []
    for part in parts:
        if part and result and part[0].isalpha() and _COMMAND_END.search(result[-1][-40:]):
            result.append(" ")
        if part:
            result.append(part)
    return "".join(result)


def _tex_of_characters(text: str) -> str:
    return _join_tex([_COMMANDS.get(character, _PLAIN.get(character, character)) for character in text])


def _tex_of_identifier(node: LexborNode, depth: int) -> str:
    text = _visible_text_in(node).strip()
    if text in _FUNCTIONS:
        return f"\\{text}"
    variant = node.attributes.get("mathvariant") or ""
    if variant in _VARIANTS:
        return f"\\{_VARIANTS[variant]}{{{_tex_of_characters(text)}}}"
    is_upright = variant == "normal" and text.isascii() and text.isalpha()
    return (
        f"\\mathrm{{{_tex_of_characters(text)}}}"
        if is_upright or (len(text) > 1 and text.isalpha())
        else _tex_of_characters(text)
    )


def _tex_of_number_or_operator(node: LexborNode, depth: int) -> str:
    text = _visible_text_in(node).strip()
    if text in _FUNCTIONS:
        return f"\\{text}"
    return rf"\operatorname{{{text}}}" if len(text) > 1 and text.isascii() and text.isalpha() else _tex_of_characters(text)


_ESCAPED = re.compile(r"[#$%&_{}]")


def _tex_of_text_element(node: LexborNode, depth: int) -> str:
    text = re.sub(r"\s+", " ", _visible_text_in(node)).replace("\\", "").replace("^", "").replace("~", " ")
    return rf"\text{{{_ESCAPED.sub(lambda match: chr(92) + match[0], text)}}}" if text.strip() else " "


def _tex_of_arguments_rest_in_last(node: LexborNode, depth: int, count: int) -> list[str]:
    parts = _tex_of_children(node, depth)
    parts += [""] * (count - len(parts))
    return [*parts[: count - 1], _join_tex(parts[count - 1 :])]


def _tex_of_fraction_or_binomial(node: LexborNode, depth: int) -> str:
    above, below = _tex_of_arguments_rest_in_last(node, depth, 2)
    is_binomial = (node.attributes.get("linethickness") or "") in ("0", "0px", "0pt")
    return rf"\{'binom' if is_binomial else 'frac'}{{{above}}}{{{below}}}"


def _tex_of_square_root(node: LexborNode, depth: int) -> str:
    return rf"\sqrt{{{_tex_of_row(node, depth)}}}"


def _tex_of_nth_root(node: LexborNode, depth: int) -> str:
    base, index = _tex_of_arguments_rest_in_last(node, depth, 2)
    return rf"\sqrt[{index}]{{{base}}}"


def _script_in_braces_if_needed(tex: str) -> str:
    return tex if _ONE.fullmatch(tex) else f"{{{tex}}}"


def _base_in_braces_if_needed(tex: str) -> str:
    return tex if len(tex) == 1 or _ONE.fullmatch(tex) or _LIMITS.fullmatch(tex) or _COMMAND.fullmatch(tex) else f"{{{tex}}}"


_COMMAND = re.compile(r"\\[A-Za-z]+\{[^{}]*\}")


def _tex_of_subscript(node: LexborNode, depth: int) -> str:
    base, below = _tex_of_arguments_rest_in_last(node, depth, 2)
    return f"{_base_in_braces_if_needed(base)}_{_script_in_braces_if_needed(below)}"


def _tex_of_superscript(node: LexborNode, depth: int) -> str:
    base, above = _tex_of_arguments_rest_in_last(node, depth, 2)
    return f"{_base_in_braces_if_needed(base)}^{_script_in_braces_if_needed(above)}"


def _tex_of_sub_and_superscript(node: LexborNode, depth: int) -> str:
    base, below, above = _tex_of_arguments_rest_in_last(node, depth, 3)
    return f"{_base_in_braces_if_needed(base)}_{_script_in_braces_if_needed(below)}^{_script_in_braces_if_needed(above)}"


def _tex_of_overscript(node: LexborNode, depth: int) -> str:
    base, above = _tex_of_arguments_rest_in_last(node, depth, 2)
    if _LIMITS.fullmatch(base):
        return f"{base}^{_script_in_braces_if_needed(above)}"
    mark = _OVER.get(_text_of_last_element_if_only_text(node))
    return rf"\{mark}{{{base}}}" if mark else rf"\overset{{{above}}}{{{base}}}"


def _tex_of_underscript(node: LexborNode, depth: int) -> str:
    base, below = _tex_of_arguments_rest_in_last(node, depth, 2)
    if _LIMITS.fullmatch(base):
        return f"{base}_{_script_in_braces_if_needed(below)}"
    mark = _UNDER.get(_text_of_last_element_if_only_text(node))
    return rf"\{mark}{{{base}}}" if mark else rf"\underset{{{below}}}{{{base}}}"


def _tex_of_under_and_overscript(node: LexborNode, depth: int) -> str:
    base, below, above = _tex_of_arguments_rest_in_last(node, depth, 3)
    if _LIMITS.fullmatch(base):
        return f"{base}_{_script_in_braces_if_needed(below)}^{_script_in_braces_if_needed(above)}"
    return rf"\overset{{{above}}}{{\underset{{{below}}}{{{base}}}}}"


def _text_of_last_element_if_only_text(node: LexborNode) -> str:
    """The text of the last child when it is one character."""
    last = node.last_child
    while last is not None and last.is_text_node:
        last = last.prev
    inner = last.child if last is not None else None
    return (inner.text_content or "").strip() if inner is not None and inner.is_text_node and inner.next is None else ""


def _tex_of_multiscripts(node: LexborNode, depth: int) -> str:
    """`mmultiscripts`: the base, its scripts in pairs, and after `mprescripts` those in front of it."""
    sides: list[list[str]] = [[]]
    child = node.child
    while child is not None:
        if child.tag == "mprescripts":
            sides.append([])
        elif child.is_element_node:
            sides[-1].append(_tex_of_element(child, depth + 1))
        child = child.next
    base, *behind = sides[0] or [""]
    before = _tex_of_script_pairs(sides[1]) if len(sides) > 1 else ""
    return f"{'{}' + before if before else ''}{_base_in_braces_if_needed(base)}{_tex_of_script_pairs(behind)}"


def _tex_of_script_pairs(scripts: list[str]) -> str:
    return "".join(
        [f"{'^' if number % 2 else '_'}{_script_in_braces_if_needed(script)}" for number, script in enumerate(scripts) if script]
    )


def _tex_of_fenced(node: LexborNode, depth: int) -> str:
    attributes = node.attributes
    opening, closing = (attributes.get(name, default) or "" for name, default in (("open", "("), ("close", ")")))
    separators = "".join((attributes.get("separators", ",") or "").split())
    parts = _tex_of_children(node, depth)
    inner: list[str] = []
    for number, part in enumerate(parts):
        if number and separators:
            inner.append(_tex_of_characters(separators[min(number, len(separators)) - 1]))
        inner.append(part)
    return rf"\left{_tex_of_characters(opening) or '.'} {_join_tex(inner)} \right{_tex_of_characters(closing) or '.'}"


def _tex_of_table(node: LexborNode, depth: int) -> str:
    lines = r" \\ ".join(_tex_of_children(node, depth))
    is_aligned = (node.attributes.get("columnalign") or "").split()[:2] == ["right", "left"]
    name = "aligned" if is_aligned else "matrix"
    return rf"\begin{{{name}}} {lines} \end{{{name}}}"


def _tex_of_table_row(node: LexborNode, depth: int) -> str:
    return " & ".join(_tex_of_children(node, depth))


def _tex_of_space(node: LexborNode, depth: int) -> str:
    attributes = node.attributes
    if attributes.get("linebreak") == "newline":
        return r" \\ "
    found = re.match(r"(\d*\.?\d+)em", attributes.get("width") or "")
    width = float(found[1]) if found else 0.0
    return r"\quad " if width >= 1 else r"\;" if width > 0.1 else ""


def _tex_of_enclosed(node: LexborNode, depth: int) -> str:
    names = (node.attributes.get("notation") or "").split()
    command = next((_ENCLOSED[name] for name in names if name in _ENCLOSED), "")
    return rf"\{command}{{{_tex_of_row(node, depth)}}}" if command else _tex_of_row(node, depth)


def _tex_of_first_child(node: LexborNode, depth: int) -> str:
    """Of several ways to say the same the first."""
    return next(iter(_tex_of_children(node, depth)), "")


_ELEMENTS: dict[str, Callable[[LexborNode, int], str]] = {
    "mi": _tex_of_identifier,
    "mn": _tex_of_number_or_operator,
    "mo": _tex_of_number_or_operator,
    "mtext": _tex_of_text_element,
    "ms": _tex_of_text_element,
    "mfrac": _tex_of_fraction_or_binomial,
    "msqrt": _tex_of_square_root,
    "mroot": _tex_of_nth_root,
    "msub": _tex_of_subscript,
    "msup": _tex_of_superscript,
    "msubsup": _tex_of_sub_and_superscript,
    "mover": _tex_of_overscript,
    "munder": _tex_of_underscript,
    "munderover": _tex_of_under_and_overscript,
    "mmultiscripts": _tex_of_multiscripts,
    "mfenced": _tex_of_fenced,
    "mtable": _tex_of_table,
    "mtr": _tex_of_table_row,
    "mlabeledtr": _tex_of_table_row,
    "mspace": _tex_of_space,
    "menclose": _tex_of_enclosed,
    "mphantom": lambda node, depth: "",
    "semantics": _tex_of_first_child,
    "maction": _tex_of_first_child,
}
"""How each element is spelled. Any other is a row of what is in it."""
