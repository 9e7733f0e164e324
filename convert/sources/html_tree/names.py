"""Which elements the construction of a tree treats alike (HTML standard, 13.2.4.2 and 13.2.6.4.7)."""

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr".split()
)
PAGE = frozenset("html head body".split())
"""Elements of which there is one, whatever tags say."""

FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that are opened again in the next block when the one they stand in ends."""

BARRIERS = frozenset("applet button caption marquee object select table td template th".split())
"""Elements that end tags do not reach out of."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = HEADINGS | frozenset(
    """address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header hgroup
    listing main menu nav ol p plaintext pre search section summary ul xmp li dd dt hr""".split()
)
"""Elements before which a paragraph ends."""

SPECIAL = (
    BARRIERS | BLOCKS | frozenset("iframe noembed noframes noscript script style tbody textarea tfoot thead title tr".split())
)
"""Elements that stop the search for what an end tag ends, where it is one of a text."""

WALLS = SPECIAL - {"address", "div", "p"}
"""Elements that stop the search for an item that another one ends."""

CELLS = frozenset("td th caption".split())
ROWS = frozenset("tbody thead tfoot".split())
ENDED_IN_TABLES = {
    **dict.fromkeys(("td", "th"), CELLS),
    "tr": CELLS | {"tr"},
    **dict.fromkeys((*ROWS, "caption", "colgroup"), CELLS | ROWS | {"tr", "colgroup"}),
}
"""What ends in a table where one of its parts begins."""

_READINGS = frozenset("rb rp rt rtc".split())
ENDED_BESIDE = {
    **dict.fromkeys(("option", "optgroup"), frozenset({"option"})),
    **dict.fromkeys(_READINGS, _READINGS),
}
"""What ends where one of these begins directly in it."""
