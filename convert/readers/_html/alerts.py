"""Alerts as sites render them: boxes with a kind and a title, of GitHub, Docusaurus, VuePress and VitePress, MkDocs and Sphinx,
Starlight, Obsidian's and Quartz's callouts, Bootstrap and themes of Hugo and Jekyll.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Callout, Inline, Inlines, Paragraph, RawInline
from convert.model.walk import plain_text
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.lists import join_blocks_into_inlines
from convert.readers._html.outcome import Container, Outcome
from convert.readers._html.overlay import OverlayHandler
from convert.sources.evidence import hand_over_left_out, hand_over_left_out_words

_KINDS = {
    **dict.fromkeys("note info information abstract summary tldr todo seealso example quote cite".split(), "note"),
    **dict.fromkeys("primary secondary light dark question help faq".split(), "note"),
    **dict.fromkeys("tip hint success check done".split(), "tip"),
    "important": "important",
    **dict.fromkeys("warning attention".split(), "warning"),
    **dict.fromkeys("caution danger error failure fail missing bug".split(), "caution"),
}
"""What kinds are called, and which of GitHub's five each is."""

_BOXES = frozenset(
    "markdown-alert theme-admonition admonition custom-block hint-container starlight-aside callout alert notice".split()
)
"""Classes of boxes."""

_OF_BOX = re.compile(rf"(?:{'|'.join(sorted(_BOXES, key=len, reverse=True))})--?(\w+)", re.IGNORECASE)
"""A kind in a class behind the name of its box: `markdown-alert-warning`, `notice--info`."""

_TITLE = re.compile(
    r"(?:alert|admonition|callout|(?<!wp-)block|container|aside|notice|details)[-_]*(?:title|heading|header|summary)",
    re.IGNORECASE,
)
"""What is in a class of a title; any heading of WordPress is a `wp-block-heading`."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TITLES = (*_HEADINGS, "p", "div", "span", "strong")


class _AlertTitle(Struct, frozen=True, gc=False):
    """The title of an alert on its way into it."""

    children: Inlines


def _handle_alert_or_title(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = node.attributes.get("class")
    if not names:
        return fallback(node, walk)
    if _TITLE.search(names) and node.parent is not None and alert_kind_of(node.parent):
        if node.tag in _HEADINGS:
            walk.report("alert-title")
            hand_over_left_out(walk.page.report, "alert-title", node.html or "", words_remain=True)
        return Container(lambda frame: _build_list_of_alert_title_without_icons_or_empty(frame, walk))
    kind = alert_kind_of(node)
    return (
        Container(lambda frame: _build_alert_reporting_left_out_kind_title(frame, kind, walk)) if kind else fallback(node, walk)
    )


_TAGS = frozenset("div aside blockquote section p".split())


def alert_kind_of(node: LexborNode) -> str:
    """The kind of an alert, as GitHub calls it; empty for what is none."""
    attributes = node.attributes
    names = (attributes.get("class") or "").lower().split()
    if node.tag not in _TAGS or not names:
        return ""
    stated = [found[1] for name in names if (found := _OF_BOX.fullmatch(name))]
    if not _BOXES.isdisjoint(names):
        stated = [(attributes.get("data-callout") or "").lower(), *stated, *names]
    return next((_KINDS[name] for name in stated if name in _KINDS), "")


def _build_alert_reporting_left_out_kind_title(frame: Frame, kind: str, walk: Walk) -> list[Any]:
    titles = [block for block in frame.blocks if isinstance(block, _AlertTitle)]
    title = titles[0].children if titles else ()
    rest = [block for block in frame.blocks if not titles or block is not titles[0]]
    children = tuple([Paragraph(block.children) if isinstance(block, _AlertTitle) else block for block in rest])
    if plain_text(title).strip().lower() == kind:  # which is shown for the kind
        walk.report("alert-title")
        hand_over_left_out_words(walk.page.report, "alert-title", plain_text(title))
        title = ()
    return [Callout(kind, title, children)] if title or children else []


def _build_list_of_alert_title_without_icons_or_empty(title_frame: Frame, walk: Walk) -> list[Any]:
    """The title, without an icon that is a drawing."""
    words: list[Inline] = []
    for inline in join_blocks_into_inlines(title_frame.blocks):
        if isinstance(inline, RawInline):
            walk.report("furniture")
            hand_over_left_out(walk.page.report, "furniture", inline.value)
        else:
            words.append(inline)
    return [_AlertTitle(tuple(words))] if words else []


HANDLERS: Mapping[str, OverlayHandler] = dict.fromkeys([*_TITLES, "aside", "blockquote", "section"], _handle_alert_or_title)
