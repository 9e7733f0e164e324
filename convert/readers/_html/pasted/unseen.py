"""Text for screen readers alone, which nobody sees: known by the classes whose style sheets move it off the page."""

from itertools import islice

from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import tree_events

_NAMES = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only sr-text screenreader screen_out screen-out
    a11y-hidden u-visually-hidden is-visually-hidden element-invisible assistive-text show-for-sr cdk-visually-hidden
    offscreen visually-hidden-focusable blind""".split()
)
"""Of Bootstrap and Tailwind, HTML5 Boilerplate, WordPress, Daum (`screen_out`), Naver (`blind`), Drupal and Foundation."""


_MOST_LEVELS, _MOST_EVENTS = 4, 40
"""How far around a text its link is looked for, and how far into the link anything else that it shows."""


def _skip_screen_reader_text(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    return Skipped("hidden") if _is_for_screen_readers(node) and not _is_all_a_link_says(node) else fallback(node, walk)


def _is_for_screen_readers(node: LexborNode) -> bool:
    names = node.attributes.get("class")
    return not _NAMES.isdisjoint(names.split()) if names else False


def _is_all_a_link_says(node: LexborNode) -> bool:
    """Whether a link to another place has no other text and no picture: a style draws a sign there, which this explains."""
    link = node.parent
    for _ in range(_MOST_LEVELS):
        if link is None or link.tag == "a":
            break
        link = link.parent
    if link is None or link.tag != "a" or (link.attributes.get("href") or "#").startswith("#"):
        return False
    inside = 0
    for entering, tag, child in islice(tree_events(link), _MOST_EVENTS):
        if tag[0] != "-" and (inside or _is_for_screen_readers(child)):
            inside += 1 if entering else -1
        elif tag == "img" or (tag == "-text" and not inside and (child.text_content or "").strip()):
            return False
    return True


UNSEEN = Overlay(
    tuple(sorted(_NAMES)),
    (),
    dict.fromkeys("span p div a b i em strong small label legend caption h1 h2 h3 h4 h5 h6".split(), _skip_screen_reader_text),
)
