"""What elements show besides words, and where the addresses of it stand."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args

from selectolax.lexbor import LexborNode

from convert.witness.addresses import first_of_set, plain

Kind: TypeAlias = Literal["text", "line", "image", "link", "player", "formula", "code", "cell", "heading", "item"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is counted: words, line ends between them, and everything that is no word."""

Attributes: TypeAlias = Mapping[str, str | None]


class Thing(NamedTuple):
    """Something shown besides words. `says` are the addresses or the text it may be known by, `at` how many words are before."""

    kind: Kind
    says: tuple[str, ...]
    at: int


_PICTURE = ("src", "data-src", "data-original", "data-lazy-src", "data-url", "data-origin-src", "data-image-src")
"""Where the address of a picture stands: scripts that load pictures late leave a placeholder in `src`."""

_FIGURE = 3
"""Elements a picture may be deep in its figure."""

_FORMULAS = frozenset(
    "katex katex-display mjx-container MathJax MathJax_Display MathJax_SVG MathJax_CHTML mwe-math-element".split()
)
"""Classes of what KaTeX 0.x, MathJax 2 to 3 and MediaWiki draw of a formula."""


def addresses_of_picture(node: LexborNode, attributes: Attributes) -> Iterator[str]:
    """`img`: any of these is the picture, in one size or another."""
    parent = node.parent
    around = parent.attributes if parent is not None else {}
    for given in (attributes, around):
        yield from (plain(given.get(name)) for name in _PICTURE if given.get(name))
        yield plain(first_of_set(given.get("srcset") or given.get("data-srcset") or ""))


def address_of_video(node: LexborNode) -> str:
    """The address of the video that a picture stands for, in the figure Tistory's editor makes of one."""
    around = node.parent
    for _ in range(_FIGURE):
        if around is None:
            return ""
        attributes = around.attributes
        if attributes.get("data-ke-type") == "video":
            return plain(attributes.get("data-video-url") or attributes.get("data-source-url"))
        around = around.parent
    return ""


def addresses_of_player(node: LexborNode, attributes: Attributes) -> Iterator[str]:
    """`iframe`, `embed`, `object`, `video` and `audio`: the address is an attribute of it, or of what stands inside for it."""
    for name in ("src", "data-src", "data"):
        yield plain(attributes.get(name))
    for inner in node.css("source, embed, param[name=movie], param[name=src]"):
        yield plain(inner.attributes.get("src") or inner.attributes.get("value"))


def tex_of(node: LexborNode) -> str:
    """The TeX a drawn formula carries with it, without white space; `drawn` where it carries none."""
    found = node.css_first("annotation")
    return ("".join(found.text().split()) if found is not None else "") or "drawn"


def is_formula(names: str) -> bool:
    """Whether an element with these classes is a formula a program drew."""
    return not _FORMULAS.isdisjoint(names.split())


Look: TypeAlias = tuple[Kind, Callable[[LexborNode, Attributes], Iterator[str]]]

LOOKS: dict[str, Look] = {
    "img": ("image", addresses_of_picture),
    **dict.fromkeys("iframe embed object video audio".split(), ("player", addresses_of_player)),
    "area": ("link", lambda node, attributes: iter((plain(attributes.get("href")),))),
    "math": ("formula", lambda node, attributes: iter((tex_of(node),))),
}
"""Elements that show something of their own, and none of the words inside them."""
