"""What a browser shows of HTML, in order: words and their lines, pictures, links, players, formulas, code, cells, headings.

It shares no code with the readers, so that no fault of theirs can hide from it, and is the same for a source and for an output.
"""

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert.proof.fidelity.visible_items import TYPED
from convert.proof.witness.things import Thing
from convert.proof.witness.visitor import PageVisitor
from convert.sources.html_tree import parse_html


class VisiblePage(Struct, frozen=True):
    """What is shown. `line_starts` are the numbers of words that begin a line, `single_line` those of words in a heading, a cell
    or a caption, where an output may have no lines, `joinable` those of words that a mark or a button is before, which another
    renderer may join. `code_words` are the words with dollars in code, which delimit nothing, spelled with `CODE_DOLLAR`, by
    their numbers.
    """

    words: list[str]
    code_words: dict[int, str]
    line_starts: set[int]
    single_line: set[int]
    joinable: set[int]
    things: list[Thing]


def visible_page_of(html: str, *, undoes_typography: bool = False, is_part: bool = False) -> VisiblePage:
    """What a browser shows of a page or fragment; `undoes_typography` where a typographer made quotation marks and dashes.

    Of a part of a page (`is_part`) the links may lead to places in the rest of it.
    """
    # What a parser would take for a head's, as a script in front of a body, is the body's here.
    root = parse_html(html if "<body" in html else f"<body>{html}").body
    visitor = PageVisitor(
        TYPED if undoes_typography else {}, _anchors_of(root) if root is not None and "#" in html else frozenset(), is_part
    )
    if root is not None:
        _visit_nodes(root, visitor)
    visitor.end_word()
    return VisiblePage(
        visitor.words,
        visitor.code_words,
        visitor.line_starts,
        visitor.single_line,
        visitor.joinable,
        sorted(visitor.things, key=lambda thing: thing.at),
    )


def _visit_nodes(root: LexborNode, visitor: "PageVisitor") -> None:
    """See everything below an element, without recursion."""
    node: LexborNode | None = root.child
    depth = 1
    while node is not None:
        tag = node.tag or "-other"
        if tag == "-text":
            visitor.add_text(node.text_content or "")
        elif tag == "-comment" and "endif" in (node.comment_content or ""):
            visitor.end_word_that_may_join_next()  # Word's marks of items stand between such comments
        elif tag[0] != "-" and visitor.enter_element(node, tag):
            child = node.child
            if child is not None:
                node = child
                depth += 1
                continue
            visitor.leave_element()
        while node is not None and node.next is None:
            depth -= 1
            if not depth:
                return
            node = node.parent
            visitor.leave_element()
        node = node.next if node is not None else None


def _anchors_of(root: LexborNode) -> frozenset[str]:
    """The places on a page that links can lead to."""
    found = (node.attributes for node in root.css("[id], a[name]"))
    return frozenset(name for attributes in found for name in (attributes.get("id"), attributes.get("name")) if name)
