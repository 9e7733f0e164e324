"""Text for screen readers alone, which nobody sees: known by the classes whose style sheets move it off the page."""

from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.overlay import Overlay

_NAMES = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only sr-text screenreader screen_out screen-out
    a11y-hidden u-visually-hidden is-visually-hidden element-invisible assistive-text show-for-sr cdk-visually-hidden
    offscreen visually-hidden-focusable blind""".split()
)
"""Of Bootstrap and Tailwind, HTML5 Boilerplate, WordPress, Daum (`screen_out`), Naver (`blind`), Drupal and Foundation."""


def _skip_screen_reader_text(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = node.attributes.get("class")
    return Skipped("hidden") if names and not _NAMES.isdisjoint(names.split()) else fallback(node, walk)


UNSEEN = Overlay(
    tuple(sorted(_NAMES)),
    (),
    dict.fromkeys("span p div a b i em strong small label legend caption h1 h2 h3 h4 h5 h6".split(), _skip_screen_reader_text),
)
