"""Whether an output that is no Markdown holds every text of a post, in order: the whole of what is asked of a page."""

from collections.abc import Iterable

from convert import model
from convert.model import Document, Node
from convert.model.walk import children
from convert.sources.html_tree import parse_html


def are_texts_in_order_on_page(page: str, document: Document) -> bool:
    """Whether every text of a document is on a page, in order. White space aside, as a browser shows it."""
    root = parse_html(page).root
    return are_texts_in_order(root.text() if root is not None else "", document)


def are_texts_in_order(whole: str, document: Document) -> bool:
    """Whether every text of a document is in a whole, in order, white space aside."""
    shown = "".join(whole.split())
    texts: list[str] = []
    _collect_texts_but_formulas(document.children, texts)
    place = 0
    for text in texts:
        letters = "".join(text.split())
        found = shown.find(letters, place)
        if found < 0:
            return False
        place = found + len(letters)
    return True


_WITH_TEXT = frozenset((model.Text, model.Code, model.CodeBlock))


def _collect_texts_but_formulas(nodes: Iterable[Node], texts: list[str]) -> None:
    """Put the texts of trees into a list, in reading order. Formulas and islands may be spelled in other ways."""
    for node in nodes:
        if type(node) in _WITH_TEXT:
            texts.append(node.value)  # type: ignore[union-attr]
        else:
            _collect_texts_but_formulas(children(node), texts)
