"""Parts of HTML nobody sees, cut out before a quick scan: what a notice names, comments, titles, styles, shapes of drawings.

A part is cut only where a parser is sure to see it as one, else it stays and a glance is unsure. `CUT` stands where one
was, since what is before it and what is after it are not written in one.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from convert import lazy_re as re
from convert.sources.evidence import LeftOut

CUT = "<!>"
DRAWING = "<!svg"
"""Begins the tag of a drawing of which only the text is left."""

BETWEEN_TEXTS = "\uffff"
BETWEEN = f"<{BETWEEN_TEXTS}>"
"""Stands between blocks that are looked at in one go: a character that is in hardly any text, and quick to look for."""

MARK = "\x01"
"""Begins the lines a quick scan puts where headings, cells, items and lists begin and end; in hardly any text."""

REST_OF_TAG = r"""(?=[ \t\n\f\r/>])[^"'=>]*+(?:=\s*+(?:"[^">]*+"(?:""(?=[ />]))?|'[^'>]*+'|[^\s"'>]++)?+[^"'=>]*+)*+>"""
"""What is behind the name of a tag to its end, where that is sure: quotation marks only around values, and no end in these."""

MOST_PARTS = 64
"""Parts that were left out which are cut; more of them are looked at closely."""

_COMMENT = re.compile(r"<!--(?!-?>)[^<>[]*-->")
"""A comment without tags in it that ends at its first dashes, and not one of Word's, beside which words may stand apart."""

_HEAD = re.compile(r"<title>[^<]*</title>|<!(?:doctype|DOCTYPE) html>")
_RUBY_SIGN = re.compile(r"<rp>[^<]*</rp>")
_STYLE = re.compile(rf"<style{REST_OF_TAG}[^<]*</style>")
_SCRIPT = re.compile(rf"<script(?![^>]*(?:math/tex|gist\.|&#)){REST_OF_TAG}[^<]*+(?:<(?!(?i:/?script))[^<]*+)*+</script>")
"""A script that puts nothing in its place: no formula, and none of what `things` knows to be embedded."""

_NOSCRIPT = re.compile(r"<noscript>([^<]*+(?:<(?!/?noscript)[^<]*+)*+)</noscript>")
"""What is shown where scripts are not: most often a picture that a script is to load."""

_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_NEAR = 64
"""Characters before it among which the end of a paragraph is looked for."""

_VOID = frozenset(("img", "br"))
_ENDS_NOTHING = _VOID | {*"span b i em strong u s font iframe".split()}
_ENDS_PARAGRAPH = frozenset(("p", "div"))
"""Elements that end none they are in, and those that end a paragraph, and with it what is in that."""

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

_FIELD = re.compile(rf"<textarea(?![^>]*\splaceholder){REST_OF_TAG}([^<]*)</textarea>")
"""A field with what is written in it, which an output has as code."""

_LINE_END = re.compile("\r\n?|\n")
_SVG = re.compile(r"<svg(?=[ \t\n\f\r/>])[^>]*+>[^<]*+(?:<(?!svg\b|/svg>)[^<]*+)*+</svg>")
_NAME_IN_SVG = re.compile(r"</?+([^\s/>]*+)")
_NO_SHAPES = frozenset(
    """b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li listing menu
    meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var a foreignobject math script style
    textarea select template iframe object video audio canvas button input q rt rp html form xmp plaintext noscript""".split()
)
"""Elements that end a drawing, or show more in it than text (HTML standard, section 13.2.6.5)."""

_UNSEEN_NAMES = frozenset(("defs", "title", "desc", "metadata", "symbol"))
_UNSEEN_IN_SVG = re.compile(r"<(defs|title|desc|metadata|symbol)(?:\s[^>]*)?+(?<!/)>([^<]*+(?:<(?!/\1>)[^<]*+)*+)</\1>")
_TAG_IN_SVG = r"""</?[a-zA-Z][^>"']*+(?:(?:"[^">]*"|'[^'>]*')[^>"']*+)*+>"""
_TAGS_IN_SVG = re.compile(rf"{_TAG_IN_SVG}(?:\s*+{_TAG_IN_SVG})*+")

_PRE_TAG = re.compile(r"(<pre\b|</pre\s*>)")


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


def cut_unseen_parts(html: str, *, is_page: bool = False) -> str:
    """HTML without comments, titles and styles, with drawings that are only their text, and fields of a source as paragraphs."""
    if not _UNSEEN_OR_UNUSUAL.search(html):
        return html
    if "<style" in html:
        html = _STYLE.sub(CUT, html)
    if "<svg" in html:
        html = _SVG.sub(
            _drawing_with_only_text_if_none_is_hidden if is_page else _drawing_with_only_text, html
        )  # what is left is far shorter
    for sign, part in _UNSEEN:
        if sign in html:
            html = part.sub(CUT, html)
    if "<noscript>" in html:
        html = _NOSCRIPT.sub(_cut_when_closed, html)
    return _FIELD.sub(_paragraph_of_field, html) if "<textarea" in html and not is_page else html


def _paragraph_of_field(field: re.Match[str]) -> str:
    return f"<p>{_LINE_END.sub('<br>', field[1])}</p>"


def _cut_when_closed(part: re.Match[str]) -> str:
    """Nothing of a part in which every element ends in its turn and none ends what the part is in, else all of it."""
    before = part.string[max(0, part.start() - _NEAR) : part.start()].rstrip()
    is_outside_paragraph = before.endswith("</p>") or not part.start()
    tags = _TAG_NAME.findall(part[1])
    allowed = _ENDS_NOTHING | _ENDS_PARAGRAPH if is_outside_paragraph else _ENDS_NOTHING
    is_closed = (
        allowed.issuperset([name for _, name, _ in tags])
        and _unclosed_elements([(end, name) for end, name, _ in tags if name not in _VOID]) == []
    )
    return CUT if is_closed else part[0]


def _cut_when_nothing_ends_before(part: re.Match[str]) -> str:
    """Nothing of an unseen part of a drawing in which only what begins in it ends, else all of it."""
    tags = [(end, name) for end, name, rest in _TAG_NAME.findall(part[2]) if rest[-1:] != "/"]
    return part[0] if _unclosed_elements(tags) is None else CUT


def _unclosed_elements(tags: Sequence[tuple[str, str]]) -> list[str] | None:
    """The names of elements that do not end, of tags as whether they end one and their names; None when one ends out of turn."""
    opened: list[str] = []
    for end, name in tags:
        if not end:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return None
    return opened


def cut_drawings_on_both_sides(html: str, page: str) -> tuple[str, str]:
    """HTML and a page in which drawings that are spelled alike are one element each."""
    for drawing in _SVG.findall(html) if html.count("<svg") <= MOST_PARTS else ():
        if drawing in page:
            html, page = html.replace(drawing, f"{DRAWING}>", 1), page.replace(drawing, f"{DRAWING}>", 1)
    return html, page


def _drawing_with_only_text(drawing: re.Match[str]) -> str:
    """A drawing with nothing but the text in it, when it is one of shapes and text."""
    html = drawing[0]
    names = {name.lower() for name in {*_NAME_IN_SVG.findall(html)}}
    if BETWEEN in html or not _NO_SHAPES.isdisjoint(names):
        return html
    tag, _, inside = html.removesuffix("</svg>").partition(">")
    if not _UNSEEN_NAMES.isdisjoint(names):
        inside = _UNSEEN_IN_SVG.sub(_cut_when_nothing_ends_before, inside)
        if not _UNSEEN_NAMES.isdisjoint(map(str.lower, _NAME_IN_SVG.findall(inside))):
            return html
    return f"{DRAWING}{tag[4:]}>{_TAGS_IN_SVG.sub(f' {CUT} ', inside)}"


def _drawing_with_only_text_if_none_is_hidden(drawing: re.Match[str]) -> str:
    """The same of a page, where what a part of the drawing hides would be taken for shown."""
    lower = drawing[0].lower()
    may_hide = "display" in lower or "visibility" in lower or "hidden" in lower.replace("aria-hidden", "")
    return drawing[0] if may_hide else _drawing_with_only_text(drawing)


def fold_line_ends(html: str) -> str | None:
    """HTML whose line ends are spaces outside of preformatted text; a glance takes no other that keeps them.

    None where a table is in that, which does not let it end.
    """
    if "<pre" not in html:
        return html.replace("\n", " ")
    parts = _PRE_TAG.split(html)
    begins = [tag.startswith("<pre") for tag in parts[1::2]]
    if any([is_kept and "<t" in part for is_kept, part in zip(begins, parts[2::2], strict=True)]):
        return None
    if begins[-1:] == [True] or (True, True) in pairwise(begins):
        return html
    parts[::2] = [
        part if is_kept else part.replace("\n", " ") for is_kept, part in zip((False, *begins), parts[::2], strict=True)
    ]
    return "".join(parts)
