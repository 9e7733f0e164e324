"""Break the readers one handler at a time, and see whether the proof that starts at the source notices.

    python tools/mutations.py [CORPUS]

A mutant is a handler of an element of HTML, or of a token of Markdown, that drops its node, its children, its last child or its
addresses, the first time it is asked in a post. Each is run over the shortest posts that exercise it: cases, samples and fixtures
of this project, and the posts of CORPUS. A mutant that changes what is read and leaves nothing missing in any post has survived;
one that does so only in some posts is printed as well. Ends with 1 when there are survivors that `EQUIVALENT` does not know.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.errors import ConvertError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone, reader_and_options_or_raise
from convert.model import Document
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.proof.witness import missing_from_page
from convert.proof.witness.missing import Missing
from convert.readers._html import flow
from convert.readers._html.media import handle_picture_by_source_if_img_unusable
from convert.readers._html.objects import handle_object_as_embed_pdf_or_division
from convert.readers._html.outcome import Skipped
from convert.readers.markdown import _blocks as markdown
from convert.sources.evidence import Evidence, Testimony
from convert.sources.source import Source
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import GFM

HERE = Path(__file__).parent.parent
ROOTS = ("samples/posts", "samples/backup", "tests/cases", "tests/fixtures")
EXPECTED = ("out.md", "hugo.md", "notices.txt", "document.json", "name.txt")
"""Files of a case that are no source."""

WAYS = ("node", "children", "last child", "address")
MOST = 12
"""Posts a mutant is run over."""

ADDRESSES = frozenset(
    "href src srcset data data-src data-url data-video-url data-source-url data-og-url data-og-source-url".split()
)
_OBJECT = f"<object> {handle_object_as_embed_pdf_or_division.__qualname__}"
_PICTURE = f"<picture> {handle_picture_by_source_if_img_unusable.__qualname__}"

EQUIVALENT = {
    (_OBJECT, "children"): "what stands in an object that has an address is shown only where the object is not",
    (_OBJECT, "last child"): "the same",
    (_PICTURE, "last child"): "its sources before the img are the same picture",
}
"""Mutants that change what is read, and nothing a browser shows."""


class ReadPost(NamedTuple):
    """A source, its reader, and what is read of it."""

    source: Source
    reader: str
    documents: tuple[Document, ...]


class MutantResult(NamedTuple):
    """How many posts a mutant changed, of how many of these something was missing, and one of which nothing was."""

    changed: int = 0
    caught: int = 0
    survived: str = ""


def read_with_testimony(source: Source, reader: str) -> Iterator[tuple[Document, Testimony]]:
    """The posts of a source, each with what was handed over of it."""
    module, options = reader_and_options_or_raise(reader)
    evidence = Evidence()
    for document in module.read(source, options, evidence):
        yield document, evidence.testimony
        evidence.take_notices_and_forget_post()


def missing_from_output(document: Document, testimony: Testimony) -> tuple[Missing, ...]:
    """What the proof of `convert` finds."""
    return missing_from_page(*testimony_and_page(document, testimony))


def testimony_and_page(document: Document, testimony: Testimony) -> tuple[Testimony, str]:
    """What was handed over of a post, by its writer as well, and its page."""
    writing = Evidence()
    page = render_markdown_for_target(markdown_body(document.children, GFM, {}, writing), GFM)
    return replace(testimony, left_out=(*testimony.left_out, *writing.testimony.left_out)), page


# Mutants


class Mutation:
    """Which handler is broken now, and how; it is broken once. `asked` are all that were asked."""

    def __init__(self) -> None:
        self.handler = ""
        self.way = ""
        self.asked: set[str] = set()

    def should_break(self, handler: str) -> bool:
        """Whether the handler that is asked is the one to break."""
        self.asked.add(handler)
        if handler != self.handler:
            return False
        self.handler = ""
        return True


NOW = Mutation()


class BreakableHandlers(dict):
    """Handlers of HTML, each of which may be broken when it is asked."""

    def get(self, tag: str, default: Any = None) -> Any:
        """The handler of a tag, behind the question whether it is broken."""
        handler = dict.get(self, tag, default)
        name = f"<{tag}> {getattr(handler, '__qualname__', type(handler).__name__)}"

        def break_or_handle(node: LexborNode, walk: flow.Walk) -> Any:
            if NOW.should_break(name):
                if NOW.way == "node":
                    return Skipped()
                remove_from_element(node, NOW.way)
            return handler(node, walk) if callable(handler) else handler

        return break_or_handle


def remove_from_element(node: LexborNode, way: str) -> None:
    """Take something out of an element before it is read."""
    if way == "address":
        for name in ADDRESSES & node.attributes.keys():
            del node.attrs[name]
        return
    children = [child for child in node.iter(include_text=True) if child.is_element_node or (child.text_content or "").strip()]
    for child in children if way == "children" else children[-1:]:
        child.decompose()


def breakable_token_handler(kind: str, handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler of a token of Markdown, which may be broken when it is asked."""

    def break_or_handle(parsed: Any, at: int, depth: int) -> Any:
        if not NOW.should_break(f"token {kind}"):
            return handler(parsed, at, depth)
        return () if NOW.way == "node" else broken_blocks(handler(parsed, at, depth), NOW.way)

    return break_or_handle


def broken_blocks(blocks: Any, way: str) -> Any:
    """Blocks of which the first has lost its children, its last child, or its address."""
    first = blocks[0] if blocks else None
    if way == "address":
        return (replace(first, url=""), *blocks[1:]) if getattr(first, "url", "") else blocks
    for field in ("children", "items", "rows", "images", "value"):
        if held := getattr(first, field, None):
            return (replace(first, **{field: held[:0] if way == "children" else held[:-1]}), *blocks[1:])
    return blocks


@contextmanager
def watch_handlers() -> Iterator[None]:
    """Every walk over HTML and every token of Markdown asks `NOW` first."""
    begin, tokens = flow.Walk.__init__, dict(markdown._BLOCKS)

    def init(self: flow.Walk, handlers: flow.Handlers, page: flow.Page) -> None:
        begin(self, BreakableHandlers(handlers), page)

    flow.Walk.__init__ = init
    markdown._BLOCKS.update({kind: breakable_token_handler(kind, handler) for kind, handler in tokens.items()})
    try:
        yield
    finally:
        flow.Walk.__init__ = begin
        markdown._BLOCKS.update(tokens)


# Posts


def provable_posts_below(roots: list[Path]) -> Iterator[ReadPost]:
    """Every source below these folders that is read without a fault and of which nothing is missing."""
    for path in sorted(path for root in roots for path in root.rglob("*") if path.is_file() and path.name not in EXPECTED):
        source = Source(str(path), path.read_bytes(), path.name)
        reader = guess.reader if (guess := guess_own_reader_or_foreign_if_sure_or_alone(source)) else ""
        if reader in ("", "jsonl"):
            continue
        try:
            found = list(read_with_testimony(source, reader))
        except ConvertError:
            continue
        if found and not any(missing_from_output(document, testimony) for document, testimony in found):
            yield ReadPost(source, reader, tuple(document for document, _ in found))


def posts_by_handler(posts: list[ReadPost]) -> dict[str, list[ReadPost]]:
    """The posts that exercise each handler, shortest first."""
    exercised: dict[str, list[ReadPost]] = defaultdict(list)
    for post in sorted(posts, key=lambda post: len(post.source.data)):
        NOW.asked.clear()
        list(read_with_testimony(post.source, post.reader))
        for handler in NOW.asked:
            exercised[handler].append(post)
    return exercised


def run_mutant(handler: str, way: str, posts: list[ReadPost]) -> MutantResult:
    """A mutant over some posts."""
    result = MutantResult()
    for post in posts[:MOST]:
        NOW.handler, NOW.way = handler, way
        try:
            found = list(read_with_testimony(post.source, post.reader))
        except ConvertError:
            continue
        if [document.children for document, _ in found] == [document.children for document in post.documents]:
            continue
        is_caught = any(missing_from_output(document, testimony) for document, testimony in found)
        survived = result.survived or ("" if is_caught else post.source.name)
        result = MutantResult(result.changed + 1, result.caught + is_caught, survived)
    return result


def main() -> int:
    """Print every survivor and a summary."""
    posts = list(provable_posts_below([*(HERE / root for root in ROOTS), *map(Path, sys.argv[1:2])]))
    results: dict[tuple[str, str], MutantResult] = {}
    with watch_handlers():
        for handler, those in sorted(posts_by_handler(posts).items()):
            results |= {(handler, way): result for way in WAYS if (result := run_mutant(handler, way, those)).changed}
    for (handler, way), result in results.items():
        if result.caught < result.changed:
            word = "partly caught" if result.caught else "equivalent" if (handler, way) in EQUIVALENT else "survived"
            print(f"{word}: {handler} without its {way}, {result.caught} of {result.changed}: {result.survived}")
    lost = [mutant for mutant, result in results.items() if not result.caught and mutant not in EQUIVALENT]
    lost += [mutant for mutant in EQUIVALENT if mutant not in results]  # known by a name that no handler has
    print(f"{len(posts)} posts, {len(results)} mutants that change what is read, {len(lost)} survived")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
