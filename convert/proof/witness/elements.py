"""What each element does to what is shown in it, by its tag and its attributes."""

from typing import NamedTuple

from convert.proof.witness.css import Display
from convert.proof.witness.things import LOOKS, Attributes

OWN_LINES = frozenset(
    """p div section article header footer main nav aside address center figure figcaption details summary dl dd dt fieldset form
    hgroup search thead tbody tfoot ul ol li menu dir h1 h2 h3 h4 h5 h6 blockquote table caption tr td th pre hr listing xmp
    plaintext legend dialog marquee br""".split()
)
UNSEEN = frozenset(
    """script style template noscript head title meta link base datalist canvas rp param source track col colgroup noframes
    frame frameset desc defs metadata symbol br hr wbr input""".split()
) | {*LOOKS, "img"}
"""Elements that show none of the words inside them."""

SINGLE = frozenset("h1 h2 h3 h4 h5 h6 td th caption summary figcaption dt a select".split())
KEEPING = frozenset("pre textarea listing xmp plaintext".split())
CODE = frozenset("code tt samp kbd pre listing xmp plaintext".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
SILENT = frozenset("hidden password radio file image range color".split())
"""Fields that show no words."""

BEGINS, ENDS = {"rt": "(", "q": "“"}, {"rt": ")", "q": "”"}
"""What a browser puts around the text of some elements, and, for readings of ruby, an output."""

APART = frozenset("option textarea select button".split())
"""Elements in a line that stand apart from the words beside them."""


class Inherited(NamedTuple):
    """What the elements around say of what is inside them."""

    is_visible: bool = True
    keeps_lines: bool = False
    is_single: bool = False
    is_code: bool = False
    depth: int = 0
    searched: frozenset[str] = frozenset()


NOTHING: frozenset[str] = frozenset()
SEARCHED = {"katex": frozenset(("katex",)), "pre": frozenset(("pre",)), "sup": frozenset(("sup",))}
"""Elements all of which is searched for what they are about. Inside of one nothing is searched for this again."""


def inherited_inside(inherited: Inherited, tag: str, display: Display, searched: frozenset[str]) -> Inherited:
    """What an element says of what is inside it, most often just what was around it."""
    is_visible = inherited.is_visible if display.is_visible is None else display.is_visible
    keeps_lines = (tag in KEEPING or inherited.keeps_lines) if display.keeps_lines is None else display.keeps_lines
    if tag not in _SAYING and is_visible == inherited.is_visible and keeps_lines == inherited.keeps_lines and not searched:
        return inherited
    return Inherited(
        is_visible,
        keeps_lines,
        inherited.is_single or tag in SINGLE,
        inherited.is_code or tag in CODE,
        inherited.depth + (tag in ("ul", "ol")),
        inherited.searched | searched,
    )


_SAYING = SINGLE | CODE | {"ul", "ol"}


def is_hidden(tag: str, display: Display, attributes: Attributes) -> bool:
    """Whether an element is not shown. What the old editor folded is shown on a click."""
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    return display.is_hidden and "moreless" not in (attributes.get("class") or "")
