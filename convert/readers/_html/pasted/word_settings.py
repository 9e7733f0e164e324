"""Settings of Word, which stand in elements of its own: in a comment, until an editor takes that away."""

from itertools import islice

from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import is_same_node, tree_events

_SETTING_TAGS = (
    "xml",
    "w:worddocument",
    "w:latentstyles",
    "o:officedocumentsettings",
    "o:shapedefaults",
    "o:shapelayout",
    "m:mathpr",
)

_MOST_SETTINGS = 2000
"""Parts settings may have; a style sheet of Word has some hundred."""


def _skip_word_settings(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """Word's settings, also those that stood in a comment before an editor took that away."""
    return Skipped("editor-leftover") if _holds_only_settings(node) else fallback(node, walk)


def _holds_only_settings(node: LexborNode) -> bool:
    """Whether there is nothing in an element but elements with a prefix. One that was never closed holds the rest of the post."""
    parent = node.parent
    if parent is not None and parent.tag in _SETTING_TAGS:
        return False  # since the one around it holds more
    inside = list(islice(tree_events(node), _MOST_SETTINGS + 1))
    if len(inside) > _MOST_SETTINGS:
        return False
    tags = [tag for _, tag, _ in inside if tag[0] != "-"]
    texts = [child for _, tag, child in inside if tag == "-text" and (child.text_content or "").strip()]
    own = any(is_same_node(child.parent, node) for child in texts)
    return bool(tags or not texts) and not own and all(":" in tag or tag == "xml" for tag in tags)


WORDS_SETTINGS = Overlay((), (), dict.fromkeys(_SETTING_TAGS, _skip_word_settings))
"""For any page: these elements are so rare that it costs nothing."""
