"""Brackets of formulas. In MathML they are operators beside what they hold, and grow with it; TeX has environments for matrices
in brackets, and commands for brackets around what is tall.
"""

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from convert import lazy_re as re

_OPENING = frozenset("([{|‖∥⟨⌊⌈")
_CLOSING = frozenset(")]}|‖∥⟩⌋⌉")
_MATRICES = {"()": "pmatrix", "[]": "bmatrix", "{}": "Bmatrix", "||": "vmatrix", "‖‖": "Vmatrix", "∥∥": "Vmatrix", "{": "cases"}
"""The environment of a matrix in these brackets (amsmath)."""

_BEGIN, _END = r"\begin{matrix}", r"\end{matrix}"
_TALL = re.compile(r"\\(?:frac|binom|begin|left|sum|prod|int|overset|underset|over|under)")
"""What brackets grow with."""

_WRAPPERS = frozenset({"mrow", "mstyle", "mpadded"})
_MOST_WRAPPERS = 4


class RowPart(NamedTuple):
    """A child of a row as TeX, and the element it was; None for text."""

    tex: str
    node: LexborNode | None


def merge_brackets_into_matrices(parts: Sequence[RowPart]) -> list[str]:
    """The TeX of a row, matrices with the brackets beside them."""
    result: list[str] = []
    at = 0
    while at < len(parts):
        matrix, after = _fenced_matrix_and_index_behind_or_empty(parts, at)
        result.append(matrix or parts[at].tex)
        at = after if matrix else at + 1
    return result


def _fenced_matrix_and_index_behind_or_empty(parts: Sequence[RowPart], start: int) -> tuple[str, int]:
    """The matrix whose opening bracket is at this place, and the place behind it; empty when there is none."""
    opening = _stretchy_bracket_of(parts[start], _OPENING)
    if not opening or start + 1 == len(parts) or not _is_table_or_only_wraps_one(parts[start + 1].node):
        return "", start
    closing = _stretchy_bracket_of(parts[start + 2], _CLOSING) if start + 2 < len(parts) else None
    after = start + 2 if closing is None else start + 3
    inside = parts[start + 1].tex
    name = _MATRICES.get(f"{opening}{closing or ''}")
    if name and inside.startswith(_BEGIN):
        return rf"\begin{{{name}}}{inside[len(_BEGIN) : -len(_END)]}\end{{{name}}}", after
    return wrap_in_left_right(parts[start].tex, inside, parts[start + 2].tex if closing else ""), after


def _stretchy_bracket_of(part: RowPart, fences: frozenset[str]) -> str | None:
    """The bracket a part is, empty for one that is not shown; None for anything else, and for one that does not grow."""
    node = part.node
    if node is None or node.tag != "mo" or node.attributes.get("stretchy") == "false":
        return None
    text = node.text().strip()
    return text if not text or text in fences else None


def _is_table_or_only_wraps_one(node: LexborNode | None) -> bool:
    """Whether an element is a table, or nothing around one."""
    for _ in range(_MOST_WRAPPERS):
        if node is None or node.tag == "mtable":
            return node is not None
        inside = [child for child in node.iter() if child.is_element_node]
        node = inside[0] if len(inside) == 1 and node.tag in _WRAPPERS else None
    return False


def wrap_in_left_right(opening: str, inside: str, closing: str) -> str:
    """Brackets that grow; one that is empty is not shown."""
    return rf"\left{opening or '.'} {inside} \right{closing or '.'}"


def is_tall_row_in_stretchy_brackets(parts: Sequence[RowPart], row: LexborNode) -> bool:
    """Whether a row is a pair of brackets around all else in it, which is tall or was told to grow."""
    if row.tag != "mrow" or len(parts) < 3:
        return False
    first, last = _stretchy_bracket_of(parts[0], _OPENING), _stretchy_bracket_of(parts[-1], _CLOSING)
    if first is None or last is None or not (first or last):
        return False
    if any([_stretchy_bracket_of(part, _OPENING | _CLOSING) is not None for part in parts[1:-1]]):
        return False
    is_inner = row.attributes.get("data-mjx-texclass") == "INNER"
    return is_inner or any([_TALL.search(part.tex) for part in parts[1:-1]])
