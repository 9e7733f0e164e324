"""The page an output shows, made of the output itself where something can read it."""

from convert.fidelity import body_of
from convert.fidelity.witness import render
from convert.formats import Values, target_of, writer_with
from convert.model import Document
from convert.writers import _html

_PAGES = frozenset(("html", "tistory"))
"""Writers whose output is HTML."""


def is_read_back(writer: str, writing: Values) -> bool:
    """Whether the page of a writer's output is made of the output."""
    return writer in _PAGES or target_of(*writer_with(writer, writing)) is not None


def page_of(text: str, writer: str, writing: Values) -> str:
    """The page of an output: Markdown rendered, HTML as it is."""
    target = target_of(*writer_with(writer, writing))
    return text if target is None else render(body_of(text), target)


def html_of(document: Document) -> str:
    """What a document is as HTML, for outputs that are no page."""
    return _html.blocks(document.children)
