"""Reading back what is no Markdown: a page of HTML holds every text of its post, a line of JSON the post itself.

Escaping is total in both, so this finds what escaping cannot: an island that swallows what stands behind it, a node whose text
was forgotten. The laws in `tests/` compare marks and structure as well, with a slower reading.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import msgspec
from msgspec.structs import replace

from convert import model
from convert.model import Block, Document, Node
from convert.model.walk import children, plain_text
from convert.notices import Notice, Report
from convert.record import Record
from convert.sources.html_tree import parse_html


def repair_misread_document(
    document: Document, text: str, format: str, write: Callable[[Document], str], report: Report
) -> Document:
    """The document whose output in a format is `text`: the same object when the output holds it, or nobody knows how to look.

    `write` is the format's writer. Otherwise each block whose text is not found in what is written has been replaced by its text
    alone. Reports `simplified` for each, and `unverified` when the output does not hold the post all the same.
    """
    is_held = _CHECKS.get(format)
    if is_held is None or is_held(text, document):
        return document
    mended = replace(document, children=tuple(_replace_misread_blocks_by_plain_text(document, write, is_held, report)))
    if not is_held(write(mended), mended):
        report(Notice("unverified"))
    return mended


def _replace_misread_blocks_by_plain_text(
    document: Document, write: Callable[[Document], str], is_held: "_Check", report: Report
) -> Iterator[Block]:
    for block in document.children:
        alone = replace(document, children=(block, _END))
        if is_held(write(alone), alone):
            yield block
        else:
            text = " ".join(plain_text((block,)).split())
            report(Notice("simplified", text[:30]))
            yield model.Paragraph((model.Text(text),))


_END = model.Paragraph((model.Text("끝"),))
"""What stands behind a block must still be there."""


def _are_texts_in_order_on_page(page: str, document: Document) -> bool:
    """Whether every text of a document is on a page, in order. White space aside, as a browser shows it."""
    root = parse_html(page).root
    shown = "".join(root.text().split()) if root is not None else ""
    texts: list[str] = []
    _collect_texts(document.children, texts)
    place = 0
    for text in texts:
        letters = "".join(text.split())
        found = shown.find(letters, place)
        if found < 0:
            return False
        place = found + len(letters)
    return True


_WITH_TEXT = frozenset((model.Text, model.Code, model.CodeBlock))


def _collect_texts(nodes: Iterable[Node], texts: list[str]) -> None:
    """Put the texts of trees into a list, in reading order. Formulas and islands may be spelled in other ways."""
    for node in nodes:
        if type(node) in _WITH_TEXT:
            texts.append(node.value)  # type: ignore[union-attr]
        else:
            _collect_texts(children(node), texts)


def _is_document_in_json_line(line: str, document: Document) -> bool:
    """Whether a line of JSON Lines holds a document exactly."""
    try:
        return _document_decoder().decode(_record_decoder().decode(line).document) == document
    except (msgspec.DecodeError, RecursionError):
        return False


@cache
def _record_decoder() -> "msgspec.json.Decoder[Record]":
    return msgspec.json.Decoder(Record)


@cache
def _document_decoder() -> "msgspec.json.Decoder[Document]":
    return msgspec.json.Decoder(Document)


_Check = Callable[[str, Document], bool]

_CHECKS: dict[str, _Check] = {
    "html": _are_texts_in_order_on_page,
    "tistory": _are_texts_in_order_on_page,
    "jsonl": _is_document_in_json_line,
}
"""How the output of each writer that is no Markdown is looked at."""
