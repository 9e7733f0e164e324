"""Sizes of images that stand in their Markdown: Obsidian's `![alt|24](a.png)`, and `![alt](a.png =24x24)` of many editors."""

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from convert import lazy_re as re

_IN_LABEL = re.compile(r"(?<!\\)\|[ \t]*(\d{1,5})(?:x(\d{1,5}))?[ \t]*$")
_BEHIND_ADDRESS = re.compile(
    r"""!\[((?:\\.|[^\[\]\\\n])*)\]\([ \t]*([^\s()<>]+)[ \t]+=(\d{0,5})(?:px)?x(\d{0,5})(?:px)?(?:[ \t]+"([^"\n]*)")?[ \t]*\)"""
)


def size_in_label(label: str) -> dict[str, int]:
    """The size in the Markdown of an image's description; a vertical line with a backslash is a character."""
    found = _IN_LABEL.search(label) if "|" in label else None
    if found is None:
        return {}
    return {"width": int(found[1]), **({"height": int(found[2])} if found[2] else {})}


def without_size(alt: str) -> str:
    """A description that ends in a size, without it."""
    return alt[: alt.rindex("|")].rstrip()


def sized_image(state: StateInline, silent: bool) -> bool:
    """An image with its size behind its address, which to CommonMark is text."""
    found = _BEHIND_ADDRESS.match(state.src, state.pos, state.posMax) if state.src.startswith("![", state.pos) else None
    if found is None or not (found[3] or found[4]):
        return False
    if not silent:
        children: list[Token] = []
        state.md.inline.parse(found[1], state.md, state.env, children)
        token = state.push("image", "img", 0)
        token.children, token.content = children, found[1]
        sizes = {name: int(size) for name, size in (("width", found[3]), ("height", found[4])) if size}
        token.attrs = {"src": found[2], "alt": "", **({"title": found[5]} if found[5] else {}), **sizes}
    state.pos = found.end()
    return True
