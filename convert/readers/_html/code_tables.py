"""Tables in which highlighters print code: a row for all of it or for each line, a cell of line numbers in front.

Tables of people's own have numbers in front as well, so a table is code only when each row says nothing but numbers and one cell.
"""

from collections.abc import Callable
from itertools import islice

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.tree import class_names_of, tree_events

NUMBERS = frozenset(
    """line-numbers-rows lineno linenos linenodiv linenumbers line-number linenumber gutter gl blob-num js-line-number
    hljs-ln-numbers hljs-ln-n crayon-nums crayon-num ln lnt""".split()
)
"""Classes of what holds the number of a line, or of all lines; of other things too, when it holds anything else."""

KEEPS_SPACE = re.compile(r"white-space:\s*pre\s*(?:;|!|$)", re.IGNORECASE)

MOST_LEVELS = 8
"""How far down numbers are looked for. Deeper they are none, and looking down from every level would take long."""

_MOST_EVENTS = 200
"""How far into a cell a sign of code is looked for."""

_PARTS = frozenset({"thead", "tbody", "tfoot"})


def cells_by_row(table: LexborNode) -> list[list[LexborNode]]:
    """The cells of each row, without those of tables in it."""
    found: list[list[LexborNode]] = []
    for part in _child_nodes_of(table):
        for row in _child_nodes_of(part) if part.tag in _PARTS else (part,):
            if row.tag == "tr":
                found.append([cell for cell in _child_nodes_of(row) if cell.tag in ("td", "th")])
    return found


def _child_nodes_of(node: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def is_single_number_and_code_row(rows: list[list[LexborNode]]) -> bool:
    """Whether there is one row, of line numbers and a cell that keeps its white space, as code does."""
    if len(rows) != 1 or not 2 <= len(rows[0]) <= 3 or not _holds_only_consecutive_numbers(rows[0][0]):
        return False
    for entering, tag, node in islice(tree_events(rows[0][1]), _MOST_EVENTS):
        if tag == "table":
            return False
        if entering and (tag == "pre" or (tag[0] != "-" and KEEPS_SPACE.search(node.attributes.get("style") or ""))):
            return True
    return False


def pair_number_and_code_cells(
    rows: list[list[LexborNode]], has_text: Callable[[LexborNode], bool]
) -> list[tuple[LexborNode | None, LexborNode | None]] | None:
    """The cell of numbers (or None) and the cell of code of each row; None when some row has more to say.

    `has_text` is whether a cell holds any text besides what highlighters add. Without any in a row its line is empty.
    """
    found: list[tuple[LexborNode | None, LexborNode | None]] = []
    for row in rows:
        number = (
            row[0]
            if len(row) > 1 and (_holds_only_consecutive_numbers(row[0]) or _has_number_class_and_only_digits(row[0]))
            else None
        )
        rest = row[1:] if number is not None else row
        code = [cell for cell in rest if has_text(cell)]
        if len(code) > 1:
            return None
        found.append((number, code[0] if code else None))
    return found


def _has_number_class_and_only_digits(cell: LexborNode) -> bool:
    return not NUMBERS.isdisjoint(class_names_of(cell)) and holds_only_digits(cell)


def _holds_only_consecutive_numbers(cell: LexborNode) -> bool:
    """Whether nothing but numbers in a row is in a cell."""
    last = None
    for _, tag, node in tree_events(cell):
        if tag in ("table", "img"):
            return False
        for word in (node.text_content or "").split() if tag == "-text" else ():
            if not (word.isascii() and word.isdigit() and len(word) < 7) or (last is not None and int(word) != last + 1):
                return False
            last = int(word)
    return last is not None


def holds_only_digits(node: LexborNode) -> bool:
    """Whether an element called a number of a line holds digits at most."""
    depth = 0
    for entering, tag, child in tree_events(node):
        if tag == "-text":
            text = "".join((child.text_content or "").split())
            if text and not (text.isascii() and text.isdigit()):
                return False
        elif tag[0] != "-":
            depth += 1 if entering else -1
            if depth > MOST_LEVELS or tag == "img":
                return False
    return True
