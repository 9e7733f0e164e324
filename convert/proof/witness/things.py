"""What elements show besides words, and where the addresses of it stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias, get_args

from selectolax.lexbor import LexborNode

from convert.proof.normalization import normalise_unicode
from convert.proof.witness.addresses import addresses_in_srcset, normalise_address

Kind: TypeAlias = Literal["text", "line", "image", "link", "player", "formula", "code", "cell", "heading", "item", "rule"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is counted: words, line ends between them, and everything that is no word."""

Attributes: TypeAlias = Mapping[str, str | None]


class Thing(NamedTuple):
    """Something shown besides words. `names` are the addresses or the text it may be known by, `at` how many words are before."""

    kind: Kind
    names: tuple[str, ...]
    at: int


_NO_PICTURE = frozenset(
    """alt title class style id name sizes data-filename data-alt filename data-title onerror onload onclick""".split()
)
"""Attributes of a picture that hold no address. Scripts that load pictures late keep it in attributes of their own."""

FIGURE = 3
"""Elements a picture may be deep in its figure."""

_MOST, _LONGEST = 32, 4000
"""Attributes and sources of a figure that are looked at for each picture in it, and how long an address of one is."""

_FORMULAS = frozenset("katex katex-display mwe-math-element".split())
"""Classes of what KaTeX and MediaWiki draw of a formula. MathJax 3 draws in an element of its own, `mjx-container`."""

_BESIDE_SCRIPT = frozenset(
    "MathJax MathJax_Display MathJax_Preview MathJax_SVG MathJax_CHTML MathJax_SVG_Display MJXc-display".split()
)
"""Classes of what MathJax 2 draws beside the script that holds the formula."""

DRAWING = "svg"
"""What a drawing in the page is known by."""

PLACE = "#"
"""What addresses of places on the page begin with, and all of the address of a footnote's mark or place, which has no name that
lasts.
"""

FORMULA = "∎"
"""What stands for a formula in words."""


def addresses_of_picture(node: LexborNode, attributes: Attributes, figure: Sequence[Attributes]) -> Iterator[str]:
    """`img`: any of these is the picture, in one size or another; so is what a link around it leads to.

    `figure` are the attributes of the elements around it, from the inside out.
    """
    yield from _picture_addresses_in(attributes.items())
    if figure:
        yield from _picture_addresses_in(
            (name, value) for name, value in islice(figure[0].items(), _MOST) if len(value or "") < _LONGEST
        )
    for srcset in _srcsets_of_picture_sources_around(node):
        yield from map(normalise_address, addresses_in_srcset(srcset))
    for around in figure:
        if "href" in around:
            yield normalise_address(around["href"])


def _picture_addresses_in(attributes: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in attributes:
        if name not in _NO_PICTURE and value and (name == "src" or "/" in value or "." in value):
            yield from map(normalise_address, addresses_in_srcset(value) if "srcset" in name else (value,))


def _srcsets_of_picture_sources_around(node: LexborNode) -> Iterator[str]:
    """What the sources of a `picture` say, which are its first children (HTML standard, section 4.8.1)."""
    around = node.parent
    for _ in range(FIGURE - 1):
        if around is None or around.tag == "picture":
            break
        around = around.parent
    child = around.child if around is not None and around.tag == "picture" else None
    for _ in range(_MOST):
        if child is None or child.tag == "img":
            return
        if child.tag == "source":
            attributes = child.attributes
            srcset = attributes.get("srcset") or attributes.get("data-srcset") or ""
            if len(srcset) < _LONGEST:
                yield srcset
        child = child.next


def address_of_video(figure: Sequence[Attributes]) -> str:
    """The address of the video that a picture stands for, in the figure Tistory's editor makes of one."""
    for attributes in figure:
        if attributes.get("data-ke-type") == "video":
            return normalise_address(attributes.get("data-video-url") or attributes.get("data-source-url"))
    return ""


def addresses_of_player(node: LexborNode, attributes: Attributes) -> Iterator[str]:
    """`iframe`, `embed`, `object`, `video` and `audio`: the address is an attribute of it, or of what stands inside for it."""
    for name in ("src", "data-src", "data"):
        yield normalise_address(attributes.get(name))
    if "plusmapViewer" in (attributes.get("src") or ""):
        yield from (
            normalise_address(attributes.get("mapdata")),
            "//map.kakao.com",
        )  # the frame of Tistory's maps names a file of the editor's
    for inner in node.css("source, embed, param[name=movie], param[name=src]"):
        yield normalise_address(inner.attributes.get("src") or inner.attributes.get("value"))


def tex_and_distinct_letters_of_formula(node: LexborNode) -> tuple[str, str]:
    """What a drawn formula is known by: the TeX it carries with it, without white space, and the letters and digits in it.

    A block of code that is a formula is its TeX.
    """
    found = node if node.tag == "pre" else node.css_first("annotation")
    tex = "".join(normalise_unicode("NFKC", found.text()).split()) if found is not None else ""
    drawn = FORMULA if node.child is not None else ""
    return tex, distinct_letters_and_digits_of(tex or node.text()) or drawn


def distinct_letters_and_digits_of(formula: str) -> str:
    """The ASCII letters and digits of a formula, sorted: what TeX and a drawing of it have in common."""
    return "".join(sorted({character for character in formula if character.isascii() and character.isalnum()}))


def is_environment(names: Sequence[str]) -> bool:
    """Whether a formula of these names stood in the text without delimiters: it is known by all of its TeX, in two spellings."""
    return len(names) > 1 and names[1].startswith("\\begin{")


DRAWN = ".katex-html, .katex-mathml, annotation, img"
"""What is in a formula that a program drew, and not in what somebody else calls so."""


def may_be_drawn_formula(classes: str) -> bool:
    """Whether an element with these classes may be a formula a program drew."""
    return not _FORMULAS.isdisjoint(classes.split())


_NOTES = frozenset("footnote-ref footnote-backref footnote reversefootnote".split())
"""Classes of links between footnotes and their marks: of comrak, markdown-it, Goldmark and kramdown."""


def is_footnote_mark_or_backlink(tag: str, classes: str, attributes: Attributes) -> bool:
    """Whether an element is a footnote's mark or leads back to it, as renderers of Markdown say: each shows its own numbers."""
    if tag == "sup":
        return "footnote-ref" in classes
    return tag == "a" and not _NOTES.isdisjoint(classes.split()) and (attributes.get("href") or "").startswith("#")


def is_mathjax_drawing_beside_script(classes: str) -> bool:
    """Whether an element with these classes only draws what a script beside it says."""
    return not _BESIDE_SCRIPT.isdisjoint(classes.split())


def _tex_in_script(node: LexborNode, attributes: Attributes) -> str:
    """The TeX MathJax 2 keeps in a script beside what it draws, and draws from it."""
    return "".join(node.text().split()) if _is_tex_script(attributes) else ""


def _is_tex_script(script: Attributes) -> bool:
    return (script.get("type") or "").startswith("math/tex")


def is_script_without_output(attributes: Attributes) -> bool:
    """Whether a script is known by its attributes to put nothing in its place, as most are."""
    return not (_is_tex_script(attributes) or address_of_gist_script(attributes))


def address_of_gist_script(attributes: Attributes) -> str:
    """The address of what a script puts in its place; most scripts put nothing there."""
    address = normalise_address(attributes.get("src"))
    return address if address.startswith("//gist.github.com/") else ""


Look: TypeAlias = tuple[Kind, Callable[[LexborNode, Attributes], Iterator[str]]]

LOOKS: dict[str, Look] = {
    **dict.fromkeys("iframe embed object video audio".split(), ("player", addresses_of_player)),
    "area": ("link", lambda node, attributes: iter((normalise_address(attributes.get("href")),))),
    **dict.fromkeys(
        ("math", "mjx-container"), ("formula", lambda node, attributes: iter(tex_and_distinct_letters_of_formula(node)))
    ),
    "hr": ("rule", lambda node, attributes: iter(("rule",))),
    "script": ("formula", lambda node, attributes: iter((_tex_in_script(node, attributes),))),
}
"""Elements that show something of their own, and none of the words inside them."""
