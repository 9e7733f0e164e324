"""What a browser shows of HTML, in order: words and their lines, pictures, links, players, formulas, code, cells, headings.

It shares no code with the readers, so that no fault of theirs can hide from it, and is the same for a source and for an output.
"""

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert.proof.fidelity.seen import TYPED
from convert.proof.witness.eye import Eye
from convert.proof.witness.things import Thing
from convert.sources.html_tree import parse_html


class Sight(Struct, frozen=True):
    """What is shown. `starts` are the numbers of words that begin a line, `single` those of words in a heading, a cell or a
    caption, where an output may have no lines, `soft` those of words that a mark or a button is
    before, which another renderer may join.
    `coded` are the words with dollars in code, which delimit nothing, spelled with `CODE_DOLLAR`, by their numbers.
    """

    words: list[str]
    coded: dict[int, str]
    starts: set[int]
    single: set[int]
    soft: set[int]
    things: list[Thing]


def see(html: str, *, as_typed: bool = False, is_part: bool = False) -> Sight:
    """What a browser shows of a page or fragment; `as_typed` undoes what a typographer makes of quotation marks and dashes.

    Of a part of a page (`is_part`) the links may lead to places in the rest of it.
    """
    # What a parser would take for a head's, as a script in front of a body, is the body's here.
    root = parse_html(html if "<body" in html else f"<body>{html}").body
    eye = Eye(TYPED if as_typed else {}, _places(root) if root is not None and "#" in html else frozenset(), is_part)
    if root is not None:
        _walk(root, eye)
    eye.end_word()
    return Sight(eye.words, eye.coded, eye.starts, eye.single, eye.soft, sorted(eye.things, key=lambda thing: thing.at))


def _walk(root: LexborNode, eye: "Eye") -> None:
    """See everything below an element, without recursion."""
    node: LexborNode | None = root.child
    depth = 1
    while node is not None:
        tag = node.tag or "-other"
        if tag == "-text":
            eye.take_text(node.text_content or "")
        elif tag == "-comment" and "endif" in (node.comment_content or ""):
            eye.set_apart()  # Word's marks of items stand between such comments
        elif tag[0] != "-" and eye.enter(node, tag):
            child = node.child
            if child is not None:
                node = child
                depth += 1
                continue
            eye.leave()
        while node is not None and node.next is None:
            depth -= 1
            if not depth:
                return
            node = node.parent
            eye.leave()
        node = node.next if node is not None else None


def _places(root: LexborNode) -> frozenset[str]:
    """The places on a page that links can lead to."""
    found = (node.attributes for node in root.css("[id], a[name]"))
    return frozenset(name for attributes in found for name in (attributes.get("id"), attributes.get("name")) if name)
