"""Parts of HTML nobody sees, cut out before a quick scan: what a notice names, comments, titles, styles, shapes of drawings.

A part is cut only where a parser is sure to see it as one, else it stays and a glance is unsure. `CUT` stands where one
was, since what is before it and what is after it are not written in one.
"""

from collections import Counter
from collections.abc import Sequence

from convert import lazy_re as re
from convert.sources.evidence import LeftOut

CUT = "<!>"
DRAWING = "<!svg"
"""Begins the tag of a drawing of which only the text is left."""

BETWEEN_TEXTS = "\uffff"
BETWEEN = f"<{BETWEEN_TEXTS}>"
"""Stands between blocks that are looked at in one go: a character that is in hardly any text, and quick to look for."""

MOST_PARTS = 64
"""Parts that were left out which are cut; more of them are looked at closely."""

_COMMENT = re.compile(r"<!--(?!-?>)[^<>[]*-->")
"""A comment without tags in it that ends at its first dashes, and not one of Word's, beside which words may stand apart."""

_HEAD = re.compile(r"<title>[^<]*</title>|<!(?:doctype|DOCTYPE) html>")
_RUBY_SIGN = re.compile(r"<rp>[^<]*</rp>")
_STYLE = re.compile(r"<style\b[^>]*+>[^<]*</style>")
_SCRIPT = re.compile(r"<script\b(?![^>]*(?:math/tex|gist\.))[^>]*+>[^<]*+(?:<(?!/script|script)[^<]*+)*+</script>")
"""A script that puts nothing in its place: no formula, and none of what `things` knows to be embedded."""

_NOSCRIPT = re.compile(r"<noscript>([^<]*+(?:<(?!/?noscript)[^<]*+)*+)</noscript>")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
"""What is shown where scripts are not: most often a picture that a script is to load."""

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

_UNSEEN_OR_UNUSUAL = re.compile("<(?:!|title>|rp>|style|script|noscript>|svg|textarea)")
_UNSEEN = (
    ("<!--", _COMMENT),
    ("<title>", _HEAD),
    ("<!d", _HEAD),
    ("<!D", _HEAD),
    ("<script", _SCRIPT),
    ("<rp>", _RUBY_SIGN),
)
"""Unseen parts, and what is in HTML that has one."""

_FIELD = re.compile(r"<textarea\b(?![^>]*\splaceholder)[^>]*+>([^<]*)</textarea>")
"""A field with what is written in it, which an output has as code."""

_SVG = re.compile(r"<svg\b[^>]*+>[^<]*+(?:<(?!svg\b|/svg>)[^<]*+)*+</svg>")
_NAME_IN_SVG = re.compile(r"</?+([^\s/>]*+)")
_NO_SHAPES = frozenset(
    """b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li listing menu
    meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var a foreignobject math script style
    textarea select template iframe object video audio canvas button input q rt rp html form xmp plaintext noscript""".split()
)
"""Elements that end a drawing, or show more in it than text (HTML standard, section 13.2.6.5)."""

_UNSEEN_IN_SVG = re.compile(r"<(defs|title|desc|metadata|symbol)(?:\s[^>]*)?+(?<!/)>[^<]*+(?:<(?!/\1>)[^<]*+)*+</\1>")
_TAG_IN_SVG = r"""</?[a-zA-Z][^>"']*+(?:(?:"[^">]*"|'[^'>]*')[^>"']*+)*+>"""
_TAGS_IN_SVG = re.compile(rf"{_TAG_IN_SVG}(?:\s*+{_TAG_IN_SVG})*+")

_PRE = re.compile(r"(<pre\b[^<]*+(?:<(?!/pre\s*>)[^<]*+)*+</pre\s*>)")


def cut_left_out_parts(html: str, parts: Sequence[LeftOut]) -> str:
    """HTML without the parts a notice names that are written in it just as they are named, each as often as it is named.

    What is in another part is gone with that.
    """
    named = Counter([part.html for part in parts if _is_gone(part)]) if len(parts) <= MOST_PARTS else {}
    cut: list[tuple[str, int]] = []
    for part in sorted(named, key=len, reverse=True):
        count = named[part] - sum([times * whole.count(part) for whole, times in cut])
        if part and count > 0:
            html = html.replace(part, CUT, count)
            cut.append((part, count))
    return html


def _is_gone(part: LeftOut) -> bool:
    """Whether all of a part is gone, and it is no script, which is cut in any case."""
    return not (part.words_remain or part.only or part.html.startswith("<script"))


def cut_unseen_parts(html: str) -> str:
    """HTML without comments, titles and styles, with drawings that are only their text, and fields that are paragraphs."""
    if not _UNSEEN_OR_UNUSUAL.search(html):
        return html
    if "<style" in html:
        html = _STYLE.sub(CUT, html)
    if "<svg" in html:
        html = _SVG.sub(_text_of_drawing, html)  # what is left is far shorter
    for sign, part in _UNSEEN:
        if sign in html:
            html = part.sub(CUT, html)
    if "<noscript>" in html:
        html = _NOSCRIPT.sub(_cut_when_closed, html)
    return _FIELD.sub(r"<p>\1</p>", html) if "<textarea" in html else html


def _cut_when_closed(part: re.Match[str]) -> str:
    """Nothing of a part in which every element ends in its turn, else all of it."""
    opened: list[str] = []
    for end, name in _TAG_NAME.findall(part[1]):
        if not end and name not in _VOID:
            opened.append(name)
        elif end and (not opened or opened.pop() != name):
            return part[0]
    return part[0] if opened else CUT


def cut_drawings_on_both_sides(html: str, page: str) -> tuple[str, str]:
    """HTML and a page in which drawings that are spelled alike are one element each."""
    for drawing in _SVG.findall(html) if html.count("<svg") <= MOST_PARTS else ():
        if drawing in page:
            html, page = html.replace(drawing, f"{DRAWING}>", 1), page.replace(drawing, f"{DRAWING}>", 1)
    return html, page


def _text_of_drawing(drawing: re.Match[str]) -> str:
    """A drawing with nothing but the text in it, when it is one of shapes and text."""
    html = drawing[0]
    if BETWEEN in html or not _NO_SHAPES.isdisjoint(map(str.lower, _NAME_IN_SVG.findall(html))):
        return html
    tag, _, inside = html.removesuffix("</svg>").partition(">")
    return f"{DRAWING}{tag[4:]}>{_TAGS_IN_SVG.sub(f' {CUT} ', _UNSEEN_IN_SVG.sub(CUT, inside))}"


def fold_line_ends(html: str) -> str:
    """HTML whose line ends are spaces outside of preformatted text; a glance takes no other that keeps them."""
    if "\n" not in html:
        return html
    if "<pre" not in html:
        return html.replace("\n", " ")
    parts = _PRE.split(html)
    if any([part.count("<pre") > 1 for part in parts[1::2]]):
        return html
    parts[::2] = [part.replace("\n", " ") for part in parts[::2]]
    return "".join(parts)
