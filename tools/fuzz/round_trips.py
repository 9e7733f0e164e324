"""What must be true of a post that is written and read back.

- A line of JSON Lines gives back the document.
- Tistory's own markup gives back the tree of what was HTML, but for what `docs/style.md` lists.
- Markdown says the same when what was read from it is written again; that of a site but for its front matter, where keys of the
  engine stand.
- A file for WordPress that was read is written the same.
- HTML, and Tistory's markup of what was Markdown or has no markup there, give back one post, and the proof misses nothing in it.

Nothing is promised where a notice says that the output is not read back as it was meant or says less than the post, of HTML in
Markdown that somebody else has to end, and where only a person can tell a formula from a price.
"""

from collections.abc import Callable, Mapping

from native import native
from normal_documents import normal

import convert
from convert.batch.converted import Post
from convert.model import Anchor, Blocks, Document, Math, MathBlock, Meta, RawBlock, RawInline
from convert.model.walk import depth, plain_text, rewrite, walk
from convert.notices import KINDS
from convert.readers._html.flow import MAX_OPEN
from convert.sources.source import Source
from fuzz.faults import Fault
from fuzz.reading import check_errors, outcomes_of_source

READERS: Mapping[str, str] = {
    "astro": "markdown",
    "eleventy": "markdown",
    "hexo": "markdown",
    "html": "page",
    "hugo": "markdown",
    "jekyll": "markdown",
    "jsonl": "jsonl",
    "markdown": "markdown",
    "tistory": "tistory",
    "vitepress": "markdown",
    "wordpress": "wordpress",
}
"""Who reads what a writer writes. No reader knows the marks that are Obsidian's own, nor JSX, nor Python-Markdown."""

_APPROXIMATED = frozenset(name for name, kind in KINDS.items() if kind.level == "approximated") - {"editor-fields"}
_ISLANDS = frozenset((RawBlock, RawInline))
_FORMULAS = frozenset((Math, MathBlock))
_NO_PROMISE = frozenset(("unverified", "simplified", "respelled", "missing", "table-as-html"))
"""The last is for tables Jekyll has no Markdown for: what reads them back can keep more than the next writing does."""


def check_round_trip(to: str, data: bytes) -> None:
    """Raise a `Fault` when a post that is written does not come back."""
    format = "tistory" if data.lstrip()[:1] == b"<" else "markdown"
    for post in _read_posts(data, format, to, keep=True):
        if _is_round_trip_promised(post, format, to):
            law = _check_nothing_missing if (format, to) == ("markdown", "tistory") else _LAWS[to]
            law(post, to)


def _is_round_trip_promised(post: Post, format: str, to: str) -> bool:
    assert post.document
    kinds = {type(node) for node in walk(post.document.children)}
    if _NO_PROMISE & {notice.kind for notice in post.notices} or (format == "markdown" and _ISLANDS & kinds):
        return False
    text = post.files[0].data.decode()
    is_a_sum = _FORMULAS & kinds and any(sign in plain_text(post.document.children) for sign in "$\\")
    # A mark of Tistory's editors is left alone, and stands for something else there.
    return not (to in ("html", "tistory") and (is_a_sum or "[##" in text or "[#M_" in text))


def _read_posts(data: bytes, format: str, to: str, *, keep: bool = False) -> list[Post]:
    found = outcomes_of_source(data, format, to, keep=keep)
    check_errors(found.errors, format)
    return found.posts


def _check_same_post(post: Post, to: str) -> None:
    first, second = _read_twice(post, to)
    _require_equal(
        f"{to}: another post when it was read back", (first.meta, normal(first.children)), (second.meta, normal(second.children))
    )


def _check_same_body(post: Post, to: str) -> None:
    first, second = _read_twice(post, to)
    _require_equal(f"{to}: another body when it was read back", normal(first.children), normal(second.children))


def _read_twice(post: Post, to: str) -> tuple[Document, Document]:
    """What is read from a post, and from what is written of that."""
    again = _write_again(post, to)
    return _read_document(post.files[0].data, to), _read_document(again, to)


def _write_again(post: Post, to: str) -> bytes:
    again = _read_posts(post.files[0].data, READERS[to], to)
    if len(again) != 1:
        raise Fault(f"{to}: {len(again)} posts read back")
    return again[0].files[0].data


def _check_same_tree(post: Post, to: str) -> None:
    assert post.document
    # Lists in lists without an item between them lie deeper with it.
    if _APPROXIMATED & {notice.kind for notice in post.notices} or depth(post.document.children) >= MAX_OPEN - 1:
        _check_nothing_missing(post, to)
    else:
        _require_equal(
            f"{to}: another tree",
            *map(_without_places, (native(post.document.children), _read_document(post.files[0].data, to).children)),
        )


def _without_places(children: Blocks) -> Blocks:
    """A tree in its normal form, without places: they are kept while a link leads there, and empty links are not."""
    bare = rewrite(Document(Meta(), children), lambda node: () if isinstance(node, Anchor) else node)
    return normal(bare.children)


def _check_same_document(post: Post, to: str) -> None:
    _require_equal(f"{to}: another document", post.document, _read_document(post.files[0].data, to))


def _check_same_file(post: Post, to: str) -> None:
    """A file of one post, which in a batch waits for the others."""
    assert post.document
    once = _file_read_and_written(convert.dumps(post.document, to), to)
    _require_equal(f"{to}: another file", once, _file_read_and_written(once, to))


def _file_read_and_written(text: str, to: str) -> str:
    return convert.dumps(_read_document(text.encode(), to), to)


def _check_nothing_missing(post: Post, to: str) -> None:
    """Whoever reads the page anew, and proves it, has what was on it."""
    again = _read_posts(post.files[0].data, READERS[to], "markdown")
    if len(again) != 1:
        raise Fault(f"{to}: {len(again)} posts read back")
    is_flattened = any(notice.kind == "too-deep" for notice in again[0].notices)
    for notice in again[0].notices:
        if notice.kind == "missing" and not is_flattened:
            raise Fault(f"{to}: {notice.kind} {notice.detail.split()[0]}", notice.detail)


def _read_document(data: bytes, to: str) -> Document:
    (back,) = convert.read(Source("글", data, "글"), READERS[to])
    return back


def _require_equal(kind: str, first: object, second: object) -> None:
    if first != second:
        raise Fault(kind, _first_difference(str(first), str(second)))


def _first_difference(first: str, second: str) -> str:
    """Two texts from where they part."""
    place = next((place for place, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), 0)
    start = max(0, place - 60)
    return f"\n  {first[start : place + 100]!r}\n  {second[start : place + 100]!r}"


_LAWS: Mapping[str, Callable[[Post, str], None]] = {
    "astro": _check_same_body,
    "eleventy": _check_same_body,
    "hexo": _check_same_body,
    "html": _check_nothing_missing,
    "hugo": _check_same_post,
    "jekyll": _check_same_body,
    "jsonl": _check_same_document,
    "markdown": _check_same_post,
    "tistory": _check_same_tree,
    "vitepress": _check_same_body,
    "wordpress": _check_same_file,
}
