"""What may stay of HTML that is kept as it is: elements that show something, and attributes that only say how."""

from collections.abc import Collection

from convert import lazy_re as re
from convert.model.url import is_allowed

HTML_TAGS = frozenset(
    """a abbr acronym address article aside audio b bdi bdo big blockquote br button caption center cite code col colgroup data
    datalist dd del details dfn dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i
    img input ins kbd label legend li main map area mark menu meter nav nobr ol optgroup option output p picture pre progress q rp
    rt rtc rb ruby s samp search section select small source span strike strong sub summary sup table tbody td textarea tfoot th
    thead time tr track tt u ul var video wbr""".split()
)
DRAWING_TAGS = frozenset(
    """svg g defs desc metadata title foreignObject symbol use path rect circle ellipse line polyline polygon text tspan textPath
    image marker mask clipPath pattern linearGradient radialGradient stop filter switch view feBlend feColorMatrix feComposite
    feDropShadow feFlood feGaussianBlur feMerge feMergeNode feOffset""".split()
)
FORMULA_TAGS = frozenset(
    """math annotation menclose merror mfenced mfrac mi mlabeledtr mmultiscripts mn mo mover mpadded mphantom mprescripts mroot
    mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
    semantics""".split()
)

NEVER_KEPT = re.compile(
    r"(?:.*:)?(?:on.*|srcdoc|srcset|ping|style|manifest|target|is|slot|nonce|integrity|http-equiv)", re.IGNORECASE
)
"""Attributes that run, load, or lay things over the page; one with a namespace may be allowed by the rest of its name."""

_ADDRESSES = frozenset("href src action formaction cite poster background data longdesc".split())
_IMAGES = frozenset(("src", "poster"))


def is_no_address_or_allowed(tag: str, attribute: str, value: str, schemes: Collection[str]) -> bool:
    """Whether an attribute of an element is no address, or one that is allowed. `xlink:href` is a `href` here."""
    is_image = attribute in _IMAGES or (attribute == "href" and tag in ("image", "use"))
    return attribute not in _ADDRESSES or is_allowed(value, schemes, image=is_image)
